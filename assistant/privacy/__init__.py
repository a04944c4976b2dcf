"""Personal data leaves a text before a model outside this machine, or a log, gets to see it.

``redact`` and ``redact_all`` replace them by labelled placeholders; ``Redacted.restore`` puts them
back in what the model wrote. All of it happens on this machine, and nothing of it is written down.
"""

from assistant.privacy.kind import Kind
from assistant.privacy.redaction import redact, redact_all
from assistant.privacy.values import Redacted, Replaced

__all__ = ["Kind", "Redacted", "Replaced", "redact", "redact_all"]

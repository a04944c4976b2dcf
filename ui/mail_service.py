"""What the part of the site for mails needs of whoever drafts and checks replies."""

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from assistant.answer import Citation
from assistant.mail.values import Mail, MailKind, MailQuestion, Reply


class ReplyService(Protocol):
    """Drafts and checks replies; every method may raise ``DenktankError``."""

    def reply(
        self, mail: Mail, kind: MailKind, questions: Sequence[MailQuestion], cancelled: Callable[[], bool]
    ) -> Reply:
        """The draft of a reply; ends soon after ``cancelled()`` has become true."""

    def checked(self, reply: Reply) -> Reply:
        """The reply with the standing of every statement found anew."""


FindSources = Callable[[str], Iterable[Citation]]
"""Sentences that could be added to a reply as a source."""

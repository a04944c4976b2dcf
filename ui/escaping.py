"""Text of others as text: in HTML, and in what is copied or read aloud."""

import re
from html import escape as html_escape

# Control characters, half characters, and the marks that reverse the reading direction.
_INVISIBLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def visible(text: str) -> str:
    """The text without characters that cannot be seen but change how the rest is shown."""
    return _INVISIBLE.sub("", text)


def escape(text: str) -> str:
    """The text as HTML that shows exactly that text, also inside a quoted attribute."""
    return html_escape(visible(text), quote=True)

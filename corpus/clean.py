"""Characters that cannot be shown, stored or cited are taken out once, when a file is read."""

import re
import unicodedata

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_SPACES = re.compile(r"[^\S\n]+")


def printable(text: str) -> str:
    """Text without control characters, lone surrogates and non-characters; NFC; newlines as LF."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    return unicodedata.normalize("NFC", _UNPRINTABLE.sub("", text))


def one_line(text: str) -> str:
    """Printable text on one line: every run of white space becomes one space."""
    return " ".join(printable(text).split())


def squeeze(text: str) -> str:
    """Printable text with runs of spaces folded, newlines kept."""
    return "\n".join(_SPACES.sub(" ", line).strip() for line in printable(text).split("\n"))

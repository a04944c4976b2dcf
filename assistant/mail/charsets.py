"""The text of bytes in a charset that may be wrong, unknown or not told."""

import codecs
import re

_TEXT = re.compile(r"utf[-_]?(?:7|8|16|32)|iso8859|iso2022|cp\d|ascii|koi8|mac|gb|big5|euc|shift|latin|hz")
"""Codecs of text: others of Python's (punycode, unicode_escape) are no charsets of a mail."""
_SINGLE_BYTE = re.compile(r"iso8859|ascii|cp125[0-8]|latin")


def decoded(data: bytes, charset: str | None) -> str:
    """Bytes as text.

    What is valid UTF-8 with more than ASCII in it is UTF-8, whatever single-byte charset it claims, and what
    claims to be UTF-8 and is not is Windows-1252: the two lies that Dutch mail tells. ISO 8859-1 is read as
    its superset Windows-1252, as browsers do (Encoding Standard, WHATWG).
    """
    name = _codec(charset)
    if name and not _SINGLE_BYTE.match(name) and not name.startswith("utf-8"):
        return data.decode(name, errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    if name in ("", "ascii", "iso8859-1") or name.startswith("utf-8"):
        name = "cp1252"
    return data.decode(name, errors="replace")


def _codec(charset: str | None) -> str:
    """Python's name of a charset of text; empty for one that is unknown."""
    try:
        name = codecs.lookup((charset or "").strip("'\" ")).name.lower()
    except (LookupError, ValueError):
        return ""
    return name if _TEXT.match(name) else ""

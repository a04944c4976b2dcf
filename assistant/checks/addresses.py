"""Mail addresses, web addresses and telephone numbers in a sentence."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_WEB = re.compile(
    r"(?:https?://|www\.)[^\s<>\"'“”‘’)\]]+|\b[\w-]+(?:\.[\w-]+)*\.(?:nl|com|org|eu|net|be|info|gov|frl)(?:/[^\s<>\"')\]]*)?"
)
_PHONE = re.compile(
    r"(?<![\w.,-])(?:\+31|0031|0)[\s(-]*\d(?:[\s()-]*\d){7,9}(?!\d)|(?<!\d)(?:14|0800|0900|088)[\s-]?\d{2,4}(?:[\s-]?\d{2,4})?(?!\d)"
)

_DOTTED = re.compile(r"[^\W_][\w-]*(?:\s?[\[(]?\.[\])]?[^\W_][\w-]*)+")
"""Words with dots between: a web address of whatever kind, also with the dot in brackets."""


def addresses(text: str) -> list[tuple[int, int]]:
    """Where addresses and telephone numbers stand, half-open."""
    found: list[tuple[int, int]] = []
    for pattern in (_MAIL, _WEB, _PHONE):
        for match in pattern.finditer(text):
            if not any(start < match.end() and match.start() < end for start, end in found):
                found.append(match.span())
    return sorted(found)


def unknown_addresses(text: str, sources: Iterable[str]) -> list[str]:
    """The addresses and telephone numbers that no source has, however they are spaced."""
    known = [_plain(source) for source in sources]
    digits = [re.sub(r"\D", "", source) for source in known]
    found = []
    for start, end in addresses(text):
        written = text[start:end].rstrip(".,;:!?")
        plain = _plain(written)
        if "@" in plain or re.search(r"[a-z]", plain):
            # A longer address is not the same one: vng.nl is not vng.nl.example.com.
            pattern = re.compile(rf"(?<![\w.@-]){re.escape(plain)}/?(?![\w@-]|[./][\w-])")
            known_one = any(pattern.search(source) for source in known)
        else:
            sought = re.sub(r"\D", "", plain)
            national = re.sub(r"^(?:0031|31)(?=\d{9}$)", "0", sought)
            known_one = any(sought in row or national in row for row in digits)
        if not known_one:
            found.append(written)
    return found or list(_unknown_dotted(text, known))


def _unknown_dotted(text: str, known: Sequence[str]) -> Iterator[str]:
    """Words with dots that no source has. Abbreviations (o.a., d.w.z.) and numbers are none.

    Wide and other compatibility letters count as the ordinary ones they look like.
    """
    for match in _DOTTED.finditer(unicodedata.normalize("NFKC", text)):
        parts = re.findall(r"[^\W_][\w-]*", match[0])
        worded = any(part.isalpha() and len(part) > 1 for part in parts)
        if worded and not any(_plain(match[0]) in unicodedata.normalize("NFKC", source) for source in known):
            yield match[0]


def _plain(text: str) -> str:
    """Without the parts of an address that may be left out, in small letters."""
    return re.sub(r"https?://(?:www\.)?|\bwww\.|\bmailto:", "", text.lower())

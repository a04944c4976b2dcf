"""Numbered parts that a question or a text names: wegwijzer 7, de vierde les, hoofdstuk 3."""

import re
from collections.abc import Iterator

from corpus.structure.numerals import CARDINAL, ORDINAL, number

_PARTS = {
    "wegwijzer": "wegwijzers?",
    "les": "les(?:sen)?",
    "halte": "haltes?",
    "hoofdstuk": "hoofdstuk(?:ken)?|hfst",
    "paragraaf": "paragraaf|par",
    "stap": "stap(?:pen)?",
    "fase": "fasen?",
    "pijler": "pijlers?",
    "deel": "deel",
    "bijlage": "bijlagen?",
    "tabel": "tabel(?:len)?",
    "figuur": "figuur",
    "artikel": "artikel|art",
}
_SIGN = "#"
_ARTICLE = "een"
"""As in: in die fase een goede aanpak. That is no number; één is."""
_ANY = "|".join(_PARTS.values())
_NAMED = re.compile(
    rf"\b(?:(?P<before>{_ANY})\.?\s+(?:nr\.?\s*|nummer\s+)?(?P<cardinal>{CARDINAL})"
    rf"|(?P<ordinal>{ORDINAL})\s+(?P<after>{_ANY}))\b",
    re.IGNORECASE,
)


def numbered_parts(text: str) -> Iterator[str]:
    """The numbered parts in a text, as ``wegwijzer#7``: one name however it is written.

    "Wegwijzer zeven", "de 7e wegwijzer" and "WEGWIJZER 7" are the same.
    """
    for match in _NAMED.finditer(text):
        value = number(match["cardinal"] or match["ordinal"])
        if value is not None and not _is_article(match):
            yield part_name(_kind(match["before"] or match["after"]), value)


def without_numbered_parts(text: str) -> str:
    """The text without the names of the numbered parts in it."""
    return _NAMED.sub(lambda match: match[0] if _is_article(match) else " ", text)


def _is_article(match: re.Match[str]) -> bool:
    return (match["cardinal"] or "").lower() == _ARTICLE


def part_name(kind: str, value: int) -> str:
    """The name of one numbered part; no word of a text has this sign in it."""
    return f"{kind}{_SIGN}{value}"


def own_part(name: str) -> str:
    """The name by which a passage in a part itself is found, and not what only refers to it."""
    return f"{name}{_SIGN}"


def siblings(name: str) -> tuple[str, ...]:
    """The first parts of the same kind: where a text has numbered parts of it, it has one of these."""
    kind = name.split(_SIGN)[0]
    return tuple(part_name(kind, value) for value in (1, 2, 3))


def is_part_name(word: str) -> bool:
    """Whether this is the name of a numbered part and not a word."""
    return _SIGN in word


def _kind(written: str) -> str:
    return next(kind for kind, form in _PARTS.items() if re.fullmatch(form, written, re.IGNORECASE))

"""The words of headings: folding for comparison, numbering, and what a heading never looks like."""

import re
import unicodedata
from typing import NamedTuple

from corpus.pdf.layout import Line

_RAISED = 0.72
"""A run this much smaller than its line is the mark of a note, not part of the heading."""
_NUMBER = re.compile(
    r"(?:(?P<digits>\d{1,2}(?:[.,]\d{1,2}){0,5})(?P<dot>[.)]?)|(?P<letter>[A-Z](?:\.\d{1,2}){0,4})[.)])(?=\s|[^\W\d])"
    r"\s*"
)
_LABEL = re.compile(
    r"(?:hoofdstuk|deel|bijlage|wegwijzer|les|stap|fase|thema|paragraaf|kader|box|chapter|part|annex|appendix)"
    r"\s+(?:\d{1,3}|[ivx]{1,5}|[a-z])\b\s*[.:\-–—|]?\s*",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"(?:figuur|fig\.|tabel|grafiek|afbeelding|diagram|foto|kaart|schema|illustratie|figure|table)"
    r"\s*(?:\d|[ivx]+\b|[a-z]\b)|bron(?:nen)?\s*:|foto(?:grafie)?\s*:|noot\s*:",
    re.IGNORECASE,
)
_BULLET = re.compile(r"(?:[^\w\s\"'“”‘’„‚«‹`´(\[¿¡§&€…-]|[-–—*o])\s")
_ITEM = re.compile(r"(?:[a-z]|\d{1,2}|[ivx]{1,4})[.)]\s")
_CONTENTS = re.compile(
    r"(?:korte\s+)?(?:inhoud(?:sopgave)?|table\s+of\s+contents|contents)(?:\s+van\s+(?:dit|deze|het)\s+\w+)?:?",
    re.IGNORECASE,
)
_OPENING_CHAPTER = re.compile(
    r"(?:inleiding|aanleiding|achtergrond|samenvatting|voorwoord|vooraf|leeswijzer|colofon|management\s?samenvatting)\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?:|www\.|\S@\S")
_OPENING, _CLOSING = "\"'“”‘’„‚«", "\"'“”‘’»"
_QUOTED_WORDS = 4
"""Words in quotation marks from which a text is a pull quote; a quoted name or term is shorter."""
_ABBREVIATIONS = ("etc.", "e.d.", "e.a.", "b.v.", "n.v.", "bv.", "nv.", "jr.", "sr.", "i.o.")


class Numbering(NamedTuple):
    """The number before a heading: its depth (0 without one) and the text after it."""

    depth: int
    rest: str


def fold(text: str) -> str:
    """Only letters and digits, without case, accents and ligatures, for comparing titles."""
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return "".join(char for char in decomposed if char.isalnum())


def numbering(text: str) -> Numbering:
    """Split ``2.1. Doel`` in depth 2 and ``Doel``; tolerates ``4,2.2.5.`` and ``4.1.1Doel``.

    A bare number of one level must be followed by a dot, bracket or capital: ``2 februari`` and
    ``100 dagen`` are no numbering.
    """
    match = _NUMBER.match(text)
    if match is None or match.end() == len(text):
        return Numbering(0, text)
    rest = text[match.end() :]
    number = match["digits"] or match["letter"]
    depth = 1 + number.count(".") + number.count(",")
    bare = depth == 1 and match["digits"] is not None and not match["dot"]
    if bare and not (rest[:1].isupper() and text[match.end("digits")].isspace()):
        return Numbering(0, text)
    return Numbering(depth, rest)


def labelled(text: str) -> bool:
    """Whether the text starts with the likes of ``Hoofdstuk 3`` or ``Wegwijzer 4``."""
    return _LABEL.match(text) is not None


def bare_fold(text: str) -> str:
    """The folded text without bullet and number; the whole folded text where nothing remains."""
    match = _BULLET.match(text)
    text = text[match.end() :].lstrip() if match else text
    return fold(numbering(text).rest) or fold(text)


def plain(line: Line) -> str:
    """The text of a line without the mark of a note at its end."""
    if len(line.styles) > 1:
        last = line.styles[-1]
        tail = line.text[last.start :].strip()
        if last.style.size <= _RAISED * line.size and len(tail) <= 3 and not tail.isalpha():
            return line.text[: last.start].rstrip()
    return line.text


def joined(lines: tuple[Line, ...]) -> str:
    """The text of the lines of one heading."""
    text = ""
    for line in lines:
        text += plain(line) if not text or text.endswith("-") else " " + plain(line)
    return text


def is_bullet(text: str) -> bool:
    """Whether the text starts with a bullet."""
    return _BULLET.match(text) is not None


def is_item(text: str) -> bool:
    """Whether the text starts with a bullet, or with a letter or number as in a list."""
    return _BULLET.match(text) is not None or _ITEM.match(text) is not None


def is_contents_title(text: str) -> bool:
    """Whether this is the heading of a table of contents."""
    return _CONTENTS.fullmatch(numbering(text.strip()).rest.strip()) is not None


def opens_as_chapter(text: str) -> bool:
    """Whether a first heading is that of a chapter (numbered, or called so) rather than the title."""
    return numbering(text).depth > 0 or any(
        pattern.match(text) for pattern in (_LABEL, _OPENING_CHAPTER, _CONTENTS)
    )


def never_a_heading(text: str) -> bool:
    """Bullets, captions, addresses, and what has hardly any letters (numbers, drop caps)."""
    letters = sum(char.isalpha() for char in text)
    if letters < 3 or letters < 0.4 * len(text.replace(" ", "")):
        return True
    return bool(is_bullet(text) or _CAPTION.match(text) or _ADDRESS.search(text))


def reads_on(text: str) -> bool:
    """Whether the text is a quotation, or ends as a sentence or part of one rather than as a heading."""
    if text[0] in _OPENING and text[-1] in _CLOSING and len(text.split()) >= _QUOTED_WORDS:
        return True
    end = text.rstrip(" \"'”’»)")
    if end.endswith((";", ",", "…", "...", "-")):
        return True
    return end.endswith(".") and not end.casefold().endswith(_ABBREVIATIONS)

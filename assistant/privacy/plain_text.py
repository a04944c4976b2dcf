"""A text as the patterns read it, with the way back to the places in the text itself.

Mail programs and web pages write spaces, hyphens and digits in many ways, and put characters between
them that nobody sees. Here each is one plain character, so that a pattern need not know them.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import regex

BARRIER = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands for a part that is done with; no pattern reaches over one."""

_GRAPHEME = regex.compile(r"\X")
_APOSTROPHES = "\N{RIGHT SINGLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}\N{MODIFIER LETTER APOSTROPHE}`´"
_LIGATURES = {"\N{LATIN CAPITAL LIGATURE IJ}": "IJ", "\N{LATIN SMALL LIGATURE IJ}": "ij"}
_FULLWIDTH = range(0xFF01, 0xFF5F)
_MINUS = "\N{MINUS SIGN}"


@dataclass(frozen=True, slots=True)
class PlainText:
    """The characters, and for each where the grapheme that it comes from begins and ends."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the original for the half-open ones of here; never inside a grapheme."""
        return self.starts[start], self.ends[end - 1]


def plain_text(original: str, barriers: Iterable[tuple[int, int]] = ()) -> PlainText:
    """The text with each barrier, at offsets in order and apart, as one ``BARRIER``."""
    characters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for start, end in (*barriers, (len(original), len(original))):
        for grapheme in _GRAPHEME.finditer(original, at, start):
            plain = _plain(grapheme[0])
            characters.append(plain)
            starts.extend([grapheme.start()] * len(plain))
            ends.extend([grapheme.end()] * len(plain))
        if end > start:
            characters.append(BARRIER)
            starts.append(start)
            ends.append(end)
        at = end
    return PlainText("".join(characters), tuple(starts), tuple(ends))


@lru_cache(maxsize=4096)
def _plain(grapheme: str) -> str:
    if len(grapheme) == 1 and grapheme.isascii():
        return grapheme
    return "".join(map(_plain_character, unicodedata.normalize("NFC", grapheme)))


def _plain_character(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if category == "Zs":
        return " "
    if category == "Pd" or character == _MINUS:
        return "-"
    if category == "Cf":
        return ""
    if character in _APOSTROPHES:
        return "'"
    if ord(character) in _FULLWIDTH:
        return unicodedata.normalize("NFKC", character)
    return _LIGATURES.get(character, character)

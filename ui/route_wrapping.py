"""Breaking a title into lines for a drawing, where nothing else does."""

import unicodedata
from collections.abc import Iterator
from functools import cache

# Advance widths in thousandths of the font size, of DejaVu Sans, which is wider than other system fonts.
_NARROW = {" ": 318, "i": 278, "j": 278, "l": 278, "t": 392, "f": 352, "r": 411, "I": 295, "J": 295}
_NARROW |= dict.fromkeys(".,", 318) | dict.fromkeys(":;'!|", 400) | dict.fromkeys("()[]-", 400)
_WIDE = {"m": 974, "w": 818, "W": 989, "M": 863, "@": 1000, "%": 950, "—": 1000, "…": 1000}
_SMALL, _CAPITAL, _OTHER = 636, 790, 1300


@cache
def _advance(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    base = unicodedata.normalize("NFD", character)[0]
    if base in _NARROW:
        return _NARROW[base]
    if base in _WIDE:
        return _WIDE[base]
    if ord(base) < 0x250 or 0x2010 <= ord(base) <= 0x2027:
        return _CAPITAL if base.isupper() else _SMALL
    return _OTHER


def width_of(text: str, size: float) -> float:
    """At most how wide a text is, in the unit of the font size."""
    return sum(map(_advance, text)) * size / 1000


def wrapped(text: str, size: float, width: float) -> tuple[str, ...]:
    """The text in lines that fit in ``width``; a word that does not is broken."""
    lines: list[str] = []
    for word in text.split():
        for piece in _pieces(word, size, width):
            joined = f"{lines[-1]} {piece}" if lines else piece
            if lines and width_of(joined, size) <= width:
                lines[-1] = joined
            else:
                lines.append(piece)
    return tuple(lines)


def _pieces(word: str, size: float, width: float) -> Iterator[str]:
    """The word, or where it is too long the parts of it that fit."""
    piece = ""
    for character in word:
        if piece and width_of(piece + character, size) > width:
            yield piece
            piece = ""
        piece += character
    yield piece

"""Compares drawn lines with the source they came from, to know what each hyphen at a line end is."""

import unicodedata
from dataclasses import dataclass

_PLAIN = str.maketrans("ëïöüËÏÖÜ", "eiouEIOU")


@dataclass(frozen=True)
class End:
    """A hyphen at the end of line number ``line``; ``index`` is the first letter after it in the text.

    Letters are counted without white space.
    """

    line: int
    index: int
    before: str
    after: str
    word: str
    kind: str


def without_trema(text: str) -> str:
    """The text with plain vowels instead of vowels with a trema."""
    return text.translate(_PLAIN)


def line_ends(text: str, lines: list[str]) -> list[End]:
    """All lines that end with a hyphen while the text goes on.

    Raises:
        ValueError: the lines are not those of the text.
    """
    places = [place for place, letter in enumerate(text) if not letter.isspace()]
    source = without_trema("".join(text.split()))
    found: list[End] = []
    at = 0
    for number, line in enumerate(lines):
        letters = without_trema("".join(unicodedata.normalize("NFKC", line).split()))
        if source.startswith(letters, at):
            at += len(letters)
            kind = "blijft"
        elif letters.endswith("-") and source.startswith(letters[:-1], at):
            at += len(letters) - 1
            kind = "samen"
        else:
            raise ValueError(f"{line!r} does not stand at {source[at : at + 40]!r}")
        if letters.endswith("-") and number + 1 < len(lines):
            found.append(_end(text, places[at], number, at, lines, kind))
    return found


def _end(text: str, place: int, number: int, at: int, lines: list[str], kind: str) -> End:
    before, after = lines[number].split()[-1], lines[number + 1].split()[0]
    first, last = place, place
    while first and not text[first - 1].isspace():
        first -= 1
    while last < len(text) and not text[last].isspace():
        last += 1
    word = text[first:last]
    if kind == "samen" and without_trema(text[place]) != text[place]:
        kind = "trema"
    elif kind == "blijft" and text[place - 1].isspace():
        kind, word = "weglating", f"{text[:place].split()[-1]} {word}"
    return End(
        number, at, unicodedata.normalize("NFKC", before), unicodedata.normalize("NFKC", after), word, kind
    )

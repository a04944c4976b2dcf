"""Words of a text as they are compared: folded, with their place, codes and numbers kept whole."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

MOST_LETTERS = 60
"""A longer run of letters and digits is no word (a key, a file in base64) and is left out."""

_JOINED = re.compile(
    r"""
    [^\W_]+
    (?:
        (?:[-&] | (?<=\d)[.,:](?=\d))      # ai-verordening, b&w, 070-3738393, 8.15, 1.3.2
        [^\W_]+
      | /(?=[^\W_]*\d)[^\W_]+              # co/u201800494; raad/college stays two words
    )*
    """,
    re.VERBOSE,
)
_PART = re.compile(r"[^\W_]+")


class _Folding(dict[int, str]):
    """What each character becomes, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        letter = unicodedata.normalize("NFKD", chr(code)).casefold()
        # Case folding can bring back composed characters, and ß and ŉ become two.
        kept = unicodedata.normalize("NFKD", letter).translate(_DASHES)
        self[code] = "".join(char for char in kept if unicodedata.category(char) not in _DROPPED)
        return self[code]


_DROPPED = frozenset({"Mn", "Me", "Cf", "Cs", "Cn", "Co"})
"""Accents, and characters without a shape: zero width, soft hyphen, direction marks, lone surrogates."""

_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2212\ufe63\uff0d", "-"))
_folding = _Folding()


def fold(text: str) -> str:
    """The text without case, accents, ligatures and characters that cannot be seen.

    Character by character, so that places can be followed; folding twice changes nothing more.
    """
    return text.translate(_folding)


@dataclass(frozen=True, slots=True)
class Token:
    """A word as it is compared, and where it stands: ``text[start:end]`` of the text it is from."""

    text: str
    start: int
    end: int


def tokens(text: str) -> Iterator[Token]:
    """The words of a text in order, joined words as one.

    "De AI-verordening van 8.15 uur" gives de, ai-verordening, van, 8.15, uur.
    """
    folded, places = _folded_with_places(text)
    for match in _JOINED.finditer(folded):
        start, end = match.span()
        if end - start <= MOST_LETTERS:
            yield Token(match[0], places[start], places[end - 1] + 1)


def plain_tokens(text: str) -> list[str]:
    """The words of a text in order, as ``tokens`` gives them, without their places."""
    return [word for word in _JOINED.findall(fold(text)) if len(word) <= MOST_LETTERS]


def parts(word: str) -> tuple[str, ...]:
    """The words that a folded word is joined from, by a hyphen, slash, ampersand, point, comma or colon.

    Empty for a single word.
    """
    return () if word.isalnum() else tuple(_PART.findall(word))


def has_digit(word: str) -> bool:
    """Whether a word is a number or code, which is neither stemmed nor repaired."""
    return any(char.isdigit() for char in word)


def _folded_with_places(text: str) -> tuple[str, range | list[int]]:
    """The folded text, and for each of its characters the place in the text it came from."""
    folded = fold(text)
    if text.isascii():
        return folded, range(len(text))
    pieces = [_folding[ord(char)] for char in text]
    return folded, [place for place, piece in enumerate(pieces) for _ in piece]

"""Proper names in a sentence, and whether its sources have them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from corpus.pdf.word_list import is_dutch
from index.analysis import stop_words
from index.glossary import default_glossary, single_words
from index.words import Token, fold, tokens

_SENTENCE_START = re.compile(r"(?:^|[.!?…:]|[\"“‘«(])[\s\"'“‘«(]*\Z")
_POLITE = frozenset({"u", "uw", "uzelf", "ik", "dhr", "mevr", "mw", "drs", "mr", "ir", "ing", "prof", "dr"})
_ENDINGS = (
    "s",
    "se",
    "sche",
    "er",
    "ers",
    "aar",
    "aren",
    "enaar",
    "enaren",
    "naar",
    "naren",
    "ner",
    "ners",
    "ns",
    "nse",
    "t",
    "e",
    "en",
)
"""What makes a name into a possessive, an adjective or a resident: Utrechts, Utrechtse, Utrechter."""
_LEAST_ROOT = 4
_NEAR = 3
_LEAST_REST = 3
"""Letters of what stands before a word in a compound; al- in altijd is none."""


@dataclass(frozen=True, slots=True)
class Name:
    """A word of a name in a sentence, as written and folded, with its place."""

    written: str
    folded: str
    start: int


def names(text: str) -> list[Name]:
    """The words of names: with a capital inside a sentence, or that are no Dutch word at its beginning."""
    return [Name(written, token.text, token.start) for token, written in _capitals(text)]


def _capitals(text: str) -> Iterator[tuple[Token, str]]:
    for token in tokens(text):
        written = text[token.start : token.end]
        if not any(char.isupper() for char in written) or token.text in _POLITE or len(token.text) < 2:
            continue
        is_abbreviation = sum(char.isupper() for char in written) > 1
        begins = _SENTENCE_START.search(text, 0, token.start) is not None and not is_abbreviation
        if not begins or not (token.text in stop_words() or is_dutch(written.lower())):
            yield token, written


class NameList:
    """The words that some texts have, to look names up in."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = [fold(text) for text in texts]
        self._words = {piece for text in self._texts for piece in re.findall(r"[^\W_]+", text)}
        self._whole = {token.text for text in self._texts for token in tokens(text)}
        self._rows = [[token.text for token in tokens(text)] for text in self._texts]
        self._initials = {initials for text in texts for initials in _initials(text)}
        self._stems = {stem for text in texts for stem in _stems(text)}

    def unknown(self, text: str) -> list[Name]:
        """The words of names in a sentence that no text has, nor by an abbreviation of the whole name."""
        row = list(tokens(text))
        explained = {
            token.start
            for match in default_glossary().matches([token.text for token in row])
            if any(set(synonym.terms) <= self._stems for synonym in match.synonyms)
            for token in row[match.start : match.end]
        }
        return [name for name in names(text) if name.start not in explained and not self.has(name)]

    def mixed(self, text: str) -> list[Name]:
        """The second words of names of which no text has both words near each other: two names made one."""
        found = [name for name in names(text) if self.has(name)]
        return [
            other
            for one, other in pairwise(found)
            if text[one.start + len(one.written) : other.start].isspace() and not self._near(one, other)
        ]

    def _near(self, one: Name, other: Name) -> bool:
        """Whether a text has two words within some words; so also where they are not found as they stand."""
        for row in self._rows:
            first = [
                place for place, word in enumerate(row) if word == one.folded or _same_root(word, one.folded)
            ]
            then = [
                place
                for place, word in enumerate(row)
                if word == other.folded or _same_root(word, other.folded)
            ]
            if any(abs(here - there) <= _NEAR for here in first for there in then):
                return True
        words = {word for row in self._rows for word in row}
        return not {one.folded, other.folded} <= words

    def has(self, name: Name) -> bool:
        """Whether a text has a name, also as a possessive, an adjective, or by its abbreviation."""
        if name.folded in self._whole or name.folded in self._initials:
            return True
        pieces = re.findall(r"[^\W_]+", name.folded)
        return all(self._has_word(piece) for piece in pieces) or self._has_synonym(name.folded)

    def _has_word(self, word: str) -> bool:
        if word in self._words or len(word) < 2:
            return True
        if any(_same_root(word, other) for other in self._words if other[:3] == word[:3]):
            return True
        # The beginning or end of a compound: Wajong and Wajongers, Commissie and raadscommissie.
        return (
            len(word) >= _LEAST_ROOT
            and is_dutch(word)
            and any(_in_compound(word, other) for other in self._words)
        )

    def _has_synonym(self, word: str) -> bool:
        words = single_words(word)
        return any(
            set(synonym.terms) <= self._stems
            for match in default_glossary().matches(words)
            if match.end - match.start == len(words)
            for synonym in match.synonyms
        )


def _in_compound(word: str, other: str) -> bool:
    """Whether a word begins or ends a compound of which the rest is a word too: not brug in Tolbrugge."""
    if other.startswith(word):
        return is_dutch(other[len(word) :].removeprefix("s")) or is_dutch(other)
    rest = other.removesuffix(word)
    return len(rest) >= _LEAST_REST and rest != other and (is_dutch(rest) or is_dutch(rest.removesuffix("s")))


def _same_root(one: str, other: str) -> bool:
    """Whether one is the other with an ending: utrechtse and utrecht, groningse and groningen."""
    for long, short in ((one, other), (other, one)):
        root = short.removesuffix("en") if long != short else short
        for base in {short, root}:
            if len(base) >= _LEAST_ROOT and long.startswith(base):
                ending = long[len(base) :]
                if ending in ("", *_ENDINGS) or ending.removeprefix(base[-1]) in ("er", "ers"):
                    return True
    return False


def _initials(text: str) -> Iterator[str]:
    """The first letters of runs of words with a capital, small words left out and kept: VNG, VvNG."""
    for run in re.findall(
        r"[A-ZÀ-Þ][\w-]+(?:\s+(?:(?:van|de|der|den|het|voor|en|in|op)\s+)*[A-ZÀ-Þ][\w-]+)+", text
    ):
        words = fold(run).split()
        yield "".join(word[0] for word in words)
        yield "".join(word[0] for word in words if len(word) > 3)


def _stems(text: str) -> set[str]:
    from index.analysis import stem

    return {stem(word) for word in single_words(text)}

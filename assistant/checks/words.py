"""The words of a sentence as they are compared, and what some words say together."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from assistant.checks.numbers import Quantity
from index.words import has_digit

_STEM_LETTERS = 5
"""Of words from which the same beginning may mean the same root: vergader(en), vergader(ing)."""
_SAME_ROOT = 0.7
"""Share of the longer stem that the two have in common."""

_FULL, _SYNONYM, _PART, _ROOT = 1.0, 0.85, 0.8, 0.7
"""How fully a word is said: by itself, by a synonym, by a part of a compound, by the same root."""


@dataclass(frozen=True, slots=True)
class Word:
    """A content word: ``terms`` and ``parts`` are stems, ``weight`` tells how much it says (0.3 to 3)."""

    written: str
    folded: str
    start: int
    terms: frozenset[str]
    parts: tuple[str, ...]
    synonyms: tuple[frozenset[str], ...]
    weight: float
    clause: int
    quantity: Quantity | None = None


@dataclass(frozen=True, slots=True)
class Bag:
    """What some texts say: stems of their words, of the parts of their compounds, and their beginnings."""

    terms: frozenset[str]
    parts: frozenset[str]
    beginnings: dict[str, tuple[str, ...]] = field(hash=False)

    def fullness(self, word: Word) -> float:
        """How fully the texts say a word, 0 to 1."""
        if word.terms & self.terms:
            return _FULL
        if any(phrase <= self.terms for phrase in word.synonyms):
            return _SYNONYM
        if word.terms & self.parts:
            return _PART
        if self._is_in_longer(word):
            return _PART
        by_parts = self._by_parts(word)
        return max(by_parts, _ROOT) if by_parts < _ROOT and self._same_root(word) else by_parts

    def _by_parts(self, word: Word) -> float:
        if not word.parts:
            return 0.0
        found = sum(part in self.terms or part in self.parts for part in word.parts)
        return _PART * found / len(word.parts)

    def _is_in_longer(self, word: Word) -> bool:
        """Whether a word begins or ends a longer one: personeel, personeelstekort."""
        return any(
            len(term) >= _STEM_LETTERS
            and len(other) > len(term) + 2
            and (other.startswith(term) or other.endswith(term))
            for term in word.terms
            for other in self.terms
        )

    def _same_root(self, word: Word) -> bool:
        return any(
            _common(term, other) >= _SAME_ROOT * max(len(term), len(other))
            for term in word.terms
            for other in self.beginnings.get(term[:_STEM_LETTERS], ())
        )


def bag_of(words: Iterable[Word]) -> Bag:
    """What these words say."""
    known = tuple(words)
    terms = frozenset(term for word in known for term in word.terms)
    beginnings: dict[str, list[str]] = {}
    for term in terms:
        if len(term) >= _STEM_LETTERS and not has_digit(term):
            beginnings.setdefault(term[:_STEM_LETTERS], []).append(term)
    return Bag(
        terms,
        frozenset(part for word in known for part in word.parts),
        {start: tuple(found) for start, found in beginnings.items()},
    )


def _common(one: str, other: str) -> int:
    """How many first letters two words share."""
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count

"""Dutch keywords: BM25 (bm25s) over the terms of chunks, asked by concepts."""

from collections import Counter
from collections.abc import Iterable, Sequence, Set
from functools import cached_property, lru_cache
from itertools import repeat
from math import log
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index.analysis import PART, searched_tokens, stem, stop_words, terms, word_terms, words
from index.arrays import loaded, mapped
from index.compounds import split, usable_parts
from index.concepts import Concept, Variant, plain_concepts
from index.numbered import own_part
from index.spelling import Spelling
from index.word_table import WordTable
from index.words import has_digit, parts

__all__ = ["Concept", "KeywordIndex", "Variant", "identity", "stop_words", "terms", "words"]

KEYWORDS_VERSION = 5
"""Raised whenever the same texts would give another keyword index."""

FloatArray = npt.NDArray[np.float32]
Postings = tuple[npt.NDArray[np.int32], FloatArray]

_TERMS, _WORDS, _COUNTS, _PARTS = "terms", "words", "word_counts.npy", "word_parts.npy"
_SCORES, _CHUNKS, _STARTS = "data.csc.index.npy", "indices.csc.index.npy", "indptr.csc.index.npy"
"""The arrays that bm25s saves: of term t the chunks and scores at ``starts[t]:starts[t + 1]``."""


def identity() -> str:
    """What of the keyword settings decides the content of an index."""
    return f"bm25s-snowball-dutch-{KEYWORDS_VERSION}"


class KeywordIndex:
    """A BM25 index on disk over chunk texts; chunk numbers are positions in the order indexed.

    Everything is memory-mapped: a question reads only the postings of its own terms.
    """

    def __init__(self, folder: Path, size: int) -> None:
        self._folder = folder
        self._size = size
        self._terms = WordTable(folder, _TERMS)
        self._scores, self._chunks, self._starts = (
            mapped(folder / name) for name in (_SCORES, _CHUNKS, _STARTS)
        )
        self._words = WordTable(folder, _WORDS)
        self._usable = mapped(folder / _PARTS)
        self._find = lru_cache(maxsize=10_000)(self._terms.find)
        self._is_part = lru_cache(maxsize=10_000)(self._may_be_part)
        self.split = lru_cache(maxsize=10_000)(lambda word: split(word, self._is_part))

    @staticmethod
    def build(texts: Iterable[str], folder: Path, own_parts: Iterable[Sequence[str]] = repeat(())) -> None:
        """Index the texts and save the index in ``folder``.

        Args:
            texts: in the order of their numbers.
            folder: made if it is not there.
            own_parts: for each text the names of the numbered parts that it belongs to.
        """
        folder.mkdir(parents=True, exist_ok=True)
        numbers: dict[str, int] = {}
        content = [
            [
                numbers.setdefault(token, len(numbers))
                for token in (*searched_tokens(text), *map(own_part, own))
            ]
            for text, own in zip(texts, own_parts, strict=False)
        ]
        usable = _save_words(list(numbers), content, folder)
        _save_terms(list(numbers), content, usable, folder)

    @classmethod
    def open(cls, folder: Path, size: int) -> "KeywordIndex":
        """Open a saved index of ``size`` texts, memory-mapped."""
        return cls(folder, size)

    def document_frequency(self, term: str) -> int:
        """In how many chunks a term stands."""
        return len(self._postings(term)[0])

    def idf(self, concept: Concept) -> float:
        """How much a concept tells apart: the idf of BM25 of its best variant.

        A concept that no chunk contains has the highest: that of a term in no chunk at all.
        """
        known = [
            variant.weight * self._idf(count)
            for variant in concept.variants
            if (count := self.document_frequency(variant.term))
        ]
        return concept.weight * max(known, default=self._idf(0))

    def ranking(self, asked: str | Sequence[Concept], k: int) -> list[tuple[int, float]]:
        """The at most ``k`` chunks that contain something of what is asked, best first, with their scores.

        The score of a concept in a chunk is the highest of weight times BM25 over its variants; that of
        a chunk the sum over the concepts. Equal scores come in the order of the chunks.
        """
        concepts = plain_concepts(asked, self.split) if isinstance(asked, str) else asked
        total = np.zeros(self._size, dtype=np.float32)
        of_concept = np.zeros(self._size, dtype=np.float32)
        for concept in concepts:
            touched = []
            for variant in concept.variants:
                chunks, scores = self._postings(variant.term)
                weight = np.float32(concept.weight * variant.weight)
                of_concept[chunks] = np.maximum(of_concept[chunks], weight * scores)
                touched.append(chunks)
            for chunks in touched:
                total[chunks] += of_concept[chunks]
                of_concept[chunks] = 0.0
        return _best(total, k)

    def coverage(self, concepts: Sequence[Concept], numbers: npt.ArrayLike) -> FloatArray:
        """With what weight each chunk contains each concept, 0 where it does not: (numbers × concepts)."""
        sought = np.asarray(numbers, dtype=np.int64)
        found = np.zeros((len(sought), len(concepts)), dtype=np.float32)
        for column, concept in enumerate(concepts):
            for variant in concept.variants:
                chunks, _ = self._postings(variant.term)
                if len(chunks):
                    at = np.minimum(np.searchsorted(chunks, sought), len(chunks) - 1)
                    weight = np.where(chunks[at] == sought, np.float32(variant.weight), np.float32(0))
                    found[:, column] = np.maximum(found[:, column], weight)
        return found

    def coverage_of_texts(self, concepts: Sequence[Concept], texts: Sequence[str]) -> FloatArray:
        """As ``coverage``, for texts that are no chunks, such as sentences: (texts × concepts)."""
        found = np.zeros((len(texts), len(concepts)), dtype=np.float32)
        for row, text in enumerate(texts):
            has = {term for word in searched_tokens(text) for term in word_terms(word, self.split)}
            for column, concept in enumerate(concepts):
                weights = [
                    variant.weight for variant in concept.variants if has.issuperset(variant.term.split(" "))
                ]
                found[row, column] = max(weights, default=0.0)
        return found

    @cached_property
    def spelling(self) -> Spelling:
        """Finds the words of these texts that a misspelled word may be; loaded when first asked for."""
        return Spelling(self.vocabulary())

    def knows(self, word: str) -> bool:
        """Whether a text has a folded word, in this or another form, or as a part of a compound."""
        term = stem(word)
        return self._find(term) is not None or self._find(PART + term) is not None

    def vocabulary(self) -> dict[str, int]:
        """Every word of letters as it is written in the texts, folded, with how often it stands there."""
        return dict(zip(self._words.all(), loaded(self._folder / _COUNTS).tolist(), strict=True))

    def _postings(self, term: str) -> Postings:
        """The chunks with a term, ascending, and its scores in them; of a phrase those with every word."""
        first, *rest = [self._of_word(word) for word in term.split(" ")]
        if not rest:
            return first
        chunks, scores = first
        for other, other_scores in rest:
            at = np.minimum(np.searchsorted(other, chunks), max(len(other) - 1, 0))
            both = other[at] == chunks if len(other) else np.zeros(len(chunks), dtype=np.bool_)
            chunks, scores = chunks[both], scores[both] + other_scores[at[both]]
        # As one word, so that a long name does not weigh more than a short one.
        return chunks, scores * np.float32(1 / (1 + len(rest)))

    def _of_word(self, word: str) -> Postings:
        number = self._find(word)
        if number is None:
            return self._chunks[:0], self._scores[:0]
        place = slice(int(self._starts[number]), int(self._starts[number + 1]))
        return self._chunks[place], self._scores[place]

    def _may_be_part(self, word: str) -> bool:
        number = self._words.find(word)
        return number is not None and bool(self._usable[number])

    def _idf(self, count: int) -> float:
        return log(1 + (self._size - count + 0.5) / (count + 0.5))


def _best(total: FloatArray, k: int) -> list[tuple[int, float]]:
    found = np.flatnonzero(total > 0)
    if 0 < k < len(found):
        least = np.partition(total[found], len(found) - k)[len(found) - k]
        found = found[total[found] >= least]
    order = found[np.lexsort((found, -total[found]))][: max(k, 0)]
    return [(int(number), float(total[number])) for number in order]


def _save_words(tokens: Sequence[str], content: Iterable[Sequence[int]], folder: Path) -> set[str]:
    """Save the words of letters with their counts; give those that may be part of a compound."""
    token_counts = Counter(number for text in content for number in text)
    counts: Counter[str] = Counter()
    for number, count in token_counts.items():
        for word in parts(tokens[number]) or (tokens[number],):
            if not has_digit(word):
                counts[word] += count
    known = sorted(counts)
    usable = usable_parts(known)
    WordTable.write(known, folder, _WORDS)
    np.save(folder / _COUNTS, np.array([counts[word] for word in known], dtype=np.uint32))
    np.save(folder / _PARTS, np.array([word in usable for word in known], dtype=np.bool_))
    return usable


def _save_terms(
    tokens: Sequence[str], content: Iterable[Sequence[int]], usable: Set[str], folder: Path
) -> None:
    import bm25s

    of_token = [word_terms(token, lambda word: split(word, usable.__contains__)) for token in tokens]
    # bm25s makes a column of each number below the highest, and does not want an empty collection.
    known = sorted({term for found in of_token for term in found} | {""})
    numbers = {term: number for number, term in enumerate(known)}
    token_numbers = [[numbers[term] for term in found] for found in of_token]
    chunk_terms = [[term for token in text for term in token_numbers[token]] or [0] for text in content]
    bm25 = bm25s.BM25()
    bm25.index((chunk_terms, numbers), show_progress=False)
    bm25.save(folder, show_progress=False)
    WordTable.write(known, folder, _TERMS)

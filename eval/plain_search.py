"""The plain ways to search an index, as a reference that stays the same while ours changes.

Nearest chunk vectors, BM25 (bm25s with its defaults) over Snowball stems, and reciprocal rank fusion of
the two: what this program itself did before its own ways to combine them.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from typing import Any

from eval.places import DEPTH, Passage
from index.keywords import stop_words
from index.opened import OpenIndex
from index.text_encoder import TextEncoder

FUSION, VECTORS, KEYWORDS = "gewone RRF", "alleen vectoren", "alleen BM25"

_RRF_K = 60
"""Cormack, Clarke and Büttcher (2009)."""
_POOL = 200
"""How many chunks of each ranking take part in the fusion."""
_WORD = re.compile(r"[^\W_]+")


@cache
def _stemmer() -> Any:
    import Stemmer

    return Stemmer.Stemmer("dutch")


def stems(text: str) -> list[str]:
    """The Snowball stems of the words of a text in order, accents folded, stop words left out."""
    folded = unicodedata.normalize("NFKD", text).lower()
    plain = "".join(char for char in folded if not unicodedata.combining(char))
    words = [word for word in _WORD.findall(plain) if word not in stop_words()]
    return list(_stemmer().stemWords(words))


class PlainSearch:
    """Searches the chunks of an open index; keeps a keyword index of its own in memory."""

    def __init__(self, index: OpenIndex, encoder: TextEncoder) -> None:
        import bm25s

        self._encoder = encoder
        self._vectors = index.chunk_vectors
        stored = index.texts.chunks(range(index.manifest.chunks))
        self._passages = [
            Passage(
                item.place.publication,
                item.place.file,
                item.place.number,
                item.chunk.span.start,
                item.chunk.span.end,
            )
            for item in stored
        ]
        self._bm25 = bm25s.BM25()
        texts = [stems(item.chunk.embedded_text) or [""] for item in stored]
        self._bm25.index(texts, show_progress=False)

    def search(self, query: str) -> dict[str, list[Passage]]:
        """The best passages for a query, by the name of the way they were found."""
        rankings = {VECTORS: self._by_vector(query), KEYWORDS: self._by_keyword(query)}
        scores: defaultdict[int, float] = defaultdict(float)
        for ranking in rankings.values():
            for rank, number in enumerate(ranking, 1):
                scores[number] += 1.0 / (_RRF_K + rank)
        rankings = {FUSION: sorted(scores, key=lambda number: -scores[number]), **rankings}
        return {name: self._first(ranking) for name, ranking in rankings.items()}

    def _by_vector(self, query: str) -> list[int]:
        near = self._vectors.ranking(self._encoder.encode_query(query), min(_POOL, len(self._passages)))
        return [number for number, _ in near]

    def _by_keyword(self, query: str) -> list[int]:
        asked = stems(query)
        if not asked:
            return []
        scores = self._bm25.get_scores(asked)
        best = sorted(range(len(scores)), key=lambda number: -scores[number])[:_POOL]
        return [number for number in best if scores[number] > 0]

    def _first(self, ranking: Sequence[int]) -> list[Passage]:
        return [self._passages[number] for number in ranking[:DEPTH]]

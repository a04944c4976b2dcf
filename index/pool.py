"""The chunks that may answer a question, and what is known of each before they are ranked."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index.numbered import is_part_name
from index.opened import OpenIndex
from index.search_query import SearchQuery
from index.vectors import FloatArray

Numbers = npt.NDArray[np.int64]

POOL = 200
"""How many chunks of each ranking take part."""

LEAN_SHARE = 0.4
"""How much of the side that all queries lean to is taken from a question before it is compared with
sentences. Tried on passages: of 0, 0.3, 0.5, 0.8 and 1 the 126 tuning questions had the highest MRR with 0.3
and 0.5; headings as questions gained with 0.5 and partly with 0.8."""

FEATURES = ("dense", "lean", "sentence", "keywords", "coverage", "section", "length", "own_part")
"""``own_part``: whether a chunk stands in a numbered part that the question names.

Tried as well, and without gain on texts that they were not fitted on: reciprocal ranks, the publication
as a whole, the keywords of the section, feedback from the first passages (Rocchio), and a linear map of
the question vector learned from 1600 questions."""


@dataclass(frozen=True, slots=True)
class Pool:
    """The chunks found by either search, with their features.

    ``numbers``, shape (n,), are chunk numbers; ``features``, shape (n, len(FEATURES)). ``similarity``
    and ``keywords``, shape (n,), are the cosine and the BM25 score. ``sentences``, shape (m,), are
    the numbers of all their sentences, with ``sentence_similarity`` their cosines and
    ``sentence_row``, shape (m,), the row of their chunk. ``spread`` is the standard deviation of
    the similarities of the question with all sentences of the index.
    """

    numbers: Numbers
    features: FloatArray
    similarity: FloatArray
    keywords: FloatArray
    sentences: Numbers
    sentence_similarity: FloatArray
    sentence_row: Numbers
    spread: float


def gather(index: OpenIndex, query: SearchQuery, vector: FloatArray, use_keywords: bool = True) -> Pool:
    """The pool for a question of which the vector (d,) is known."""
    near = index.chunk_vectors.ranking(vector, min(POOL, index.manifest.chunks))
    found = index.keywords.ranking(query.concepts, POOL) if use_keywords else []
    numbers = np.unique(np.array([number for number, _ in (*near, *found)], dtype=np.int64))
    keywords = np.zeros(len(numbers), np.float32)
    if found:
        keywords[np.searchsorted(numbers, [number for number, _ in found])] = [score for _, score in found]
    passages = index.passage_vectors(numbers)
    similarity = passages @ vector
    background = index.background
    spread = background.spread(vector)

    bounds = index.texts.sentence_numbers(numbers)
    sentence_row = np.repeat(np.arange(len(numbers)), bounds[:, 1] - bounds[:, 0])
    sentences = np.concatenate([np.arange(first, last) for first, last in bounds] or [numbers])
    sentence_vectors = index.sentence_vectors(sentences)
    sentence_similarity = sentence_vectors @ vector
    corrected = sentence_similarity - LEAN_SHARE * (sentence_vectors @ background.lean)
    best_sentence = np.full(len(numbers), corrected.min(initial=0.0), np.float32)
    np.maximum.at(best_sentence, sentence_row, corrected)

    relative = keywords / keywords.max(initial=1e-6)
    features = {
        "dense": similarity / spread,
        "lean": -(passages @ background.lean) / spread,
        "sentence": best_sentence / spread,
        "keywords": relative,
        "coverage": _coverage(index, query, numbers) if use_keywords else 0 * relative,
        "section": index.groups.section_means(numbers) @ vector / spread,
        "own_part": _own_part(index, query, numbers),
        "length": np.log(np.maximum(index.texts.lengths(numbers), 20)),
    }
    return Pool(
        numbers=numbers,
        features=np.stack([features[name] for name in FEATURES], axis=1).astype(np.float32),
        similarity=similarity,
        keywords=keywords,
        sentences=sentences,
        sentence_similarity=sentence_similarity,
        sentence_row=sentence_row,
        spread=spread,
    )


def _own_part(index: OpenIndex, query: SearchQuery, numbers: Numbers) -> FloatArray:
    named = [concept for concept in query.concepts if is_part_name(concept.variants[0].term)]
    if not named:
        return np.zeros(len(numbers), np.float32)
    return np.asarray(index.keywords.coverage(named, numbers).max(axis=1) >= 1, dtype=np.float32)


def _coverage(index: OpenIndex, query: SearchQuery, numbers: Numbers) -> FloatArray:
    """Which share of what is asked for each chunk names, rare words counting more."""
    idf = np.array([index.keywords.idf(concept) for concept in query.concepts], dtype=np.float32)
    covered = index.keywords.coverage(query.concepts, numbers) @ idf
    return np.asarray(covered / max(float(idf.sum()), 1e-6), dtype=np.float32)

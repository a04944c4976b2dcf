"""What is known of each sentence that may be quoted, before the best are chosen."""

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from assistant.answer_type import advises, asks_how, wanted
from assistant.evidence import Evidence, EvidenceSentence
from index.background import Background
from index.keywords import KeywordIndex
from index.pool import LEAN_SHARE
from index.search_query import SearchQuery

FloatArray = npt.NDArray[np.float32]
Pair = tuple[Evidence, EvidenceSentence]

SENTENCE_FEATURES = (
    "similarity",
    "passage",
    "passage_similarity",
    "neighbour",
    "coverage",
    "type",
    "advice",
    "asks",
)
"""Tried as well, and without gain: the length of the sentence, and which concepts it names without its
heading."""

_REPORTED_QUESTION = re.compile(
    r"\b(?:vraagt?|vragen|vroeg(?:en)?|afvragen)\b[^.?!]*\b(?:hoe|of|wat|waarom|welke?|wie|waar|wanneer)\b",
    re.IGNORECASE,
)

_NOT_HERE = re.compile(r"\bniet in het startcorpus\b")
"""What the startcorpus says it lacks: honest, and seldom the direct answer."""


def asks(sentence: str) -> bool:
    """Whether a sentence asks something, reports a question or says what is lacking.

    It is much like the question then, but no answer to it.
    """
    asking = sentence.rstrip("\"'”’) ").endswith("?") or _REPORTED_QUESTION.search(sentence) is not None
    return asking or _NOT_HERE.search(sentence) is not None


def sentence_features(
    question: str,
    query: SearchQuery,
    vector: FloatArray,
    pairs: Sequence[Pair],
    vectors: FloatArray,
    keywords: KeywordIndex,
    background: Background,
) -> FloatArray:
    """The features of sentences of found passages, shape (n, len(SENTENCE_FEATURES)).

    Args:
        question: as asked; what it asks for decides the feature ``type``.
        query: as understood.
        vector: that of the question, shape (d,).
        pairs: passages with their sentences, the sentences of a passage after each other.
        vectors: unit vectors of the sentences, shape (n, d).
        keywords: of the index, for which of the concepts a sentence names.
        background: of the index.
    """
    spread = background.spread(vector)
    leaning = vectors @ background.lean
    corrected = np.asarray((vectors @ vector - LEAN_SHARE * leaning) / spread, dtype=np.float32)
    kind, how = wanted(question), asks_how(question)
    features = {
        "similarity": corrected,
        "passage": np.log([max(passage.score, 1e-6) for passage, _ in pairs]),
        "passage_similarity": np.array([passage.similarity for passage, _ in pairs]) / spread,
        "neighbour": _neighbours(corrected, pairs),
        "coverage": _coverage(query, keywords, [_with_heading(pair) for pair in pairs]),
        "type": [kind is not None and kind.search(sentence.text) is not None for _, sentence in pairs],
        "advice": [how and advises(sentence.text) for _, sentence in pairs],
        "asks": [asks(sentence.text) for _, sentence in pairs],
    }
    columns = [np.asarray(features[name], dtype=np.float32) for name in SENTENCE_FEATURES]
    return np.stack(columns, axis=1)


def _with_heading(pair: Pair) -> str:
    passage, sentence = pair
    return " ".join((passage.title, *passage.section, sentence.text))


def _coverage(query: SearchQuery, keywords: KeywordIndex, texts: Sequence[str]) -> FloatArray:
    """Which share of the concepts of the question each text names, rare ones counting more."""
    if not query.concepts:
        return np.zeros(len(texts), np.float32)
    idf = np.array([keywords.idf(concept) for concept in query.concepts], dtype=np.float32)
    covered = keywords.coverage_of_texts(query.concepts, texts) @ idf
    return np.asarray(covered / max(float(idf.sum()), 1e-6), dtype=np.float32)


def _neighbours(values: FloatArray, pairs: Sequence[Pair]) -> FloatArray:
    """The higher of the values of the sentences beside each in its passage; its own where it is alone."""
    best = values.copy()
    for row, (passage, _) in enumerate(pairs):
        beside = [
            values[other]
            for other in (row - 1, row + 1)
            if 0 <= other < len(pairs) and pairs[other][0] is passage
        ]
        best[row] = max(beside, default=values[row])
    return best

"""What tells whether the sources answer a question, as plain numbers.

None of them depends on how large a library is or what it is about: similarities are judged
against those of the library itself (``index.background``), words against how rare they are in
Dutch at large.
"""

import re
from collections.abc import Sequence
from functools import cache
from math import log10

import numpy as np
import numpy.typing as npt

from assistant.answer_type import wanted
from assistant.extractive import Candidate
from index.keywords import KeywordIndex
from index.opened import OpenIndex
from index.ranking import order
from index.retriever import Prepared

FloatArray = npt.NDArray[np.float32]

SIGNALS = (
    "nearest",
    "stands_out",
    "drop",
    "passage_lead",
    "sentence_lead",
    "agreement",
    "named",
    "named_together",
    "unknown",
    "unknown_name",
    "no_type",
    "foreign",
)

FIRST = 5
"""The first so many passages or sentences are what an answer would be made of."""

TELLING = 3.0
"""From this rarity a word is named as what the sources say nothing about."""

_RAREST = 2.5
_ORDINARY = 6.5
"""Of the Zipf scale of wordfreq (Speer, 2022): 6.5 has a word of daily use, 2.5 one that its short
list of Dutch words lacks."""

_NAME = re.compile(r"(?<=[\w,;:)] )[A-ZÀ-ÖØ-Þ][\w'’-]+|\b\d[\d.,-]*\b")
"""A word with a capital inside a sentence, or a number."""


@cache
def _frequencies() -> dict[str, float]:
    from wordfreq import get_frequency_dict

    return get_frequency_dict("nl", "small")


def rarity(word: str) -> float:
    """How rare a word is in Dutch: 0 for one of daily use, 4 for one that is not in the list."""
    frequency = _frequencies().get(word.lower(), 0.0)
    zipf = log10(frequency * 1e9) if frequency else _RAREST
    return max(0.0, _ORDINARY - max(zipf, _RAREST))


def unknown_words(prepared: Prepared, keywords: KeywordIndex) -> list[tuple[str, float]]:
    """The words of a question that the sources nowhere use, also not by another name, with their rarity."""
    return [
        (concept.asked, rarity(concept.asked))
        for concept in prepared.query.concepts
        if not any(keywords.document_frequency(variant.term) for variant in concept.variants)
    ]


def telling_unknown_words(prepared: Prepared, keywords: KeywordIndex) -> tuple[str, ...]:
    """The unknown words of a question that are rare enough to be what it is about."""
    return tuple(word for word, rare in unknown_words(prepared, keywords) if rare >= TELLING)


def signals(
    question: str, prepared: Prepared, ranked: Sequence[Candidate], index: OpenIndex, foreign: bool
) -> FloatArray:
    """The signals for a question, shape (len(SIGNALS),).

    Args:
        question: as asked.
        prepared: the question looked up.
        ranked: the sentences that may be quoted, best first; at least one.
        index: that was searched.
        foreign: whether the question is in another language than the sources.
    """
    pool, background = prepared.pool, index.background
    similarity = np.sort(pool.sentence_similarity)[::-1]
    usual = background.nearest
    best = similarity[0]
    rows = order(prepared.scores)
    scores = prepared.scores[rows]
    by_vector = set(np.argsort(-pool.similarity)[:10].tolist())
    by_words = set(np.argsort(-pool.keywords)[:10].tolist()) if pool.keywords.any() else by_vector
    unknown = unknown_words(prepared, index.keywords)
    kind = wanted(question)
    first = [candidate.sentence.text for candidate in ranked[:FIRST]]
    found = {
        "nearest": (best - usual.mean()) / max(float(usual.std()), 1e-3),
        "stands_out": (best - float(background.mean @ prepared.vector)) / pool.spread,
        "drop": (best - similarity[min(20, len(similarity) - 1)]) / pool.spread,
        "passage_lead": scores[0] - scores[min(FIRST, len(scores) - 1)],
        "sentence_lead": ranked[0].score - ranked[min(FIRST, len(ranked) - 1)].score,
        "agreement": len(by_vector & by_words) / max(1, len(by_vector)),
        "unknown": max((rare for _, rare in unknown), default=0.0),
        "unknown_name": float(_has_unknown_name(question, unknown)),
        "no_type": float(kind is not None and not any(kind.search(text) for text in first)),
        "foreign": float(foreign),
        **_named(prepared, pool.numbers[rows[:FIRST]], index.keywords),
    }
    return np.array([found[name] for name in SIGNALS], dtype=np.float32)


def _named(prepared: Prepared, numbers: npt.NDArray[np.int64], keywords: KeywordIndex) -> dict[str, float]:
    """Which share of the question the first passages name, alone and together; rare words count more."""
    concepts = prepared.query.concepts
    weight = np.array([rarity(concept.asked) + 0.1 for concept in concepts], dtype=np.float32)
    if not len(weight):
        return {"named": 0.5, "named_together": 0.5}
    covered = keywords.coverage(concepts, numbers.tolist())
    total = float(weight.sum())
    alone = float((covered @ weight).max(initial=0.0)) / total
    together = float(covered.max(axis=0, initial=0.0) @ weight) / total
    return {"named": alone, "named_together": together}


def _has_unknown_name(question: str, unknown: Sequence[tuple[str, float]]) -> bool:
    names = {match.casefold() for match in _NAME.findall(question)}
    return any(word in names for word, _ in unknown)

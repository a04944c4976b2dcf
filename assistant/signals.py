"""What tells whether the sources answer a question, as plain numbers.

None of them depends on how large a library is or what it is about: similarities are judged
against those of the library itself (``index.background``), words against how rare they are in
Dutch at large.
"""

import re
from collections.abc import Sequence, Set
from functools import cache
from math import log10

import numpy as np
import numpy.typing as npt

from index.concepts import Concept
from index.keywords import KeywordIndex
from index.numbered import is_part_name, own_part, siblings
from index.opened import OpenIndex
from index.ranking import order
from index.retriever import Prepared
from index.search_query import SearchQuery

FloatArray = npt.NDArray[np.float32]

SIGNALS = (
    "nearest",
    "passage_lead",
    "named",
    "unknown",
    "unknown_name",
    "foreign",
)
"""Tried as well, and without gain: how far the nearest sentence lies above the mean of all and above the
twentieth, the lead of the best sentence, agreement of the two rankings, what one passage names alone,
whether the kind of thing that is asked for (a name, a date) is among the first sentences, and likeness
of the words of question and passage one by one (vectors of single words)."""

FIRST = 5
"""The first so many passages are what an answer would mostly be made of."""

TELLING = 3.0
"""From this rarity a word is named as what the sources say nothing about; set by hand, so that ordinary
words (blij, aanpakken) are not named."""

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


def names_missing_part(prepared: Prepared, keywords: KeywordIndex) -> bool:
    """Whether a question is about a numbered part that the sources do not have, while they have others.

    "Wegwijzer 14" where there are ten. Where nothing of the kind is numbered in the headings, a
    part may be there under another name.
    """
    for concept in prepared.query.concepts:
        terms = [variant.term for variant in concept.variants]
        if not is_part_name(terms[0]) or any(keywords.document_frequency(term) for term in terms):
            continue
        if any(keywords.document_frequency(own_part(name)) for name in siblings(terms[0])):
            return True
    return False


def telling_unknown_words(prepared: Prepared, keywords: KeywordIndex) -> tuple[str, ...]:
    """The unknown words of a question that are rare enough to be what it is about."""
    return tuple(word for word, rare in unknown_words(prepared, keywords) if rare >= TELLING)


def signals(question: str, prepared: Prepared, index: OpenIndex, foreign: bool) -> FloatArray:
    """The signals for a question, shape (len(SIGNALS),).

    Args:
        question: as asked.
        prepared: the question looked up.
        index: that was searched.
        foreign: whether the question is in another language than the sources.
    """
    pool = prepared.pool
    usual = index.background.nearest
    best = float(pool.sentence_similarity.max())
    rows = order(prepared.scores)
    scores = prepared.scores[rows]
    unknown = unknown_words(prepared, index.keywords)
    found = {
        "nearest": (best - usual.mean()) / max(float(usual.std()), 1e-3),
        "passage_lead": scores[0] - scores[min(FIRST, len(scores) - 1)],
        "unknown": max((rare for _, rare in unknown), default=0.0),
        "unknown_name": float(_has_unknown_name(question, unknown)),
        "foreign": float(foreign),
        "named": _named(prepared, pool.numbers[rows[:FIRST]], index.keywords),
    }
    return np.array([found[name] for name in SIGNALS], dtype=np.float32)


def _named(prepared: Prepared, numbers: npt.NDArray[np.int64], keywords: KeywordIndex) -> float:
    """Which share of the question the first passages name together; rare words count more."""
    concepts = prepared.query.concepts
    if not concepts:
        return 0.5
    weight = np.array([rarity(concept.asked) + 0.1 for concept in concepts], dtype=np.float32)
    covered = keywords.coverage(concepts, numbers.tolist()).max(axis=0, initial=0.0)
    return float(covered @ weight) / float(weight.sum())


def names_in(question: str, query: SearchQuery) -> list[tuple[str, Concept]]:
    """The names and numbers that a question is about, each as it is written there."""
    names = {match.casefold(): match for match in _NAME.findall(question)}
    return [
        (names.get(concept.asked, concept.asked), concept)
        for concept in query.concepts
        if _is_name(concept.asked, names.keys())
    ]


def _is_name(word: str, names: Set[str]) -> bool:
    return word in names or any(char.isdigit() for char in word)


def _has_unknown_name(question: str, unknown: Sequence[tuple[str, float]]) -> bool:
    names = {match.casefold() for match in _NAME.findall(question)}
    return any(_is_name(word, names) for word, _ in unknown)

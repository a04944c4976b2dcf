"""Passages that say the same in the same words: another edition of a report, a text that is there twice."""

from collections.abc import Sequence

from index.texts import StoredChunk
from index.words import plain_tokens

SAME_WORDS = 0.85
"""Share of different words that two passages have in common when one is a copy of the other. Set by hand:
high, because a passage left out wrongly is lost, and one shown twice is only a nuisance."""

LEAST_WORDS = 8
"""Different words; shorter passages are alike by chance."""


def without_copies(ranked: Sequence[StoredChunk], most: int) -> list[int]:
    """Which of the passages to keep, at most ``most``, best first, as places in ``ranked``.

    Of passages that are copies the first stays; but a publication goes before the startcorpus.
    """
    kept: list[int] = []
    words = [frozenset(plain_tokens(stored.chunk.text)) for stored in ranked]
    for place, stored in enumerate(ranked):
        twin = next((row for row, other in enumerate(kept) if _copies(words[place], words[other])), None)
        if twin is None:
            if len(kept) < most:
                kept.append(place)
        elif ranked[kept[twin]].place.startcorpus and not stored.place.startcorpus:
            kept[twin] = place
    return kept


def _copies(one: frozenset[str], other: frozenset[str]) -> bool:
    if min(len(one), len(other)) < LEAST_WORDS:
        return False
    return len(one & other) >= SAME_WORDS * len(one | other)

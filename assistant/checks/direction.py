"""Who does it to whom, and what comes from what: the order of things in a sentence and in its source."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from assistant.checks.alignment import Alignment, Unit
from assistant.checks.binding import role_of
from assistant.checks.lexicon import Pattern, lexicon
from assistant.checks.reading import Reading
from assistant.checks.values import FloatArray
from assistant.checks.words import Word, bag_of

_LEAST = 0.4
_ABOUT = 0.5
"""Of a sentence so much must be said by a source sentence to compare who does what."""
_PASSIVE = re.compile(r"\b(?:word(?:t|en)|werd(?:en)?|is|zijn|was|waren)\b")
_RECEIVES = re.compile(r"\b(?:krijg\w*|kreeg|kregen|ontvang\w*|ontving\w*)\b")
"""Who receives is named first, and who gives after it."""
_BY = re.compile(r"\bdoor\s+(?:de|het|een|haar|zijn|hun)?\s*\Z")
_SAYS = re.compile(r"\b(?:dat|volgens|of)\b")
"""Who says something does nothing to whom it is about."""
_ONLY_AND = re.compile(r"\s*(?:,|en|of|en/of|of de|en de|en het|of het|, de|, het)\s*")


_NO_ACTORS = frozenset({"", "region", "member"})


@dataclass(frozen=True, slots=True)
class Halves:
    """The words that say the cause and those that say the effect."""

    cause: tuple[Word, ...]
    effect: tuple[Word, ...]


def swapped_roles(alignment: Alignment) -> list[tuple[str, str]]:
    """Pairs of roles or names that do to each other what the other does in the source."""
    found = []
    for one, other in _pairs(alignment.draft):
        first = _first_actor(alignment.draft, one, other)
        weight = alignment.weight.copy()
        units = np.asarray(weight @ alignment.unit_full)
        for place in np.argsort(-units)[:2]:
            unit = alignment.units[int(place)]
            if units[place] < _ABOUT * float(weight.sum()):
                break
            theirs = _same_pair(unit.reading, one, other)
            if theirs is None:
                continue
            if (_first_actor(unit.reading, *theirs) is theirs[0]) != (first is one):
                found.append((one.written, other.written))
            break
    return found


def _pairs(reading: Reading) -> Iterator[tuple[Word, Word]]:
    """Two different roles in one clause that are not named together."""
    actors = [word for word in reading.words if role_of(word) not in _NO_ACTORS]
    for one, other in combinations(actors, 2):
        between = reading.folded[one.start + len(one.folded) : other.start]
        apart = (
            _ONLY_AND.fullmatch(between)
            or _SAYS.search(between)
            or _SAYS.search(reading.folded, 0, one.start)
        )
        if one.clause == other.clause and role_of(one) != role_of(other) and not apart:
            yield one, other


def _same_pair(reading: Reading, one: Word, other: Word) -> tuple[Word, Word] | None:
    """The words for the same two roles in one clause of a source, not named together."""
    for first, second in _pairs(reading):
        pair = {role_of(first): first, role_of(second): second}
        if set(pair) == {role_of(one), role_of(other)}:
            return pair[role_of(one)], pair[role_of(other)]
    return None


def _first_actor(reading: Reading, one: Word, other: Word) -> Word:
    """Which of two does it: the first, or the one after "door" in a passive clause."""
    start, end = reading.clauses[one.clause]
    if _PASSIVE.search(reading.folded, start, end):
        for word in (one, other):
            if _BY.search(reading.folded, start, word.start):
                return word
    first, second = (one, other) if one.start < other.start else (other, one)
    return second if _RECEIVES.search(reading.folded, start, end) else first


def swapped_cause(alignment: Alignment) -> float:
    """How much better cause and effect of a sentence fit the other way round in the source, 0 to 1."""
    halves = _halves(alignment.draft)
    if halves is None:
        return 0.0
    best, swapped = 2 * _LEAST, 0.0
    for unit, before in _with_before(alignment):
        theirs = _halves(unit.reading, before)
        if theirs is None:
            continue
        straight = _fit(halves.cause, theirs.cause) + _fit(halves.effect, theirs.effect)
        crossed = _fit(halves.cause, theirs.effect) + _fit(halves.effect, theirs.cause)
        if max(straight, crossed) >= best:
            best, swapped = max(straight, crossed), max(0.0, (crossed - straight) / 2)
    return swapped


def _with_before(alignment: Alignment) -> Iterator[tuple[Unit, Reading | None]]:
    """The source sentences with the one before each, which "daardoor" points back at."""
    before: Unit | None = None
    for unit in alignment.units:
        yield unit, before.reading if before and before.number >= 0 and before.source is unit.source else None
        before = unit


def _halves(reading: Reading, before: Reading | None = None) -> Halves | None:
    """Cause and effect in a sentence, by its first connective; ``None`` without one."""
    words = lexicon()
    after_cause = _earliest(reading.folded, words.cause_after, words.first_after)
    after_effect = _earliest(reading.folded, words.effect_after, words.then_after)
    match = min(filter(None, (after_cause, after_effect)), key=lambda found: found.start(), default=None)
    if match is None:
        return None
    first = tuple(word for word in reading.words if word.start < match.start())
    then = tuple(word for word in reading.words if word.start >= match.end())
    if not first and match is after_cause:
        # Doordat het regende, ging het niet door: the cause ends with its clause.
        clause = min((word.clause for word in then), default=0)
        first = tuple(word for word in then if word.clause != clause)
        then = tuple(word for word in then if word.clause == clause)
    elif before is not None and match is after_effect and len(first) < 2:
        first = before.words
    if not first or not then:
        return None
    return Halves(then, first) if match is after_cause else Halves(first, then)


def _earliest(text: str, *patterns: Pattern) -> re.Match[str] | None:
    found = [match for pattern in patterns if (match := pattern.search(text))]
    return min(found, key=lambda match: match.start(), default=None)


def _fit(ours: tuple[Word, ...], theirs: tuple[Word, ...]) -> float:
    bag = bag_of(theirs)
    weight: FloatArray = np.array([word.weight for word in ours], dtype=np.float32)
    full = np.array([bag.fullness(word) for word in ours], dtype=np.float32)
    return float(full @ weight / max(float(weight.sum()), 1e-6))

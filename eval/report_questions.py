"""Question by question: what went wrong in one run, and what changed between two."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from eval.metrics import answered
from eval.run_record import RecordedQuestion


class Verdict(StrEnum):
    """What can be said of the answer to one question."""

    GOOD = "goed"
    REFUSED = "ten onrechte geweigerd"
    ANSWERED = "ten onrechte beantwoord"
    MISSING = "kernwoord ontbreekt"


def verdict(question: RecordedQuestion) -> Verdict:
    """Whether the answer is right; a question in scope without nuggets only needs an answer."""
    if not question.in_scope:
        return Verdict.ANSWERED if answered(question) else Verdict.GOOD
    if not answered(question):
        return Verdict.REFUSED
    nuggets = question.answer.nuggets
    return Verdict.GOOD if any(nuggets) or not nuggets else Verdict.MISSING


class Direction(StrEnum):
    """Which way a question went from one run to another; mixed when one thing gained, another lost."""

    BETTER = "beter"
    WORSE = "slechter"
    MIXED = "wisselend"
    SAME = "gelijk"


@dataclass(frozen=True, slots=True)
class Change:
    """A question in two runs, with per aspect the gain of ``now`` on ``then``.

    Aspects: the reciprocal rank, the share of the nuggets given and whether it was rightly answered or
    refused, each from -1 to 1; ``None`` where it does not apply.
    """

    now: RecordedQuestion
    then: RecordedQuestion
    rank: float | None
    nuggets: float | None
    outcome: float

    @property
    def size(self) -> float:
        """How much changed, whichever way; from 0 to 3."""
        return sum(map(abs, self._gains))

    @property
    def direction(self) -> Direction:
        """Which way the question went as a whole."""
        gained, lost = max(self._gains) > 0, min(self._gains) < 0
        if gained and lost:
            return Direction.MIXED
        return Direction.BETTER if gained else Direction.WORSE if lost else Direction.SAME

    @property
    def _gains(self) -> tuple[float, ...]:
        return tuple(gain for gain in (self.rank, self.nuggets, self.outcome) if gain is not None)


@dataclass(frozen=True, slots=True)
class Shared:
    """The questions that two runs share, and how many they do not.

    A question is shared when its id, its words and whether it is in scope are the same in both;
    ``altered`` counts those of which only the id is the same.
    """

    now: tuple[RecordedQuestion, ...]
    then: tuple[RecordedQuestion, ...]
    only_now: int
    only_then: int
    altered: int


def shared(now: Iterable[RecordedQuestion], then: Iterable[RecordedQuestion]) -> Shared:
    """The questions of both runs, in the same order."""
    mine = {question.id: question for question in now}
    other = {question.id: question for question in then}
    both = [key for key in mine if key in other]
    kept = [key for key in both if _asked(mine[key]) == _asked(other[key])]
    return Shared(
        now=tuple(mine[key] for key in kept),
        then=tuple(other[key] for key in kept),
        only_now=len(mine) - len(both),
        only_then=len(other) - len(both),
        altered=len(both) - len(kept),
    )


def _asked(question: RecordedQuestion) -> tuple[str, bool]:
    return question.question, question.in_scope


def changes(pairs: Shared) -> list[Change]:
    """What changed per question, the largest changes first."""
    found = [_change(now, then) for now, then in zip(pairs.now, pairs.then, strict=True)]
    return sorted(found, key=lambda change: (-change.size, change.now.id))


def _change(now: RecordedQuestion, then: RecordedQuestion) -> Change:
    has_nuggets = bool(now.answer.nuggets and then.answer.nuggets)
    return Change(
        now=now,
        then=then,
        rank=_reciprocal(now.ours.rank) - _reciprocal(then.ours.rank) if now.in_scope else None,
        nuggets=_share(now.answer.nuggets) - _share(then.answer.nuggets) if has_nuggets else None,
        outcome=float((answered(now) == now.in_scope) - (answered(then) == then.in_scope)),
    )


def _reciprocal(rank: int | None) -> float:
    return 1 / rank if rank else 0.0


def _share(nuggets: Sequence[bool]) -> float:
    return sum(nuggets) / len(nuggets)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many questions got better, stayed the same and got worse in one aspect."""

    aspect: str
    better: int
    same: int
    worse: int


def tallies(found: Sequence[Change]) -> tuple[Tally, ...]:
    """Per aspect, over the questions it applies to."""
    aspects: dict[str, list[float | None]] = {
        "plaats van de goede passage": [change.rank for change in found],
        "kernwoorden gegeven": [change.nuggets for change in found],
        "terecht antwoord of weigering": [change.outcome for change in found],
    }
    return tuple(_tally(aspect, gains) for aspect, gains in aspects.items())


def _tally(aspect: str, gains: Iterable[float | None]) -> Tally:
    known = [gain for gain in gains if gain is not None]
    better = sum(gain > 0 for gain in known)
    worse = sum(gain < 0 for gain in known)
    return Tally(aspect, better, len(known) - better - worse, worse)

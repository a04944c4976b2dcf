"""The decision whether the sources cover a question."""

import pytest

from assistant.answer import Outcome
from assistant.scope import decide, standing_out


def test_more_similar_stands_out_more() -> None:
    signals = [standing_out(similarity, 0.77, foreign=False) for similarity in (0.77, 0.84, 0.90, 1.0)]
    assert signals == sorted(signals)
    assert (round(signals[0], 6), round(signals[-1], 6)) == (0.0, 1.0)


def test_the_signal_is_relative_to_the_model() -> None:
    assert standing_out(0.9, 0.8, foreign=False) == pytest.approx(standing_out(0.55, 0.1, foreign=False))


def test_the_decision_runs_from_refusing_to_answering() -> None:
    assert [decide(signal) for signal in (-1.0, 0.2, 0.36, 0.5, 1.0)] == [
        Outcome.NOT_IN_SOURCES,
        Outcome.NOT_IN_SOURCES,
        Outcome.PARTIAL,
        Outcome.ANSWERED,
        Outcome.ANSWERED,
    ]


def test_a_foreign_question_is_held_to_less() -> None:
    assert standing_out(0.84, 0.77, foreign=True) > standing_out(0.84, 0.77, foreign=False)


def test_a_model_that_finds_everything_alike_does_not_divide_by_zero() -> None:
    assert standing_out(1.0, 1.0, foreign=False) == 0.0

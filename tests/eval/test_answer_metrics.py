"""Figures from answers of which everything is known."""

from dataclasses import replace
from typing import Any

import pytest

from eval import answer_metrics, metrics
from eval.answer_metrics import differences, figures
from eval.answer_record import AskedQuestion, JudgedSentence, MeasuredAnswer

GOOD = JudgedSentence("Zo is het.", True, cited=2, precise=1, supported=True, in_words=True)
BAD = JudgedSentence("Zo niet.", True, cited=1, precise=0, supported=False, in_words=False)
BARE = JudgedSentence("Zonder bron.", True, cited=0, precise=0, supported=False, in_words=False)
QUOTED = replace(GOOD, generated=False, cited=1)


def answer(*sentences: JudgedSentence, ms: float = 10.0, **more: Any) -> MeasuredAnswer:
    made = MeasuredAnswer(
        outcome="beantwoord" if sentences else "niet_in_bronnen",
        sentences=sentences,
        nuggets=(),
        on_page=False,
        words=2 * len(sentences),
        readability=None,
        drafted=0,
        left_out=0,
        fell_back=False if sentences else None,
        first_ms=ms if sentences else None,
        total_ms=2 * ms,
        notes=(),
    )
    return replace(made, **more)


def asked(key: str, in_scope: bool, **systems: MeasuredAnswer) -> AskedQuestion:
    return AskedQuestion(key, f"{key}?", in_scope, "feit", None, "rapporteren", systems)


ASKED = [
    asked("a", True, een=answer(GOOD, GOOD, nuggets=(False, True), on_page=True), twee=answer(GOOD)),
    asked("b", True, een=answer(GOOD, BAD, ms=30.0, drafted=4, left_out=2), twee=answer()),
    asked("c", True, een=answer(), twee=answer(BARE)),
    asked("d", False, een=answer(QUOTED, fell_back=True, drafted=1, left_out=1), twee=answer()),
    asked("e", False, een=answer(), twee=answer()),
]


def test_refusals_count_only_where_they_can() -> None:
    found = figures(ASKED, "een")
    counts = {name: figure.count for name, figure in found.items()}
    assert counts[answer_metrics.RECALL] == counts[answer_metrics.TOTAL] == counts[answer_metrics.WORDS] == 3
    assert counts[metrics.NUGGET] == counts[answer_metrics.PAGE] == counts[metrics.INSIDE_REFUSED] == 3
    assert counts[metrics.OUTSIDE_REFUSED] == 2
    assert answer_metrics.READING not in found


def test_figures_are_means_over_answers() -> None:
    found = {name: figure.value for name, figure in figures(ASKED, "een").items()}
    assert found[answer_metrics.RECALL] == pytest.approx((1 + 1 / 2 + 1) / 3)
    assert found[answer_metrics.PRECISION] == pytest.approx((2 / 4 + 1 / 3 + 1) / 3)
    assert found[answer_metrics.SUPPORTED] == pytest.approx(2 / 3)
    assert found[metrics.NUGGET] == found[answer_metrics.PAGE] == pytest.approx(1 / 3)
    assert found[metrics.INSIDE_REFUSED] == pytest.approx(1 / 3)
    assert found[metrics.OUTSIDE_REFUSED] == 0.5
    assert found[answer_metrics.FELL_BACK] == pytest.approx(1 / 3)


def test_shares_of_sentences_are_over_all_sentences() -> None:
    found = figures(ASKED, "een")
    words, left_out = found[answer_metrics.IN_WORDS], found[answer_metrics.LEFT_OUT]
    # The quotation that took over is not the model's own.
    assert (words.value, words.count) == (0.75, 4)
    assert (left_out.value, left_out.count) == (0.6, 5)


def test_a_sentence_without_a_citation_has_neither_recall_nor_precision() -> None:
    found = figures(ASKED[2:3], "twee")
    assert found[answer_metrics.RECALL].value == found[answer_metrics.PRECISION].value == 0.0


def test_differences_are_over_what_both_answered() -> None:
    found = differences(ASKED, "een", "twee")
    assert found[answer_metrics.RECALL].count == 1
    assert found[metrics.INSIDE_REFUSED].count == 3
    assert found[metrics.INSIDE_REFUSED].value == 0.0
    assert found[metrics.OUTSIDE_REFUSED].value == 0.5
    assert found[answer_metrics.WORDS].value == -2.0
    assert answer_metrics.FIRST not in found


def test_nothing_but_refusals_has_no_figures_of_sentences() -> None:
    found = figures(ASKED[4:], "een")
    assert found.keys() == {metrics.OUTSIDE_REFUSED}

"""Measures and intervals on values made by hand, of which the outcome is known."""

from math import log2

import pytest

from assistant.answer import Outcome
from eval import intervals, metrics
from eval.places import Passage, ranked
from eval.run_record import Figure, Ranked, RecordedAnswer, RecordedClaim, RecordedQuestion

PAGE = Passage("rapport", "rapport.pdf", 3, 100, 200)


@pytest.mark.parametrize(
    ("other", "overlaps"),
    [
        (Passage("rapport", "rapport.pdf", 3, 150, 160), True),
        (Passage("rapport", "rapport.pdf", 3, 0, 101), True),
        (Passage("rapport", "rapport.pdf", 3, 199, 300), True),
        (Passage("rapport", "rapport.pdf", 3, 0, 100), False),
        (Passage("rapport", "rapport.pdf", 3, 200, 300), False),
        (Passage("rapport", "rapport.pdf", 4, 100, 200), False),
        (Passage("rapport", "rapport.pdf", None, 100, 200), False),
        (Passage("rapport-2", "rapport.pdf", 3, 100, 200), False),
    ],
)
def test_passages_overlap_on_the_same_page_of_the_same_publication(other: Passage, overlaps: bool) -> None:
    assert PAGE.overlaps(other) is other.overlaps(PAGE) is overlaps


def test_the_first_passage_at_any_place_counts() -> None:
    found = [Passage("rapport", "rapport.pdf", page, 0, 50) for page in (9, 3, 4, 5)]
    places = [PAGE, Passage("rapport", "rapport.pdf", 4, 40, 60), Passage("rapport", "rapport.pdf", 5, 0, 9)]
    ranking = ranked(found, places)
    assert (ranking.rank, ranking.page_rank) == (3, 2)
    assert ranked(found, []).rank is None
    assert ranked([*found[:1] * 10, PAGE], [PAGE]).rank is None


def ranking(rank: int | None, page_rank: int | None = None, count: int = 10) -> Ranked:
    return Ranked((metrics_place,) * count, rank, page_rank)


metrics_place = ranked([PAGE], []).places[0]


def test_ranking_measures() -> None:
    found = metrics.rank_values({"a": ranking(1, 1), "b": ranking(4, 2), "c": ranking(None, 7)})
    assert found["recall@1"] == {"a": 1, "b": 0, "c": 0}
    assert found["recall@5"] == {"a": 1, "b": 1, "c": 0}
    assert found["recall@10"] == {"a": 1, "b": 1, "c": 0}
    assert found["MRR"] == {"a": 1, "b": 0.25, "c": 0}
    assert found["nDCG@10"] == pytest.approx({"a": 1, "b": 1 / log2(5), "c": 0})
    assert found["bladzijde@5"] == {"a": 1, "b": 1, "c": 0}


def test_a_question_without_any_passage_counts_as_missed() -> None:
    assert metrics.rank_values({"a": ranking(None, count=0)})["recall@10"] == {"a": 0}


def question(
    key: str,
    in_scope: bool,
    outcome: Outcome,
    confidence: float = 0.0,
    nuggets: tuple[bool, ...] = (),
    on_page: tuple[bool, ...] = (),
    exact: tuple[bool, ...] = (),
    rank: int | None = None,
    peer: int | None = None,
    tag: str = "kort",
) -> RecordedQuestion:
    claims = tuple(RecordedClaim("Zin.", "a.md", None, 0, 4, stands) for stands in exact)
    answer = RecordedAnswer(outcome, confidence, claims, nuggets, on_page, {"totaal": 10.0})
    return RecordedQuestion(
        key, "?", in_scope, tag, None, "rapporteren", answer, ranking(rank), ranking(peer)
    )


QUESTIONS = [
    question("a", True, Outcome.ANSWERED, 0.9, (True, False), (True, False), (True, True, True), 1, 2),
    question("b", True, Outcome.PARTIAL, 0.7, (True, True), (False, False), (False,), 2, 2),
    question("c", True, Outcome.NOT_IN_SOURCES, 0.2, (False,), (False,), (), None, 1),
    question("d", True, Outcome.ANSWERED, 0.8, (False,), (False,), (True,), None, None, tag="lang"),
    question("e", False, Outcome.NOT_IN_SOURCES, 0.1, tag="onzin"),
    question("f", False, Outcome.ANSWERED, 0.6, exact=(True,), tag="onzin"),
]


def test_figures_of_answers_and_refusals() -> None:
    found = metrics.figures(QUESTIONS)["alles"]
    assert {name: (round(figure.value, 3), figure.count) for name, figure in found.items()} == {
        "recall@1": (0.25, 4), "recall@5": (0.5, 4), "recall@10": (0.5, 4), "MRR": (0.375, 4),
        "nDCG@10": (0.408, 4), "bladzijde@5": (0.0, 4),
        "keten recall@1": (0.25, 4), "keten recall@5": (0.75, 4), "keten recall@10": (0.75, 4),
        "keten MRR": (0.5, 4), "keten nDCG@10": (0.565, 4), "keten bladzijde@5": (0.0, 4),
        "verschil recall@1": (0.0, 4), "verschil recall@5": (-0.25, 4), "verschil recall@10": (-0.25, 4),
        "verschil MRR": (-0.125, 4), "verschil nDCG@10": (-0.158, 4), "verschil bladzijde@5": (0.0, 4),
        metrics.NUGGET: (0.5, 4), metrics.ALL_NUGGETS: (0.25, 4), metrics.ON_PAGE: (0.25, 4),
        metrics.EXACT: (0.833, 6),
        metrics.DECIDED: (0.667, 6), metrics.OUTSIDE_REFUSED: (0.5, 2), metrics.INSIDE_REFUSED: (0.25, 4),
        metrics.ANSWERED_WELL: (0.5, 4),
        metrics.AUC: (0.875, 6), metrics.BRIER: (0.192, 6), metrics.ECE: (0.35, 6),
        metrics.MILLISECONDS: (10.0, 6),
    }  # fmt: skip


def test_figures_per_tag_leave_out_what_is_not_defined_there() -> None:
    found = metrics.figures(QUESTIONS)
    assert list(found) == ["alles", "kort", "lang", "onzin"]
    assert found["kort"]["recall@5"].value == pytest.approx(2 / 3)
    assert "recall@5" not in found["onzin"] and metrics.AUC not in found["onzin"]
    assert found["onzin"][metrics.ANSWERED_WELL] == Figure(0.0, 0.0, 0.0, 1)


def test_runs_are_compared_on_the_questions_they_share() -> None:
    better = [question("a", True, Outcome.ANSWERED, rank=1), question("c", True, Outcome.ANSWERED, rank=1)]
    worse = [*QUESTIONS, question("nieuw", True, Outcome.ANSWERED)]
    found = metrics.compare(better, worse)
    assert (found["recall@1"].value, found["recall@1"].count) == (0.5, 2)
    assert not [name for name in found if name.startswith(("keten", "verschil"))]
    assert "recall@1" not in metrics.compare(better, QUESTIONS[4:])


def test_an_interval_is_around_its_value_and_always_the_same() -> None:
    values = [1.0] * 30 + [0.0] * 10
    figure = intervals.mean(values)
    assert figure.value == 0.75 and figure.count == 40
    # The normal approximation gives 0.616 to 0.884.
    assert figure.low == pytest.approx(0.616, abs=0.03)
    assert figure.high == pytest.approx(0.884, abs=0.03)
    assert intervals.mean(values) == figure
    assert intervals.mean(values * 25).high - intervals.mean(values * 25).low < 0.06


@pytest.mark.parametrize("values", [[1.0], [0.0] * 20, [0.3, 0.3]])
def test_without_variation_an_interval_is_a_point(values: list[float]) -> None:
    assert intervals.mean(values) == Figure(values[0], values[0], values[0], len(values))


def test_confidence_that_orders_perfectly_and_not_at_all() -> None:
    assert intervals.area_under_curve([0.8, 0.9], [0.1, 0.2]).value == 1.0
    assert intervals.area_under_curve([0.1, 0.2], [0.8, 0.9]).value == 0.0
    assert intervals.area_under_curve([0.5] * 3, [0.5] * 4) == Figure(0.5, 0.5, 0.5, 7)


def test_calibration_error() -> None:
    assert intervals.calibration_error([1.0, 0.0], [1.0, 0.0]).value == 0.0
    assert intervals.calibration_error([0.75] * 4, [1.0, 1.0, 1.0, 0.0]).value == 0.0
    assert intervals.calibration_error([1.0, 0.25], [0.0, 0.0]).value == pytest.approx(0.625)


def test_one_question_on_a_side_gives_a_curve_without_an_interval() -> None:
    found = intervals.area_under_curve([0.9, 0.4, 0.2], [0.3])
    assert (found.value, found.low, found.high) == (pytest.approx(2 / 3), found.value, found.value)


def test_late_is_what_few_are_later_than() -> None:
    found = intervals.late([float(ms) for ms in range(1, 101)])
    assert found.value == pytest.approx(95.05)
    assert found.low < found.value < found.high <= 100.0
    assert intervals.late([7.0]) == Figure(7.0, 7.0, 7.0, 1)
    assert intervals.late([7.0, 7.0, 7.0]) == Figure(7.0, 7.0, 7.0, 3)

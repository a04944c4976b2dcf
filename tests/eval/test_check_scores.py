"""The table of the checks, the fitting of their weights, and the practice pairs that go into it."""

import numpy as np

from assistant.checks import Finding, Reason, Verdict
from assistant.checks.signals import CONFLICT, COVERAGE
from assistant.checks.support import support_model
from eval import fit_checks, support_set
from eval.check_scores import Checked, checked, pairs_of, table
from eval.halves import Half
from eval.support_set import CitedPassage, Label, SupportPair
from tests.index.fake_encoder import FakeEncoder

PASSAGES = (
    CitedPassage(
        "Loket", "Het loket opent om negen uur. Op vrijdag is het loket dicht.\nDag | Uren\nMaandag | 8"
    ),
)


def pair(sentence: str, label: Label, number: int) -> SupportPair:
    supported = label in support_set.SUPPORTED_LABELS
    return SupportPair(f"p{number}", PASSAGES, sentence, label, supported, "loket")


PAIRS = (
    pair("Het loket opent om negen uur.", Label.SUPPORTED, 1),
    pair("Op vrijdag is het loket dicht.", Label.SUPPORTED, 2),
    pair("Het loket opent om tien uur.", Label.NUMBER, 3),
    pair("Bij het zwembad krijgen kinderen gratis ijs van de koning.", Label.ELSEWHERE, 4),
)


def test_the_table_counts_per_kind_what_was_stopped_and_what_was_lost() -> None:
    lines = list(table(checked(PAIRS, FakeEncoder())))
    rows = {line[:26].strip(): line[26:].split() for line in lines}
    assert rows["gesteund"][:2] == ["2", "0,000"]
    assert rows["getal_veranderd"][:2] == ["1", "1,000"]
    assert rows["waar_maar_niet_hier"][:2] == ["1", "1,000"]
    assert rows["gesteund: kwijt"][:2] == ["2", "0,000"]
    assert rows["niet gesteund: gevonden"][:2] == ["2", "1,000"]
    assert rows["getoond: gesteund"][:2] == ["2", "1,000"]
    assert "ontkend" not in rows


def test_the_curve_tells_what_other_thresholds_would_lose() -> None:
    found = [
        Checked(PAIRS[0], Verdict(True, (), 0.9), 1.0),
        Checked(PAIRS[1], Verdict(True, (), 0.32), 1.0),
        Checked(PAIRS[2], Verdict(False, (Finding(Reason.NUMBER, "tien"),), 0.0), 1.0),
        Checked(PAIRS[3], Verdict(True, (), 0.38), 1.0),
    ]
    rows = [line.split() for line in table(found)]
    assert ["0,300", "0,000", "0,500", "0,667"] in rows
    assert ["0,350", "0,500", "0,500", "0,500"] in rows
    assert ["0,400", "0,500", "1,000", "1,000"] in rows


def test_the_shipped_weights_are_doubts_and_the_threshold_a_probability() -> None:
    model = support_model()
    assert set(model.coverage.weights) == set(COVERAGE)
    assert set(model.conflict.weights) == set(CONFLICT)
    assert all(weight <= 0 for weight in (*model.coverage.weights.values(), *model.conflict.weights.values()))
    assert 0 < model.threshold < 1
    assert model.support({}) > model.threshold


def test_fitting_finds_the_signal_that_tells_and_never_rewards_doubt() -> None:
    chance = np.random.default_rng(1)
    supported = np.arange(200) % 2 == 0
    telling = np.where(supported, 0.0, 1.0) * (chance.random(200) < 0.9)
    rows = np.stack([telling, chance.random(200), supported * 1.0], axis=1)
    weights, intercept = fit_checks.fit(rows, supported, np.ones(200))
    assert weights[0] < -1
    assert weights[2] == 0
    assert intercept > 0


def test_the_threshold_loses_no_more_than_asked() -> None:
    support, supported = np.linspace(0, 1, 101), np.ones(101, dtype=np.bool_)
    threshold = fit_checks.threshold_for(support, supported, 0.05)
    assert np.mean(support < threshold) <= 0.05
    assert np.mean(support <= threshold) > 0.05 - 0.02


def test_fitting_takes_each_pair_once_and_keeps_the_reporting_half_out() -> None:
    practice = fit_checks.practice_pairs()
    assert len(practice) >= 200
    assert len({item.id for item in practice}) == len(practice)
    assert all(item.supported == (item.label in support_set.SUPPORTED_LABELS) for item in practice)
    golden = {item.sentence for item in support_set.load() if support_set.half(item) is Half.REPORTING}
    assert not golden & {item.sentence for item in practice}


def test_nothing_is_fitted_on_the_held_out_practice_pairs() -> None:
    held_out = pairs_of("oefening")
    assert {item.supported for item in held_out} == {True, False}
    assert all(item.supported == (item.label in support_set.SUPPORTED_LABELS) for item in held_out)
    assert not {item.subject for item in held_out} & {item.subject for item in fit_checks.practice_pairs()}


def test_the_examples_of_some_pairs_have_a_row_each() -> None:
    found = fit_checks.examples(PAIRS, FakeEncoder())
    assert found.coverage.shape == (4, len(COVERAGE))
    assert found.conflict.shape == (4, len(CONFLICT))
    assert found.certain.tolist() == [False, False, True, False]
    assert found.supported.tolist() == [True, True, False, False]
    assert found.coverage[3, COVERAGE.index("unsaid_clause")] > 0.5

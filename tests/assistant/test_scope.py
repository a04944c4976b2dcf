"""The decision whether the sources cover a question, and the fitted weights it is made with."""

import json
from importlib.resources import files

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import extractive, scope
from assistant.answer import Outcome
from assistant.sentence_features import SENTENCE_FEATURES
from assistant.signals import SIGNALS
from tests.assistant.by_hand import deciding

numbers = st.lists(st.floats(-30, 30, width=32), min_size=len(SIGNALS), max_size=len(SIGNALS))


@given(numbers)
def test_the_confidence_is_a_probability_and_the_outcome_its_band(values: list[float]) -> None:
    decision = scope.decision()
    confidence = decision.confidence(np.array(values, dtype=np.float32))
    assert 0 <= confidence <= 1
    if confidence < decision.refuse_below:
        expected = Outcome.NOT_IN_SOURCES
    elif confidence < decision.answer_from:
        expected = Outcome.PARTIAL
    else:
        expected = Outcome.ANSWERED
    assert decision.outcome(confidence) is expected


def test_the_bands_begin_at_their_thresholds() -> None:
    decision = deciding()
    assert [decision.outcome(confidence) for confidence in (0.0, 0.39, 0.4, 0.59, 0.6, 1.0)] == [
        Outcome.NOT_IN_SOURCES,
        Outcome.NOT_IN_SOURCES,
        Outcome.PARTIAL,
        Outcome.PARTIAL,
        Outcome.ANSWERED,
        Outcome.ANSWERED,
    ]


def test_a_signal_counts_by_its_own_weight() -> None:
    one = np.zeros(len(SIGNALS), dtype=np.float32)
    one[SIGNALS.index("unknown")] = 2.0
    assert deciding(unknown=-1.0).confidence(one) == pytest.approx(1 / (1 + np.exp(2.0)))
    assert deciding(nearest=-1.0).confidence(one) == 0.5
    assert deciding(intercept=3.0).confidence(one) == pytest.approx(1 / (1 + np.exp(-3.0)))


@pytest.mark.parametrize(
    ("name", "features"),
    [("scope_weights.json", SIGNALS), ("sentence_weights.json", SENTENCE_FEATURES)],
)
def test_the_fitted_weights_are_those_of_the_features_there_are(name: str, features: tuple[str, ...]) -> None:
    fitted = json.loads((files("assistant") / name).read_text(encoding="utf-8"))["weights"]
    assert set(fitted) == set(features)
    assert all(np.isfinite(value) for value in fitted.values())
    assert any(fitted.values())


def test_the_fitted_weights_are_read_in_the_order_of_the_features() -> None:
    fitted = json.loads((files("assistant") / "sentence_weights.json").read_text(encoding="utf-8"))["weights"]
    assert dict(zip(SENTENCE_FEATURES, extractive.weights().tolist(), strict=True)) == pytest.approx(fitted)
    fitted = json.loads((files("assistant") / "scope_weights.json").read_text(encoding="utf-8"))
    read = scope.decision()
    assert dict(zip(SIGNALS, read.weights.tolist(), strict=True)) == pytest.approx(fitted["weights"])
    assert read.intercept == fitted["intercept"]
    assert 0 < read.refuse_below <= read.answer_from < 1

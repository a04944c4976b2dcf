"""The order of a pool: weights as they were fitted, scores that are a weighted sum, and ties."""

import json
from importlib.resources import files

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.pool import FEATURES, Pool
from index.ranking import order, scores, weights


def fitted() -> dict[str, float]:
    text = (files("index") / "ranking_weights.json").read_text(encoding="utf-8")
    found: dict[str, float] = json.loads(text)["weights"]
    return found


def pool(features: list[list[float]]) -> Pool:
    """A pool of which only the features are known."""
    rows = np.array(features, np.float32).reshape(-1, len(FEATURES))
    nothing = np.zeros(len(rows), np.float32)
    return Pool(
        numbers=np.arange(len(rows)),
        features=rows,
        similarity=nothing,
        keywords=nothing,
        sentences=np.arange(0),
        sentence_similarity=nothing[:0],
        sentence_row=np.arange(0),
        spread=1.0,
    )


def test_the_weights_file_has_exactly_the_features() -> None:
    assert sorted(fitted()) == sorted(FEATURES)
    assert len(set(FEATURES)) == len(FEATURES)
    assert all(np.isfinite(weight) for weight in fitted().values())
    assert any(fitted().values())


@pytest.mark.parametrize("name", FEATURES)
def test_each_feature_counts_by_its_own_weight(name: str) -> None:
    only = [float(feature == name) for feature in FEATURES]
    double = [2 * value for value in only]
    none = [0.0] * len(FEATURES)
    expected = [0, fitted()[name], 2 * fitted()[name]]
    assert scores(pool([none, only, double])).tolist() == pytest.approx(expected, rel=1e-6)


def test_the_score_is_the_sum_over_the_features() -> None:
    values = [0.5 * place - 1 for place in range(len(FEATURES))]
    expected = sum(fitted()[name] * value for name, value in zip(FEATURES, values, strict=True))
    assert scores(pool([values])).tolist() == pytest.approx([expected], rel=1e-5)


@pytest.mark.parametrize("name", ["dense", "sentence", "keywords", "coverage", "own_part"])
def test_what_speaks_for_a_passage_never_counts_against_it(name: str) -> None:
    assert weights()[FEATURES.index(name)] > 0


def test_an_empty_pool_has_no_order() -> None:
    assert order(scores(pool([]))).tolist() == []


@given(st.lists(st.sampled_from([-2.0, -1.0, 0.0, 0.5, 3.0]), max_size=300))
def test_the_highest_comes_first_and_ties_keep_the_order_of_the_chunks(values: list[float]) -> None:
    expected = sorted(range(len(values)), key=lambda row: (-values[row], row))
    assert order(np.array(values, np.float32)).tolist() == expected

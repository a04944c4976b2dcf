"""Reciprocal rank fusion, against values worked out by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.retriever import RRF_K, reciprocal_rank_fusion


def test_scores_are_sums_of_reciprocal_ranks_scaled_to_one() -> None:
    fused = reciprocal_rank_fusion([[1, 2, 3], [3, 1]], k=1)
    assert [item for item, _ in fused] == [1, 3, 2]
    assert dict(fused) == pytest.approx({1: 1 / 2 + 1 / 3, 3: 1 / 4 + 1 / 2, 2: 1 / 3})


def test_the_default_constant_is_sixty() -> None:
    assert RRF_K == 60
    fused = dict(reciprocal_rank_fusion([[7, 8], [8, 9]]))
    assert fused == pytest.approx(
        {
            8: (1 / 62 + 1 / 61) / (2 / 61),
            7: (1 / 61) / (2 / 61),
            9: (1 / 62) / (2 / 61),
        }
    )


def test_first_in_every_ranking_scores_one() -> None:
    item, score = reciprocal_rank_fusion([[4, 5], [4], [4, 6]])[0]
    assert item == 4
    assert score == pytest.approx(1.0)


def test_two_middling_places_beat_one_good_one() -> None:
    fused = reciprocal_rank_fusion([[1, *range(10, 15), 2], [3, *range(20, 25), 2]])
    assert fused[0][0] == 2


def test_ties_keep_the_order_of_first_sight() -> None:
    fused = reciprocal_rank_fusion([[5, 1], [2, 9]])
    assert fused == [(5, 0.5), (2, 0.5), (1, pytest.approx(61 / 124)), (9, pytest.approx(61 / 124))]


def test_rankings_without_a_common_item_are_interleaved() -> None:
    assert [item for item, _ in reciprocal_rank_fusion([[1, 2, 3], [4, 5, 6]])] == [1, 4, 2, 5, 3, 6]


@pytest.mark.parametrize("rankings", [[], [[]], [[], []]])
def test_nothing_found_is_nothing(rankings: list[list[int]]) -> None:
    assert reciprocal_rank_fusion(rankings) == []


def test_an_empty_ranking_keeps_the_order_of_the_other() -> None:
    assert reciprocal_rank_fusion([[], [3, 1, 2]], k=1) == [
        (3, 0.5),
        (1, pytest.approx(1 / 3)),
        (2, pytest.approx(1 / 4)),
    ]


@given(st.lists(st.lists(st.integers(0, 30), unique=True, max_size=20), min_size=1, max_size=4))
def test_every_item_comes_once_best_first(rankings: list[list[int]]) -> None:
    fused = reciprocal_rank_fusion(rankings)
    assert sorted(item for item, _ in fused) == sorted({item for ranking in rankings for item in ranking})
    scores = [score for _, score in fused]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1.0 + 1e-12 for score in scores)

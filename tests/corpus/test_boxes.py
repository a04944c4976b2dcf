"""Boxes of characters, packed."""

import math

from hypothesis import given
from hypothesis import strategies as st

from corpus.boxes import Box, CharBoxes, per_line

sides = st.floats(0, 6000, allow_nan=False)
boxes = st.lists(st.one_of(st.none(), st.builds(Box, sides, sides, sides, sides)))


@given(boxes)
def test_packing_keeps_places_to_a_tenth_of_a_point(given_boxes: list[Box | None]) -> None:
    packed = CharBoxes.of(given_boxes)
    assert len(packed) == len(given_boxes)
    for box, unpacked in zip(given_boxes, packed, strict=True):
        if box is None:
            assert unpacked is None
        else:
            assert unpacked is not None
            assert all(abs(one - other) <= 0.051 for one, other in zip(box, unpacked, strict=True))


@given(boxes, st.integers(0, 20), st.integers(0, 20))
def test_a_part_has_the_boxes_of_that_part(given_boxes: list[Box | None], start: int, stop: int) -> None:
    packed = CharBoxes.of(given_boxes)
    assert list(packed[start:stop]) == list(packed)[start:stop]


def test_places_outside_the_page_are_moved_to_its_edge() -> None:
    (box,) = CharBoxes.of([Box(-5, math.nan, math.inf, 1e9)])
    assert box == Box(0, 0, 0, 6553.4)


def test_a_text_over_two_lines_has_a_box_for_each() -> None:
    first = [Box(10 + 5 * n, 10, 15 + 5 * n, 20) for n in range(4)]
    second = [Box(10 + 5 * n, 22, 15 + 5 * n, 32) for n in range(2)]
    assert per_line([*first, None, *second]) == (Box(10, 10, 30, 20), Box(10, 22, 20, 32))

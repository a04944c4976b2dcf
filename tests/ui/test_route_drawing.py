"""The drawn road: every stop has a place of its own in every drawing, and its title is only text."""

from itertools import combinations
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ui import route_texts as texts
from ui.escaping import visible
from ui.route_drawing import LAYOUTS, LETTERS, MOST_CHARACTERS, Layout, Sign, drawing, lay_out
from ui.route_wrapping import width_of, wrapped

SVG = "{http://www.w3.org/2000/svg}"
TARGET = 44

titles = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cf", "Zl", "Zp")), max_size=200)
sign_lists = st.lists(st.builds(Sign, st.none() | st.integers(0, 99), titles), min_size=1, max_size=30)
layouts = st.sampled_from(LAYOUTS)


def parsed(signs: list[Sign], layout: Layout) -> ElementTree.Element:
    svg = drawing(signs, layout).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    return ElementTree.fromstring(svg)


@given(sign_lists, layouts)
@settings(max_examples=60, deadline=None)
def test_every_stop_has_room_of_its_own(signs: list[Sign], layout: Layout) -> None:
    places, height = lay_out(signs, layout)
    assert len(places) == len(signs)
    for place in places:
        assert place.left >= 0 and place.right <= layout.width
        assert place.top >= 0 and place.bottom <= height
        assert place.right - place.left >= TARGET and place.bottom - place.top >= TARGET
        assert all(width_of(line, LETTERS) <= place.right - place.left for line in place.lines)
        assert (place.bottom - place.top) >= len(place.lines) * LETTERS
    for one, other in combinations(places, 2):
        apart_across = one.right <= other.left or other.right <= one.left
        assert apart_across or one.bottom <= other.top or other.bottom <= one.top


@given(sign_lists, layouts)
@settings(max_examples=60, deadline=None)
def test_every_stop_is_drawn_once_in_order_with_its_whole_title(signs: list[Sign], layout: Layout) -> None:
    svg = parsed(signs, layout)
    links = list(svg.iter(f"{SVG}a"))
    assert [link.get("href") for link in links] == [f"#routekaart/{n}" for n in range(1, len(signs) + 1)]
    assert [link.get("aria-label") for link in links] == [visible(sign.name) for sign in signs]
    for link, sign in zip(links, signs, strict=True):
        drawn = "".join(span.text or "" for span in link.iter(f"{SVG}tspan"))
        expected = visible(sign.title) if sign.title.split() else texts.NO_TITLE
        assert "".join(drawn.split()) == "".join(expected.split())


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_a_hostile_title_stays_text(layout: Layout) -> None:
    title = '"><script>window.hacked=1</script></text></a><image href="http://evil.example/x"/> &lt;'
    svg = parsed([Sign(1, title), Sign(None, title)], layout)
    names = {element.tag.removeprefix(SVG) for element in svg.iter()}
    assert names <= {"svg", "g", "a", "path", "rect", "circle", "text", "tspan"}
    assert [link.get("aria-label") for link in svg.iter(f"{SVG}a")] == [
        f"Wegwijzer 1: {title}",
        f"Wegwijzer: {title}",
    ]


def test_a_title_as_long_as_a_page_is_cut_in_the_drawing_and_whole_in_its_name() -> None:
    title = "Samen op weg " * 100
    svg = parsed([Sign(1, title)], LAYOUTS[0])
    drawn = " ".join(span.text or "" for span in svg.iter(f"{SVG}tspan"))
    assert drawn.endswith("…") and len(drawn) <= MOST_CHARACTERS + 1
    assert next(svg.iter(f"{SVG}a")).get("aria-label") == f"Wegwijzer 1: {title}"


@given(titles, st.integers(30, 300))
@settings(deadline=None)
def test_lines_fit_and_lose_nothing(title: str, width: int) -> None:
    lines = wrapped(title, LETTERS, width)
    assert all(width_of(line, LETTERS) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(title.split())


def test_words_stay_whole_where_they_fit() -> None:
    assert wrapped("Geef de raad een plek aan het begin", LETTERS, 160) == (
        "Geef de raad een",
        "plek aan het begin",
    )

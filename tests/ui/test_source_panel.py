"""The page that a citation opens: complete, with the quotation marked, its date and its number in Dutch."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.source_place import SourcePlace
from tests.ui.fake_assistant import PAGE, QUOTE, FakeAssistant, citation
from tests.ui.seen_html import Seen
from ui.dates_and_places import dutch_date, page_line
from ui.escaping import escape
from ui.source_panel import source_html


@given(st.text(), st.integers(-5, 60), st.integers(-5, 60))
def test_the_panel_shows_the_whole_page_once_wherever_the_quotation_is(
    text: str, start: int, end: int
) -> None:
    page = replace(
        FakeAssistant().source_at(SourcePlace.of(citation())), text=text, start=start, end=end, links=()
    )
    panel = source_html(page)
    shown = panel[panel.index('<div class="page-text">') :]
    assert Seen(f"<div>{shown}").text.rstrip("\n") == Seen(f"<div>{escape(text)}").text.rstrip("\n")


def test_the_quotation_is_marked_where_it_stands() -> None:
    seen = Seen(source_html(FakeAssistant().source_at(SourcePlace.of(citation()))))
    assert seen.marked == QUOTE
    assert PAGE in seen.text
    assert "Wegwijzers › De raad · bladzijde 14 (op de bladzijde staat 12) · 28 juni 2018" in seen.text


@pytest.mark.parametrize(
    ("iso", "dutch"),
    [
        ("2018-06-28", "28 juni 2018"),
        ("2018-03-05", "5 maart 2018"),
        ("2018-06", "juni 2018"),
        ("2018", "2018"),
        ("2018-13-01", "2018-13-01"),
        ("voorjaar 2018", "voorjaar 2018"),
        ("٢٠١٨", "٢٠١٨"),
    ],
)
def test_dates_are_dutch(iso: str, dutch: str) -> None:
    assert dutch_date(iso) == dutch


@pytest.mark.parametrize(
    ("page", "label", "line"),
    [
        (14, None, "bladzijde 14"),
        (14, "14", "bladzijde 14"),
        (14, "iv", "bladzijde 14 (op de bladzijde staat iv)"),
        (None, None, ""),
        (None, "iv", "bladzijde iv"),
    ],
)
def test_the_printed_page_number_is_told_only_where_it_differs(
    page: int | None, label: str | None, line: str
) -> None:
    assert page_line(page, label) == line

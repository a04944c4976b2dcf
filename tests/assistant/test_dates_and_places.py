"""Dates and page numbers in words."""

import pytest

from assistant.dates_and_places import dutch_date, page_line


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

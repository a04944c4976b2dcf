"""Dates, pages and sections in words, for the screen and the terminal alike."""

import datetime
import re
from collections.abc import Iterable

_MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
_ISO_DATE = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?", re.ASCII)
_DAY_FIRST = re.compile(r"(\d{1,2})-(\d{1,2})-(\d{4})", re.ASCII)


def dutch_date(iso: str) -> str:
    """``2018-06-28`` as ``28 juni 2018``; a month or a year alone too; anything else unchanged."""
    match = _ISO_DATE.fullmatch(iso)
    if match is None:
        return iso
    year, month, day = match.groups()
    return " ".join(
        filter(None, (str(int(day)) if day else "", _MONTHS[int(month) - 1] if month else "", year))
    )


def iso_date(written: str) -> str | None:
    """``28-6-2018``, ``2018-06-28``, ``2018-06`` or ``2018`` in ISO 8601; ``None`` if it is no date."""
    text = written.strip()
    day_first = _DAY_FIRST.fullmatch(text)
    if day_first is not None:
        text = f"{day_first[3]}-{int(day_first[2]):02}-{int(day_first[1]):02}"
    match = _ISO_DATE.fullmatch(text)
    if match is None:
        return None
    try:
        datetime.date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        return None
    return text


def page_line(page: int | None, label: str | None) -> str:
    """``bladzijde 14``, with the number that is printed on the page where that is another one."""
    if page is None:
        return f"bladzijde {label}" if label else ""
    printed = f" (op de bladzijde staat {label})" if label and label != str(page) else ""
    return f"bladzijde {page}{printed}"


def where(title: str, section: Iterable[str], page: int | None, label: str | None, date: str | None) -> str:
    """Section path, page and date on one line, leaving out what is not known and the title itself."""
    headings = [heading for heading in section if heading != title]
    parts = (" › ".join(headings), page_line(page, label), dutch_date(date) if date else "")
    return " · ".join(filter(None, parts))

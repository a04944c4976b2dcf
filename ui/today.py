"""The date of today, as a letter has it."""

from datetime import date

from assistant.dates_and_places import dutch_date


def today() -> str:
    """For example "28 juni 2018"."""
    return dutch_date(date.today().isoformat())

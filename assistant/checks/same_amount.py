"""Is a number, date or time of a source that of a sentence, however each is written?"""

from collections.abc import Sequence
from fractions import Fraction

from assistant.checks.numbers import Kind, Quantity, share_of

_IN_DAYS = {"dag": Fraction(1), "week": Fraction(7)}
_IN_MONTHS = {"maand": Fraction(1), "jaar": Fraction(12)}
_IN_MINUTES = {"minuut": Fraction(1), "uur": Fraction(60)}
_IN_METRES = {"m": Fraction(1), "km": Fraction(1000)}
_SCALES = (_IN_DAYS, _IN_MONTHS, _IN_MINUTES, _IN_METRES)


def same(ours: Quantity, theirs: Quantity) -> bool:
    """Whether a source's number, date or time is that of a sentence, however it is written."""
    if ours.kind is Kind.TIME or theirs.kind is Kind.TIME:
        return _same_time(ours, theirs)
    if ours.kind is Kind.DATE and theirs.kind is Kind.DATE:
        return all(one is None or one == other for one, other in zip(ours.parts, theirs.parts, strict=True))
    if ours.value is None or theirs.value is None:
        return False
    return _same_amount(ours, theirs)


def _same_time(ours: Quantity, theirs: Quantity) -> bool:
    if ours.kind is theirs.kind:
        return ours.parts[1] == theirs.parts[1] and (ours.parts[0] or 0) % 12 == (theirs.parts[0] or 0) % 12
    time, other = (ours, theirs) if ours.kind is Kind.TIME else (theirs, ours)
    # "om acht uur" is read as a number of hours.
    return time.parts[1] == 0 and other.unit == "uur" and other.value == (time.parts[0] or 0) % 12


def _same_amount(ours: Quantity, theirs: Quantity) -> bool:
    one, other = _scaled(ours), _scaled(theirs)
    if one is None or other is None or one[1] == "" or other[1] == "":
        # Where one of the two has no unit, the number alone decides.
        return share_of(ours) == share_of(theirs) or ours.value == theirs.value
    return one == other


def _scaled(item: Quantity) -> tuple[Fraction, str] | None:
    if item.value is None:
        return None
    for scale in _SCALES:
        if item.unit in scale:
            return item.value * scale[item.unit], min(scale)
    return item.value, item.unit


def in_pieces(item: Quantity, known: Sequence[Quantity]) -> bool:
    """Whether a date's day and month stand together in a source, and its year elsewhere."""
    if item.kind is not Kind.DATE or item.parts[0] is None or item.parts[1] is None:
        return False
    year, month, day = item.parts
    dates = [other.parts for other in known if other.kind is Kind.DATE]
    has_year = any(parts[0] == year for parts in dates)
    return has_year and any(
        parts[0] is None and parts[1] == month and day in (None, parts[2]) for parts in dates
    )

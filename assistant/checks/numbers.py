"""Numbers, dates and times of a Dutch text in one form, however they are written."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache

from assistant.checks.number_forms import (
    CODE,
    DATE,
    DIAERESIS,
    DIGITS,
    EURO_BEFORE,
    FIRST_AS_WORD,
    FRACTION,
    FULL_MONTHS,
    IMPLIED,
    MAYBE_NUMBER,
    MONTHS,
    MULTIPLIER,
    MULTIPLIERS,
    NO_CODE,
    OF,
    ORDINALS,
    PARTS,
    SPECIAL,
    SUFFIX,
    SUFFIX_UNITS,
    TIME,
    UNIT_AFTER,
    UNIT_OF,
    WORD,
    YEARS,
)
from index.words import fold


class Kind(StrEnum):
    """What is counted or dated."""

    NUMBER = "getal"
    DATE = "datum"
    TIME = "tijd"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number, date, time or code in a text at ``[start, end)``.

    ``value`` is the number; ``parts`` are (year, month, day) of a date or (hour, minute) of a time, with
    ``None`` for what is not said; ``unit`` is what follows a number (``euro``, ``week``), if known.
    """

    kind: Kind
    start: int
    end: int
    written: str
    value: Fraction | None = None
    parts: tuple[int | None, ...] = ()
    unit: str = ""
    vague: bool = False


@lru_cache(maxsize=4_000)
def quantities(text: str) -> tuple[Quantity, ...]:
    """The numbers, dates, times and codes of a text, in order, without overlap."""
    lowered = "".join(char if char in "€½²³%" else (fold(char) or " ")[:1] for char in text)
    found: list[Quantity] = []
    for reader in (_dates, _times, _fractions, _codes, _numerals, _number_words):
        for item in reader(lowered, text):
            if not any(other.start < item.end and item.start < other.end for other in found):
                found.append(item)
    return tuple(sorted(found, key=lambda item: item.start))


def share_of(item: Quantity) -> Fraction | None:
    """The value of a number, a percentage as a share: 50 procent is a half."""
    return item.value / 100 if item.value is not None and item.unit == "procent" else item.value


def _dates(lowered: str, text: str) -> Iterator[Quantity]:
    for match in DATE.finditer(lowered):
        groups = match.groupdict()
        day = groups["d1"] or groups["d2"] or groups["d3"]
        month = groups["m1"] or groups["m2"] or groups["m3"] or groups["m4"]
        year = groups["y1"] or groups["y2"] or groups["y3"] or groups["y4"]
        number = int(month) if month.isdigit() else MONTHS[month]
        if not 1 <= number <= 12 or (day and not 1 <= int(day) <= 31):
            continue
        if not day and not year and month not in FULL_MONTHS:
            continue
        parts = (int(year) if year else None, number, int(day) if day else None)
        yield Quantity(Kind.DATE, *match.span(), text[slice(*match.span())], parts=parts)


def _times(lowered: str, text: str) -> Iterator[Quantity]:
    for match in TIME.finditer(lowered):
        hour, minute = match["h1"] or match["h2"], match["n1"] or match["n2"]
        if hour:
            parts = (int(hour), int(minute))
        else:
            value = _word_value(match["word"]) if match["word"].isalpha() else Fraction(match["word"])
            if value is None or value.denominator != 1 or not 1 <= value <= 12 or match["word"] == "een":
                continue
            hours, minutes = PARTS[match["part"]]
            parts = (int(value) + hours, minutes)
        yield Quantity(Kind.TIME, *match.span(), text[slice(*match.span())], parts=parts)


def _fractions(lowered: str, text: str) -> Iterator[Quantity]:
    for match in FRACTION.finditer(lowered):
        times, *_, part = match[0].split()
        value = _word_value(times)
        if value is not None:
            yield Quantity(Kind.NUMBER, *match.span(), text[slice(*match.span())], value / OF[part])


def _codes(lowered: str, text: str) -> Iterator[Quantity]:
    for match in CODE.finditer(lowered):
        if not NO_CODE.fullmatch(match[0]):
            yield Quantity(Kind.CODE, *match.span(), text[slice(*match.span())])


def _numerals(lowered: str, text: str) -> Iterator[Quantity]:
    for match in DIGITS.finditer(lowered):
        digits = re.sub(r"[^\d.,]", "", match[0])
        if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", digits) or "," in digits:
            digits = digits.replace(".", "").replace(",", ".")
        value = Fraction(digits) + (Fraction(1, 2) if match["half"] else 0)
        item = _with_unit(value, match.start(), match.end(), lowered, text)
        if match[0].isdigit() and len(match[0]) == 4 and not item.unit and value in YEARS:
            year = (int(value), None, None)
            item = Quantity(Kind.DATE, match.start(), match.end(), match[0], value, year)
        yield item


def _number_words(lowered: str, text: str) -> Iterator[Quantity]:
    words = list(WORD.finditer(lowered))
    place = 0
    while place < len(words):
        run = _longest_run(words, place, lowered)
        for end in range(place + run, place, -1):
            start, stop = words[place].start(), words[end - 1].end()
            value = _word_value(lowered[start:stop])
            if value is not None and not (end == place + 1 and _is_article(text[start:stop])):
                vague = lowered[start:stop] == "eerste" and _stands_for_word(lowered, start, stop)
                yield _with_unit(value, start, stop, lowered, text, vague)
                break
        else:
            end = place + 1
            word = words[place][0]
            if word in IMPLIED:
                start, stop = words[place].span()
                yield _with_unit(Fraction(IMPLIED[word]), start, stop, lowered, text, vague=True)
        place = end


def _is_article(written: str) -> bool:
    return written.lower() == "een"


def _stands_for_word(lowered: str, start: int, stop: int) -> bool:
    """Whether "eerste" is part of an expression: ten eerste, in eerste instantie."""
    return bool(re.search(r"\bten\s+\Z", lowered[:start]) or FIRST_AS_WORD.match(lowered[stop:]))


def _longest_run(words: list[re.Match[str]], place: int, lowered: str) -> int:
    """How many words from there on may be one number: only white space between them."""
    count = 1
    while place + count < len(words) and count < 5:
        between = lowered[words[place + count - 1].end() : words[place + count].start()]
        following = words[place + count][0]
        if between != " " or not (following == "en" or MAYBE_NUMBER.match(following)):
            break
        count += 1
    return count


@lru_cache(maxsize=20_000)
def _word_value(words: str) -> Fraction | None:
    """The value of a number in words, as a cardinal or ordinal; ``None`` for other words."""
    if words in SPECIAL:
        return SPECIAL[words]
    if words in ORDINALS:
        return Fraction(ORDINALS[words])
    if not MAYBE_NUMBER.match(words):
        return None
    suffix = SUFFIX.search(words)
    if suffix:
        stem = words[: suffix.start()]
        return None if stem in ("", "een") else _cardinal(stem)
    value = _cardinal(words)
    if value is None and words.endswith(("de", "ste")):
        value = _cardinal(words.removesuffix("de") if words.endswith("de") else words.removesuffix("ste"))
    return value


def _cardinal(words: str) -> Fraction | None:
    from text_to_num import text2num

    if words == "en" or words.endswith(" en"):
        return None
    try:
        return Fraction(text2num(DIAERESIS.sub(r"\1ën", words), "nl"))
    except ValueError:
        return None


def _with_unit(
    value: Fraction, start: int, end: int, lowered: str, text: str, vague: bool = False
) -> Quantity:
    """A number with what it is multiplied by and counted in."""
    times = MULTIPLIER.match(lowered, end)
    if times:
        value, end = value * MULTIPLIERS[times[1]], times.end()
    after = UNIT_AFTER.match(lowered, end)
    unit = UNIT_OF[after[1]] if after else ""
    suffix = SUFFIX.search(lowered[start:end])
    if suffix:
        unit = SUFFIX_UNITS.get(suffix[0][:4], unit)
    if EURO_BEFORE.search(lowered, 0, start):
        unit = "euro"
    if lowered[start:end] == "halfjaar":
        unit = "jaar"
    return Quantity(Kind.NUMBER, start, end, text[start:end], value, unit=unit, vague=vague)

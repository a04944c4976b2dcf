"""Numbers of a sentence that no source has and that follow from what the sources say."""

import re
from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import combinations, pairwise

from assistant.checks.numbers import Kind, Quantity, quantities, share_of
from index.sentences import sentence_spans
from index.words import fold

_COUNTED = re.compile(
    r"\s*(?:\w+\s+){0,2}(?:dingen|zaken|punten|redenen|manieren|voorwaarden|adviezen|lessen|stappen|onderdelen"
    r"|taken|vragen|gevallen|groepen|soorten|opties|mogelijkheden|gemeenten|plaatsen|kanten|partijen|rollen)\b"
)
_ROUGHLY = re.compile(
    r"\b(?:bijna|ongeveer|circa|ruim|rond de|zo'n|krap|vrijwel|grofweg|meer dan|minder dan)\s+(?:een\s+)?\Z"
)
_NEAR_ENOUGH = 6
_MOST_AMOUNTS = 6
_TIMES = re.compile(r"\S+\s+(?:keer|maal)\s+(?:per|in het|in een)\s+jaar\b")
_EVERY = {
    times: re.compile(rf"\b(?:{words})\b")
    for times, words in {
        1: "jaarlijkse?|(?:elk|ieder|per) jaar", 2: "halfjaarlijkse?|half jaar|halfjaar", 3: "vier maanden",
        4: "kwartaal|drie maanden", 6: "twee maanden", 12: "maandelijkse?|maand", 52: "wekelijkse?|week",
    }.items()
}  # fmt: skip
_TOGETHER = re.compile(r"\b(?:samen|totaal|bij elkaar|opgeteld|gezamenlijk|tezamen)\b")
_LEFT = re.compile(
    r"\b(?:rest|overige|overigen|andere|anderen|overblijvende|resterende|verschil|meer|minder|afgewezen|toename|groei"
    r"|daling|stijging)\b"
)
_DAYS = re.compile(r"\s*(?:dagen|keer)\b")
_BETWEEN_COMMAS = re.compile(r"[^,;:]*,([^,;:]+),")
_LISTED = re.compile(r",|;|\ben\b|\bof\b")


def follows(item: Quantity, text: str, texts: Sequence[str], known: Sequence[Quantity]) -> bool:
    """Whether a number of a sentence follows from what the sources say.

    Args:
        item: the number.
        text: the sentence.
        texts: of the sources.
        known: the numbers in them.
    """
    return (
        _derived(item, text, texts)
        or _is_about(item, text, known)
        or _end_of_year(item, texts)
        or _is_written(item, texts)
        or _is_frequency(item, text, texts)
    )


def is_count(item: Quantity, text: str) -> bool:
    """Whether a small number says how many things the sentence itself lists after it."""
    if item.kind is not Kind.NUMBER or item.value is None or not 2 <= item.value <= 10:
        return False
    lowered = text.lower()
    counted = _COUNTED.match(lowered, item.end) or _DAYS.match(lowered, item.end)
    if not counted:
        return False
    colon = text.find(":", item.end)
    listed = text[colon + 1 :] if colon >= 0 else ""
    between = _BETWEEN_COMMAS.match(text, item.end)
    return any(
        len(_LISTED.split(part)) == item.value for part in (listed, between[1] if between else "") if part
    )


def _derived(item: Quantity, text: str, texts: Sequence[str]) -> bool:
    """Whether a number follows from two of one source sentence: a sum, a rest or a share."""
    if item.kind is not Kind.NUMBER or item.value is None:
        return False
    value = share_of(item)
    for source in texts:
        for start, end in _sentences(source):
            amounts = [
                (share, other.unit)
                for other in quantities(source[start:end])
                if other.kind is Kind.NUMBER and (share := share_of(other)) is not None and not other.vague
            ]
            if len(amounts) <= _MOST_AMOUNTS and value in _combined(amounts, item.unit, fold(text)):
                return True
    return False


@lru_cache(maxsize=200)
def _sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Where sentences stand, line by line."""
    found, start = [], 0
    for line in text.split("\n"):
        found += [(start + first, start + last) for first, last in sentence_spans(line)]
        start += len(line) + 1
    return tuple(found)


def _combined(amounts: Sequence[tuple[Fraction, str]], unit: str, text: str) -> set[Fraction]:
    """What a sentence can say with two amounts: a share, and if it says so a sum or what is left."""
    shares = [one for one, of in amounts if of == "procent" or 0 < one < 1]
    whole = [(one, of) for one, of in amounts if one not in shares]
    found = {share * one for share in shares for one, _ in whole}
    pairs = [(one, other) for one, other in combinations(shares, 2)]
    pairs += [
        (one, other) for (one, of), (other, its) in combinations(whole, 2) if of == its and unit in (of, "")
    ]
    if _TOGETHER.search(text):
        found |= {one + other for one, other in pairs}
    if _LEFT.search(text):
        found |= {abs(one - other) for one, other in pairs} | {1 - one for one in shares}
        found |= {1 - one - other for one, other in combinations(shares, 2)}
    return found


def _is_about(item: Quantity, text: str, known: Sequence[Quantity]) -> bool:
    """Whether a sentence gives a number as a rough one, and a source has one within a sixth of it."""
    if item.kind is not Kind.NUMBER or not _ROUGHLY.search(fold(text[: item.start])):
        return False
    mine = share_of(item)
    if mine is None:
        return False
    amounts = [
        theirs
        for other in known
        if other.kind is Kind.NUMBER
        and not other.vague
        and (theirs := share_of(other)) is not None
        and (item.unit == other.unit or mine < 1)
    ]
    if mine >= 1:
        return any(_rounds_to(theirs, mine) for theirs in amounts)
    parts = [part for pair in pairwise(amounts) for part in _ratios(*pair)]
    return any(bool(abs(theirs - mine) * _NEAR_ENOUGH <= mine) for theirs in (*amounts, *parts))


def _ratios(one: Fraction, other: Fraction) -> tuple[Fraction, ...]:
    """Which share one number is of another that stands beside it."""
    return (min(one, other) / max(one, other),) if min(one, other) >= 1 else ()


def _rounds_to(exact: Fraction, rounded: Fraction) -> bool:
    """Whether a number is another one with fewer digits: 1.240 is about 1.200."""
    if rounded.denominator != 1 or exact == rounded:
        return exact == rounded
    step = 10 ** (len(str(rounded.numerator)) - len(str(rounded.numerator).rstrip("0")))
    return bool(step > 1 and abs(exact - rounded) < step)


def _is_written(item: Quantity, texts: Sequence[str]) -> bool:
    """Whether a source has the same number word: "een derde deel" is read otherwise than "een derde"."""
    word = fold(item.written)
    return (
        not item.unit and word.isalpha() and any(re.search(rf"\b{word}\b", fold(source)) for source in texts)
    )


def _is_frequency(item: Quantity, text: str, texts: Sequence[str]) -> bool:
    """Whether "vier keer per jaar" is what a source calls each quarter."""
    times = _TIMES.match(fold(text), item.start)
    pattern = _EVERY.get(int(item.value or 0)) if times and times.end() >= item.end else None
    return pattern is not None and any(pattern.search(fold(source)) for source in texts)


def _end_of_year(item: Quantity, texts: Sequence[str]) -> bool:
    """Whether a source says begin or eind of the year for what a sentence calls its first or last month."""
    year, month, day = item.parts if item.kind is Kind.DATE else (None, None, None)
    word = {1: "begin", 12: "eind"}.get(month or 0)
    if word is None or day is not None or year is None:
        return False
    return any(re.search(rf"\b{word}\s+{year}\b", fold(source)) for source in texts)

"""What can be checked for certain: numbers, dates, names, addresses and quotations that no source has."""

import re
from collections.abc import Iterable, Sequence

from assistant.checks.addresses import addresses, unknown_addresses
from assistant.checks.names import NameList
from assistant.checks.numbers import Kind, quantities
from assistant.checks.quotations import unfaithful
from assistant.checks.same_amount import in_pieces, same
from assistant.checks.values import Finding, Reason, Source
from assistant.checks.worked_out import follows, is_count
from index.words import fold

_CALENDAR = tuple(
    re.compile(rf"\b(?:{words})\b")
    for words in (
        "voorjaar|lente", "zomer|zomers|zomerse", "najaar|herfst", "winter|winters",
        "maandag(?:en)?", "dinsdag(?:en)?", "woensdag(?:en)?", "donderdag(?:en)?", "vrijdag(?:en)?",
        "zaterdag(?:en)?", "zondag(?:en)?",
    )
)  # fmt: skip


def missing_facts(text: str, sources: Sequence[Source]) -> list[Finding]:
    """What in a sentence no cited passage or heading has."""
    texts = [f"{source.heading}\n{source.text}" for source in sources]
    found = [Finding(Reason.QUOTATION, quotation) for quotation in unfaithful(text, texts)]
    found += [Finding(Reason.ADDRESS, address) for address in unknown_addresses(text, texts)]
    spans = addresses(text)
    found += _numbers(text, texts, spans) + _calendar(text, texts)
    numbers = [(item.start, item.end) for item in quantities(text)]
    known = NameList(texts)
    found += [
        Finding(Reason.NAME, name.written)
        for name in (*known.unknown(text), *known.mixed(text))
        if not _inside(name.start, (*spans, *numbers))
    ]
    return found


def _inside(place: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in spans)


def _calendar(text: str, texts: Sequence[str]) -> list[Finding]:
    """Seasons, days of the week and parts of the day that no source names."""
    known = [fold(source) for source in texts]
    found = []
    for group in _CALENDAR:
        match = group.search(fold(text))
        if match and not any(group.search(source) for source in known):
            found.append(Finding(Reason.DATE, match[0]))
    return found


def _numbers(text: str, texts: Sequence[str], spans: Sequence[tuple[int, int]]) -> list[Finding]:
    known = [item for source in texts for item in quantities(source)]
    codes = {fold(item.written) for item in known if item.kind is Kind.CODE}
    found = []
    for item in quantities(text):
        if item.vague or _inside(item.start, spans) or is_count(item, text):
            continue
        if item.kind is Kind.CODE:
            if fold(item.written) not in codes and not any(
                fold(item.written) in fold(source) for source in texts
            ):
                found.append(Finding(Reason.NUMBER, item.written))
        elif not (
            any(same(item, other) for other in known)
            or in_pieces(item, known)
            or follows(item, text, texts, known)
        ):
            reason = Reason.NUMBER if item.kind is Kind.NUMBER else Reason.DATE
            found.append(Finding(reason, item.written))
    return found

"""From texts with personal data to texts with placeholders."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from assistant.privacy.addresses import addresses
from assistant.privacy.kind import Kind
from assistant.privacy.labelled import birth_dates, case_numbers
from assistant.privacy.names import Phrase, names, surname_phrases
from assistant.privacy.patterns import citizen_numbers, emails, ibans, phone_numbers
from assistant.privacy.placeholders import PLACEHOLDER, placeholder, taken_numbers
from assistant.privacy.plain_text import plain_text
from assistant.privacy.values import Found, Redacted, Replaced

_MOST_ROUNDS = 12
"""A replacement can bring out another, as where a phone number is stuck to an e-mail address. Real texts
need three or four rounds, of which the last finds nothing; the bound is for texts made to need more."""

_PATTERNS = (emails, ibans, citizen_numbers, addresses, birth_dates, case_numbers, phone_numbers)


def redact(text: str, known: Callable[[str], bool]) -> Redacted:
    """A text with placeholders in the place of personal data; the same text gives the same result.

    Args:
        text: a question or pasted text.
        known: whether a name, without titles, occurs in the library: such a name stays.

    Raises:
        DenktankError: a list of names is missing; nothing may be sent then.
    """
    return redact_all((text,), known)[0]


def redact_all(texts: Sequence[str], known: Callable[[str], bool]) -> tuple[Redacted, ...]:
    """The texts of a conversation in order: the same original has the same placeholder in all of them.

    Numbers follow the order of the texts. They stay the same while texts are added, except where a
    new text itself contains something that looks like a placeholder.

    Raises:
        DenktankError: a list of names is missing; nothing may be sent then.
    """
    numbering = _Numbering(texts)
    alone = [
        _written(text, found, numbering) for text, found in zip(texts, _find_all(texts, known), strict=True)
    ]
    every = dict.fromkeys(item for redacted in alone for item in redacted.replaced)
    return tuple(
        replace(redacted, others=tuple(item for item in every if item not in redacted.replaced))
        for redacted in alone
    )


def _find_all(texts: Sequence[str], known: Callable[[str], bool]) -> list[list[Found]]:
    found: list[list[Found]] = [[] for _ in texts]
    heard: set[Phrase] = set()
    unsettled = set(range(len(texts)))
    for _ in range(_MOST_ROUNDS):
        heard_before = len(heard)
        for number in sorted(unsettled):
            new = _find(texts[number], found[number], known, heard)
            found[number] = sorted((*found[number], *new), key=lambda item: item.start)
            for item in new:
                if item.kind is Kind.NAME:
                    heard |= surname_phrases(plain_text(texts[number][item.start : item.end]).text)
            if not new:
                unsettled.remove(number)
        if len(heard) > heard_before:
            unsettled = set(range(len(texts)))
        if not unsettled:
            break
    return found


def _find(text: str, found: Iterable[Found], known: Callable[[str], bool], heard: set[Phrase]) -> list[Found]:
    """What is not found yet: names only where nothing with a pattern is left."""
    seeming = (Found(*match.span(), Kind.NAME) for match in PLACEHOLDER.finditer(text))
    barriers = [(item.start, item.end) for item in _apart((*found, *seeming))]
    plain = plain_text(text, barriers)
    new = [item for pattern in _PATTERNS for item in pattern(plain.text)]
    new = new or list(names(plain.text, known, heard))
    return [Found(*plain.place(item.start, item.end), item.kind) for item in _apart(new)]


def _apart(found: Iterable[Found]) -> list[Found]:
    """In order, and of those that overlap the first, of those that begin together the longest."""
    apart: list[Found] = []
    for item in sorted(found, key=lambda item: (item.start, -item.end)):
        if not apart or item.start >= apart[-1].end:
            apart.append(item)
    return apart


class _Numbering:
    """Gives out placeholders, none of which the texts already seem to have."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._taken = {key for text in texts for key in taken_numbers(text)}
        self._last = dict.fromkeys(Kind, 0)
        self._given: dict[tuple[Kind, str], Replaced] = {}

    def give(self, kind: Kind, original: str) -> Replaced:
        """The placeholder of an original: a new one the first time."""
        key = kind, original
        if key not in self._given:
            number = self._last[kind] + 1
            while (kind, number) in self._taken:
                number += 1
            self._last[kind] = number
            self._given[key] = Replaced(placeholder(kind, number), kind, original)
        return self._given[key]


def _written(text: str, found: Iterable[Found], numbering: _Numbering) -> Redacted:
    pieces, replaced, at = [], {}, 0
    for item in found:
        given = numbering.give(item.kind, text[item.start : item.end])
        replaced[given.placeholder] = given
        pieces += [text[at : item.start], given.placeholder]
        at = item.end
    return Redacted("".join((*pieces, text[at:])), tuple(replaced.values()))

"""What a letter in plain text says of itself: its date and its subject."""

import re
from dataclasses import dataclass

from corpus.clean import squeeze

_MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober",
    "november", "december",
)  # fmt: skip
_HEAD_LINES = 40
_LONGEST_LINE = 300
_DATE = re.compile(
    rf"^ ?datum ?:? ?\n? ?(\d{{1,2}}) ({'|'.join(_MONTHS)}) (\d{{4}})\b",
    re.IGNORECASE | re.MULTILINE,
)
_SUBJECT = re.compile(
    r"^ ?(?:onderwerp|betreft|betreffende)(?: ?: ?\n?| ?\n) ?(\S[^\n]*)",
    re.IGNORECASE | re.MULTILINE,
)
CLOSING = re.compile(
    r"\s*(?:met\s+(?:vriendelijke|hartelijke|collegiale)\s+groet(?:en)?|hoogachtend|met\s+hoogachting)\b",
    re.IGNORECASE,
)
"""The greeting that ends a Dutch letter."""


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """``date`` is ISO 8601; both are ``None`` where the text does not name them."""

    date: str | None
    subject: str | None


def letter_facts(text: str) -> LetterFacts:
    """The date after 'Datum' and the subject after 'Onderwerp' or 'Betreft' at the top of a text."""
    head = squeeze("\n".join(line[:_LONGEST_LINE] for line in text.split("\n", _HEAD_LINES)[:_HEAD_LINES]))
    date, subject = _DATE.search(head), _SUBJECT.search(head)
    written = None
    if date is not None:
        month = _MONTHS.index(date[2].lower()) + 1
        written = f"{date[3]}-{month:02}-{int(date[1]):02}"
    return LetterFacts(written, subject[1].strip() if subject is not None else None)

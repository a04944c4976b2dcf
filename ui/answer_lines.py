"""The lines around the sentences of an answer, in the order people read them, for screen and terminal."""

import re
from dataclasses import dataclass

from assistant import wording
from assistant.answer import Answer, Citation, Outcome
from assistant.dates_and_places import where

OPENING = 140
"""Characters shown of a passage that comes near."""

_PARAGRAPHS = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class Lines:
    """``reading`` tells how the question was read, ``first`` stands before the sentences, ``last`` after.

    ``reading`` is one line, or empty. ``first`` is a refusal, or the warning that the sources cover only
    part of the question.
    """

    reading: str
    first: tuple[str, ...]
    last: tuple[str, ...]


def lines_of(answer: Answer) -> Lines:
    """The notes of an answer by their place; with the text itself where there are no sentences."""
    searched = [wording.searched_for(right) for _, right in answer.corrections]
    told = [*([] if answer.claims else _PARAGRAPHS.split(answer.text.strip())), *answer.notes]
    english = [wording.ENGLISH_QUESTION] if wording.ENGLISH_QUESTION in told else []
    reading = list(dict.fromkeys([*searched, *english]))
    rest = [line for line in dict.fromkeys(told) if line and line not in reading]
    split = _split(answer, rest)
    return Lines(" ".join(reading), tuple(rest[:split]), tuple(rest[split:]))


def _split(answer: Answer, rest: list[str]) -> int:
    """How many lines come first."""
    if not answer.claims:
        return max(1, len(rest) - 1)  # whom to turn to comes after what is near
    if answer.outcome is not Outcome.PARTIAL:
        return 0
    age = wording.age_line(answer.citations)
    return rest.index(age) if age in rest else len(rest)


def opening(passage: Citation) -> str:
    """How a passage begins, on one line and cut between words."""
    text = " ".join(passage.quote.split())
    if len(text) <= OPENING:
        return text
    return f"{text[: OPENING + 1].rpartition(' ')[0] or text[:OPENING]} …"


def place_of(citation: Citation) -> str:
    """Section, page and date of a citation on one line."""
    return where(citation.title, citation.section, citation.page, citation.page_label, citation.date)

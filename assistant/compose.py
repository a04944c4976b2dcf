"""From what was found for each part of a question to the answer, or to an honest refusal."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from assistant import wording
from assistant.answer import Answer, Citation, Outcome, Question
from assistant.evidence import Evidence
from assistant.extractive import Candidate, Quotation, compose, is_quoted, select

NEAREST = 3
"""Passages offered when the sources do not answer the question."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What the index says about one question.

    ``unknown`` are telling words of the question that the sources nowhere use. ``names`` are the names and
    numbers in it, each with the found passages that have it. ``ranked`` are the sentences that may be
    quoted, best first.
    """

    text: str
    corrections: tuple[tuple[str, str], ...]
    outcome: Outcome
    confidence: float
    unknown: tuple[str, ...]
    evidence: Sequence[Evidence]
    ranked: Sequence[Candidate]
    foreign: bool
    is_question: bool = True
    names: Mapping[str, Sequence[Evidence]] = field(default_factory=dict)


def compose_answer(question: Question, looked: Sequence[Looked], most: int, contact: str) -> Answer:
    """The answer to all parts of a question together.

    Args:
        question: as asked.
        looked: its parts, at least one.
        most: sentences at most.
        contact: the line that says whom to turn to.
    """
    covered = [part for part in looked if part.outcome is not Outcome.NOT_IN_SOURCES]
    answer = _answer(question, looked, covered, most) if covered else _refusal(question, looked, contact)
    notes = [*_reading_notes(looked), *answer.notes]
    return Answer(
        question=question.text,
        outcome=answer.outcome,
        text=wording.answer_text(answer.claims, notes),
        claims=answer.claims,
        citations=answer.citations,
        notes=tuple(notes),
        confidence=round(min(part.confidence for part in (covered or looked)), 4),
        nearest=answer.nearest,
        corrections=tuple(pair for part in looked for pair in part.corrections),
    )


def _reading_notes(looked: Sequence[Looked]) -> list[str]:
    """How the question was read."""
    notes = [wording.searched_for(right) for part in looked for _, right in part.corrections]
    if any(part.foreign for part in looked):
        notes.append(wording.ENGLISH_QUESTION)
    return list(dict.fromkeys(notes))


def _refusal(question: Question, looked: Sequence[Looked], contact: str) -> Answer:
    unknown = [word for part in looked if part.is_question for word in part.unknown]
    notes = [wording.not_in_sources(unknown), contact]
    return Answer(question.text, Outcome.NOT_IN_SOURCES, notes=tuple(notes), nearest=_nearest(looked))


def _nearest(looked: Sequence[Looked]) -> tuple[Citation, ...]:
    """The passages that come nearest, those of the first part first; none for what is no question."""
    found = [passage for part in looked if part.is_question for passage in part.evidence[:NEAREST]]
    return tuple(passage.cite_whole(n) for n, passage in enumerate(found[:NEAREST], 1))


def _answer(question: Question, looked: Sequence[Looked], covered: Sequence[Looked], most: int) -> Answer:
    share = max(1, most // len(covered))
    chosen: list[Quotation] = []
    for part in covered:
        chosen += select(
            [item for item in part.ranked if not is_quoted(item.evidence, item.sentence, chosen)], share
        )
    claims, citations = compose(chosen)
    notes = []
    refused = [part.text for part in looked if part not in covered]
    unknown = [word for part in covered for word in part.unknown]
    unsure = [part for part in covered if part.outcome is Outcome.PARTIAL]
    if refused:
        notes.append(wording.parts_not_covered(refused))
    if unknown:
        notes.append(wording.words_not_covered(unknown))
    absent = _names_not_quoted(covered, chosen)
    if absent:
        notes.append(wording.names_not_quoted(absent))
    if unsure and not unknown and not absent:
        notes.append(wording.PARTLY_IN_SOURCES)
    age = wording.age_line(citations)
    if age is not None:
        notes.append(age)
    partial = bool(refused or unknown or unsure or absent)
    return Answer(
        question=question.text,
        outcome=Outcome.PARTIAL if partial else Outcome.ANSWERED,
        claims=claims,
        citations=citations,
        notes=tuple(notes),
    )


def _names_not_quoted(covered: Sequence[Looked], chosen: Sequence[Quotation]) -> list[str]:
    """The names and numbers of the question that no quoted passage has.

    On the tuning half 3 of the 109 answers that the sources do give had one, and 8 of the 47 they do not.
    """
    quoted = [item.best.evidence for item in chosen]
    return [
        word
        for part in covered
        for word, passages in part.names.items()
        if word.casefold() not in part.unknown
        and not any(one is other for one in passages for other in quoted)
    ]

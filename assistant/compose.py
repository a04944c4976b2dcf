"""From what was found for each part of a question to the answer, or to an honest refusal."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from assistant import wording
from assistant.answer import Answer, Citation, Claim, Outcome, Question
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
    """The answer to all parts of a question together, in sentences of the sources.

    Args:
        question: as asked.
        looked: its parts, at least one.
        most: sentences at most.
        contact: the line that says whom to turn to.
    """
    covered = covered_parts(looked)
    if not covered:
        return compose_refusal(question, looked, contact)
    chosen: list[Quotation] = []
    for part in covered:
        left = [item for item in part.ranked if not is_quoted(item.evidence, item.sentence, chosen)]
        chosen += select(left, max(1, most // len(covered)))
    claims, citations = compose(chosen)
    return compose_claims(question, looked, claims, citations, [item.best.evidence for item in chosen])


def covered_parts(looked: Sequence[Looked]) -> list[Looked]:
    """The parts of a question that the sources answer, perhaps in part."""
    return [part for part in looked if part.outcome is not Outcome.NOT_IN_SOURCES]


def compose_claims(
    question: Question,
    looked: Sequence[Looked],
    claims: Sequence[Claim],
    citations: Sequence[Citation],
    cited: Sequence[Evidence],
) -> Answer:
    """The answer made of these claims, with what there is to say about it.

    Args:
        question: as asked.
        looked: its parts, of which at least one is covered.
        claims: the sentences of the answer.
        citations: what they rest on.
        cited: the passages that those are from.
    """
    covered = covered_parts(looked)
    refused = [part.text for part in looked if part not in covered]
    unknown = [word for part in covered for word in part.unknown]
    unsure = [part for part in covered if part.outcome is Outcome.PARTIAL]
    absent = _names_not_cited(covered, cited)
    notes = _reading_notes(looked)
    if refused:
        notes.append(wording.parts_not_covered(refused))
    if unknown:
        notes.append(wording.words_not_covered(unknown))
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
        text=wording.answer_text(claims, notes),
        claims=tuple(claims),
        citations=tuple(citations),
        notes=tuple(notes),
        confidence=_confidence(covered),
        corrections=_corrections(looked),
    )


def compose_refusal(question: Question, looked: Sequence[Looked], contact: str) -> Answer:
    """The sources do not answer it: what they lack, what comes nearest and whom to turn to."""
    unknown = [word for part in looked if part.is_question for word in part.unknown]
    notes = [*_reading_notes(looked), wording.not_in_sources(unknown), contact]
    return Answer(
        question=question.text,
        outcome=Outcome.NOT_IN_SOURCES,
        text=wording.answer_text((), notes),
        notes=tuple(notes),
        nearest=_nearest(looked),
        confidence=_confidence(looked),
        corrections=_corrections(looked),
    )


def _confidence(looked: Sequence[Looked]) -> float:
    return round(min(part.confidence for part in looked), 4)


def _corrections(looked: Sequence[Looked]) -> tuple[tuple[str, str], ...]:
    return tuple(pair for part in looked for pair in part.corrections)


def _reading_notes(looked: Sequence[Looked]) -> list[str]:
    """How the question was read."""
    notes = [wording.searched_for(right) for part in looked for _, right in part.corrections]
    if any(part.foreign for part in looked):
        notes.append(wording.ENGLISH_QUESTION)
    return list(dict.fromkeys(notes))


def _nearest(looked: Sequence[Looked]) -> tuple[Citation, ...]:
    """The passages that come nearest, those of the first part first; none for what is no question."""
    found = [passage for part in looked if part.is_question for passage in part.evidence[:NEAREST]]
    return tuple(passage.cite_whole(n) for n, passage in enumerate(found[:NEAREST], 1))


def _names_not_cited(covered: Sequence[Looked], cited: Sequence[Evidence]) -> list[str]:
    """The names and numbers of the question that no cited passage has.

    On the tuning half 3 of the 109 answers that the sources do give had one, and 8 of the 47 they do not.
    """
    return [
        word
        for part in covered
        for word, passages in part.names.items()
        if word.casefold() not in part.unknown
        and not any(one is other for one in passages for other in cited)
    ]

"""Next questions that the sources can answer, made from headings near what was cited.

A question is only offered after the assistant's own search and decision have answered it from the section
it was made of. That takes as long as answering some questions, so it is a call of its own, for after the
answer is shown.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from assistant.answer import Answer, Citation, Outcome, Question
from assistant.heading_questions import Headed, addressed, question_from
from corpus.kinds import Role
from index.analysis import terms
from index.opened import OpenIndex
from index.retriever import Prepared, search
from index.texts import StoredChunk
from index.words import fold

MOST = 3
NEAR = 24
"""Found passages that are considered."""
LEAST_SCORE = 0.02
"""How near to the best a found passage must be, of 1; set by hand, below it they are about other things."""
BESIDE = 4
"""Sections before and after the cited one that are considered."""
MOST_TRIED = 6
"""Questions that are put to the assistant at most, each some tens of milliseconds; set by hand."""
SAME = 0.65
"""Share of shared words (Jaccard) from which a question asks what was asked before; set by hand."""

Ask = Callable[[Question], Answer]


@dataclass(frozen=True, slots=True)
class _Candidate:
    question: str
    section: tuple[str, ...]
    for_role: Role | None


def suggest(
    answer: Answer,
    index: OpenIndex,
    prepared: Prepared,
    ask: Ask,
    asked: Sequence[str] = (),
    role: Role | None = None,
    most: int = MOST,
) -> tuple[str, ...]:
    """At most ``most`` next questions, best first; none after a refusal.

    Args:
        answer: that was shown.
        index: that was searched.
        prepared: its question, looked up there.
        ask: the assistant; a suggestion is answered by it before it is offered.
        asked: the questions of the conversation, which are not offered again.
        role: of whoever asks; advice for it goes before advice for others.
        most: how many.
    """
    if answer.outcome is Outcome.NOT_IN_SOURCES or not answer.citations:
        return ()
    found: list[str] = []
    tried = 0
    for candidate in _candidates(answer, index, prepared, role):
        if len(found) == most or tried == MOST_TRIED:
            break
        if _was_asked(candidate.question, (answer.question, *asked, *found)):
            continue
        tried += 1
        if _is_answered(candidate, ask):
            found.append(candidate.question)
    return tuple(found)


def _candidates(
    answer: Answer, index: OpenIndex, prepared: Prepared, role: Role | None
) -> Iterator[_Candidate]:
    """Questions from sections that were not cited, each section and question once.

    First advice for whoever asks, what was found nearest, and then what stands beside the section that was
    cited first. Of advice per role only one comes early: one question for four roles is one suggestion.
    """
    found = search(index, prepared, NEAR)
    anchor = _cited_first([item.stored for item in found], answer.citations)
    near = [item.stored for item in found if item.score >= LEAST_SCORE]
    beside = _beside(index, anchor) if anchor else []
    advice = [item for item in beside if addressed(_headed(item))]
    mine = [item for item in (*near, *advice) if role and addressed(_headed(item)) is role]
    cited = {fold(_place(citation.section)) for citation in answer.citations}
    seen: set[str] = set()
    late: list[_Candidate] = []
    has_advice = False
    for item in (*mine, *near, *advice, *beside):
        section = item.chunk.section
        question = question_from(_headed(item))
        if question is None or fold(_place(section)) in cited or section == (item.place.title,):
            continue
        if fold(question) in seen:
            continue
        seen.add(fold(question))
        candidate = _Candidate(question, section, addressed(_headed(item)))
        if candidate.for_role is not None and has_advice:
            late.append(candidate)
            continue
        has_advice |= candidate.for_role is not None
        yield candidate
    yield from late


def _headed(item: StoredChunk) -> Headed:
    return Headed(item.chunk.section, item.chunk.kind, item.chunk.roles)


def _beside(index: OpenIndex, anchor: StoredChunk) -> list[StoredChunk]:
    """The first passages of the sections under the same heading or under its own, nearest first."""
    total = len(index.groups.of_chunk)
    first = last = index.groups.section_of(anchor.number)
    starts = []
    for _ in range(BESIDE):
        if last.stop < total:
            last = index.groups.section_of(last.stop)
            starts.append(last.start)
        if first.start > 0:
            first = index.groups.section_of(first.start - 1)
            starts.append(first.start)
    return [
        item
        for item in index.texts.chunks(starts)
        if item.place.publication == anchor.place.publication
        and item.chunk.section[:-1] in (anchor.chunk.section[:-1], anchor.chunk.section)
    ]


def _cited_first(near: Sequence[StoredChunk], citations: Sequence[Citation]) -> StoredChunk | None:
    """The passage of the best citation, among those found."""
    for citation in sorted(citations, key=lambda item: -item.score):
        for item in near:
            place, span = item.place, item.chunk.span
            if (place.publication, place.number) == (citation.publication, citation.page) and (
                span.start <= citation.start < span.end
            ):
                return item
    return None


def _was_asked(question: str, asked: Sequence[str]) -> bool:
    mine = set(terms(question))
    for other in asked:
        theirs = set(terms(other))
        if mine | theirs and len(mine & theirs) >= SAME * len(mine | theirs):
            return True
    return False


def _is_answered(candidate: _Candidate, ask: Ask) -> bool:
    """Whether the assistant answers it, and best from the section it was made of.

    Two publications with the same text have the same headings, so those are compared.
    """
    answer = ask(Question(candidate.question, candidate.for_role))
    if answer.outcome is not Outcome.ANSWERED or not answer.citations:
        return False
    best = max(answer.citations, key=lambda citation: citation.score)
    return fold(_place(best.section)).startswith(fold(_place(candidate.section)))


def _place(section: Sequence[str]) -> str:
    return "\n".join(section)

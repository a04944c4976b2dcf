"""A memo about a subject: what the sources say of it, part by part."""

import re
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant import wording
from assistant.answer import Answer, Citation, Length, Outcome, Question
from assistant.ask import Cancelled
from assistant.clock import Clock
from assistant.compose import Looked, covered_parts
from assistant.evidence import Evidence
from assistant.extractive import DUPLICATE, ROLE_BONUS, Candidate, Quotation, compose, is_quoted, select
from assistant.leaning import leans
from assistant.lookup import Lookup
from assistant.memo import notices
from assistant.memo.checking import Checking, role_of
from assistant.memo.drafting import CORE_SENTENCES, MemoDraft, part_of, sentence_count
from assistant.memo.values import Memo, MemoFields, MemoPart, Statement
from corpus.clean import one_line
from corpus.errors import DenktankError
from corpus.kinds import Role
from index.opened import OpenIndex

if TYPE_CHECKING:
    from assistant.generate import Writer

PASSAGES = 40
"""Passages that are looked at for a memo: it needs some of every kind, an answer only the best."""
MOST = 6
"""Quotations in a part other than the *Kern*; in the background, and for a role that was not asked for, half
of it."""
NEAR = 5.5
"""How far below the best a sentence may score, in log odds. An answer goes to 9.0; set by hand on
nine subjects over the startcorpus and the self-made guide and report: below it most were about
something else."""
READS = 8
"""Passages that a language model gets for one part."""

_WHOLE = re.compile(r"""["'“”‘’«(]*[A-ZÀ-Þ\d][^|]*[.!?…]["'“”‘’»)]*""")
"""A sentence as a memo has them: no row of a table, and no item of a list that begins halfway."""

Told = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class _Choice:
    """What a part of a memo is made of: quotations and who they are for."""

    part: MemoPart
    role: Role | None
    quotations: Sequence[Quotation]
    ranked: Sequence[Candidate]


class TopicMemo:
    """Makes one memo about one subject from an open index."""

    def __init__(
        self,
        index: OpenIndex,
        lookup: Lookup,
        checking: Checking,
        writer: "Writer | None" = None,
    ) -> None:
        self._index = index
        self._lookup = lookup
        self._checking = checking
        self._writer = writer
        self._fell_back = self._given_up = False

    def memo(self, question: Question, fields: MemoFields, cancelled: Cancelled, told: Told) -> Memo:
        """The memo; one that says only so where the sources have nothing.

        Raises:
            DenktankError: no subject, one that is too long, or cancelled.
        """
        draft = MemoDraft()
        looked = self._lookup.look_at_all(self._index, question, Clock(), PASSAGES)
        covered = covered_parts(looked)
        if not covered:
            draft.say(MemoPart.NOT_IN_SOURCES, notices.no_answer(question.text))
            return draft.memo(fields)
        draft.say(MemoPart.OCCASION, notices.topic(question.text))
        for choice in _choices(covered, question.role):
            told(choice.part.value)
            if cancelled():
                raise DenktankError(wording.CANCELLED)
            self._add(draft, choice, question, looked, cancelled)
        self._say_what_is_missing(draft, looked, question)
        return draft.memo(fields)

    def _add(
        self,
        draft: MemoDraft,
        choice: _Choice,
        question: Question,
        looked: Sequence[Looked],
        cancelled: Cancelled,
    ) -> None:
        answer = self._written(choice, question, looked, cancelled) or _quoted(choice)
        cited = {citation.n: citation for citation in answer.citations}
        for claim in answer.claims:
            if choice.part is MemoPart.CORE and not draft.has_room_in_core(claim.text):
                break
            sources = [self._checking.verified(cited[n]) for n in claim.citations]
            statement = Statement(one_line(claim.text), role=choice.role, generated=claim.generated)
            draft.add(choice.part, statement, sources)

    def _written(
        self, choice: _Choice, question: Question, looked: Sequence[Looked], cancelled: Cancelled
    ) -> Answer | None:
        """The part in the words of the language model; ``None`` where there is none or it fails."""
        if self._writer is None or self._given_up:
            return None
        passages = list({item.evidence.number: item.evidence for item in choice.ranked}.values())[:READS]
        about = replace(covered_parts(looked)[0], evidence=passages, ranked=choice.ranked)
        wanted = Length.SHORT if choice.role else Length.NORMAL
        asked = replace(question, role=choice.role or question.role, length=wanted)
        made = deque(
            self._writer.answers(self._index, asked, [about], _quoted(choice), cancelled, choice.part.value),
            maxlen=1,
        )
        if not made:
            raise DenktankError(wording.CANCELLED)
        answer = made[0]
        if any(claim.generated for claim in answer.claims):
            return answer
        self._fell_back = True
        # It declined, or what it wrote did not hold: the next part may go better. Else it cannot be reached.
        self._given_up = answer.outcome is not Outcome.NOT_IN_SOURCES and not answer.unconfirmed
        return None

    def _say_what_is_missing(self, draft: MemoDraft, looked: Sequence[Looked], question: Question) -> None:
        if self._fell_back:
            draft.say(MemoPart.OCCASION, notices.FELL_BACK)
        covered = covered_parts(looked)
        for part in looked:
            if part not in covered:
                draft.say(MemoPart.NOT_IN_SOURCES, notices.no_answer(part.text))
        unknown = [word for part in covered for word in part.unknown]
        if unknown:
            draft.say(MemoPart.NOT_IN_SOURCES, notices.nothing_about(unknown))
        absent = [name for part in covered for name in _names_not_cited(part, draft.sources)]
        if absent:
            draft.say(MemoPart.NOT_IN_SOURCES, notices.not_quoted(absent))
        unsure = [part for part in covered if part.outcome is Outcome.PARTIAL]
        if unsure and not unknown and not absent:
            draft.say(MemoPart.OCCASION, notices.unsure(question.text))


def _choices(covered: Sequence[Looked], asked: Role | None) -> Iterator[_Choice]:
    """What to quote in each part, best first; no two parts say the same."""
    ranked = _best(covered, NEAR + (ROLE_BONUS if asked else 0))
    core = _core(ranked)
    yield _Choice(MemoPart.CORE, None, core, ranked)
    taken = list(core)
    for part in (MemoPart.LESSONS, MemoPart.ROUTE, MemoPart.POINTS, MemoPart.BACKGROUND):
        mine = [item for item in ranked if part_of(item.evidence.kind) is part]
        for role in (None, *Role) if part is MemoPart.ROUTE else (None,):
            group = [
                item
                for item in mine
                if part is not MemoPart.ROUTE or role_of(item.evidence.roles, asked) is role
            ]
            fresh = [item for item in group if not _is_said(item, taken)]
            less = part is MemoPart.BACKGROUND or role not in (None, asked)
            chosen = [
                item
                for item in select(fresh, MOST // 2 if less else MOST)
                if not _overlaps(item, taken) and not leans(_text(item))
            ]
            if chosen:
                yield _Choice(part, role, chosen, group)
                taken += chosen


def _best(covered: Sequence[Looked], near: float) -> list[Candidate]:
    """The whole sentences for all parts of a question, each once, as far as they come near the best.

    Their score is how far they come below the best of their part, since scores for different questions say
    little about each other.
    """
    shifted = [
        replace(item, score=item.score - part.ranked[0].score)
        for part in covered
        if part.ranked
        for item in _whole(part.ranked)
    ]
    best: dict[tuple[int, int], Candidate] = {}
    for item in sorted(shifted, key=lambda item: -item.score):
        best.setdefault((item.evidence.number, item.sentence.start), item)
    return [item for item in best.values() if item.score >= -near]


def _whole(ranked: Sequence[Candidate]) -> Sequence[Candidate]:
    """The sentences that a memo can have; all of them where there are no others."""
    return [item for item in ranked if _WHOLE.fullmatch(one_line(item.sentence.text))] or ranked


def _core(ranked: Sequence[Candidate]) -> list[Quotation]:
    chosen: list[Quotation] = []
    room = CORE_SENTENCES
    for item in select(ranked, CORE_SENTENCES):
        count = sentence_count(_text(item))
        if count <= room and not leans(_text(item)):
            room -= count
            chosen.append(item)
    return chosen


def _text(item: Quotation) -> str:
    passage = item.best.evidence
    return one_line(passage.text[item.start - passage.start : item.end - passage.start])


def _is_said(item: Candidate, taken: Sequence[Quotation]) -> bool:
    """Whether a sentence is quoted already, or one that says the same."""
    return is_quoted(item.evidence, item.sentence, taken) or any(
        float(item.vector @ other.best.vector) >= DUPLICATE for other in taken
    )


def _overlaps(item: Quotation, taken: Sequence[Quotation]) -> bool:
    """Whether a quotation, with what it leans on, has a sentence that is quoted already."""
    passage = item.best.evidence
    return any(
        is_quoted(passage, sentence, taken)
        for sentence in passage.sentences
        if item.start <= sentence.start < item.end
    )


def _quoted(choice: _Choice) -> Answer:
    """The part in quotations."""
    claims, citations = compose(choice.quotations, best_first=choice.part is MemoPart.CORE)
    return Answer("", Outcome.ANSWERED, claims=claims, citations=citations)


def _names_not_cited(part: Looked, sources: Sequence[Citation]) -> list[str]:
    """The names and numbers of a question that no cited passage has."""
    return [
        word
        for word, passages in part.names.items()
        if word.casefold() not in part.unknown
        and not any(_is_from(source, passage) for source in sources for passage in passages)
    ]


def _is_from(source: Citation, passage: Evidence) -> bool:
    return (source.publication, source.page) == (passage.publication, passage.page) and (
        passage.start <= source.start < passage.end
    )

"""Memos over the index in use: made, and checked again after somebody changed them."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.answer import Citation, Question
from assistant.ask import Cancelled, never
from assistant.clock import Clock
from assistant.lookup import Lookup
from assistant.memo import notices
from assistant.memo.checking import Checking
from assistant.memo.from_answers import Answered, memo_of_answers
from assistant.memo.from_topic import Told, TopicMemo
from assistant.memo.values import Memo, MemoFields, MemoPart, MemoSection, Standing, Statement
from index.embeddings import TextEncoder
from index.opened import CurrentIndex

if TYPE_CHECKING:
    from assistant.generate import Writer

MOST_OFFERED = 8
"""Sentences offered when somebody looks for a source."""


def tell_nobody(part: str) -> None:
    """Nobody watches how far it is."""


class Memos:
    """Makes and checks memos; safe to share between threads."""

    def __init__(
        self, current: CurrentIndex, encoder: TextEncoder, lookup: Lookup, writer: "Writer | None" = None
    ) -> None:
        self._current = current
        self._encoder = encoder
        self._lookup = lookup
        self._writer = writer

    def from_topic(
        self,
        question: Question,
        fields: MemoFields,
        cancelled: Cancelled = never,
        told: Told = tell_nobody,
    ) -> Memo:
        """A memo about a subject or a question; ``told`` hears which part is being made.

        Raises:
            DenktankError: no subject, one that is too long, no index, or cancelled.
        """
        with self._current.use() as index:
            checking = Checking(index, self._encoder)
            maker = TopicMemo(index, self._lookup, checking, self._writer)
            return _completed(maker.memo(question, fields, cancelled, told))

    def from_answers(self, answered: Sequence[Answered], fields: MemoFields) -> Memo:
        """A memo of answers that were given before.

        Raises:
            DenktankError: nothing to make it of, a source that is gone, or an answer that was changed.
        """
        with self._current.use() as index:
            checking = Checking(index, self._encoder)
            return _completed(memo_of_answers(answered, fields, checking))

    def checked(self, memo: Memo) -> Memo:
        """The memo with what each sentence rests on now; empty sentences and unused sources are left out.

        Raises:
            SourceChangedError: a source is no longer what it was.
        """
        with self._current.use() as index:
            checking = Checking(index, self._encoder)
            used = {n for section in memo.sections for item in section.statements for n in item.sources}
            sources = {source.n: checking.verified(source) for source in memo.sources if source.n in used}
            sections = [
                MemoSection(
                    section.part,
                    tuple(
                        checking.checked(item, [sources[n] for n in item.sources])
                        for item in section.statements
                        if item.text.strip()
                    ),
                )
                for section in memo.sections
            ]
        return _completed(Memo(memo.fields, tuple(sections), tuple(sources.values())))

    def sources_for(self, words: str) -> tuple[Citation, ...]:
        """Sentences of the sources about some words, best first.

        Raises:
            DenktankError: no words, too many, or no index.
        """
        with self._current.use() as index:
            looked = self._lookup.look_at_all(index, Question(words), Clock())
        ranked = sorted((item for part in looked for item in part.ranked), key=lambda item: -item.score)
        return tuple(
            item.evidence.cite(n, item.sentence.start, item.sentence.end, item.similarity)
            for n, item in enumerate(ranked[:MOST_OFFERED], 1)
        )


def _completed(memo: Memo) -> Memo:
    """The memo with what it is made of said at its top, and its sources numbered as they come."""
    order: dict[int, int] = {}
    sections = []
    for section in _with_made_of(memo.sections):
        statements = []
        for item in section.statements:
            for n in item.sources:
                order.setdefault(n, len(order) + 1)
            statements.append(replace(item, sources=tuple(order[n] for n in item.sources)))
        if statements:
            sections.append(MemoSection(section.part, tuple(statements)))
    sources = tuple(replace(memo.source(old), n=new) for old, new in order.items())
    return Memo(memo.fields, tuple(sections), sources)


def _with_made_of(sections: Sequence[MemoSection]) -> list[MemoSection]:
    """The parts, with what their statements rest on as the last notice of the *Aanleiding*."""
    told = notices.made_of(item for section in sections for item in section.statements)
    kept = {
        section.part: [item for item in section.statements if not notices.is_made_of(item.text)]
        for section in sections
    }
    if told is not None:
        kept.setdefault(MemoPart.OCCASION, []).append(Statement(told, standing=Standing.NOTICE))
    return [MemoSection(part, tuple(kept[part])) for part in MemoPart if part in kept]

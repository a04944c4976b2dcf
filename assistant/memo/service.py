"""Memos over the index in use: made, and checked again after somebody changed them."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant import wording
from assistant.answer import Citation, Outcome, Question
from assistant.ask import Cancelled, never
from assistant.clock import Clock
from assistant.compose import Looked
from assistant.extractive import Candidate
from assistant.lookup import Lookup
from assistant.memo import notices
from assistant.memo.checking import Checking
from assistant.memo.from_answers import Answered, memo_of_answers
from assistant.memo.from_topic import Told, TopicMemo
from assistant.memo.values import Memo, MemoFields, MemoPart, MemoSection, Standing, Statement
from assistant.plain_question import has_words
from corpus.errors import DenktankError
from index.embeddings import TextEncoder
from index.opened import CurrentIndex
from index.words import fold, tokens

if TYPE_CHECKING:
    from assistant.generate import Writer

LEAST_LETTERS = 4
"""Of a word by which a sentence is offered as a source, where the words are no question by themselves."""
MOST_OFFERED = 8
"""Sentences offered when somebody looks for a source."""


NO_SUBJECT = "Vul in waar het memo over gaat, bijvoorbeeld: de raad betrekken."


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
        if not has_words(question.text):
            raise DenktankError(NO_SUBJECT)
        with self._current.use() as index:
            checking = Checking(index, self._encoder)
            maker = TopicMemo(index, self._lookup, checking, self._writer)
            return _checked(maker.memo(question, fields, cancelled, told), checking)

    def from_answers(self, answered: Sequence[Answered], fields: MemoFields) -> Memo:
        """A memo of answers that were given before.

        Raises:
            DenktankError: nothing to make it of, a source that is gone, or an answer that was changed.
        """
        with self._current.use() as index:
            checking = Checking(index, self._encoder)
            return _checked(memo_of_answers(answered, fields, checking), checking)

    def checked(self, memo: Memo) -> Memo:
        """The memo with what each sentence rests on now; empty sentences and unused sources are left out.

        Raises:
            SourceChangedError: a source is no longer what it was.
        """
        with self._current.use() as index:
            return _checked(memo, Checking(index, self._encoder))

    def sources_for(self, words: str) -> tuple[Citation, ...]:
        """Sentences of the sources about some words, best first.

        Raises:
            DenktankError: no words, too many, or no index.
        """
        with self._current.use() as index:
            looked = self._lookup.look_at_all(index, Question(words), Clock())
            ranked = sorted((item for part in looked for item in _near(part)), key=lambda item: -item.score)
            found = (
                item.evidence.cite(n, item.sentence.start, item.sentence.end, item.similarity)
                for n, item in enumerate(ranked[:MOST_OFFERED], 1)
            )
            return tuple(map(Checking(index, self._encoder).verified, found))


def _near(part: Looked) -> Sequence[Candidate]:
    """The sentences that may be meant; for what the sources do not answer those that have a word of it."""
    if part.outcome is not Outcome.NOT_IN_SOURCES:
        return part.ranked
    wanted = {token.text for token in tokens(part.text) if len(token.text) >= LEAST_LETTERS}
    return [item for item in part.ranked if any(word in fold(item.sentence.text) for word in wanted)]


def _checked(memo: Memo, checking: Checking) -> Memo:
    """The memo with what each sentence rests on, and what the program says of it as it is now."""
    used = {n for section in memo.sections for item in section.statements for n in item.sources}
    sources = {source.n: checking.verified(source) for source in memo.sources if source.n in used}
    kept = {
        section.part: [
            checking.checked(item, [sources[n] for n in item.sources], section.part)
            for item in section.statements
            if item.text.strip()
        ]
        for section in memo.sections
    }
    return _numbered(Memo(memo.fields, tuple(_with_notices(kept, sources.values())), tuple(sources.values())))


def _numbered(memo: Memo) -> Memo:
    """The memo with its sources numbered as they come."""
    order: dict[int, int] = {}
    sections = []
    for section in memo.sections:
        statements = []
        for item in section.statements:
            for n in item.sources:
                order.setdefault(n, len(order) + 1)
            numbers, silent = (tuple(order[n] for n in found) for found in (item.sources, item.silent))
            statements.append(replace(item, sources=numbers, silent=silent))
        sections.append(MemoSection(section.part, tuple(statements)))
    sources = tuple(replace(memo.source(old), n=new) for old, new in order.items())
    return Memo(memo.fields, tuple(sections), sources)


def _with_notices(
    kept: dict[MemoPart, list[Statement]], sources: Collection[Citation]
) -> Iterator[MemoSection]:
    """The parts that say something, with the notices that follow from the rest found anew."""
    told = {
        MemoPart.OCCASION: notices.made_of(item for statements in kept.values() for item in statements),
        MemoPart.POINTS: wording.age_line(tuple(sources)),
    }
    quotes = [source.quote for source in sources]
    for part in MemoPart:
        statements = [
            replace(item, text=text)
            for item in kept.get(part, [])
            if item.standing is not Standing.NOTICE or not _follows(item.text)
            if (text := _still(item, quotes)) is not None
        ]
        if (notice := told.get(part)) is not None:
            statements.append(Statement(notice, standing=Standing.NOTICE))
        if statements:
            yield MemoSection(part, tuple(statements))


def _follows(text: str) -> bool:
    """Whether a notice follows from the rest of a memo, and is made anew each time."""
    return notices.is_made_of(text) or notices.is_age(text)


def _still(item: Statement, quotes: Sequence[str]) -> str | None:
    """The text of a statement; of a notice on what is not quoted, as far as it still holds."""
    return notices.still_not_quoted(item.text, quotes) if item.standing is Standing.NOTICE else item.text

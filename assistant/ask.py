"""The pipeline from question to answer, to be read from top to bottom."""

import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from langchain_core.documents import BaseDocumentCompressor

from assistant import wording
from assistant.answer import Answer, Citation, Outcome, Question, SourcePage
from assistant.clock import Clock
from assistant.compose import Looked, compose_answer
from assistant.conversation import History, Standalone, sentences
from assistant.follow_up.rules import standalone
from assistant.language import is_english
from assistant.lookup import Lookup, checked_question
from assistant.source_place import SourcePlace, quote_hash
from assistant.suggestions import suggest
from corpus.errors import DenktankError
from corpus.kinds import Role
from index.embeddings import TextEncoder
from index.glossary import Glossary
from index.opened import CurrentIndex, OpenIndex
from index.retriever import prepare

if TYPE_CHECKING:
    from assistant.generate import Writer

_NO_HISTORY = History()

EXTRACTIVE_MODEL = "zonder taalmodel"

Cancelled = Callable[[], bool]


def never() -> bool:
    """Whoever asks keeps waiting."""
    return False


class Assistant:
    """Answers questions from the index in use; safe to share between threads.

    ``lookup`` is how it looks a question up.
    """

    def __init__(
        self,
        current: CurrentIndex,
        encoder: TextEncoder,
        contact: str,
        contact_date: str,
        passages: int,
        most_sentences: int,
        glossary: Glossary | None = None,
        reranker: BaseDocumentCompressor | None = None,
        writer: "Writer | None" = None,
    ) -> None:
        self._current = current
        self._encoder = encoder
        self._contact = wording.contact_line(contact, contact_date)
        self._most_sentences = most_sentences
        self._glossary = glossary
        self.lookup = Lookup(encoder, passages, glossary, reranker)
        self._writer = writer

    def warm_up(self) -> None:
        """Open the index and the models, so that the first question does not wait for them."""
        self.search("regio", 1)

    @property
    def destination_line(self) -> str:
        """Where a question goes and who writes the answer, for the first screen."""
        return self._writer.destination_line if self._writer else wording.NO_MODEL

    def answer(self, question: Question, cancelled: Cancelled = never) -> Answer:
        """The whole answer.

        Raises:
            DenktankError: no question, no index that fits the settings, or cancelled.
        """
        last = deque(self._answers(question, cancelled), maxlen=1)
        if not last:
            raise DenktankError(wording.CANCELLED)
        return last[0]

    def stream(self, question: Question, cancelled: Cancelled = never) -> Iterator[Answer]:
        """The answer as it grows, sentence by sentence; the last value is the whole answer."""
        for answer in self._answers(question, cancelled):
            if answer.complete and not any(claim.generated for claim in answer.claims):
                yield from _growing(answer)
            yield answer

    def follow_up(self, text: str, history: History, cancelled: Cancelled = never) -> Standalone:
        """What was typed as a question of its own, after the turns before it.

        Raises:
            DenktankError: no question, or cancelled.
        """
        message = checked_question(text)
        if self._writer is not None:
            return self._writer.standalone(message, history, self._likeness, cancelled)
        return standalone(message, history, self._likeness)

    def _likeness(self, one: str, other: str) -> float:
        return float(self._encoder.encode_query(one) @ self._encoder.encode_query(other))

    def suggestions(
        self, answer: Answer, history: History = _NO_HISTORY, role: Role | None = None
    ) -> tuple[str, ...]:
        """Next questions that the sources answer; each is tried, in quotations, before it is offered."""
        if answer.outcome is Outcome.NOT_IN_SOURCES:
            return ()
        asked = [text for turn in history.turns for text in (turn.question, turn.standalone)]
        with self._current.use() as index:
            prepared = prepare(
                index, self._encoder, answer.question, self._glossary, not is_english(answer.question)
            )
            return suggest(answer, index, prepared, self._quoted, asked, role)

    def _quoted(self, question: Question) -> Answer:
        with self._current.use() as index:
            return self._look_at_all(index, question, Clock())[1]

    def _answers(self, question: Question, cancelled: Cancelled) -> Iterator[Answer]:
        started = time.perf_counter()
        clock = Clock()
        with self._current.use() as index:
            looked, quoted = self._look_at_all(index, question, clock)
            if self._writer is None or quoted.outcome is Outcome.NOT_IN_SOURCES:
                answers = iter((quoted,))
            else:
                answers = self._writer.answers(index, question, looked, quoted, cancelled)
            for answer in answers:
                total = round((time.perf_counter() - started) * 1000, 1)
                yield replace(
                    answer,
                    model=answer.model or EXTRACTIVE_MODEL,
                    index=index.name,
                    timings_ms={**clock.timings_ms(), "totaal": total},
                )

    def _look_at_all(self, index: OpenIndex, question: Question, clock: Clock) -> tuple[list[Looked], Answer]:
        """Every part of a question looked up, and the answer in quotations."""
        looked = self.lookup.look_at_all(index, question, clock)
        most = sentences(question.length, self._most_sentences)
        return looked, compose_answer(question, looked, most, self._contact)

    def search(self, query: str, k: int) -> tuple[Citation, ...]:
        """The ``k`` best passages for a query, each cited whole."""
        text = checked_question(query)
        with self._current.use() as index:
            prepared = prepare(index, self._encoder, text, self._glossary, not is_english(text))
            found = self.lookup.retrieve(index, text, k, prepared)
        return tuple(passage.cite_whole(n) for n, passage in enumerate(found, 1))

    def source(self, citation: Citation) -> SourcePage:
        """The page that a citation opens.

        Raises:
            DenktankError: the publication is no longer in the index, or its text has changed.
        """
        return replace(self.source_at(SourcePlace.of(citation)), section=citation.section)

    def source_at(self, wanted: SourcePlace) -> SourcePage:
        """The page of a place, as a link gives it.

        Raises:
            DenktankError: the publication is not in the index, or its text has changed.
        """
        with self._current.use() as index:
            page = index.texts.page(wanted.publication, wanted.page)
            passage = index.texts.passage_at(wanted.publication, wanted.page, wanted.start)
        quote = page.text[wanted.start : wanted.end] if page else ""
        if page is None or (wanted.quote_hash and quote_hash(quote) != wanted.quote_hash):
            raise DenktankError(wording.SOURCE_CHANGED)
        place = page.place
        kind, section = passage if passage and quote else (None, ())
        return SourcePage(
            title=place.title,
            section=section,
            page=place.number,
            page_label=place.label,
            date=place.date,
            publisher=place.publisher,
            links=place.links,
            text=page.text,
            start=wanted.start,
            end=wanted.end,
            sha256=place.sha256,
            width=page.width,
            height=page.height,
            boxes=page.boxes_of(wanted.start, wanted.end),
            kind=kind,
        )


def _growing(whole: Answer) -> Iterator[Answer]:
    """An answer in quotations, one more at a time, without the last."""
    for count in range(1, len(whole.claims)):
        claims, citations = whole.claims[:count], whole.citations[:count]
        text = wording.answer_text(claims, ())
        yield replace(whole, text=text, claims=claims, citations=citations, notes=(), complete=False)

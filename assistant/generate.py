"""An answer in the words of a language model, of which every sentence is checked before it is shown."""

import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from langchain_core.messages import BaseMessage

from assistant import wording
from assistant.answer import Answer, Question
from assistant.compose import Looked, compose_claims, compose_refusal, covered_parts
from assistant.conversation import History, Standalone
from assistant.destination import Destination
from assistant.follow_up.topic_change import Similarity
from assistant.follow_up.with_model import standalone_with_model
from assistant.model_stream import Limits, ModelFailure, stream_text
from assistant.packing import Given, pack
from assistant.privacy import Redacted, redact, redact_all
from assistant.prompt import Wish, messages, once_more
from assistant.sentence_stream import drafts
from assistant.writing import Writing
from index.embeddings import TextEncoder
from index.opened import OpenIndex

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

CHARACTERS_PER_TOKEN = 3
"""Set by hand, on the low side for Dutch, so that what is packed surely fits."""

RULES = 1100
"""Tokens of the rules, of what a first attempt wrote and of the request to do better, rounded up."""

SHOWN_AGAIN = 1000
"""Characters of a first attempt that the model sees again."""

ENOUGH = 0.5
"""More than this share of the sentences must be confirmed, or quotations take over. Set by hand."""

ATTEMPTS = 2
"""How often the model is asked when nothing of what it writes is confirmed."""

LEAST_ASKED = 500
"""Characters of a question that are always sent; a longer one gets at most half of the window."""

REWRITE_SECONDS = 20.0
"""For making a follow-up a question of its own; after that the rules do it. Set by hand."""

Cancelled = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Writer:
    """A language model with where it is, how long to wait for it and how much it reads.

    ``reads`` is in tokens. ``contact`` is the line that says whom to turn to.
    """

    model: "BaseChatModel"
    name: str
    destination: Destination
    limits: Limits
    reads: int
    encoder: TextEncoder
    contact: str

    @property
    def destination_line(self) -> str:
        """Where a question goes, for the first screen."""
        return wording.destination_line(self.name, self.destination.host, self.destination.local)

    @property
    def _asks(self) -> int:
        """How many characters of a question it is sent."""
        return max(LEAST_ASKED, (self.reads - RULES) * CHARACTERS_PER_TOKEN // 2)

    def standalone(
        self, message: str, history: History, similarity: Similarity, cancelled: Cancelled
    ) -> Standalone:
        """A follow-up as a question of its own, in the words of the model where those hold.

        Raises:
            ModelFailure: cancelled.
        """
        asked: list[str] = []

        def write(conversation: Sequence[BaseMessage]) -> str:
            asked.append(self.destination.wording)
            return self._written(history, conversation, cancelled)

        found = standalone_with_model(message, history, write, similarity)
        return replace(found, destination=asked[0]) if asked else found

    def _written(self, history: History, conversation: Sequence[BaseMessage], cancelled: Cancelled) -> str:
        """What the model writes, all at once; personal data stays here as in a question."""
        limits = replace(self.limits, total=min(self.limits.total, REWRITE_SECONDS))
        texts = [str(message.content) for message in conversation]
        redacted = tuple(map(Redacted, texts))
        if not self.destination.local:
            rules, *_ = texts
            said = [item.text for turn in history.turns for item in turn.claims]
            public = "\n".join([rules, *said, *(source for turn in history.turns for source in turn.sources)])
            redacted = redact_all(texts, partial(_is_named, public))
        sent = [
            message.model_copy(update={"content": one.text})
            for message, one in zip(conversation, redacted, strict=True)
        ]
        return redacted[-1].restore("".join(stream_text(self.model, sent, limits, cancelled)))

    def answers(
        self,
        index: OpenIndex,
        question: Question,
        looked: Sequence[Looked],
        quoted: Answer,
        cancelled: Cancelled,
        part: str = "",
    ) -> Iterator[Answer]:
        """The answer as it grows, sentence by sentence; the last one is complete.

        Args:
            index: that was searched.
            question: as asked.
            looked: its parts, at least one of them covered.
            quoted: the answer in quotations, for when the model gives none that holds.
            cancelled: whether nobody waits for it any more; then nothing more comes.
            part: of a memo, where that is wanted instead of an answer.
        """
        asked = question.text[: self._asks]
        given = self._pack(index, looked, len(asked))
        redacted = self._redact(asked, given)
        failure: ModelFailure | None = None
        wish = Wish(question.role, question.length, question.plain, part)
        conversation = messages(redacted.text, given, wish)
        writing = Writing(index, given, redacted, self.encoder, str(conversation[0].content))
        until = time.monotonic() + self.limits.total
        for _ in range(ATTEMPTS):
            writing.begin()
            limits = replace(self.limits, total=max(1.0, until - time.monotonic()))
            try:
                pieces = stream_text(self.model, conversation, limits, cancelled)
                for draft in drafts(writing.remembered(pieces)):
                    if writing.take(draft):
                        growing = self._composed(question, looked, writing, redacted)
                        text = wording.answer_text(growing.claims, ())
                        yield replace(growing, text=text, notes=(), complete=False)
            except ModelFailure as error:
                failure = error
            if cancelled():
                return
            if failure or writing.claims or writing.declined:
                break
            conversation = once_more(conversation, "".join(writing.raw)[:SHOWN_AGAIN])
        yield self._last(question, looked, quoted, writing, redacted, failure)

    def _last(
        self,
        question: Question,
        looked: Sequence[Looked],
        quoted: Answer,
        writing: Writing,
        redacted: Redacted,
        failure: ModelFailure | None,
    ) -> Answer:
        left_out = writing.left_out
        written = len(writing.claims) + len(writing.unconfirmed)
        if len(writing.claims) > ENOUGH * written:
            answer = self._composed(question, looked, writing, redacted)
            lines = [failure.line, wording.UNFINISHED] if failure else []
            if len(question.text) > self._asks:
                lines.append(wording.question_cut(self._asks))
        elif writing.declined and not failure:
            answer, lines = compose_refusal(question, looked, self.contact), []
            answer = self._signed(answer, redacted)
        else:
            lines = [failure.line if failure else wording.NOT_CONFIRMED, wording.QUOTED_INSTEAD]
            answer = replace(
                quoted, destination=self.destination.wording, replaced=_shown(redacted), unconfirmed=left_out
            )
        notes = (*([" ".join(lines)] if lines else []), *answer.notes)
        return replace(
            answer, notes=notes, text=wording.answer_text(answer.claims, notes), unconfirmed=left_out
        )

    def _composed(
        self, question: Question, looked: Sequence[Looked], writing: Writing, redacted: Redacted
    ) -> Answer:
        made = writing.citations
        answer = compose_claims(question, looked, writing.claims, made.made, made.passages)
        return self._signed(answer, redacted)

    def _signed(self, answer: Answer, redacted: Redacted) -> Answer:
        return replace(
            answer,
            model=self.name,
            destination=self.destination.wording,
            replaced=_shown(redacted),
        )

    def _pack(self, index: OpenIndex, looked: Sequence[Looked], asked: int) -> tuple[Given, ...]:
        covered = covered_parts(looked)
        room = max(0, (self.reads - RULES) * CHARACTERS_PER_TOKEN - asked) // len(covered)
        found = {
            given.passage.number: given.passage
            for part in covered
            for given in pack(index, part.evidence, room)
        }
        return tuple(Given(key, passage) for key, passage in enumerate(found.values(), 1))

    def _redact(self, text: str, given: Sequence[Given]) -> Redacted:
        """The question without what is nobody else's business, when it leaves this machine."""
        if self.destination.local:
            return Redacted(text, ())
        shown = "\n".join(f"{one.heading}\n{one.passage.text}" for one in given)
        return redact(text, partial(_is_named, shown))


def _is_named(text: str, name: str) -> bool:
    """Whether a text has a name as it is written, as whole words."""
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


def _shown(redacted: Redacted) -> tuple[tuple[str, str], ...]:
    return tuple((one.placeholder, one.original) for one in redacted.replaced)

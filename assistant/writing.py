"""What a language model has written so far: the sentences that hold, and those that do not."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.answer import Claim, Unconfirmed
from assistant.checks import Draft, Reason, Source, check
from assistant.citing import Citations, Material
from assistant.language import is_english
from assistant.overheard import foreign_address, repeats
from assistant.packing import Given
from assistant.privacy import Redacted
from assistant.prompt import NO_ANSWER
from index.embeddings import TextEncoder
from index.opened import OpenIndex
from index.words import plain_tokens

IN_ENGLISH = "engels"
OF_THE_RULES = "uit_de_opdracht"
"""Beside the reasons of ``assistant.checks``."""


class Writing:
    """What the model has written so far: the sentences that hold, and those that do not."""

    def __init__(
        self,
        index: OpenIndex,
        given: Sequence[Given],
        redacted: Redacted,
        encoder: TextEncoder,
        rules: str,
    ) -> None:
        self._keywords = index.keywords
        self._rules = rules
        self._redacted = redacted
        self._encoder = encoder
        material = {one.key: _material(index, one) for one in given}
        self._sources = {key: _source(one) for key, one in material.items()}
        self.citations = Citations(material)
        self.claims: list[Claim] = []
        self.unconfirmed: list[Unconfirmed] = []
        self.raw: list[str] = []
        self._former: list[Unconfirmed] = []

    def begin(self) -> None:
        """Begin anew; what was not confirmed before counts no more once something is."""
        self.raw.clear()
        self._former, self.unconfirmed = [*self._former, *self.unconfirmed], []

    @property
    def declined(self) -> bool:
        """Whether the model says that the passages hold no answer, and nothing else."""
        written = " ".join(plain_tokens("".join(self.raw)))
        return not self.claims and written.startswith(NO_ANSWER.lower())

    @property
    def left_out(self) -> tuple[Unconfirmed, ...]:
        """What was not confirmed, in all attempts, each sentence once."""
        return tuple(dict.fromkeys([*self._former, *self.unconfirmed]))

    def remembered(self, pieces: Iterator[str]) -> Iterator[str]:
        """The pieces as they come, kept as well."""
        for piece in pieces:
            self.raw.append(piece)
            yield piece

    def _carries_along(self, draft: Draft) -> list[tuple[str, str]]:
        """What in a sentence cannot come from the passages, whatever the checks make of it."""
        found = [(IN_ENGLISH, "")] if is_english(draft.text) else []
        if repeats(draft.text, self._rules):
            found.append((OF_THE_RULES, ""))
        sources = (text for one in self._sources.values() for text in (one.heading, one.text))
        address = foreign_address(draft.text, [*sources, *(one.original for one in self._redacted.replaced)])
        return [*found, (Reason.ADDRESS.value, address)] if address else found

    def take(self, draft: Draft) -> bool:
        """Check a sentence; whether it became a claim."""
        draft = replace(draft, text=self._redacted.restore(draft.text))
        if draft.text.upper().startswith(NO_ANSWER) or any(draft.text == one.text for one in self.claims):
            return False
        verdict = check(draft, self._sources, self._encoder, self._keywords)
        reasons = [(finding.reason.value, finding.detail) for finding in verdict.reasons]
        stopped = self._carries_along(draft)
        if stopped or not verdict.supported:
            reasons += stopped
            self.unconfirmed.append(Unconfirmed(draft.text, tuple(reasons)))
            return False
        keys = [key for key in draft.keys if key in self._sources]
        numbers = self.citations.cite(keys, self._encoder.encode_query(draft.text))
        self.claims.append(Claim(draft.text, numbers, generated=True, support=round(verdict.support, 3)))
        return True


def _material(index: OpenIndex, given: Given) -> Material:
    numbers = [sentence.number for sentence in given.passage.sentences]
    return Material(given, index.sentence_vectors(numbers))


def _source(material: Material) -> Source:
    passage = material.given.passage
    return Source(
        key=material.given.key,
        heading=material.given.heading,
        text=passage.text,
        sentences=tuple(sentence.text for sentence in passage.sentences),
        vectors=material.vectors,
    )

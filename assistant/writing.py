"""What a language model has written so far: the sentences that hold, and those that do not."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from assistant.answer import Claim, Unconfirmed
from assistant.checks import Draft, check
from assistant.citing import Citations, material_of
from assistant.language import is_english
from assistant.overheard import runs
from assistant.packing import Given
from assistant.privacy import Redacted
from assistant.prompt import NO_ANSWER
from index.embeddings import TextEncoder
from index.opened import OpenIndex
from index.words import plain_tokens

IN_ENGLISH = "engels"
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
        self._ruled = runs(rules)
        self._redacted = redacted
        # Checking and citing ask for the vector of the same sentence, one after the other.
        self._encode = lru_cache(maxsize=1)(encoder.encode_query)
        material = {one.key: material_of(index, one) for one in given}
        self._sources = {key: one.source for key, one in material.items()}
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

    def take(self, draft: Draft) -> bool:
        """Check a sentence; whether it became a claim.

        A sentence that repeats the rules is dropped and not listed either: they are not for reading.
        """
        draft = replace(draft, text=self._redacted.restore(draft.text))
        if draft.text.upper().startswith(NO_ANSWER) or any(draft.text == one.text for one in self.claims):
            return False
        if not self._ruled.isdisjoint(runs(draft.text)):
            return False
        verdict = check(draft, self._sources, self._encode, self._keywords)
        english = is_english(draft.text)
        if english or not verdict.supported:
            reasons = [(finding.reason.value, finding.detail) for finding in verdict.reasons]
            reasons += [(IN_ENGLISH, "")] if english else []
            self.unconfirmed.append(Unconfirmed(draft.text, tuple(reasons)))
            return False
        keys = [key for key in draft.keys if key in self._sources]
        numbers = self.citations.cite(keys, self._encode(draft.text))
        self.claims.append(Claim(draft.text, numbers, generated=True, support=round(verdict.support, 3)))
        return True

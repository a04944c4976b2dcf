"""A short Dutch question taken apart: question word, verb, and the phrases after it.

Only closed word classes and word order are used, no lexicon of nouns and verbs. In a Dutch main clause the
finite verb stands second, or first in a yes-or-no question, which is what all of it rests on.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.follow_up.function_words import (
    AUXILIARIES,
    CONJUNCTIONS,
    DEGREES,
    DETERMINERS,
    FILLERS,
    LEADS,
    PREPOSITIONS,
    QUESTION_NOUNS,
    QUESTION_WORDS,
    SUBJECTS,
)
from index.words import Token, tokens

MOST_AFTER_NOUN = 5
"""Words between ``welke`` and its verb: welke regels van het Rijk over AI gelden …"""

_PARTICIPLE = re.compile(r"(?:ge|be|ver|ont|her|er)\w{2,}(?:d|t|n)")
_ADJECTIVE = re.compile(r"\w{3,}(?:lijk|ig|isch|baar|zaam|loos)")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*(?:e|ste|de)?")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words ``[start, end)`` that belong together; ``preposition`` is that before them, which is included."""

    start: int
    end: int
    preposition: str = ""

    @property
    def object_start(self) -> int:
        """Where the words after the preposition begin."""
        return self.start + bool(self.preposition)


@dataclass(frozen=True, slots=True)
class Clause:
    """A question with the places of its parts, as numbers of words.

    ``question`` is the question phrase (``hoe vroeg``, ``welke lessen``, ``van wie``), empty for a
    yes-or-no question; ``verb`` the finite verb, ``None`` where no clause was recognised.
    """

    text: str
    words: tuple[Token, ...]
    question: range
    verb: int | None

    def word(self, at: int) -> str:
        """The folded word at a place; empty outside the question."""
        return self.words[at].text if 0 <= at < len(self.words) else ""

    def written(self, start: int, end: int) -> str:
        """The words ``[start, end)`` as they were written."""
        return self.text[self.words[start].start : self.words[end - 1].end] if start < end else ""

    def has_capital(self, at: int) -> bool:
        """Whether a word is written as a name."""
        return 0 <= at < len(self.words) and self.text[self.words[at].start].isupper()

    def replaced(self, start: int, end: int, by: str) -> str:
        """The question with other words in the place of ``[start, end)``."""
        return self.text[: self.words[start].start] + by + self.text[self.words[end - 1].end :]

    @property
    def finite(self) -> str:
        """The folded finite verb; empty where no clause was recognised."""
        return "" if self.verb is None else self.word(self.verb)

    @property
    def asked(self) -> str:
        """The folded question word, without its preposition; empty for a yes-or-no question."""
        return next((self.word(at) for at in self.question if self.word(at) in QUESTION_WORDS), "")

    @property
    def rest(self) -> range:
        """The words after the verb."""
        after = self.question.stop if self.verb is None else self.verb + 1
        return range(after, len(self.words))

    def is_content(self, at: int) -> bool:
        """Whether a word may be a noun, adjective or lexical verb."""
        word = self.word(at)
        return bool(word) and not (
            word in DETERMINERS
            or word in PREPOSITIONS
            or word in SUBJECTS
            or word in FILLERS
            or word in QUESTION_WORDS
            or word in AUXILIARIES
            or word in CONJUNCTIONS
            or word in _PERSONAL
        )

    def phrases(self) -> Iterator[Phrase]:
        """The noun phrases and prepositional phrases after the verb, in order."""
        at = self.rest.start
        while at < len(self.words):
            preposition = self.word(at) if self.word(at) in PREPOSITIONS else ""
            end = self._phrase_end(at + bool(preposition))
            if end > at + bool(preposition):
                yield Phrase(at, self._without_predicate(at + bool(preposition), end), preposition)
            at = max(end, at + 1)

    def _phrase_end(self, at: int) -> int:
        start = at
        while self.word(at) in DETERMINERS or _NUMBER.fullmatch(self.word(at)):
            at += 1
        while at < len(self.words) and self._goes_on(at):
            at += 1
        return (
            at if at > start and (self.is_content(at - 1) or _NUMBER.fullmatch(self.word(at - 1))) else start
        )

    def _goes_on(self, at: int) -> bool:
        return self.is_content(at) or bool(_NUMBER.fullmatch(self.word(at)))

    def _without_predicate(self, start: int, end: int) -> int:
        """The end of a phrase without an infinitive, participle or adjective that belongs to the verb."""
        if self.finite not in AUXILIARIES:
            return end
        while end - start > 1 and self.is_predicate(end - 1) and self.is_content(end - 2):
            end -= 1
        return end

    def is_participle(self, at: int) -> bool:
        """Whether a word looks like a participle: gemaakt, verplicht, gegaan."""
        return _PARTICIPLE.fullmatch(self.word(at)) is not None

    def is_predicate(self, at: int) -> bool:
        """Whether a word looks like an infinitive, a participle or a predicative adjective."""
        word, before = self.word(at), self.word(at - 1)
        if before in DETERMINERS or before in PREPOSITIONS or self.has_capital(at):
            return False
        attributive = before.endswith("e") and before not in AUXILIARIES
        if self.is_participle(at) or _ADJECTIVE.fullmatch(word):
            return not attributive
        return word.endswith("en") and self.is_content(at) and not attributive


_PERSONAL = frozenset(
    {"hij", "zij", "ze", "hem", "haar", "hun", "hen", "het", "dit", "dat", "die", "deze", "te"}
)


def parse(text: str) -> Clause:
    """Take the first clause of a question apart."""
    words = tuple(_words(text))
    first = _first(words)
    low = [token.text for token in words] + ["", "", ""]
    at = first
    if low[at] in PREPOSITIONS and low[at + 1] in QUESTION_WORDS:
        at += 1
    if low[at] in QUESTION_WORDS:
        verb = _verb_after_question(low, at)
        return Clause(text, words, range(first, verb), verb if verb < len(words) else None)
    return Clause(text, words, range(first, first), first if _begins_with_verb(text, words, first) else None)


def _words(text: str) -> list[Token]:
    """The words of a text, what follows an apostrophe with what stands before it: risico's, zo'n."""
    found: list[Token] = []
    for token in tokens(text):
        if found and found[-1].end == token.start - 1 and text[found[-1].end] in "'’":
            before = found.pop()
            token = Token(f"{before.text}'{token.text}", before.start, token.end)
        found.append(token)
    return found


def _first(words: tuple[Token, ...]) -> int:
    at = 0
    while at < len(words) - 1 and words[at].text in LEADS:
        at += 1
    return at


def _verb_after_question(low: list[str], at: int) -> int:
    if low[at] == "wat" and low[at + 1] == "voor":
        return _verb_after_noun(low, at + 2)
    if low[at] in QUESTION_NOUNS:
        return _verb_after_noun(low, at + 1)
    if low[at] == "hoe" and low[at + 1] in DEGREES:
        return at + 2
    return at + 1


def _verb_after_noun(low: list[str], at: int) -> int:
    """The verb after ``welke`` and its noun: an auxiliary, or the word after the noun."""
    if low[at] in AUXILIARIES or (low[at + 1] in DETERMINERS | SUBJECTS and low[at].endswith("t")):
        return at
    for place in range(at + 1, min(at + 1 + MOST_AFTER_NOUN, len(low))):
        if low[place] in AUXILIARIES:
            return place
    return at + 1


def _begins_with_verb(text: str, words: tuple[Token, ...], first: int) -> bool:
    if first >= len(words):
        return False
    word = words[first].text
    if word in AUXILIARIES:
        return True
    if word in DETERMINERS | PREPOSITIONS | SUBJECTS | FILLERS or first + 1 >= len(words):
        return False
    after = words[first + 1].text
    closed = after in DETERMINERS | SUBJECTS or after in ("ze", "zij", "hij", "er")
    name = word.endswith("t") and text[words[first + 1].start].isupper()
    return closed or name

"""The plain values of a conversation: its turns, its bounded history, and a follow-up made a question.

The browser keeps the history, so what comes back from it is not trusted: types are checked and sizes
are cut. It only ever serves to make a question; what was found for an old question is no evidence.
"""

from dataclasses import dataclass
from enum import StrEnum

from pydantic import TypeAdapter, ValidationError

from assistant.answer import Answer, Length
from corpus.clean import one_line
from corpus.errors import DenktankError
from corpus.kinds import Role

MOST_TURNS = 8
MOST_CHARACTERS = 2_000
"""Of one question; of a pasted mail the beginning is remembered."""
MOST_SAID = 500
"""Characters of one sentence of an answer, or of the heading of a source."""
MOST_LINES = 30
"""Sentences of one answer, and sources."""
MOST_JSON = 400_000
"""Characters of a history as JSON; a full one has at most half of that."""

_TOO_LARGE = "Dit gesprek is te groot om mee verder te gaan. Begin een nieuw gesprek."
_NOT_A_HISTORY = "De geschiedenis van dit gesprek is niet te lezen. Begin een nieuw gesprek."


class Kind(StrEnum):
    """What a message is in its conversation; part of the ``--json`` contract."""

    OWN = "zelfstandig"
    SMALL_TALK = "praatje"
    FORM = "vorm"
    ROLE = "rol"
    REFERENCE = "verwijzing"
    ELLIPSIS = "aanvulling"
    PART = "onderdeel"
    MORE = "meer"
    EXAMPLE = "voorbeeld"
    QUESTION_WORD = "vraagwoord"
    CHECK = "controle"


@dataclass(frozen=True, slots=True)
class Standalone:
    """A message made a question that can be understood without its conversation.

    ``text`` is that question, byte for byte the message where it needs nothing. ``role``, ``length`` and
    ``plain`` are what the message itself asks for; ``role`` is whom the answer is for, which may be
    somebody else than who asks (en voor een wethouder?). ``new_topic`` tells that it has nothing to do with
    the question before it. ``reply`` is the whole answer to small talk, which is not searched for.
    ``destination`` is where the text went when a language model was asked for it.
    """

    text: str
    kind: Kind = Kind.OWN
    role: Role | None = None
    length: Length | None = None
    plain: bool = False
    new_topic: bool = False
    reply: str = ""
    rewritten: bool = False
    destination: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of an answer and the numbers of the sources it cites."""

    text: str
    citations: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Turn:
    """A question with what was answered.

    ``question`` is as asked and ``standalone`` as searched for, empty for small talk. ``sources`` are
    the headings of the cited sources, number 1 first.
    """

    question: str
    standalone: str
    claims: tuple[Said, ...] = ()
    sources: tuple[str, ...] = ()

    @classmethod
    def of(cls, asked: str, standalone: Standalone, answer: Answer | None) -> "Turn":
        """The turn of a message and its answer; ``None`` where small talk got a fixed line."""
        if answer is None:
            return cls(asked, "")
        return cls(
            question=asked,
            standalone=standalone.text,
            claims=tuple(Said(claim.text, claim.citations) for claim in answer.claims),
            sources=tuple(
                citation.section[-1] if citation.section else citation.title for citation in answer.citations
            ),
        )

    def bounded(self) -> "Turn":
        """This turn with every text on one line and cut to its size."""
        return Turn(
            question=_cut(self.question, MOST_CHARACTERS),
            standalone=_cut(self.standalone, MOST_CHARACTERS),
            claims=tuple(
                Said(_cut(said.text, MOST_SAID), said.citations[:MOST_LINES])
                for said in self.claims[:MOST_LINES]
            ),
            sources=tuple(_cut(source, MOST_SAID) for source in self.sources[:MOST_LINES]),
        )


@dataclass(frozen=True, slots=True)
class History:
    """The last turns of a conversation, oldest first, each within its bounds."""

    turns: tuple[Turn, ...] = ()

    def with_turn(self, turn: Turn) -> "History":
        """This history with one turn more; the oldest make way."""
        return History((*self.turns, turn.bounded())[-MOST_TURNS:])

    @property
    def last(self) -> Turn | None:
        """The last turn with a question that was searched for."""
        return next((turn for turn in reversed(self.turns) if turn.standalone), None)

    def to_json(self) -> str:
        """The history as the browser keeps it."""
        return _ADAPTER.dump_json(self).decode("utf-8")

    @classmethod
    def from_json(cls, text: str) -> "History":
        """A history that ``to_json`` gave, or that somebody made up.

        Raises:
            DenktankError: it is too large, or no history.
        """
        if len(text) > MOST_JSON:
            raise DenktankError(_TOO_LARGE)
        try:
            given = _ADAPTER.validate_json(text, strict=True)
        except (ValidationError, UnicodeEncodeError) as error:
            raise DenktankError(_NOT_A_HISTORY) from error
        return cls(tuple(turn.bounded() for turn in given.turns[-MOST_TURNS:]))


_ADAPTER = TypeAdapter(History)


def sentences(length: Length, most: int) -> int:
    """How many sentences an answer of a length has at most; ``most`` is the setting for a normal one."""
    return {Length.SHORT: max(1, most // 3), Length.NORMAL: most, Length.LONG: 2 * most}[length]


def _cut(text: str, most: int) -> str:
    return one_line(text)[:most].rstrip()

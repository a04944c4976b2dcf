"""Labelled follow-ups: short conversations, and what a last message must become.

Every conversation is in one of two halves by the words of its last message: rules are made on the
tuning half and judged on the reporting half.
"""

from dataclasses import dataclass
from importlib.resources import files

from pydantic import TypeAdapter

from assistant.answer import Length
from assistant.conversation import History, Kind, Said, Turn
from corpus.kinds import Role
from eval import json_lines
from eval.halves import Half, half_of


@dataclass(frozen=True, slots=True)
class GoldenTurn:
    """An earlier question, as it was searched for where that differs, and the sentences that answered it."""

    question: str
    standalone: str = ""
    claims: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A conversation and its last message.

    ``must`` are words that the question made of it has, in any form, and ``must_not`` words it has not;
    both are empty where the message is to stay as it is (``zelfstandig``, ``praatje``).
    """

    id: str
    turns: tuple[GoldenTurn, ...]
    follow_up: str
    kind: Kind
    role: Role | None
    length: Length | None
    plain: bool
    new_topic: bool
    must: tuple[str, ...]
    must_not: tuple[str, ...]

    @property
    def half(self) -> Half:
        """The half it belongs to, by its last message, so that equal ones are in the same half."""
        return half_of(" ".join(self.follow_up.casefold().split()))

    @property
    def history(self) -> History:
        """The conversation before the last message."""
        history = History()
        for turn in self.turns:
            claims = tuple(Said(text, (number,)) for number, text in enumerate(turn.claims, 1))
            history = history.with_turn(
                Turn(turn.question, turn.standalone or turn.question, claims, turn.sources)
            )
        return history

    @property
    def stays(self) -> bool:
        """Whether the message is to stay byte for byte as it is."""
        return self.kind in (Kind.OWN, Kind.SMALL_TALK)


_ADAPTER = TypeAdapter(FollowUp)


def load() -> tuple[FollowUp, ...]:
    """The conversations that come with the program."""
    return json_lines.read(files("eval.golden") / "follow_ups.jsonl", _ADAPTER)

"""One visitor's conversation: the turns shown, and what of them may be opened or asked."""

import re
import secrets
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from assistant import conversation
from assistant.answer import Answer
from assistant.conversation import MOST_TURNS, History, Standalone
from corpus.kinds import Role
from ui.choices import Choices

MAX_TURNS = 50
"""How many turns stay on the screen, and so how many answers keep their citations."""

_REF = re.compile(r"([0-9]{1,9})-([0-9]{1,9})", re.ASCII)


class TurnState(StrEnum):
    """How far a turn is; part of what a browser keeps."""

    BUSY = "bezig"
    DONE = "klaar"
    STOPPED = "gestopt"
    FAILED = "mislukt"


class Vote(StrEnum):
    """What a visitor thinks of an answer; part of the file with such opinions."""

    GOOD = "goed"
    BAD = "niet goed"


def _now() -> str:
    return datetime.now().astimezone().isoformat(timespec="seconds")


@dataclass(slots=True)
class Turn:
    """A question with what has been answered so far; ``failure`` is the line to show instead.

    ``understood`` is the question as it was understood, once it is, and ``remark`` tells of it.
    ``next_questions`` are offered when the turn has ended. ``number`` is its place in this session; ``id``
    (hexadecimal) and ``asked`` (ISO 8601) stay the same wherever it is kept. ``vote`` is the opinion of the
    visitor and ``vote_line`` what was told after it.
    """

    number: int
    question: str
    choices: Choices = field(default_factory=Choices)
    state: TurnState = TurnState.BUSY
    understood: Standalone | None = None
    remark: str = ""
    answer: Answer | None = None
    failure: str = ""
    next_questions: tuple[str, ...] = ()
    id: str = field(default_factory=lambda: secrets.token_hex(8))
    asked: str = field(default_factory=_now)
    vote: Vote | None = None
    vote_line: str = ""

    @property
    def stage(self) -> str:
        """Differs whenever a turn that is not being answered looks different."""
        return f"{self.state} {len(self.next_questions)} {self.vote or ''} {self.vote_line}"

    @property
    def busy(self) -> bool:
        """Whether it is still being answered."""
        return self.state is TurnState.BUSY

    @property
    def role(self) -> Role | None:
        """Of whoever asks, as the message or else the choice tells it."""
        return (self.understood.role if self.understood else None) or self.choices.role

    @property
    def reply(self) -> str:
        """The whole answer to small talk; empty for a question."""
        return self.understood.reply if self.understood else ""

    @property
    def remembered(self) -> conversation.Turn | None:
        """What later questions may refer to; ``None`` where it was never understood."""
        if self.understood is None:
            return None
        if self.answer is None and not self.reply:
            return conversation.Turn(self.question, self.understood.text)
        return conversation.Turn.of(self.question, self.understood, self.answer)

    def end(self, state: TurnState, failure: str = "") -> None:
        """Leave ``BUSY``; whatever ends a turn first decides how it ended."""
        if self.busy:
            self.state = state
            self.failure = failure


class Session:
    """The turns of one visitor, oldest first; numbers are never used twice.

    ``sitting`` is the name of this session and ``conversation`` the one under which the browser keeps the
    turns, empty until a first question; both are hexadecimal.
    """

    def __init__(self) -> None:
        self._turns: deque[Turn] = deque(maxlen=MAX_TURNS)
        self._asked = 0
        self._pending: Turn | None = None
        self.sitting = secrets.token_hex(16)
        self.conversation = ""

    @property
    def turns(self) -> tuple[Turn, ...]:
        """The turns as they are now; another thread may add one meanwhile."""
        return tuple(self._turns)

    @property
    def busy(self) -> bool:
        """Whether the last question is still being answered."""
        return any(turn.busy for turn in self.turns[-1:])

    @property
    def history(self) -> History:
        """The last turns, for a question that refers to them."""
        history = History()
        for turn in self.turns[-MOST_TURNS:]:
            remembered = turn.remembered
            history = history.with_turn(remembered) if remembered else history
        return history

    def ask(self, question: str, choices: Choices, understood: Standalone | None = None) -> Turn:
        """Add a turn, to be answered by whoever takes it with :meth:`take_pending`.

        With ``understood`` there is nothing left to understand: it is answered as that.
        """
        self.conversation = self.conversation or secrets.token_hex(16)
        self._asked += 1
        turn = Turn(self._asked, question, choices, understood=understood)
        self._turns.append(turn)
        self._pending = turn
        return turn

    def take_pending(self) -> Turn | None:
        """The turn that nobody is answering yet, once."""
        turn, self._pending = self._pending, None
        return turn

    def stop(self) -> None:
        """Stop the turn that is being answered, if any."""
        self._pending = None
        for turn in self.turns:
            turn.end(TurnState.STOPPED)

    def clear(self) -> None:
        """Stop, and forget every turn."""
        self.stop()
        self._turns.clear()
        self.conversation = ""

    def restore(self, conversation: str, turns: Iterable[Turn]) -> None:
        """Go on with a conversation that the browser kept; what was here is forgotten."""
        self.clear()
        self.conversation = conversation
        for turn in turns:
            self._asked += 1
            turn.number = self._asked
            self._turns.append(turn)

    def turn(self, ref: object) -> Turn | None:
        """The turn with the number in ``ref``, which comes from the browser and may be anything."""
        return next((turn for turn in self.turns if str(turn.number) == ref), None)

    def next_question(self, ref: object) -> str | None:
        """The offered question that ``ref`` (``"<turn>-<n>"``, n from 1) points at, if it was shown."""
        turn, n = self._part(ref)
        offered = turn.next_questions if turn else ()
        return next((question for place, question in enumerate(offered, 1) if str(place) == n), None)

    def _part(self, ref: object) -> tuple[Turn | None, str]:
        match = _REF.fullmatch(ref) if isinstance(ref, str) else None
        return (self.turn(match[1]), match[2]) if match else (None, "")

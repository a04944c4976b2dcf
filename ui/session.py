"""One visitor's conversation: the turns shown, and the citations that may be opened."""

import re
from collections import deque
from dataclasses import dataclass
from enum import Enum, auto

from assistant.answer import Answer, Citation

MAX_TURNS = 50
"""How many turns stay on the screen, and so how many answers keep their citations."""

_REF = re.compile(r"([0-9]{1,9})-([0-9]{1,9})", re.ASCII)


class TurnState(Enum):
    """How far a turn is."""

    BUSY = auto()
    DONE = auto()
    STOPPED = auto()
    FAILED = auto()


@dataclass(slots=True)
class Turn:
    """A question with what has been answered so far; ``failure`` is the line to show instead."""

    number: int
    question: str
    state: TurnState = TurnState.BUSY
    answer: Answer | None = None
    failure: str = ""

    @property
    def busy(self) -> bool:
        """Whether it is still being answered."""
        return self.state is TurnState.BUSY

    def end(self, state: TurnState, failure: str = "") -> None:
        """Leave ``BUSY``; whatever ends a turn first decides how it ended."""
        if self.busy:
            self.state = state
            self.failure = failure


class Session:
    """The turns of one visitor, oldest first; numbers are never used twice."""

    def __init__(self) -> None:
        self.turns: deque[Turn] = deque(maxlen=MAX_TURNS)
        self._asked = 0
        self._pending: Turn | None = None

    @property
    def busy(self) -> bool:
        """Whether the last question is still being answered."""
        return bool(self.turns) and self.turns[-1].busy

    def ask(self, question: str) -> Turn:
        """Add a turn, to be answered by whoever takes it with :meth:`take_pending`."""
        self._asked += 1
        turn = Turn(self._asked, question)
        self.turns.append(turn)
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
        self.turns.clear()

    def turn(self, ref: object) -> Turn | None:
        """The turn with the number in ``ref``, which comes from the browser and may be anything."""
        return next((turn for turn in self.turns if str(turn.number) == ref), None)

    def citation(self, ref: object) -> Citation | None:
        """The citation that ``ref`` (``"<turn>-<n>"``, from the browser) points at, if it was shown."""
        match = _REF.fullmatch(ref) if isinstance(ref, str) else None
        turn = self.turn(match[1]) if match else None
        if match is None or turn is None or turn.answer is None:
            return None
        shown = turn.answer.citations or turn.answer.nearest
        return next((citation for citation in shown if str(citation.n) == match[2]), None)

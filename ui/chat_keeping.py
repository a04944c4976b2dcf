"""What happens to a conversation beside asking: it comes back from the browser, and answers are judged."""

from typing import Protocol

import gradio as gr

from corpus.errors import DenktankError
from ui import texts
from ui.chat_screen import Screen, Update, field_of, ref_of
from ui.kept import read_kept
from ui.render_tools import MOST_REASON
from ui.session import Session, Turn, Vote
from ui.sessions import Sessions


class Opinions(Protocol):
    """Who keeps what visitors think of answers."""

    def add(self, turn: Turn, reason: str = "") -> None:
        """Keep the vote on a turn; raises ``DenktankError`` when that cannot be done."""


class KeepingEvents:
    """The handlers; without ``opinions`` nobody is asked for any."""

    def __init__(self, sessions: Sessions, screen: Screen, opinions: Opinions | None) -> None:
        self._sessions = sessions
        self._screen = screen
        self._opinions = opinions

    def restore(self, request: gr.Request, event: gr.EventData) -> Update:
        """Go on with a conversation that the browser kept; ``opnieuw`` tells that a question got lost."""
        session = self._sessions.of(request.session_hash)
        kept = read_kept(event._data)
        if kept is None:
            session.clear()
            return self._screen.whole(session, texts.UNREADABLE)
        session.restore(kept.conversation, kept.turns)
        lines = [texts.UNREADABLE_TURNS.format(count=kept.unreadable)] if kept.unreadable else []
        if field_of(event, "opnieuw") is True:
            lines.append(texts.RESTORED_ASK_AGAIN)
        return self._screen.whole(session, " ".join(lines)) | {self._screen.widgets.status: texts.RESTORED}

    def resend(self, request: gr.Request) -> Update:
        """Everything once more, for a browser that missed something."""
        session = self._sessions.of(request.session_hash)
        return self._screen.whole(session)

    def vote(self, request: gr.Request, event: gr.EventData) -> Update:
        """Keep what a visitor thinks of an answer."""
        session = self._sessions.of(request.session_hash)
        turn = session.turn(ref_of(event))
        vote = next((vote for vote in Vote if vote.value == field_of(event, "value")), None)
        if self._opinions is None or turn is None or vote is None or turn.busy:
            return {self._screen.widgets.notice: texts.UNKNOWN_TURN}
        turn.vote = vote
        return self._add(self._opinions, session, turn, "", texts.OPINION_KEPT)

    def explain(self, request: gr.Request, event: gr.EventData) -> Update:
        """Keep why."""
        session = self._sessions.of(request.session_hash)
        turn = session.turn(ref_of(event))
        reason = field_of(event, "reason")
        if self._opinions is None or turn is None or turn.vote is None or not isinstance(reason, str):
            return {self._screen.widgets.notice: texts.UNKNOWN_TURN}
        return self._add(self._opinions, session, turn, reason[:MOST_REASON].strip(), texts.REASON_KEPT)

    def _add(self, opinions: Opinions, session: Session, turn: Turn, reason: str, told: str) -> Update:
        try:
            opinions.add(turn, reason)
            turn.vote_line = told
        except DenktankError as error:
            turn.vote_line = str(error)
        return self._screen.changed(session, turn)

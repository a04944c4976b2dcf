"""What happens on every click and key of the chat: from event to changed parts of the screen."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Protocol

import gradio as gr

from assistant.answer import MAX_QUESTION_LENGTH, Answer, Question
from assistant.conversation import History, Standalone
from corpus.errors import DenktankError
from corpus.kinds import Role
from ui import texts
from ui.background import while_wanted
from ui.chat_screen import Screen, Update, knows, ref_of
from ui.choices import read_choices
from ui.failures import report
from ui.session import Session, Turn, TurnState
from ui.sessions import Sessions
from ui.understood import understood_line


class Assistant(Protocol):
    """What the chat window needs of the assistant behind it."""

    def follow_up(self, text: str, history: History, cancelled: Callable[[], bool]) -> Standalone:
        """What was typed as a question of its own, after the turns before it."""

    def stream(self, question: Question, cancelled: Callable[[], bool]) -> Iterator[Answer]:
        """Growing answers, the last with ``complete`` true; may raise ``DenktankError``.

        Stops soon after ``cancelled()`` has become true.
        """

    def suggestions(self, answer: Answer, history: History, role: Role | None) -> tuple[str, ...]:
        """Next questions that the sources can answer, those for the role of whoever asks first."""


class ChatEvents:
    """The handlers. The session is of the tab that asks; everything else comes from the browser.

    Updates of one answer and of other clicks can overtake each other on their way to the browser, so every
    update follows from the session as it is then: see ``ui.chat_screen``.
    """

    def __init__(self, assistant: Assistant, sessions: Sessions, screen: Screen, writes: bool) -> None:
        self._assistant = assistant
        self._sessions = sessions
        self._screen = screen
        self._w = screen.widgets
        self._writes = writes

    def ask(self, text: str | None, chosen: object, request: gr.Request, event: gr.EventData) -> Update:
        """Take the typed question or the example that was clicked; refuse what cannot be asked.

        The browser empties the box once it shows the question: by now there may be another one in it.
        """
        session = self._sessions.of(request.session_hash)
        question = self._example(event) or (text or "").strip()
        if not question:
            return {self._w.notice: ""}
        if session.busy:
            return {self._w.notice: texts.STILL_BUSY}
        if len(question) > MAX_QUESTION_LENGTH:
            return {self._w.notice: texts.TOO_LONG}
        if not knows(session, chosen):
            return self._screen.lost()
        session.ask(question, read_choices(chosen))
        return self._screen.now(session)

    def ask_next(self, chosen: object, request: gr.Request, event: gr.EventData) -> Update:
        """Ask one of the questions that were offered under an answer."""
        session = self._sessions.of(request.session_hash)
        if not knows(session, chosen):
            return self._screen.lost()
        question = session.next_question(ref_of(event))
        if question is None:
            return {self._w.notice: texts.UNKNOWN_TURN}
        if session.busy:
            return {self._w.notice: texts.STILL_BUSY}
        session.ask(question, read_choices(chosen), Standalone(question))
        return self._screen.now(session)

    def retry(self, chosen: object, request: gr.Request, event: gr.EventData) -> Update:
        """Ask the question of an earlier turn again, as it was chosen and understood then."""
        session = self._sessions.of(request.session_hash)
        if not knows(session, chosen):
            return self._screen.lost()
        turn = session.turn(ref_of(event))
        if turn is None:
            return {self._w.notice: texts.UNKNOWN_TURN}
        if session.busy:
            return {self._w.notice: texts.STILL_BUSY}
        session.ask(turn.question, turn.choices, turn.understood)
        return self._screen.now(session)

    def answer(self, request: gr.Request) -> Iterator[Update]:
        """Answer the pending question, if there is one, showing every sentence as it comes."""
        session = self._sessions.of(request.session_hash)
        turn = session.take_pending()
        if turn is None:
            yield self._screen.same()
            return
        try:
            yield self._screen.now(session)
            for step in while_wanted(lambda: self._steps(session, turn), lambda: turn.busy):
                if step is None:
                    yield self._screen.same()  # nothing new, but a visitor who left is noticed
                else:
                    yield self._shown(session, turn, step)
            turn.end(TurnState.DONE)
        except DenktankError as error:
            turn.end(TurnState.FAILED, str(error))
        except Exception as error:  # noqa: BLE001 - one line on the screen, the details in a file
            report(error)
            turn.end(TurnState.FAILED, texts.UNEXPECTED)
        finally:
            turn.end(TurnState.STOPPED)
        yield self._screen.now(session)
        yield from self._offer(session, turn)

    def _steps(self, session: Session, turn: Turn) -> Iterator[Standalone | Answer]:
        """What becomes of a question: first how it is understood, then the answer as it grows."""

        def cancelled() -> bool:
            return not turn.busy

        understood = turn.understood or self._assistant.follow_up(turn.question, session.history, cancelled)
        yield understood
        if understood.reply:
            return
        for answer in self._assistant.stream(turn.choices.question(understood), cancelled):
            yield replace(answer, destination=answer.destination or understood.destination)

    def _shown(self, session: Session, turn: Turn, step: Standalone | Answer) -> Update:
        """One step further; a follow-up that was read as another question is told at once."""
        if isinstance(step, Answer):
            turn.answer = step
        else:
            turn.understood = step
            turn.remark = understood_line(step, turn.choices, self._writes)
        return self._screen.step(session, turn)

    def _offer(self, session: Session, turn: Turn) -> Iterator[Update]:
        """Next questions under an answer that is there already, unless the visitor has gone on by now."""
        if turn.state is not TurnState.DONE or turn.answer is None:
            return
        try:
            turn.next_questions = self._assistant.suggestions(turn.answer, session.history, turn.role)
        except DenktankError:
            return  # the library has just changed; a next question tells what is wrong
        except Exception as error:  # noqa: BLE001 - the answer itself is fine
            report(error)
            return
        if turn.next_questions and session.turns[-1:] == (turn,):
            yield self._screen.now(session)

    def stop(self, request: gr.Request) -> Update:
        """Stop answering; what was already shown stays."""
        session = self._sessions.of(request.session_hash)
        session.stop()
        return self._screen.now(session)

    def clear(self, request: gr.Request) -> Update:
        """Start again with an empty screen."""
        session = self._sessions.of(request.session_hash)
        session.clear()
        return self._screen.whole(session) | {self._w.box: ""}

    def _example(self, event: gr.EventData) -> str | None:
        target = event.target
        return self._w.examples.get(target) if isinstance(target, gr.Button) else None

"""What happens on every click and key of the chat: from event to changed parts of the screen."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol

import gradio as gr

from assistant.answer import MAX_QUESTION_LENGTH, Answer, Citation, Question, SourcePage
from corpus.errors import DenktankError
from ui import texts
from ui.background import while_wanted
from ui.failures import report
from ui.render import escape, log_html, plain_text
from ui.session import Session, Turn, TurnState
from ui.source_panel import failure_html, source_html


class Assistant(Protocol):
    """What the chat window needs of the assistant behind it."""

    def stream(self, question: Question) -> Iterator[Answer]:
        """Growing answers, the last with ``complete`` true; may raise ``DenktankError``."""

    def source(self, citation: Citation) -> SourcePage:
        """The page of a citation; raises ``DenktankError`` when it is no longer available."""


@dataclass(frozen=True, slots=True)
class Widgets:
    """The components of the chat that an event may change."""

    box: gr.Textbox
    send: gr.Button
    stop: gr.Button
    intro: gr.Column
    log: gr.HTML
    notice: gr.HTML
    status: gr.HTML
    panel: gr.HTML
    examples: dict[gr.Button, str]

    @property
    def conversation(self) -> list[Any]:
        """The components that change while asking and answering."""
        return [self.box, self.send, self.stop, self.intro, self.log, self.notice, self.status]


Update = dict[Any, Any]
"""Component → new value; components that are not in it stay as they are."""


class ChatEvents:
    """The handlers. ``Session`` stays on the server; everything else comes from the browser.

    Updates of one answer and of other clicks can overtake each other on their way to the browser.
    So whatever ends something sends the whole screen as it follows from the session: whichever
    arrives last, the screen is right.
    """

    def __init__(self, assistant: Assistant, widgets: Widgets) -> None:
        self._assistant = assistant
        self._w = widgets

    def ask(self, text: str | None, session: Session, event: gr.EventData) -> Update:
        """Take the typed question or the example that was clicked; refuse what cannot be asked."""
        example = self._example(event)
        question = example or (text or "").strip()
        if not question:
            return {self._w.notice: ""}
        if session.busy:
            return {self._w.notice: texts.STILL_BUSY}
        if len(question) > MAX_QUESTION_LENGTH:
            return {self._w.notice: texts.TOO_LONG}
        session.ask(question)
        return self._screen(session) | ({} if example else {self._w.box: ""})

    def retry(self, session: Session, event: gr.EventData) -> Update:
        """Ask the question of an earlier turn again."""
        turn = session.turn(_ref(event))
        if turn is None:
            return {self._w.notice: texts.UNKNOWN_TURN}
        if session.busy:
            return {self._w.notice: texts.STILL_BUSY}
        session.ask(turn.question)
        return self._screen(session)

    def answer(self, session: Session) -> Iterator[Update]:
        """Answer the pending question, if there is one, showing every sentence as it comes."""
        turn = session.take_pending()
        if turn is None:
            yield {self._w.status: gr.skip()}
            return
        try:
            yield self._screen(session)
            for answer in while_wanted(
                lambda: self._assistant.stream(Question(turn.question)), lambda: turn.busy
            ):
                turn.answer = answer
                yield {self._w.log: log_html(session.turns)}
            turn.end(TurnState.DONE)
        except DenktankError as error:
            turn.end(TurnState.FAILED, str(error))
        except Exception as error:  # noqa: BLE001 - one line on the screen, the details in a file
            report(error)
            turn.end(TurnState.FAILED, texts.UNEXPECTED)
        finally:
            turn.end(TurnState.STOPPED)
        yield self._screen(session)

    def stop(self, session: Session) -> Update:
        """Stop answering; what was already shown stays."""
        session.stop()
        return self._screen(session)

    def clear(self, session: Session) -> Update:
        """Start again with an empty screen."""
        session.clear()
        return self._screen(session) | {self._w.box: "", self._w.panel: ""}

    def open_source(self, session: Session, event: gr.EventData) -> str:
        """The panel for the citation that was clicked."""
        citation = session.citation(_ref(event))
        if citation is None:
            return failure_html(texts.UNKNOWN_SOURCE)
        try:
            return source_html(self._assistant.source(citation))
        except DenktankError as error:
            return failure_html(str(error))
        except Exception as error:  # noqa: BLE001 - as above
            report(error)
            return failure_html(texts.UNEXPECTED_SOURCE)

    def _screen(self, session: Session) -> Update:
        """The whole conversation part of the screen, as it follows from the session."""
        return {
            self._w.log: log_html(session.turns),
            self._w.notice: "",
            self._w.status: _spoken(session.turns[-1]) if session.turns else "",
            self._w.intro: gr.update(visible=not session.turns),
            self._w.send: gr.update(visible=not session.busy),
            self._w.stop: gr.update(visible=session.busy),
        }

    def _example(self, event: gr.EventData) -> str | None:
        target = event.target
        return self._w.examples.get(target) if isinstance(target, gr.Button) else None


def _ref(event: gr.EventData) -> object:
    """The reference in an event; whatever the browser sent, of whatever type."""
    data = event._data
    return data.get("ref") if isinstance(data, dict) else None


def _spoken(turn: Turn) -> str:
    """What a screen reader says about the last turn."""
    if turn.state is TurnState.BUSY:
        return texts.SEARCHING
    if turn.state is TurnState.FAILED:
        return escape(turn.failure)
    if turn.state is TurnState.STOPPED or turn.answer is None:
        return texts.STOPPED
    return f"{texts.DONE} {escape(plain_text(turn.answer))}"

"""The chat as a visitor sees it: its components, and what of them follows from the session."""

from dataclasses import dataclass
from typing import Any

import gradio as gr

from ui import texts
from ui.escaping import escape
from ui.feed import Feed, lost_feed, screen_feed, step_feed, turn_feed, whole_feed
from ui.render import plain_text
from ui.session import Session, Turn, TurnState


@dataclass(frozen=True, slots=True)
class Widgets:
    """The components of the chat that an event may change.

    ``feed`` is not shown: the browser draws the conversation from what is sent through it, and tells
    through it what is clicked in the conversation.
    """

    box: gr.Textbox
    send: gr.Button
    stop: gr.Button
    intro: gr.Column
    feed: gr.HTML
    notice: gr.HTML
    status: gr.HTML
    choices: gr.HTML
    examples: dict[gr.Button, str]

    @property
    def conversation(self) -> list[Any]:
        """The components that change while asking and answering."""
        return [self.box, self.send, self.stop, self.intro, self.feed, self.notice, self.status]


Update = dict[Any, Any]
"""Component → new value; components that are not in it stay as they are."""


class Screen:
    """Updates of the screen; ``feedback`` tells whether visitors are asked what they think of an answer."""

    def __init__(self, widgets: Widgets, feedback: bool = False) -> None:
        self.widgets = widgets
        self._feedback = feedback

    def now(self, session: Session) -> Update:
        """The newest turn, and everything around the conversation, as they follow from the session."""
        return self._around(session, screen_feed(session, self._feedback))

    def whole(self, session: Session, notice: str = "") -> Update:
        """All turns, and everything around them."""
        return self._around(session, whole_feed(session, self._feedback)) | {self.widgets.notice: notice}

    def step(self, session: Session, turn: Turn) -> Update:
        """The turn that is being answered, a sentence further."""
        return {
            self.widgets.feed: step_feed(session, turn, self._feedback),
            self.widgets.status: _spoken(turn),
        }

    def changed(self, session: Session, turn: Turn) -> Update:
        """A turn that looks different, without anything being asked."""
        return {self.widgets.feed: turn_feed(session, turn, self._feedback)}

    def lost(self) -> Update:
        """Nothing to show: this server does not know the conversation, and the browser has to send it."""
        return {self.widgets.feed: lost_feed(), self.widgets.notice: ""}

    def same(self) -> Update:
        """Nothing new."""
        return {self.widgets.feed: gr.skip()}

    def _around(self, session: Session, feed: Feed) -> Update:
        return {
            self.widgets.feed: feed,
            self.widgets.notice: "",
            self.widgets.status: _spoken(session.turns[-1]) if session.turns else "",
            self.widgets.intro: gr.update(visible=not session.turns),
            self.widgets.send: gr.update(visible=not session.busy),
            self.widgets.stop: gr.update(visible=session.busy),
        }


def knows(session: Session, sent: object) -> bool:
    """Whether the conversation that the browser shows is the one of this session.

    It is not after the program was started again, or when the tab was forgotten after a long time.
    """
    sitting = sent.get("sitting") if isinstance(sent, dict) else ""
    return not sitting or sitting == session.sitting


def ref_of(event: gr.EventData) -> object:
    """The reference in an event; whatever the browser sent, of whatever type."""
    return field_of(event, "ref")


def field_of(event: gr.EventData, name: str) -> object:
    """A field of an event; ``None`` where there is none."""
    data = event._data
    return data.get(name) if isinstance(data, dict) else None


def _spoken(turn: Turn) -> str:
    """What a screen reader says about the last turn."""
    if turn.state is TurnState.FAILED:
        return escape(turn.failure)
    if turn.state is TurnState.STOPPED:
        return texts.STOPPED
    if turn.busy:
        said = (turn.remark, texts.SEARCHING)
    elif turn.answer is None:
        said = ("", turn.reply)
    else:
        said = (f"{texts.DONE} {turn.remark}".strip(), plain_text(turn.answer))
    return escape(" ".join(filter(None, said)))

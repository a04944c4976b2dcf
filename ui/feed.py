"""What the server sends of a conversation: the turn that changed, not the ones that stay as they are.

Of several updates in quick succession a browser may see the last only. So every one tells which turns there
are and how each looks (``stage``); a browser that misses something asks for the whole.
"""

import secrets
from collections.abc import Iterable
from typing import Any

from ui.kept import kept_turn
from ui.render import turn_html
from ui.session import Session, Turn

Feed = dict[str, Any]
"""``sitting`` and ``conversation`` of the session; ``order`` (number and stage of every turn); ``turns`` (the
ones sent, each with ``keep`` where the browser has to keep it); ``whole`` where these are all turns."""


def step_feed(session: Session, turn: Turn, feedback: bool = False) -> Feed:
    """A turn that is being answered, a sentence further; nothing of it is kept yet."""
    return _feed(session, [_sent(turn, feedback)])


def screen_feed(session: Session, feedback: bool = False) -> Feed:
    """The newest turn, to be shown and to be kept."""
    return _feed(session, [_kept(turn, feedback) for turn in session.turns[-1:]])


def turn_feed(session: Session, turn: Turn, feedback: bool = False) -> Feed:
    """One turn that was changed, to be shown."""
    return _feed(session, [_sent(turn, feedback)])


def whole_feed(session: Session, feedback: bool = False) -> Feed:
    """Every turn; whatever the browser shows makes way for it."""
    # A mark makes it differ from the one before, also where the conversation is the same.
    turns = [_kept(turn, feedback) for turn in session.turns]
    return _feed(session, turns) | {"whole": True, "mark": secrets.token_hex(4)}


def lost_feed() -> Feed:
    """That this server does not know the conversation: the browser sends what it kept."""
    return {"lost": True, "mark": secrets.token_hex(4)}


def _feed(session: Session, turns: Iterable[dict[str, Any]]) -> Feed:
    return {
        "sitting": session.sitting,
        "conversation": session.conversation,
        "order": [[turn.number, turn.stage] for turn in session.turns],
        "turns": list(turns),
    }


def _sent(turn: Turn, feedback: bool) -> dict[str, Any]:
    return {"number": turn.number, "stage": turn.stage, "html": turn_html(turn, feedback)}


def _kept(turn: Turn, feedback: bool) -> dict[str, Any]:
    return _sent(turn, feedback) | {"keep": kept_turn(turn)}

"""The conversations of the tabs that are open now, and forgetting them when a tab is closed.

Gradio's own ``gr.State`` would keep a connection open for every tab; a browser has six for a site, so the
sixth tab would never load. Here a closing tab says so, and what says nothing for long is forgotten too: the
browser keeps the conversation and sends it when it is needed again.
"""

import time
from collections import OrderedDict
from collections.abc import Callable
from threading import RLock

import gradio as gr
from fastapi import APIRouter, Request, Response

from ui.session import Session

IDLE_SECONDS = 3600.0
"""After this long without a click or question a conversation is forgotten here."""
MOST_SESSIONS = 200

LEAVING = "/denktank/weg"
"""Where a closing tab sends the ``sitting`` of its session."""


class Sessions:
    """The session of every open tab, the one that was used last at the end."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._sessions: OrderedDict[str, Session] = OrderedDict()
        self._used: dict[str, float] = {}
        self._now = now
        self._lock = RLock()

    def __contains__(self, tab: str) -> bool:
        return tab in self._sessions

    def of(self, tab: str | None) -> Session:
        """The session of a tab, by the name that Gradio gave it; a new one for a new tab."""
        name = tab or ""
        with self._lock:
            if name not in self._sessions:
                self._make_room()
                self._sessions[name] = Session()
            self._sessions.move_to_end(name)
            self._used[name] = self._now()
            return self._sessions[name]

    def forget(self, sitting: str) -> None:
        """Stop and forget the session that has this name for itself, if there is one."""
        with self._lock:
            for tab in [tab for tab, session in self._sessions.items() if session.sitting == sitting]:
                self._drop(tab)

    def _make_room(self) -> None:
        """The oldest make way, except those that are being answered."""
        since = self._now() - IDLE_SECONDS
        for tab in [*self._sessions]:
            full = len(self._sessions) >= MOST_SESSIONS
            if (full or self._used[tab] < since) and not self._sessions[tab].busy:
                self._drop(tab)

    def _drop(self, tab: str) -> None:
        self._sessions.pop(tab).clear()
        del self._used[tab]


def leaving_routes(sessions: Sessions, blocks: gr.Blocks) -> APIRouter:
    """``POST /denktank/weg`` with the sitting of a session as its body: the tab is being closed."""
    router = APIRouter()

    @router.post(LEAVING)
    async def leaving(request: Request) -> Response:
        sessions.forget((await request.body()).decode("ascii", "replace"))
        forget_values(sessions, blocks)
        return Response(status_code=204)

    return router


def forget_values(sessions: Sessions, blocks: gr.Blocks) -> None:
    """Forget what Gradio remembers of the screen of a tab that is no longer here."""
    holder = blocks.state_holder
    for tab in [*holder.session_data]:
        if tab not in sessions:
            holder.session_data.pop(tab, None)
            holder.time_last_used.pop(tab, None)

"""The web application around the chat, and serving it on this machine."""

import contextlib
import logging
import socket
import threading
import webbrowser
from collections.abc import Callable, Sequence

from assistant.quiet import silence

silence()  # before gradio is imported: it looks for its own servers otherwise

import gradio as gr  # noqa: E402
import uvicorn  # noqa: E402
from fastapi import FastAPI, Request, Response  # noqa: E402

from ui import readiness_texts, texts  # noqa: E402
from ui.chat_events import Assistant  # noqa: E402
from ui.chat_keeping import Opinions  # noqa: E402
from ui.chat_tab import build_chat  # noqa: E402
from ui.guard import Guard  # noqa: E402
from ui.listening import url_of  # noqa: E402
from ui.output import say  # noqa: E402
from ui.page import ASSETS, asset, etag  # noqa: E402
from ui.readiness import State, always_ready  # noqa: E402
from ui.readiness_routes import readiness_routes  # noqa: E402
from ui.sessions import Sessions, leaving_routes  # noqa: E402
from ui.source_routes import source_routes  # noqa: E402
from ui.source_view import Sources  # noqa: E402
from ui.theme import build_theme  # noqa: E402
from ui.views import CHAT, View, header_html  # noqa: E402

_GRACE_SECONDS = 2
_READINESS = (
    f'<div data-readiness data-ready="{readiness_texts.NOW_READY}"></div>'
    '<p id="readiness-status" class="sr-only" role="status"></p>'
)

# No <aside>: on a phone it is a dialog, which an <aside> may not be.
_PANEL = f'<div id="panel" role="complementary" aria-label="{texts.SOURCE_REGION}"></div>'


def _ready_at(url: str) -> str:
    return texts.READY.format(url=url)


def build_app(
    assistant: Assistant,
    status_line: str,
    writes: bool = False,
    views: Sequence[View] = (),
    state: Callable[[], State] = always_ready,
    library: Callable[[], str] = lambda: "",
    sources: Sources | None = None,
    opinions: Opinions | None = None,
) -> FastAPI:
    """The whole site for one assistant.

    Args:
        assistant: who answers.
        status_line: the Dutch line on the first screen: where text goes, and what answers are made of.
        writes: whether a language model writes the answers.
        views: the parts of the site beside the chat.
        state: whether the assistant can answer.
        library: the Dutch line about what is in the library; empty when nothing is.
        sources: who shows the sources that answers link to; without it those links open nothing.
        opinions: who keeps what visitors think of answers; ``None`` asks nobody.
    """
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)

    @app.get("/ui/{name}")
    def own_file(name: str, request: Request) -> Response:
        if name not in ASSETS:
            return Response(texts.NOT_HERE, 404, media_type="text/plain")
        # Asked for every time, so that a newer program never has an older page; sent when it changed.
        headers = {"Cache-Control": "no-cache", "ETag": etag(name)}
        if request.headers.get("if-none-match") == headers["ETag"]:
            return Response(status_code=304, headers=headers)
        return Response(asset(name), media_type=ASSETS[name], headers=headers)

    opening = (source_routes(sources),) if sources else ()
    for router in (readiness_routes(state, library), *opening, *(view.routes for view in views)):
        app.include_router(router)

    sessions = Sessions()

    @app.get("/denktank/{rest:path}")
    def nothing_there(rest: str) -> Response:
        return Response(texts.NOT_HERE, 404, media_type="text/plain")

    with (
        gr.Blocks(title=texts.TITLE, analytics_enabled=False, fill_width=True) as blocks,
        gr.Row(elem_id="work"),
    ):
        with gr.Column(elem_id=f"view-{CHAT}", elem_classes="view"):
            gr.HTML(_READINESS, elem_id="readiness-place")
            build_chat(assistant, sessions, status_line, writes, opinions)
        for view in views:
            gr.HTML(view.html, elem_id=f"view-{view.name}", elem_classes="view")
        gr.HTML(_PANEL, elem_id="panel-place")
    app.include_router(leaving_routes(sessions, blocks))
    gr.mount_gradio_app(
        app,
        blocks,
        path="/",
        theme=build_theme(),
        footer_links=[],
        run_history=False,
        show_error=False,
        ssr_mode=False,
        pwa=False,
        mcp_server=False,
        enable_monitoring=False,
        app_kwargs={"openapi_url": None, "docs_url": None, "redoc_url": None},
    )
    posts = {path: most for view in views for path, most in view.posts.items()}
    app.add_middleware(Guard, top=header_html(views), posts=posts)
    return app


def serve(
    app: FastAPI,
    listening: socket.socket,
    open_browser: bool = False,
    line: Callable[[str], str] = _ready_at,
) -> None:
    """Serve on a listening socket until interrupted; ``line`` says so at the terminal, given the address."""
    with listening, contextlib.suppress(KeyboardInterrupt):
        _Server(url_of(listening), open_browser, app, line).run(sockets=[listening])


class _Server(uvicorn.Server):
    """Uvicorn that says in Dutch when it is ready, and nothing else."""

    def __init__(self, url: str, open_browser: bool, app: FastAPI, line: Callable[[str], str]) -> None:
        config = uvicorn.Config(
            app, log_level=logging.CRITICAL, access_log=False, timeout_graceful_shutdown=_GRACE_SECONDS
        )
        super().__init__(config)
        self._url = url
        self._open_browser = open_browser
        self._line = line

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then say where."""
        await super().startup(sockets)
        if self.started:
            say(self._line(self._url))
            if self._open_browser:
                threading.Thread(target=webbrowser.open, args=(self._url,), daemon=True).start()

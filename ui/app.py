"""The web application around the chat, and serving it on this machine."""

import contextlib
import logging
import socket
import sys
import threading
import webbrowser
from collections.abc import Sequence

from assistant.quiet import silence

silence()  # before gradio is imported: it looks for its own servers otherwise

import gradio as gr  # noqa: E402
import uvicorn  # noqa: E402
from fastapi import APIRouter, FastAPI, Response  # noqa: E402

from ui import texts  # noqa: E402
from ui.chat_events import Assistant  # noqa: E402
from ui.chat_keeping import Opinions  # noqa: E402
from ui.chat_tab import build_chat  # noqa: E402
from ui.guard import Guard  # noqa: E402
from ui.listening import url_of  # noqa: E402
from ui.page import ASSETS, asset  # noqa: E402
from ui.sessions import Sessions, leaving_routes  # noqa: E402
from ui.source_routes import source_routes  # noqa: E402
from ui.theme import build_theme  # noqa: E402
from ui.views import CHAT, View, header_html  # noqa: E402

_GRACE_SECONDS = 2


def build_app(
    assistant: Assistant,
    status_line: str,
    writes: bool = False,
    views: Sequence[View] = (),
    routes: Sequence[APIRouter] = (),
    opinions: Opinions | None = None,
) -> FastAPI:
    """The whole site for one assistant.

    Args:
        assistant: who answers.
        status_line: the Dutch line on the first screen: where text goes, and what answers are made of.
        writes: whether a language model writes the answers.
        views: the parts of the site beside the chat.
        routes: what the parts have in common; all under ``/denktank/``.
        opinions: who keeps what visitors think of answers; ``None`` asks nobody.
    """
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)

    @app.get("/ui/{name}")
    def own_file(name: str) -> Response:
        if name not in ASSETS:
            return Response(texts.NOT_HERE, 404, media_type="text/plain")
        return Response(asset(name), media_type=ASSETS[name], headers={"Cache-Control": "no-cache"})

    for router in (source_routes(assistant), *routes, *(view.routes for view in views)):
        app.include_router(router)

    sessions = Sessions()
    with gr.Blocks(title=texts.TITLE, analytics_enabled=False, fill_width=True) as blocks:
        gr.HTML(header_html(views), elem_id="top")
        with gr.Row(elem_id="work"):
            with gr.Column(elem_id=f"view-{CHAT}", elem_classes="view"):
                build_chat(assistant, sessions, status_line, writes, opinions)
            for view in views:
                gr.HTML(view.html, elem_id=f"view-{view.name}", elem_classes="view")
            gr.HTML(f'<aside id="panel" aria-label="{texts.SOURCE_REGION}"></aside>', elem_id="panel-place")
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
    app.add_middleware(Guard)
    return app


def serve(app: FastAPI, listening: socket.socket, open_browser: bool = False) -> None:
    """Serve on a listening socket until interrupted."""
    with listening, contextlib.suppress(KeyboardInterrupt):
        _Server(url_of(listening), open_browser, app).run(sockets=[listening])


class _Server(uvicorn.Server):
    """Uvicorn that says in Dutch when it is ready, and nothing else."""

    def __init__(self, url: str, open_browser: bool, app: FastAPI) -> None:
        config = uvicorn.Config(
            app, log_level=logging.CRITICAL, access_log=False, timeout_graceful_shutdown=_GRACE_SECONDS
        )
        super().__init__(config)
        self._url = url
        self._open_browser = open_browser

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then say where."""
        await super().startup(sockets)
        if self.started:
            sys.stderr.write(texts.READY.format(url=self._url) + "\n")
            sys.stderr.flush()
            if self._open_browser:
                threading.Thread(target=webbrowser.open, args=(self._url,), daemon=True).start()

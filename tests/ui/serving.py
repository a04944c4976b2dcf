"""A real server with the chat window, for tests with a real browser or a real client."""

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import uvicorn

from tests.ui.fake_assistant import FakeAssistant
from ui.app import build_app
from ui.chat_events import Assistant
from ui.chat_keeping import Opinions
from ui.listening import listen
from ui.readiness import State, always_ready
from ui.source_view import Sources
from ui.views import View


@contextmanager
def running_server(
    assistant: Assistant,
    status_line: str = "Bronnen: 2 publicaties.",
    writes: bool = False,
    views: Sequence[View] = (),
    state: Callable[[], State] = always_ready,
    sources: Sources | None = None,
    opinions: Opinions | None = None,
    port: int = 0,
) -> Iterator[str]:
    """Serve the chat of ``assistant`` on a port of this machine, 0 for a free one; gives the address.

    The one of ``tests.ui.fake_assistant`` has sources of its own.
    """
    if sources is None and isinstance(assistant, FakeAssistant):
        sources = assistant
    listening = listen("127.0.0.1", port)
    config = uvicorn.Config(
        build_app(assistant, status_line, writes, views, state=state, sources=sources, opinions=opinions),
        log_level="critical",
        access_log=False,
        timeout_graceful_shutdown=1,
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    try:
        deadline = time.monotonic() + 60
        while not server.started:
            if time.monotonic() > deadline or not thread.is_alive():
                raise RuntimeError("the server did not start")
            time.sleep(0.02)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(15)
        listening.close()

"""One event loop for all requests to a model, in a thread of its own.

A request in an event loop can be ended at any moment, which closes its connection; one in a thread that
waits for a silent server cannot. It is one loop for the whole process because a client keeps connections
for a next request, and those belong to the loop they were made in.
"""

import asyncio
import threading
from collections.abc import Coroutine
from concurrent.futures import Future
from typing import Any, TypeVar

T = TypeVar("T")

_starting = threading.Lock()
_loop: asyncio.AbstractEventLoop | None = None


def submit(work: Coroutine[Any, Any, T]) -> "Future[T]":
    """Start the work in the loop; cancelling the future ends it."""
    return asyncio.run_coroutine_threadsafe(work, _started())


def _started() -> asyncio.AbstractEventLoop:
    global _loop
    with _starting:
        if _loop is None:
            _loop = asyncio.new_event_loop()
            threading.Thread(target=_loop.run_forever, name="chat-model", daemon=True).start()
        return _loop

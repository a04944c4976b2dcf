"""Waiting for values without being held up by whoever makes them."""

import time
from collections.abc import Callable, Iterator
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TypeVar

T = TypeVar("T")

_POLL_SECONDS = 0.1


def while_wanted(
    make: Callable[[], Iterator[T]], wanted: Callable[[], bool], quiet: float = 1.0
) -> Iterator[T | None]:
    """The values of ``make()``, made in another thread, for as long as ``wanted()`` holds.

    Ends within a tenth of a second when they are no longer wanted, even while the maker hangs;
    the maker is left at its next value. An exception in the maker is raised here. When nothing came for
    ``quiet`` seconds, ``None`` does, so that whoever passes the values on can find out that nobody is there.
    """
    made: SimpleQueue[tuple[T] | Exception | None] = SimpleQueue()

    def work() -> None:
        try:
            for value in make():
                if not wanted():
                    return
                made.put((value,))
        except Exception as error:  # noqa: BLE001 - raised below, in the thread that waits for it
            made.put(error)
        else:
            made.put(None)

    Thread(target=work, daemon=True, name="answer").start()
    last = time.monotonic()
    while wanted():
        try:
            item = made.get(timeout=_POLL_SECONDS)
        except Empty:
            if time.monotonic() - last >= quiet:
                last = time.monotonic()
                yield None
            continue
        if item is None:
            return
        if isinstance(item, Exception):
            raise item
        yield item[0]
        last = time.monotonic()

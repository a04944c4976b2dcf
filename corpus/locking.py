"""One writer at a time, with a lock that says who holds it.

The lock is the operating system's own (``flock`` or ``LockFileEx`` through portalocker), so it
goes with the process that held it, however that ended.
"""

import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from corpus.errors import DenktankError


class BusyError(DenktankError):
    """Another process holds the lock."""


@contextmanager
def exclusive_lock(path: Path, doing: str, wait_seconds: float = 0.0) -> Iterator[None]:
    """Hold the lock at ``path`` while the body runs.

    Args:
        path: the lock file; who holds it is written in ``<path>.holder``.
        doing: Dutch, what is being done, completes "Op dit moment wordt …".
        wait_seconds: how long to wait for another holder.

    Raises:
        BusyError: another process still held the lock after ``wait_seconds``.
    """
    import portalocker

    path.parent.mkdir(parents=True, exist_ok=True)
    holder = path.with_name(path.name + ".holder")
    deadline = time.monotonic() + wait_seconds
    with path.open("a") as file:
        while True:
            try:
                portalocker.lock(file, portalocker.LockFlags.EXCLUSIVE | portalocker.LockFlags.NON_BLOCKING)
                break
            except portalocker.LockException as error:
                if time.monotonic() >= deadline:
                    raise BusyError(_describe_holder(holder)) from error
                time.sleep(0.1)
        try:
            _write_holder(holder, doing)
            yield
        finally:
            holder.unlink(missing_ok=True)
            portalocker.unlock(file)


def _write_holder(holder: Path, doing: str) -> None:
    started = datetime.now().astimezone().isoformat(timespec="seconds")
    holder.write_text(json.dumps({"pid": os.getpid(), "doing": doing, "since": started}), encoding="utf-8")


def _describe_holder(holder: Path) -> str:
    try:
        who = json.loads(holder.read_text(encoding="utf-8"))
        detail = f"wordt {who['doing']} (proces {who['pid']}, sinds {who['since'][11:16]} uur)"
    except (OSError, ValueError, KeyError, TypeError):
        detail = "is een ander venster of proces hiermee bezig"
    return f"Op dit moment {detail}. Wacht tot dat klaar is en probeer het dan opnieuw."

"""Reads files in a process of its own, so that a bad file does no harm to the program.

The process has a limit on memory and on time. When it crashes or passes a limit the file is refused
with a Dutch line, and the next file gets a new process.
"""

import contextlib
import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import NoReturn, Self

from corpus import read
from corpus.compose import Content
from corpus.errors import DenktankError, LockedFileError, UnreadableFileError
from corpus.frames import MOMENT, Kind, read_frame, write_frame
from corpus.json_form import load_content
from corpus.read_options import Progress, ReadOptions, no_progress

PASSWORD_VARIABLE = "DENKTANK_PDF_PASSWORD"  # noqa: S105 - the name of a variable
_SIMPLE = (".txt", ".md", ".markdown")
_SIMPLE_BYTES = 200_000
"""Plain text up to this size is read without a process: the worst takes 3 s, a process 0.2 s."""
_ANEW = "Open het in een ander programma, bewaar het als nieuwe pdf en voeg die toe."


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one file may take; ``silence_seconds`` is the most for one page."""

    memory_mb: int = 2000
    file_seconds: float = 3600.0
    silence_seconds: float = 120.0


class ReadingError(Exception):
    """What happened in the reading process, as its own traceback."""


class Worker:
    """A process that reads files one after another; as a context manager it ends when that does."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._child: _Child | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *details: object) -> None:
        self._stop()

    def parse(
        self,
        data: bytes,
        name: str,
        options: ReadOptions | None = None,
        progress: Progress = no_progress,
    ) -> Content:
        """Read the bytes of the file called ``name`` into pages and sections.

        Raises:
            UnreadableFileError: another type than its suffix says, damaged, without text, or more
                than the limits allow.
            LockedFileError: it needs a password, or another one.
        """
        options = options or ReadOptions()
        if len(data) <= _SIMPLE_BYTES and Path(name).suffix.lower() in _SIMPLE:
            return read.parse(data, name, options, progress)
        try:
            kind, payload = self._ask(data, name, options, progress)
        except BaseException:  # also Ctrl+C: the process is in the middle of this file
            self._stop()
            raise
        if kind is Kind.REFUSED:
            _raise_refusal(payload)
        return load_content(payload)

    def _ask(self, data: bytes, name: str, options: ReadOptions, progress: Progress) -> tuple[Kind, bytes]:
        if self._child is None or not self._child.alive:
            self._stop()
            self._child = _Child(self._limits.memory_mb)
        child, limits = self._child, self._limits
        deadline = time.monotonic() + limits.file_seconds
        child.send(json.dumps({"name": name, "options": asdict(options)}).encode(), data)
        done = total = 0
        while True:
            left = deadline - time.monotonic()
            if left <= 0:
                raise _too_slow(name, limits, done, total)
            try:
                answer = child.answers.get(timeout=min(limits.silence_seconds, left))
            except queue.Empty:
                if left > limits.silence_seconds:
                    raise _stuck(name, limits, done, total) from None
                continue
            if answer is None:
                raise _crashed(name, limits)
            if answer[0] is Kind.NO_MEMORY:
                raise _too_large(name, limits)
            if answer[0] is not Kind.PROGRESS:
                return answer
            done, total = json.loads(answer[1])
            progress(done, total)

    def _stop(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            child.stop()


class _Child:
    """The process itself; ``answers`` gives what it says, and ``None`` once it is gone."""

    def __init__(self, memory_mb: int) -> None:
        self._process = _start(memory_mb)
        assert self._process.stdin and self._process.stdout  # noqa: S101 - both are pipes
        self._requests = self._process.stdin
        self._output = self._process.stdout
        self.answers: queue.SimpleQueue[tuple[Kind, bytes] | None] = queue.SimpleQueue()
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def send(self, request: bytes, file: bytes) -> None:
        with contextlib.suppress(OSError):  # it is gone, as ``answers`` will tell
            write_frame(self._requests, Kind.REQUEST, request)
            write_frame(self._requests, Kind.FILE, file)

    def stop(self) -> None:
        """End it and what it started, and wait until it is gone."""
        self._process.terminate()
        try:
            self._process.wait(MOMENT)
        except subprocess.TimeoutExpired:
            if sys.platform != "win32":
                os.killpg(self._process.pid, signal.SIGKILL)  # it leads a group of its own
            self._process.wait()
        self._listener.join()
        self._output.close()
        with contextlib.suppress(OSError):  # what could not be sent any more
            self._requests.close()

    def _listen(self) -> None:
        while (answer := read_frame(self._output)) is not None:
            self.answers.put(answer)
        self.answers.put(None)


def _start(memory_mb: int) -> "subprocess.Popen[bytes]":
    """A fresh interpreter that finds this package wherever the program was started from."""
    environment = {name: value for name, value in os.environ.items() if name != PASSWORD_VARIABLE}
    paths = (str(Path(__file__).parents[1]), os.environ.get("PYTHONPATH", ""))
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, paths))
    try:
        return subprocess.Popen(
            [sys.executable, "-P", "-m", "corpus.worker_main", str(memory_mb)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            start_new_session=True,
        )
    except OSError as error:
        raise DenktankError(
            f"Het lezen van bestanden kan niet beginnen ({error.strerror or error}). "
            "Sluit andere programma's en probeer het opnieuw."
        ) from error


def _raise_refusal(payload: bytes) -> NoReturn:
    fields = json.loads(payload)
    error = LockedFileError if fields["locked"] else UnreadableFileError
    cause = ReadingError(fields["details"]) if fields["details"] else None
    raise error(fields["file"], fields["cause"], fields["remedy"]) from cause


def _after(done: int, total: int) -> str:
    return f" Gelezen: {done} van de {total} bladzijden." if total else ""


def _stuck(name: str, limits: Limits, done: int, total: int) -> UnreadableFileError:
    waited = f"{limits.silence_seconds:g} seconden"
    return UnreadableFileError(
        name, f"het lezen is gestopt, want het kwam {waited} niet verder.{_after(done, total)}", _ANEW
    )


def _too_slow(name: str, limits: Limits, done: int, total: int) -> UnreadableFileError:
    return UnreadableFileError(
        name,
        f"het lezen duurde langer dan {limits.file_seconds / 60:g} minuten.{_after(done, total)}",
        "Splits het bestand, of verhoog de grens met DENKTANK_MAX_READ_MINUTES.",
    )


def _too_large(name: str, limits: Limits) -> UnreadableFileError:
    return UnreadableFileError(
        name,
        f"het lezen vroeg te veel geheugen (de grens is {limits.memory_mb} MB).",
        "Splits het bestand, of verhoog de grens met DENKTANK_MAX_READ_MB.",
    )


def _crashed(name: str, limits: Limits) -> UnreadableFileError:
    return UnreadableFileError(
        name,
        f"het lezen liep vast; het is beschadigd of vraagt meer geheugen dan {limits.memory_mb} MB.",
        _ANEW,
    )

"""The process that reads files, started by ``corpus.worker``: it may crash, hang or grow too large.

Requests come in on standard input, answers go out on what was standard output; whatever libraries
print goes to standard error. It ends when its input does, so it never outlives the program, and it
first gets a moment to stop what it started itself.
"""

import json
import os
import signal
import sys
import threading
import time
import traceback
from dataclasses import dataclass
from queue import SimpleQueue
from typing import IO

from corpus import read
from corpus.errors import LockedFileError, UnreadableFileError
from corpus.frames import MOMENT, Kind, read_frame, write_frame
from corpus.read_options import ReadOptions

_LINUX_SET_DEATH_SIGNAL = 1
"""``PR_SET_PDEATHSIG`` of prctl(2)."""


@dataclass(frozen=True, slots=True)
class _Job:
    name: str
    options: ReadOptions
    data: bytes


def main() -> None:
    """Read files until there are no more requests."""
    _limit_memory(int(sys.argv[1]))
    _end_on_request()
    requests, answers = _take_streams()
    jobs: SimpleQueue[_Job] = SimpleQueue()
    threading.Thread(target=_receive, args=(requests, jobs), daemon=True).start()
    while True:
        write_frame(answers, *_answer(jobs.get(), answers))


def _limit_memory(megabytes: int) -> None:
    """Cap the private memory of this process and its children, where the system can do that."""
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    most = megabytes * 1_000_000
    try:
        resource.setrlimit(resource.RLIMIT_DATA, (most, most))
    except (ValueError, OSError):  # a lower limit holds already, or macOS refuses
        return


def _end_on_request() -> None:
    """Let SIGTERM unwind what is running; on Linux the death of the program sends it too."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(_LINUX_SET_DEATH_SIGNAL, signal.SIGTERM)


def _take_streams() -> tuple[IO[bytes], IO[bytes]]:
    """Keep standard input and output to ourselves; libraries and child processes get others."""
    requests = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)
    return requests, answers


def _receive(requests: IO[bytes], jobs: "SimpleQueue[_Job]") -> None:
    while (request := read_frame(requests)) is not None and (file := read_frame(requests)) is not None:
        wanted = json.loads(request[1])
        jobs.put(_Job(wanted["name"], ReadOptions(**wanted["options"]), file[1]))
    _end()


def _end() -> None:
    """Stop, from a thread beside the one that reads: by request, and then without more ado."""
    os.kill(os.getpid(), signal.SIGTERM)  # to the first thread, where raise_signal would wake this one
    time.sleep(MOMENT)
    if hasattr(os, "killpg"):
        os.killpg(0, signal.SIGKILL)  # this process leads a group of its own
    os._exit(0)


def _answer(job: _Job, answers: IO[bytes]) -> tuple[Kind, bytes]:
    def progress(done: int, total: int) -> None:
        write_frame(answers, Kind.PROGRESS, json.dumps([done, total]).encode())

    try:
        content = read.parse(job.data, job.name, job.options, progress)
        from corpus.json_form import dump  # not needed for a file that is refused

        return Kind.CONTENT, dump(content)
    except MemoryError:
        return Kind.NO_MEMORY, b""
    except UnreadableFileError as error:
        return Kind.REFUSED, _refusal(error)


def _refusal(error: UnreadableFileError) -> bytes:
    details = "".join(traceback.format_exception(error.__cause__)) if error.__cause__ else ""
    fields = {
        "file": error.file,
        "cause": error.cause,
        "remedy": error.remedy,
        "locked": isinstance(error, LockedFileError),
        "details": details,
    }
    return json.dumps(fields).encode()


if __name__ == "__main__":
    main()

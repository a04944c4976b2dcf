"""Building the index in a process of its own, beside a site that goes on answering.

Making vectors takes a gigabyte and both hands of Python; the process gives all of that back when it ends.
It reads the settings as one line of JSON and says one JSON object a line: how far it is, and how it ended.
It stops when the program that started it is gone; the index in use then stays as it was.
"""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.errors import DenktankError
from corpus.locking import BusyError

if TYPE_CHECKING:
    from assistant.settings import Settings
    from index.build import Progress

_SETTINGS = frozenset(
    {
        "home",
        "cache_dir",
        "startcorpus",
        "max_file_mb",
        "max_pages",
        "max_read_minutes",
        "max_read_mb",
        "embedding_model",
        "embedding_query_prompt",
        "embedding_passage_prompt",
    }
)
"""What an index depends on; a key of a chat model is not for the other process."""
_STOPPED = "Het maken van de index is halverwege gestopt. Sluit andere programma's en probeer het opnieuw."


def builder(settings: "Settings") -> Callable[["Progress"], object]:
    """What builds the index of these settings in another process, telling how far it is.

    It raises ``BusyError`` when another process is building, and ``DenktankError`` when it cannot be done.
    """
    wanted = settings.model_dump_json(include=set(_SETTINGS))

    def build(progress: "Progress") -> None:
        try:
            ended = _in_process(wanted, progress)
        except (OSError, json.JSONDecodeError) as error:  # it was ended in the middle of a line
            raise DenktankError(_STOPPED) from error
        if ended is None:
            raise DenktankError(_STOPPED)
        if ended["error"]:
            raise (BusyError if ended["busy"] else DenktankError)(ended["error"])

    return build


def _in_process(wanted: str, progress: "Progress") -> dict[str, Any] | None:
    with _start() as process:
        assert process.stdin and process.stdout  # noqa: S101 - both are pipes
        try:
            process.stdin.write(wanted + "\n")
            process.stdin.flush()
            return _follow(map(json.loads, process.stdout), progress)
        finally:
            process.kill()


def _start() -> "subprocess.Popen[str]":
    """A fresh interpreter that finds this package wherever the program was started from."""
    paths = (str(Path(__file__).parents[1]), os.environ.get("PYTHONPATH", ""))
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "ui.library_build"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))},
        start_new_session=True,
    )


def _follow(told: "map[dict[str, Any]]", progress: "Progress") -> dict[str, Any] | None:
    for line in told:
        if "error" in line:
            return line
        progress(line["done"], line["total"])
    return None


def main() -> None:
    """The other process: build, and say how it goes on standard output."""
    from assistant.quiet import silence

    silence()
    from assistant.assemble import Workspace
    from assistant.settings import load_settings
    from ui import library_texts as texts
    from ui.failures import report

    fields = json.loads(sys.stdin.readline())
    threading.Thread(target=_stop_with_parent, daemon=True).start()
    error, busy = "", False
    try:
        Workspace(load_settings(**fields)).build_index(lambda done, total: _tell(done=done, total=total))
    except DenktankError as failure:
        error, busy = str(failure), isinstance(failure, BusyError)
    except Exception as failure:  # noqa: BLE001 - one line on the screen, the details in a file
        report(failure)
        error = texts.UNEXPECTED
    _tell(error=error, busy=busy)


def _tell(**fields: object) -> None:
    sys.stdout.write(json.dumps(fields) + "\n")
    sys.stdout.flush()


def _stop_with_parent() -> None:
    """End at once when standard input closes: nobody waits for the index any more."""
    sys.stdin.read()
    os._exit(1)


if __name__ == "__main__":
    main()

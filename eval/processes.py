"""Whole processes, timed from outside: wall time and the largest memory the system saw."""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finished:
    """A process that ended: seconds from start to end, peak resident memory in MB, its output."""

    seconds: float
    peak_mb: float
    output: str


def denktank(arguments: Sequence[str], environment: dict[str, str]) -> Finished:
    """Run ``denktank`` once with these arguments.

    Raises:
        RuntimeError: it ended with another exit code than 0.
    """
    return run_python(["-m", "ui.cli", *arguments], environment)


def run_python(
    arguments: Sequence[str], environment: dict[str, str], python: str = sys.executable
) -> Finished:
    """Run this Python, or another one, once; like :func:`denktank`."""
    started = time.perf_counter()
    process = subprocess.Popen(
        [python, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=os.environ | environment,
        text=True,
    )
    output = process.stdout.read() if process.stdout else ""
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(arguments)} ended with {process.returncode}")
    scale = 1_000_000 if sys.platform == "darwin" else 1_000
    return Finished(seconds, usage.ru_maxrss / scale, output)

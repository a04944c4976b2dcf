"""Reading saved NumPy arrays from several threads.

One at a time: NumPy reads the head of a file with the parser of Python, and two threads in that parser
can make Python 3.11 raise ``SystemError: AST constructor recursion depth mismatch``.
"""

import threading
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

_LOCK = threading.Lock()


def mapped(path: Path) -> npt.NDArray[Any]:
    """A saved array, memory-mapped and read-only."""
    with _LOCK:
        return np.asarray(np.load(path, mmap_mode="r"))


def loaded(path: Path) -> npt.NDArray[Any]:
    """A saved array, read as a whole."""
    with _LOCK:
        found: npt.NDArray[Any] = np.load(path)
        return found


def loaded_all(path: Path) -> dict[str, npt.NDArray[Any]]:
    """The arrays of an ``.npz`` file by name, read as a whole."""
    with _LOCK, np.load(path) as saved:
        return {name: saved[name] for name in saved.files}

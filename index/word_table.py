"""A sorted list of words on disk in which one is looked up without reading the list."""

import mmap
from bisect import bisect_left
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from index.arrays import mapped


class WordTable:
    """Words in code point order, one a line in ``<name>.txt``, their places in ``<name>.npy``.

    The number of a word is its place in that order. The file is mapped, so that of a million words
    only the twenty looked at in one search are read.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self._places = mapped(folder / f"{name}.npy")
        with (folder / f"{name}.txt").open("rb") as file:
            # An empty file cannot be mapped.
            self._text: mmap.mmap | bytes = (
                mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if len(self) else b""
            )

    @staticmethod
    def write(words: Sequence[str], folder: Path, name: str) -> None:
        """Save words that are sorted and differ."""
        lines = [word.encode("utf-8") for word in words]
        places = np.zeros(len(lines) + 1, dtype=np.int64)
        np.cumsum(np.array([len(line) + 1 for line in lines], dtype=np.int64), out=places[1:])
        (folder / f"{name}.txt").write_bytes(b"".join(line + b"\n" for line in lines))
        np.save(folder / f"{name}.npy", places)

    def __len__(self) -> int:
        return len(self._places) - 1

    def find(self, word: str) -> int | None:
        """The number of a word, or ``None`` when it is not in the list."""
        sought = word.encode("utf-8")  # UTF-8 sorts as code points do
        at = bisect_left(range(len(self)), sought, key=self._line)
        return at if at < len(self) and self._line(at) == sought else None

    def all(self) -> list[str]:
        """Every word, in order."""
        return bytes(self._text[:]).decode("utf-8").split("\n")[:-1]

    def _line(self, number: int) -> bytes:
        return bytes(self._text[int(self._places[number]) : int(self._places[number + 1]) - 1])

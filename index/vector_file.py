"""A file of vectors that is written and read some rows at a time."""

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from index.arrays import mapped

FloatArray = npt.NDArray[np.float32]
Rows = npt.NDArray[np.int64]


class VectorFile:
    """``rows`` vectors of ``dimension`` half-precision components in NumPy's own format; zeros until written.

    It is written as a file and not through a memory map: that would count what was written as memory
    of the process, and a full disk would end the process instead of raising ``OSError``.
    """

    def __init__(self, path: Path, rows: int, dimension: int) -> None:
        self.path = path
        self._type = np.dtype(np.float16)
        self._row_bytes = dimension * self._type.itemsize
        header = {"descr": self._type.str, "fortran_order": False, "shape": (rows, dimension)}
        with path.open("wb") as file:
            np.lib.format.write_array_header_1_0(file, header)
            self._offset = file.tell()
            file.truncate(self._offset + rows * self._row_bytes)

    def write(self, rows: Rows, vectors: npt.NDArray[np.floating[Any]]) -> None:
        """Put vectors (n × d) in these rows; rows that follow each other are written together."""
        if not len(rows):
            return
        starts = np.flatnonzero(np.diff(rows, prepend=-2) != 1)
        with self.path.open("r+b") as file:
            for start, run in zip(starts, np.split(vectors, starts[1:]), strict=True):
                file.seek(self._offset + int(rows[start]) * self._row_bytes)
                file.write(run.astype(self._type).tobytes())

    def read(self, rows: Rows) -> FloatArray:
        """The vectors in these rows, in the order asked."""
        return np.asarray(mapped(self.path)[rows], dtype=np.float32)

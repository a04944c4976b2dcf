"""Which chunks belong together: to a section, to a wegwijzer."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index.arrays import loaded, mapped
from index.layout import CHUNK_GROUPS_FILE, CHUNKS_FILE, SECTION_MEANS_FILE
from index.vector_file import VectorFile
from index.vectors import FloatArray, open_vectors

CHUNK_GROUP = np.dtype([("section", "<i4"), ("signpost", "<i2")])
"""One row a chunk: numbers from 0 in reading order; the number of the wegwijzer, 0 for none."""

_ROWS = 8192


class Groups:
    """The groups of all chunks of a generation, and the mean vectors of sections; memory-mapped."""

    def __init__(self, folder: Path) -> None:
        self.of_chunk = mapped(folder / CHUNK_GROUPS_FILE)
        self._sections = mapped(folder / SECTION_MEANS_FILE)

    def section_means(self, chunks: npt.NDArray[np.int64]) -> FloatArray:
        """For each chunk the mean vector (n × d) of all chunks of its section; not of unit length."""
        return self._sections.take(self.of_chunk["section"][chunks], axis=0).astype(np.float32)

    def section_of(self, chunk: int) -> range:
        """The chunks of the section that a chunk stands in, in reading order; they stand together."""
        sections = self.of_chunk["section"]
        first, after = np.searchsorted(sections, [sections[chunk], sections[chunk] + 1])
        return range(int(first), int(after))


def write_means(folder: Path) -> None:
    """Write the mean vectors of the sections of a generation of which groups and chunk vectors are there.

    Sections are numbered in reading order, so their chunks stand together.
    """
    section = loaded(folder / CHUNK_GROUPS_FILE)["section"].astype(np.int64)
    dimension = open_vectors(folder / CHUNKS_FILE).shape[1]
    means = VectorFile(folder / SECTION_MEANS_FILE, int(section.max(initial=-1)) + 1, dimension)
    starts = np.flatnonzero(np.diff(section, prepend=-1))
    for begin, end in _pieces(starts, len(section)):
        inside = starts[(starts >= begin) & (starts < end)]
        vectors = open_vectors(folder / CHUNKS_FILE)[begin:end].astype(np.float32)
        sizes = np.diff(inside, append=end)
        means.write(section[inside], np.add.reduceat(vectors, inside - begin) / sizes[:, None])


def _pieces(starts: npt.NDArray[np.int64], count: int) -> Iterator[tuple[int, int]]:
    """Ranges of rows that hold whole sections: some thousands of rows, or the rows of a larger section."""
    cuts = np.unique(starts[np.searchsorted(starts, np.arange(0, count, _ROWS), side="right") - 1])
    yield from zip(cuts.tolist(), [*cuts[1:].tolist(), count], strict=True)


class GroupsWriter:
    """Numbers the groups of chunks that come by in reading order."""

    def __init__(self) -> None:
        self._parts: list[npt.NDArray[np.void]] = []
        self._sections = 0

    def add(self, sections: Sequence[tuple[str, ...]], signposts: Sequence[int | None]) -> None:
        """Add the chunks of one publication: for each its heading path and its wegwijzer."""
        rows = np.zeros(len(sections), CHUNK_GROUP)
        rows["signpost"] = [signpost or 0 for signpost in signposts]
        changes = [i == 0 or sections[i] != sections[i - 1] for i in range(len(sections))]
        rows["section"] = np.cumsum(changes) - 1 + self._sections
        self._sections += sum(changes)
        self._parts.append(rows)

    def save(self, folder: Path) -> None:
        """Write what was added."""
        np.save(folder / CHUNK_GROUPS_FILE, np.concatenate([np.empty(0, CHUNK_GROUP), *self._parts]))

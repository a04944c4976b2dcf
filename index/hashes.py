"""Texts by the hash of what the encoder gets, 16 bytes each, in order of their numbers."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index.arrays import loaded_all
from index.layout import HASHES_FILE

Hashes = npt.NDArray[np.bytes_]
Rows = npt.NDArray[np.int64]

_BYTES = 16


def hash_texts(texts: Iterable[str]) -> Hashes:
    """The hash of every text, shape (n,)."""
    digests = (hashlib.blake2b(text.encode("utf-8"), digest_size=_BYTES).digest() for text in texts)
    return np.frombuffer(b"".join(digests), dtype=f"S{_BYTES}")


def first_rows(hashes: Hashes) -> Rows:
    """For every row the first row with the same hash: itself where a text occurs for the first time."""
    _, first, which = np.unique(hashes, return_index=True, return_inverse=True)
    return np.asarray(first[which], dtype=np.int64)


def find_rows(hashes: Hashes, among: Hashes) -> Rows:
    """For every hash the row it has among others, and -1 where it is not there."""
    known, rows = np.unique(among, return_index=True)
    if not len(known):
        return np.full(len(hashes), -1, np.int64)
    at = np.minimum(np.searchsorted(known, hashes), len(known) - 1)
    return np.where(known[at] == hashes, rows[at], -1).astype(np.int64)


@dataclass(frozen=True, slots=True)
class TextHashes:
    """The hashes of the embedded texts of a generation: of its chunks and of its sentences."""

    chunks: Hashes
    sentences: Hashes

    def save(self, folder: Path) -> None:
        """Write them in the folder of a generation."""
        np.savez(folder / HASHES_FILE, chunks=self.chunks, sentences=self.sentences)

    @classmethod
    def load(cls, folder: Path) -> "TextHashes":
        """Read those of a generation."""
        saved = loaded_all(folder / HASHES_FILE)
        return cls(saved["chunks"], saved["sentences"])

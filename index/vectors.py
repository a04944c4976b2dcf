"""Vectors of chunks in embedded Chroma, and those of chunks and sentences in memory-mapped files beside it.

Chroma holds numbers, vectors and nothing else: texts stand in ``index.texts``. Measured on
50,000 passages, 537 of Chroma's 595 MB would be text.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from index.arrays import mapped

if TYPE_CHECKING:
    from langchain_chroma import Chroma

FloatArray = npt.NDArray[np.float32]
HalfArray = npt.NDArray[np.float16]

COLLECTION = "passages"
_BATCH = 5000
"""Chroma takes at most 5461 records at once."""
_HNSW = {"space": "cosine", "ef_search": 1000, "ef_construction": 200}
"""Of the really nearest 200 (and 10) of 100,000 passages drawn as in ``eval.scale_model``, the graph finds
0.84 (0.93) with ``ef_search`` 256 in 3.0 ms, 0.95 (0.98) with 600 in 4.3 ms, 0.98 (0.99) with 1000 in 5.8."""


def _client(folder: Path) -> Any:
    import chromadb
    from chromadb.config import Settings

    return chromadb.PersistentClient(str(folder), settings=Settings(anonymized_telemetry=False))


def write_chunk_vectors(folder: Path, batches: Iterable[FloatArray]) -> None:
    """Make a Chroma collection of vectors (each batch n × d, unit length); ids are the row numbers."""
    client = _client(folder)
    try:
        collection = client.create_collection(
            COLLECTION, configuration={"hnsw": _HNSW}, embedding_function=None
        )
        done = 0
        for vectors in batches:
            for first in range(0, len(vectors), _BATCH):
                batch = vectors[first : first + _BATCH]
                ids = [str(done + row) for row in range(len(batch))]
                # langchain-chroma passes over records without a document, so each gets an empty one.
                collection.upsert(ids=ids, embeddings=batch, documents=[""] * len(ids))
                done += len(batch)
    finally:
        client.close()


class ChunkVectors:
    """The chunk vectors of a generation in Chroma."""

    def __init__(self, folder: Path) -> None:
        self._client = _client(folder)
        try:
            self._collection = self._client.get_collection(COLLECTION, embedding_function=None)
        except BaseException:
            self._client.close()
            raise

    @cached_property
    def store(self) -> "Chroma":
        """The same vectors as a LangChain vector store."""
        from langchain_chroma import Chroma

        return Chroma(client=self._client, collection_name=COLLECTION, create_collection_if_not_exists=False)

    def __len__(self) -> int:
        return int(self._collection.count())

    def close(self) -> None:
        """Let go of the files."""
        self._client.close()

    def ranking(self, query: FloatArray, k: int) -> Sequence[tuple[int, float]]:
        """The ``k`` nearest chunks, nearest first, with cosine similarity."""
        # Through the store it takes 2.6 ms for 200 of 347 chunks, of which 1.6 for LangChain documents
        # and texts that are not used here.
        found = self._collection.query(query_embeddings=[query], n_results=k, include=["distances"])
        (ids,), (distances,) = found["ids"], found["distances"]
        return [(int(number), 1.0 - distance) for number, distance in zip(ids, distances, strict=True)]


def open_vectors(path: Path) -> HalfArray:
    """Saved vectors, memory-mapped; at half precision the cosine changes by less than 0.001."""
    return mapped(path)


def vector_slabs(path: Path, rows: int = 8192) -> Iterator[HalfArray]:
    """Saved vectors (n × d) some thousands of rows at a time, at least one slab.

    Each slab is mapped by itself, so that what was read does not stay in the memory of the process.
    """
    first = 0
    while True:
        vectors = open_vectors(path)
        yield vectors[first : first + rows]
        first += rows
        if first >= len(vectors):
            return

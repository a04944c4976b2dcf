"""Vectors of chunks in embedded Chroma, and of sentences in a memory-mapped file beside it.

Chroma holds numbers, vectors and nothing else: texts stand in ``index.texts``. Measured on
50,000 passages, 537 of Chroma's 595 MB would be text.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float32]

COLLECTION = "passages"
_BATCH = 5000
"""Chroma takes at most 5461 records at once."""
_HNSW = {"space": "cosine", "ef_search": 256, "ef_construction": 200}
"""``ef_search`` above the pool of 200 that fusion asks for, so that the pool is really the nearest."""


def _client(folder: Path) -> Any:
    import chromadb
    from chromadb.config import Settings

    return chromadb.PersistentClient(str(folder), settings=Settings(anonymized_telemetry=False))


def write_chunk_vectors(folder: Path, vectors: FloatArray) -> None:
    """Make a Chroma collection of ``vectors`` (n × d, unit length); ids are the row numbers."""
    client = _client(folder)
    try:
        collection = client.create_collection(
            COLLECTION, configuration={"hnsw": _HNSW}, embedding_function=None
        )
        for first in range(0, len(vectors), _BATCH):
            batch = vectors[first : first + _BATCH]
            ids = [str(first + row) for row in range(len(batch))]
            # langchain-chroma passes over records without a document, so each gets an empty one.
            collection.upsert(ids=ids, embeddings=batch, documents=[""] * len(ids))
    finally:
        client.close()


class ChunkVectors:
    """The chunk vectors of a generation, searched through LangChain's Chroma store."""

    def __init__(self, folder: Path) -> None:
        from langchain_chroma import Chroma

        self._client = _client(folder)
        try:
            self._collection = self._client.get_collection(COLLECTION, embedding_function=None)
            self.store: Chroma = Chroma(
                client=self._client, collection_name=COLLECTION, create_collection_if_not_exists=False
            )
        except BaseException:
            self._client.close()
            raise

    def __len__(self) -> int:
        return int(self._collection.count())

    def close(self) -> None:
        """Let go of the files."""
        self._client.close()

    def ranking(self, query: FloatArray, k: int) -> Sequence[tuple[int, float]]:
        """The ``k`` nearest chunks, nearest first, with cosine similarity."""
        found = self.store.similarity_search_by_vector_with_relevance_scores(query.tolist(), k=k)
        return [(int(document.id or 0), 1.0 - distance) for document, distance in found]

    def get(self, numbers: Sequence[int]) -> FloatArray:
        """The vectors with these numbers, in the order asked."""
        found: dict[str, Any] = {}
        for first in range(0, len(numbers), _BATCH):
            ids = [str(number) for number in numbers[first : first + _BATCH]]
            result = self._collection.get(ids=ids, include=["embeddings"])
            found.update(zip(result["ids"], result["embeddings"], strict=True))
        return np.array([found[str(number)] for number in numbers], dtype=np.float32)


def write_sentence_vectors(path: Path, vectors: FloatArray) -> None:
    """Save sentence vectors (n × d) at half precision; the cosine changes by less than 0.001."""
    np.save(path, vectors.astype(np.float16))


def open_sentence_vectors(path: Path) -> npt.NDArray[np.float16]:
    """The saved sentence vectors, memory-mapped."""
    vectors: npt.NDArray[np.float16] = np.load(path, mmap_mode="r")
    return vectors

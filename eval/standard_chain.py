"""The peer: the chain that LangChain's own tutorials build, over the same texts with the same model.

Fixed chunks (``RecursiveCharacterTextSplitter``, 1000 characters with 200 overlap), plain Chroma with
its defaults, nearest vectors. No headings, no keywords, no fusion.
"""

import tempfile
import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from corpus.publication import Publication
from eval.places import DEPTH, Passage
from index.text_encoder import TextEncoder

if TYPE_CHECKING:
    from langchain_core.documents import Document

CHUNK_SIZE = 1000
CHUNK_OVERLAP = 200
_BATCH = 500
"""Chunks per insert; Chroma takes at most 5461."""

Progress = Callable[[int, int], None]


class StandardChain:
    """Finds chunks in a filled store; made by :func:`standard_chain`."""

    def __init__(self, store: Any, chunks: int) -> None:
        self._store = store
        self.chunks = chunks

    def search(self, query: str, k: int = DEPTH) -> list[Passage]:
        """The ``k`` nearest chunks, nearest first."""
        return [_passage(document) for document in self._store.similarity_search(query, k=k)]


@contextmanager
def standard_chain(
    publications: Iterable[Publication], encoder: TextEncoder, progress: Progress | None = None
) -> Iterator[StandardChain]:
    """A chain over the pages of these publications, in a folder that is gone afterwards.

    ``progress`` gets the number of chunks stored and how many there are.
    """
    import chromadb
    from chromadb.config import Settings
    from langchain_chroma import Chroma

    chunks = split(publications)
    with tempfile.TemporaryDirectory(prefix="denktank-keten-", ignore_cleanup_errors=True) as folder:
        client: Any = chromadb.PersistentClient(folder, settings=Settings(anonymized_telemetry=False))
        try:
            store = Chroma(client=client, collection_name=uuid.uuid4().hex, embedding_function=encoder)
            for first in range(0, len(chunks), _BATCH):
                store.add_documents(chunks[first : first + _BATCH])
                if progress:
                    progress(min(first + _BATCH, len(chunks)), len(chunks))
            yield StandardChain(store, len(chunks))
        finally:
            client.close()


def split(publications: Iterable[Publication]) -> "list[Document]":
    """The chunks of every page, each with its publication, file, page and start."""
    from langchain_core.documents import Document
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(
        chunk_size=CHUNK_SIZE, chunk_overlap=CHUNK_OVERLAP, add_start_index=True
    )
    pages = []
    for publication in publications:
        for page in publication.pages:
            place: dict[str, str | int] = {"publication": publication.key, "file": publication.file}
            if page.number is not None:
                place["page"] = page.number
            pages.append(Document(page_content=page.text, metadata=place))
    return splitter.split_documents(pages)


def _passage(document: "Document") -> Passage:
    place = document.metadata
    start = place["start_index"]
    end = start + len(document.page_content)
    return Passage(place["publication"], place["file"], place.get("page"), start, end)

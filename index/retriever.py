"""Hybrid search as a LangChain retriever: vectors and Dutch keywords, ranked together."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever

from index.copies import without_copies
from index.embeddings import TextEncoder
from index.glossary import Glossary
from index.opened import OpenIndex
from index.pool import Pool, gather
from index.ranking import order, scores
from index.search_query import SearchQuery, understand
from index.texts import StoredChunk
from index.vectors import FloatArray

SPARE = 12
"""Chunks looked at beyond those asked for, to take the place of copies."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A question looked up: what is asked, its vector (d,), the pool, and the scores in it (n,)."""

    query: SearchQuery
    vector: FloatArray
    pool: Pool
    scores: FloatArray


@dataclass(frozen=True, slots=True)
class Found:
    """A chunk that was found; ``score`` is 1.0 for the best, and lower as others fit less well."""

    stored: StoredChunk
    score: float
    similarity: float


def prepare(
    index: OpenIndex,
    encoder: TextEncoder,
    text: str,
    glossary: Glossary | None = None,
    use_keywords: bool = True,
) -> Prepared:
    """Understand a question, encode it, and look it up both ways.

    ``use_keywords`` is off for a question in another language: its function words would match
    foreign terms in Dutch texts.
    """
    query = understand(text, index.keywords, glossary) if use_keywords else SearchQuery(text, ())
    return look_up(index, query, encoder.encode_query(query.text), use_keywords)


def look_up(index: OpenIndex, query: SearchQuery, vector: FloatArray, use_keywords: bool = True) -> Prepared:
    """As ``prepare``, for a question of which the vector (d,) is known."""
    pool = gather(index, query, vector, use_keywords)
    return Prepared(query, vector, pool, scores(pool))


def search(index: OpenIndex, prepared: Prepared, k: int) -> list[Found]:
    """The ``k`` best chunks, best first; of chunks that say the same in the same words only one."""
    rows = order(prepared.scores)[: k + SPARE]
    stored = index.texts.chunks(prepared.pool.numbers[rows])
    relative = np.exp(prepared.scores[rows] - prepared.scores.max(initial=-np.inf))
    return [
        Found(stored[place], float(relative[place]), float(prepared.pool.similarity[rows[place]]))
        for place in without_copies(stored, k)
    ]


def to_document(found: Found) -> Document:
    """The LangChain document of a found chunk.

    ``start`` and ``end``, also those of the sentences, are offsets in the text of its page.
    """
    chunk, place = found.stored.chunk, found.stored.place
    return Document(
        id=str(found.stored.number),
        page_content=chunk.text,
        metadata={
            "number": found.stored.number,
            "publication": place.publication,
            "title": place.title,
            "file": place.file,
            "kind": chunk.kind.value,
            "roles": [role.value for role in chunk.roles],
            "section": list(chunk.section),
            "page": place.number,
            "page_label": place.label,
            "start": chunk.span.start,
            "end": chunk.span.end,
            "date": place.date,
            "startcorpus": place.startcorpus,
            "score": found.score,
            "similarity": found.similarity,
            "sentences": [
                {"number": number, "start": item.span.start, "end": item.span.end, "quotable": item.quotable}
                for number, item in zip(found.stored.sentence_numbers, chunk.sentences, strict=True)
            ],
        },
    )


class HybridRetriever(BaseRetriever):
    """Finds chunks by meaning and by Dutch keywords.

    ``k`` is the number of documents returned. ``prepared`` is the question where the caller has
    looked it up already, since encoding is most of the time of a question.
    """

    index: Any
    encoder: Any
    k: int = 10
    glossary: Any = None
    prepared: Any = None

    @classmethod
    def over(
        cls,
        index: OpenIndex,
        encoder: TextEncoder,
        k: int = 10,
        glossary: Glossary | None = None,
        prepared: Prepared | None = None,
    ) -> "HybridRetriever":
        """A retriever over an open index."""
        return cls(index=index, encoder=encoder, k=k, glossary=glossary, prepared=prepared)

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[Document]:
        found = self.prepared or prepare(self.index, self.encoder, query, self.glossary)
        return [to_document(item) for item in search(self.index, found, self.k)]

"""Hybrid search behind LangChain's own retriever interface."""

import json
from collections.abc import Iterator

import numpy as np
import pytest
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import RunnableLambda

from corpus.library import Library
from index.generation import Generations
from index.opened import OpenIndex
from index.retriever import HybridRetriever, search
from index.unrelated import QUESTIONS, SENTENCES
from index.vectors import COLLECTION
from tests.index.fake_encoder import FakeEncoder

METADATA = {
    "publication", "title", "file", "kind", "roles", "section", "page", "page_label", "start", "end", "date",
    "score", "similarity", "sentences",
}  # fmt: skip


@pytest.fixture
def index(built: Generations, encoder: FakeEncoder) -> Iterator[OpenIndex]:
    folder = built.current()
    assert folder is not None
    opened = OpenIndex(folder, encoder)
    yield opened
    opened.close()


@pytest.fixture
def retriever(index: OpenIndex, encoder: FakeEncoder) -> HybridRetriever:
    return HybridRetriever.over(index, encoder, k=3)


def titles(documents: list[Document]) -> list[str]:
    return [document.metadata["title"] for document in documents]


def test_it_is_a_langchain_retriever_that_composes(retriever: HybridRetriever) -> None:
    assert isinstance(retriever, BaseRetriever)
    chain = retriever | RunnableLambda[list[Document], list[str]](titles)
    assert chain.invoke("parkeervergunning")[0] == "Parkeren"
    batched = retriever.batch(["parkeervergunning", "zwemles"])
    assert [documents[0].metadata["title"] for documents in batched] == ["Parkeren", "Zwembad"]


@pytest.mark.parametrize("k", [1, 2, 4, 50])
def test_invoke_gives_k_documents_or_all_there_are(index: OpenIndex, encoder: FakeEncoder, k: int) -> None:
    documents = HybridRetriever.over(index, encoder, k=k).invoke("gemeente")
    assert len(documents) == min(k, index.manifest.chunks)
    assert len({document.id for document in documents}) == len(documents)


def test_documents_carry_all_metadata(retriever: HybridRetriever, library: Library) -> None:
    document = retriever.invoke("grof vuil naar de milieustraat")[0]
    assert set(document.metadata) == METADATA
    expected = {
        "publication": "afval",
        "title": "Afval scheiden",
        "file": "afval.md",
        "kind": "achtergrond",
        "roles": [],
        "section": ["Afval scheiden", "Milieustraat"],
        "page": None,
        "page_label": None,
        "date": None,
    }
    assert {key: document.metadata[key] for key in expected} == expected
    assert document.page_content == "Grof vuil gaat naar de milieustraat."
    assert document.id is not None
    assert Document(**json.loads(document.model_dump_json(exclude={"type"}))) == document
    assert document.metadata["publication"] in library.hashes()


def test_quotes_stand_verbatim_on_the_page(
    retriever: HybridRetriever, index: OpenIndex, library: Library
) -> None:
    documents = retriever.invoke("zwembad zwemles afval parkeren")
    assert documents
    for document in documents:
        found = document.metadata
        text = library.publication(found["publication"]).pages[0].text
        assert text[found["start"] : found["end"]] == document.page_content
        page = index.texts.page(found["publication"], found["page"])
        assert page is not None
        assert page.text == text
        assert found["sentences"]
        for sentence in found["sentences"]:
            assert found["start"] <= sentence["start"] < sentence["end"] <= found["end"]
            assert text[sentence["start"] : sentence["end"]].endswith(".")
            assert isinstance(sentence["quotable"], bool)


def test_sentence_numbers_lead_to_the_vectors_of_those_sentences(
    retriever: HybridRetriever, index: OpenIndex, encoder: FakeEncoder
) -> None:
    document = retriever.invoke("zwemles")[0]
    sentences = document.metadata["sentences"]
    rows = index.sentence_vectors([sentence["number"] for sentence in sentences])
    for sentence, row in zip(sentences, rows, strict=True):
        start = document.metadata["start"]
        text = document.page_content[sentence["start"] - start : sentence["end"] - start]
        assert np.allclose(row, encoder.encode_query(f"Zwembad: {text}"), atol=1e-3)


def test_scores_fall_and_are_at_most_one(retriever: HybridRetriever) -> None:
    scores = [document.metadata["score"] for document in retriever.invoke("parkeervergunning aanvragen")]
    assert scores == sorted(scores, reverse=True)
    assert 0 < scores[0] <= 1


def test_similarity_is_the_cosine_of_query_and_chunk(index: OpenIndex, encoder: FakeEncoder) -> None:
    query = encoder.encode_query("wie haalt het restafval op")
    for found in search(index, "wie haalt het restafval op", query, 10):
        vector = encoder.encode_query(found.stored.chunk.embedded_text)
        assert found.similarity == pytest.approx(float(query @ vector), abs=1e-5)


def test_a_known_vector_is_used_instead_of_encoding_again(index: OpenIndex, encoder: FakeEncoder) -> None:
    vector = encoder.encode_query("zwemles kinderen woensdag")
    silent = HybridRetriever.over(index, None, k=1, vector=vector)  # type: ignore[arg-type]
    assert silent.invoke("xyzzy")[0].metadata["title"] == "Zwembad"


@pytest.mark.parametrize("query", ["", " ", "?", "de het een", "😀", "\0\ud800", "x" * 20_000])
def test_odd_queries_give_documents_and_no_error(retriever: HybridRetriever, query: str) -> None:
    assert len(retriever.invoke(query)) == 3


def test_chroma_holds_numbers_and_vectors_and_no_text(index: OpenIndex, built: Generations) -> None:
    stored = index.chunk_vectors.store.get(include=["metadatas", "documents", "embeddings"])
    assert sorted(stored["ids"], key=int) == [str(number) for number in range(index.manifest.chunks)]
    assert set(stored["documents"]) == {""}
    for metadata in stored["metadatas"]:
        assert all(isinstance(value, str | int | float | bool) for value in (metadata or {}).values())
    assert index.chunk_vectors.store._collection.name == COLLECTION
    folder = built.current()
    assert folder is not None
    for path in (folder / "chroma").rglob("*"):
        assert path.is_dir() or b"parkeervergunning" not in path.read_bytes()


def test_the_index_knows_what_its_model_gives_to_unrelated_texts(
    index: OpenIndex, encoder: FakeEncoder
) -> None:
    expected = np.mean(
        [encoder.encode_query(q) @ encoder.encode_query(s) for q in QUESTIONS for s in SENTENCES]
    )
    assert index.manifest.unrelated == pytest.approx(float(expected), abs=1e-6)

"""Hybrid search behind LangChain's own retriever interface."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import RunnableLambda

from corpus.library import Library
from index.generation import Generations
from index.glossary import load_glossary
from index.opened import OpenIndex
from index.retriever import HybridRetriever, prepare, search
from index.vectors import COLLECTION
from tests.index.conftest import TEXTS, index_over
from tests.index.fake_encoder import FakeEncoder

METADATA = {
    "number",
    "publication", "title", "file", "kind", "roles", "section", "page", "page_label", "start", "end", "date",
    "startcorpus", "score", "similarity", "sentences",
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
        "startcorpus": False,
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
        assert np.allclose(row, encoder.vector(f"Zwembad: {text}"), atol=1e-3)


def test_the_best_scores_one_and_the_others_less(retriever: HybridRetriever) -> None:
    scores = [document.metadata["score"] for document in retriever.invoke("parkeervergunning aanvragen")]
    assert scores[0] == 1
    assert scores == sorted(scores, reverse=True)
    assert 0 < scores[-1] < 1


@pytest.mark.parametrize("shift", [-1000.0, -3.0, 1000.0])
def test_only_differences_between_scores_count(index: OpenIndex, encoder: FakeEncoder, shift: float) -> None:
    prepared = prepare(index, encoder, "parkeervergunning aanvragen")
    centred = replace(prepared, scores=prepared.scores - prepared.scores.max())
    shifted = replace(prepared, scores=centred.scores + np.float32(shift))
    expected = [found.score for found in search(index, centred, 4)]
    assert [found.score for found in search(index, shifted, 4)] == pytest.approx(expected, rel=1e-3)


def test_similarity_is_the_cosine_of_query_and_chunk(index: OpenIndex, encoder: FakeEncoder) -> None:
    question = "wie haalt het restafval op"
    query = encoder.vector(question)
    for found in search(index, prepare(index, encoder, question), 10):
        vector = encoder.vector(found.stored.chunk.embedded_text)
        assert found.similarity == pytest.approx(float(query @ vector), abs=1e-3)


def test_a_question_looked_up_before_is_not_encoded_again(index: OpenIndex, encoder: FakeEncoder) -> None:
    prepared = prepare(index, encoder, "zwemles voor kinderen op woensdag")
    encoder.asked.clear()
    silent = HybridRetriever.over(index, encoder, k=1, prepared=prepared)
    assert titles(silent.invoke("xyzzy")) == ["Zwembad"]
    assert encoder.asked == []


def test_a_question_is_encoded_once_with_its_spelling_repaired(
    index: OpenIndex, encoder: FakeEncoder
) -> None:
    encoder.asked.clear()
    prepared = prepare(index, encoder, "Hoe krijg ik een parkeervergunnign?")
    assert encoder.asked == ["Hoe krijg ik een parkeervergunning?"]
    assert prepared.query.corrections == (("parkeervergunnign", "parkeervergunning"),)
    assert np.array_equal(prepared.vector, encoder.vector("Hoe krijg ik een parkeervergunning?"))
    found = search(index, prepared, 1)
    assert found[0].stored.place.title == "Parkeren"


def test_a_question_in_another_language_is_sought_as_it_is_and_without_keywords(
    index: OpenIndex, encoder: FakeEncoder
) -> None:
    question = "May I have a parkeervergunnign? Bel het zwembad."
    encoder.asked.clear()
    prepared = prepare(index, encoder, question, use_keywords=False)
    assert encoder.asked == [question]
    assert (prepared.query.concepts, prepared.query.corrections) == ((), ())
    assert not prepared.pool.keywords.any()
    assert prepare(index, encoder, question).pool.keywords.any()
    assert len(search(index, prepared, 10)) == index.manifest.chunks


def test_the_operators_words_are_used(index: OpenIndex, encoder: FakeEncoder, tmp_path: Path) -> None:
    (tmp_path / "begrippen.toml").write_text('[ook]\n"blauwe bult" = ["milieustraat"]\n', encoding="utf-8")
    glossary = load_glossary(tmp_path)
    prepared = prepare(index, encoder, "blauwe bult", glossary)
    (number,) = prepared.pool.numbers[prepared.pool.keywords > 0]
    assert index.texts.chunks([number])[0].chunk.section == ("Afval scheiden", "Milieustraat")
    assert not prepare(index, encoder, "blauwe bult").pool.keywords.any()
    scores = [
        {document.id: document.metadata["score"] for document in retriever.invoke("blauwe bult")}
        for retriever in (
            HybridRetriever.over(index, encoder, glossary=glossary),
            HybridRetriever.over(index, encoder),
        )
    ]
    assert scores[0] != scores[1]


def test_a_text_that_is_there_twice_is_found_once(tmp_path: Path, encoder: FakeEncoder) -> None:
    report = "# Jaarverslag\n\nDe haven kreeg een nieuwe kade. De havenmeester telde de schepen.\n"
    texts = {**TEXTS, "een.md": report, "twee.md": f"{report}\n\n"}
    with index_over(tmp_path, texts, encoder) as index:
        found = search(index, prepare(index, encoder, "Wat telde de havenmeester?"), 5)
    keys = [item.stored.place.publication for item in found]
    assert keys[0] in {"een", "twee"}
    assert len({"een", "twee"} & set(keys)) == 1
    assert len(found) > 1


def test_the_same_library_gives_the_same_answer_from_another_build(
    tmp_path: Path, encoder: FakeEncoder
) -> None:
    results = []
    for name in ("een", "twee"):
        with index_over(tmp_path / name, TEXTS, encoder) as index:
            results.append(
                [
                    [
                        (found.stored, found.score)
                        for found in search(index, prepare(index, encoder, query), 9)
                    ]
                    for query in ("zwemles", "Wie haalt het afval op in de gemeente?", "de het een", "xyzzy")
                ]
            )
    assert results[0] == results[1]


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

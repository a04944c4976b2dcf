"""The index with the real model: questions in other words find the right piece."""

import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from langchain_core.documents import Document

from assistant.assemble import Workspace
from assistant.settings import load_settings
from index.opened import OpenIndex
from index.retriever import HybridRetriever

pytestmark = pytest.mark.integration

PARAPHRASES = {
    "Wie hebben het rapport geschreven?": "05-onderzoeksrapport-en-auteurs",
    "Onze volksvertegenwoordigers voelen zich buitenspel staan bij regionale plannen": "11-raad-betrekken",
    "Wat wil de regering met de regio?": "14-dilemma-rijk-en-regio",
    "Wat doe ik als een buurgemeente alleen aan zichzelf denkt?": "16-dilemma-tafel-en-eigenbelang",
    "Naar welk telefoonnummer bel ik om nog een boekje na te bestellen?": "18-exemplaren-en-contact",
}


@pytest.fixture
def index(startcorpus_workspace: Workspace) -> Iterator[OpenIndex]:
    with startcorpus_workspace.current.use() as opened:
        yield opened


def ask(workspace: Workspace, index: OpenIndex, question: str, k: int = 5) -> list[Document]:
    return HybridRetriever.over(index, workspace.encoder, k=k).invoke(question)


@pytest.mark.parametrize(("question", "piece"), PARAPHRASES.items(), ids=PARAPHRASES.values())
def test_a_question_in_other_words_finds_its_piece(
    startcorpus_workspace: Workspace, index: OpenIndex, question: str, piece: str
) -> None:
    documents = ask(startcorpus_workspace, index, question)
    assert piece in [document.metadata["publication"] for document in documents[:3]]


def test_eight_threads_find_what_one_finds(startcorpus_workspace: Workspace, index: OpenIndex) -> None:
    def results(question: str) -> list[Document]:
        return ask(startcorpus_workspace, index, question)

    alone = [results(question) for question in PARAPHRASES]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(results, list(PARAPHRASES) * 8))
    assert together == alone * 8


def test_an_added_document_is_found_after_rebuilding(
    startcorpus_workspace: Workspace, model_cache: Path, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    shutil.copytree(startcorpus_workspace.home, home)
    workspace = Workspace(load_settings(home=home, cache_dir=model_cache))
    question = "Kunnen peuters ergens een duik nemen?"
    path = tmp_path / "zwembad.md"
    path.write_text(
        "# Zwembad De Dolfijn\n\nKleine kinderen mogen op woensdagochtend zwemmen in het ondiepe bad.\n",
        encoding="utf-8",
    )
    with workspace.current.use() as before:
        assert {document.metadata["file"] for document in ask(workspace, before, question)} != {path.name}
    workspace.library.add(path)
    assert workspace.library_has_changed()
    asked: list[tuple[int, int]] = []
    workspace.build_index(lambda done, total: asked.append((done, total)))
    assert asked[-1] == (2, 2)
    assert workspace.index_is_up_to_date()
    with workspace.current.use() as after:
        first = ask(workspace, after, question)[0]
    assert first.metadata["file"] == path.name
    assert first.page_content == "Kleine kinderen mogen op woensdagochtend zwemmen in het ondiepe bad."
    workspace.current.close()

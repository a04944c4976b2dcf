"""Reranking with a real cross-encoder: a very small one, made here."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from langchain_core.documents import BaseDocumentCompressor, Document

from assistant.answer import Citation
from assistant.ask import Assistant
from corpus.errors import DenktankError
from index.generation import Generations
from index.opened import CurrentIndex
from index.reranker import make_reranker
from tests.index.fake_encoder import FakeEncoder

pytestmark = pytest.mark.integration

WORDS = "de het een op in regio raad burger hoe wat zwembad parkeren afval plastic papier loket uur - – . ? :"
POSITIONS = 64
QUESTION = "hoe parkeren in de regio?"


def save_model(folder: Path, labels: int = 1, with_head: bool = True) -> Path:
    """A folder with a BERT of two layers and random, but always the same, weights."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertModel, BertTokenizerFast

    folder.mkdir()
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *WORDS.split()]
    (folder / "vocab.txt").write_text("\n".join(vocabulary), encoding="utf-8")
    config = BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=16,
        intermediate_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        max_position_embeddings=POSITIONS,
        num_labels=labels,
        initializer_range=0.5,
    )
    torch.manual_seed(3)
    (BertForSequenceClassification if with_head else BertModel)(config).save_pretrained(folder)
    BertTokenizerFast(vocab=str(folder / "vocab.txt"), model_max_length=POSITIONS).save_pretrained(folder)
    return folder


def document(number: int, text: str, title: str = "Raad", *section: str) -> Document:
    metadata = {"title": title, "section": list(section), "score": 0.5, "page": number}
    return Document(id=str(number), page_content=text, metadata=metadata)


DOCUMENTS = (
    document(0, "de raad op het loket.", "Afval", "Afval", "Papier"),
    document(1, "plastic in het zwembad?", "Burger", "Regio"),
    document(2, "een uur parkeren"),
    document(3, "wat de raad wat de burger", "Loket", "Raad", "Uur"),
    document(4, "afval en papier " * 100),
)
AS_READ = (
    "Afval – Papier de raad op het loket.",
    "Burger – Regio plastic in het zwembad?",
    "Raad een uur parkeren",
    "Loket – Raad – Uur wat de raad wat de burger",
    "Raad " + "afval en papier " * 100,
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save_model(tmp_path_factory.mktemp("herschikmodel") / "model")


@pytest.fixture(scope="module")
def reranker(folder: Path) -> BaseDocumentCompressor:
    made = make_reranker(str(folder))
    assert made is not None
    return made


def numbers(documents: Sequence[Document]) -> list[int]:
    return [document.metadata["page"] for document in documents]


def scores(documents: Sequence[Document]) -> dict[int, float]:
    return {document.metadata["page"]: document.metadata["score"] for document in documents}


def test_order_and_odds_are_those_of_the_model(reranker: BaseDocumentCompressor, folder: Path) -> None:
    from sentence_transformers import CrossEncoder
    from torch.nn import Identity

    bare = CrossEncoder(str(folder), local_files_only=True)
    logits = bare.predict([(QUESTION, text) for text in AS_READ], activation_fn=Identity())
    assert np.ptp(logits) > 0.5
    ranked = reranker.compress_documents(DOCUMENTS, QUESTION)
    assert numbers(ranked) == np.argsort(-logits).tolist()
    odds = {number: float(np.exp(logit - logits.max())) for number, logit in enumerate(logits)}
    assert scores(ranked) == pytest.approx(odds, rel=1e-3)
    assert ranked[0].metadata["score"] == 1.0


def test_another_question_gives_another_order(reranker: BaseDocumentCompressor) -> None:
    orders = {
        tuple(numbers(reranker.compress_documents(DOCUMENTS, text))) for text in ("zwembad", "uur", "raad?")
    }
    assert len(orders) > 1


def test_only_the_score_of_a_document_changes(reranker: BaseDocumentCompressor) -> None:
    ranked = reranker.compress_documents(DOCUMENTS, QUESTION)
    assert sorted(numbers(ranked)) == [0, 1, 2, 3, 4]
    for found in ranked:
        given = DOCUMENTS[found.metadata["page"]]
        assert (found.id, found.page_content) == (given.id, given.page_content)
        assert found.metadata | {"score": 0.5} == given.metadata
        assert given.metadata["score"] == 0.5


def test_equal_passages_stay_in_the_order_given(reranker: BaseDocumentCompressor) -> None:
    """Also where they are read in different batches, beside longer passages."""
    long = [document(number, "afval plastic papier " * number) for number in range(100, 140)]
    equal = [document(number, "een uur parkeren op het loket") for number in range(9)]
    mixed = [*equal[:4], *long, *equal[4:]]
    for given in (mixed, mixed[::-1]):
        ranked = reranker.compress_documents(given, QUESTION)
        assert [n for n in numbers(ranked) if n < 9] == [n for n in numbers(given) if n < 9]
        assert len({score for number, score in scores(ranked).items() if number < 9}) == 1


@pytest.mark.parametrize("question", ["", "?", "\0\ud800", "[SEP] [CLS]", "parkeren " * 2000])
def test_odd_questions_are_ranked_too(reranker: BaseDocumentCompressor, question: str) -> None:
    ranked = reranker.compress_documents(DOCUMENTS, question)
    assert sorted(numbers(ranked)) == [0, 1, 2, 3, 4]
    assert all(0 < score <= 1 for score in scores(ranked).values())
    assert ranked[0].metadata["score"] == 1.0


def test_very_different_logits_stay_above_zero(tmp_path: Path) -> None:
    change_head(save_model(tmp_path / "model"), lambda weights: weights * 100_000)
    reranker = make_reranker(str(tmp_path / "model"))
    assert reranker is not None
    found = scores(reranker.compress_documents(DOCUMENTS, QUESTION))
    assert min(found.values()) < 1e-100
    assert all(0 < score <= 1 for score in found.values())


def test_threads_share_one_model(reranker: BaseDocumentCompressor) -> None:
    def ranking(question: str) -> dict[int, float]:
        return scores(reranker.compress_documents(DOCUMENTS, question))

    questions = WORDS.split()[:12]
    alone = [ranking(question) for question in questions]
    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(ranking, questions)) == alone


def test_without_the_setting_there_is_none() -> None:
    assert make_reranker("") is None


def test_nothing_to_rank_loads_nothing(tmp_path: Path) -> None:
    missing = make_reranker(str(tmp_path / "weg"))
    assert missing is not None
    assert list(missing.compress_documents([], QUESTION)) == []


def refusal(model: str) -> str:
    """The one Dutch line for a setting that cannot work."""
    reranker = make_reranker(model)
    assert reranker is not None
    with pytest.raises(DenktankError, match="DENKTANK_RERANKER") as caught:
        reranker.compress_documents(DOCUMENTS, QUESTION)
    line = str(caught.value)
    assert "\n" not in line
    assert model in line
    return line


def test_a_missing_folder_is_one_dutch_line(tmp_path: Path) -> None:
    assert "geen volledig herschikmodel" in refusal(str(tmp_path / "weg"))
    assert "geen volledig herschikmodel" in refusal("./is/er/niet")


def test_a_damaged_folder_is_one_dutch_line(tmp_path: Path) -> None:
    folder = save_model(tmp_path / "model")
    (folder / "model.safetensors").write_bytes(b"kapot")
    assert "geen volledig herschikmodel" in refusal(str(folder))
    (folder / "model.safetensors").unlink()
    assert "geen volledig herschikmodel" in refusal(str(folder))


def test_no_internet_is_one_dutch_line() -> None:
    assert "internet" in refusal("denktank-test/bestaat-niet")


def test_a_model_with_more_labels_is_one_dutch_line(tmp_path: Path) -> None:
    assert "3 scores in plaats van één" in refusal(str(save_model(tmp_path / "model", labels=3)))


def test_a_model_that_was_not_trained_to_score_is_one_dutch_line(tmp_path: Path) -> None:
    assert "geen herschikmodel" in refusal(str(save_model(tmp_path / "model", with_head=False)))


def test_a_model_that_gives_no_numbers_is_one_dutch_line(tmp_path: Path) -> None:
    folder = save_model(tmp_path / "model")
    change_head(folder, lambda weights: weights * float("nan"))
    assert "geen getallen" in refusal(str(folder))


def change_head(folder: Path, change: Callable[[np.ndarray], np.ndarray]) -> None:
    from safetensors.numpy import load_file, save_file

    weights = load_file(folder / "model.safetensors")
    weights["classifier.weight"] = change(weights["classifier.weight"])
    save_file(weights, folder / "model.safetensors", {"format": "pt"})


def test_the_assistant_searches_in_the_order_of_the_reranker(
    built: Generations, encoder: FakeEncoder, reranker: BaseDocumentCompressor
) -> None:
    def found(by: BaseDocumentCompressor | None, k: int) -> tuple[Citation, ...]:
        assistant = Assistant(CurrentIndex(built, encoder), encoder, "a@b.nl", "2026", 12, 6, reranker=by)
        return assistant.search("afval in de regio", k)

    plain, ranked = found(None, 10), found(reranker, 10)
    by_score = sorted(ranked, key=lambda hit: -hit.score)
    assert [hit.quote for hit in ranked] == [hit.quote for hit in by_score]
    assert {hit.quote for hit in ranked} == {hit.quote for hit in plain}
    assert [hit.quote for hit in ranked] != [hit.quote for hit in plain]
    assert [hit.quote for hit in found(reranker, 1)] == [ranked[0].quote]


USE = """
import json, sys
from assistant.assemble import Workspace
from assistant.settings import load_settings
Workspace(load_settings()).assistant
heavy = {"torch", "transformers", "sentence_transformers"}
print(json.dumps(sorted(heavy & sys.modules.keys())))
"""


@pytest.mark.parametrize("setting", ["", " ", "BAAI/bge-reranker-v2-m3"])
def test_nothing_is_imported_before_there_is_something_to_rank(setting: str, tmp_path: Path) -> None:
    environment = os.environ | {"DENKTANK_RERANKER": setting, "DENKTANK_HOME": str(tmp_path)}
    run = subprocess.run(
        [sys.executable, "-c", USE], env=environment, capture_output=True, text=True, check=True
    )
    assert json.loads(run.stdout) == []

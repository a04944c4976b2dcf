"""The scale benchmark: synthetic passages go through the real build and the real path of a question."""

from pathlib import Path

import numpy as np
import pytest

from corpus.library import Library
from eval.bench_scale import growth_of, table
from eval.scale_child import ask, build_size
from eval.scale_library import SyntheticLibrary
from eval.scale_model import QUESTION_COSINE, ScaleModel, SyntheticEncoder, fit
from index.build import build
from index.chunking import chunks
from index.generation import Generations
from index.opened import OpenIndex
from tests.index.conftest import TEXTS, write_texts
from tests.index.fake_encoder import FakeEncoder


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> ScaleModel:
    """Fitted on a small index over three texts."""
    folder = tmp_path_factory.mktemp("echt")
    library = Library(folder, max_file_bytes=1_000_000, with_startcorpus=False)
    for path in write_texts(folder / "files", TEXTS):
        library.add(path)
    generations, encoder = Generations(folder / "index"), FakeEncoder()
    build(library, generations, encoder)
    generation = generations.current()
    assert generation is not None
    index = OpenIndex(generation, encoder)
    fitted = fit(index)
    index.close()
    fitted.save(folder / "model.npz")
    return ScaleModel.load(folder / "model.npz")


def texts(model: ScaleModel, passages: int, home: Path) -> list[str]:
    library = SyntheticLibrary(model, passages, home)
    return [chunk.embedded_text for _, one in library.snapshot() for chunk in chunks(one)]


def test_a_synthetic_library_has_as_many_passages_as_asked(model: ScaleModel, tmp_path: Path) -> None:
    found = texts(model, 400, tmp_path)
    assert len(found) == len(set(found)) == 400
    assert found == texts(model, 400, tmp_path)


def test_the_vocabulary_grows_slower_than_the_text(model: ScaleModel, tmp_path: Path) -> None:
    sizes = [
        len({word for text in texts(model, size, tmp_path) for word in text.split()}) for size in (300, 1200)
    ]
    numbers = 1200 - 300  # every heading ends in its own number
    assert 0 < sizes[1] - numbers - sizes[0] < 3 * sizes[0]


def test_vectors_are_of_unit_length_and_sentences_lie_near_their_passage(model: ScaleModel) -> None:
    encoder = SyntheticEncoder(model)
    passages = encoder.encode_passages([f"Titel – Kop {number}\nTekst." for number in range(60)])
    sentences = encoder.encode_passages([f"Kop {number}: Een zin." for number in range(60)])
    assert np.allclose(np.linalg.norm(passages, axis=1), 1, atol=1e-5)
    likeness = sentences @ passages.T
    own = likeness.diagonal()
    assert own.mean() > likeness.mean() + 0.05
    assert np.array_equal(passages[[7, 3]], encoder.encode_passages(["A – 7\nx", "B – 3\nx"]))
    question = encoder.question_near(sentences[4], 1)
    assert question @ sentences[4] == pytest.approx(QUESTION_COSINE, abs=1e-3)


def test_building_and_asking_give_every_figure(model: ScaleModel, tmp_path: Path) -> None:
    results = []
    for size in (60, 300):
        home = tmp_path / str(size)
        home.mkdir()
        built = build_size(home, model, size)
        assert built["passages"] == size
        results.append({**built, **ask(home, model), "build_peak_mb": 100.0, "ask_peak_mb": 100.0})
    growth = growth_of(results)
    assert 0.2 < growth["schijf, MB"] < 1.2
    assert growth["geheugen bij bouwen (piek), MB"] == pytest.approx(0)
    lines = table(results, growth).splitlines()
    assert lines[0].split() == ["passages", "60", "300", "groei"]
    assert "streven ≤ 5" in lines[-1]


def test_the_growth_of_one_size_is_unknown() -> None:
    assert growth_of([{"passages": 10}]) == {}

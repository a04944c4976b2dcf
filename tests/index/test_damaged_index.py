"""A damaged index is noticed, and building again mends it."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import DenktankError
from corpus.library import Library
from index.build import build
from index.generation import Generations
from index.layout import (
    BACKGROUND_FILE,
    HASHES_FILE,
    SENTENCE_SPANS_FILE,
    SENTENCE_STARTS_FILE,
    SENTENCES_FILE,
    TEXTS_FILE,
)
from tests.index.built_index import in_use, opened, titles
from tests.index.conftest import write_texts
from tests.index.fake_encoder import FakeEncoder


def damage_nothing_left(folder: Path) -> None:
    for path in folder.iterdir():
        if path.name != "in-use":
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def half(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])


DAMAGE = {
    "no texts": lambda folder: (folder / TEXTS_FILE).unlink(),
    "half the texts": lambda folder: half(folder / TEXTS_FILE),
    "empty texts": lambda folder: (folder / TEXTS_FILE).write_bytes(b""),
    "no manifest": lambda folder: (folder / "manifest.json").unlink(),
    "half a manifest": lambda folder: half(folder / "manifest.json"),
    "no keywords": lambda folder: shutil.rmtree(folder / "bm25"),
    "no sentence vectors": lambda folder: (folder / SENTENCES_FILE).unlink(),
    "half the sentence vectors": lambda folder: half(folder / SENTENCES_FILE),
    "no sentence starts": lambda folder: (folder / SENTENCE_STARTS_FILE).unlink(),
    "half the sentence starts": lambda folder: half(folder / SENTENCE_STARTS_FILE),
    "half the sentence spans": lambda folder: half(folder / SENTENCE_SPANS_FILE),
    "sentence starts of another index": lambda folder: np.save(folder / SENTENCE_STARTS_FILE, [0, 1, 2]),
    "no background": lambda folder: (folder / BACKGROUND_FILE).unlink(),
    "no chunk vectors": lambda folder: shutil.rmtree(folder / "chroma"),
    "half of chroma": lambda folder: half(folder / "chroma" / "chroma.sqlite3"),
    "nothing left": damage_nothing_left,
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_index_is_refused_and_the_remedy_works(
    library: Library, built: Generations, encoder: FakeEncoder, damage: str
) -> None:
    DAMAGE[damage](in_use(built))
    with pytest.raises(DenktankError, match="denktank index build") as caught:
        opened(built, encoder).close()
    assert "\n" not in str(caught.value)
    build(library, built, encoder)
    index = opened(built, encoder)
    assert titles(index, encoder, "parkeervergunning")[0] == "Parkeren"
    index.close()


def test_damaged_hashes_only_mean_encoding_again(
    library: Library, built: Generations, encoder: FakeEncoder
) -> None:
    half(in_use(built) / HASHES_FILE)
    opened(built, encoder).close()
    again = FakeEncoder()
    build(library, built, again)
    assert again.encoded == encoder.encoded


def test_a_damaged_background_is_told_when_it_is_read(built: Generations, encoder: FakeEncoder) -> None:
    half(in_use(built) / BACKGROUND_FILE)
    index = opened(built, encoder)
    with pytest.raises(DenktankError, match=r"beschadigd.*denktank index build"):
        _ = index.background
    index.close()


def test_a_damaged_search_graph_is_refused_and_the_remedy_works(
    empty_library: Library, generations: Generations, encoder: FakeEncoder, tmp_path: Path
) -> None:
    more_than_chroma_keeps_in_its_log = 1_200
    sections = (
        f"## Kop {number}\n\nDe zin over {number} staat hier.\n"
        for number in range(more_than_chroma_keeps_in_its_log)
    )
    (path,) = write_texts(tmp_path / "files", {"groot.md": "# Groot\n\n" + "\n".join(sections)})
    empty_library.add(path)
    build(empty_library, generations, encoder)
    graph = list((in_use(generations) / "chroma").glob("*/*"))
    assert graph
    for file in graph:
        half(file)
    with pytest.raises(DenktankError, match=r"beschadigd.*denktank index build"):
        opened(generations, encoder)
    build(empty_library, generations, encoder)
    index = opened(generations, encoder)
    assert titles(index, encoder, "de zin over 7") == ["Groot"] * 3
    index.close()

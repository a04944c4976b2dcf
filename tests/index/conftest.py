"""A small library with three own publications, and the index over it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from corpus.library import Library
from corpus.structure.kind_rules import KindRules
from index.build import build
from index.generation import Generations
from index.opened import OpenIndex
from index.text_encoder import TextEncoder
from tests.index.fake_encoder import FakeEncoder

TEXTS = {
    "afval.md": "# Afval scheiden\n\nInwoners scheiden plastic en papier thuis. De gemeente haalt elke week "
    "het restafval op.\n\n## Milieustraat\n\nGrof vuil gaat naar de milieustraat.\n",
    "parkeren.md": "# Parkeren\n\nEen parkeervergunning vraagt u aan bij het loket. Bezoekers betalen "
    "bij de automaat.\n",
    "zwembad.txt": "Zwembad\n\nHet zwembad opent om 8.15 uur. Kinderen krijgen op woensdag zwemles.\n",
}


def write_texts(folder: Path, texts: dict[str, str]) -> list[Path]:
    """Write the files and give their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, text in texts.items():
        path = folder / name
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    return paths


@pytest.fixture
def empty_library(tmp_path: Path) -> Library:
    return Library(tmp_path / "home", max_file_bytes=1_000_000, with_startcorpus=False)


@pytest.fixture
def library(empty_library: Library, tmp_path: Path) -> Library:
    for path in write_texts(tmp_path / "files", TEXTS):
        empty_library.add(path)
    return empty_library


@pytest.fixture
def generations(tmp_path: Path) -> Generations:
    return Generations(tmp_path / "home" / "index")


@pytest.fixture
def encoder() -> FakeEncoder:
    return FakeEncoder()


@pytest.fixture
def built(library: Library, generations: Generations, encoder: FakeEncoder) -> Generations:
    """The generations after one build over the library."""
    build(library, generations, encoder)
    return generations


@contextmanager
def index_over(
    folder: Path, texts: dict[str, str], encoder: TextEncoder, rules: KindRules | None = None
) -> Iterator[OpenIndex]:
    """The open index over files with these texts, made in a folder of its own."""
    library = Library(folder / "home", max_file_bytes=1_000_000, with_startcorpus=False, rules=rules)
    for path in write_texts(folder / "files", texts):
        library.add(path)
    generations = Generations(folder / "home" / "index")
    build(library, generations, encoder)
    generation = generations.current()
    assert generation is not None
    index = OpenIndex(generation, encoder)
    try:
        yield index
    finally:
        index.close()

"""A library with no publications of its own, and one with a single note."""

from pathlib import Path

import pytest

from corpus.library import Library
from tests.corpus.library_files import write


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def library(home: Path) -> Library:
    return Library(home, max_file_bytes=100_000)


@pytest.fixture
def filled(library: Library, tmp_path: Path) -> Library:
    library.add(write(tmp_path / "nota.txt", "De oude tekst."))
    return library

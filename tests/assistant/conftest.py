"""An assistant over a small index with a model of word counts, and a decision that tests can set."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant import scope
from assistant.ask import Assistant
from corpus.library import Library
from index.build import build
from index.generation import Generations
from index.opened import CurrentIndex, OpenIndex
from tests.assistant.by_hand import deciding
from tests.index.conftest import write_texts
from tests.index.fake_encoder import FakeEncoder

TEXTS = {
    "afval.md": "# Afval scheiden\n\nInwoners scheiden plastic en papier thuis in twee bakken. De gemeente "
    "haalt elke week het restafval op.\n\n## Milieustraat\n\nGrof vuil gaat naar de milieustraat.\n\n"
    "- Hout gaat in de grote bruine bak.\n- Glas gaat in de kleine groene bak.\n",
    "parkeren.md": "# Parkeren\n\nEen parkeervergunning vraagt u aan bij het loket. Bezoekers betalen "
    "bij de automaat.\n\n## Stap 1: het formulier\n\nLever het ingevulde formulier in bij de balie.\n",
    "zwembad.txt": "Zwembad\n\nHet zwembad opent om 8.15 uur. Kinderen krijgen op woensdag zwemles.\n",
}


@pytest.fixture
def current(tmp_path: Path) -> Iterator[CurrentIndex]:
    library = Library(tmp_path / "home", max_file_bytes=1_000_000, with_startcorpus=False)
    for path in write_texts(tmp_path / "files", TEXTS):
        library.add(path)
    encoder = FakeEncoder()
    generations = Generations(tmp_path / "home" / "index")
    build(library, generations, encoder)
    opened = CurrentIndex(generations, encoder)
    yield opened
    opened.close()


@pytest.fixture
def index(current: CurrentIndex) -> Iterator[OpenIndex]:
    with current.use() as opened:
        yield opened


@pytest.fixture
def assistant(current: CurrentIndex, monkeypatch: pytest.MonkeyPatch) -> Assistant:
    """Answers what its texts have words for: refuses a question with a rare word that they lack."""
    monkeypatch.setattr(scope, "decision", lambda: deciding(intercept=2.0, unknown=-1.5))
    return Assistant(current, FakeEncoder(), "griffie@gemeente.example", "2026", passages=5, most_sentences=4)

"""Of passages that say the same in the same words only one is found."""

from dataclasses import replace
from pathlib import Path

import pytest

from index.copies import without_copies
from index.retriever import prepare, search
from index.texts import StoredChunk
from tests.index.conftest import index_over
from tests.index.fake_encoder import FakeEncoder

ONE = "De gemeente haalt het restafval elke week op, behalve als er een feestdag valt of als het sneeuwt."
OTHER = "Wie grof vuil heeft, brengt dat zelf naar de milieustraat aan de rand van de stad, tot vijf uur."


@pytest.fixture
def stored(tmp_path: Path) -> list[StoredChunk]:
    texts = {"a.md": f"# Afval\n\n{ONE}", "b.md": f"# Vuil\n\n{ONE.upper()}", "c.md": f"# Grof\n\n{OTHER}"}
    encoder = FakeEncoder()
    with index_over(tmp_path, texts, encoder) as index:
        found = search(index, prepare(index, encoder, "restafval vuil gemeente"), 3)
        assert len(found) == 2
        return index.texts.chunks([0, 1, 2])


def test_the_first_of_copies_stays(stored: list[StoredChunk]) -> None:
    assert without_copies(stored, 3) == [0, 2]
    assert without_copies(stored[::-1], 3) == [0, 1]
    assert without_copies(stored, 1) == [0]


def test_a_publication_goes_before_the_startcorpus(stored: list[StoredChunk]) -> None:
    ours = replace(stored[0], place=replace(stored[0].place, startcorpus=True))
    assert without_copies([ours, *stored[1:]], 3) == [1, 2]
    assert without_copies([stored[1], ours, stored[2]], 3) == [0, 2]


def test_short_passages_are_no_copies(stored: list[StoredChunk]) -> None:
    short = [replace(item, chunk=replace(item.chunk, text="Zie ook hierboven.")) for item in stored]
    assert without_copies(short, 3) == [0, 1, 2]


def test_nothing_has_no_copies() -> None:
    assert without_copies([], 5) == []

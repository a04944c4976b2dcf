"""What a language model is given: the best passages first, whole sections where they fit."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.evidence import Evidence, from_document
from assistant.packing import LONGEST_SECTION, OVERHEAD, pack
from corpus.library import Library
from index.build import build
from index.generation import Generations
from index.opened import CurrentIndex, OpenIndex
from index.retriever import Found, to_document
from tests.index.conftest import write_texts
from tests.index.fake_encoder import FakeEncoder

PARAGRAPH = "De {0} komt in dit deel uitvoerig aan de orde. " * 17
"""Nearly as long as a passage may be, so that every paragraph becomes one."""


def section(title: str, *subjects: str) -> str:
    return f"# {title}\n\n" + "\n\n".join(PARAGRAPH.format(subject).strip() for subject in subjects)


TEXTS = {
    "a.md": section("Bossen", "eik", "beuk", "den"),
    "b.md": section("Wegen", *(f"straat {n}" for n in range(12))),
    "c.md": section("Zee", "haring"),
}


@pytest.fixture
def index(tmp_path: Path) -> Iterator[OpenIndex]:
    library = Library(tmp_path / "home", max_file_bytes=1_000_000, with_startcorpus=False)
    for path in write_texts(tmp_path / "files", TEXTS):
        library.add(path)
    encoder = FakeEncoder()
    generations = Generations(tmp_path / "home" / "index")
    build(library, generations, encoder)
    current = CurrentIndex(generations, encoder)
    with current.use() as opened:
        yield opened
    current.close()


def found(index: OpenIndex, *words: str) -> list[Evidence]:
    """The passages that hold these words, in that order."""
    chunks = index.texts.chunks(range(index.manifest.chunks))
    return [
        from_document(to_document(Found(chunk, 1.0, 0.5)))
        for word in words
        for chunk in chunks
        if f" {word} " in chunk.chunk.text
    ]


def numbers(index: OpenIndex, *words: str) -> list[int]:
    return [passage.number for passage in found(index, *words)]


def test_a_section_that_fits_is_given_whole_and_in_reading_order(index: OpenIndex) -> None:
    given = pack(index, found(index, "beuk"), room=20_000)
    assert [one.passage.number for one in given] == numbers(index, "eik", "beuk", "den")
    assert [one.key for one in given] == [1, 2, 3]
    assert {one.heading.split(" · ")[0] for one in given} == {"Bossen"}


def test_a_section_that_is_too_long_is_not_filled_up(index: OpenIndex) -> None:
    assert 12 * len(PARAGRAPH) > LONGEST_SECTION
    given = pack(index, found(index, "straat 5"), room=100_000)
    assert [one.passage.number for one in given] == numbers(index, "straat 5")


def test_sections_come_in_the_order_of_their_best_passage(index: OpenIndex) -> None:
    given = pack(index, found(index, "haring", "den", "straat 5"), room=100_000)
    expected = numbers(index, "haring", "eik", "beuk", "den", "straat 5")
    assert [one.passage.number for one in given] == expected


@pytest.mark.parametrize("room", [0, 1000, 1300, 2300, 3300, 100_000])
def test_what_is_given_fits_but_for_the_best_passage(index: OpenIndex, room: int) -> None:
    evidence = found(index, "den", "haring", "straat 5")
    given = pack(index, evidence, room)
    size = sum(len(one.passage.text) + OVERHEAD for one in given)
    assert evidence[0] in [one.passage for one in given]
    assert len(given) == 1 or size <= room
    assert [one.key for one in given] == list(range(1, len(given) + 1))


def test_found_passages_go_before_the_rest_of_a_section(index: OpenIndex) -> None:
    evidence = found(index, "den", "haring")
    room = sum(len(passage.text) + OVERHEAD for passage in evidence)
    assert {one.passage.number for one in pack(index, evidence, room)} == {one.number for one in evidence}

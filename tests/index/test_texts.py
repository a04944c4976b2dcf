"""The texts of a generation: what was written is found again by number, exactly."""

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from corpus.boxes import Box, CharBoxes
from corpus.compose import Composer, Piece
from corpus.kinds import PassageKind, Role
from corpus.publication import Metadata, Publication
from corpus.read import publication
from index.chunking import Chunk, chunks
from index.texts import Place, StoredPage, Texts
from index.texts_writer import TextsWriter

METADATA = Metadata(
    title="Rapport ’één’",
    kind=PassageKind.ADVICE,
    roles=(Role.ALDERMAN,),
    date="2018-06",
    publisher="De uitgever",
    links=("https://vng.nl/een", "https://vng.nl/twee"),
)


def with_pages() -> Publication:
    composer = Composer()
    composer.page(1, "iv")
    composer.heading("Deel A", 1)
    composer.paragraph("De eerste zin van bladzijde een. En de tweede 😀.")
    composer.page(2)
    composer.page(3, "5")
    composer.heading("Onder", 2)
    composer.list_item("een punt op bladzijde drie")
    return publication(composer.content(), "rapport.pdf", "rapport", "a" * 64, METADATA)


def without_pages() -> Publication:
    composer = Composer()
    composer.paragraph("Een tekst zonder bladzijden.")
    return publication(composer.content(), "nota.txt", "nota", "b" * 64)


LINES = ("Een zin die over", "twee regels loopt.")


def line_boxes(text: str, top: float) -> CharBoxes:
    """Letters of 6 by 12 points from left to right; a space has no place."""
    return CharBoxes.of(
        None if letter == " " else Box(60 + 6 * at, top, 66 + 6 * at, top + 12)
        for at, letter in enumerate(text)
    )


def drawn() -> Publication:
    composer = Composer()
    composer.page(1, None, width=595.3, height=841.9)
    boxes = (line_boxes(LINES[0], 100), CharBoxes.nowhere(1), line_boxes(LINES[1], 114))
    composer.paragraph(Piece(" ".join(LINES), CharBoxes.joined(boxes)))
    composer.page(2, None, width=841.9, height=595.3, recognised=True)
    return publication(composer.content(), "getekend.pdf", "getekend", "c" * 64)


PUBLICATIONS = (with_pages(), without_pages(), drawn())
CHUNKS: list[Chunk] = [chunk for one in PUBLICATIONS for chunk in chunks(one)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    folder = tmp_path / "map met ruimte en #?%20"
    folder.mkdir()
    writer = TextsWriter(folder)
    for one in PUBLICATIONS:
        writer.add(one, list(chunks(one)))
    writer.close()
    return folder


@pytest.fixture
def texts(path: Path) -> Iterator[Texts]:
    opened = Texts(path)
    yield opened
    opened.close()


def test_chunks_come_back_as_they_were_in_the_order_asked(texts: Texts) -> None:
    numbers = [2, 0, 1, 0]
    found = texts.chunks(numbers)
    assert [stored.number for stored in found] == numbers
    assert [stored.chunk for stored in found] == [CHUNKS[number] for number in numbers]


def test_sentences_are_numbered_through_the_whole_index(texts: Texts) -> None:
    assert [list(stored.sentence_numbers) for stored in texts.chunks([0, 1, 2])] == [[0, 1], [2], [3]]


def test_sentence_and_chunk_numbers_lead_to_each_other(texts: Texts) -> None:
    assert texts.sentence_numbers([2, 0]).tolist() == [[3, 4], [0, 2]]
    assert texts.sentence_numbers([]).tolist() == []
    assert texts.chunk_numbers([4, 0, 1, 2]).tolist() == [3, 0, 0, 1]


def test_sentences_keep_their_mark_and_lose_it_when_told(tmp_path: Path) -> None:
    writer = TextsWriter(tmp_path)
    writer.add(with_pages(), list(chunks(with_pages())))
    writer.close(np.array([False, True, False]))
    texts = Texts(tmp_path)
    before = [item.quotable for chunk in chunks(with_pages()) for item in chunk.sentences]
    assert before == [True, True, True]
    assert texts.quotable([2, 1, 0]).tolist() == [True, False, True]
    marks = [item.quotable for stored in texts.chunks([0, 1]) for item in stored.chunk.sentences]
    assert marks == [True, False, True]
    texts.close()


def test_a_chunk_brings_its_page_and_publication(texts: Texts) -> None:
    stored = texts.chunks([1])[0]
    assert stored.place == Place(
        publication="rapport",
        file="rapport.pdf",
        sha256="a" * 64,
        title="Rapport ’één’",
        date="2018-06",
        publisher="De uitgever",
        links=("https://vng.nl/een", "https://vng.nl/twee"),
        number=3,
        label="5",
        startcorpus=False,
    )
    page = texts.page("rapport", 3)
    assert page == StoredPage(stored.place, "Onder\n\n• een punt op bladzijde drie")


def test_pages_are_found_by_physical_number(texts: Texts) -> None:
    first = texts.page("rapport", 1)
    assert first is not None
    assert (first.place.label, first.text) == ("iv", with_pages().pages[0].text)
    empty = texts.page("rapport", 2)
    assert empty is not None
    assert empty.text == ""
    plain = texts.page("nota", None)
    assert plain is not None
    assert (plain.text, plain.place.number) == ("Een tekst zonder bladzijden.", None)


def test_places_of_letters_come_back_as_they_were(texts: Texts) -> None:
    for number, page in enumerate(drawn().pages, start=1):
        stored = texts.page("getekend", number)
        assert stored is not None
        assert (stored.width, stored.height, stored.recognised) == (page.width, page.height, page.recognised)
        assert stored.boxes == page.boxes


def test_a_marking_is_looked_up_line_by_line(texts: Texts) -> None:
    stored = texts.page("getekend", 1)
    assert stored is not None
    start = stored.text.index("over")
    end = stored.text.index(" loopt")
    assert stored.boxes_of(start, end) == (Box(132, 100, 156, 112), Box(60, 114, 126, 126))
    assert stored.boxes_of(start, start) == ()


def test_what_is_not_drawn_has_no_places(texts: Texts) -> None:
    stored = texts.page("nota", None)
    assert stored is not None
    assert (stored.width, stored.height, stored.boxes, stored.recognised) == (None, None, None, False)
    assert stored.boxes_of(0, 5) == ()


@pytest.mark.parametrize(("key", "number"), [("rapport", 4), ("rapport", None), ("nota", 1), ("weg", 1)])
def test_a_page_that_is_not_there_is_none(texts: Texts, key: str, number: int | None) -> None:
    assert texts.page(key, number) is None


def test_chunks_and_sentences_are_counted(texts: Texts) -> None:
    assert texts.counts() == (4, 5)


def test_threads_may_read_at_the_same_time(texts: Texts) -> None:
    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(lambda number: texts.chunks([number % 3])[0].chunk, range(300)))
    assert results == [CHUNKS[number % 3] for number in range(300)]


def test_reading_never_writes(path: Path, texts: Texts) -> None:
    before = {item.name: item.read_bytes() for item in path.iterdir()}
    texts.chunks([0])
    assert {item.name: item.read_bytes() for item in path.iterdir()} == before


def test_a_file_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(sqlite3.OperationalError):
        Texts(tmp_path)
    assert list(tmp_path.iterdir()) == []

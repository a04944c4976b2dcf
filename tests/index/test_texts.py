"""The texts of a generation: what was written is found again by number, exactly."""

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path

import pytest

from corpus.compose import Composer
from corpus.kinds import PassageKind, Role
from corpus.publication import Metadata, Publication
from corpus.read import publication
from index.chunking import Chunk, chunks
from index.texts import Place, StoredPage, Texts, TextsWriter

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


PUBLICATIONS = (with_pages(), without_pages())
CHUNKS: list[Chunk] = [chunk for one in PUBLICATIONS for chunk in chunks(one)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    folder = tmp_path / "map met ruimte en #?%20"
    folder.mkdir()
    writer = TextsWriter(folder / "texts.sqlite")
    number = count()
    for one in PUBLICATIONS:
        found = list(chunks(one))
        hashes = [f"c{chunk.text}" for chunk in found]
        writer.add(one, found, hashes, [f"s{next(number)}" for chunk in found for _ in chunk.sentences])
    assert (writer.chunk_count, writer.sentence_count) == (len(CHUNKS), 4)
    writer.close()
    return folder / "texts.sqlite"


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


def test_a_chunk_brings_its_page_and_publication(texts: Texts) -> None:
    stored = texts.chunks([1])[0]
    assert stored.place == Place(
        publication="rapport",
        file="rapport.pdf",
        title="Rapport ’één’",
        date="2018-06",
        publisher="De uitgever",
        links=("https://vng.nl/een", "https://vng.nl/twee"),
        number=3,
        label="5",
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


@pytest.mark.parametrize(("key", "number"), [("rapport", 4), ("rapport", None), ("nota", 1), ("weg", 1)])
def test_a_page_that_is_not_there_is_none(texts: Texts, key: str, number: int | None) -> None:
    assert texts.page(key, number) is None


def test_chunks_and_sentences_are_counted(texts: Texts) -> None:
    assert texts.counts() == (3, 4)


def test_hashes_give_numbers(texts: Texts) -> None:
    assert texts.hashes("sentence") == {"s0": 0, "s1": 1, "s2": 2, "s3": 3}
    assert texts.hashes("chunk") == {f"c{chunk.text}": number for number, chunk in enumerate(CHUNKS)}


def test_threads_may_read_at_the_same_time(texts: Texts) -> None:
    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(lambda number: texts.chunks([number % 3])[0].chunk, range(300)))
    assert results == [CHUNKS[number % 3] for number in range(300)]


def test_reading_never_writes(path: Path, texts: Texts) -> None:
    texts.chunks([0])
    assert [item.name for item in path.parent.iterdir()] == ["texts.sqlite"]


def test_a_file_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(sqlite3.OperationalError):
        Texts(tmp_path / "texts.sqlite")
    assert list(tmp_path.iterdir()) == []

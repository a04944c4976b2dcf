"""Reading a publication from the index: its headings, its parts, and words found in it."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.library import Library
from index.build import build
from index.generation import Generations
from index.opened import CurrentIndex
from index.reading import Hits, PageName, find, headings, pages, parts
from index.texts import Texts
from tests.corpus.make_pdf import make_pdf
from tests.index.conftest import write_texts
from tests.index.fake_encoder import FakeEncoder

NOTE = (
    "# Afval\n\nOver afval.\n\n## Plastic\n\nInwoners scheiden plastic. De coördinator’s lijst hangt er.\n\n"
    "## Glas\n\nGlas gaat in de bak. Plastic niet: PLASTIC is licht.\n\n### Wit glas\n\nWit glas apart.\n"
)
PAGES = [
    [(20.0, "Vooraf"), (11.0, "Dit is een korte inleiding over de raad.")],
    [(20.0, "De raad"), (11.0, "De raad stelt elk jaar de regionale agenda vast.")],
]


@pytest.fixture
def texts(tmp_path: Path) -> Iterator[Texts]:
    library = Library(tmp_path / "home", max_file_bytes=10_000_000, with_startcorpus=False)
    for path in write_texts(tmp_path / "files", {"afval.md": NOTE}):
        library.add(path)
    pdf = tmp_path / "raad.pdf"
    pdf.write_bytes(make_pdf(PAGES))
    library.add(pdf)
    encoder = FakeEncoder()
    generations = Generations(tmp_path / "home" / "index")
    build(library, generations, encoder)
    current = CurrentIndex(generations, encoder)
    with current.use() as index:
        yield index.texts
    current.close()


def found(hits: Hits) -> list[str]:
    return [hit.found for hit in hits.hits]


def test_pages_are_those_of_the_file_and_a_text_without_pages_is_one(texts: Texts) -> None:
    assert [page.number for page in pages(texts, "raad")] == [1, 2]
    assert pages(texts, "afval") == (PageName(None, None),)
    assert pages(texts, "weg") == ()


def test_headings_stand_in_reading_order_with_their_level_and_place(texts: Texts) -> None:
    page = texts.page("afval", None)
    assert page is not None
    outline = headings(texts, "afval")
    assert [(heading.title, heading.level) for heading in outline] == [
        ("Afval", 1),
        ("Plastic", 2),
        ("Glas", 2),
        ("Wit glas", 3),
    ]
    for heading in outline:
        assert page.text.startswith(heading.title, heading.start)
    raad = headings(texts, "raad")[-1]
    assert (raad.title, raad.page) == ("De raad", 2)
    assert headings(texts, "weg") == ()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("plastic", ["Plastic", "plastic", "Plastic", "PLASTIC"]),
        ("COORDINATOR'S", ["coördinator’s"]),
        ("coo\u0308rdinator’s   lijst", ["coördinator’s lijst"]),
        ("kernenergie", []),
        ("\u0301", []),
        ("  ", []),
    ],
)
def test_words_are_found_whatever_their_capitals_accents_and_signs(
    texts: Texts, words: str, expected: list[str]
) -> None:
    page = texts.page("afval", None)
    assert page is not None
    hits = find(texts, "afval", words)
    assert found(hits) == expected
    assert [page.text[hit.start : hit.end] for hit in hits.hits] == expected


def test_a_hit_tells_its_page_and_what_stands_around_it_on_the_line(texts: Texts) -> None:
    hits = find(texts, "raad", "regionale")
    (hit,) = hits.hits
    assert hit.page.number == 2
    assert (hit.before, hit.after) == ("De raad stelt elk jaar de ", " agenda vast.")


def test_more_hits_than_are_wanted_is_told(texts: Texts) -> None:
    first = find(texts, "afval", "plastic", most=3)
    assert (len(first.hits), first.more) == (3, True)
    assert not find(texts, "afval", "plastic", most=4).more


@given(st.text(alphabet="ab \n", max_size=300), st.lists(st.integers(-5, 320)), st.integers(2, 50))
def test_parts_follow_each_other_and_none_is_too_long(text: str, starts: list[int], size: int) -> None:
    pieces = parts(text, starts, size)
    assert "".join(text[begin:end] for begin, end in pieces) == text
    assert all(end - begin <= size for begin, end in pieces)
    assert all(left[1] == right[0] < right[1] for left, right in pairwise(pieces))


def test_a_part_begins_at_a_heading_where_it_can() -> None:
    text = "K\n" + "a" * 28 + "L\n" + "b" * 28 + "M\n" + "c" * 28
    assert parts(text, [0, 30, 60], 65) == [(0, 60), (60, 90)]

"""The text of any span is what is drawn under its boxes, and stays so when it has been stored."""

import random
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest

from corpus.boxes import Box, per_line, union
from corpus.json_form import dump, load_publication
from corpus.publication import Publication, Span
from corpus.read import parse, publication, sha256_of
from corpus.read_options import ReadOptions
from index.texts import Texts
from index.texts_writer import TextsWriter
from tests.corpus.drawn_pdf import CROPS, WORDS, drawn_characters, text_under, words_pdf

DOCUMENTS = sorted((Path(__file__).parents[1] / "documents").glob("*.pdf"))
SPANS_PER_PAGE = 15


def read(data: bytes, name: str) -> Publication:
    """The publication of a PDF, without recognition: what is recognised has no drawn characters."""
    content = parse(data, name, ReadOptions(recognise=False))
    return publication(content, name, "getekend", sha256_of(data))


def letters(text: str) -> Counter[str]:
    """How often each letter occurs. Hyphens at line ends and marks of notes are left out of a text,
    ligatures are written out and a diaeresis comes back where a word is mended."""
    return Counter(one for one in unicodedata.normalize("NFKD", text).casefold() if one.isalpha())


def spans(one: Publication, page: int, count: int | None) -> Iterator[Span]:
    """Blocks of a page, and spans from one word to another (a ligature is one drawn character)."""
    for section in one.sections:
        yield from (block.span for block in section.blocks if block.span.page == page)
    words = [match.span() for match in re.finditer(r"\S+", one.pages[page].text)]
    every = [Span(page, start, start_of[1]) for (start, end), start_of in combinations(words, 2)]
    chosen = random.Random(page).sample(every, min(count, len(every))) if count is not None else every
    yield from chosen
    yield from (Span(page, start, end) for start, end in words)


def wrong_spans(one: Publication, data: bytes, count: int | None) -> list[str]:
    """Spans with other letters under their boxes, with both texts."""
    wrong = []
    for number, page in enumerate(one.pages):
        drawn = drawn_characters(data, number) if page.text else []
        for span in spans(one, number, count):
            under = text_under(one.boxes_of(span), drawn)
            if letters(under) != letters(one.text_of(span)):
                wrong.append(f"{number + 1}: {one.text_of(span)!r} / {under!r}")
    return wrong


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("crop", CROPS)
def test_every_span_of_a_turned_and_cropped_page_is_what_is_drawn_there(
    rotation: int, crop: tuple[float, float, float, float] | None
) -> None:
    data = words_pdf(rotation, crop)
    one = read(data, "woorden.pdf")
    page = one.pages[0]
    assert page.width is not None
    assert page.height is not None
    expected = (595.0, 842.0) if crop is None else (crop[2] - crop[0], crop[3] - crop[1])
    assert (page.width, page.height) == pytest.approx(expected[:: -1 if rotation in (90, 270) else 1])
    assert {word for *_, word in WORDS[:4]} <= set(page.text.split())
    assert wrong_spans(one, data, count=None) == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
@pytest.mark.slow
def test_spans_of_made_documents_are_what_is_drawn_there(path: Path) -> None:
    data = path.read_bytes()
    assert wrong_spans(read(data, path.name), data, SPANS_PER_PAGE) == []


@pytest.mark.slow
def test_spans_of_real_documents_are_what_is_drawn_there(testdata: Path) -> None:
    paths = sorted(testdata.rglob("*.pdf"))
    assert paths
    for path in paths:
        data = path.read_bytes()
        assert wrong_spans(read(data, path.name), data, SPANS_PER_PAGE) == [], path.name


@pytest.mark.parametrize("crop", CROPS)
def test_boxes_are_the_same_after_storing_and_loading(
    crop: tuple[float, float, float, float] | None, tmp_path: Path
) -> None:
    one = read(words_pdf(90, crop), "woorden.pdf")
    stored = load_publication(dump(one))
    assert stored == one
    writer = TextsWriter(tmp_path)
    writer.add(stored, [])
    writer.close()
    texts = Texts(tmp_path)
    page = texts.page("getekend", 1)
    assert page is not None
    assert (page.text, page.width, page.height) == (
        one.pages[0].text,
        one.pages[0].width,
        one.pages[0].height,
    )
    for span in spans(one, 0, count=None):
        assert page.boxes_of(span.start, span.end) == one.boxes_of(span) != ()
    texts.close()


def test_a_tall_sign_beside_two_lines_does_not_swallow_the_second() -> None:
    sign = Box(60, 100, 68, 127)
    first = [Box(75 + 6 * at, 100, 81 + 6 * at, 112) for at in range(9)]
    second = [Box(75 + 6 * at, 114, 81 + 6 * at, 126) for at in range(9)]
    assert per_line([sign, *first]) == (sign, union(first))
    assert per_line([sign, *first, None, *second]) == (sign, union(first), union(second))


def test_a_small_raised_figure_belongs_to_its_line() -> None:
    line = [Box(60, 100, 66, 112), Box(66, 99, 69, 107), Box(72, 100, 78, 112)]
    assert per_line(line) == (Box(60, 99, 78, 112),)

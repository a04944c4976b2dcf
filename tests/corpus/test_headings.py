"""Headings of whole documents: the self-made ones in every way they can be read, and real ones."""

import json
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import pytest

from corpus.pdf.document import drawn_page, opened, outline
from corpus.pdf.footnotes import footnotes
from corpus.pdf.furniture import body_size, furniture
from corpus.pdf.headings import Headings, headings
from corpus.pdf.layout import DrawnDocument, LineId
from tests.documents.truth import NAMES, Truth, document

HANDBOOK = "AI-verordening_Handreiking_AI-systemen.pdf"
LABELS = json.loads((Path(__file__).parent / "headings_rijk.json").read_text(encoding="utf-8"))
"""Headings of real documents as seen on the page: first three words, number of words, level."""


@dataclass(frozen=True)
class Found:
    page: int
    text: str
    level: int


def drawn(path: Path) -> DrawnDocument:
    with opened(path.read_bytes(), path.name) as pdf:
        pages = tuple(drawn_page(pdf, index) for index in range(len(pdf)))
        return DrawnDocument(pages, outline(pdf, pages))


@cache
def self_made(name: str) -> DrawnDocument:
    return drawn(document(name).path)


def without_tags(pdf: DrawnDocument) -> DrawnDocument:
    return replace(pdf, pages=tuple(replace(page, tags={}) for page in pdf.pages))


def without_contents(pdf: DrawnDocument, truth: Truth) -> DrawnDocument:
    """With the pages of the table of contents empty."""
    listed = {page for block in truth.blocks if block.kind == "inhoud" for page in block.pages}
    return replace(
        pdf, pages=tuple(replace(page, lines=()) if page.number in listed else page for page in pdf.pages)
    )


def read(pdf: DrawnDocument) -> tuple[Headings, list[Found]]:
    """The headings of a document without its furniture and footnotes, in the order of the stream."""
    body = body_size(pdf.pages)
    left_out: set[LineId] = set(furniture(pdf.pages, body).lines)
    for index, page in enumerate(pdf.pages):
        kept = [line for line in page.lines if (index, line.order) not in left_out]
        left_out |= {(index, line.order) for note in footnotes(page, kept, body) for line in note.lines}
    result = headings(pdf, left_out)
    found: list[Found] = []
    for index, page in enumerate(pdf.pages):
        for line in page.lines:
            heading = result.lines.get((index, line.order))
            if heading is None:
                continue
            if heading.starts:
                found.append(Found(index + 1, line.text, heading.level))
            else:
                last = found.pop()
                space = "" if last.text.endswith("-") else " "
                found.append(replace(last, text=f"{last.text}{space}{line.text}"))
    return result, found


def folded(text: str) -> str:
    """Only letters, so that the mark of a note and hyphens at line ends do not matter."""
    return "".join(char for char in unicodedata.normalize("NFKD", text).casefold() if char.isalpha())


def parents(levels: Sequence[int]) -> list[int]:
    """For every heading the place of the heading it stands under, or -1."""
    open_headings: list[int] = []
    out = []
    for place, level in enumerate(levels):
        while open_headings and levels[open_headings[-1]] >= level:
            open_headings.pop()
        out.append(open_headings[-1] if open_headings else -1)
        open_headings.append(place)
    return out


def assert_same(found: list[Found], truth: Truth, left: set[int]) -> None:
    """All headings of the truth but those on the pages ``left``, on their pages, and nothing else."""
    wanted = [heading for heading in truth.headings if heading.pages[0] not in left and not heading.scanned]
    expected = [(heading.pages[0], folded(heading.text), heading.level) for heading in wanted]
    assert sorted((one.page, folded(one.text)) for one in found) == sorted(one[:2] for one in expected)
    levels: dict[tuple[int, str], list[int]] = {}
    for page, text, level in expected:
        levels.setdefault((page, text), []).append(level)
    here = [(one.page, folded(one.text)) for one in found]
    in_order = [levels[place].pop(0) for place in here]
    assert parents([one.level for one in found]) == parents(in_order)


@pytest.mark.parametrize("name", NAMES)
def test_a_self_made_document_has_exactly_its_headings(name: str) -> None:
    truth = document(name)
    result, found = read(self_made(name))
    assert result.source == ("tags" if truth.tagged else "outline" if truth.outlined else "contents")
    assert_same(found, truth, set())


@pytest.mark.parametrize("name", [name for name in NAMES if document(name).outlined])
def test_without_tags_the_outline_gives_the_same_headings(name: str) -> None:
    result, found = read(without_tags(self_made(name)))
    assert result.source == "outline"
    wanted = [heading for heading in document(name).headings if not heading.scanned]
    assert sorted((one.page, folded(one.text)) for one in found) == sorted(
        (heading.pages[0], folded(heading.text)) for heading in wanted
    )
    outermost = {folded(heading.text) for heading in wanted if heading.level == 1}
    assert {folded(one.text) for one in found if one.level == 1} == outermost


@pytest.mark.parametrize("name", NAMES)
def test_without_tags_and_outline_the_contents_page_gives_the_same_headings(name: str) -> None:
    result, found = read(replace(without_tags(self_made(name)), outline=()))
    assert result.source == "contents"
    assert_same(found, document(name), set())


@pytest.mark.parametrize("name", NAMES)
def test_style_alone_gives_the_same_headings(name: str) -> None:
    truth = document(name)
    listed = {page for block in truth.blocks if block.kind == "inhoud" for page in block.pages}
    bare = without_contents(replace(without_tags(self_made(name)), outline=()), truth)
    result, found = read(bare)
    assert result.source == "style"
    assert_same(found, truth, listed)


@pytest.mark.parametrize("name", NAMES)
def test_entries_of_the_contents_page_are_known_and_are_no_headings(name: str) -> None:
    truth, pdf = document(name), self_made(name)
    result, _ = read(pdf)
    entries = "".join(folded(block.text) for block in truth.blocks if block.kind == "inhoud")
    lines = [
        line.text
        for index, page in enumerate(pdf.pages)
        for line in page.lines
        if (index, line.order) in result.contents
    ]
    assert len(lines) >= 10
    assert all(folded(text).rstrip("ivx") in entries for text in lines)
    assert result.contents.isdisjoint(result.lines)


@pytest.mark.parametrize("name", NAMES)
def test_the_title_on_the_cover_is_the_title_and_no_heading(name: str) -> None:
    result, _ = read(self_made(name))
    assert result.title is not None
    assert document(name).title.startswith(result.title)
    assert all(page > 0 for page, _ in result.lines)


def real(testdata: Path, name: str) -> DrawnDocument:
    path = testdata / "rijk" / name
    if not path.is_file():
        pytest.skip(f"{name} staat niet in DENKTANK_TESTDATA: niet gedraaid")
    return drawn(path)


def label(text: str) -> tuple[str, int]:
    """First three words and number of words; numbers do not count."""
    words = [word for word in text.split() if any(map(str.isalpha, word))]
    return folded(" ".join(words[:3])), len(words)


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted({entry["file"] for entry in LABELS}))
def test_headings_of_a_real_document(testdata: Path, name: str) -> None:
    labels = [entry for entry in LABELS if entry["file"] == name]
    wanted = [
        (entry["page"], folded(entry["start"]), entry["words"])
        for entry in labels
        if not entry.get("optional")
    ]
    allowed = [(entry["page"], folded(entry["start"]), entry["words"]) for entry in labels]
    _, found = read(real(testdata, name))
    here = [(one.page, *label(one.text)) for one in found]
    assert [place for place in wanted if place not in here] == []
    assert [place for place in here if place not in allowed] == []


@pytest.mark.slow
def test_wrong_numbers_on_a_real_contents_page_do_not_change_levels(testdata: Path) -> None:
    """After 4.2 come 3, 4 and 5 in the look of the second level: that is where they belong."""
    pdf = real(testdata, HANDBOOK)
    result, found = read(pdf)
    assert result.source == "contents"
    assert len(result.contents) == 14
    levels = {(one.page, *label(one.text)): one.level for one in found}
    checked = [entry for entry in LABELS if entry["file"] == HANDBOOK and entry["level"] < 3]
    wanted = {(entry["page"], folded(entry["start"]), entry["words"]): entry["level"] for entry in checked}
    assert {place: levels[place] for place in wanted} == wanted

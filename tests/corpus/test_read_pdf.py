"""Reading PDF as a person does: the self-made guide and report, known from their sources."""

import io
import unicodedata
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

import pypdfium2
import pytest

from corpus.compose import Content
from corpus.pdf.document import drawn_page, metadata_title, opened, outline
from corpus.pdf.layout import DrawnDocument
from corpus.pdf.reading import Reading, read_document
from corpus.publication import Block, BlockKind
from corpus.read_pdf import read_pdf
from tests.documents import truth

NAMES = truth.NAMES


def plain(text: str) -> str:
    """Letters as compared: without white space, ligatures spelled out."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def blocks(content: Content) -> Iterator[tuple[Block, str]]:
    for section in content.sections:
        for block in section.blocks:
            yield block, content.pages[block.span.page].text[block.span.start : block.span.end]


def whole_blocks(content: Content) -> list[tuple[str, str]]:
    """Kind and text of every block, those broken by a page end made whole."""
    whole: list[tuple[str, str]] = []
    for block, text in blocks(content):
        text = plain(text.replace(" | ", " "))
        if block.continued:
            last = max(n for n, (kind, _) in enumerate(whole) if kind == block.kind)
            whole[last] = (whole[last][0], whole[last][1] + text)
        else:
            whole.append((block.kind.value, text))
    return whole


def data_of(name: str) -> bytes:
    return (truth.FOLDER / f"{name}.pdf").read_bytes()


@pytest.fixture(scope="module", params=NAMES)
def document(request: pytest.FixtureRequest) -> tuple[truth.Truth, Content]:
    return truth.document(request.param), read_pdf(data_of(request.param), request.param)


def test_nearly_every_block_of_the_source_is_a_block_of_the_same_kind(
    document: tuple[truth.Truth, Content],
) -> None:
    known, content = document
    expected = Counter(
        (block.kind, plain(block.text))
        for block in known.blocks
        if not block.scanned and block.kind != "inhoud"
    )
    found = expected & Counter(whole_blocks(content))
    assert found.total() >= 0.97 * expected.total(), expected - found


def test_blocks_come_in_the_order_of_the_source(document: tuple[truth.Truth, Content]) -> None:
    known, content = document
    texts = [plain(block.text) for block in known.blocks if not block.scanned and block.kind != "inhoud"]
    unique = {text for text, count in Counter(texts).items() if count == 1}
    place = {text: position for position, text in enumerate(texts)}
    read = [place[text] for _, text in whole_blocks(content) if text in unique]
    steps = sum(later > earlier for earlier, later in pairwise(read))
    assert steps >= 0.97 * (len(read) - 1)


def test_headers_footers_and_page_numbers_are_not_in_the_text(
    document: tuple[truth.Truth, Content],
) -> None:
    known, content = document
    texts = {
        (content.pages[block.span.page].number, plain(text))
        for block, text in blocks(content)
        if block.kind is not BlockKind.HEADING
    }
    for page in known.pages:
        for furniture in page.furniture:
            assert (page.number, plain(furniture)) not in texts


def test_the_printed_page_number_stands_beside_the_physical_one(
    document: tuple[truth.Truth, Content],
) -> None:
    known, content = document
    for page, read in zip(known.pages, content.pages, strict=True):
        assert read.number == page.number
        if page.printed:
            assert read.label == page.label


def test_notes_are_kept_apart_and_tied_to_their_mark(document: tuple[truth.Truth, Content]) -> None:
    known, content = document
    notes = {(block.marker, plain(text)) for block, text in blocks(content) if block.kind is BlockKind.NOTE}
    assert notes == {(note.mark, plain(note.text)) for note in known.notes}
    references = {reference.mark: reference.at for reference in content.notes}
    tied = 0
    for note in known.notes:
        at = references.get(note.mark)
        before = plain(content.pages[at.page].text[: at.start]) if at is not None else ""
        tied += before.endswith(plain(note.before)[-12:])
    assert tied >= 0.9 * len(known.notes)


def test_rows_of_ruled_and_filled_tables_have_their_cells(document: tuple[truth.Truth, Content]) -> None:
    known, content = document
    rows = [row for table in known.tables if table.look != "kaal" for row in table.rows]
    read = {
        tuple(plain(cell) for cell in text.split("|"))
        for block, text in blocks(content)
        if block.kind is BlockKind.TABLE_ROW
    }
    assert [row for row in rows if tuple(map(plain, row)) not in read] == []


def test_words_broken_at_line_ends_are_whole(document: tuple[truth.Truth, Content]) -> None:
    known, content = document
    text = "".join(page.text for page in content.pages)
    squeezed = plain(text)
    broken = [end for end in known.line_ends if plain(end.word) not in squeezed]
    assert len(broken) <= 0.03 * len(known.line_ends), broken


def reading_of(data: bytes) -> tuple[Reading, Counter[str]]:
    """The reading, and all characters that pdfium gives."""
    raw: Counter[str] = Counter()
    with opened(data, "document.pdf") as pdf:
        for index in range(len(pdf)):
            textpage = pdf[index].get_textpage()
            raw += characters(textpage.get_text_range())
        pages = tuple(drawn_page(pdf, index) for index in range(len(pdf)))
        drawn = DrawnDocument(pages, outline(pdf, pages), metadata_title(pdf))
    return read_document(drawn), raw


def characters(text: str) -> Counter[str]:
    """Characters without white space and accents; hyphens and private bullets made alike."""
    counted: Counter[str] = Counter()
    for char in unicodedata.normalize("NFKD", text):
        if char.isspace() or unicodedata.combining(char):
            continue
        if char in "\ufffe\x02\u00ad\u2010":
            counted["-"] += 1
        else:
            counted["•" if "\ue000" <= char <= "\uf8ff" else char] += 1
    return counted


def assert_nothing_is_lost(data: bytes) -> None:
    """Every character of pdfium is in the text, the furniture, a mark of a note or a removed hyphen."""
    reading, raw = reading_of(data)
    kept = sum((characters(page.text) for page in reading.content.pages), Counter())
    kept += sum((characters(text) for _, text in reading.furniture), Counter())
    kept += sum((characters(reference.mark) for reference in reading.content.notes), Counter())
    kept["-"] += reading.removed_hyphens
    bars = sum(
        text.count(" | ") for block, text in blocks(reading.content) if block.kind is BlockKind.TABLE_ROW
    )
    kept["|"] -= bars
    assert +kept == raw


@pytest.mark.parametrize("name", NAMES)
def test_no_character_is_lost_or_added(name: str) -> None:
    assert_nothing_is_lost(data_of(name))


def turned(data: bytes, degrees: int) -> bytes:
    """The same document with its pages displayed turned."""
    document = pypdfium2.PdfDocument(data)
    for page in document:
        page.set_rotation(degrees)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_document_that_lies_on_its_side_reads_the_same(degrees: int) -> None:
    upright = read_pdf(data_of("gids"), "gids.pdf")
    on_its_side = read_pdf(turned(data_of("gids"), degrees), "gids.pdf")
    assert [page.text for page in on_its_side.pages] == [page.text for page in upright.pages]
    assert on_its_side.sections == upright.sections

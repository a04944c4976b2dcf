"""The truth belongs to the PDFs: its letters are drawn on the pages that it names."""

import ctypes
from collections import Counter

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from tests.documents.truth import NAMES, Truth, document, letters

_HYPHENS = "-\ufffe\u00ad"
_PLAIN = str.maketrans("ëïöüËÏÖÜ", "eiouEIOU")


@pytest.fixture(scope="module", params=NAMES)
def truth(request: pytest.FixtureRequest) -> Truth:
    return document(request.param)


@pytest.fixture(scope="module")
def drawn(truth: Truth) -> list[str]:
    """The raw characters of every page, in the order of the content stream."""
    with pypdfium2.PdfDocument(truth.path) as pdf:
        return [page.get_textpage().get_text_range() for page in pdf]


def comparable(text: str) -> str:
    """Letters without hyphens and tremas, because those change where a word is broken."""
    return "".join(letter for letter in letters(text).translate(_PLAIN) if letter not in _HYPHENS)


def test_pages_have_their_size_and_number(truth: Truth) -> None:
    with pypdfium2.PdfDocument(truth.path) as pdf:
        sizes = [page.get_size() for page in pdf]
    assert len(sizes) == len(truth.pages)
    for page, (width, height) in zip(truth.pages, sizes, strict=True):
        assert (page.width, page.height) == pytest.approx((width, height), abs=0.2)


def test_every_line_of_every_block_is_drawn_on_its_page(truth: Truth, drawn: list[str]) -> None:
    pages = [comparable(text) for text in drawn]
    absent = [
        (line.page, line.text)
        for index, block in enumerate(truth.blocks)
        for line in block.lines
        if not _stands_in(pages[line.page - 1], comparable(line.text), truth, index)
    ]
    assert not absent


def _stands_in(page: str, line: str, truth: Truth, block: int) -> bool:
    """Whether a page has a line, perhaps with the mark of a note of its block somewhere within."""
    marks = [note.mark for note in truth.notes if note.block == block]
    return line in page or any(
        f"{line[:at]}{mark}{line[at:]}" in page for mark in marks for at in range(len(line))
    )


def test_the_lines_of_a_block_are_its_text(truth: Truth) -> None:
    for block in truth.blocks:
        if not block.scanned:
            assert comparable("".join(line.text for line in block.lines)) == comparable(block.text)


def test_all_that_is_drawn_is_in_the_truth(truth: Truth, drawn: list[str]) -> None:
    for page, text in zip(truth.pages, drawn, strict=True):
        known = Counter(comparable("".join(page.furniture)))
        for block in truth.blocks:
            on_page = [line.text for line in block.lines if line.page == page.number]
            known.update(comparable("".join(on_page)))
            if on_page and block.lines[0].page == page.number:
                known.update(comparable(block.marker))
        known.update("".join(note.mark for note in truth.notes if _mark_page(truth, note.block, page.number)))
        unknown = Counter(comparable(text)) - known
        assert set(unknown) <= set(".0123456789"), (page.number, unknown)
        assert unknown.total() - unknown["."] <= 2 * len(truth.notes), (page.number, unknown)


def _mark_page(truth: Truth, block: int, page: int) -> bool:
    return page in truth.blocks[block].pages


def test_lines_are_drawn_in_their_boxes(truth: Truth) -> None:
    """The middle of each line has characters of that line."""
    with pypdfium2.PdfDocument(truth.path) as pdf:
        usual = Counter((page.width, page.height) for page in truth.pages).most_common(1)[0][0]
        for page in truth.pages:
            if page.number % 4 and (page.width, page.height) == usual:
                continue
            lines = [line for block in truth.blocks for line in block.lines if line.page == page.number]
            textpage = pdf[page.number - 1].get_textpage()
            for line in lines[::5]:
                text = _text_within(pdf[page.number - 1], textpage, line.box)
                assert comparable(line.text) in comparable(text), (page.number, line)


def _text_within(
    page: pypdfium2.PdfPage, textpage: pypdfium2.PdfTextPage, box: tuple[float, float, float, float]
) -> str:
    """Characters whose middle is in a box given in points on the page as displayed."""
    found = []
    for index in range(textpage.count_chars()):
        left, bottom, right, top = textpage.get_charbox(index, loose=True)
        x, y = _displayed(page, (left + right) / 2, (bottom + top) / 2)
        if box[0] - 1 <= x <= box[2] + 1 and box[1] - 1 <= y <= box[3] + 1:
            found.append(chr(pdfium.FPDFText_GetUnicode(textpage, index)))
    return "".join(found)


def _displayed(page: pypdfium2.PdfPage, x: float, y: float) -> tuple[float, float]:
    """Points from the upper left corner of the page, turned and cropped as it is."""
    across, down = ctypes.c_int(), ctypes.c_int()
    width, height = (round(side * 100) for side in page.get_size())
    pdfium.FPDF_PageToDevice(page, 0, 0, width, height, 0, x, y, across, down)
    return across.value / 100, down.value / 100


def test_labels_are_printed_or_known_to_the_pdf(truth: Truth, drawn: list[str]) -> None:
    for page, text in zip(truth.pages, drawn, strict=True):
        assert all(letters(part) in letters(text) for part in page.furniture)
        assert page.printed == (page.label in page.furniture)
    with pypdfium2.PdfDocument(truth.path) as pdf:
        labels = [pdf.get_page_label(index) for index in range(len(pdf))]
    assert labels == [page.label if truth.labelled else "" for page in truth.pages]
    assert sum(page.printed and page.label != str(page.number) for page in truth.pages) > 10


def test_contents_give_the_pages_of_the_headings(truth: Truth) -> None:
    headings = {block.text: truth.pages[block.pages[0] - 1].label for block in truth.headings}
    entries = [block for block in truth.blocks if block.kind == "inhoud"]
    assert len(entries) > 10
    assert [entry.marker for entry in entries] == [headings[entry.text] for entry in entries]


def test_outline_has_the_headings_or_is_absent(truth: Truth) -> None:
    with pypdfium2.PdfDocument(truth.path) as pdf:
        outline = [letters(entry.get_title()) for entry in pdf.get_toc()]
        tagged = bool(pdfium.FPDFCatalog_IsTagged(pdf))
    assert outline == ([letters(block.text) for block in truth.headings] if truth.outlined else [])
    assert tagged == truth.tagged


def test_hyphens_at_line_ends_are_of_every_kind() -> None:
    kinds = Counter(end.kind for name in NAMES for end in document(name).line_ends)
    assert all(kinds[kind] >= 4 for kind in ("samen", "trema", "blijft", "weglating"))
    assert len(document("rapport-twee-kolommen").line_ends) >= 60


@pytest.mark.parametrize("name", NAMES[1:])
def test_report_has_the_difficult_pages(name: str, drawn_report: dict[str, list[str]]) -> None:
    truth = document(name)
    scanned = [page.number for page in truth.pages if page.scanned]
    assert [drawn_report[name][number - 1].strip() for number in scanned] == [""]
    assert sum(page.width > page.height for page in truth.pages) == 1
    assert len(truth.notes) >= 20
    assert [table.look for table in truth.tables] == ["lijnen", "vlakken", "lijnen", "kaal"]
    assert sum(len(block.pages) > 1 for block in truth.blocks) >= 3


@pytest.fixture(scope="module")
def drawn_report() -> dict[str, list[str]]:
    found = {}
    for name in NAMES[1:]:
        with pypdfium2.PdfDocument(document(name).path) as pdf:
            found[name] = [page.get_textpage().get_text_range() for page in pdf]
    return found


def test_one_report_has_a_turned_and_a_cropped_page() -> None:
    with pypdfium2.PdfDocument(document("rapport-een-kolom").path) as pdf:
        assert [page.get_rotation() for page in pdf if page.get_rotation()] == [90]
        assert sum(page.get_cropbox() != page.get_mediabox() for page in pdf) == 1


def test_notes_stand_at_the_foot_of_the_page_of_their_mark() -> None:
    for name in NAMES[1:]:
        truth = document(name)
        blocks = {block.marker: block for block in truth.blocks if block.kind == "noot"}
        assert [note.mark for note in truth.notes] == [
            str(number) for number in range(1, len(truth.notes) + 1)
        ]
        for note in truth.notes:
            assert letters(truth.blocks[note.block].text).startswith(letters(note.before))
            assert note.page in truth.blocks[note.block].pages
            lines = blocks[note.mark].lines
            assert all(line.box[1] > truth.pages[note.page - 1].height / 2 for line in lines)


def test_every_wegwijzer_has_a_story_advice_for_all_roles_and_a_reference() -> None:
    guide, report = document("gids"), document("rapport-een-kolom")
    assert [signpost.number for signpost in guide.wegwijzers] == list(range(1, 11))
    headings = {block.text: block for block in report.headings}
    for signpost in guide.wegwijzers:
        assert guide.blocks[signpost.blocks[0]].text.endswith(signpost.title)
        assert all(guide.boxes[story].kind == "verhaal" for story in signpost.stories)
        assert len(signpost.stories) == 1
        roles = {role for advice in signpost.advice for role in advice.roles}
        assert roles == {"burgemeester", "wethouder", "raadslid", "ambtenaar"}
        assert all(advice.blocks for advice in signpost.advice)
        for reference in signpost.references:
            for target, labels, physical in zip(
                reference.targets, reference.pages, reference.physical, strict=True
            ):
                assert headings[target].pages[0] == physical[0]
                assert tuple(report.pages[page - 1].label for page in physical) == labels
            if reference.names_pages:
                assert reference.pages[0][0] in reference.text
                assert reference.pages[-1][1] in reference.text
    assert sum(bool(signpost.dilemmas) for signpost in guide.wegwijzers) >= 3

"""Page images: the page as displayed, marks over the letters they belong to, and bounds."""

import io
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pypdfium2
import pytest
from PIL import Image

from corpus.boxes import Box, union
from corpus.compose import Composer
from corpus.errors import DenktankError
from corpus.page_image import PageImage, alt_text, page_image, refuse_without_pages
from corpus.pdf import render as pdf_render
from corpus.publication import Metadata
from corpus.read import publication
from tests.corpus.drawn_pdf import CROPS, WORDS, drawn_characters, words_pdf
from tests.corpus.make_pdf import make_pdf

Pixels = npt.NDArray[np.int64]

PLAIN = words_pdf()


def pixels(image: PageImage) -> Pixels:
    return np.asarray(Image.open(io.BytesIO(image.png)).convert("RGB")).astype(np.int64)


def yellow(found: Pixels) -> npt.NDArray[np.bool_]:
    """Where the paper is marked: red and green high, blue low."""
    return (found[..., 0] > 230) & (found[..., 1] > 210) & (found[..., 2] < 90)


def dark(found: Pixels) -> npt.NDArray[np.bool_]:
    return found.max(axis=-1) < 60


def box_of(word: str, pdf: bytes = PLAIN) -> Box:
    characters = drawn_characters(pdf)
    text = "".join(character for character, _ in characters)
    at = text.index(word)
    return union([box for _, box in characters[at : at + len(word)]])


def test_a_page_has_the_size_asked_for() -> None:
    image = page_image(PLAIN, 0, dpi=110)
    assert (image.width, image.height) == (909, 1286)
    opened = Image.open(io.BytesIO(image.png))
    assert (opened.format, opened.size) == ("PNG", (909, 1286))
    assert PageImage.of(image.png) == image
    assert page_image(PLAIN, 0, dpi=72).width == 595


def test_bytes_and_a_file_give_the_same_image(tmp_path: Path) -> None:
    path = tmp_path / "één bladzijde.pdf"
    path.write_bytes(PLAIN)
    assert page_image(path, 0, [box_of("regel")]) == page_image(PLAIN, 0, [box_of("regel")])


def test_a_mark_leaves_letters_as_dark_as_they_were_and_the_rest_as_it_was() -> None:
    plain, marked = pixels(page_image(PLAIN, 0)), pixels(page_image(PLAIN, 0, [box_of("tweede")]))
    changed = (plain != marked).any(axis=-1)
    assert yellow(marked)[changed].mean() > 0.6
    assert (dark(plain) == (dark(marked) & dark(plain))).all()
    rows, columns = np.nonzero(changed)
    scale = 110 / 72
    box = box_of("tweede")
    assert columns.min() >= (box.left - 3) * scale
    assert columns.max() <= (box.right + 3) * scale
    assert rows.min() >= (box.top - 3) * scale
    assert rows.max() <= (box.bottom + 3) * scale


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("crop", CROPS)
def test_a_marked_word_is_the_one_that_is_drawn(
    rotation: int, crop: tuple[float, float, float, float] | None
) -> None:
    pdf = words_pdf(rotation, crop)
    dpi = 100
    plain = pixels(page_image(pdf, 0, dpi=dpi))
    for _, _, _, word in WORDS:
        box = box_of(word, pdf)
        height, width = plain.shape[:2]
        scale = dpi / 72
        inside = min(box) > 0 and box.right * scale < width and box.bottom * scale < height
        if not inside:
            continue
        marked = pixels(page_image(pdf, 0, [box], dpi=dpi))
        changed = (plain != marked).any(axis=-1)
        rows, columns = np.nonzero(changed)
        area = np.zeros_like(changed)
        area[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1] = True
        ink = dark(plain) & area
        assert ink.any()
        assert not _touches_edge(ink, area), word


def _touches_edge(ink: npt.NDArray[np.bool_], area: npt.NDArray[np.bool_]) -> bool:
    """Whether letters run on over the edge of the marked area."""
    rows, columns = np.nonzero(area)
    top, bottom, left, right = rows.min(), rows.max(), columns.min(), columns.max()
    edges = (ink[top, :], ink[bottom, :], ink[:, left], ink[:, right])
    return any(edge.any() for edge in edges)


def test_marks_over_each_other_are_one_mark() -> None:
    box = box_of("eerste")
    again = pixels(page_image(PLAIN, 0, [box, box, box._replace(left=box.left + 5)]))
    assert (again == pixels(page_image(PLAIN, 0, [box]))).all()


def test_lines_below_each_other_become_one_area() -> None:
    first, second = Box(100, 400, 300, 411), Box(100, 416, 250, 427)
    found = yellow(pixels(page_image(PLAIN, 0, [first, second], dpi=72)))
    rows = np.nonzero(found[:, 200])[0]
    assert all(below - above == 1 for above, below in pairwise(rows))
    apart = yellow(pixels(page_image(PLAIN, 0, [first, Box(100, 450, 250, 461)], dpi=72)))
    assert not apart[430, 200]


def test_columns_beside_each_other_stay_apart() -> None:
    found = yellow(pixels(page_image(PLAIN, 0, [Box(60, 500, 200, 511), Box(300, 518, 400, 529)], dpi=72)))
    assert not found[:, 250].any()
    assert not found[515, 350]


def test_a_mark_outside_the_page_is_cut_off() -> None:
    image = page_image(PLAIN, 0, [Box(500, 800, 6000, 6000), Box(-50, -50, -10, -10)], dpi=72)
    assert yellow(pixels(image))[820, 560]


def test_white_letters_on_a_dark_ground_turn_yellow() -> None:
    document = pypdfium2.PdfDocument.new()
    page = document.new_page(200, 100)
    shape = pypdfium2.raw.FPDFPageObj_CreateNewRect(0, 0, 200, 50)
    pypdfium2.raw.FPDFPageObj_SetFillColor(shape, 0, 0, 60, 255)
    pypdfium2.raw.FPDFPath_SetDrawMode(shape, 1, 0)
    pypdfium2.raw.FPDFPage_InsertObject(page, shape)
    page.gen_content()
    buffer = io.BytesIO()
    document.save(buffer)
    found = pixels(page_image(buffer.getvalue(), 0, [Box(20, 40, 180, 60)], dpi=72))
    assert yellow(found)[45, 100]
    assert found[55, 100].max() < 60


def test_a_huge_page_is_drawn_smaller_with_its_marks_in_place() -> None:
    document = pypdfium2.PdfDocument.new()
    document.new_page(14_000, 7_000)
    buffer = io.BytesIO()
    document.save(buffer)
    image = page_image(buffer.getvalue(), 0, [Box(3_500, 1_750, 10_500, 5_250)], dpi=300)
    assert image.width * image.height <= pdf_render.MAX_PIXELS
    assert abs(image.width / image.height - 2) < 0.01
    columns = np.nonzero(yellow(pixels(image)).any(axis=0))[0]
    assert abs(columns.min() / image.width - 0.25) < 0.01
    assert abs(columns.max() / image.width - 0.75) < 0.01


def test_a_strip_of_a_page_still_has_pixels() -> None:
    document = pypdfium2.PdfDocument.new()
    document.new_page(3_000, 0.2)
    buffer = io.BytesIO()
    document.save(buffer)
    assert page_image(buffer.getvalue(), 0, dpi=72).height >= 1


@pytest.mark.parametrize("data", [b"", b"gewone tekst", b"%PDF-1.7\n", PLAIN[:300]])
def test_what_is_no_pdf_gives_a_dutch_line(data: bytes) -> None:
    with pytest.raises(DenktankError, match="beschadigd"):
        page_image(data, 0)


def test_a_password_is_asked_for() -> None:
    locked = make_pdf([[(11, "geheim")]], password="sesam")
    with pytest.raises(DenktankError, match="wachtwoord"):
        page_image(locked, 0)


@pytest.mark.parametrize("index", [-1, 1, 99])
def test_a_page_that_is_not_there(index: int) -> None:
    with pytest.raises(DenktankError, match=rf"Bladzijde {index + 1} bestaat niet.*1 bladzijden"):
        page_image(PLAIN, index)


def test_a_file_that_is_gone(tmp_path: Path) -> None:
    with pytest.raises(DenktankError, match=r"weg\.pdf is niet te openen"):
        page_image(tmp_path / "weg.pdf", 0)


def test_drawing_stops_at_its_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as hurried:
        hurried.setattr(pdf_render, "MAX_SECONDS", -1.0)
        with pytest.raises(DenktankError, match="te ingewikkeld"):
            page_image(PLAIN, 0)
    assert dark(pixels(page_image(PLAIN, 0))).any()


def test_threads_may_draw_at_the_same_time() -> None:
    pages = make_pdf([[(14, f"bladzijde {number}")] for number in range(8)])
    alone = [page_image(pages, number) for number in range(8)]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda number: page_image(pages, number % 8), range(64)))
    assert together == alone * 8
    assert len({image.png for image in alone}) == 8


def test_words_for_who_cannot_see_the_image() -> None:
    composer = Composer()
    composer.page(1, "i")
    composer.paragraph("Vooraf.")
    composer.page(2, None)
    composer.heading("Deel een", 1)
    composer.heading("De raad", 2)
    composer.paragraph("Betrek de raad vroeg.")
    composer.heading("Daarna", 2)
    composer.paragraph("Blijf in gesprek.")
    composer.page(3, "3")
    composer.paragraph("En nog iets.", continued=True)
    one = publication(composer.content(), "r.pdf", "r", "a" * 64, Metadata(title="Samen aan tafel"))
    assert alt_text(one, 1, "Betrek de raad vroeg.") == (
        "Bladzijde 2 van ‘Samen aan tafel’, onder het kopje ‘De raad’. Gemarkeerd is: ‘Betrek de raad vroeg.’"
    )
    assert "onder het kopje ‘Daarna’" in alt_text(one, 1, "Blijf in gesprek.")
    assert alt_text(one, 0) == "Bladzijde i (bladzijde 1 van het bestand) van ‘Samen aan tafel’."
    assert alt_text(one, 2) == "Bladzijde 3 van ‘Samen aan tafel’, onder het kopje ‘Daarna’."


def test_only_a_pdf_has_pages_to_draw() -> None:
    composer = Composer()
    composer.paragraph("Tekst.")
    refuse_without_pages(publication(composer.content(), "a.PDF", "a", "a" * 64))
    with pytest.raises(DenktankError, match=r"nota\.docx.*denktank corpus show nota"):
        refuse_without_pages(publication(composer.content(), "nota.docx", "nota", "a" * 64))

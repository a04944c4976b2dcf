"""The real tesseract on scans made here."""

import pypdfium2
import pytest
from PIL import Image

from corpus.pdf.document import drawn_page, opened
from corpus.pdf.geometry import Frame
from corpus.pdf.recognised_lines import Recognised
from corpus.pdf.text_recognition import Missing, Recogniser, available, render_for_recognition
from corpus.pdf.unreadable_page import PageText, judge
from tests.corpus.scan import A4, DPI, LEFT_COLUMN, RIGHT_COLUMN, as_pdf, draw_lines, two_columns

POINTS = 72 / DPI
WIDTH, HEIGHT = A4[0] * POINTS, A4[1] * POINTS


@pytest.fixture(scope="module")
def recogniser() -> Recogniser:
    found = available()
    if isinstance(found, Missing):
        pytest.skip(f"Geen tesseract met Nederlands op deze computer: niet gedraaid. {found.reason}")
    return found


def _words(found: Recognised) -> list[str]:
    return " ".join(line.text for line in found.lines).split()


def _read(recogniser: Recogniser, image: Image.Image) -> Recognised:
    """What is recognised on a page of a PDF that holds this image."""
    document = pypdfium2.PdfDocument(as_pdf(image))
    page = document[0]
    found = recogniser.read(render_for_recognition(page), *page.get_size())
    document.close()
    return found


@pytest.mark.integration
def test_a_scan_in_two_columns_is_read_column_by_column(recogniser: Recogniser) -> None:
    found = _read(recogniser, two_columns())
    assert [line.text for line in found.lines] == [*LEFT_COLUMN, *RIGHT_COLUMN]
    assert [line.order for line in found.lines] == list(range(len(found.lines)))


@pytest.mark.integration
def test_characters_and_lines_stand_where_they_are_drawn(recogniser: Recogniser) -> None:
    image = Image.new("L", A4, 255)
    draw_lines(image, LEFT_COLUMN, 140, 300)
    found = _read(recogniser, image)
    assert len(found.lines) == len(LEFT_COLUMN)
    for number, line in enumerate(found.lines):
        assert len(line.boxes) == len(line.text)
        assert line.box.left == pytest.approx(140 * POINTS, abs=1.5)
        assert (300 + 54 * number) * POINTS - 1 < line.box.top < line.baseline < line.box.bottom + 1
        assert line.box.bottom < (300 + 54 * (number + 1)) * POINTS + 1
        lefts = [box.left for box in line.boxes if box is not None]
        assert lefts == sorted(lefts)
    sizes = {line.size for line in found.lines}
    assert len(sizes) == 1
    assert sizes.pop() == pytest.approx(36 * POINTS, rel=0.15)


@pytest.mark.integration
def test_a_scan_is_judged_to_have_no_text_and_then_has_it(recogniser: Recogniser) -> None:
    with opened(as_pdf(two_columns()), "scan.pdf") as document:
        page = drawn_page(document, 0)
        assert judge(page) is PageText.NONE
        found = recogniser.read(render_for_recognition(document[0]), page.width, page.height)
    assert {"besluit", "inwoners", "voortgang"} <= {word.strip(".,") for word in _words(found)}


@pytest.mark.integration
@pytest.mark.parametrize("turned", [90, 180, 270])
def test_a_turned_scan_reads_the_same_and_keeps_its_places(recogniser: Recogniser, turned: int) -> None:
    if not recogniser.orientation:
        pytest.skip("osd.traineddata ontbreekt: tesseract ziet niet hoe een bladzijde gedraaid is")
    upright = _read(recogniser, two_columns())
    found = _read(recogniser, two_columns().rotate(-turned, expand=True))
    assert found.upright == turned
    assert [line.text for line in found.lines] == [line.text for line in upright.lines]
    for line, other in zip(found.lines, upright.lines, strict=True):
        assert tuple(line.box) == pytest.approx(tuple(other.box), abs=2)
        assert not line.aside
    width, height = (WIDTH, HEIGHT) if turned == 180 else (HEIGHT, WIDTH)
    first = Frame(width, height, turned).displayed(found.lines[0].box)
    corner = {90: (width - 300 * POINTS, 140 * POINTS), 180: (width - 140 * POINTS, height - 300 * POINTS)}
    if turned in corner:
        assert (first.right, first.top if turned == 90 else first.bottom) == pytest.approx(
            corner[turned], abs=8
        )
    else:
        assert (first.left, first.bottom) == pytest.approx((300 * POINTS, height - 140 * POINTS), abs=8)


@pytest.mark.integration
def test_a_photo_gives_no_text_and_its_title_does(recogniser: Recogniser) -> None:
    image = Image.new("L", A4, 255)
    photo = Image.blend(
        Image.effect_mandelbrot((1400, 1500), (-2, -1.5, 1, 1.5), 60),
        Image.effect_noise((1400, 1500), 60),
        0.4,
    )
    image.paste(photo, (127, 600))
    draw_lines(image, ["Handreiking regionaal samenwerken"], 160, 200, size=60)
    assert _words(_read(recogniser, image)) == ["Handreiking", "regionaal", "samenwerken"]


@pytest.mark.integration
@pytest.mark.parametrize(
    "image",
    [Image.new("L", A4, 255), Image.effect_noise(A4, 120), Image.radial_gradient("L").resize(A4)],
    ids=["white", "noise", "gradient"],
)
def test_nothing_is_read_where_nothing_is_written(recogniser: Recogniser, image: Image.Image) -> None:
    assert _read(recogniser, image).lines == ()


@pytest.mark.integration
def test_text_in_tinted_blocks_is_not_lost(recogniser: Recogniser) -> None:
    image = Image.new("L", A4, 255)
    draw_lines(image, LEFT_COLUMN, 140, 200)
    for number, (paper, ink) in enumerate(((175, 0), (150, 0), (40, 255))):
        image.paste(paper, (120, 800 + 480 * number, 1534, 1230 + 480 * number))
        draw_lines(image, RIGHT_COLUMN[3 * number : 3 * number + 3], 180, 900 + 480 * number, fill=ink)
    assert [line.text for line in _read(recogniser, image).lines] == [*LEFT_COLUMN, *RIGHT_COLUMN]


@pytest.mark.integration
def test_a_huge_page_is_drawn_smaller_and_read(recogniser: Recogniser) -> None:
    poster = two_columns().resize((A4[0] * 4, A4[1] * 4))
    document = pypdfium2.PdfDocument(as_pdf(poster))
    page = document[0]
    image = render_for_recognition(page)
    assert image.mode == "L"
    assert image.width * image.height < 13_000_000
    found = recogniser.read(image, *page.get_size())
    assert found.lines[0].text == LEFT_COLUMN[0]
    assert found.lines[0].box.left == pytest.approx(4 * 140 * POINTS, abs=6)

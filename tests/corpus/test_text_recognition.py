"""Text recognition: the real tesseract on scans made here, and programs that only look like it."""

import os
import signal
import stat
import time
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from corpus.boxes import Box
from corpus.pdf.document import drawn_page, opened
from corpus.pdf.geometry import Frame
from corpus.pdf.merged_lines import merged
from corpus.pdf.recognised_lines import Recognised
from corpus.pdf.text_recognition import (
    Missing,
    Recogniser,
    RecognitionError,
    available,
    render_for_recognition,
)
from corpus.pdf.unreadable_page import PageText, judge
from tests.corpus.scan import A4, DPI, LEFT_COLUMN, RIGHT_COLUMN, as_pdf, draw_lines, two_columns
from tests.corpus.sheet import BODY, text

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


# With the real tesseract


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


# Programs that are not what they should be


def _program(folder: Path, script: str) -> Path:
    """A program called tesseract that says it knows Dutch and for a page runs ``script``."""
    folder.mkdir(exist_ok=True)
    program = folder / "tesseract"
    program.write_text(f'#!/bin/sh\nif [ "$1" = "--list-langs" ]; then echo nld; exit 0; fi\n{script}\n')
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return program


def _page() -> Image.Image:
    return Image.new("L", (200, 300), 255)


def test_without_tesseract_the_reason_names_the_way_out(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    found = available()
    assert isinstance(found, Missing)
    assert "apt install tesseract-ocr tesseract-ocr-nld" in found.reason


@pytest.mark.parametrize(
    ("script", "cause"),
    [("echo eng", "Nederlands"), ("exit 3", "werkt niet"), ("kill -9 $$", "werkt niet")],
    ids=["without Dutch", "fails", "killed"],
)
def test_a_tesseract_that_is_no_use_is_missing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, script: str, cause: str
) -> None:
    program = _program(tmp_path / "bin", "")
    program.write_text(f"#!/bin/sh\n{script}\n")
    monkeypatch.setenv("PATH", str(program.parent), prepend=os.pathsep)
    found = available()
    assert isinstance(found, Missing)
    assert cause in found.reason
    assert "apt install" in found.reason


def test_the_tesseract_on_the_path_is_used(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = _program(tmp_path / "bin", "")
    monkeypatch.setenv("PATH", str(program.parent), prepend=os.pathsep)
    assert available() == Recogniser(program, orientation=False)


def test_a_program_that_hangs_is_stopped_with_what_it_started(tmp_path: Path) -> None:
    started = tmp_path / "child"
    program = _program(tmp_path / "bin", f"sleep 600 & echo $! > {started}; wait")
    with pytest.raises(RecognitionError, match=r"langer dan 0\.5 seconden"):
        Recogniser(program, seconds=0.5).read(_page(), 72, 108)
    assert _ends(int(started.read_text()))


def _ends(process: int) -> bool:
    """Whether a process that was stopped is gone, or only waits to be cleared away."""
    for _ in range(100):
        try:
            os.kill(process, signal.SIG_DFL)
        except ProcessLookupError:
            return True
        status = Path(f"/proc/{process}/stat")
        if status.exists() and status.read_text().rpartition(")")[2].split()[0] == "Z":
            return True
        time.sleep(0.05)
    return False


@pytest.mark.parametrize(
    ("script", "cause"),
    [
        ("exit 1", "code 1"),
        ("cat > /dev/null; kill -11 $$", "code -11"),
        ("cat > /dev/null; head -c 100000 /dev/urandom", "geen leesbare uitvoer"),
        ("echo '<html><body>niets</body></html>'", "geen leesbare uitvoer"),
        ("true", "geen leesbare uitvoer"),
    ],
    ids=["fails", "crashes", "rubbish", "other html", "nothing"],
)
def test_what_goes_wrong_is_one_dutch_line(tmp_path: Path, script: str, cause: str) -> None:
    program = _program(tmp_path / "bin", script)
    with pytest.raises(RecognitionError, match=cause) as error:
        Recogniser(program).read(_page(), 72, 108)
    assert "\n" not in str(error.value)


def test_a_program_that_is_gone_is_one_dutch_line(tmp_path: Path) -> None:
    with pytest.raises(RecognitionError, match="niet te starten"):
        Recogniser(tmp_path / "tesseract").read(_page(), 72, 108)


HOCR = """<html><body><div class='ocr_page' title='bbox 0 0 200 300'>{rows}</div></body></html>"""


def _said(tmp_path: Path, rows: str) -> Recognised:
    """What comes of a tesseract that writes these rows about a page of 200 by 300 pixels and points."""
    output = tmp_path / "output.hocr"
    output.write_text(HOCR.format(rows=rows), encoding="utf-8")
    program = _program(tmp_path / "bin", f"cat > /dev/null; cat {output}")
    return Recogniser(program).read(_page(), 200, 300)


def _row(*words: tuple[str, int, int, int], top: int = 20, extra: str = "x_size 10") -> str:
    """A row of words, each with left and right side and confidence."""
    spans = "".join(
        f"<span class='ocrx_word' title='bbox {left} {top} {right} {top + 10}; x_wconf {sure}'>{word}</span>"
        for word, left, right, sure in words
    )
    return f"<span class='ocr_line' title='bbox 0 {top} 200 {top + 10}; {extra}'>{spans}</span>"


def test_words_without_places_for_characters_are_divided_evenly(tmp_path: Path) -> None:
    line = _said(tmp_path, _row(("raad", 10, 50, 90), ("en", 60, 80, 90))).lines[0]
    assert line.text == "raad en"
    assert [box and round(box.left) for box in line.boxes] == [10, 20, 30, 40, 50, 60, 70]
    assert line.box == Box(10, 20, 80, 30)


def test_an_unsure_word_stays_and_a_stain_goes(tmp_path: Path) -> None:
    row = _row(("De", 10, 20, 95), ("raad", 25, 45, 93), ("niet", 50, 60, 12), ("|", 65, 66, 20))
    assert [line.text for line in _said(tmp_path, row).lines] == ["De raad niet"]


def test_a_quotation_mark_alone_before_a_row_is_the_bullet_that_tesseract_does_not_know(
    tmp_path: Path,
) -> None:
    rows = _row(("«", 10, 14, 30), ("vraag", 20, 50, 92)) + _row(("«vrijheid»", 10, 60, 90), top=40)
    assert [line.text for line in _said(tmp_path, rows).lines] == ["• vraag", "«vrijheid»"]


def test_a_row_that_is_mostly_unsure_is_something_in_a_picture(tmp_path: Path) -> None:
    assert _said(tmp_path, _row(("ee", 10, 20, 30), ("oora", 25, 45, 5), ("VE", 50, 60, 40))).lines == ()


def test_a_lone_letter_or_digit_must_be_sure(tmp_path: Path) -> None:
    rows = _row(("i", 10, 20, 70)) + _row(("7", 90, 100, 96), top=280)
    assert [line.text for line in _said(tmp_path, rows).lines] == ["7"]


def test_cells_far_apart_are_lines_of_their_own(tmp_path: Path) -> None:
    row = _row(("Taak", 10, 40, 90), ("raad", 45, 70, 90), ("Kosten", 120, 160, 90))
    assert [line.text for line in _said(tmp_path, row).lines] == ["Taak raad", "Kosten"]


def test_a_hyphen_at_the_end_is_marked(tmp_path: Path) -> None:
    rows = _row(("samen¬", 10, 50, 90)) + _row(("werken", 10, 50, 90), top=40)
    first, second = _said(tmp_path, rows).lines
    assert (first.text, first.hyphen, second.hyphen) == ("samen-", True, False)


def test_sizes_of_rows_that_differ_little_are_alike(tmp_path: Path) -> None:
    rows = (
        _row(("een gewone regel tekst", 10, 100, 90), extra="x_size 10")
        + _row(("en nu wat", 10, 80, 90), top=40, extra="x_size 9")
        + _row(("Kop", 10, 60, 90), top=60, extra="x_size 16")
    )
    body, small, heading = (line.size for line in _said(tmp_path, rows).lines)
    assert body == small
    assert heading > 1.4 * body


def test_impossible_places_stay_on_the_page(tmp_path: Path) -> None:
    rows = _row(("ver", -50, 999999, 95)) + "<span class='ocrx_word' title='bbox 1 2; x_wconf 90'>los</span>"
    found = _said(tmp_path, rows)
    assert [line.text for line in found.lines] == ["ver"]
    assert found.lines[0].box == Box(0, 20, 200, 30)


def test_a_page_with_tinted_areas_is_read_in_two_ways_and_one_without_in_one(tmp_path: Path) -> None:
    (tmp_path / "first").write_text(HOCR.format(rows=_row(("Wit", 10, 60, 95))), encoding="utf-8")
    both = _row(("Wit", 10, 60, 80)) + _row(("Gekleurd", 10, 90, 90), top=100)
    (tmp_path / "second").write_text(HOCR.format(rows=both), encoding="utf-8")
    choice = f'case "$*" in *thresholding_method*) cat {tmp_path}/second;; *) cat {tmp_path}/first;; esac'
    recogniser = Recogniser(_program(tmp_path / "bin", f"cat > /dev/null; {choice}"))
    tinted = _page()
    tinted.paste(170, (0, 80, 200, 150))
    assert [line.text for line in recogniser.read(_page(), 200, 300).lines] == ["Wit"]
    assert [line.text for line in recogniser.read(tinted, 200, 300).lines] == ["Wit", "Gekleurd"]


# Real and recognised text together


def test_recognised_words_come_around_real_ones_and_never_instead(tmp_path: Path) -> None:
    seen = _said(
        tmp_path,
        _row(("Het", 10, 30, 95), ("Al-systeem", 35, 85, 95), ("leert", 90, 120, 95))
        + _row(("van", 10, 30, 95), ("data", 35, 60, 95), top=40),
    )
    link = text("AI-systeem", BODY, 35, 28, 0)
    unseen = text("7", BODY, 15, 290, 1)
    together = merged((link, unseen), seen.lines)
    assert [line.text for line in together] == ["Het", "AI-systeem", "leert", "van data", "7"]
    assert [line.order for line in together] == [0, 1, 2, 3, 4]
    assert together[2].box == Box(90, 20, 120, 30)
    assert len(together[2].boxes) == len("leert")


def test_a_cover_that_is_recognised_wholly_stays_as_it_is(tmp_path: Path) -> None:
    title = text("AI in de gemeente", BODY, 10, 28, 0)
    seen = _said(tmp_path, _row(("Al", 10, 20, 95), ("in", 22, 30, 95), ("de", 35, 45, 95)))
    assert merged((title,), seen.lines) == (title,)

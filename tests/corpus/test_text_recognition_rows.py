"""The lines that are made of what tesseract says about a page."""

from pathlib import Path

from corpus.boxes import Box
from corpus.pdf.merged_lines import merged
from corpus.pdf.text_recognition import Recogniser
from tests.corpus.sheet import BODY, text
from tests.corpus.tesseract_script import HOCR, blank_page, recognised, row_of, tesseract_script


def test_words_without_places_for_characters_are_divided_evenly(tmp_path: Path) -> None:
    line = recognised(tmp_path, row_of(("raad", 10, 50, 90), ("en", 60, 80, 90))).lines[0]
    assert line.text == "raad en"
    assert [box and round(box.left) for box in line.boxes] == [10, 20, 30, 40, 50, 60, 70]
    assert line.box == Box(10, 20, 80, 30)


def test_an_unsure_word_stays_and_a_stain_goes(tmp_path: Path) -> None:
    row = row_of(("De", 10, 20, 95), ("raad", 25, 45, 93), ("niet", 50, 60, 12), ("|", 65, 66, 20))
    assert [line.text for line in recognised(tmp_path, row).lines] == ["De raad niet"]


def test_a_quotation_mark_alone_before_a_row_is_the_bullet_that_tesseract_does_not_know(
    tmp_path: Path,
) -> None:
    rows = row_of(("«", 10, 14, 30), ("vraag", 20, 50, 92)) + row_of(("«vrijheid»", 10, 60, 90), top=40)
    assert [line.text for line in recognised(tmp_path, rows).lines] == ["• vraag", "«vrijheid»"]


def test_a_row_that_is_mostly_unsure_is_something_in_a_picture(tmp_path: Path) -> None:
    assert (
        recognised(tmp_path, row_of(("ee", 10, 20, 30), ("oora", 25, 45, 5), ("VE", 50, 60, 40))).lines == ()
    )


def test_a_lone_letter_or_digit_must_be_sure(tmp_path: Path) -> None:
    rows = row_of(("i", 10, 20, 70)) + row_of(("7", 90, 100, 96), top=280)
    assert [line.text for line in recognised(tmp_path, rows).lines] == ["7"]


def test_cells_far_apart_are_lines_of_their_own(tmp_path: Path) -> None:
    row = row_of(("Taak", 10, 40, 90), ("raad", 45, 70, 90), ("Kosten", 120, 160, 90))
    assert [line.text for line in recognised(tmp_path, row).lines] == ["Taak raad", "Kosten"]


def test_a_hyphen_at_the_end_is_marked(tmp_path: Path) -> None:
    rows = row_of(("samen¬", 10, 50, 90)) + row_of(("werken", 10, 50, 90), top=40)
    first, second = recognised(tmp_path, rows).lines
    assert (first.text, first.hyphen, second.hyphen) == ("samen-", True, False)


def test_sizes_of_rows_that_differ_little_are_alike(tmp_path: Path) -> None:
    rows = (
        row_of(("een gewone regel tekst", 10, 100, 90), extra="x_size 10")
        + row_of(("en nu wat", 10, 80, 90), top=40, extra="x_size 9")
        + row_of(("Kop", 10, 60, 90), top=60, extra="x_size 16")
    )
    body, small, heading = (line.size for line in recognised(tmp_path, rows).lines)
    assert body == small
    assert heading > 1.4 * body


def test_impossible_places_stay_on_the_page(tmp_path: Path) -> None:
    rows = (
        row_of(("ver", -50, 999999, 95)) + "<span class='ocrx_word' title='bbox 1 2; x_wconf 90'>los</span>"
    )
    found = recognised(tmp_path, rows)
    assert [line.text for line in found.lines] == ["ver"]
    assert found.lines[0].box == Box(0, 20, 200, 30)


def test_a_page_with_tinted_areas_is_read_in_two_ways_and_one_without_in_one(tmp_path: Path) -> None:
    (tmp_path / "first").write_text(HOCR.format(rows=row_of(("Wit", 10, 60, 95))), encoding="utf-8")
    both = row_of(("Wit", 10, 60, 80)) + row_of(("Gekleurd", 10, 90, 90), top=100)
    (tmp_path / "second").write_text(HOCR.format(rows=both), encoding="utf-8")
    choice = f'case "$*" in *thresholding_method*) cat {tmp_path}/second;; *) cat {tmp_path}/first;; esac'
    recogniser = Recogniser(tesseract_script(tmp_path / "bin", f"cat > /dev/null; {choice}"))
    tinted = blank_page()
    tinted.paste(170, (0, 80, 200, 150))
    assert [line.text for line in recogniser.read(blank_page(), 200, 300).lines] == ["Wit"]
    assert [line.text for line in recogniser.read(tinted, 200, 300).lines] == ["Wit", "Gekleurd"]


# Real and recognised text together


def test_recognised_words_come_around_real_ones_and_never_instead(tmp_path: Path) -> None:
    seen = recognised(
        tmp_path,
        row_of(("Het", 10, 30, 95), ("Al-systeem", 35, 85, 95), ("leert", 90, 120, 95))
        + row_of(("van", 10, 30, 95), ("data", 35, 60, 95), top=40),
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
    seen = recognised(tmp_path, row_of(("Al", 10, 20, 95), ("in", 22, 30, 95), ("de", 35, 45, 95)))
    assert merged((title,), seen.lines) == (title,)

"""Reading order and furniture on pages drawn up by hand."""

import pytest

from corpus.boxes import Box, CharBoxes
from corpus.pdf.columns import reading_order
from corpus.pdf.footnotes import footnotes, marks
from corpus.pdf.furniture import body_size, furniture
from corpus.pdf.layout import DrawnPage, Line, Shape, Style, StyleRun
from corpus.pdf.regions import regions
from corpus.pdf.tables import with_filled_tables, with_ruled_tables

BODY = Style("Serif", 10, bold=False, italic=False, color=0)
LARGE = Style("Serif", 16, bold=True, italic=False, color=0)
SMALL = Style("Serif", 8, bold=False, italic=False, color=0)


def line(text: str, left: float, top: float, width: float = 0, style: Style = BODY) -> Line:
    """A line of ``width`` points, or half an em for every character."""
    step = (width or 0.5 * style.size * len(text)) / len(text)
    boxes = [Box(left + n * step, top, left + (n + 1) * step, top + style.size) for n in range(len(text))]
    return Line(
        text=text,
        boxes=CharBoxes.of(boxes),
        box=Box(left, top, boxes[-1].right, top + style.size),
        baseline=top + 0.8 * style.size,
        style=style,
        order=int(top * 1000 + left),
        styles=(StyleRun(0, style),),
    )


def page(*lines: Line, shapes: tuple[Shape, ...] = (), number: int = 1) -> DrawnPage:
    return DrawnPage(number, None, 600, 800, lines, shapes)


def order(drawn: DrawnPage) -> list[str]:
    loose, tables = with_ruled_tables(drawn, drawn.lines)
    whole = with_filled_tables(regions(drawn, loose), 10)
    whole = type(whole)(whole.box, whole.lines, (*whole.regions, *tables))
    return [found.text for stretch in reading_order(whole, 10) for found in stretch.lines]


def column(name: str, left: float, top: float, count: int, step: float = 12) -> list[Line]:
    return [line(f"{name}{n}", left, top + n * step, width=200) for n in range(1, count + 1)]


def test_two_columns_with_a_narrow_gutter_are_read_one_after_the_other() -> None:
    drawn = page(*column("a", 50, 100, 5), *column("b", 261, 100, 5))
    assert order(drawn) == ["a1", "a2", "a3", "a4", "a5", "b1", "b2", "b3", "b4", "b5"]


def test_a_title_over_both_columns_comes_before_and_a_line_under_them_after() -> None:
    title = line("titel", 50, 60, width=420, style=LARGE)
    foot = line("onder", 50, 400, width=420)
    drawn = page(*column("b", 270, 100, 3), title, *column("a", 50, 100, 3), foot)
    assert order(drawn) == ["titel", "a1", "a2", "a3", "b1", "b2", "b3", "onder"]


def test_two_sets_of_columns_with_other_gutters_are_read_apart() -> None:
    banner = line("balk", 50, 200, width=500, style=LARGE)
    narrow = [line(f"s{n}", 50 + 170 * n, 100, width=150) for n in range(3)]
    narrow += [line(f"t{n}", 50 + 170 * n, 112, width=150) for n in range(3)]
    drawn = page(*narrow, banner, *column("a", 50, 240, 3), *column("b", 300, 240, 3))
    assert order(drawn) == [
        *("s0", "t0", "s1", "t1", "s2", "t2"), "balk", *("a1", "a2", "a3", "b1", "b2", "b3")
    ]  # fmt: skip


def test_headings_beside_each_other_do_not_cut_the_columns() -> None:
    left = [*column("a", 50, 100, 2), line("kop links", 50, 150, style=LARGE), *column("c", 50, 170, 2)]
    right = [*column("b", 280, 100, 2), line("kop rechts", 280, 150, style=LARGE), *column("d", 280, 170, 2)]
    assert order(page(*left, *right)) == [found.text for found in (*left, *right)]


def test_a_heading_under_both_columns_starts_new_ones() -> None:
    first = [*column("a", 50, 100, 2), *column("b", 280, 100, 2)]
    heading = line("kop", 50, 160, style=LARGE)
    second = [*column("c", 50, 190, 2), *column("d", 280, 190, 2)]
    assert order(page(*first, heading, *second)) == ["a1", "a2", "b1", "b2", "kop", "c1", "c2", "d1", "d2"]


def test_a_filled_text_box_is_read_as_a_whole() -> None:
    box = Shape(Box(45, 126, 255, 166), fill=0xFFE0C0)
    left = column("a", 50, 100, 6)
    drawn = page(*left, *column("b", 280, 100, 6), shapes=(box,))
    found = order(drawn)
    assert found.index("a3") + 1 == found.index("a4")
    assert found[:2] == ["a1", "a2"]


def test_filled_rows_are_rows_of_a_table() -> None:
    rows = [[line(f"r{r}k{k}", 60 + 170 * k, 110 + 30 * r) for k in range(3)] for r in range(3)]
    fills = tuple(Shape(Box(50, 105 + 30 * r, 550, 130 + 30 * r), fill=0xCCDDEE) for r in range(3))
    drawn = page(*[cell for row in zip(*rows, strict=True) for cell in row], shapes=fills)
    stretches = reading_order(with_filled_tables(regions(drawn, drawn.lines), 10), 10)
    assert [stretch.lines[0].text for stretch in stretches] == [cell.text for row in rows for cell in row]
    assert len({stretch.row for stretch in stretches}) == 3


def test_cells_between_rules_are_cut_apart_even_in_one_line() -> None:
    wide = [line("links   rechts", 60, 110 + 20 * r, width=280) for r in range(2)]
    level = [Shape(Box(50, 105 + 20 * r, 350, 105.5 + 20 * r)) for r in range(3)]
    upright = [Shape(Box(50 + 150 * k, 105, 50.5 + 150 * k, 145)) for k in range(3)]
    drawn = page(*wide, shapes=(*level, *upright))
    rest, tables = with_ruled_tables(drawn, drawn.lines)
    assert rest == []
    assert [[cell[0].text for cell in row] for row in tables[0].rows] == [["links", "rechts"]] * 2


def test_running_headers_of_chapters_and_page_numbers_are_furniture() -> None:
    pages = []
    for n in range(12):
        header = line("Hoofdstuk een" if n < 6 else "Hoofdstuk twee", 50, 30, style=SMALL)
        number = line(str(n + 5), 300, 770, style=SMALL)
        title = line(f"Titel {n}", 50, 60, style=LARGE)
        pages.append(page(header, title, *column(f"t{n}.", 50, 100, 20), number, number=n + 1))
    found = furniture(pages, body_size(pages))
    texts = {
        drawn.text
        for n, whole in enumerate(pages)
        for drawn in whole.lines
        if (n, drawn.order) in found.lines
    }
    assert texts == {"Hoofdstuk een", "Hoofdstuk twee", *map(str, range(5, 17))}
    assert found.labels == {n: str(n + 5) for n in range(12)}


def test_a_title_that_comes_back_at_the_top_of_pages_stays_when_it_is_large() -> None:
    pages = [
        page(line("Wegwijzer", 50, 40, style=LARGE), *column("t", 50, 100, 20), number=n + 1)
        for n in range(8)
    ]
    assert furniture(pages, 10).lines == frozenset()


def with_mark(text: str, mark: str, left: float, top: float) -> Line:
    """A line that ends in a raised mark."""
    plain = line(text, left, top)
    raised = Style("Serif", 6, bold=False, italic=False, color=0)
    right = plain.box.right
    boxes = [*plain.boxes, *[Box(right + 3 * n, top, right + 3 * n + 3, top + 5) for n in range(len(mark))]]
    return Line(
        text=text + mark,
        boxes=CharBoxes.of(boxes),
        box=Box(left, top, right + 3 * len(mark), top + 10),
        baseline=plain.baseline,
        style=BODY,
        order=plain.order,
        styles=(StyleRun(0, BODY), StyleRun(len(text), raised)),
    )


def test_a_raised_number_is_the_mark_of_a_note_and_a_unit_is_not() -> None:
    assert [mark for _, _, mark in marks(with_mark("dit staat vast.", "12", 50, 100))] == ["12"]
    assert list(marks(with_mark("het plein is 30 m", "2", 50, 100))) == []


def test_small_lines_at_the_foot_that_a_mark_refers_to_are_notes() -> None:
    referring = with_mark("dit staat vast.", "1", 50, 600)
    first = line("1 Zie het verslag van de", 50, 700, style=SMALL)
    second = line("eerste vergadering.", 50, 709, style=SMALL)
    drawn = page(*column("t", 50, 100, 30), referring, first, second)
    (note,) = footnotes(drawn, drawn.lines, 10)
    assert (note.mark, note.skip, note.lines) == ("1", 2, (first, second))


@pytest.mark.parametrize("count", [3, 2000])
def test_a_page_full_of_loose_pieces_is_still_read(count: int) -> None:
    scattered = [line("x", (n * 37) % 550, (n * 53) % 780) for n in range(count)]
    assert len(order(page(*scattered))) == count

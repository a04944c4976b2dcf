"""Watermarks, slugs, drop capitals, wide letters, numbered steps: PDF pages made here, read as a whole."""

import ctypes
import io
import math
from collections.abc import Sequence
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from corpus.compose import Content
from corpus.pdf.document import drawn_page, opened
from corpus.pdf.layout import DrawnDocument
from corpus.pdf.reading import Reading, read_document
from corpus.publication import BlockKind
from corpus.read_pdf import read_pdf
from tests.corpus.drawn_pdf import drawn_characters, text_under

SENTENCE = "De raad praat met inwoners over de digitale samenleving van morgen."


@dataclass(frozen=True)
class Text:
    words: str
    x: float
    y: float
    size: float = 10
    degrees: float = 0
    font: bytes = b"Helvetica"


def pdf(*pages: list[Text], rules: Sequence[tuple[float, float, float, float]] = ()) -> bytes:
    """Pages of 595 by 842 points; ``rules`` are filled boxes (x, y, width, height) on each."""
    document = pypdfium2.PdfDocument.new()
    for texts in pages:
        page = document.new_page(595, 842)
        for place in rules:
            shape = pdfium.FPDFPageObj_CreateNewRect(*map(ctypes.c_float, place))
            pdfium.FPDFPageObj_SetFillColor(shape, 220, 230, 240, 255)
            pdfium.FPDFPath_SetDrawMode(shape, pdfium.FPDF_FILLMODE_WINDING, False)
            pdfium.FPDFPage_InsertObject(page, shape)
        for text in texts:
            item = pdfium.FPDFPageObj_NewTextObj(document, text.font, ctypes.c_float(text.size))
            encoded = ctypes.create_string_buffer((text.words + "\0").encode("utf-16-le"))
            pdfium.FPDFText_SetText(item, ctypes.cast(encoded, ctypes.POINTER(ctypes.c_ushort)))
            cos, sin = math.cos(math.radians(text.degrees)), math.sin(math.radians(text.degrees))
            pdfium.FPDFPageObj_Transform(item, cos, sin, -sin, cos, text.x, text.y)
            pdfium.FPDFPage_InsertObject(page, item)
        page.gen_content()
    buffer = io.BytesIO()
    document.save(buffer)
    document.close()
    return buffer.getvalue()


def reading(data: bytes) -> Reading:
    with opened(data, "proef.pdf") as document:
        return read_document(DrawnDocument([drawn_page(document, n) for n in range(len(document))]))


def written(content: Content, kind: BlockKind | None = None) -> list[str]:
    return [
        content.pages[block.span.page].text[block.span.start : block.span.end]
        for section in content.sections
        for block in section.blocks
        if kind in (None, block.kind)
    ]


def body(lines: int = 6, y: float = 700, x: float = 70) -> list[Text]:
    return [Text(SENTENCE, x, y - 12 * n) for n in range(lines)]


WATERMARK = Text("CONCEPT", 150, 250, size=90, degrees=45)


def test_a_watermark_on_every_page_is_furniture() -> None:
    found = reading(pdf(*[[WATERMARK, *body()] for _ in range(4)]))
    assert [text for _, text in found.furniture] == ["CONCEPT"] * 4
    assert all("CONCEPT" not in page.text for page in found.content.pages)
    assert {len(page.text) for page in found.content.pages} == {6 * (len(SENTENCE) + 1) - 1}


def test_text_at_an_angle_is_whole_and_comes_last_with_its_boxes() -> None:
    data = pdf(
        [
            Text("Dit briefje ligt wat scheef", 100, 620, degrees=8),
            Text("boven op de bladzijde.", 101.7, 608, degrees=8),
            *body(12, y=560),
        ]
    )
    page = read_pdf(data, "proef.pdf").pages[0]
    assert page.text.endswith("\n\nDit briefje ligt wat scheef boven op de bladzijde.")
    start = page.text.index("briefje")
    assert page.boxes is not None
    marks = tuple(box for box in page.boxes[start : start + 7] if box is not None)
    assert text_under(marks, drawn_characters(data)) == "briefje"


def test_text_beside_the_page_is_furniture() -> None:
    slug = [Text("gids_v3.indd 12", 70, -40), Text("snijlijn", 700, 400)]
    found = reading(pdf([*body(), *slug]))
    assert {text for _, text in found.furniture} == {"gids_v3.indd 12", "snijlijn"}
    assert found.content.pages[0].text == " ".join([SENTENCE] * 6)


@pytest.mark.parametrize("foot", [676, 682], ids=["on the last line beside it", "between two lines"])
def test_a_drop_capital_begins_the_first_word(foot: float) -> None:
    texts = [Text("e raad praat met inwoners over de", 96, 700), Text("digitale samenleving en wil", 96, 688)]
    texts += [Text("dat iedereen mee kan doen, ook", 96, 676), Text("wie dat niet vanzelf spreekt.", 70, 664)]
    content = read_pdf(pdf([Text("D", 70, foot, size=34), *texts, *body(y=600)]), "proef.pdf")
    assert written(content)[0] == (
        "De raad praat met inwoners over de digitale samenleving en wil dat iedereen mee kan doen, "
        "ook wie dat niet vanzelf spreekt."
    )


def test_a_large_letter_beside_a_list_of_terms_is_no_drop_capital() -> None:
    terms = [Text(f"begrip {n}: uitleg bij dit begrip", 110, 700 - 13 * n) for n in range(3)]
    content = read_pdf(pdf([Text("B", 70, 684, size=30), *terms, *body(y=600)]), "proef.pdf")
    assert "Bbegrip" not in content.pages[0].text


def test_short_words_in_widely_spaced_letters_are_whole() -> None:
    letters, x = [], 70.0
    for letter in "WEGWIJZER OP REIS":
        if letter != " ":
            letters.append(Text(letter, x, 740, size=12, font=b"Courier"))
        x += 7.2 + 4
    assert written(read_pdf(pdf([*letters, *body()]), "proef.pdf"))[0] == "WEGWIJZER OP REIS"


def test_numbers_in_a_column_come_before_the_text_beside_them() -> None:
    texts = []
    for number in (1, 2, 3):
        top = 760 - 90 * number
        texts.append(Text(str(number), 70, top - 24, size=20))
        texts += [
            Text(f"Stap {number} regel {line} van de uitleg.", 120, top - 12 * line) for line in (1, 2, 3)
        ]
    shown = read_pdf(pdf(texts), "proef.pdf").pages[0].text.split()
    assert [word for word in shown if word.isdigit() and len(word) == 1] == list("111121322122233313233")


def test_a_running_header_of_two_pages_is_furniture() -> None:
    pages = [
        [Text("Gemeente Voorbeeld", 70, 800), *body(), Text(f"Pagina {n} van 2", 400, 500)] for n in (1, 2)
    ]
    found = reading(pdf(*pages))
    assert [text for _, text in found.furniture] == [
        *("Gemeente Voorbeeld", "Pagina 1 van 2"), *("Gemeente Voorbeeld", "Pagina 2 van 2")
    ]  # fmt: skip
    assert [page.label for page in found.content.pages] == ["1", "2"]


def test_a_list_begins_after_a_full_line_that_ends_with_a_colon() -> None:
    lead = "De raad kan op drie manieren sturen op digitalisering, en wel zo:"
    items = ["1. kaders stellen aan het begin, samen met inwoners en bedrijven", "2. controleren"]
    texts = [Text(words, 70, 700 - 12 * n) for n, words in enumerate([lead, *items])]
    content = read_pdf(pdf([*texts, *body(y=600)]), "proef.pdf")
    assert written(content, BlockKind.LIST_ITEM) == [item[3:] for item in items]


def test_a_number_inside_the_sentence_of_a_list_item_starts_no_item() -> None:
    lines = [
        (70, "•"),
        (84, "De raad stelde de kaders voor het gebruik van algoritmen vast in"),
        (84, "2019. Daarna niet."),
    ]
    texts = [Text(words, x, 700 - 12 * max(n - 1, 0)) for n, (x, words) in enumerate(lines)]
    content = read_pdf(pdf([*texts, *body(y=600)]), "proef.pdf")
    assert written(content, BlockKind.LIST_ITEM) == [f"{lines[1][1]} {lines[2][1]}"]


def test_text_wholly_beside_another_line_is_a_paragraph_of_its_own() -> None:
    texts = [Text("Den Haag, 3 maart", 400, 712), Text("Aan de griffier", 70, 700)]
    assert written(read_pdf(pdf([*texts, *body(y=600)]), "proef.pdf"))[:2] == [text.words for text in texts]


def test_the_last_row_of_a_striped_table_belongs_to_it() -> None:
    rows = [
        ("Wat", "Wie", "Wanneer"),
        ("Nota", "College", "Lente"),
        ("Debat", "Raad", "Zomer"),
        ("Slot", "Raad", "Winter"),
    ]
    texts = [
        Text(word, 75 + 150 * n, 706 - 24 * row)
        for row, cells in enumerate(rows)
        for n, word in enumerate(cells)
    ]
    filled = [(70.0, 698.0 - 48 * n, 450.0, 24.0) for n in (0, 1)]
    content = read_pdf(pdf([*texts, *body(y=560)], rules=filled), "proef.pdf")
    assert written(content, BlockKind.TABLE_ROW) == [" | ".join(cells) for cells in rows]


def test_terms_beside_explanations_of_several_lines_are_rows_also_below_other_short_lines() -> None:
    texts = [Text("Dr. D. de Wit, hoogleraar", 70, 760), Text("Begrippen", 70, 735, size=13)]
    terms = {
        "Algoritme": ["een reeks stappen voor een", "computer."],
        "Werken met data": ["kiezen op basis van", "gegevens in plaats van", "ervaring."],
        "Griffie": ["hulp van de raad."],
    }
    y, rows = 712.0, []
    for term, lines in terms.items():
        texts += [Text(term, 70, y), *(Text(line, 290, y - 15 * n) for n, line in enumerate(lines))]
        rows.append(f"{term} | {' '.join(lines)}")
        y -= 15 * len(lines) + 10
    content = read_pdf(pdf([*texts, *body(y=560)]), "proef.pdf")
    assert written(content, BlockKind.TABLE_ROW) == rows
    assert written(content)[:2] == ["Dr. D. de Wit, hoogleraar", "Begrippen"]


def test_marks_with_a_comma_between_them_leave_none_behind() -> None:
    words, x = "Dat staat in het rapport", 70.0
    end = x + 102.0  # where Helvetica of 10 points ends
    texts = [Text(words, x, 700), Text("2,3", end, 704, size=6), Text(", zegt de raad.", end + 8.4, 700)]
    content = read_pdf(pdf([*texts, *body(y=660)]), "proef.pdf")
    assert content.pages[0].text.startswith(f"{words}, zegt de raad.")
    assert [note.mark for note in content.notes] == ["2", "3"]


@pytest.mark.parametrize("size", [6.0, 8.3])
def test_a_raised_number_is_a_mark_also_where_a_browser_drew_it(size: float) -> None:
    texts = [Text("Dat staat in het rapport", 70, 700), Text("1", 174.5, 704, size=size)]
    content = read_pdf(pdf([*texts, *body(y=660)]), "proef.pdf")
    assert content.pages[0].text.startswith("Dat staat in het rapport\n")
    assert [note.mark for note in content.notes] == ["1"]


def test_the_largest_line_of_page_one_is_the_title_where_no_tag_or_outline_names_it() -> None:
    title = Text("Visie op de digitale stad", 70, 780, size=26)
    heads = [Text("Inleiding", 70, 720, size=14, font=b"Helvetica-Bold")]
    second = [Text("Wat we willen", 70, 760, size=14, font=b"Helvetica-Bold"), *body(y=740)]
    content = read_pdf(pdf([title, *heads, *body()], second, [*body()]), "proef.pdf")
    assert content.title == title.words


def test_the_space_before_a_mark_goes_with_it() -> None:
    texts = [Text("Dat staat in het rapport", 70, 700), Text("1", 174.5, 704, size=6)]
    texts += [Text("en in de brief", 180.7, 700), Text("2", 241.3, 704, size=6), Text(".", 244.7, 700)]
    content = read_pdf(pdf([*texts, *body(y=660)]), "proef.pdf")
    shown = "Dat staat in het rapport en in de brief."
    assert content.pages[0].text.startswith(shown)
    assert [shown[: note.at.start].split()[-1] for note in content.notes] == ["rapport", "brief"]

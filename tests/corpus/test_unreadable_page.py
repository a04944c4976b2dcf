"""Which pages have real text: judged on pages set by hand, on PDFs made here and on real ones."""

import io
import textwrap
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from corpus.boxes import Box
from corpus.pdf.document import drawn_page, opened
from corpus.pdf.layout import DrawnPage, Shape
from corpus.pdf.unreadable_page import PageText, judge, readable
from tests.corpus.make_pdf import make_pdf
from tests.corpus.sheet import BODY, H1, Sheet

DUTCH = (
    "Gemeenten in de regio werken steeds vaker samen aan opgaven die te groot zijn voor een enkele "
    "gemeente. Dat vraagt om duidelijke afspraken over wie waarover gaat, wie betaalt en wie aan de raad "
    "uitlegt wat er is bereikt. In dit hoofdstuk leest u hoe drie colleges dat hebben aangepakt en welke "
    "lessen zij daaruit trekken voor de volgende raadsperiode."
)
ENGLISH = (
    "Local councils increasingly work together on issues that are too large for a single municipality. "
    "This calls for clear agreements on who decides, who pays and who explains the results to the people "
    "they represent. In this chapter three boards describe how they went about it and what they learned."
)
POLISH = (
    "Gminy coraz częściej współpracują przy zadaniach, które są zbyt duże dla jednej z nich. Wymaga to "
    "jasnych ustaleń, kto decyduje, kto płaci i kto wyjaśnia wyniki mieszkańcom. W tym rozdziale trzy "
    "zarządy opisują, jak do tego podeszły i czego się nauczyły w minionej kadencji."
)
GREEK = (
    "Οι δήμοι συνεργάζονται όλο και περισσότερο σε ζητήματα που είναι πολύ μεγάλα για έναν μόνο δήμο. "
    "Αυτό απαιτεί σαφείς συμφωνίες για το ποιος αποφασίζει, ποιος πληρώνει και ποιος εξηγεί."
)
CODES = " ".join(f"NL{number}ABNA0{number * 7919} {number},{number * 13 % 100:02d}" for number in range(90))
ADDRESSES = " ".join(f"https://www.vbrg-xq.nl/ptk/{number}/rsl?z=kwz" for number in range(60))
NAMES = (
    "Sjoerd Wiersma, Fatima El Khattabi, Jan-Willem van der Plas, Grzegorz Wójcik, Mehmet Yıldız, Ngozi "
    "Okonkwo, Thijs Schuurmans, Annelies de Brabander, Hylke Sjaarda, Xander Vrijmoet, Qiu Zhang, Wietske "
    "Hoekstra, Djamila Bouzidi, Krzysztof Szymański, Roelof Knotnerus, Pham Thi Hương, Geertje Zwiers"
)
SOURCES = (
    "Korsten, A.F.A. en P.W. Tops (red.), Lokaal bestuur in Nederland, Alphen aan den Rijn: Samsom 1998. "
    "Putnam, R.D., Making Democracy Work, Princeton: Princeton UP 1993. Teisman, G.R., Publiek management "
    "op de grens van chaos en orde, Den Haag: Sdu 2005. Ostrom, E., Governing the Commons, Cambridge 1990."
)
ABBREVIATIONS = "VNG BZK IPO UvW SZW OCW CBS SCP RIVM UWV SVB CIZ DUO COA NVWA AFM DNB ACM NCSC IBD " * 4


def _page(text: str) -> DrawnPage:
    sheet = Sheet()
    for line in textwrap.wrap(text, 80):
        sheet.put(line)
    return sheet.page()


def _shifted(text: str, by: int) -> str:
    """Every letter ``by`` places on, as when a font numbers its letters differently."""
    return "".join(
        chr((ord(char.lower()) - ord("a") + by) % 26 + ord("a"))
        if char.isascii() and char.isalpha()
        else char
        for char in text
    )


def _as_glyph_numbers(text: str) -> str:
    """What pdfium gives for a TrueType font without a Unicode table: the numbers of its glyphs."""
    return " ".join(
        "".join(chr(ord(char) - 29) for char in word if "A" <= char <= "z") for word in text.split()
    )


@pytest.mark.parametrize(
    "text",
    [
        DUTCH,
        ENGLISH,
        POLISH,
        GREEK,
        CODES,
        ADDRESSES,
        NAMES,
        SOURCES,
        ABBREVIATIONS,
        "Bijlage 3",
        "sxqr zkwt",
    ],
    ids=[
        "dutch",
        "english",
        "polish",
        "greek",
        "codes",
        "addresses",
        "names",
        "sources",
        "abbreviations",
        "title",
        "short",
    ],
)
def test_whatever_people_really_write_is_text(text: str) -> None:
    assert judge(_page(text)) is PageText.REAL


@pytest.mark.parametrize("text", [DUTCH, ENGLISH], ids=["dutch", "english"])
@pytest.mark.parametrize("by", [1, 3, 4, 13, 22])
def test_shifted_letters_are_garbage(text: str, by: int) -> None:
    assert judge(_page(_shifted(text, by))) is PageText.GARBAGE


@pytest.mark.parametrize(
    "text",
    [
        _as_glyph_numbers(DUTCH),
        "".join(char for char in DUTCH * 2 if char not in "aeiouy"),
        DUTCH.replace("e", "\ufffd"),
        "".join(chr(0xE000 + ord(char)) if char.isalpha() else char for char in DUTCH),
        (DUTCH.replace("e", "é")).encode().decode("cp1252", "replace"),
    ],
    ids=["glyph-numbers", "no-vowels", "replacement", "private-use", "mojibake"],
)
def test_a_text_layer_that_cannot_be_read_is_garbage(text: str) -> None:
    assert judge(_page(text)) is PageText.GARBAGE


def test_a_contents_page_with_leaders_is_text() -> None:
    entries = [f"{number}.1 {word} {'.' * 40} {number * 7}" for number, word in enumerate(DUTCH.split()[:30])]
    assert judge(_page(" ".join(entries))) is PageText.REAL


def test_bullets_and_icons_in_private_use_are_no_damage() -> None:
    sheet = Sheet()
    for line in textwrap.wrap(DUTCH, 30):
        sheet.put(f"\uf0b7 {line}").put(f"\uf0e8{line}")
    assert judge(sheet.page()) is PageText.REAL


def test_a_few_missing_ligatures_are_better_than_recognition() -> None:
    assert judge(_page(DUTCH + " een e\ufffdciënte of\ufffdcier. " + DUTCH)) is PageText.REAL


def test_of_a_page_with_one_garbled_font_the_other_lines_stay() -> None:
    sheet = Sheet()
    for line in textwrap.wrap(DUTCH, 80):
        sheet.put(line)
    for line in textwrap.wrap(_shifted(DUTCH, 3), 80):
        sheet.put(line, replace(BODY, font="Broken"))
    page = sheet.page()
    assert judge(page) is PageText.GARBAGE
    assert " ".join(line.text for line in readable(page.lines)) == DUTCH


def test_nothing_is_left_of_a_page_that_is_garbled_in_several_small_fonts() -> None:
    sheet = Sheet()
    for number, line in enumerate(textwrap.wrap(_shifted(DUTCH, 3), 80)):
        sheet.put(line, replace(BODY, font=f"Broken {number}"))
    page = sheet.page()
    assert judge(page) is PageText.GARBAGE
    assert readable(page.lines) == ()


FULL = Box(0, 0, 595, 842)


def test_an_empty_page_a_ruled_page_and_a_coloured_page_are_blank() -> None:
    empty = Sheet().page()
    rule = Shape(Box(60, 400, 535, 401), 0)
    assert judge(empty) is PageText.BLANK
    assert judge(replace(empty, shapes=(rule, Shape(FULL, 0x442266)))) is PageText.BLANK


def test_a_scan_and_a_drawing_without_characters_have_no_text() -> None:
    empty = Sheet().page()
    assert judge(replace(empty, images=(FULL,))) is PageText.NONE
    assert judge(replace(empty, shapes=(Shape(Box(50, 50, 400, 400), 0),))) is PageText.NONE


def test_an_image_beside_the_page_is_not_drawn_on_it() -> None:
    assert judge(replace(Sheet().page(), images=(Box(700, 0, 900, 842),))) is PageText.BLANK


def test_a_stamped_scan_and_a_cover_with_a_photo_are_images() -> None:
    page = Sheet().put("Handreiking regionaal samenwerken", H1).page()
    assert judge(replace(page, images=(Box(0, 0, 595, 500),))) is PageText.IMAGES


def test_a_page_of_text_over_a_picture_stays_text() -> None:
    assert judge(replace(_page(DUTCH * 2), images=(FULL,))) is PageText.REAL


def test_many_small_images_beside_little_text_are_images() -> None:
    words = tuple(
        Box(
            60 + 40 * (number % 10),
            100 + 12 * (number // 10),
            95 + 40 * (number % 10),
            110 + 12 * (number // 10),
        )
        for number in range(60)
    )
    assert judge(replace(_page(DUTCH), images=words)) is PageText.IMAGES
    assert judge(replace(_page(DUTCH), images=words[:10])) is PageText.REAL
    assert judge(replace(_page(DUTCH * 4), images=words)) is PageText.REAL


def _outlined_pdf(letters: int) -> bytes:
    """A page with a real page number and so many letters drawn as filled paths."""
    document = pypdfium2.PdfDocument(make_pdf([[]], first_label=7))
    page = document[0]
    for number in range(letters):
        left, bottom = 60 + 7 * (number % 60), 700 - 14 * (number // 60)
        path = pdfium.FPDFPageObj_CreateNewPath(left, bottom)
        for x, y in ((left + 5, bottom), (left + 2.5, bottom + 8)):
            pdfium.FPDFPath_LineTo(path, x, y)
        pdfium.FPDFPath_Close(path)
        pdfium.FPDFPath_SetDrawMode(path, 1, 0)
        pdfium.FPDFPageObj_SetFillColor(path, 0, 0, 0, 255)
        pdfium.FPDFPage_InsertObject(page, path)
    page.gen_content()
    buffer = io.BytesIO()
    document.save(buffer)
    document.close()
    return buffer.getvalue()


def _judged(pdf: bytes) -> list[PageText]:
    with opened(pdf, "proef.pdf") as document:
        return [judge(drawn_page(document, index)) for index in range(len(document))]


def test_outlined_letters_of_a_real_pdf_are_images_and_a_small_logo_is_not() -> None:
    assert _judged(_outlined_pdf(400)) == [PageText.IMAGES]
    assert _judged(_outlined_pdf(20)) == [PageText.REAL]


def test_real_pdf_pages_with_text_and_with_garbage() -> None:
    def lines(text: str) -> Sequence[tuple[float, str]]:
        return [(10.0, line) for line in textwrap.wrap(text, 80)]

    pdf = make_pdf([lines(DUTCH), lines(_as_glyph_numbers(DUTCH)), []])
    assert _judged(pdf) == [PageText.REAL, PageText.GARBAGE, PageText.BLANK]


EXPECTED = {
    "AI-Verordening_Blauwdruk_Geletterdheidsprogramma.pdf": {1},
    "AI-Verordening_Factsheet_Bestuurders.pdf": {1, 3},
    "AI-verordening_Handreiking_AI-systemen.pdf": {1},
}
"""The pages that are a picture with a title, and the one whose body text was drawn as images."""


@pytest.mark.slow
@pytest.mark.parametrize("name", EXPECTED)
def test_real_documents_are_judged_as_they_look(testdata: Path, name: str) -> None:
    path = testdata / "rijk" / name
    if not path.is_file():
        pytest.skip(f"{name} staat niet tussen de proefdocumenten: niet gedraaid")
    found = _judged(path.read_bytes())
    assert found == [
        PageText.IMAGES if number in EXPECTED[name] else PageText.REAL for number in range(1, len(found) + 1)
    ]

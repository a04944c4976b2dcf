"""A memo as Word, LibreOffice, HTML and Markdown: what a reader of the file finds in it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from assistant.memo.files import MemoFormat, format_of, memo_file
from assistant.memo.office_zip import parts_of
from assistant.memo.values import Memo, MemoFields, MemoPart, MemoSection, Standing, Statement
from corpus.errors import DenktankError
from tests.assistant.memo import opened
from tests.assistant.memo.made_memos import (
    FIELDS,
    NOTES_OF_FULL,
    full_memo,
    memo_of_forty,
    memo_of_none,
    source,
)
from tests.assistant.memo.opened import DC, FO, STYLE, TABLE, TEXT, W

PARTS = [
    "Aanleiding",
    "Kern",
    "Lessen",
    "Routekaart en advies per rol",
    "Aandachtspunten en dilemma's",
    "Wat de bronnen niet zeggen",
    "Bronnen",
]
ROLES = ["Voor de burgemeester", "Voor raadsleden", "Voor ambtenaren"]
OUTLINE = [*PARTS[:4], *ROLES, *PARTS[4:]]
LEVELS = [1, 1, 1, 1, 2, 2, 2, 1, 1, 1]
PLACE = (
    "De gids gids · Hoofdstuk 2 › Samen aan tafel · bladzijde 33 (op de bladzijde staat b33) · 28 juni 2018"
)


def test_word_has_a_footnote_for_every_statement_and_each_reference_its_target() -> None:
    parts = opened.xml_parts(memo_file(full_memo(), MemoFormat.DOCX))
    references = [one.attrib[f"{W}id"] for one in parts["word/document.xml"].iter(f"{W}footnoteReference")]
    notes = {
        note.attrib[f"{W}id"]: [opened.word_text(line).strip() for line in note.iter(f"{W}p")]
        for note in parts["word/footnotes.xml"].iter(f"{W}footnote")
        if f"{W}type" not in note.attrib
    }
    assert len(references) == len(set(references)) == NOTES_OF_FULL
    assert set(references) == set(notes)
    assert notes[references[0]] == ["Eigen tekst van de opsteller, zonder bron."]
    assert notes[references[1]] == [PLACE]
    assert [line.split(" ·")[0] for line in notes[references[2]]] == ["De gids gids", "De gids rapport"]
    assert notes[references[3]][0] == (
        "Niet bevestigd door deze bron: dit getal staat niet in de bron (“40”); "
        "deze datum staat niet in de bron (“2030”)."
    )


def test_word_counts_its_footnotes_on_and_has_a4_pages_with_a_number() -> None:
    parts = opened.xml_parts(memo_file(full_memo(), MemoFormat.DOCX))
    document = parts["word/document.xml"]
    assert not list(document.iter(f"{W}numRestart"))
    (size,) = document.iter(f"{W}pgSz")
    assert (size.attrib[f"{W}w"], size.attrib[f"{W}h"]) == ("11906", "16838")
    assert len(list(document.iter(f"{W}footerReference"))) == 1
    fields = [
        field.attrib[f"{W}instr"].strip() for field in parts["word/footer-memo.xml"].iter(f"{W}fldSimple")
    ]
    assert fields == ["PAGE", "NUMPAGES"]


def test_word_has_title_headings_and_fields_in_order() -> None:
    found = opened.word_paragraphs(memo_file(full_memo(), MemoFormat.DOCX))
    assert found[0] == ("Title", FIELDS.subject)
    headings = [(style, text) for style, text in found if style.startswith("Heading")]
    assert headings == [(f"Heading{level}", text) for level, text in zip(LEVELS, OUTLINE, strict=True)]
    assert [text for style, text in found if style == "Memoveld"] == [
        "Aan:College van burgemeester en wethouders",
        "Van:Bureau Raadsadvies",
        "Datum:22 november 2026",
        "Onderwerp:Energietransitie en bestuur",
        "Kenmerk:2026/114",
    ]


def test_word_is_dutch_and_nothing_else_and_has_a_title() -> None:
    parts = opened.xml_parts(memo_file(full_memo(), MemoFormat.DOCX))
    languages = [
        one for part in parts.values() for name in ("lang", "themeFontLang") for one in part.iter(W + name)
    ]
    assert [one.attrib for one in languages] == [{f"{W}val": "nl-NL"}] * 2
    core = parts["docProps/core.xml"]
    assert core.findtext(f"{DC}title") == FIELDS.subject
    assert core.findtext(f"{DC}language") == "nl-NL"


def test_word_marks_the_first_row_of_the_sources_as_header() -> None:
    parts = opened.xml_parts(memo_file(full_memo(), MemoFormat.DOCX))
    (table,) = parts["word/document.xml"].iter(f"{W}tbl")
    rows = list(table.iter(f"{W}tr"))
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True, False, False]
    cells = [[opened.word_text(cell) for cell in row.iter(f"{W}tc")] for row in rows]
    assert cells == [
        ["Publicatie", "Datum", "Bladzijden"],
        ["De gids gids", "28 juni 2018", "4, 33"],
        ["De gids rapport", "28 juni 2018", "7"],
    ]


def test_libreoffice_has_a_footnote_for_every_statement() -> None:
    content = opened.xml_parts(memo_file(full_memo(), MemoFormat.ODT))["content.xml"]
    notes = list(content.iter(f"{TEXT}note"))
    assert len({note.attrib[f"{TEXT}id"] for note in notes}) == len(notes) == NOTES_OF_FULL
    assert {note.attrib[f"{TEXT}note-class"] for note in notes} == {"footnote"}
    lines = [[opened.text_of(line) for line in note.iter(f"{TEXT}p")] for note in notes]
    assert lines[1] == [PLACE]
    assert len(lines[2]) == 2


def test_libreoffice_has_title_headings_language_and_table_header() -> None:
    parts = opened.xml_parts(memo_file(full_memo(), MemoFormat.ODT))
    content = parts["content.xml"]
    headings = [
        (int(one.attrib[f"{TEXT}outline-level"]), opened.text_of(one)) for one in content.iter(f"{TEXT}h")
    ]
    assert headings == list(zip(LEVELS, OUTLINE, strict=True))
    first = next(content.iter(f"{TEXT}p"))
    assert (first.attrib[f"{TEXT}style-name"], opened.text_of(first)) == ("Title", FIELDS.subject)
    elements = [element for part in parts.values() for element in part.iter()]
    assert {one.attrib.get(f"{FO}language", "zxx") for one in elements} == {"zxx", "nl"}
    assert {one.attrib.get(f"{FO}country", "NL") for one in elements} == {"NL"}
    assert next(parts["meta.xml"].iter(f"{DC}language")).text == "nl-NL"
    assert next(parts["meta.xml"].iter(f"{DC}title")).text == FIELDS.subject
    (header,) = content.iter(f"{TABLE}table-header-rows")
    assert [opened.text_of(one) for one in header.iter(f"{TEXT}p")] == ["Publicatie", "Datum", "Bladzijden"]


def test_libreoffice_knows_every_style_that_the_text_uses() -> None:
    parts = opened.xml_parts(memo_file(full_memo(), MemoFormat.ODT))
    known = {one.attrib.get(f"{STYLE}name") for part in parts.values() for one in part.iter()}
    used = {one.attrib.get(f"{TEXT}style-name") for one in parts["content.xml"].iter()} - {None}
    assert {"Memoveld", "Memolabel", "Footnote"} <= used <= known


def test_html_is_one_dutch_page_that_fetches_nothing() -> None:
    page = LexborHTMLParser(memo_file(full_memo(), MemoFormat.HTML).decode())
    assert page.css_first("html").attributes["lang"] == "nl-NL"
    assert page.css_first("title").text() == FIELDS.subject
    headings = [(int(one.tag[1]) - 1, one.text()) for one in page.css("h1, h2, h3, h4")]
    levels = [0, *LEVELS, 1]
    assert headings == list(zip(levels, [FIELDS.subject, *OUTLINE, "Voetnoten"], strict=True))
    assert not page.css("script, link, img, iframe, [src], form")
    assert all(link.attributes["href"].startswith("#") for link in page.css("[href]"))  # type: ignore[union-attr]
    assert [one.text() for one in page.css('thead th[scope="col"]')] == ["Publicatie", "Datum", "Bladzijden"]


def test_footnotes_of_html_lead_there_and_back_with_dutch_names() -> None:
    page = LexborHTMLParser(memo_file(full_memo(), MemoFormat.HTML).decode())
    references = page.css('a[role="doc-noteref"]')
    assert len(references) == NOTES_OF_FULL
    for number, reference in enumerate(references, 1):
        assert reference.attributes["aria-label"] == f"Voetnoot {number}"
        note = page.css_first(reference.attributes["href"] or "")
        back = note.css_first('a[role="doc-backlink"]')
        assert back.attributes["aria-label"] == f"Terug naar de tekst bij voetnoot {number}"
        assert back.attributes["href"] == f"#{reference.attributes['id']}"
    named = page.css_first('section[role="doc-endnotes"]').attributes["aria-labelledby"]
    assert page.css_first(f"#{named}").text() == "Voetnoten"


def test_markdown_has_metadata_headings_and_real_footnotes() -> None:
    text = memo_file(full_memo(), MemoFormat.MARKDOWN).decode()
    read = opened.pandoc_blocks(text, "gfm+yaml_metadata_block")
    assert opened.said(read["meta"]["title"]) == FIELDS.subject
    assert opened.said(read["meta"]["lang"]) == "nl-NL"
    headings = [(b["c"][0] - 1, opened.said(b["c"][2])) for b in read["blocks"] if b["t"] == "Header"]
    assert headings == list(zip([0, *LEVELS], [FIELDS.subject, *OUTLINE], strict=True))
    assert text.count("\n[^") == NOTES_OF_FULL
    assert "**Aan:** College van burgemeester en wethouders" in text
    assert "| De gids gids    | 28 juni 2018 | 4, 33      |" in text


@pytest.mark.parametrize("form", MemoFormat)
def test_quotations_stand_in_the_footnotes_on_request(form: MemoFormat) -> None:
    def all_text(quotes: bool) -> str:
        data = memo_file(full_memo(), form, quotes)
        if form in (MemoFormat.DOCX, MemoFormat.ODT):
            return "".join(map(opened.text_of, opened.xml_parts(data).values()))
        return data.decode()

    for n in (1, 2, 3):
        assert f"“Dit is citaat {n}, letter voor letter.”" in all_text(quotes=True)
    assert "letter voor letter" not in all_text(quotes=False)


@pytest.mark.parametrize("form", MemoFormat)
def test_what_is_not_confirmed_says_so_in_the_text(form: MemoFormat) -> None:
    data = memo_file(full_memo(), form)
    if form is MemoFormat.DOCX:
        document = opened.xml_parts(data)["word/document.xml"]
        bold = [run for run in document.iter(f"{W}r") if run.find(f"{W}rPr/{W}b") is not None]
        marked = "".join(map(opened.word_text, bold))
    elif form is MemoFormat.ODT:
        marked = opened.text_of(opened.xml_parts(data)["content.xml"])
    elif form is MemoFormat.HTML:
        marked = LexborHTMLParser(data.decode()).css_first("strong").text()
    else:
        marked = data.decode().replace("\\", "")
    assert "[niet bevestigd door de bron]" in marked


def test_a_memo_of_forty_sources_keeps_each_of_them() -> None:
    memo = memo_of_forty()
    word = opened.xml_parts(memo_file(memo, MemoFormat.DOCX, quotes=True))
    notes = [
        note for note in word["word/footnotes.xml"].iter(f"{W}footnote") if f"{W}type" not in note.attrib
    ]
    assert len(notes) == 40
    assert len(list(word["word/document.xml"].iter(f"{W}tr"))) == 41
    odt = opened.xml_parts(memo_file(memo, MemoFormat.ODT, quotes=True))["content.xml"]
    assert len(list(odt.iter(f"{TEXT}note"))) == 40
    page = LexborHTMLParser(memo_file(memo, MemoFormat.HTML, quotes=True).decode())
    assert len(page.css('section[role="doc-endnotes"] > ol > li')) == len(page.css("tbody tr")) == 40


def test_a_memo_without_sources_has_no_footnotes_no_table_and_empty_fields() -> None:
    memo = memo_of_none()
    page = LexborHTMLParser(memo_file(memo, MemoFormat.HTML).decode())
    assert [one.text() for one in page.css("h1, h2, h3")] == ["Kernenergie", "Wat de bronnen niet zeggen"]
    assert not page.css("table, section, a")
    assert [line.text().strip() for line in page.css(".velden p")] == [
        "Aan:",
        "Van:",
        "Datum:",
        "Onderwerp: Kernenergie",
    ]
    styles = [style for style, _ in opened.word_paragraphs(memo_file(memo, MemoFormat.DOCX))]
    assert styles.count("Memoveld") == 4
    assert "Heading2" not in styles


def test_a_memo_about_nothing_still_has_a_title() -> None:
    page = LexborHTMLParser(memo_file(Memo(MemoFields(" \n"), ()), MemoFormat.HTML).decode())
    assert page.css_first("title").text() == page.css_first("h1").text() == "Memo"


def test_what_the_program_says_is_a_paragraph_between_the_points() -> None:
    said = (
        Statement("Een.", (1,), standing=Standing.QUOTED),
        Statement("Twee is niet gevonden."),
        Statement("Drie.", (1,), standing=Standing.QUOTED),
    )
    memo = Memo(FIELDS, (MemoSection(MemoPart.LESSONS, said),), (source(1),))
    page = LexborHTMLParser(memo_file(memo, MemoFormat.HTML).decode())
    lessons = [one.tag for one in page.css("main > h2 ~ *")][:3]
    assert lessons == ["ul", "p", "ul"]
    assert len(page.css('a[role="doc-noteref"]')) == 2


def test_a_source_without_page_date_or_section_says_what_is_known() -> None:
    bare = source(1, page=None, page_label=None, section=(), date=None)
    memo = Memo(
        FIELDS,
        (MemoSection(MemoPart.LESSONS, (Statement("Een.", (1,), standing=Standing.QUOTED),)),),
        (bare,),
    )
    page = LexborHTMLParser(memo_file(memo, MemoFormat.HTML).decode())
    assert page.css_first("#fn1").text().strip() == "De gids gids↩︎"
    assert [cell.text() for cell in page.css("tbody td")] == ["De gids gids", "onbekend", "zonder bladzijden"]


def test_a_statement_that_lost_its_source_says_so() -> None:
    memo = Memo(FIELDS, (MemoSection(MemoPart.LESSONS, (Statement("Een.", standing=Standing.QUOTED),)),))
    page = LexborHTMLParser(memo_file(memo, MemoFormat.HTML).decode())
    assert "Bij deze zin staat geen bron." in page.css_first("#fn1").text()


@pytest.mark.parametrize(
    ("name", "form"), [("a.docx", "docx"), ("B.ODT", "odt"), ("c.d.md", "md"), ("e.html", "html")]
)
def test_the_suffix_decides_the_format(name: str, form: str) -> None:
    assert format_of(Path(name)) == MemoFormat(form)


@pytest.mark.parametrize("name", ["memo.doc", "memo.pdf", "memo", ".docx", "memo.docx.exe"])
def test_another_suffix_is_refused_with_what_is_possible(name: str) -> None:
    with pytest.raises(DenktankError, match=r"Kies \.docx \(Word\), \.odt \(LibreOffice\)"):
        format_of(Path(name))


@pytest.mark.parametrize(
    ("form", "part"), [(MemoFormat.DOCX, "docProps/core.xml"), (MemoFormat.ODT, "meta.xml")]
)
def test_an_office_file_says_that_it_was_made_today(form: MemoFormat, part: str) -> None:
    before = datetime.now(UTC).date().isoformat()
    properties = parts_of(memo_file(Memo(MemoFields("Raad"), ()), form))[part].decode()
    assert "1970" not in properties
    assert before in properties or datetime.now(UTC).date().isoformat() in properties

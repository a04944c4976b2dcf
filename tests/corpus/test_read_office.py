"""DOCX and ODT: all that is shown is read once, in order; nothing else is, and nothing breaks it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import UnreadableFileError
from corpus.read import parse
from tests.corpus.contents import blocks, marks, paths, texts
from tests.corpus.make_office import document_xml, make_docx, make_odt, p, packed, replaced

OFFICE = Path(__file__).parent / "office"
"""The same document, saved by LibreOffice in both forms."""
DOCX = (OFFICE / "samenwerken.docx").read_bytes()
ODT = (OFFICE / "samenwerken.odt").read_bytes()
both = pytest.mark.parametrize(("name", "data"), [("a.docx", DOCX), ("a.odt", ODT)])


@both
def test_a_document_of_a_word_processor_is_read_whole(name: str, data: bytes) -> None:
    content = parse(data, name)
    found = [(kind, marker if marker != "–" else "•", text) for kind, marker, text in blocks(content)]
    assert found == [
        ("kop", "", "Samen werken in de regio"),
        ("kop", "", "1 Aanleiding"),
        ("alinea", "", "De regio vraagt om sa menwerking tussen 10 gemeenten, "
                       "met nieuwe woorden en de provincie."),
        ("alinea", "", "Eerste regel tweede regel na de tab."),
        ("noot", "1", "Zie het onderzoeksrapport, blz. 12."),
        ("noot", "i", "Een eindnoot over de provincie."),
        ("kop", "", "1.1 Wat er speelt"),
        ("lijstitem", "•", "eerste punt"),
        ("lijstitem", "•", "onder het eerste punt"),
        ("lijstitem", "•", "tweede punt"),
        ("alinea", "", "vervolg van het tweede punt"),
        ("alinea", "", "En genummerd:"),
        ("lijstitem", "1.", "stap een"),
        ("lijstitem", "2.", "stap twee"),
        ("lijstitem", "a)", "deelstap"),
        ("lijstitem", "b)", "nog een deelstap"),
        ("alinea", "", "Tussendoor."),
        ("lijstitem", "3.", "stap drie"),
        ("kop", "", "Een eigen kop"),
        ("alinea", "", "Een alinea met een kader."),
        ("alinea", "", "Tekst in het kader."),
        ("bijschrift", "", "Figuur 1: De routekaart"),
        ("kop", "", "2 Aanpak"),
        ("tabelrij", "", "Wie | Wat | Wanneer"),
        ("tabelrij", "", "Gemeente en provincie |  | 2018"),
        ("tabelrij", "", "UWV | Cijfers en duiding | elk jaar"),
        ("tabelrij", "", " | Advies | op verzoek"),
        ("alinea", "", "Slotzin."),
    ]  # fmt: skip
    assert marks(content) == [("1", "menwerking"), ("i", "provincie.")]


@both
def test_headings_hang_under_the_title_and_there_are_no_pages(name: str, data: bytes) -> None:
    content = parse(data, name)
    title = "Samen werken in de regio"
    assert paths(content) == [
        (title,), (title, "1 Aanleiding"), (title, "1 Aanleiding", "1.1 Wat er speelt"),
        (title, "1 Aanleiding", "Een eigen kop"), (title, "2 Aanpak"),
    ]  # fmt: skip
    assert (content.title, content.date) == (title, None)
    assert [page.number for page in content.pages] == [None]


STYLES = (
    '<w:style w:type="paragraph" w:styleId="Kop1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Kop2"><w:name w:val="Kop 2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Hoofdstuk"><w:name w:val="Hoofdstuk"/><w:basedOn w:val="Kop1"/>'
    '</w:style><w:style w:type="paragraph" w:styleId="Plat"><w:name w:val="Plat"/><w:basedOn w:val="Kop1"/>'
    '<w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Inhopg1"><w:name w:val="toc 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Bijschrift"><w:name w:val="caption"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Rond"><w:name w:val="Rond"/><w:basedOn w:val="Rond"/></w:style>'
)


def test_styles_of_word_say_what_is_a_heading() -> None:
    body = (
        p("Inleiding ... 3", "Inhopg1")
        + p("Een", "Kop1") + p("Onder", "Kop2") + p("Eigen stijl", "Hoofdstuk")
        + p("Platte tekst.", "Plat") + p("Met niveau", "", '<w:outlineLvl w:val="2"/>')
        + p("Figuur 1", "Bijschrift") + p("Zonder eind.", "Rond") + p("Onbekend.", "Weg")
    )  # fmt: skip
    content = parse(make_docx(body, styles=STYLES), "a.docx")
    assert paths(content) == [("Een",), ("Een", "Onder"), ("Eigen stijl",), ("Eigen stijl", "Met niveau")]
    assert [kind for kind, _, _ in blocks(content)] == [
        "kop", "kop", "kop", "alinea", "kop", "bijschrift", "alinea", "alinea",
    ]  # fmt: skip


def level(at: int, number_format: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{number_format}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


NUMBERING = (
    '<w:abstractNum w:abstractNumId="0">'
    + level(0, "decimal", "Artikel %1") + level(1, "decimal", "%1.%2.") + level(2, "lowerRoman", "%3)")
    + '</w:abstractNum><w:abstractNum w:abstractNumId="1">' + level(0, "bullet", "\uf0b7")
    + level(1, "bullet", "–") + "</w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="1"><w:startOverride w:val="7"/>'
    "</w:lvlOverride></w:num>"
)  # fmt: skip


def numbered(text: str, num_id: int, at: int, style: str = "") -> str:
    return p(text, style, f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{num_id}"/></w:numPr>')


def test_numbers_are_those_that_word_shows() -> None:
    body = (
        numbered("Begrippen", 1, 0, "Kop1") + numbered("lid", 1, 1) + numbered("lid", 1, 1)
        + numbered("sub", 1, 2) + numbered("sub", 1, 2) + numbered("lid", 1, 1)
        + numbered("Slot", 1, 0, "Kop1") + numbered("lid", 1, 1) + numbered("opnieuw", 3, 1)
        + numbered("punt", 2, 0) + numbered("punt", 2, 1) + numbered("geen lijst", 0, 0) + numbered("x", 9, 0)
    )  # fmt: skip
    content = parse(make_docx(body, styles=STYLES, numbering=NUMBERING), "a.docx")
    assert [marker or text for _, marker, text in blocks(content)] == [
        "Artikel 1 Begrippen", "1.1.", "1.2.", "i)", "ii)", "1.3.", "Artikel 2 Slot", "2.1.", "2.7.",
        "•", "–", "geen lijst", "x",
    ]  # fmt: skip


def test_changes_are_shown_as_accepted() -> None:
    deleted_mark = "<w:rPr><w:del/></w:rPr>"
    body = (
        p("Deze zin ", "", deleted_mark) + p("loopt door.")
        + "<w:p><w:moveFrom><w:r><w:t>oud</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>nieuw</w:t></w:r>"
        "</w:moveTo></w:p><w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>" + p("a") + "</w:tc><w:tc>" + p("b")
        + "</w:tc></w:tr><w:tr><w:tc>" + p("c") + "</w:tc><w:tc>" + p("d") + "</w:tc></w:tr></w:tbl>"
        + p("Het slot.", "", deleted_mark)
    )  # fmt: skip
    assert texts(parse(make_docx(body), "a.docx")) == ["Deze zin loopt door.", "nieuw", "c | d", "Het slot."]


def test_what_is_not_shown_is_not_read_and_a_text_box_is_read_once() -> None:
    box = "<w:txbxContent>" + p("In het kader.") + "</w:txbxContent>"
    body = (
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>verborgen</w:t></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>"
        "<w:r><w:t>Samen</w:t><w:softHyphen/><w:t>werken aan AI</w:t><w:noBreakHyphen/><w:t>beleid</w:t>"
        '<w:sym w:font="Wingdings" w:char="F0E0"/><w:t>doen.</w:t>'
        f"<mc:AlternateContent><mc:Choice Requires='wps'><wps:wsp>{box}</wps:wsp></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert texts(parse(make_docx(body), "a.docx")) == ["Samenwerken aan AI-beleid→doen.", "In het kader."]


def test_notes_are_numbered_and_may_have_a_mark_of_their_own() -> None:
    notes = "".join(f'<w:footnote w:id="{key}">{p(f" Noot {key}.")}</w:footnote>' for key in (4, 5, 6))

    def reference(key: int, own: str = "") -> str:
        more = ' w:customMarkFollows="1"' if own else ""
        return f'<w:r><w:footnoteReference w:id="{key}"{more}/><w:t>{own}</w:t></w:r>'

    body = (
        "<w:p><w:r><w:t>Eerst</w:t></w:r>" + reference(6) + "<w:r><w:t> dan</w:t></w:r>" + reference(4, "*")
        + "<w:r><w:t> en</w:t></w:r>" + reference(5) + reference(99) + "<w:r><w:t>.</w:t></w:r></w:p>"
    )  # fmt: skip
    content = parse(make_docx(body, footnotes=notes), "a.docx")
    assert marks(content) == [("1", "Eerst"), ("*", "dan"), ("2", "en")]
    assert blocks(content)[1:] == [
        ("noot", "1", "Noot 6."),
        ("noot", "*", "Noot 4."),
        ("noot", "2", "Noot 5."),
    ]


def test_a_frame_and_a_table_with_headings_are_no_rows() -> None:
    frame = (
        "<w:tbl><w:tr><w:tc>" + p("Let op", "Kop2") + p("De termijn is zes weken.") + "</w:tc></w:tr></w:tbl>"
    )
    assert blocks(parse(make_docx(frame, styles=STYLES), "a.docx")) == [
        ("kop", "", "Let op"), ("alinea", "", "De termijn is zes weken."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("title", "expected"),
    [("Handreiking samenwerken", "Handreiking samenwerken"), ("Document1", "Kop"), ("rapport_v3.docx", "Kop"),
     ("Microsoft Word - nota.doc", "Kop"), ("", "Kop")],
)  # fmt: skip
def test_a_property_is_the_title_unless_it_looks_like_a_file(title: str, expected: str) -> None:
    data = make_docx(p("Kop", "Kop1") + p("Tekst."), title=title, styles=STYLES)
    assert parse(data, "a.docx").title == expected


def test_text_that_cannot_be_read_is_told() -> None:
    diagram = '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/diagram"/>'
    body = p("Een zin.") + f"<w:p><w:r><w:drawing>{diagram}</w:drawing></w:r></w:p>"
    (warning,) = parse(make_docx(body), "a.docx").warnings
    assert "SmartArt" in warning


def test_an_odt_continues_nests_and_restarts_its_lists() -> None:
    styles = (
        '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1" '
        'style:num-suffix="."/><text:list-level-style-number text:level="2" style:num-format="A" '
        'text:display-levels="2"/></text:list-style>'
    )
    body = (
        '<text:list text:style-name="L"><text:list-header><text:p>vooraf</text:p></text:list-header>'
        "<text:list-item><text:p>een</text:p><text:list><text:list-item><text:p>diep</text:p></text:list-item>"
        '</text:list></text:list-item></text:list><text:p>los</text:p><text:list text:style-name="L" '
        'text:continue-numbering="true"><text:list-item><text:p>twee</text:p></text:list-item>'
        '<text:list-item text:start-value="9"><text:p>negen</text:p></text:list-item></text:list>'
        '<text:list text:style-name="L"><text:list-item><text:p>nieuw</text:p></text:list-item></text:list>'
    )
    assert [(marker, text) for _, marker, text in blocks(parse(make_odt(body, styles), "a.odt"))] == [
        ("", "vooraf"), ("1.", "een"), ("1.A", "diep"), ("", "los"), ("2.", "twee"), ("9.", "negen"),
        ("1.", "nieuw"),
    ]  # fmt: skip


BOMB = document_xml(p("a" * 60_000_000))
ENTITIES = '<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + document_xml(p("&b;"))
SHEET = packed({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>"})
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
DEEP_ODT = "<text:list><text:list-item>" * 50_000 + "</text:list-item></text:list>" * 50_000


@pytest.mark.parametrize(
    ("name", "data", "cause"),
    [
        ("a.docx", DOCX[:5000], "beschadigd"),
        ("a.odt", ODT[:5000], "beschadigd"),
        ("a.docx", b"Gewone tekst.", "geen Word"),
        ("a.docx", ODT, "OpenDocument"),
        ("a.odt", DOCX, "Word"),
        ("a.docx", SHEET, "zip-bestand zonder Word-document"),
        ("a.odt", SHEET, "Microsoft"),
        ("a.odt", packed({"a.txt": "x"}), "zip-bestand zonder tekst"),
        ("a.docx", OLD, "oud Office-bestand"),
        ("a.docx", OLD + "EncryptedPackage".encode("utf-16-le"), "wachtwoord"),
        ("a.odt", make_odt("", manifest="<manifest:encryption-data/>"), "wachtwoord"),
        ("a.docx", replaced(DOCX, "word/document.xml", BOMB), "uitgepakt te groot"),
        ("a.docx", replaced(DOCX, "word/document.xml", ENTITIES), "beschadigd"),
        ("a.docx", replaced(DOCX, "word/document.xml", document_xml("<w:sdt>" * 10)), "beschadigd"),
        ("a.docx", make_docx("<w:sdt>" * 100_000 + "</w:sdt>" * 100_000), "te diep"),
        ("a.docx", make_docx("<w:p>" + "<w:ins>" * 100_000 + "</w:ins>" * 100_000 + "</w:p>"), "te diep"),
        ("a.odt", make_odt(DEEP_ODT), "te diep"),
        ("a.docx", make_docx(""), "geen leesbare tekst"),
        ("a.odt", make_odt(""), "geen leesbare tekst"),
    ],
)
def test_bad_files_name_file_cause_and_remedy(name: str, data: bytes, cause: str) -> None:
    with pytest.raises(UnreadableFileError, match=cause) as caught:
        parse(data, name)
    assert str(caught.value).startswith(f"{name}: ")
    assert "\n" not in str(caught.value)
    assert len(caught.value.remedy) > 10


@pytest.mark.parametrize(("name", "whole"), [("a.docx", DOCX), ("a.odt", ODT)])
@given(data=st.data())
def test_a_damaged_file_is_refused_or_read_but_never_breaks(
    name: str, whole: bytes, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(whole) - 1))
    damaged = whole[:at] + data.draw(st.binary(max_size=20)) + whole[at + data.draw(st.integers(0, 20)) :]
    try:
        content = parse(damaged, name)
    except UnreadableFileError as error:
        assert "kan niet gelezen worden (" not in str(error), "no reader may end in an unforeseen exception"
    else:
        assert all(text.strip() for text in texts(content))


_XML = st.recursive(
    st.sampled_from(["<w:t>woord </w:t>", "<w:tab/>", '<w:footnoteReference w:id="4"/>', "<w:sym/>"]),
    lambda inner: st.tuples(
        st.sampled_from(
            ["p", "r", "tbl", "tr", "tc", "sdt", "sdtContent", "ins", "del", "txbxContent", "pPr"]
        ),
        st.lists(inner, max_size=4),
    ).map(lambda made: f"<w:{made[0]}>{''.join(made[1])}</w:{made[0]}>"),
    max_leaves=30,
)


@given(_XML)
def test_no_tree_of_parts_breaks_the_reader(inner: str) -> None:
    try:
        content = parse(
            make_docx(inner, footnotes=f'<w:footnote w:id="4">{p("Noot.")}</w:footnote>'), "a.docx"
        )
    except UnreadableFileError as error:
        assert "geen leesbare tekst" in str(error)
    else:
        assert set(" ".join(texts(content)).split()) <= {"woord", "Noot.", "|"}

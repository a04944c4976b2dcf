"""Readers: whatever they give, every block can be shown verbatim in its page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.compose import Composer, Content
from corpus.errors import UnreadableFileError
from corpus.publication import BlockKind
from corpus.read import parse
from tests.corpus.make_pdf import make_pdf, scanned_pdf


def texts(content: Content) -> list[str]:
    """The text of every block, by way of its span."""
    return [
        content.pages[block.span.page].text[block.span.start : block.span.end]
        for section in content.sections
        for block in section.blocks
    ]


def paths(content: Content) -> list[tuple[str, ...]]:
    return [section.path for section in content.sections]


def test_plain_text_has_headings_paragraphs_and_lists() -> None:
    content = parse(
        b"Een mooie titel\n\nDe eerste alinea is een hele zin.\n\nTweede kop\n\n"
        b"Hier volgt een lijst:\n- eerste punt\n  loopt door\n- tweede punt\n1. genummerd\n",
        "notitie.txt",
    )
    assert paths(content) == [("Een mooie titel",), ("Een mooie titel", "Tweede kop")]
    assert texts(content) == [
        "Een mooie titel",
        "De eerste alinea is een hele zin.",
        "Tweede kop",
        "Hier volgt een lijst:",
        "eerste punt loopt door",
        "tweede punt",
        "genummerd",
    ]
    assert content.title == "Een mooie titel"
    assert content.pages[0].number is None


def test_lines_that_an_editor_wrapped_are_one_paragraph() -> None:
    line = "Deze regel is lang genoeg om door een tekstverwerker afgebroken te zijn"
    content = parse(f"Kop\n\n{line}\n{line}\nen klaar.\n".encode(), "brief.txt")
    assert texts(content)[1] == f"{line} {line} en klaar."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_is_read_in_the_usual_encodings(encoding: str) -> None:
    content = parse("Coördinatie in de regio’s is één van de opgaven.".encode(encoding), "a.txt")
    assert texts(content) == ["Coördinatie in de regio’s is één van de opgaven."]


def test_markdown_keeps_structure_and_drops_markup() -> None:
    content = parse(
        b"---\ntitel: De titel\ndatum: 2018-06-28\n---\n# Hoofdkop\n\nEen *zin* met een "
        b"[verwijzing](http://voorbeeld.test).\n\n## Onder\n\n- een\n- twee\n\n1. drie\n\n"
        b"| a | b |\n|---|---|\n| c | d |\n\n<div onclick='x()'>Blok</div>\n",
        "stuk.md",
    )
    assert (content.title, content.date) == ("De titel", "2018-06-28")
    assert texts(content) == [
        "Hoofdkop", "Een zin met een verwijzing.", "Onder", "een", "twee", "drie", "a | b", "c | d", "Blok",
    ]  # fmt: skip
    assert paths(content) == [("Hoofdkop",), ("Hoofdkop", "Onder")]


def test_html_keeps_the_main_text_only() -> None:
    content = parse(
        b"<html><head><title>Venster</title><meta property='article:published_time' "
        b"content='2018-06-27T10:00'></head><body><nav>Menu</nav><main>"
        b"<h1>Kop</h1><p>Een <b>vette</b> zin.<br>Nog een.</p>"
        b"<ul><li>punt<li><p>tweede</p></ul><script>alert(1)</script><h2>Onder</h2>los</main>"
        b"<footer>voet</footer></body></html>",
        "pagina.html",
    )
    assert texts(content) == ["Kop", "Een vette zin. Nog een.", "punt", "tweede", "Onder", "los"]
    assert paths(content) == [("Kop",), ("Kop", "Onder")]
    assert (content.title, content.date) == ("Kop", "2018-06-27")


def test_pdf_has_pages_headings_and_mended_words() -> None:
    pages = [
        [
            (20, "Grote titel"),
            (10, "Samenwerken in de regio vraagt om een gezamenlijke agenda met alle samenwer-"),
            (10, "kingspartners aan tafel. Een AI-"),
            (10, "systeem is iets anders."),
        ],
        [(14, "Tweede kop"), (10, "De tweede bladzijde heeft een eigen alinea.")],
    ]
    content = parse(make_pdf(pages), "rapport.pdf")
    assert [page.number for page in content.pages] == [1, 2]
    assert texts(content) == [
        "Grote titel",
        "Samenwerken in de regio vraagt om een gezamenlijke agenda met alle samenwerkingspartners aan tafel. "
        "Een AI-systeem is iets anders.",
        "Tweede kop",
        "De tweede bladzijde heeft een eigen alinea.",
    ]
    assert paths(content) == [("Grote titel",), ("Grote titel", "Tweede kop")]
    assert content.title == "Grote titel"


def test_pdf_running_headers_are_dropped_and_page_numbers_kept_as_labels() -> None:
    pages = [
        [(10, f"De alinea op bladzijde {number} vertelt iets over de regio.")]
        for number in ("een", "twee", "drie")
    ]
    content = parse(make_pdf(pages, header="Werkende samenwerking", first_label=7), "rapport.pdf")
    assert [page.label for page in content.pages] == ["7", "8", "9"]
    assert all("Werkende samenwerking" not in page.text for page in content.pages)


def test_pdf_page_without_text_is_named() -> None:
    content = parse(make_pdf([[(10, "Tekst op de eerste bladzijde.")], []]), "deels.pdf")
    assert content.warnings == ("Zonder leesbare tekst: bladzijde 2.",)


@pytest.mark.parametrize(
    ("name", "data", "cause"),
    [
        ("a.pdf", b"Gewoon tekst", "geen pdf-bestand"),
        ("a.pdf", b"%PDF-1.7\nkapot", "beschadigd"),
        ("a.pdf", make_pdf([[(10, "Geheime tekst.")]], password="geheim"), "wachtwoord"),
        ("a.pdf", scanned_pdf(), "scan"),
        (
            "a.txt",
            make_pdf([[(10, "Tekst in een pdf met nullen erin. \0")]]) + b"\0\1\2",
            "geen tekstbestand",
        ),
        ("a.html", b"\x89PNG\r\n\x1a\n\0\0\0", "geen tekstbestand"),
        ("a.md", b"   \n\n", "geen leesbare tekst"),
        ("a.html", b"<html><script>x</script></html>", "geen leesbare tekst"),
    ],
)
def test_bad_files_name_file_cause_and_remedy(name: str, data: bytes, cause: str) -> None:
    with pytest.raises(UnreadableFileError, match=cause) as caught:
        parse(data, name)
    assert str(caught.value).startswith(f"{name}: ")
    assert "\n" not in str(caught.value)
    assert len(caught.value.remedy) > 10


def test_a_truncated_pdf_is_refused_or_read_but_never_breaks() -> None:
    whole = make_pdf([[(10, "Een zin op de bladzijde.")]] * 4)
    outcomes = set()
    for end in range(5, len(whole), 97):
        try:
            outcomes.add(type(parse(whole[:end], "half.pdf")))
        except UnreadableFileError:
            outcomes.add(UnreadableFileError)
    assert UnreadableFileError in outcomes


_LINES = st.lists(st.tuples(st.sampled_from(["h", "p", "l"]), st.text(max_size=60)), max_size=20)


@given(_LINES)
def test_every_block_stands_verbatim_at_its_span(lines: list[tuple[str, str]]) -> None:
    composer = Composer()
    for number, (kind, text) in enumerate(lines):
        if number % 5 == 0:
            composer.page(number // 5 + 1)
        {"h": lambda t: composer.heading(t, 2), "p": composer.paragraph, "l": composer.list_item}[kind](text)
    content = composer.content()
    expected = [" ".join(text.split()) for _, text in lines]
    shown = texts(content)
    assert len(shown) <= len([text for text in expected if text])
    for section in content.sections:
        for block in section.blocks:
            text = content.pages[block.span.page].text
            assert text[block.span.start : block.span.end].strip()
            assert block.kind in BlockKind


@given(st.binary(max_size=400), st.sampled_from(["a.txt", "a.md", "a.html"]))
def test_no_bytes_break_a_reader(data: bytes, name: str) -> None:
    try:
        content = parse(data, name)
    except UnreadableFileError:
        return
    "".join(page.text for page in content.pages).encode("utf-8")


@pytest.mark.parametrize(
    ("front_matter", "title", "date"),
    [
        ("titel: Goed\ndatum: 2018-13-45", "Kop", None),
        ("titel: Goed\ndatum: gisteren", "Goed", None),
        ("titel: 'een\n\n  twee'\ndatum: 2018-06", "een twee", "2018-06"),
        ('titel: "a\\e[31mrood"', "a[31mrood", None),
        ("titel: &a [x, x]\ndatum: [*a, *a]", "Kop", None),
        ("titel: " + "lang " * 200, ("lang " * 40).strip(), None),
    ],
)
def test_what_a_file_says_of_itself_is_checked(front_matter: str, title: str, date: str | None) -> None:
    content = parse(f"---\n{front_matter}\n---\n# Kop\n\nEen zin.\n".encode(), "a.md")
    assert (content.title, content.date) == (title, date)


def test_a_failing_reader_is_one_line_about_that_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(data: bytes) -> Content:
        raise RecursionError

    monkeypatch.setattr("corpus.read.read_markdown", fail)
    with pytest.raises(UnreadableFileError, match=r"^a\.md: dit bestand kan niet gelezen worden"):
        parse(b"# Kop", "a.md")


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<article><p>Een.</p></article><article><p>Twee.</p></article>", ["Een.", "Twee."]),
        ("<main></main><p>Toch tekst.</p>", ["Toch tekst."]),
        ("<form><h1>Kop</h1><p>In een formulier.</p><input value='x'></form>", ["Kop", "In een formulier."]),
        ("<p>Buiten.</p><article><p>Binnen.</p></article>", ["Binnen."]),
    ],
)
def test_html_loses_no_text(html: str, expected: list[str]) -> None:
    assert texts(parse(html.encode(), "a.html")) == expected


def test_a_page_nested_beyond_measure_is_refused_at_once() -> None:
    with pytest.raises(UnreadableFileError, match="te diep genest"):
        parse(b"<div>" * 500_000 + b"tekst", "a.html")


def test_a_very_long_wrapped_paragraph_is_read() -> None:
    line = b"een regel die lang genoeg is om afgebroken te zijn door een programma\n"
    (section,) = parse(line * 30_000, "a.txt").sections
    assert len(section.blocks) == 1


def test_front_matter_names_kind_and_roles() -> None:
    content = parse(b"---\nsoort: les\nrollen: [raadslid]\n---\nEen zin.\n", "a.md")
    assert (content.kind, content.roles) == ("les", ("raadslid",))

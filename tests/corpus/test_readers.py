"""Readers: whatever they give, every block can be shown verbatim in its page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.compose import Composer, Content
from corpus.errors import UnreadableFileError
from corpus.publication import BlockKind
from corpus.read import parse
from tests.corpus.contents import paths, texts
from tests.corpus.make_pdf import make_pdf, scanned_pdf


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
    assert paths(content)[-1][-1] == "Tweede kop"
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
    assert content.warnings == ("Helemaal leeg: bladzijde 2.",)


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


@given(st.binary(max_size=400), st.sampled_from(["a.txt", "a.md", "a.html", "a.docx", "a.odt"]))
def test_no_bytes_break_a_reader(data: bytes, name: str) -> None:
    try:
        content = parse(data, name)
    except UnreadableFileError as error:
        assert "kan niet gelezen worden (" not in str(error), "no reader may end in an unforeseen exception"
        return
    "".join(page.text for page in content.pages).encode("utf-8")


def test_a_failing_reader_is_one_line_about_that_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(data: bytes) -> Content:
        raise RecursionError

    monkeypatch.setattr("corpus.read_markdown.read_markdown", fail)
    with pytest.raises(UnreadableFileError, match=r"^a\.md: dit bestand kan niet gelezen worden"):
        parse(b"# Kop", "a.md")

"""Files that are wrong or hostile: one clear Dutch line each, and nothing of them in the library."""

import random
import re
import sys
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from corpus.errors import DenktankError, LockedFileError, UnreadableFileError
from corpus.library import Library
from corpus.read_options import ReadOptions
from corpus.worker import Limits
from tests.corpus import bad_pdf
from tests.corpus.make_pdf import make_pdf, scanned_pdf

SENTENCE = "Een hele zin over samenwerken in de regio."
PDF = make_pdf([[(10, SENTENCE)]])
HTML = f"<!DOCTYPE html><html><body><p>{SENTENCE}</p></body></html>".encode()
PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def packed(*names: str, mimetype: str = "") -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        if mimetype:
            package.writestr("mimetype", mimetype)
        for name in names:
            package.writestr(name, "x")
    return buffer.getvalue()


ODT = packed(mimetype="application/vnd.oasis.opendocument.text")


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path / "home", 100_000_000, limits=Limits(memory_mb=1000))


def stored(tmp_path: Path) -> list[str]:
    root = tmp_path / "home" / "library"
    return [path.name for path in root.rglob("*") if path.is_file() and not path.name.startswith("lock")]


def refused(library: Library, tmp_path: Path, name: str, data: bytes) -> str:
    """The line that the user gets for a file that must be refused."""
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(UnreadableFileError) as caught:
        library.add(path)
    line = str(caught.value)
    assert line.startswith(f"{name}: ") and "\n" not in line and len(caught.value.remedy) > 10
    assert library.own_entries() == () and stored(tmp_path) == []
    return line


@pytest.mark.parametrize(
    ("name", "data", "is_really", "remedy"),
    [
        ("a.pdf", HTML, "geen pdf-bestand maar een webpagina", "Noem het a.html"),
        ("a.pdf", packed("word/document.xml"), "geen pdf-bestand maar een Word-bestand", "Noem het a.docx"),
        ("a.pdf", PNG, "geen pdf-bestand maar een afbeelding", "bewaar het als pdf"),
        ("a.pdf", OLD_WORD, "maar een Office-bestand van de oude soort", "bewaar het als pdf"),
        ("a.pdf", b"{\\rtf1 tekst}", "maar een RTF-bestand", "bewaar het als pdf"),
        ("a.pdf", packed("a.txt"), "maar een ingepakt bestand", "bewaar het als pdf"),
        ("a.pdf", b"PK\x03\x04 en dan niets", "maar een ingepakt bestand", "bewaar het als pdf"),
        ("a.pdf", b"gewone tekst", "geen pdf-bestand, al heet het wel zo", "het juiste achtervoegsel"),
        ("a.docx", PDF, "geen Word-bestand maar een pdf-bestand", "Noem het a.pdf"),
        ("a.docx", ODT, "geen Word-bestand maar een OpenDocument-tekst", "Noem het a.odt"),
        ("a.odt", packed("word/document.xml"), "geen OpenDocument-tekst maar een Word", "Noem het a.docx"),
        ("a.docx", packed("a.txt"), ".", "."),
        ("a.odt", OLD_WORD, "oud Office-bestand", "bewaar het als .docx"),
        ("a.docx", b"gewone tekst", "geen Word", "achtervoegsel"),
        ("a.txt", PDF, "geen tekstbestand maar een pdf-bestand", "Noem het a.pdf"),
        ("een.twee.md", PDF, "geen tekstbestand maar een pdf-bestand", "Noem het een.twee.pdf"),
        ("a.txt", HTML, "geen tekstbestand maar een webpagina", "Noem het a.html"),
        ("a.html", PDF, "geen tekstbestand maar een pdf-bestand", "Noem het a.pdf"),
        ("a.html", packed("word/document.xml"), "maar een Word-bestand", "Noem het a.docx"),
        ("a.txt", bytes(range(256)) * 10, "geen tekstbestand", "bewaar het als tekst"),
    ],
)
def test_another_type_than_the_suffix_says_is_named(
    library: Library, tmp_path: Path, name: str, data: bytes, is_really: str, remedy: str
) -> None:
    line = refused(library, tmp_path, name, data)
    assert is_really in line and remedy in line


def test_a_text_about_pdf_files_or_html_is_a_text(library: Library, tmp_path: Path) -> None:
    for name, text in (
        ("a.txt", f"Het begint met %PDF-1.7. {SENTENCE}"),
        ("b.md", f"# Over <html>\n\n{SENTENCE}"),
    ):
        (tmp_path / name).write_text(text)
        assert library.add(tmp_path / name).change == "nieuw"


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (b"", "leeg"),
        (b"%PDF-1.7\n", "beschadigd of niet compleet"),
        (PDF[:60], "beschadigd of niet compleet"),
        (b"%PDF-1.7\n" + random.Random(1).randbytes(50_000), "beschadigd of niet compleet"),
        (make_pdf([[]]), "geen leesbare tekst"),
        (scanned_pdf(), "geen leesbare tekst"),
        (bad_pdf.assembled([b"<</Type/Catalog>>"]), "."),
        (bad_pdf.assembled([b"<</Type/Catalog/Pages 1 0 R>>"]), "."),
        (bad_pdf.locked_pdf("Geheim.", "sesam"), r"beveiligd met een wachtwoord.*--password"),
    ],
)
def test_damaged_empty_and_locked_files_are_refused(
    library: Library, tmp_path: Path, data: bytes, cause: str
) -> None:

    assert re.search(cause, refused(library, tmp_path, "a.pdf", data))


def test_a_truncated_file_is_refused_or_read_for_what_is_left(library: Library, tmp_path: Path) -> None:
    pages = make_pdf([[(10, f"De zin van bladzijde {number}.")] for number in range(1, 6)])
    outcomes = set()
    path = tmp_path / "a.pdf"
    with library.reader() as reader:
        for tenths in range(1, 10):
            path.write_bytes(pages[: len(pages) * tenths // 10])
            try:
                entry = library.add(path, reader=reader).entry
                outcomes.add("gelezen" if library.publication(entry.key).pages else "leeg")
            except UnreadableFileError as error:
                outcomes.add("geweigerd")
                assert "\n" not in str(error)
    assert outcomes <= {"gelezen", "geweigerd"} and "geweigerd" in outcomes


def test_broken_cross_references_are_mended(library: Library, tmp_path: Path) -> None:
    start = PDF.rindex(b"startxref")
    for number, broken in enumerate(
        (PDF[:start] + b"startxref\n999999\n%%EOF\n", PDF.replace(b"xref\n", b"xxxx\n", 1), PDF[:start])
    ):
        path = tmp_path / f"{number}.pdf"
        path.write_bytes(broken)
        entry = library.add(path).entry
        assert SENTENCE in library.publication(entry.key).pages[0].text


def test_more_pages_than_allowed(tmp_path: Path) -> None:
    library = Library(tmp_path / "home", 1_000_000, options=ReadOptions(max_pages=2))
    line = refused(library, tmp_path, "a.pdf", make_pdf([[(10, SENTENCE)]] * 3))
    assert "3 bladzijden" in line and "2" in line and "DENKTANK_MAX_PAGES" in line
    (tmp_path / "a.pdf").write_bytes(make_pdf([[(10, SENTENCE)]] * 2))
    assert library.add(tmp_path / "a.pdf").entry.pages == 2


class TestPasswords:
    def test_the_right_one_opens_the_file_and_is_kept_nowhere(self, library: Library, tmp_path: Path) -> None:
        path = tmp_path / "a.pdf"
        path.write_bytes(bad_pdf.locked_pdf(SENTENCE, "sesam-open-u"))
        entry = library.add(path, password="sesam-open-u").entry
        assert library.publication(entry.key).pages[0].text == SENTENCE
        kept = [file for file in (tmp_path / "home").rglob("*") if file.is_file()]
        assert kept and not any(b"sesam" in file.read_bytes() for file in kept)

    def test_a_wrong_one_is_told_apart_from_none(self, library: Library, tmp_path: Path) -> None:
        path = tmp_path / "a.pdf"
        path.write_bytes(bad_pdf.locked_pdf(SENTENCE, "sesam"))
        for password, cause in (
            (None, "is beveiligd met een wachtwoord"),
            ("fout", "dit wachtwoord hoort niet"),
        ):
            with pytest.raises(LockedFileError, match=cause):
                library.add(path, password=password)
        assert library.own_entries() == () and stored(tmp_path) == []

    @pytest.mark.parametrize("password", [None, "overbodig"])
    def test_a_file_that_only_its_owner_may_change_just_opens(
        self, library: Library, tmp_path: Path, password: str | None
    ) -> None:
        path = tmp_path / "a.pdf"
        path.write_bytes(bad_pdf.locked_pdf(SENTENCE, user="", owner="alleen-voor-de-maker"))
        entry = library.add(path, password=password).entry
        assert library.publication(entry.key).pages[0].text == SENTENCE
        assert not entry.locked

    def test_a_newer_reader_keeps_what_was_read_until_the_password_comes_again(
        self, library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from corpus import read

        path = tmp_path / "a.pdf"
        path.write_bytes(bad_pdf.locked_pdf(SENTENCE, "sesam"))
        entry = library.add(path, password="sesam").entry
        monkeypatch.setattr(read, "READER_VERSION", read.READER_VERSION + 1)
        assert library.publication(entry.key).pages[0].text == SENTENCE
        with pytest.raises(LockedFileError):
            library.add(path)
        again = library.add(path, password="sesam")
        assert (again.change, again.entry.reader) == ("bijgewerkt", read.READER_VERSION)
        assert library.add(path).change == "ongewijzigd"

    def test_what_cannot_be_read_again_asks_for_the_password(self, library: Library, tmp_path: Path) -> None:
        path = tmp_path / "a.pdf"
        path.write_bytes(bad_pdf.locked_pdf(SENTENCE, "sesam"))
        entry = library.add(path, password="sesam").entry
        (parsed,) = (tmp_path / "home" / "library" / "parsed").iterdir()
        parsed.unlink()
        with pytest.raises(DenktankError, match=r"denktank corpus add --password .*a\.pdf"):
            library.publication(entry.key)
        assert library.add(path, password="sesam").change == "bijgewerkt"
        assert library.publication(entry.key).pages[0].text == SENTENCE


def deep_font() -> bytes:
    """A font program of mere garbage with the head of a real one and a table of impossible size."""
    tables = b"".join(tag + bytes(4) + b"\0\0\0\x0c\x7f\xff\xff\xff" for tag in (b"glyf", b"loca", b"cmap"))
    return b"\0\1\0\0\0\3" + bytes(6) + tables + random.Random(2).randbytes(500_000)


TOO_HEAVY: dict[str, Callable[[], bytes]] = {
    "stream": lambda: bad_pdf.stream_bomb(3000),
    "forms": lambda: bad_pdf.forms_within_forms(40),
    "form in itself": bad_pdf.form_in_itself,
    "letters": lambda: bad_pdf.crowded_page(1_000_000),
}
BEARABLE: dict[str, Callable[[], bytes]] = {
    "font": lambda: bad_pdf.with_font_program(deep_font()),
    "font of zeros": lambda: bad_pdf.with_font_program(bytes(200_000_000)),
    "paths": lambda: bad_pdf.crowded_page(1_000_000, path=True),
    "objects": lambda: bad_pdf.many_objects(1_000_000),
}


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="alleen Linux begrenst het geheugen van een proces")
@pytest.mark.parametrize("name", TOO_HEAVY)
def test_a_bomb_is_refused_and_the_next_file_is_read(library: Library, tmp_path: Path, name: str) -> None:
    assert "geheugen" in refused(library, tmp_path, "a.pdf", TOO_HEAVY[name]())
    (tmp_path / "b.pdf").write_bytes(PDF)
    assert library.add(tmp_path / "b.pdf").change == "nieuw"


@pytest.mark.slow
@pytest.mark.parametrize("name", BEARABLE)
def test_what_only_looks_like_a_bomb_is_read(library: Library, tmp_path: Path, name: str) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(BEARABLE[name]())
    entry = library.add(path).entry
    assert "Een zin over de regio." in library.publication(entry.key).pages[0].text


@pytest.mark.parametrize("levels", [1, 5])
def test_nested_forms_of_a_modest_depth_are_read(library: Library, tmp_path: Path, levels: int) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(bad_pdf.forms_within_forms(levels))
    assert "diep" in library.publication(library.add(path).entry.key).pages[0].text


def test_a_stream_that_does_not_unpack_is_refused(library: Library, tmp_path: Path) -> None:
    broken = zlib.compress(bad_pdf.words(SENTENCE))[:-20] + bytes(30)
    data = bad_pdf.one_page(bad_pdf.stream(broken, b"/Filter/FlateDecode", compress=False))
    path = tmp_path / "a.pdf"
    path.write_bytes(data)
    try:
        entry = library.add(path).entry
        assert library.publication(entry.key).pages[0].text
    except UnreadableFileError as error:
        assert "\n" not in str(error)

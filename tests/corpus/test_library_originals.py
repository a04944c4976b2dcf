"""Publications are read from their originals again when their parsed form is lost, old or incomplete."""

import os
import shutil
from pathlib import Path

import pytest

from corpus import read
from corpus.errors import DenktankError
from corpus.library import Library
from tests.corpus.bad_pdf import PARTLY_SCANNED, partly_scanned
from tests.corpus.library_files import stored, text, write
from tests.corpus.make_pdf import make_pdf


def test_a_lost_or_damaged_parsed_form_is_made_anew(filled: Library, home: Path) -> None:
    expected = filled.publication("nota")
    (parsed,) = (home / "library" / "parsed").iterdir()
    complete = parsed.read_bytes()
    for damage in (None, complete[: len(complete) // 2], b'{"key": "nota"}'):
        parsed.unlink()
        if damage is not None:
            parsed.write_bytes(damage)
        assert filled.publication("nota") == expected
        assert parsed.read_bytes() == complete


def test_a_newer_reader_reads_the_original_again(
    filled: Library, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (parsed,) = (home / "library" / "parsed").iterdir()
    parsed.write_bytes(parsed.read_bytes().replace(b"oude", b"OUDE"))
    assert "OUDE" in text(filled.publication("nota"))
    monkeypatch.setattr(read, "READER_VERSION", read.READER_VERSION + 1)
    assert "oude" in text(filled.publication("nota"))


def test_a_lost_original_is_named_with_a_remedy(filled: Library, home: Path) -> None:
    (original,) = (path for path in (home / "library" / "originals").rglob("*") if path.is_file())
    original.unlink()
    assert text(filled.publication("nota")) == "De oude tekst."
    (parsed,) = (home / "library" / "parsed").iterdir()
    parsed.unlink()
    with pytest.raises(DenktankError, match=r"nota\.txt.*denktank corpus remove nota.*voeg het opnieuw toe"):
        filled.publication("nota")


def test_the_remedy_for_a_lost_original_works(filled: Library, home: Path, tmp_path: Path) -> None:
    for path in (home / "library").rglob("*"):
        if path.is_file() and path.name != "manifest.json":
            path.unlink()
    filled.remove("nota")
    assert filled.add(tmp_path / "nota.txt").change == "nieuw"
    assert text(filled.publication("nota")) == "De oude tekst."


def test_a_newer_reader_reads_every_original_once(
    filled: Library, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(read, "READER_VERSION", read.READER_VERSION + 1)
    filled.publication("nota")
    assert filled.own_entries()[0].reader == read.READER_VERSION
    (parsed,) = (home / "library" / "parsed").iterdir()
    parsed.write_bytes(parsed.read_bytes().replace(b"oude", b"OUDE"))
    assert "OUDE" in text(filled.publication("nota"))


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is er niet")
def test_pages_that_stayed_unread_are_read_again_once_text_can_be_recognised(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "rapport.pdf"
    path.write_bytes(partly_scanned("Samenwerken in de regio"))
    with monkeypatch.context() as patched:
        patched.setenv("PATH", str(tmp_path))
        first = library.add(path).entry
        assert first.unread == (2,)
        assert library.add(path).change == "ongewijzigd"
    before = library.fingerprints()
    again = library.add(path)
    assert (again.change, again.entry.unread) == ("bijgewerkt", ())
    assert "Samenwerken" in library.publication(first.key).pages[1].text
    assert library.hashes()[first.key] == first.sha256
    assert library.fingerprints()[first.key] != before[first.key]
    assert library.add(path).change == "ongewijzigd"


@pytest.mark.skipif(os.name == "nt", reason="een shellscript als tesseract werkt niet op Windows")
def test_pages_that_cannot_be_recognised_are_not_tried_over_and_over(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = write(tmp_path / "bin" / "tesseract", '#!/bin/sh\n[ "$1" = --list-langs ] && echo nld\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    path = tmp_path / "rapport.pdf"
    path.write_bytes(PARTLY_SCANNED)
    assert library.add(path).entry.unread == (2,)
    assert library.add(path).change == "ongewijzigd"


def test_adding_a_file_again_brings_back_its_lost_original(
    filled: Library, home: Path, tmp_path: Path
) -> None:
    before = stored(home)
    for path in (home / "library" / "originals").rglob("*.txt"):
        path.unlink()
    assert filled.add(tmp_path / "nota.txt").change == "bijgewerkt"
    assert stored(home).keys() == before.keys()


def test_a_publication_with_drawn_pages_comes_back_as_it_was_read(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "rapport.pdf"
    path.write_bytes(make_pdf([[(20.0, "Titel"), (10.0, "Een zin op een getekende bladzijde.")]]))
    entry = library.add(path).entry
    content = read.parse(path.read_bytes(), path.name)
    shown = library.publication(entry.key)
    assert (shown.pages, shown.sections) == (content.pages, content.sections)
    assert shown.pages[0].boxes is not None
    assert library.original(entry.key).read_bytes() == path.read_bytes()
    with pytest.raises(DenktankError, match="Er is geen publicatie"):
        library.original("weg")

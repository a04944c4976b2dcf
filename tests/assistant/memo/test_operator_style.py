"""What an operator sets for all memos: reference documents and fields."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from assistant.memo.files import MemoFormat, load_style, memo_file
from assistant.memo.pandoc_call import default_data
from assistant.memo.values import MemoFields
from corpus.errors import DenktankError
from tests.assistant.memo import opened
from tests.assistant.memo.made_memos import NOTES_OF_FULL, full_memo
from tests.assistant.memo.opened import FO, STYLE, TEXT, W

OFFICE = [MemoFormat.DOCX, MemoFormat.ODT]
STYLES = {MemoFormat.DOCX: "word/styles.xml", MemoFormat.ODT: "styles.xml"}


def changed(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """An office file with other bytes in one part, or with a part more where ``old`` is empty."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert not old or old in parts[part]
    parts[part] = parts[part].replace(old, new) if old else new
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, held in parts.items():
            archive.writestr(name, held)
    return written.getvalue()


def kept(folder: Path, form: MemoFormat, data: bytes) -> Path:
    path = folder / f"referentie.{form}"
    path.write_bytes(data)
    return path


def test_a_word_document_of_the_operator_gives_its_styles_and_the_text_stays_dutch(tmp_path: Path) -> None:
    own = changed(default_data("reference.docx"), "word/styles.xml", b'w:val="0F4761"', b'w:val="ab12cd"')
    data = memo_file(full_memo(), MemoFormat.DOCX, reference=kept(tmp_path, MemoFormat.DOCX, own))
    parts = opened.xml_parts(data)
    styles = parts["word/styles.xml"]
    assert "ab12cd" in {one.attrib.get(f"{W}val") for one in styles.iter(f"{W}color")}
    assert [one.attrib for one in styles.iter(f"{W}lang")] == [{f"{W}val": "nl-NL"}]
    assert len(list(parts["word/document.xml"].iter(f"{W}footnoteReference"))) == NOTES_OF_FULL
    known = {one.attrib[f"{W}styleId"] for one in styles.iter(f"{W}style")}
    assert {style for style, _ in opened.word_paragraphs(data)} - {""} <= known


def test_a_libreoffice_document_of_the_operator_gives_its_styles_and_the_text_stays_dutch(
    tmp_path: Path,
) -> None:
    own = changed(default_data("reference.odt"), "styles.xml", b'"#000080"', b'"#ab12cd"')
    data = memo_file(full_memo(), MemoFormat.ODT, reference=kept(tmp_path, MemoFormat.ODT, own))
    parts = opened.xml_parts(data)
    elements = [one for part in parts.values() for one in part.iter()]
    assert "#ab12cd" in {one.attrib.get(f"{FO}color") for one in elements}
    assert {one.attrib.get(f"{FO}language", "zxx") for one in elements} == {"zxx", "nl"}
    assert len(list(parts["content.xml"].iter(f"{TEXT}note"))) == NOTES_OF_FULL
    assert any(one.attrib.get(f"{STYLE}name") == "Footnote" for one in elements)


def bomb(form: MemoFormat) -> bytes:
    return changed(default_data(f"reference.{form}"), "media/leeg.bin", b"", bytes(60_000_000))


def wrong_documents(form: MemoFormat) -> dict[str, bytes]:
    good = default_data(f"reference.{form}")
    other = default_data(f"reference.{'odt' if form is MemoFormat.DOCX else 'docx'}")
    return {
        "tekst": b"Beste collega,\n",
        "leeg": b"",
        "half": good[: len(good) // 2],
        "andere soort": other,
        "bom": bomb(form),
        "oud Word": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        "met wachtwoord": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        "kapotte xml": changed(good, STYLES[form], b"</", b"<"),
        "entiteiten": changed(good, STYLES[form], b"?>", b'?><!DOCTYPE x [<!ENTITY a "b">]>'),
    }


@pytest.mark.parametrize("form", OFFICE)
def test_what_is_no_reference_document_gives_one_line_with_its_name(form: MemoFormat, tmp_path: Path) -> None:
    for name, data in wrong_documents(form).items():
        path = kept(tmp_path, form, data)
        with pytest.raises(DenktankError) as error:
            memo_file(full_memo(), form, reference=path)
        said = str(error.value)
        assert str(path) in said, name
        assert "dan geldt de gewone opmaak" in said, name
        assert "\n" not in said, name


def test_an_encrypted_libreoffice_document_is_named_as_such(tmp_path: Path) -> None:
    good = default_data("reference.odt")
    data = changed(
        good,
        "META-INF/manifest.xml",
        b"</manifest:manifest>",
        b"<manifest:encryption-data/></manifest:manifest>",
    )
    with pytest.raises(DenktankError, match="wachtwoord"):
        memo_file(full_memo(), MemoFormat.ODT, reference=kept(tmp_path, MemoFormat.ODT, data))


def test_a_reference_document_that_is_gone_or_a_folder_gives_one_line(tmp_path: Path) -> None:
    for path, said in ((tmp_path / "weg.docx", "is er niet"), (tmp_path, "niet te lezen")):
        with pytest.raises(DenktankError, match=said):
            memo_file(full_memo(), MemoFormat.DOCX, reference=path)


@pytest.mark.parametrize("form", [MemoFormat.HTML, MemoFormat.MARKDOWN])
def test_html_and_markdown_have_no_reference_document(form: MemoFormat, tmp_path: Path) -> None:
    with pytest.raises(DenktankError, match="alleen voor Word en LibreOffice"):
        memo_file(full_memo(), form, reference=tmp_path / "referentie.docx")


def test_without_a_folder_of_the_operator_nothing_changes(tmp_path: Path) -> None:
    style = load_style(tmp_path)
    assert [style.reference(form) for form in MemoFormat] == [None] * 4
    assert style.filled(MemoFields("x", date="nu")) == MemoFields("x", date="nu")


def test_fields_of_the_operator_fill_what_is_empty_and_keep_their_order(tmp_path: Path) -> None:
    folder = tmp_path / "memo"
    folder.mkdir()
    (folder / "referentie.odt").write_bytes(b"wat dan ook")
    (folder / "velden.toml").write_text(
        '[velden]\nVan = "Bureau"\nZaak = "Z-1"\naan = "College"\nKenmerk = "K-1"\n', encoding="utf-8"
    )
    style = load_style(tmp_path)
    assert style.reference(MemoFormat.ODT) == folder / "referentie.odt"
    assert style.reference(MemoFormat.DOCX) is None
    filled = style.filled(MemoFields("x"))
    assert (filled.to, filled.sender) == ("College", "Bureau")
    assert filled.extra == (("Zaak", "Z-1"), ("Kenmerk", "K-1"))
    own = style.filled(MemoFields("x", to="Raad", extra=(("kenmerk", "eigen"),)))
    assert (own.to, own.extra) == ("Raad", (("kenmerk", "eigen"), ("Zaak", "Z-1")))


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        (b"[velden]\nvan = Bureau\n", "regel 2"),
        (b"[velden]\nvan = 3\n", "achter “van”"),
        (b"[velden]\nonderwerp = 'x'\n", "kan hier niet staan"),
        (b"[velden]\nvan = 'x'\nVan = 'y'\n", "twee keer"),
        (b"van = 'x'\n", "staat niet onder"),
        (b"velden = 3\n", "geen tabel"),
        (b"\xff\xfe", "UTF-8"),
        (b"#" * 200_000, "groter dan"),
        (b"[velden]\n" + b"".join(b"v%d = 'x'\n" % n for n in range(30)), "meer dan 20"),
    ],
)
def test_fields_that_are_wrong_give_one_line_with_the_file(toml: bytes, said: str, tmp_path: Path) -> None:
    path = tmp_path / "memo" / "velden.toml"
    path.parent.mkdir()
    path.write_bytes(toml)
    with pytest.raises(DenktankError) as error:
        load_style(tmp_path)
    line = str(error.value)
    assert said in line
    assert str(path) in line
    assert "\n" not in line

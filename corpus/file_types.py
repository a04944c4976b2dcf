"""What a file really is, told from its first bytes, whatever it is called."""

import zipfile
from io import BytesIO
from pathlib import PurePath
from typing import NamedTuple

from corpus.errors import UnreadableFileError

_OPENING = 1024
"""Bytes within which a PDF says that it is one, even with something before it."""


class FileType(NamedTuple):
    """A kind of file: what a user calls it, and the suffixes it goes by."""

    name: str
    suffixes: tuple[str, ...]


_PDF = FileType("een pdf-bestand", (".pdf",))
_PAGE = FileType("een webpagina", (".html", ".htm"))
_WORD = FileType("een Word-bestand", (".docx",))
_OPEN_TEXT = FileType("een OpenDocument-tekst", (".odt",))
_ZIP = FileType("een ingepakt bestand (zip)", (".zip",))
_OLD_OFFICE = FileType("een Office-bestand van de oude soort", (".doc",))
_IMAGE = FileType("een afbeelding", (".png", ".jpg", ".jpeg", ".gif", ".tif", ".tiff"))
_STARTS = (
    (b"%PDF-", _PDF),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _OLD_OFFICE),
    (b"{\\rtf", FileType("een RTF-bestand", (".rtf",))),
    (b"\x89PNG\r\n", _IMAGE),
    (b"\xff\xd8\xff", _IMAGE),
    (b"GIF8", _IMAGE),
    (b"II*\0", _IMAGE),
    (b"MM\0*", _IMAGE),
    (b"\x1f\x8b\x08", FileType("een ingepakt bestand (gzip)", (".gz",))),
)
_READABLE = (_PDF, _PAGE, _WORD, _OPEN_TEXT)
_OFFICE = (*_WORD.suffixes, *_OPEN_TEXT.suffixes)


def file_type(data: bytes) -> FileType | None:
    """The kind of file that these bytes are, or ``None`` where they do not say (plain text)."""
    if data.startswith(b"PK\x03\x04"):
        return _packed(data)
    for start, found in _STARTS:
        if data.startswith(start):
            return found
    opening = data[:_OPENING].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    marked = opening.startswith(b"<") and (b"<!doctype html" in opening or b"<html" in opening)
    return _PAGE if marked else None


def _packed(data: bytes) -> FileType:
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            names = package.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return _ZIP
    if "word/document.xml" in names:
        return _WORD
    return _OPEN_TEXT if b"application/vnd.oasis.opendocument.text" in data[:200] else _ZIP


def refuse_other_type(data: bytes, name: str) -> None:
    """Check that a file is what its suffix says, as far as its first bytes tell.

    What is wrong inside a zip or an Office file of the old kind is for the reader of those to say.

    Raises:
        UnreadableFileError: it is something else; says what, and which name it should have.
    """
    path = PurePath(name)
    suffix = path.suffix.lower()
    found = file_type(data)
    if found is None:
        if suffix == ".pdf" and b"%PDF-" not in data[:_OPENING]:
            raise UnreadableFileError(
                name,
                "dit is geen pdf-bestand, al heet het wel zo.",
                "Geef het bestand het juiste achtervoegsel, of haal het opnieuw op.",
            )
        return
    if suffix in found.suffixes or (suffix in _OFFICE and found in (_ZIP, _OLD_OFFICE)):
        return
    expected = {".pdf": _PDF, ".docx": _WORD, ".odt": _OPEN_TEXT}.get(suffix)
    named = expected.name.split(" ")[-1] if expected else "tekstbestand"
    readable = found in _READABLE
    raise UnreadableFileError(
        name,
        f"dit is geen {named} maar {found.name}.",
        f"Noem het {path.stem}{found.suffixes[0]} en voeg het dan toe."
        if readable
        else "Open het in het programma waar het bij hoort, bewaar het als pdf en voeg die toe.",
    )

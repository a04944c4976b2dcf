"""From a file to a publication: checks the bytes, picks the reader by suffix, fills in metadata."""

import hashlib
import re
import stat
import unicodedata
from pathlib import Path

from corpus.clean import one_line
from corpus.compose import Content
from corpus.errors import UnreadableFileError
from corpus.file_types import refuse_other_type
from corpus.kinds import PassageKind, Role
from corpus.publication import Metadata, Publication
from corpus.read_options import Progress, ReadOptions, no_progress
from corpus.read_text import looks_binary, read_text

READER_VERSION = 5
"""Raised whenever a reader gives other text or positions, so that stored parses are made anew."""

SUFFIXES = (".pdf", ".docx", ".odt", ".html", ".htm", ".md", ".markdown", ".txt")

_MEGABYTE = 1_000_000
_OLD_TEXTS = (".doc", ".dot", ".rtf", ".wpd")
"""What a word processor opens and can save as a kind that is read here."""


def load_bytes(path: Path, max_bytes: int) -> bytes:
    """The bytes of a file that may become a publication.

    Raises:
        UnreadableFileError: missing, a folder, not allowed, unknown type, too large or empty.
    """
    name = path.name or str(path)
    try:
        mode = path.stat().st_mode
    except FileNotFoundError as error:
        raise UnreadableFileError(
            path, "dit bestand bestaat niet.", "Controleer de naam en de map."
        ) from error
    except (OSError, ValueError) as error:
        raise UnreadableFileError(
            name, "dit bestand is niet te openen.", "Controleer naam en rechten."
        ) from error
    if not stat.S_ISREG(mode):
        raise UnreadableFileError(path, "dit is geen gewoon bestand.", "Geef een bestand of een map op.")
    if path.suffix.lower() not in SUFFIXES:
        raise UnreadableFileError(
            name,
            f"het soort bestand ({path.suffix or 'zonder achtervoegsel'}) kan niet gelezen worden.",
            "Open het in Word of LibreOffice, bewaar het als .docx en voeg dat toe."
            if path.suffix.lower() in _OLD_TEXTS
            else f"Gebruik een van deze soorten: {', '.join(SUFFIXES)}.",
        )
    try:
        size = path.stat().st_size
        if size > max_bytes:
            raise UnreadableFileError(
                name,
                f"te groot bestand ({size / _MEGABYTE:.1f} MB; de grens is {max_bytes / _MEGABYTE:g}).",
                "Maak het kleiner, of verhoog de grens met DENKTANK_MAX_FILE_MB.",
            )
        if size == 0:
            raise UnreadableFileError(
                name, "het bestand is leeg (0 bytes).", "Haal het opnieuw op en voeg het toe."
            )
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFileError(
            name,
            f"het bestand is niet te lezen ({error.strerror or type(error).__name__}).",
            "Controleer de rechten van het bestand en de schijf waarop het staat.",
        ) from error


def parse(
    data: bytes, name: str, options: ReadOptions | None = None, progress: Progress = no_progress
) -> Content:
    """Read the bytes of the file called ``name`` into pages and sections, in this process.

    Raises:
        UnreadableFileError: another type than its suffix says, damaged, without text or too long.
        LockedFileError: it needs a password, or another one.
        MemoryError: there is not enough of it.
    """
    try:
        return _parse(data, name, options or ReadOptions(), progress)
    except (UnreadableFileError, MemoryError):
        raise
    except Exception as error:  # a reader met something it does not know; other files go on
        raise UnreadableFileError(
            name,
            f"dit bestand kan niet gelezen worden ({type(error).__name__}).",
            "Bewaar het opnieuw of in een ander soort, en voeg het dan toe.",
        ) from error


def _parse(data: bytes, name: str, options: ReadOptions, progress: Progress) -> Content:
    refuse_other_type(data, name)
    suffix = Path(name).suffix.lower()
    if suffix not in (".pdf", ".docx", ".odt") and looks_binary(data):
        raise UnreadableFileError(
            name,
            f"dit is geen tekstbestand, al heet het wel {suffix}.",
            "Geef het bestand het juiste achtervoegsel, of bewaar het als tekst of pdf.",
        )
    content = _content(data, name, suffix, options, progress)
    if not content.sections:
        raise UnreadableFileError(name, "in dit bestand staat geen leesbare tekst.", "Controleer de inhoud.")
    return content


def _content(data: bytes, name: str, suffix: str, options: ReadOptions, progress: Progress) -> Content:
    """By the reader for this suffix, loaded only now: asking a question needs none of them."""
    match suffix:
        case ".pdf":
            from corpus.read_pdf import read_pdf

            return read_pdf(data, name, options, progress)
        case ".docx":
            from corpus.read_docx import read_docx

            return read_docx(data, name)
        case ".odt":
            from corpus.read_odt import read_odt

            return read_odt(data, name)
        case ".html" | ".htm":
            from corpus.read_html import read_html

            return read_html(data, name)
        case ".md" | ".markdown":
            from corpus.read_markdown import read_markdown

            return read_markdown(data)
        case _:
            return read_text(data)


def publication(
    content: Content, name: str, key: str, sha256: str, metadata: Metadata | None = None
) -> Publication:
    """The publication of a parsed file; ``metadata`` replaces what the file says of itself."""
    return Publication(
        key=key,
        file=name,
        sha256=sha256,
        metadata=metadata or _metadata(content, name),
        pages=content.pages,
        sections=content.sections,
        warnings=content.warnings,
        notes=content.notes,
    )


def _metadata(content: Content, name: str) -> Metadata:
    """What the file says of itself; a kind or role that does not exist is passed over."""
    return Metadata(
        title=content.title or one_line(Path(name).stem) or "Zonder titel",
        kind=PassageKind(content.kind) if content.kind in set(PassageKind) else PassageKind.BACKGROUND,
        roles=tuple(Role(role) for role in content.roles if role in set(Role)),
        date=content.date,
    )


def sha256_of(data: bytes) -> str:
    """The hash by which a file is known everywhere."""
    return hashlib.sha256(data).hexdigest()


def slug(name: str) -> str:
    """A short key of ASCII letters, digits and hyphens for a file name or title."""
    folded = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", folded.lower()).strip("-")[:60].strip("-") or "publicatie"

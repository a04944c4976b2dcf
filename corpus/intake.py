"""From what a reader found to what the library holds of it."""

from dataclasses import replace

from corpus import read
from corpus.catalogue import CatalogueEntry, recognise
from corpus.compose import Content
from corpus.errors import LockedFileError
from corpus.manifest import Entry, Overrides, entry_of
from corpus.pdf import text_recognition
from corpus.publication import Publication
from corpus.read_options import Progress, ReadOptions
from corpus.structure.classify import classify
from corpus.structure.kind_rules import KindRules
from corpus.worker import Worker


def read_in(
    reader: Worker, data: bytes, name: str, options: ReadOptions, password: str | None, progress: Progress
) -> tuple[Content, bool]:
    """What is in a file, and whether it only opened with the password.

    Raises:
        UnreadableFileError: it cannot be read, or not with this password.
    """
    try:
        return reader.parse(data, name, options, progress), False
    except LockedFileError:
        if password is None:
            raise
        return reader.parse(data, name, replace(options, password=password), progress), True


def publication(
    content: Content, file: str, key: str, sha256: str
) -> tuple[Publication, CatalogueEntry | None]:
    """The publication with the metadata of the catalogue entry that it is, or else of the file."""
    known = recognise(content)
    return read.publication(content, file, key, sha256, known.metadata if known else None), known


def finished(parsed: Publication, overrides: Overrides, rules: KindRules | None) -> Publication:
    """The publication as everybody sees it: with what the user says of it, and kinds per section."""
    said = replace(parsed, metadata=overrides.over(parsed.metadata))
    return classify(said, rules) if rules is not None else said


def entry(
    publication: Publication, overrides: Overrides, content: Content, known: CatalogueEntry | None
) -> Entry:
    """The entry of a finished publication, without where and when it was added."""
    return replace(
        entry_of(publication),
        overrides=overrides,
        catalogue_id=known.id if known else None,
        reader=read.READER_VERSION,
        unread=content.unread,
        recognition=bool(content.unread) and can_recognise(),
    )


def can_recognise() -> bool:
    """Whether text can be recognised in images here."""
    return isinstance(text_recognition.available(), text_recognition.Recogniser)

"""What the library holds: one entry per publication, kept in ``manifest.json``."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from corpus import read
from corpus.errors import DenktankError
from corpus.files import write_atomically
from corpus.kinds import PassageKind
from corpus.passage import passages
from corpus.publication import Metadata, Publication


@dataclass(frozen=True, slots=True)
class Overrides:
    """What the user says of a publication; it outranks the catalogue and the file itself."""

    title: str | None = None
    date: str | None = None
    kind: PassageKind | None = None

    def over(self, metadata: Metadata) -> Metadata:
        """The metadata with what the user says in place of what it said."""
        return replace(
            metadata,
            title=self.title or metadata.title,
            date=self.date or metadata.date,
            kind=self.kind or metadata.kind,
        )

    def and_then(self, later: "Overrides") -> "Overrides":
        """These, with what is said later where that says something."""
        return Overrides(later.title or self.title, later.date or self.date, later.kind or self.kind)


NO_OVERRIDES = Overrides()


@dataclass(frozen=True, slots=True)
class Entry:
    """One publication in the library, as ``corpus list`` shows it.

    ``origin`` is the absolute path it was added from (how a changed file is recognised as a new
    version), ``None`` for a piece of the startcorpus. ``pages`` is 0 where a format has none.
    ``unread`` are the numbers of pages with something on them but no readable text, ``recognition``
    whether text recognition was there to try on those. ``locked`` tells that the original only
    opens with a password; that is kept nowhere.
    """

    key: str
    title: str
    file: str
    kind: PassageKind
    date: str | None
    pages: int
    passages: int
    sha256: str
    origin: str | None = None
    catalogue_id: str | None = None
    added: str | None = None
    reader: int = read.READER_VERSION
    overrides: Overrides = NO_OVERRIDES
    unread: tuple[int, ...] = ()
    recognition: bool = False
    locked: bool = False

    @property
    def fingerprint(self) -> str:
        """Changes with whatever an index is built over: the bytes, what the user says, what is unread."""
        if self.overrides == NO_OVERRIDES and not self.unread:
            return self.sha256
        parts = json.dumps([self.sha256, asdict(self.overrides), self.unread])
        return hashlib.sha256(parts.encode()).hexdigest()


def entry_of(publication: Publication) -> Entry:
    """The entry with all that the publication itself tells."""
    return Entry(
        key=publication.key,
        title=publication.metadata.title,
        file=publication.file,
        kind=publication.metadata.kind,
        date=publication.metadata.date,
        pages=sum(page.number is not None for page in publication.pages),
        passages=sum(1 for _ in passages(publication)),
        sha256=publication.sha256,
    )


@dataclass(frozen=True, slots=True)
class _Manifest:
    version: int
    entries: tuple[Entry, ...]


_ADAPTER = TypeAdapter(_Manifest)


def load(path: Path) -> tuple[Entry, ...]:
    """The entries in a manifest; none where there is no manifest yet.

    Raises:
        OSError: it cannot be read.
        DenktankError: it is damaged.
    """
    if not path.exists():
        return ()
    try:
        return _ADAPTER.validate_json(path.read_bytes()).entries
    except ValidationError as error:
        raise DenktankError(
            f"De lijst van de bibliotheek ({path}) is beschadigd. "
            "Zet een kopie terug, of verwijder het bestand en voeg uw publicaties opnieuw toe."
        ) from error


def save(entries: Iterable[Entry], path: Path) -> None:
    """Write the manifest in one step."""
    write_atomically(path, _ADAPTER.dump_json(_Manifest(1, tuple(entries)), indent=1))


def find_same(entries: Iterable[Entry], origin: str, sha256: str) -> Entry | None:
    """The entry that already holds these bytes: the one from this place, or else any other."""
    held = tuple(entries)
    former = find_former(held, origin)
    found = former or next((entry for entry in held if entry.sha256 == sha256), None)
    return found if found is not None and found.sha256 == sha256 else None


def find_former(entries: Iterable[Entry], origin: str) -> Entry | None:
    """The entry that was added from this place."""
    return next((entry for entry in entries if entry.origin == origin), None)

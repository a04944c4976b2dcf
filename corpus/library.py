"""The user's own collection on disk: originals, their parsed form and a manifest.

Layout under ``<home>/library``: ``manifest.json``, ``originals/<key>/<hash>/<file>`` and
``parsed/<key>-<hash>.json``. The manifest is written in one step after the files of a new entry,
so a crash leaves the library as it was; what it does not name is removed at the next change.
"""

import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from corpus import read
from corpus.catalogue import CatalogueEntry, recognise
from corpus.errors import DenktankError, dutch_disk_errors
from corpus.files import write_atomically
from corpus.kinds import PassageKind
from corpus.locking import exclusive_lock
from corpus.passage import passages
from corpus.publication import Publication
from corpus.startcorpus_pieces import startcorpus, startcorpus_hashes

_LOCK_WAIT_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Entry:
    """One publication in the library, as ``corpus list`` shows it.

    ``origin`` is the absolute path it was added from (how a changed file is recognised as a new
    version), ``None`` for a piece of the startcorpus. ``pages`` is 0 where a format has none.
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


@dataclass(frozen=True, slots=True)
class Added:
    """What adding one file did: ``"nieuw"``, ``"vervangen"`` or ``"ongewijzigd"``."""

    entry: Entry
    change: str
    warnings: tuple[str, ...] = ()
    namesake: str | None = None


@dataclass(frozen=True, slots=True)
class _Manifest:
    version: int
    entries: tuple[Entry, ...]


_MANIFEST = TypeAdapter(_Manifest)
_PUBLICATION = TypeAdapter(Publication)


class Library:
    """The collection under ``home``; the startcorpus is a read-only part of it if wanted."""

    def __init__(self, home: Path, max_file_bytes: int, with_startcorpus: bool = True) -> None:
        self._root = home / "library"
        self._home = home
        self._max_file_bytes = max_file_bytes
        self._with_startcorpus = with_startcorpus

    def entries(self) -> tuple[Entry, ...]:
        """Everything in the library, the user's own publications first."""
        return self.own_entries() + tuple(_entry(piece) for piece in self._pieces())

    def own_entries(self) -> tuple[Entry, ...]:
        """What the user added; what was added or replaced last comes last."""
        path = self._root / "manifest.json"
        with dutch_disk_errors(self._home):
            if not path.exists():
                return ()
            raw = path.read_bytes()
        try:
            return _MANIFEST.validate_json(raw).entries
        except ValidationError as error:
            raise DenktankError(
                f"De lijst van de bibliotheek ({path}) is beschadigd. "
                "Zet een kopie terug, of verwijder het bestand en voeg uw publicaties opnieuw toe."
            ) from error

    def hashes(self) -> dict[str, str]:
        """Key to SHA-256 of everything in the library, in order; nothing is parsed for it."""
        own = {entry.key: entry.sha256 for entry in self.own_entries()}
        return own | (startcorpus_hashes() if self._with_startcorpus else {})

    def publication(self, key: str) -> Publication:
        """The parsed publication with this key; parsed anew when a reader has changed since.

        Raises:
            DenktankError: there is none, or its files are gone.
        """
        for piece in self._pieces():
            if piece.key == key:
                return piece
        for entry in self.own_entries():
            if entry.key == key:
                return self._load(entry)
        raise _no_such_key(key)

    def snapshot(self) -> Iterator[tuple[Entry, Publication]]:
        """Everything in the library as it is now; what is removed or replaced meanwhile is left out."""
        for entry in self.own_entries():
            try:
                publication = self._load(entry)
            except DenktankError:
                if entry in self.own_entries():
                    raise
                continue
            yield entry, publication
        for piece in self._pieces():
            yield _entry(piece), piece

    def add(self, path: Path) -> Added:
        """Read one file and keep it; the same bytes again change nothing.

        A file from the same place replaces its earlier version.

        Raises:
            UnreadableFileError: the file cannot become a publication.
            DenktankError: the library cannot be written.
        """
        data = read.load_bytes(path, self._max_file_bytes)
        sha256 = read.sha256_of(data)
        origin = str(path.resolve())
        same = _same(self.own_entries(), origin, sha256)
        if same is not None:
            return Added(same, "ongewijzigd")
        read_as, known = _publication(data, path.name, key="")  # before the lock: this can take long
        with self._writing() as entries:
            same = _same(entries, origin, sha256)
            if same is not None:
                return Added(same, "ongewijzigd")
            former = next((entry for entry in entries if entry.origin == origin), None)
            namesake = next((entry.key for entry in entries if entry.file == path.name), None)
            publication = replace(read_as, key=former.key if former else self._free_key(path.stem, entries))
            entry = replace(
                _entry(publication),
                origin=origin,
                catalogue_id=known.id if known else None,
                added=datetime.now().astimezone().isoformat(timespec="seconds"),
            )
            try:
                self._store(entry, publication, data)
                self._write([other for other in entries if other.key != entry.key] + [entry])
            finally:
                self._sweep()
            return Added(
                entry, "vervangen" if former else "nieuw", publication.warnings, None if former else namesake
            )

    def remove(self, key: str) -> Entry:
        """Take a publication out of the library, with its original and parsed form."""
        if any(piece.key == key for piece in self._pieces()):
            raise DenktankError(
                f"'{key}' hoort bij het startcorpus en kan niet los verwijderd worden. "
                "Zet DENKTANK_STARTCORPUS=false om het hele startcorpus weg te laten."
            )
        with self._writing() as entries:
            entry = next((entry for entry in entries if entry.key == key), None)
            if entry is None:
                raise _no_such_key(key)
            self._write([other for other in entries if other.key != key])
            self._sweep()
            if self._original(entry).exists():
                raise DenktankError(
                    f"'{key}' is uit de bibliotheek, maar het bestand {self._original(entry)} kon niet "
                    "verwijderd worden. Verwijder dat zelf."
                )
            return entry

    def _pieces(self) -> tuple[Publication, ...]:
        return startcorpus() if self._with_startcorpus else ()

    def _free_key(self, stem: str, entries: list[Entry]) -> str:
        taken = {entry.key for entry in entries} | {piece.key for piece in startcorpus()}
        base = read.slug(stem)
        return next(
            key for n in range(1, len(taken) + 2) if (key := base if n == 1 else f"{base}-{n}") not in taken
        )

    def _original(self, entry: Entry) -> Path:
        return self._root / "originals" / entry.key / entry.sha256[:16] / entry.file

    def _parsed(self, entry: Entry) -> Path:
        return self._root / "parsed" / f"{entry.key}-{entry.sha256[:16]}.json"

    def _store(self, entry: Entry, publication: Publication, data: bytes) -> None:
        write_atomically(self._original(entry), data)
        write_atomically(self._parsed(entry), _PUBLICATION.dump_json(publication))

    def _load(self, entry: Entry) -> Publication:
        with dutch_disk_errors(self._home):
            if entry.reader == read.READER_VERSION:
                try:
                    return _PUBLICATION.validate_json(self._parsed(entry).read_bytes())
                except (FileNotFoundError, ValidationError):
                    pass  # made anew from the original below
            try:
                data = self._original(entry).read_bytes()
            except FileNotFoundError as error:
                raise DenktankError(
                    f"Het originele bestand van '{entry.key}' ({entry.file}) is weg uit de bibliotheek. "
                    f"Verwijder het (denktank corpus remove {entry.key}) en voeg het opnieuw toe."
                ) from error
            publication, _ = _publication(data, entry.file, entry.key)
            write_atomically(self._parsed(entry), _PUBLICATION.dump_json(publication))
            return publication

    @contextmanager
    def _writing(self) -> Iterator[list[Entry]]:
        with (
            dutch_disk_errors(self._home),
            exclusive_lock(self._root / "lock", "de bibliotheek bijgewerkt", _LOCK_WAIT_SECONDS),
        ):
            yield list(self.own_entries())

    def _write(self, entries: list[Entry]) -> None:
        data = _MANIFEST.dump_json(_Manifest(1, tuple(entries)), indent=1)
        write_atomically(self._root / "manifest.json", data)

    def _sweep(self) -> None:
        """Remove every original and parsed form that the manifest does not name, under the lock."""
        entries = self.own_entries()
        originals = {self._original(entry).parent for entry in entries}
        parsed = {self._parsed(entry) for entry in entries}
        for folder in (self._root / "originals").glob("*/*"):
            if folder not in originals:
                shutil.rmtree(folder, ignore_errors=True)
        for path in (self._root / "parsed").glob("*.json"):
            if path not in parsed:
                path.unlink(missing_ok=True)
        for folder in (self._root / "originals").glob("*"):
            if not any(folder.iterdir()):
                folder.rmdir()


def _no_such_key(key: str) -> DenktankError:
    return DenktankError(
        f"Er is geen publicatie met de sleutel '{key}'. Bekijk de sleutels met: denktank corpus list"
    )


def _same(entries: Iterable[Entry], origin: str, sha256: str) -> Entry | None:
    """The entry that already holds these bytes: the one from this place, or else any other."""
    former = next((entry for entry in entries if entry.origin == origin), None)
    found = former or next((entry for entry in entries if entry.sha256 == sha256), None)
    return found if found is not None and found.sha256 == sha256 else None


def _publication(data: bytes, file: str, key: str) -> tuple[Publication, CatalogueEntry | None]:
    content = read.parse(data, file)
    known = recognise(content)
    metadata = known.metadata if known else None
    return read.publication(content, file, key, read.sha256_of(data), metadata), known


def _entry(publication: Publication) -> Entry:
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

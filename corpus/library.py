"""The user's own collection of publications, with the startcorpus beside it."""

from collections.abc import Iterator
from contextlib import nullcontext, suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from corpus import intake, read
from corpus.added import Added, summarise
from corpus.compose import Content
from corpus.errors import DenktankError, dutch_disk_errors
from corpus.locking import BusyError
from corpus.manifest import NO_OVERRIDES, Entry, Overrides, entry_of, find_former, find_same
from corpus.publication import Metadata, Publication
from corpus.read_options import Progress, ReadOptions, no_progress
from corpus.shelf import Shelf
from corpus.startcorpus_pieces import startcorpus, startcorpus_hashes
from corpus.structure.kind_rules import KindRules
from corpus.structure.routekaart import GUIDE, REPORT, Routekaart, routekaart
from corpus.worker import Limits, Worker

__all__ = ["Added", "Entry", "Library", "Overrides"]


class Library:
    """The collection under ``home``; the startcorpus is a read-only part of it if wanted.

    ``options`` and ``limits`` hold for every file that is read; ``rules`` give the passages of the
    user's own publications their kinds.
    """

    def __init__(
        self,
        home: Path,
        max_file_bytes: int,
        with_startcorpus: bool = True,
        options: ReadOptions | None = None,
        limits: Limits | None = None,
        rules: KindRules | None = None,
    ) -> None:
        self._home = home
        self._shelf = Shelf(home)
        self._max_file_bytes = max_file_bytes
        self._with_startcorpus = with_startcorpus
        self._options = options or ReadOptions()
        self._limits = limits or Limits()
        self._rules = rules

    def reader(self) -> Worker:
        """What reads files; open it for a series of files, so that its process starts once."""
        return Worker(self._limits)

    def entries(self) -> tuple[Entry, ...]:
        """Everything in the library, the user's own publications first."""
        return self.own_entries() + tuple(entry_of(piece) for piece in self._pieces())

    def own_entries(self) -> tuple[Entry, ...]:
        """What the user added; what was added or replaced last comes last."""
        return self._shelf.entries()

    def hashes(self) -> dict[str, str]:
        """Key to SHA-256 of everything in the library, in order; nothing is parsed for it."""
        return {entry.key: entry.sha256 for entry in self.own_entries()} | self._piece_hashes()

    def fingerprints(self) -> dict[str, str]:
        """As ``hashes``, but with another value whenever an index over it is out of date."""
        return {entry.key: self.fingerprint(entry) for entry in self.own_entries()} | self._piece_hashes()

    def fingerprint(self, entry: Entry) -> str:
        """What changes with the bytes of a publication, what is said of it and the rules for kinds."""
        if entry.origin is None or self._rules is None:
            return entry.fingerprint
        return read.sha256_of(f"{entry.fingerprint} {self._rules.identity}".encode())

    def routekaart(self, key: str | None = None, report: str | None = None) -> Routekaart | None:
        """The route through a guide of the user, its references resolved; ``None`` where there is none.

        Args:
            key: the guide; without it the guide of the catalogue, else the first that has a route.
            report: what the guide means by 'the report'; without it the report of the catalogue.

        Raises:
            DenktankError: there is no publication with one of these keys.
        """
        own = sorted(self.own_entries(), key=lambda entry: entry.catalogue_id != GUIDE)
        reports = [entry.key for entry in own if entry.catalogue_id == REPORT]
        chosen = report or next(iter(reports), None)
        others = (self.publication(chosen),) if chosen else ()
        for name in [key] if key else [entry.key for entry in own]:
            found = routekaart(self.publication(name), others, report, self._rules)
            if found is not None:
                return found
        return None

    def original(self, key: str) -> Path:
        """Where the file of one of the user's own publications stands.

        Raises:
            DenktankError: there is none with this key.
        """
        for entry in self.own_entries():
            if entry.key == key:
                return self._shelf.original(entry)
        raise _no_such_key(key)

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
                return self._load(entry)[1]
        raise _no_such_key(key)

    def snapshot(self) -> Iterator[tuple[Entry, Publication]]:
        """Everything in the library as it is now; what is removed or replaced meanwhile is left out."""
        for entry in self.own_entries():
            try:
                loaded = self._load(entry)
            except DenktankError:
                if entry in self.own_entries():
                    raise
                continue
            yield loaded
        for piece in self._pieces():
            yield entry_of(piece), piece

    def add(
        self,
        path: Path,
        overrides: Overrides = NO_OVERRIDES,
        password: str | None = None,
        progress: Progress = no_progress,
        reader: Worker | None = None,
    ) -> Added:
        """Read one file and keep it; the same bytes again only change what ``overrides`` says.

        A file from the same place replaces its earlier version, and keeps what was said of that.

        Args:
            path: the file.
            overrides: what to say of it, in place of what the catalogue and the file say.
            password: tried when the file does not open without; it is kept nowhere.
            progress: told of every page.
            reader: what to read with, opened by the caller; otherwise one for this file only.

        Raises:
            UnreadableFileError: the file cannot become a publication.
            DenktankError: the library cannot be written.
        """
        data = read.load_bytes(path, self._max_file_bytes)
        sha256 = read.sha256_of(data)
        origin = str(path.resolve())
        same = find_same(self.own_entries(), origin, sha256)
        if same is not None and not self._worth_reading_again(same):
            return self._say_of(same, overrides)
        with nullcontext(reader) if reader else self.reader() as opened:  # before the lock: it takes long
            content, locked = intake.read_in(opened, data, path.name, self._options, password, progress)
        return self._keep(path, data, content, overrides, locked)

    def remove(self, key: str) -> Entry:
        """Take a publication out of the library, with its original and parsed form."""
        if any(piece.key == key for piece in self._pieces()):
            raise DenktankError(
                f"'{key}' hoort bij het startcorpus en kan niet los verwijderd worden. "
                "Zet DENKTANK_STARTCORPUS=false om het hele startcorpus weg te laten."
            )
        with self._shelf.changing() as entries:
            entry = next((entry for entry in entries if entry.key == key), None)
            if entry is None:
                raise _no_such_key(key)
            self._shelf.write([other for other in entries if other.key != key])
            self._shelf.sweep()
            if self._shelf.original(entry).exists():
                raise DenktankError(
                    f"'{key}' is uit de bibliotheek, maar het bestand {self._shelf.original(entry)} kon niet "
                    "verwijderd worden. Verwijder dat zelf."
                )
            return entry

    def _keep(self, path: Path, data: bytes, content: Content, overrides: Overrides, locked: bool) -> Added:
        """Put a file that has been read in the library."""
        sha256, origin = read.sha256_of(data), str(path.resolve())
        with self._shelf.changing() as entries:
            same = find_same(entries, origin, sha256)
            former = same or find_former(entries, origin)
            said = former.overrides.and_then(overrides) if former else overrides
            file = same.file if same else path.name
            key = former.key if former else self._free_key(path.stem, entries)
            namesake = next((other.key for other in entries if other.file == file), None)
            parsed, known = intake.publication(content, file, key, sha256)
            finished = intake.finished(parsed, said, self._rules)
            entry = replace(
                intake.entry(finished, said, content, known),
                origin=same.origin if same else origin,
                added=datetime.now().astimezone().isoformat(timespec="seconds"),
                locked=locked,
            )
            self._shelf.put(entry, parsed, data)
            self._shelf.write([other for other in entries if other.key != key] + [entry])
        change = "bijgewerkt" if same else "vervangen" if former else "nieuw"
        return Added(entry, change, summarise(finished, entry.unread), None if former else namesake)

    def _say_of(self, entry: Entry, overrides: Overrides) -> Added:
        """Change what is said of a publication that stays as it is."""
        said = entry.overrides.and_then(overrides)
        if said == entry.overrides:
            return Added(entry, "ongewijzigd")
        now = said.over(Metadata(entry.title, entry.kind, date=entry.date))
        renewed = replace(entry, overrides=said, title=now.title, kind=now.kind, date=now.date)
        with self._shelf.changing() as entries:
            self._shelf.write([renewed if other == entry else other for other in entries])
        return Added(renewed, "bijgewerkt")

    def _worth_reading_again(self, entry: Entry) -> bool:
        """Whether the same bytes may give more: to another reader, or with text recognition now."""
        return (
            entry.reader != read.READER_VERSION
            or (bool(entry.unread) and not entry.recognition and intake.can_recognise())
            or not self._shelf.original(entry).exists()
            or (entry.locked and self._shelf.parsed(entry) is None)
        )

    def _load(self, entry: Entry) -> tuple[Entry, Publication]:
        """A publication as it stands, or read again; the entry is renewed with it."""
        with dutch_disk_errors(self._home):
            if entry.reader == read.READER_VERSION or entry.locked:
                parsed = self._shelf.parsed(entry)
                if parsed is not None:
                    return entry, intake.finished(parsed, entry.overrides, self._rules)
            if entry.locked:
                raise DenktankError(
                    f"'{entry.key}' ({entry.file}) moet opnieuw gelezen worden en heeft een wachtwoord. "
                    f"Voeg het opnieuw toe met: denktank corpus add --password {entry.origin}"
                )
            return self._read_again(entry)

    def _read_again(self, entry: Entry) -> tuple[Entry, Publication]:
        data = self._shelf.read_original(entry)
        with self.reader() as reader:
            content = reader.parse(data, entry.file, self._options)
        parsed, known = intake.publication(content, entry.file, entry.key, entry.sha256)
        finished = intake.finished(parsed, entry.overrides, self._rules)
        renewed = intake.entry(finished, entry.overrides, content, known)
        renewed = replace(renewed, origin=entry.origin, added=entry.added)
        with suppress(BusyError), self._shelf.changing() as entries:  # if busy: again the next time
            if entry in entries:
                self._shelf.put_parsed(renewed, parsed)
                self._shelf.write([renewed if other == entry else other for other in entries])
        return renewed, finished

    def _pieces(self) -> tuple[Publication, ...]:
        return startcorpus() if self._with_startcorpus else ()

    def _piece_hashes(self) -> dict[str, str]:
        return startcorpus_hashes() if self._with_startcorpus else {}

    def _free_key(self, stem: str, entries: list[Entry]) -> str:
        taken = {entry.key for entry in entries} | {piece.key for piece in startcorpus()}
        base = read.slug(stem)
        return next(
            key for n in range(1, len(taken) + 2) if (key := base if n == 1 else f"{base}-{n}") not in taken
        )


def _no_such_key(key: str) -> DenktankError:
    return DenktankError(
        f"Er is geen publicatie met de sleutel '{key}'. Bekijk de sleutels met: denktank corpus list"
    )

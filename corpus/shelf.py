"""The library on disk: a manifest, the originals and their parsed form.

Layout under ``<home>/library``: ``manifest.json``, ``originals/<key>/<hash>/<file>`` and
``parsed/<key>-<hash>.json``. The manifest is written in one step after the files of a new entry,
so a crash leaves the library as it was; what it does not name is removed at the next change.
"""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from corpus import manifest
from corpus.errors import DenktankError, dutch_disk_errors
from corpus.files import write_atomically
from corpus.json_form import dump, load_publication
from corpus.locking import exclusive_lock
from corpus.manifest import Entry
from corpus.publication import Publication

_LOCK_WAIT_SECONDS = 30.0


class Shelf:
    """The files of the library under ``home``."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._root = home / "library"
        self._originals = self._root / "originals"
        self._parsed = self._root / "parsed"

    def entries(self) -> tuple[Entry, ...]:
        """What the manifest names; what was added or replaced last comes last.

        Raises:
            DenktankError: the manifest is damaged or cannot be read.
        """
        with dutch_disk_errors(self._home):
            return manifest.load(self._root / "manifest.json")

    @contextmanager
    def changing(self) -> Iterator[list[Entry]]:
        """The entries, while nobody else changes them; afterwards only what is named is left.

        Raises:
            BusyError: another process keeps changing them.
            DenktankError: the disk is full or not writable; the entries are then as they were.
        """
        lock = self._root / "lock"
        with (
            dutch_disk_errors(self._home),
            exclusive_lock(lock, "de bibliotheek bijgewerkt", _LOCK_WAIT_SECONDS),
        ):
            entries = list(self.entries())
            try:
                yield entries
            finally:
                self.sweep()

    def write(self, entries: Sequence[Entry]) -> None:
        """Write the manifest, inside ``changing``."""
        manifest.save(entries, self._root / "manifest.json")

    def original(self, entry: Entry) -> Path:
        """Where the file stands as it was added."""
        return self._originals / entry.key / entry.sha256[:16] / entry.file

    def read_original(self, entry: Entry) -> bytes:
        """The bytes of the file as it was added.

        Raises:
            DenktankError: it is gone.
        """
        try:
            return self.original(entry).read_bytes()
        except FileNotFoundError as error:
            raise DenktankError(
                f"Het originele bestand van '{entry.key}' ({entry.file}) is weg uit de bibliotheek. "
                f"Verwijder het (denktank corpus remove {entry.key}) en voeg het opnieuw toe."
            ) from error

    def put(self, entry: Entry, publication: Publication, data: bytes) -> None:
        """Keep the original and its parsed form."""
        write_atomically(self.original(entry), data)
        self.put_parsed(entry, publication)

    def put_parsed(self, entry: Entry, publication: Publication) -> None:
        """Keep the parsed form."""
        write_atomically(self._parsed_path(entry), dump(publication))

    def parsed(self, entry: Entry) -> Publication | None:
        """The parsed form, or ``None`` where it is missing, damaged or of an older shape."""
        try:
            return load_publication(self._parsed_path(entry).read_bytes())
        except (FileNotFoundError, ValueError):
            return None

    def sweep(self) -> None:
        """Remove every file that the manifest does not name, inside ``changing``."""
        entries = self.entries()
        originals = {self.original(entry).parent for entry in entries}
        parsed = {self._parsed_path(entry) for entry in entries}
        for folder in self._originals.glob("*/*"):
            if folder not in originals:
                shutil.rmtree(folder, ignore_errors=True)
        for path in self._parsed.glob("*.json"):
            if path not in parsed:
                path.unlink(missing_ok=True)
        for folder in self._originals.glob("*"):
            if not any(folder.iterdir()):
                folder.rmdir()

    def _parsed_path(self, entry: Entry) -> Path:
        return self._parsed / f"{entry.key}-{entry.sha256[:16]}.json"

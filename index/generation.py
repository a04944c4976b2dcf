"""Which index counts: generations in folders of their own, and one pointer to the current one.

Layout under ``<home>/index``: ``generation-000001/``, ``current`` (the name of the generation in
use) and ``lock``. A reader holds a shared lock on ``in-use`` inside its generation, so an old one
goes only when nobody reads it any more.
"""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

import portalocker

from corpus.errors import dutch_disk_errors
from corpus.files import write_atomically
from corpus.locking import exclusive_lock

_NAME = re.compile(r"generation-(\d{6,})")
_USE_FILE = "in-use"


class Generations:
    """The generations under one folder."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def current(self) -> Path | None:
        """The folder of the generation in use, or ``None`` before the first build."""
        with dutch_disk_errors(self.root):
            try:
                name = (self.root / "current").read_text(encoding="utf-8", errors="replace").strip()
            except FileNotFoundError:
                return None
        folder = self.root / name
        return folder if _NAME.fullmatch(name) and folder.is_dir() else None

    def stamp(self) -> int:
        """Changes with every build, also when the whole folder was deleted and its names come back."""
        try:
            return (self.root / "current").stat().st_mtime_ns
        except OSError:
            return 0

    def remove_if_unused(self, folder: Path) -> None:
        """Remove a former generation that its last reader has closed."""
        if folder != self.current():
            _remove_unless_read(folder)

    @contextmanager
    def new(self) -> Iterator[Path]:
        """A new folder to build in, as the only writer; published when the body succeeds.

        If the body fails or is interrupted the folder goes and the pointer stays. What a killed
        build left behind is removed by the next one.

        Raises:
            BusyError: another process is building.
        """
        with exclusive_lock(self.root / "lock", "de index gebouwd"):
            self._sweep()
            numbers = [int(match[1]) for path in self._folders() if (match := _NAME.fullmatch(path.name))]
            folder = self.root / f"generation-{max(numbers, default=0) + 1:06d}"
            folder.mkdir(parents=True)
            try:
                (folder / _USE_FILE).touch()
                yield folder
                write_atomically(self.root / "current", folder.name.encode())
            except BaseException:
                if self.current() != folder:  # interrupted just after publishing, it is in use
                    shutil.rmtree(folder, ignore_errors=True)
                raise
            self._sweep()

    def _folders(self) -> list[Path]:
        return [path for path in self.root.glob("generation-*") if path.is_dir()]

    def _sweep(self) -> None:
        """Remove every generation that is neither current nor being read."""
        current = self.current()
        for folder in self._folders():
            if folder != current:
                _remove_unless_read(folder)


def _remove_unless_read(folder: Path) -> None:
    """Remove a generation while holding it alone, so that no reader can come in between."""
    try:
        with (folder / _USE_FILE).open("a") as file:
            portalocker.lock(file, portalocker.LockFlags.EXCLUSIVE | portalocker.LockFlags.NON_BLOCKING)
            for path in folder.iterdir():
                if path.is_dir():
                    shutil.rmtree(path, ignore_errors=True)
                elif path.name != _USE_FILE:  # Windows cannot remove the file that holds the lock
                    path.unlink(missing_ok=True)
        shutil.rmtree(folder, ignore_errors=True)
    except (portalocker.LockException, OSError):
        return


class Lease:
    """A shared lock on a generation for as long as it is read.

    Raises:
        FileNotFoundError: the generation is being removed; ask for the current one again.
    """

    def __init__(self, folder: Path) -> None:
        self._file = (folder / _USE_FILE).open("r")
        try:
            portalocker.lock(self._file, portalocker.LockFlags.SHARED | portalocker.LockFlags.NON_BLOCKING)
        except portalocker.LockException as error:
            self._file.close()
            raise FileNotFoundError(folder) from error
        if not (folder / _USE_FILE).exists():  # removed between opening and locking
            self._file.close()
            raise FileNotFoundError(folder)

    def release(self) -> None:
        """Let go; may be called more than once."""
        self._file.close()

    def __enter__(self) -> "Lease":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()

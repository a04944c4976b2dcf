"""Work on the library that goes on behind the screen: reading files one by one, and the index after.

Each kind of work has one thread, which ends when there is nothing left to do. What it is at is the same for
every browser that asks; a restarted program has nothing to tell any more, and the library itself is whole.
"""

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from corpus.errors import DenktankError, LockedFileError, UnreadableFileError
from corpus.locking import BusyError
from ui import library_texts as texts
from ui.failures import report
from ui.library_lines import added_lines
from ui.library_progress import FileWork, IndexWork, Progress, Stage
from ui.library_upload import Upload

if TYPE_CHECKING:
    from assistant.assemble import Workspace
    from index.build import Progress as CountDone

MOST_WAITING = 50
"""Files that may wait to be read; each takes room on the disk until then."""
_KEPT_SECONDS = 900.0
"""How long the outcome of a file stays on the screen."""
_SERIES_SECONDS = 10.0
"""After this long without work a new file starts another series, and the former outcomes go."""
_QUIET_SECONDS = 1.0
"""Without a new file for this long, a series of files is taken to be complete."""
_RETRY_SECONDS = 2.0


class LibraryJobs:
    """The work on one library; safe to use from several threads.

    ``build`` builds its index and tells how far it is.
    """

    def __init__(self, workspace: "Workspace", build: Callable[["CountDone"], object]) -> None:
        self._workspace = workspace
        self._build_index = build
        self._lock = threading.Lock()
        self._waiting: deque[tuple[int, Upload]] = deque()
        self._files: dict[int, FileWork] = {}
        self._index: IndexWork | None = None
        self._version = 0
        self._numbers = 0
        self._receiving = 0
        self._new = 0
        self._reading = self._building = self._stale = False
        self._last_change = 0.0

    def progress(self) -> Progress:
        """What is going on now, with what ended in the last quarter of an hour."""
        with self._lock:
            oldest = time.monotonic() - _KEPT_SECONDS
            self._keep_files(lambda file: not file.ended or file.ended > oldest)
            return Progress(tuple(self._files.values()), self._index, self._version)

    @contextmanager
    def receiving(self) -> Iterator[None]:
        """While a file comes in, so that the index waits for it.

        Raises:
            DenktankError: too many files are waiting already.
        """
        with self._lock:
            if len(self._waiting) + self._receiving >= MOST_WAITING:
                raise DenktankError(texts.TOO_MANY.format(count=MOST_WAITING))
            self._receiving += 1
        try:
            yield
        finally:
            with self._lock:
                self._receiving -= 1

    def add(self, upload: Upload) -> None:
        """Read a file when its turn comes, put it in the library and then see to the index."""
        with self._lock:
            self._forget_former_series()
            self._numbers += 1
            self._files[self._numbers] = FileWork(self._numbers, upload.path.name)
            self._waiting.append((self._numbers, upload))
            if not self._reading:
                self._reading = True
                threading.Thread(target=self._read_all, daemon=True).start()

    def remove(self, key: str) -> tuple[str, str]:
        """Take a publication out of the library; gives its title and file, and sees to the index.

        Raises:
            DenktankError: there is none with this key, or the disk does not allow it.
        """
        entry = self._workspace.library.remove(key)
        with self._lock:
            self._version += 1
            self._keep_files(lambda file: not (file.ended and file.name == entry.file))
        self.update_index()
        return entry.title, entry.file

    def update_index(self) -> None:
        """Bring the index up to date with the library, in the background."""
        with self._lock:
            self._stale = True
            self._last_change = time.monotonic()
            if not self._building:
                self._building = True
                self._index = IndexWork(Stage.WAITING, texts.INDEX_WAITING)
                threading.Thread(target=self._build_all, daemon=True).start()

    def _keep_files(self, wanted: Callable[[FileWork], bool]) -> None:
        self._files = {number: file for number, file in self._files.items() if wanted(file)}

    def _forget_former_series(self) -> None:
        """With the first file of a series: what ended before it, and that the index was done then."""
        if self._index is not None and self._index.stage is Stage.DONE:
            self._index = None
        long_ago = time.monotonic() - _SERIES_SECONDS
        if not self._building and all(0 < file.ended < long_ago for file in self._files.values()):
            self._files.clear()

    # ---- reading ----

    def _read_all(self) -> None:
        while True:
            with self._lock:
                if not self._waiting:
                    self._reading = False
                    return
                number, upload = self._waiting.popleft()
                self._files[number] = replace(self._files[number], stage=Stage.BUSY)
            try:
                self._read(number, upload)
            finally:
                upload.discard()

    def _read(self, number: int, upload: Upload) -> None:
        name = upload.path.name

        def at_page(done: int, total: int) -> None:
            self._change(number, done=done, total=total)

        try:
            added = self._workspace.library.add(upload.path, progress=at_page)
        except LockedFileError:
            return self._end(number, Stage.FAILED, texts.LOCKED.format(name=name))
        except UnreadableFileError as error:
            return self._end(number, Stage.FAILED, str(error))
        except DenktankError as error:
            return self._end(number, Stage.FAILED, texts.REFUSED.format(name=name, line=error))
        except Exception as error:  # noqa: BLE001 - one line on the screen, the details in a file
            report(error)
            return self._end(number, Stage.FAILED, texts.REFUSED.format(name=name, line=texts.UNEXPECTED))
        changed = added.change != "ongewijzigd"
        if changed:
            with self._lock:
                self._version += 1
                self._new += 1
            self.update_index()
        return self._end(number, Stage.DONE, *added_lines(name, added, texts.REMOVE_SAME))

    def _end(self, number: int, stage: Stage, *lines: str) -> None:
        self._change(number, stage=stage, lines=lines, ended=time.monotonic())

    def _change(self, number: int, **fields: object) -> None:
        with self._lock:
            self._files[number] = replace(self._files[number], **fields)  # type: ignore[arg-type]

    # ---- the index ----

    def _build_all(self) -> None:
        while True:
            self._await_quiet()
            with self._lock:
                self._stale, new, self._new = False, self._new, 0
            ended = self._build(new)
            with self._lock:
                self._index = IndexWork(Stage.WAITING, texts.INDEX_WAITING) if self._stale else ended
                self._version += 1
                if ended.stage is Stage.FAILED:
                    self._new += new
                if not self._stale:
                    self._building = False
                    return

    def _await_quiet(self) -> None:
        """Until every file of a series is in, so that one build serves them all."""
        while True:
            with self._lock:
                busy = self._receiving or self._waiting or self._reading
                if not busy and time.monotonic() - self._last_change >= _QUIET_SECONDS:
                    return
            time.sleep(0.1)

    def _build(self, new: int) -> IndexWork:
        try:
            while True:
                try:
                    self._show(IndexWork(Stage.BUSY, texts.INDEX_BUILDING))
                    if not self._workspace.index_is_up_to_date():
                        self._build_index(self._at_text)
                    return IndexWork(Stage.DONE, _done(new))
                except BusyError as error:
                    self._show(IndexWork(Stage.WAITING, texts.INDEX_BUSY.format(line=error)))
                    time.sleep(_RETRY_SECONDS)
        except DenktankError as error:
            return IndexWork(Stage.FAILED, texts.INDEX_FAILED.format(line=error))
        except Exception as error:  # noqa: BLE001 - one line on the screen, the details in a file
            report(error)
            return IndexWork(Stage.FAILED, texts.INDEX_FAILED.format(line=texts.UNEXPECTED))

    def _at_text(self, done: int, total: int) -> None:
        self._show(IndexWork(Stage.BUSY, texts.INDEX_BUILDING, done, total))

    def _show(self, work: IndexWork) -> None:
        with self._lock:
            self._index = work


def _done(new: int) -> str:
    if not new:
        return texts.INDEX_DONE
    return texts.INDEX_DONE_ONE if new == 1 else texts.INDEX_DONE_MORE

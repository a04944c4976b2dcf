"""What has been done with the messages of a mailbox, on disk: a crash loses nothing and repeats nothing.

SQLite keeps it: every note is on the disk before the next step begins, and a note that a crash cut short is
not there at all. It holds digests, numbers and moments, and nothing that a person wrote.
"""

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from assistant.mail.mailbox_values import MailboxPlace
from corpus.errors import DenktankError, dutch_disk_errors
from corpus.locking import exclusive_lock

FOLDER_NAME = "mail"
"""The folder for a ledger, in ``DENKTANK_HOME``."""
_FILE_NAME = "logboek.sqlite"
_SCHEMA = """
create table if not exists note (
  mailbox text not null, message text not null, uidvalidity integer not null, uid integer not null,
  kind text not null, flag integer not null, moment text not null
);
create index if not exists note_message on note (mailbox, message);
create index if not exists note_uid on note (mailbox, uidvalidity, uid);
"""


class Note(StrEnum):
    """What the ledger can say of a message."""

    BEGUN = "begun"
    """A draft is about to be made."""
    ENDED = "ended"
    """Making it ended, well or not; without this note the program was killed meanwhile."""
    PLACED = "placed"
    """The draft is in the folder for drafts; ``flag`` when it leaves something open."""
    FAILED = "failed"
    """An attempt went wrong; ``flag`` when the message gets its flag from us."""
    HANDLED = "handled"


@dataclass(frozen=True, slots=True)
class MessageKey:
    """A message: its number, which holds as long as ``uidvalidity``, and its identity, which always holds."""

    uidvalidity: int
    uid: int
    identity: str


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a message; ``attempts`` are those that failed or in which the program was killed."""

    attempts: int
    placed: bool
    leaves_open: bool
    flagged_by_us: bool
    handled: bool


class Notes:
    """The notes about one mailbox, while they are open."""

    def __init__(self, database: sqlite3.Connection, mailbox: str, file: Path) -> None:
        self._database = database
        self._mailbox = mailbox
        self._file = file

    def handled_uids(self, uidvalidity: int) -> frozenset[int]:
        """The numbers of the messages that were handled."""
        rows = self._execute(
            "select distinct uid from note where mailbox = ? and uidvalidity = ? and kind = ?",
            (self._mailbox, uidvalidity, Note.HANDLED),
        )
        return frozenset(row[0] for row in rows)

    def known(self, identity: str) -> Known:
        """What is known of the message with this identity, under whichever number."""
        rows = self._execute(
            "select kind, flag from note where mailbox = ? and message = ? order by rowid",
            (self._mailbox, identity),
        )
        kinds = [kind for kind, _ in rows]
        flags = {(kind, flag) for kind, flag in rows}
        killed = kinds.count(Note.BEGUN) - kinds.count(Note.ENDED)
        return Known(
            attempts=kinds.count(Note.FAILED) + killed,
            placed=Note.PLACED in kinds,
            leaves_open=(Note.PLACED, 1) in flags,
            flagged_by_us=(Note.FAILED, 1) in flags,
            handled=Note.HANDLED in kinds,
        )

    def add(self, key: MessageKey, note: Note, flag: bool = False) -> None:
        """Write a note; it is on the disk when this returns."""
        moment = datetime.now(UTC).isoformat(timespec="seconds")
        row = (self._mailbox, key.identity, key.uidvalidity, key.uid, note, int(flag), moment)
        self._execute("insert into note values (?, ?, ?, ?, ?, ?, ?)", row)

    def _execute(self, statement: str, values: tuple[str | int, ...]) -> list[tuple[Any, ...]]:
        with _dutch_ledger_errors(self._file):
            return self._database.execute(statement, values).fetchall()


class Ledger:
    """The file with the notes about all mailboxes, in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / _FILE_NAME

    @contextmanager
    def opened(self, place: MailboxPlace, read_only: bool = False) -> Iterator[Notes]:
        """The notes about the mailbox at ``place``; nobody else writes any while the body runs.

        Args:
            place: host, user and folder tell the mailboxes apart.
            read_only: change nothing on disk, and wait for nobody.

        Raises:
            BusyError: another process has them open to write.
            DenktankError: the file cannot be read or written.
        """
        mailbox = _digest(place)
        if read_only:
            with self._database(read_only) as database:
                yield Notes(database, mailbox, self._file)
            return
        with dutch_disk_errors(self._file.parent):
            self._file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        lock = exclusive_lock(self._file.with_suffix(".lock"), "een mailbox behandeld")
        with lock, self._database(read_only) as database:
            yield Notes(database, mailbox, self._file)

    @contextmanager
    def _database(self, read_only: bool) -> Iterator[sqlite3.Connection]:
        kept = not read_only or (self._file.exists() and self._file.stat().st_size > 0)
        name = f"{self._file.absolute().as_uri()}?mode={'ro' if read_only else 'rwc'}" if kept else ":memory:"
        with _dutch_ledger_errors(self._file):
            database = sqlite3.connect(name, uri=True, isolation_level=None)
        with closing(database):
            with _dutch_ledger_errors(self._file):
                if not (kept and read_only):
                    # On the disk after each note, without making and removing a file each time.
                    database.execute("pragma journal_mode = persist")
                    database.execute("pragma synchronous = full")
                    database.executescript(_SCHEMA)
                database.execute("select 1 from note limit 1")
            yield database


def _digest(place: MailboxPlace) -> str:
    folder = "INBOX" if place.folder.upper() == "INBOX" else place.folder
    name = "\0".join((place.host.casefold(), place.user.casefold(), folder))
    return hashlib.sha256(name.encode()).hexdigest()


@contextmanager
def _dutch_ledger_errors(file: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:
        raise DenktankError(
            f"Het logboek {file} kan niet worden gelezen of geschreven ({error}). "
            "Kijk of er ruimte is op de schijf en of u in die map mag schrijven."
        ) from error
    except sqlite3.DatabaseError as error:
        raise DenktankError(
            f"Het logboek {file} is beschadigd. Geef het een andere naam en begin opnieuw: "
            "concepten die al klaarstaan, worden herkend en niet nog eens gemaakt."
        ) from error

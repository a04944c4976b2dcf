"""What the ledger remembers, over runs, crashes and damage."""

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import SecretStr

from assistant.mail.ledger import Ledger, MessageKey, Note
from assistant.mail.mailbox_values import MailboxPlace
from corpus.errors import DenktankError
from corpus.locking import BusyError

PLACE = MailboxPlace("mail.example", "Wie@vng.example", SecretStr("geheim"))
KEY = MessageKey(7, 12, "a" * 64)


def write(folder: Path, *notes: tuple[Note, bool]) -> None:
    with Ledger(folder).opened(PLACE) as opened:
        for note, flag in notes:
            opened.add(KEY, note, flag)


def test_what_is_written_is_there_in_the_next_run(tmp_path: Path) -> None:
    write(tmp_path, (Note.BEGUN, False), (Note.ENDED, False), (Note.PLACED, True))
    with Ledger(tmp_path).opened(PLACE) as notes:
        known = notes.known(KEY.identity)
        assert (known.attempts, known.placed, known.leaves_open, known.handled) == (0, True, True, False)
        assert notes.handled_uids(7) == frozenset()
        notes.add(KEY, Note.HANDLED)
        assert notes.handled_uids(7) == {12}
        assert notes.handled_uids(8) == frozenset()
        assert notes.known(KEY.identity).handled


def test_an_attempt_without_an_end_counts_as_one_that_failed(tmp_path: Path) -> None:
    write(tmp_path, (Note.BEGUN, False), (Note.BEGUN, False), (Note.ENDED, False), (Note.FAILED, True))
    with Ledger(tmp_path).opened(PLACE) as notes:
        known = notes.known(KEY.identity)
    assert (known.attempts, known.flagged_by_us) == (2, True)


@pytest.mark.parametrize("other", [{"host": "x.example"}, {"user": "x"}, {"folder": "Vragen"}])
def test_every_mailbox_has_notes_of_its_own(tmp_path: Path, other: dict[str, str]) -> None:
    write(tmp_path, (Note.HANDLED, False))
    with Ledger(tmp_path).opened(replace(PLACE, **other)) as notes:  # type: ignore[arg-type]
        assert not notes.known(KEY.identity).handled
    with Ledger(tmp_path).opened(replace(PLACE, host="MAIL.example", folder="inbox")) as notes:
        assert notes.known(KEY.identity).handled


def test_it_holds_nothing_that_a_person_wrote(tmp_path: Path) -> None:
    write(tmp_path, (Note.BEGUN, False), (Note.HANDLED, False))
    kept = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert not [word for word in (b"vng", b"Wie", b"mail.example", b"geheim") if word in kept]


def test_reading_only_changes_nothing_and_waits_for_nobody(tmp_path: Path) -> None:
    with Ledger(tmp_path / "mail").opened(PLACE, read_only=True) as notes:
        assert not notes.known(KEY.identity).handled
    assert not (tmp_path / "mail").exists()
    write(tmp_path, (Note.HANDLED, False))
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    with Ledger(tmp_path).opened(PLACE) as writing, Ledger(tmp_path).opened(PLACE, read_only=True) as notes:
        assert notes.known(KEY.identity).handled
        with pytest.raises(DenktankError):
            notes.add(KEY, Note.BEGUN)
        assert not writing.known("b" * 64).handled
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == before


def test_one_at_a_time(tmp_path: Path) -> None:
    busy = pytest.raises(BusyError, match="een mailbox behandeld")
    with Ledger(tmp_path).opened(PLACE), busy, Ledger(tmp_path).opened(PLACE):
        pass


def test_a_note_that_a_crash_cut_short_is_not_there(tmp_path: Path) -> None:
    """The journal of a transaction that never ended undoes it, whatever it wrote in the file."""
    write(tmp_path, (Note.BEGUN, False))
    file = tmp_path / "logboek.sqlite"
    crashed = tmp_path / "gestopt"
    crashed.mkdir()
    half = sqlite3.connect(file, isolation_level=None)
    half.execute("pragma cache_spill = 1")
    half.execute("pragma cache_size = 1")
    half.execute("begin")
    for number in range(2000):
        half.execute("insert into note values ('m', ?, 1, 1, 'handled', 0, '')", (str(number) * 30,))
    for name in ("logboek.sqlite", "logboek.sqlite-journal"):
        (crashed / name).write_bytes((tmp_path / name).read_bytes())
    half.close()
    assert (crashed / file.name).stat().st_size > file.stat().st_size
    with Ledger(crashed).opened(PLACE) as notes:
        assert notes.known(KEY.identity).attempts == 1
        notes.add(KEY, Note.ENDED)
        assert notes.known(KEY.identity).attempts == 0


@pytest.mark.parametrize("damage", [b"geen logboek" * 500, b"SQLite format 3\x00" + b"\xff" * 8000])
def test_a_damaged_file_says_what_to_do(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / "logboek.sqlite").write_bytes(damage)
    for read_only in (False, True):
        damaged = pytest.raises(DenktankError, match="Geef het een andere naam")
        with damaged as told, Ledger(tmp_path).opened(PLACE, read_only):
            pass
        assert "\n" not in str(told.value)


def test_a_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "mail").write_text("bestand")
    with pytest.raises(DenktankError, match="is geen map"), Ledger(tmp_path / "mail").opened(PLACE):
        pass

"""A mailbox of a real Dovecot: who gets a draft, and that all else stays as it was."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.mail.ledger import Ledger
from assistant.mail.mailbox import MAX_ATTEMPTS, handle_mailbox
from assistant.mail.mailbox_values import CannotReplyNowError, Drafted, Handled, Outcome
from assistant.mail.message_identity import draft_id, identity
from corpus.locking import BusyError
from tests.integration.dovecot import USER, Dovecot, dovecot
from tests.integration.mailbox_mails import BROKEN, NOT_COVERED, THANKS, mail, make_draft, reply_to

pytestmark = [pytest.mark.integration, pytest.mark.slow]

SEEN, FLAGGED, DRAFT = rb"\Seen", rb"\Flagged", rb"\Draft"


@pytest.fixture
def server() -> Iterator[Dovecot]:
    with dovecot() as server:
        yield server


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "mail")


def handle(server: Dovecot, ledger: Ledger, **others: object) -> list[Handled]:
    return list(handle_mailbox(server.place(), make_draft, ledger, **others))  # type: ignore[arg-type]


def answered(server: Dovecot) -> list[str]:
    return sorted(reply_to(one.message) for one in server.contents("Drafts").values())


def test_two_hundred_messages_of_which_ten_are_broken(server: Dovecot, ledger: Ledger) -> None:
    good = [mail(number) for number in range(1, 191)]
    server.deliver(*good[:95], *BROKEN.values(), *good[95:])
    before = server.contents("INBOX")
    counts: list[tuple[int, int]] = []
    handled = handle(server, ledger, told=lambda done, of: counts.append((done, of)))

    assert [one.uid for one in handled] == sorted(before)
    assert counts == [(done, 200) for done in range(201)]
    after = server.contents("INBOX")
    assert {uid: one.message for uid, one in after.items()} == {
        uid: one.message for uid, one in before.items()
    }
    expected = {
        Outcome.DRAFTED: {SEEN},
        Outcome.PARTLY: {SEEN, FLAGGED},
        Outcome.FAILED: {FLAGGED},
    }
    assert {one.uid: after[one.uid].flags for one in handled} == {
        one.uid: expected[one.outcome] for one in handled
    }
    drafts = server.contents("Drafts").values()
    assert all(one.flags == {DRAFT} for one in drafts)
    assert len(drafts) == sum(SEEN in one.flags for one in after.values())
    replied = answered(server)
    for number in range(1, 191):
        assert replied.count(f"<vraag-{number}@gemeente.example>") == (2 if number == 1 else 1)

    everything = server.contents("INBOX"), server.contents("Drafts")
    again = handle(server, ledger)
    assert {one.outcome for one in again} <= {Outcome.FAILED}
    assert (server.contents("INBOX"), server.contents("Drafts")) == everything


def test_a_dry_run_changes_nothing(server: Dovecot, ledger: Ledger, tmp_path: Path) -> None:
    server.deliver(mail(1), mail(2, NOT_COVERED), mail(3, THANKS), BROKEN["unknown charset"])
    before = server.contents("INBOX"), server.contents("Drafts")
    outcomes = [one.outcome for one in handle(server, ledger, dry_run=True)]
    assert outcomes == [Outcome.DRAFTED, Outcome.PARTLY, Outcome.NO_REPLY, Outcome.FAILED]
    assert (server.contents("INBOX"), server.contents("Drafts")) == before
    assert not (tmp_path / "mail").exists()


def test_a_dry_run_knows_what_was_done_before(server: Dovecot, ledger: Ledger) -> None:
    server.deliver(mail(1, THANKS), mail(2))
    handle(server, ledger, limit=1)
    assert [one.uid for one in handle(server, ledger, dry_run=True)] == [2]


def test_what_each_outcome_does_to_the_message(server: Dovecot, ledger: Ledger) -> None:
    server.deliver(mail(1), mail(2, NOT_COVERED), mail(3, THANKS))
    handle(server, ledger)
    assert [one.flags for one in server.contents("INBOX").values()] == [{SEEN}, {SEEN, FLAGGED}, set()]
    assert answered(server) == ["<vraag-1@gemeente.example>", "<vraag-2@gemeente.example>"]
    assert handle(server, ledger) == []


def test_a_limit_takes_the_oldest_and_the_next_run_the_rest(server: Dovecot, ledger: Ledger) -> None:
    server.deliver(*(mail(number) for number in range(1, 6)))
    assert [one.uid for one in handle(server, ledger, limit=2)] == [1, 2]
    assert [one.uid for one in handle(server, ledger)] == [3, 4, 5]


def test_flags_of_people_and_messages_marked_for_removal_stay(server: Dovecot, ledger: Ledger) -> None:
    server.deliver(*(mail(number) for number in range(1, 5)))
    client = server.login()
    client.select_folder("INBOX")
    client.add_flags([1], [FLAGGED, b"$Belangrijk"])
    client.add_flags([2], [SEEN])
    client.add_flags([3], [b"\\Deleted"])
    client.logout()
    assert [one.uid for one in handle(server, ledger)] == [1, 4]
    flags = [one.flags for one in server.contents("INBOX").values()]
    assert flags == [{SEEN, FLAGGED, b"$Belangrijk"}, {SEEN}, {b"\\Deleted"}, {SEEN}]


def test_a_message_that_keeps_failing_is_left_to_people(server: Dovecot, ledger: Ledger) -> None:
    server.deliver(BROKEN["unknown charset"], mail(1))
    lines = [[one.line for one in handle(server, ledger) if one.uid == 1] for _ in range(MAX_ATTEMPTS + 1)]
    assert [len(run) for run in lines] == [1] * MAX_ATTEMPTS + [0]
    assert "opnieuw geprobeerd" in lines[0][0]
    assert "beantwoord het zelf" in lines[-2][0]
    assert [one.flags for one in server.contents("INBOX").values()] == [{FLAGGED}, {SEEN}]


def test_a_failure_that_passes_leaves_no_flag(server: Dovecot, ledger: Ledger) -> None:
    server.deliver(mail(1))

    def fails(_: bytes, __: str) -> Drafted:
        raise RuntimeError("Groet, inwoner 1")

    (failed,) = handle_mailbox(server.place(), fails, ledger)
    assert failed.outcome is Outcome.FAILED
    assert "inwoner" not in failed.line
    assert server.contents("INBOX")[1].flags == {FLAGGED}
    assert [one.outcome for one in handle(server, ledger)] == [Outcome.DRAFTED]
    assert server.contents("INBOX")[1].flags == {SEEN}


def test_who_cannot_reply_now_ends_the_run_without_a_trace(server: Dovecot, ledger: Ledger) -> None:
    server.deliver(mail(1), mail(2))

    def refuses(_: bytes, __: str) -> Drafted:
        raise CannotReplyNowError("Het taalmodel weigert de sleutel.")

    for _ in range(MAX_ATTEMPTS + 1):
        with pytest.raises(CannotReplyNowError):
            list(handle_mailbox(server.place(), refuses, ledger))
    assert all(not one.flags for one in server.contents("INBOX").values())
    assert [one.outcome for one in handle(server, ledger)] == [Outcome.DRAFTED, Outcome.DRAFTED]


def test_a_message_somebody_reads_meanwhile_is_left_alone(server: Dovecot, ledger: Ledger) -> None:
    server.deliver(mail(1), mail(2), mail(3))
    run = handle_mailbox(server.place(), make_draft, ledger)
    next(run)
    client = server.login()
    client.select_folder("INBOX")
    client.add_flags([2], [SEEN])
    client.add_flags([3], [b"\\Deleted"])
    client.expunge([3])
    client.logout()
    assert [one.outcome for one in run] == [Outcome.SKIPPED, Outcome.SKIPPED]
    assert answered(server) == ["<vraag-1@gemeente.example>"]


def test_a_message_that_is_too_large_is_not_fetched(server: Dovecot, ledger: Ledger) -> None:
    server.deliver(mail(1, "x " * 3000), mail(2))
    handled = list(handle_mailbox(server.place(max_bytes=5000), make_draft, ledger))
    assert [one.outcome for one in handled] == [Outcome.FLAGGED, Outcome.DRAFTED]
    assert "te groot" in handled[0].line
    assert [one.flags for one in server.contents("INBOX").values()] == [{FLAGGED}, {SEEN}]
    assert handle(server, ledger) == []


def test_a_message_that_came_twice_gets_one_draft(server: Dovecot, ledger: Ledger) -> None:
    server.deliver(b"Received: a\r\n" + mail(1), b"Received: b\r\nReceived: c\r\n" + mail(1))
    assert [one.outcome for one in handle(server, ledger)] == [Outcome.DRAFTED, Outcome.SKIPPED]
    assert len(server.contents("Drafts")) == 1
    assert handle(server, ledger) == []


def test_a_draft_that_is_there_is_found_when_the_ledger_is_lost(server: Dovecot, tmp_path: Path) -> None:
    server.deliver(mail(1))
    handle(server, Ledger(tmp_path / "een"))
    client = server.login()
    client.select_folder("INBOX")
    client.remove_flags([1], [SEEN])
    client.logout()
    assert [one.outcome for one in handle(server, Ledger(tmp_path / "twee"))] == [Outcome.DRAFTED]
    (draft,) = server.contents("Drafts").values()
    assert draft_id(identity(mail(1)), USER).encode() in draft.message


def test_new_numbers_of_the_server_make_nothing_happen_twice(server: Dovecot, ledger: Ledger) -> None:
    server.deliver(mail(1), mail(2, THANKS))
    handle(server, ledger)
    before = server.uidvalidity()
    (server.inbox / "dovecot-uidlist").unlink()
    for index in server.inbox.glob("dovecot.index*"):
        index.unlink()
    shutil.move(next((server.inbox / "cur").glob("*2P1*")), server.inbox / "new" / "1600000000.M1P1.proef")
    server.deliver(mail(3))
    assert server.uidvalidity() != before
    handled = handle(server, ledger)
    assert [one.outcome for one in handled] == [Outcome.SKIPPED, Outcome.DRAFTED]
    assert answered(server) == ["<vraag-1@gemeente.example>", "<vraag-3@gemeente.example>"]
    assert handle(server, ledger) == []


def test_two_runs_at_once_cannot_both_work(server: Dovecot, ledger: Ledger) -> None:
    server.deliver(mail(1), mail(2))
    first = handle_mailbox(server.place(), make_draft, ledger)
    next(first)
    with pytest.raises(BusyError, match="een mailbox behandeld"):
        handle(server, ledger)
    assert len(list(first)) == 1
    assert len(server.contents("Drafts")) == 2


def test_a_folder_for_drafts_under_its_dutch_name(tmp_path: Path) -> None:
    with dovecot(drafts="Concepten", special_use=False) as server:
        server.deliver(mail(1))
        handle(server, Ledger(tmp_path))
        assert len(server.contents("Concepten")) == 1

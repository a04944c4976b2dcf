"""A run that is killed, or cut off from the server, at any moment: still exactly one draft each."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.mail.ledger import Ledger
from assistant.mail.mailbox import MAX_ATTEMPTS, handle_mailbox
from assistant.mail.mailbox_values import MailboxError, Outcome, Step
from tests.integration.dovecot import Dovecot, dovecot
from tests.integration.mailbox_mails import mail, make_draft, reply_to
from tests.integration.relay import Relay, relay_to
from tests.integration.run_mailbox import MAKING

pytestmark = [pytest.mark.integration, pytest.mark.slow]

SEEN, FLAGGED = rb"\Seen", rb"\Flagged"
ROOT = Path(__file__).parents[2]
THREE = [f"<vraag-{number}@gemeente.example>" for number in (1, 2, 3)]


@pytest.fixture
def server() -> Iterator[Dovecot]:
    with dovecot() as server:
        yield server


@pytest.fixture
def relay(server: Dovecot) -> Iterator[Relay]:
    with relay_to(server.port) as relay:
        yield relay


def killed(server: Dovecot, ledger: Path, at: str, uid: int) -> bool:
    arguments = [str(server.port), str(server.ca_file), str(ledger), at, str(uid)]
    ran = subprocess.run(
        [sys.executable, "-m", "tests.integration.run_mailbox", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert ran.returncode in (0, -signal.SIGKILL), ran.stderr
    return ran.returncode == -signal.SIGKILL


def assert_one_draft_each(server: Dovecot, expected: list[str] = THREE) -> None:
    assert sorted(reply_to(one.message) for one in server.contents("Drafts").values()) == sorted(expected)
    assert all(one.flags == {SEEN} for one in server.contents("INBOX").values())


@pytest.mark.parametrize("at", [*Step, MAKING])
def test_killed_at_a_step_and_run_again(server: Dovecot, tmp_path: Path, at: str) -> None:
    server.deliver(mail(1), mail(2), mail(3))
    assert killed(server, tmp_path, at, uid=2)
    list(handle_mailbox(server.place(), make_draft, Ledger(tmp_path)))
    assert_one_draft_each(server)
    assert list(handle_mailbox(server.place(), make_draft, Ledger(tmp_path))) == []


def test_killed_at_each_step_of_one_message_after_another(server: Dovecot, tmp_path: Path) -> None:
    server.deliver(mail(1), mail(2), mail(3))
    assert [killed(server, tmp_path, at, uid=2) for at in (Step.FETCHED, Step.BEGUN, MAKING)] == [True] * 3
    assert [killed(server, tmp_path, at, uid=2) for at in (Step.MADE, Step.STORED, Step.PLACED)] == [True] * 3
    list(handle_mailbox(server.place(), make_draft, Ledger(tmp_path)))
    assert_one_draft_each(server)


def test_a_message_that_kills_the_program_does_not_do_so_for_ever(server: Dovecot, tmp_path: Path) -> None:
    server.deliver(mail(1), mail(2), mail(3))
    assert [killed(server, tmp_path, MAKING, uid=2) for _ in range(MAX_ATTEMPTS + 1)] == [
        True
    ] * MAX_ATTEMPTS + [False]
    assert [one.flags for one in server.contents("INBOX").values()] == [{SEEN}, {FLAGGED}, {SEEN}]
    assert len(server.contents("Drafts")) == 2
    assert list(handle_mailbox(server.place(), make_draft, Ledger(tmp_path))) == []


@pytest.mark.parametrize("at", Step)
def test_the_connection_drops_after_a_step(server: Dovecot, relay: Relay, tmp_path: Path, at: Step) -> None:
    server.deliver(mail(1), mail(2), mail(3))

    def step(step: Step, uid: int) -> None:
        if (step, uid) == (at, 2):
            relay.cut()

    run = handle_mailbox(server.place(port=relay.port), make_draft, Ledger(tmp_path), step=step)
    assert [one.outcome for one in run] == [Outcome.DRAFTED] * 3
    assert_one_draft_each(server)
    assert relay.connections == 2


@pytest.mark.parametrize("to_server", [True, False], ids=["sending", "receiving"])
def test_the_connection_drops_after_any_number_of_bytes(
    server: Dovecot, relay: Relay, tmp_path: Path, to_server: bool
) -> None:
    """A message takes some 1200 bytes to the server and 1700 from it, TLS included."""
    place, ledger = server.place(port=relay.port), Ledger(tmp_path)
    counts = range(1, 1200, 60) if to_server else range(1, 1700, 85)
    before = relay.connections

    for number, count in enumerate(counts, 1):
        server.deliver(mail(number))

        def at_work(done: int, _: int, count: int = count) -> None:
            relay.cut_after(None if done else count, to_server)

        (handled,) = handle_mailbox(place, make_draft, ledger, told=at_work)
        assert handled.outcome is Outcome.DRAFTED
    assert relay.connections - before > 1.5 * len(counts)
    assert_one_draft_each(
        server, [f"<vraag-{number}@gemeente.example>" for number in range(1, len(counts) + 1)]
    )


def test_a_server_that_goes_away_ends_the_run_in_one_line(server: Dovecot, tmp_path: Path) -> None:
    server.deliver(mail(1), mail(2))
    run = handle_mailbox(server.place(), make_draft, Ledger(tmp_path))
    next(run)
    server.stop()
    with pytest.raises(MailboxError, match="viel weg en herstelde niet") as told:
        next(run)
    assert "\n" not in str(told.value)

"""What goes wrong with a real Dovecot: one clear line each, and nothing in the mailbox has changed."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from assistant.mail.ledger import Ledger
from assistant.mail.mailbox import handle_mailbox
from assistant.mail.mailbox_values import MailboxError, MailboxPlace, Outcome
from tests.integration.dovecot import PASSWORD, Dovecot, dovecot
from tests.integration.mailbox_mails import mail, make_draft

pytestmark = [pytest.mark.integration, pytest.mark.slow]

SEEN = rb"\Seen"


@pytest.fixture(scope="module")
def server() -> Iterator[Dovecot]:
    with dovecot() as server:
        server.deliver(mail(1))
        client = server.login()
        for folder in ("Archief", "Zonder map voor concepten/Vragen & «antwoorden»"):
            client.create_folder(folder)
        client.logout()
        yield server


def line_of(place: MailboxPlace, folder: Path) -> str:
    with pytest.raises(MailboxError) as told:
        list(handle_mailbox(place, make_draft, Ledger(folder)))
    line = str(told.value)
    assert "\n" not in line
    assert PASSWORD not in line
    return line


def test_a_wrong_password(server: Dovecot, tmp_path: Path) -> None:
    line = line_of(server.place(password=SecretStr("fout-geraden")), tmp_path)
    assert "weigert de gebruikersnaam of het wachtwoord" in line
    assert "fout-geraden" not in line


@pytest.mark.parametrize("password", ["gehéim «ë»", 'aan"haling\\streep', "met spatie {5}"])
def test_any_password_reaches_the_server_as_it_is(server: Dovecot, tmp_path: Path, password: str) -> None:
    assert "weigert de gebruikersnaam" in line_of(server.place(password=SecretStr(password)), tmp_path)


def test_a_certificate_that_nobody_vouches_for(server: Dovecot, tmp_path: Path) -> None:
    assert "wordt niet vertrouwd" in line_of(server.place(ca_file=None), tmp_path)


def test_a_certificate_for_another_name(tmp_path: Path) -> None:
    with dovecot(host="mail.elders.example") as server:
        assert "hoort bij een andere naam" in line_of(server.place(), tmp_path)
        assert "hoort bij een andere naam" in line_of(server.place(host="127.0.0.1"), tmp_path)


def test_a_certificate_that_expired(tmp_path: Path) -> None:
    with dovecot(expired=True) as server:
        assert "is verlopen" in line_of(server.place(), tmp_path)


def test_a_port_where_nobody_listens(server: Dovecot, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = int(taken.getsockname()[1])
    assert "weigert de verbinding" in line_of(server.place(port=port), tmp_path)


def test_a_folder_that_is_not_there(server: Dovecot, tmp_path: Path) -> None:
    line = line_of(server.place(folder="Vragen"), tmp_path)
    assert "De map 'Vragen' staat niet in de mailbox" in line
    assert "Archief, " in line
    assert "Concepten" in line_of(server.place(drafts="Concepten"), tmp_path)


def test_a_folder_with_a_difficult_name(server: Dovecot, tmp_path: Path) -> None:
    folder = "Zonder map voor concepten/Vragen & «antwoorden»"
    client = server.login()
    client.append(folder, mail(9))
    client.logout()
    before = len(server.contents("Drafts"))
    (handled,) = handle_mailbox(server.place(folder=folder), make_draft, Ledger(tmp_path))
    assert handled.outcome is Outcome.DRAFTED
    assert [one.flags for one in server.contents(folder).values()] == [{SEEN}]
    assert len(server.contents("Drafts")) == before + 1


def test_the_folder_for_drafts_is_not_one_to_answer(server: Dovecot, tmp_path: Path) -> None:
    assert "is die van de concepten" in line_of(server.place(folder="Drafts"), tmp_path)


def test_no_folder_for_drafts(tmp_path: Path) -> None:
    with dovecot(drafts="Kladjes", special_use=False) as server:
        server.deliver(mail(1))
        line = line_of(server.place(), tmp_path)
        assert "geen map voor concepten" in line
        assert "Kladjes" in line
        assert [one.flags for one in server.contents("INBOX").values()] == [set()]
        (handled,) = handle_mailbox(server.place(drafts="Kladjes"), make_draft, Ledger(tmp_path))
        assert handled.outcome is Outcome.DRAFTED
        assert len(server.contents("Kladjes")) == 1


def test_a_mailbox_that_becomes_full(tmp_path: Path) -> None:
    mails = mail(1), mail(2), mail(3)
    draft = make_draft(mails[0], "<0123456789abcdef0123456789abcdef@denktank-assistent.invalid>").draft or b""
    with dovecot(quota=sum(map(len, mails)) + len(draft) * 3 // 2) as server:
        server.deliver(*mails)
        told = []
        with pytest.raises(MailboxError, match="is vol: het concept past er niet bij"):
            for one in handle_mailbox(server.place(), make_draft, Ledger(tmp_path)):
                told.append(one.uid)
        assert told == [1]
        assert [one.flags for one in server.contents("INBOX").values()] == [{SEEN}, set(), set()]
        assert len(server.contents("Drafts")) == 1

        client = server.login()
        client.select_folder("INBOX")
        client.delete_messages([1])
        client.expunge([1])
        client.logout()
        (handled,) = handle_mailbox(server.place(), make_draft, Ledger(tmp_path), limit=1)
        assert handled.outcome is Outcome.DRAFTED
        assert [one.flags for one in server.contents("INBOX").values()] == [{SEEN}, set()]
        assert len(server.contents("Drafts")) == 2

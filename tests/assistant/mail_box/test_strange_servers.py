"""Servers that refuse, speak nonsense or do not speak at all: one clear line, and the rest goes on."""

import logging
import socket
import threading
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import SecretStr

from assistant.mail.imap_errors import connecting_failed
from assistant.mail.ledger import Ledger
from assistant.mail.mailbox import MAX_ATTEMPTS, handle_mailbox
from assistant.mail.mailbox_values import Drafted, Handled, MailboxError, MailboxPlace, Outcome
from tests.assistant.mail_box.scripted_imap import MAIL, PASSWORD, scripted_imap

NO = b"TAG NO [ALERT] Wie beslist? " + PASSWORD.encode() + b"\r\n"


def make_draft(_: bytes, draft_id: str) -> Drafted:
    return Drafted(f"Message-ID: {draft_id}\r\n\r\nDe raad.\r\n".encode(), True, "Klaar.")


def handle(folder: Path, script: Mapping[str, bytes]) -> list[Handled]:
    with scripted_imap(folder, script) as (place, _):
        return list(handle_mailbox(place, make_draft, Ledger(folder / "mail")))


def outcomes(folder: Path, script: Mapping[str, bytes]) -> list[Outcome]:
    return [one.outcome for one in handle(folder, script)]


def assert_one_line(error: MailboxError) -> None:
    assert "\n" not in str(error)
    assert PASSWORD not in str(error)
    assert "beslist" not in str(error)


def test_the_usual_answers_are_those_of_a_good_server(tmp_path: Path) -> None:
    with scripted_imap(tmp_path, {}) as (place, heard):
        handled = list(handle_mailbox(place, make_draft, Ledger(tmp_path / "mail")))
    assert [one.outcome for one in handled] == [Outcome.DRAFTED, Outcome.DRAFTED]
    assert not [order for order in heard if order.startswith(("CLOSE", "EXPUNGE", "UID EXPUNGE"))]
    assert sum(order.startswith("UID STORE") for order in heard) == 2
    assert all(r"+FLAGS.SILENT (\Seen)" in order for order in heard if order.startswith("UID STORE"))


@pytest.mark.parametrize(
    ("script", "line"),
    [
        ({"": b"HTTP/1.1 400 Bad Request\r\n\r\n"}, "niet bij IMAP past"),
        ({"": b"* BYE te druk\r\n"}, "niet bij IMAP past"),
        ({"": b""}, "niet bij IMAP past"),
        ({"": b"\x00\xff" * 600_000 + b"\r\n"}, "niet bij IMAP past"),
        ({"LOGIN": NO}, "weigert de gebruikersnaam of het wachtwoord"),
        ({"LOGIN": b"TAG NO [UNAVAILABLE] morgen weer\r\n"}, "kan nu niemand aanmelden"),
        ({"LOGIN": b""}, "geen verbinding"),
        ({"LIST": b'* LIST (\\Drafts "/\r\nTAG OK klaar\r\n'}, "niet bij IMAP past"),
        ({"LIST": NO}, "niet bij IMAP past"),
        ({"SELECT INBOX": b"TAG OK [READ-WRITE]\r\n"}, "niet bij IMAP past"),
        ({"SELECT INBOX": NO}, "wil niet de map 'INBOX' openen"),
        (
            {"SELECT INBOX": b"* OK [UIDVALIDITY 7] goed\r\nTAG OK [READ-ONLY]\r\n"},
            "laten schrijven in 'INBOX'",
        ),
        ({"UID SEARCH UNSEEN": b"* SEARCH een twee\r\nTAG OK klaar\r\n"}, "niet bij IMAP past"),
        ({"UID STORE": NO}, "wil niet een bericht markeren"),
        ({"EXAMINE Drafts": NO}, "De map 'Drafts' staat niet in de mailbox"),
        ({"literal": b"TAG NO [OVERQUOTA] vol\r\n"}, "is vol"),
        ({"APPEND": b"TAG NO Mailbox is full\r\n"}, "is vol"),
        ({"UID FETCH 1 (BODY": b""}, "viel weg en herstelde niet"),
    ],
)
def test_what_ends_the_run(tmp_path: Path, script: Mapping[str, bytes], line: str) -> None:
    with pytest.raises(MailboxError, match=line) as told:
        handle(tmp_path, script)
    assert_one_line(told.value)


@pytest.mark.parametrize(
    "script",
    [
        {"UID FETCH 1 (BODY": NO},
        {"UID FETCH 1 (BODY": b"* 1 FETCH (UID 1 BODY[] (((\r\nTAG OK klaar\r\n"},
        {"UID FETCH 1 (RFC822.SIZE": b"* 1 FETCH (UID 1 FLAGS 7 RFC822.SIZE groot)\r\nTAG OK klaar\r\n"},
        {"UID FETCH 1 (RFC822.SIZE": NO},
    ],
)
def test_one_message_that_the_server_cannot_give(tmp_path: Path, script: Mapping[str, bytes]) -> None:
    assert outcomes(tmp_path, script) == [Outcome.FAILED, Outcome.DRAFTED]


def test_a_draft_that_the_server_does_not_take(tmp_path: Path) -> None:
    handled = handle(tmp_path, {"literal": b"TAG NO [TOOBIG] Wie beslist?\r\n"})
    assert [one.outcome for one in handled] == [Outcome.FAILED, Outcome.FAILED]
    assert "neemt het concept voor dit bericht niet aan" in handled[0].line
    assert "beslist" not in handled[0].line


def test_a_dry_run_only_reads(tmp_path: Path) -> None:
    script = {"EXAMINE INBOX": b"* 2 EXISTS\r\n* OK [UIDVALIDITY 7] goed\r\nTAG OK [READ-ONLY]\r\n"}
    with scripted_imap(tmp_path, script) as (place, heard):
        handled = list(handle_mailbox(place, make_draft, Ledger(tmp_path / "mail"), dry_run=True))
    assert [one.outcome for one in handled] == [Outcome.DRAFTED, Outcome.DRAFTED]
    assert not [order for order in heard if order.startswith(("SELECT", "APPEND", "UID STORE"))]


def test_a_server_that_finds_too_many_drafts(tmp_path: Path) -> None:
    script = {
        "UID SEARCH HEADER": b"* SEARCH 5 6\r\nTAG OK klaar\r\n",
        "UID FETCH 5,6": b"* 1 FETCH (UID 5 BODY[HEADER.FIELDS (MESSAGE-ID)] {24}\r\n"
        b"Message-ID: <x@y.z>\r\n\r\n )\r\nTAG OK klaar\r\n",
    }
    with scripted_imap(tmp_path, script) as (place, heard):
        list(handle_mailbox(place, make_draft, Ledger(tmp_path / "mail")))
    assert sum(order.startswith("APPEND") for order in heard) == 2


def test_who_stops_by_hand_does_not_use_up_attempts(tmp_path: Path) -> None:
    def stopped(_: bytes, __: str) -> Drafted:
        raise KeyboardInterrupt

    with scripted_imap(tmp_path, {}) as (place, heard):
        for _ in range(MAX_ATTEMPTS + 1):
            with pytest.raises(KeyboardInterrupt):
                list(handle_mailbox(place, stopped, Ledger(tmp_path / "mail")))
        assert not [order for order in heard if order.startswith("UID STORE")]
        handled = list(handle_mailbox(place, make_draft, Ledger(tmp_path / "mail")))
    assert [one.outcome for one in handled] == [Outcome.DRAFTED, Outcome.DRAFTED]


def test_no_log_holds_a_mail_or_the_password(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    assert outcomes(tmp_path, {}) == [Outcome.DRAFTED, Outcome.DRAFTED]
    assert not [word for word in (PASSWORD, "beslist", "a@b.example", "De raad") if word in caplog.text]


@pytest.mark.parametrize(("body", "read"), [(b'"12345"', b"12345"), (b'""', b""), (b"NIL", b"")])
def test_a_body_without_a_literal(tmp_path: Path, body: bytes, read: bytes) -> None:
    seen: list[bytes] = []

    def keeps(message: bytes, draft_id: str) -> Drafted:
        seen.append(message)
        return make_draft(message, draft_id)

    script = {"UID FETCH 1 (BODY": b"* 1 FETCH (UID 1 BODY[] " + body + b")\r\nTAG OK klaar\r\n"}
    with scripted_imap(tmp_path, script) as (place, _):
        list(handle_mailbox(place, keeps, Ledger(tmp_path / "mail")))
    assert seen == [read, MAIL.replace(b"een@", b"two@")]


def test_a_name_or_password_that_cannot_be(tmp_path: Path) -> None:
    with scripted_imap(tmp_path, {}) as (place, heard):
        for user, password, folder in (
            ("wie\r\nA1 DELETE INBOX", "x", "INBOX"),
            ("", "x", "INBOX"),
            ("wie", "x\n", "INBOX"),
            ("wie", "", "INBOX"),
            ("wie", "x", 'INBOX"\r\nA2 DELETE INBOX'),
        ):
            wrong = replace(place, user=user, password=SecretStr(password), folder=folder)
            with pytest.raises(MailboxError, match="leeg, of er staat een teken in dat niet kan"):
                list(handle_mailbox(wrong, make_draft, Ledger(tmp_path / "mail")))
    assert not [order for order in heard if "LOGIN" in order]


def test_a_password_that_login_cannot_carry(tmp_path: Path) -> None:
    with scripted_imap(tmp_path, {}) as (place, _):
        wrong = MailboxPlace(place.host, "wie", SecretStr("gehéim"), place.port, ca_file=place.ca_file)
        with pytest.raises(MailboxError, match="weigert de gebruikersnaam") as told:
            list(handle_mailbox(wrong, make_draft, Ledger(tmp_path / "mail")))
    assert told.value.__cause__ is None


def place_at(port: int, host: str = "127.0.0.1") -> MailboxPlace:
    return MailboxPlace(host, "wie", SecretStr(PASSWORD), port, timeout=0.3)


def test_nobody_listens(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = int(taken.getsockname()[1])
    with pytest.raises(MailboxError, match="weigert de verbinding"):
        list(handle_mailbox(place_at(port), make_draft, Ledger(tmp_path)))


def test_nobody_answers(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = int(silent.getsockname()[1])
        with pytest.raises(MailboxError, match=r"antwoordt niet binnen 0\.3 seconden"):
            list(handle_mailbox(place_at(port), make_draft, Ledger(tmp_path)))


def test_a_server_without_tls(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as plain:

        def greet() -> None:
            line, _ = plain.accept()
            with line:
                line.sendall(b"* OK gereed\r\n")
                line.recv(1000)

        greeting = threading.Thread(target=greet, daemon=True)
        greeting.start()
        with pytest.raises(MailboxError, match="begint niet met een beveiligde verbinding"):
            list(handle_mailbox(place_at(int(plain.getsockname()[1])), make_draft, Ledger(tmp_path)))
        greeting.join(5)


def test_a_host_that_does_not_exist(tmp_path: Path) -> None:
    with pytest.raises(MailboxError, match="is niet te vinden"):
        list(handle_mailbox(place_at(993, "x" * 64 + ".invalid"), make_draft, Ledger(tmp_path)))
    error = socket.gaierror(socket.EAI_NONAME, "Name or service not known")
    assert "mail.invalid is niet te vinden" in str(connecting_failed(place_at(993, "mail.invalid"), error))


def test_a_file_that_is_no_certificate(tmp_path: Path) -> None:
    (tmp_path / "ca.pem").write_text("geen certificaat")
    for name in ("ca.pem", "weg.pem"):
        place = MailboxPlace("localhost", "wie", SecretStr(PASSWORD), 993, ca_file=tmp_path / name)
        with pytest.raises(MailboxError, match=f"{name} bevat geen certificaat"):
            list(handle_mailbox(place, make_draft, Ledger(tmp_path)))


def test_the_password_does_not_show() -> None:
    assert PASSWORD not in repr(place_at(993))

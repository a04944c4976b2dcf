"""A real IMAP server on the loopback: the Dovecot of Debian's packages, as an ordinary user, with TLS.

    with dovecot() as server:
        connection = server.login()

Each server has a folder, a port and a certificate of its own, which go when it stops. Dovecot 2.3 and 2.4 are
set up in different ways; which of the two it is, the program itself says.
"""

import os
import shutil
import signal
import socket
import ssl
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import trustme
from imapclient import IMAPClient
from pydantic import SecretStr

from assistant.mail.mailbox_values import MailboxPlace
from tests.integration.dovecot_settings import settings_text

USER = "denktank@vng.example"
PASSWORD = "wacht-op-de-post-42"
_PROGRAM = shutil.which("dovecot", path=os.environ.get("PATH", "") + ":/usr/sbin:/usr/local/sbin")
_START_SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class Stored:
    """A message as it is in a folder."""

    flags: frozenset[bytes]
    message: bytes


@dataclass(slots=True)
class Dovecot:
    """A server that runs; ``port`` and the certificate of its own authority are what a client needs."""

    port: int
    folder: Path
    process: subprocess.Popen[bytes]
    delivered: int = 0

    @property
    def ca_file(self) -> Path:
        """The certificate of the authority that signed the server's own."""
        return self.folder / "ca.pem"

    @property
    def inbox(self) -> Path:
        """The inbox as it is on the disk."""
        return self.folder / "mail" / USER / "Maildir"

    def place(self, **others: object) -> MailboxPlace:
        """Where the loop finds the mailbox of ``USER``."""
        given = {
            "host": "localhost",
            "port": self.port,
            "user": USER,
            "password": SecretStr(PASSWORD),
            "ca_file": self.ca_file,
            "timeout": 10.0,
        }
        return MailboxPlace(**(given | others))  # type: ignore[arg-type]

    def login(self, user: str = USER) -> IMAPClient:
        """A connection of a mail program, beside the loop."""
        context = ssl.create_default_context(cafile=str(self.ca_file))
        client = IMAPClient("localhost", self.port, ssl_context=context, timeout=10)
        client.login(user, PASSWORD)
        return client

    def deliver(self, *messages: bytes) -> None:
        """Put messages in the inbox as a mail system does, whatever bytes they are."""
        if not self.inbox.exists():
            self.contents("INBOX")  # makes the folders
        for message in messages:
            self.delivered += 1
            waiting = self.inbox / "tmp" / f"1700000000.M{self.delivered:06}P1.proef"
            waiting.write_bytes(message)
            if os.geteuid() == 0:
                shutil.chown(waiting, *_owner())
            waiting.rename(self.inbox / "new" / waiting.name)

    def contents(self, folder: str) -> dict[int, Stored]:
        """Every message in a folder by its number, read without changing anything."""
        client = self.login()
        client.select_folder(folder, readonly=True)
        numbers = client.search("ALL")
        items = client.fetch(numbers, ["FLAGS", "BODY.PEEK[]"])
        client.logout()
        return {
            uid: Stored(frozenset(items[uid][b"FLAGS"]) - {rb"\Recent"}, items[uid][b"BODY[]"])
            for uid in numbers
        }

    def uidvalidity(self) -> int:
        """What goes with the numbers in the inbox."""
        client = self.login()
        told = client.select_folder("INBOX", readonly=True)[b"UIDVALIDITY"]
        client.logout()
        return int(told)

    def stop(self) -> None:
        """End the server and all its connections."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(10)


@contextmanager
def dovecot(
    quota: int | None = None,
    drafts: str = "Drafts",
    special_use: bool = True,
    host: str = "localhost",
    expired: bool = False,
) -> Iterator[Dovecot]:
    """A server with an empty mailbox for whoever knows the password.

    Args:
        quota: bytes that a user may store.
        drafts: the name of the one folder beside the inbox.
        special_use: whether that folder is told to be the one for drafts.
        host: the name on the certificate.
        expired: whether the certificate is one of yesterday.
    """
    if _PROGRAM is None:
        pytest.skip("geen Dovecot op deze computer (dovecot-imapd): niet gedraaid")
    folder = Path(tempfile.mkdtemp(prefix="dovecot-"))
    try:
        _write_certificate(folder, host, expired)
        port = _free_port()
        user, group = _owner()
        _write_settings(folder, port, user, group, quota, drafts, special_use)
        if os.geteuid() == 0:
            for path in (folder, *folder.rglob("*")):
                shutil.chown(path, user, group)
        process = subprocess.Popen(
            [_PROGRAM, "-F", "-c", str(folder / "dovecot.conf")],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            **({"user": user, "group": group, "extra_groups": []} if os.geteuid() == 0 else {}),  # type: ignore[call-overload]
        )
        server = Dovecot(port, folder, process)
        try:
            _wait_for(server, folder)
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _owner() -> tuple[str, str]:
    """Dovecot keeps no mail of root, so root lets ``nobody`` run it."""
    import grp
    import pwd

    person = pwd.getpwnam("nobody") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
    return person.pw_name, grp.getgrgid(person.pw_gid).gr_name


def _write_certificate(folder: Path, host: str, expired: bool) -> None:
    authority = trustme.CA()
    yesterday = datetime.now(UTC) - timedelta(days=1)
    certificate = authority.issue_cert(host, not_after=yesterday if expired else None)
    authority.cert_pem.write_to_path(str(folder / "ca.pem"))
    certificate.private_key_pem.write_to_path(str(folder / "key.pem"))
    for blob in certificate.cert_chain_pems:
        blob.write_to_path(str(folder / "cert.pem"), append=True)


def _write_settings(
    folder: Path, port: int, user: str, group: str, quota: int | None, drafts: str, special_use: bool
) -> None:
    assert _PROGRAM is not None
    ran = subprocess.run([_PROGRAM, "--version"], capture_output=True, text=True, check=True)
    text = settings_text(
        ran.stdout,
        quota,
        folder=folder,
        port=port,
        user=user,
        group=group,
        password=PASSWORD,
        drafts=drafts,
        special_use="special_use = \\Drafts" if special_use else "",
    )
    (folder / "dovecot.conf").write_text(text, encoding="utf-8")
    for name in ("mail", "run", "state"):
        (folder / name).mkdir()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def _wait_for(server: Dovecot, folder: Path) -> None:
    """Until it listens."""
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline and server.process.poll() is None:
        with suppress(OSError), socket.create_connection(("127.0.0.1", server.port), timeout=1):
            return
        time.sleep(0.05)
    log = folder / "log"
    pytest.fail("Dovecot start niet: " + (log.read_text(errors="replace") if log.exists() else "geen log"))

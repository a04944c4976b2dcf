"""A server on the loopback that speaks just enough IMAP to do wrong what a good server never does.

A script maps the start of an order, as ``UID FETCH 1 (BODY``, to what is answered instead of the usual.
``TAG`` in an answer becomes that of the order; an empty answer ends the connection.
"""

import socket
import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

import trustme
from pydantic import SecretStr

from assistant.mail.mailbox_values import MailboxPlace

MAIL = b"From: a@b.example\r\nMessage-ID: <een@b.example>\r\n\r\nWie beslist?\r\n"
PASSWORD = "geheim-woord-77"
_LITERAL = b"{%d}\r\n%s" % (len(MAIL), MAIL)
_USUAL = {
    "": b"* OK gereed\r\n",
    "CAPABILITY": b"* CAPABILITY IMAP4rev1\r\nTAG OK klaar\r\n",
    "LOGIN": b"TAG OK klaar\r\n",
    "LIST": b'* LIST (\\Drafts) "/" Drafts\r\n* LIST () "/" INBOX\r\nTAG OK klaar\r\n',
    "SELECT INBOX": b"* 2 EXISTS\r\n* OK [UIDVALIDITY 7] goed\r\nTAG OK [READ-WRITE]\r\n",
    "EXAMINE Drafts": b"* 0 EXISTS\r\n* OK [UIDVALIDITY 8] goed\r\nTAG OK [READ-ONLY]\r\n",
    "UID SEARCH UNSEEN": b"* SEARCH 1 2\r\nTAG OK klaar\r\n",
    "UID SEARCH HEADER": b"* SEARCH\r\nTAG OK klaar\r\n",
    "UID FETCH 1 (RFC822.SIZE": b"* 1 FETCH (UID 1 FLAGS () RFC822.SIZE 70)\r\nTAG OK klaar\r\n",
    "UID FETCH 2 (RFC822.SIZE": b"* 2 FETCH (UID 2 FLAGS () RFC822.SIZE 70)\r\nTAG OK klaar\r\n",
    "UID FETCH 1 (BODY": b"* 1 FETCH (UID 1 BODY[] " + _LITERAL + b")\r\nTAG OK klaar\r\n",
    "UID FETCH 2 (BODY": b"* 2 FETCH (UID 2 BODY[] "
    + _LITERAL.replace(b"een@", b"two@")
    + b")\r\nTAG OK klaar\r\n",
    "APPEND": b"+ ga door\r\n",
    "literal": b"TAG OK [APPENDUID 8 1] bewaard\r\n",
    "UID STORE": b"TAG OK klaar\r\n",
    "LOGOUT": b"* BYE tot ziens\r\nTAG OK klaar\r\n",
}


@contextmanager
def scripted_imap(folder: Path, script: Mapping[str, bytes]) -> Iterator[tuple[MailboxPlace, list[str]]]:
    """Where the server is, and the orders that it hears."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(folder / "ca.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    heard: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = int(listening.getsockname()[1])
        serving = threading.Thread(
            target=_serve, args=(listening, context, _USUAL | dict(script), heard), daemon=True
        )
        serving.start()
        yield (
            MailboxPlace(
                "localhost", "wie", SecretStr(PASSWORD), port, ca_file=folder / "ca.pem", timeout=5.0
            ),
            heard,
        )
        with suppress(OSError):
            listening.shutdown(socket.SHUT_RDWR)
    serving.join(10)


def _serve(
    listening: socket.socket, context: ssl.SSLContext, answers: Mapping[str, bytes], heard: list[str]
) -> None:
    while True:
        try:
            plain, _ = listening.accept()
        except OSError:
            return
        with suppress(OSError), plain, context.wrap_socket(plain, server_side=True) as line:
            line.sendall(answers[""])
            if not answers[""]:
                continue
            with line.makefile("rb") as orders:
                _answer(line, orders, answers, heard)


def _answer(line: ssl.SSLSocket, orders: BinaryIO, answers: Mapping[str, bytes], heard: list[str]) -> None:
    for order in orders:
        tag, _, rest = order.rstrip(b"\r\n").partition(b" ")
        text = rest.decode("utf-8", "replace").replace('"', "")
        heard.append(text)
        start = max((one for one in answers if one and text.startswith(one)), key=len)
        if not answers[start]:
            return
        line.sendall(answers[start].replace(b"TAG", tag))
        if text.endswith("}") and answers[start].startswith(b"+"):
            orders.read(int(text[text.rindex("{") + 1 : -1]) + 2)
            line.sendall(answers["literal"].replace(b"TAG", tag))

"""Messages for a mailbox, good and broken, and someone who drafts replies to them without any model."""

from email import message_from_bytes, policy
from email.message import EmailMessage

from assistant.mail.mailbox_values import Drafted

COVERED = "Wie beslist er over de regio?"
NOT_COVERED = "Mag de burgemeester op vakantie?"
THANKS = "Dank voor uw antwoord."


def mail(number: int, text: str = COVERED) -> bytes:
    """A message of a sender who writes well."""
    made = EmailMessage(policy=policy.SMTP)
    made["From"] = f"Inwoner {number} <inwoner{number}@gemeente.example>"
    made["To"] = "denktank@vng.example"
    made["Subject"] = f"Vraag {number} over één regio"
    made["Date"] = "Mon, 09 Mar 2026 10:00:00 +0100"
    made["Message-ID"] = f"<vraag-{number}@gemeente.example>"
    made.set_content(f"Geachte denktank,\n\n{text}\n\nGroet, inwoner {number}\n")
    return made.as_bytes()


def _nested(depth: int) -> bytes:
    start = b"From: a@b.example\r\nSubject: doos in doos\r\nMIME-Version: 1.0\r\n"
    inner = b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (n, n) for n in range(depth)
    )
    return start + inner + b"Content-Type: text/plain\r\n\r\nWie beslist?\r\n"


BROKEN: dict[str, bytes] = {
    "empty": b"",
    "no headers": b"Geen kop, alleen tekst.\r\nWie beslist er?\r\n",
    "no body": b"From: a@b.example\r\nSubject: niets\r\nMessage-ID: <niets@b.example>\r\n",
    "unknown charset": (
        b"From: a@b.example\r\nSubject: =?x-bestaat-niet?Q?vraag?=\r\nMessage-ID: <charset@b.example>\r\n"
        b"Content-Type: text/plain; charset=x-bestaat-niet\r\n\r\nWie beslist?\r\n"
    ),
    "8-bit in headers": "From: Renée <r@b.example>\r\nSubject: reünie\r\n\r\nWie beslist?\r\n".encode(
        "latin-1"
    ),
    "NUL": b"From: a@b.example\r\nSubject: nul\x00len\r\n\r\nWie\x00beslist?\r\n",
    "huge header": b"From: a@b.example\r\nSubject: " + b"lang " * 100_000 + b"\r\n\r\nWie beslist?\r\n",
    "boxes in boxes": _nested(500),
    "invalid MIME": (
        b"From: a@b.example\r\nSubject: stuk\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/mixed; boundary="open\r\nContent-Transfer-Encoding: base65\r\n'
        b"\r\n--open\r\n"
    ),
    "same id": mail(1, NOT_COVERED),
}
"""Ten of them; the last has the ``Message-ID`` of another message, and asks something else."""


def make_draft(message: bytes, draft_id: str) -> Drafted:
    """A reply by the standard library alone, which fails on broken messages of its own accord."""
    read = message_from_bytes(message, policy=policy.default)
    body = read.get_body(("plain",))
    if body is None:
        raise ValueError("no text")
    text = body.get_content()
    if THANKS in text:
        return Drafted(None, True, "Hier is geen antwoord op nodig.")
    made = EmailMessage(policy=policy.SMTP)
    made["Message-ID"] = draft_id
    made["In-Reply-To"] = read.get("Message-ID", "<geen@gemeente.example>")
    made["Subject"] = "Re: uw vraag"
    made.set_content("Geachte heer, mevrouw,\n\nDe raad beslist.\n")
    return Drafted(made.as_bytes(), NOT_COVERED not in text, "Er staat een concept klaar.")


def reply_to(draft: bytes) -> str:
    """The message that a draft answers."""
    return str(message_from_bytes(draft)["In-Reply-To"])

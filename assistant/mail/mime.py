"""A message in the form of the internet (.eml), taken apart by ``email`` of the standard library.

Parsed with ``compat32``: it takes any message, also one that is broken. Attachments are named, never opened.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import Message

from assistant.mail.automatic import is_automatic, is_listed
from assistant.mail.charsets import decoded
from assistant.mail.header_text import (
    addresses,
    clean,
    header_text,
    iso_date,
    message_ids,
    raw_header,
    raw_headers,
)
from assistant.mail.html_text import MOST_HTML, html_text
from assistant.mail.letter import MOST_ATTACHMENTS, MOST_CHARACTERS, Letter
from corpus.clean import printable
from corpus.errors import DenktankError
from corpus.read_text import looks_binary

MOST_BOUNDARIES = 500
"""Of parts within parts; forwarding ten times gives some thirty."""
_MOST_WORK = 1_000_000_000
"""Bytes times boundaries that are parsed: each line is compared with each open boundary (15 seconds)."""
MOST_PARTS = 500
MOST_ATTACHED = 3
"""Mails within mails that are read."""

ENCRYPTED = (
    "Dit bericht is versleuteld, de tekst is niet te lezen. "
    "Vraag de afzender om het zonder versleuteling te sturen."
)
_WINMAIL = (
    "De bijlage winmail.dat is een pakketje van Outlook en is niet geopend; "
    "bijlagen of opmaak die daarin zitten, zijn niet gelezen."
)
_CALENDAR = "Bij het bericht zit een uitnodiging voor de agenda; die is niet gelezen."
_MANY_PARTS = f"Het bericht heeft meer dan {MOST_PARTS} delen; alleen de eerste zijn gelezen."
_NOT_TEXT = "Een deel van het bericht heet tekst maar is het niet; dat deel is overgeslagen."
_NO_HTML = re.compile(r"\bhtml\b", re.IGNORECASE)
_STUB = 300
"""Characters up to which a plain text that speaks of HTML only says that the mail is in HTML."""
_BOUNDARY = re.compile(rb"boundary\s*=", re.IGNORECASE)

_TOO_NESTED = (
    "Dit bericht is te diep genest om te lezen. "
    "Plak de tekst van het bericht als gewone tekst, dan is die wel te lezen."
)


def read_mime(data: bytes) -> Letter:
    """A message with its headers.

    Raises:
        DenktankError: it has parts within parts beyond all reason.
    """
    boundaries = len(_BOUNDARY.findall(data))
    if boundaries > MOST_BOUNDARIES or boundaries * len(data) > _MOST_WORK:
        raise DenktankError(_TOO_NESTED)
    try:
        return _letter(message_from_bytes(data, policy=policy.compat32), 0)
    except RecursionError as error:
        raise DenktankError(_TOO_NESTED) from error


def _letter(message: Message, depth: int) -> Letter:
    found = _Found()
    for part in _parts(message):
        found.take(part, depth)
    sender = next(iter(addresses([raw_header(message, "From")])), ("", ""))
    reply_to = next((address for _, address in addresses([raw_header(message, "Reply-To")]) if address), "")
    sent_to = raw_headers(message, "To", "Cc", "Delivered-To", "X-Original-To")
    answers = message_ids(raw_header(message, "In-Reply-To"))
    text = found.text()
    return Letter(
        body=text,
        sender_name=sender[0],
        sender_address=sender[1],
        reply_to=reply_to,
        to=tuple(dict.fromkeys(address for _, address in addresses(sent_to) if address)),
        subject=header_text(raw_header(message, "Subject")),
        date=iso_date(raw_header(message, "Date")),
        message_id=next(iter(message_ids(raw_header(message, "Message-ID"))), ""),
        references=message_ids(raw_header(message, "References")) or answers[:1],
        attachments=tuple(found.attachments[:MOST_ATTACHMENTS]),
        attached=tuple(found.attached),
        automatic=is_automatic(message, bool(reply_to)),
        listed=is_listed(message),
        remarks=found.remarks(),
    )


def _parts(message: Message) -> Iterator[Message]:
    """The parts that hold something, in order, not those of an attached mail; of alternatives one."""
    todo = [message]
    count = 0
    while todo and count < MOST_PARTS + 1:
        part = todo.pop()
        children = part.get_payload()
        if part.get_content_maintype() != "multipart" or not isinstance(children, list):
            count += 1
            yield part
            continue
        chosen = [child for child in children if isinstance(child, Message)]
        if part.get_content_subtype() == "alternative":
            chosen = _alternative(chosen)
        todo.extend(reversed(chosen))


def _alternative(parts: list[Message]) -> list[Message]:
    """The plain text when it says something, else the last, which is the richest (RFC 2046, 5.1.4)."""
    rich = [part for part in parts if part.get_content_type() not in ("text/plain", "text/calendar")]
    calendars = [part for part in parts if part.get_content_type() == "text/calendar"]
    for part in parts:
        if part.get_content_type() == "text/plain":
            text = _text_of(part)
            stub = rich and len(text) < _STUB and _NO_HTML.search(text)
            if text.strip() and not stub:
                return [part, *calendars]
    return [*(rich[-1:] or parts[-1:]), *calendars]


@dataclass
class _Found:
    """What the parts of one message have given so far."""

    texts: list[str] = field(default_factory=list)
    attachments: list[str] = field(default_factory=list)
    attached: list[Letter] = field(default_factory=list)
    told: dict[str, None] = field(default_factory=dict)
    parts: int = 0

    def take(self, part: Message, depth: int) -> None:
        self.parts += 1
        kind, name = part.get_content_type(), _name(part)
        if self.parts > MOST_PARTS:
            self.told[_MANY_PARTS] = None
        elif kind == "message/rfc822":
            self._take_mail(part, depth)
        elif kind in ("application/pkcs7-mime", "application/x-pkcs7-mime", "application/pgp-encrypted"):
            self.told[ENCRYPTED] = None
        elif kind in ("text/plain", "text/html") and not name and not _is_attachment(part):
            self._take_text(part, kind)
        elif kind == "text/calendar":
            self.told[_CALENDAR] = None
            self.attachments.append(name or "uitnodiging.ics")
        elif kind == "application/ms-tnef" or name.lower() == "winmail.dat":
            self.told[_WINMAIL] = None
            self.attachments.append(name or "winmail.dat")
        elif name or _is_attachment(part):
            self.attachments.append(name or "(bijlage zonder naam)")

    def text(self) -> str:
        """The texts under each other, no longer than is read."""
        whole = "\n\n".join(text for text in self.texts if text.strip())
        if "-----BEGIN PGP MESSAGE-----" in whole:
            self.told[ENCRYPTED] = None
            return ""
        if len(whole) > MOST_CHARACTERS:
            self.told[too_long()] = None
        return whole[:MOST_CHARACTERS]

    def remarks(self) -> tuple[str, ...]:
        more = len(self.attachments) - MOST_ATTACHMENTS
        if more > 0:
            self.told[f"Het bericht heeft nog {more} bijlagen; die staan niet in de lijst."] = None
        return tuple(self.told)

    def _take_mail(self, part: Message, depth: int) -> None:
        inner = part.get_payload()
        if depth < MOST_ATTACHED and isinstance(inner, list) and inner and isinstance(inner[0], Message):
            letter = _letter(inner[0], depth + 1)
            self.attached.append(letter)
            self.attachments.append(f"bericht: {letter.subject}" if letter.subject else "bericht")

    def _take_text(self, part: Message, kind: str) -> None:
        text = _text_of(part)
        if looks_binary(text.encode("utf-8", errors="replace")[:8192]):
            self.told[_NOT_TEXT] = None
            return
        if kind == "text/html" and len(text) > MOST_HTML:
            self.told[too_long()] = None
        self.texts.append(html_text(text) if kind == "text/html" else printable(text))


def _is_attachment(part: Message) -> bool:
    return part.get_content_disposition() == "attachment"


def _text_of(part: Message) -> str:
    """The text of a part, cut to what could ever be read of it."""
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return ""
    charset = part.get_param("charset")
    return decoded(data[: 4 * MOST_HTML], charset if isinstance(charset, str) else None)


def _name(part: Message) -> str:
    """The name of an attachment, without folders in it."""
    for header, parameter in (("Content-Disposition", "filename"), ("Content-Type", "name")):
        value = part.get_param(parameter, header=header)
        if isinstance(value, tuple):  # RFC 2231: charset, language, value
            value = decoded(value[2].encode("latin-1", errors="replace"), value[0])
        if value:
            return clean(re.split(r"[/\\]", header_text(value))[-1], 200)
    return ""


def too_long() -> str:
    """The remark about a text of which only the beginning is read."""
    shown = f"{MOST_CHARACTERS:,}".replace(",", ".")
    return f"Het bericht is heel lang; alleen de eerste {shown} tekens zijn gelezen."

"""A message of Outlook (.msg), by way of python-oxmsg; attachments are named, not opened."""

import struct
from email.parser import HeaderParser
from typing import TYPE_CHECKING

from assistant.mail.automatic import is_automatic
from assistant.mail.header_text import addresses, clean, iso_date, iso_of, message_ids
from assistant.mail.html_text import html_text
from assistant.mail.letter import MOST_ATTACHMENTS, MOST_CHARACTERS, Letter
from assistant.mail.mime import ENCRYPTED, too_long
from corpus.clean import printable
from corpus.errors import DenktankError

if TYPE_CHECKING:
    from oxmsg import Message

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""With which every compound file begins: also those of old Word and Excel."""

_TRANSPORT_HEADERS = 0x007D
_MESSAGE_ID = 0x1035
_DISPLAY_TO = 0x0E04
_BROKEN = (
    OSError, ValueError, KeyError, IndexError, LookupError, TypeError, AttributeError, AssertionError,
    OverflowError, RecursionError, struct.error,
)  # fmt: skip
"""What python-oxmsg and olefile raise on a file that is cut off or of another kind; they promise none."""

_NOT_A_MESSAGE = (
    "is geen Outlook-bericht dat te lezen is. Open het in Outlook en sla het op als .eml, of plak de tekst."
)
_ONLY_RICH = (
    "De tekst van dit bericht staat er alleen in de opmaak van Outlook in (RTF) en is niet gelezen. "
    "Plak de tekst van het bericht."
)
_RICH = 0x1009


def read_msg(data: bytes, name: str = "") -> Letter:
    """A message of Outlook.

    Args:
        data: the bytes of the file.
        name: of the file, for the error.

    Raises:
        DenktankError: it is no message, or broken.
    """
    from oxmsg import Message

    try:
        message = Message.load(data)
        if not message.message_class:
            raise ValueError("no message class")
        return _letter(message)
    except _BROKEN as error:
        raise DenktankError(f"{name or 'Dit bestand'} {_NOT_A_MESSAGE}") from error


def _letter(message: "Message") -> Letter:
    properties = message.properties
    headers = HeaderParser().parsestr(properties.str_prop_value(_TRANSPORT_HEADERS) or "")
    sender = next(iter(addresses([message.sender])), (clean(message.sender or ""), ""))
    reply_to = next((address for _, address in addresses([headers.get("Reply-To")]) if address), "")
    body, remarks = _body(message)
    names = [clean(attachment.file_name or "", 200) for attachment in message.attachments[:MOST_ATTACHMENTS]]
    receivers = addresses([headers.get("To") or properties.str_prop_value(_DISPLAY_TO)])
    return Letter(
        body=body,
        sender_name=sender[0],
        sender_address=sender[1],
        reply_to=reply_to,
        to=tuple(address for _, address in receivers if address),
        subject=clean(message.subject),
        date=iso_date(headers.get("Date")) or iso_of(message.sent_date),
        message_id=next(
            iter(message_ids(headers.get("Message-ID") or properties.str_prop_value(_MESSAGE_ID))), ""
        ),
        references=message_ids(headers.get("References")) or message_ids(headers.get("In-Reply-To"))[:1],
        attachments=tuple(name or "(bijlage zonder naam)" for name in names),
        automatic=is_automatic(headers, bool(reply_to)),
        remarks=remarks,
    )


def _body(message: "Message") -> tuple[str, tuple[str, ...]]:
    """The text, of HTML only when there is no plain one, and what is to be told about it."""
    if message.message_class.startswith("IPM.Note.SMIME") and not message.body:
        return "", (ENCRYPTED,)
    text = printable(message.body or "")
    if not text.strip():
        text = html_text(message.html_body or "")
    if not text.strip() and message.properties.binary_prop_value(_RICH):
        return "", (_ONLY_RICH,)
    return text[:MOST_CHARACTERS], (too_long(),) if len(text) > MOST_CHARACTERS else ()

"""Values of mail headers made harmless: decoded, on one line, of bounded length.

Headers are decoded one by one here and not by ``email.policy.default``: its parser of structured headers
raises on some malformed ones, and takes time in the square of their length.
"""

import binascii
import re
from collections.abc import Sequence
from datetime import datetime
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime

from assistant.mail.charsets import decoded
from corpus.clean import one_line

MOST_HEADER = 20_000
"""Characters of one header that are looked at; ``To`` of a mailing may be long."""
MOST_LINE = 300
MOST_ADDRESSES = 50
MOST_REFERENCES = 30

_HIDDEN = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
"""Characters without width, and those that turn the direction of writing round: a name may not lie."""
_ADDRESS = re.compile(r"[^\s<>()\[\],;:\"\\@]{1,64}@[^\s<>()\[\],;:\"\\@]{1,250}")
_ID = re.compile(r"<[^<>\s\x00-\x1f\x7f]{1,250}>")


def raw_headers(message: Message, *names: str) -> list[str]:
    """The headers with these names as they stand in the message, with a surrogate for each byte beyond ASCII.

    ``Message.get`` gives those as a ``Header`` in which such bytes are lost.
    """
    wanted = {name.casefold() for name in names}
    return [str(value) for name, value in message.raw_items() if name.casefold() in wanted]


def raw_header(message: Message, name: str) -> str | None:
    """The first header with this name, as ``raw_headers`` gives it."""
    return next(iter(raw_headers(message, name)), None)


def clean(text: str, most: int = MOST_LINE) -> str:
    """A text on one line, without control, hidden and direction characters, cut to its size."""
    return one_line(_HIDDEN.sub("", one_line(text)))[:most].strip()


def header_text(value: object, most: int = MOST_LINE) -> str:
    """A header with its encoded words decoded; what is wrongly encoded stays as it is written."""
    raw = _text(value)
    try:
        parts = decode_header(raw)
    except (HeaderParseError, binascii.Error, ValueError):
        return clean(raw, most)
    return clean("".join(_part(part, charset) for part, charset in parts), most)


def _part(part: str | bytes, charset: str | None) -> str:
    if isinstance(part, str):
        return part
    # What stands between encoded words comes back in the escapes of ``raw_unicode_escape``.
    return decoded(part, charset) if charset else part.decode("raw_unicode_escape", errors="replace")


def addresses(values: Sequence[object]) -> tuple[tuple[str, str], ...]:
    """Names and addresses of headers; what is no address is empty.

    The name is decoded after the list is taken apart: an encoded name may hold a comma.
    """
    found = []
    texts = [_text(value) for value in values]
    for name, address in getaddresses(texts)[:MOST_ADDRESSES]:
        plain = address_of(address)
        if plain or name:
            found.append((header_text(name).strip("'\" "), plain))
    # Newer versions of Python give nothing for a list of which one address is malformed.
    return tuple(found) or tuple(("", address) for text in texts if (address := address_of(text)))


def address_of(text: str) -> str:
    """The first mail address in a text, or nothing."""
    match = _ADDRESS.search(clean(text))
    return match.group() if match else ""


def message_ids(value: object) -> tuple[str, ...]:
    """The message ids of a header with their angle brackets: the first and the last when there are many."""
    found = tuple(dict.fromkeys(_ID.findall(_text(value))))
    return found if len(found) <= MOST_REFERENCES else (found[0], *found[1 - MOST_REFERENCES :])


def iso_date(value: object) -> str:
    """The date of a header in ISO 8601, or nothing."""
    try:
        return parsedate_to_datetime(header_text(value)).isoformat()
    except (ValueError, TypeError, OverflowError, IndexError):
        return ""


def iso_of(moment: datetime | None) -> str:
    """A moment in ISO 8601, or nothing."""
    return moment.isoformat() if moment else ""


def _text(value: object) -> str:
    """A header as text; bytes that are not ASCII come in as lone surrogates and are decoded by guess."""
    text = str(value or "")[:MOST_HEADER]
    if any("\udc80" <= char <= "\udcff" for char in text):
        text = decoded(text.encode("utf-8", errors="surrogateescape"), None)
    return text

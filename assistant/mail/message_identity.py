"""What makes a message the same message, the Message-ID of its draft, and its subject for the screen."""

import hashlib
from email import policy
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.parser import BytesHeaderParser

_NAMING = ("Message-ID", "Date", "From", "Subject")
_DOMAIN = "denktank-assistent.invalid"
_LONGEST_SUBJECT = 200


def identity(message: bytes) -> str:
    """A digest that is equal for two copies of one message and for nothing else.

    The ``Message-ID`` alone will not do: it may be missing, and a careless program or a hostile sender gives
    it to two messages, of which the second would never be answered. The headers that are added on the way
    (``Received`` and the like) do not count, so a message that was delivered twice is one message.
    """
    parsed = _parsed(message)
    parts = [_raw(str(value)) for name in _NAMING for value in parsed.get_all(name, [""])]
    parts.append(b"\n".join(_raw(str(parsed.get_payload())).splitlines()).rstrip())
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8) + part)
    return digest.hexdigest()


def draft_id(message_identity: str, user: str) -> str:
    """The ``Message-ID``, in angle brackets, of the draft for a message in the mailbox of ``user``.

    It is short enough not to be folded, which not every server can search. The domain is one that never
    exists (RFC 2606).
    """
    digest = hashlib.sha256(f"{user.casefold()}\0{message_identity}".encode()).hexdigest()
    return f"<{digest[:32]}@{_DOMAIN}>"


def message_id(message: bytes) -> str:
    """The ``Message-ID`` as it stands in the headers, or empty."""
    return str(_parsed(message).get("Message-ID", "")).strip()


def subject(message: bytes) -> str:
    """The subject on one line, with nothing in it that a terminal obeys."""
    written = str(_parsed(message).get("Subject", ""))
    try:
        text = "".join(_decoded(part, charset) for part, charset in decode_header(written))
    except (HeaderParseError, ValueError):
        text = written
    text = " ".join(text.split())[:_LONGEST_SUBJECT]
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)


def _decoded(part: bytes | str, charset: str | None) -> str:
    if isinstance(part, str):
        return part
    try:
        return part.decode(charset or "ascii", "replace")
    except LookupError:
        return part.decode("ascii", "replace")


def _raw(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


def _parsed(message: bytes) -> Message:
    """The headers, and as payload all that comes after them as it is."""
    return BytesHeaderParser(policy=policy.compat32).parsebytes(message)

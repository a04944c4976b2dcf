"""The plain values of a mail that is read and of the reply that is drafted."""

from dataclasses import dataclass
from enum import StrEnum

from assistant.answer import Citation
from assistant.memo.values import Statement


class MailKind(StrEnum):
    """What a mail is; part of the ``--json`` contract."""

    QUESTIONS = "vragen"
    NO_QUESTION = "geen_vraag"
    THANKS = "bedankje"
    COMPLAINT = "klacht"
    AUTOMATIC = "automatisch"
    """An answering machine, a newsletter or a failure of delivery: nobody waits for a reply."""
    EMPTY = "leeg"


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail as far as it matters for a reply; every text is plain text.

    ``to`` are the addresses it was sent to, ``date`` is ISO 8601 or empty, ``message_id`` and ``references``
    have their angle brackets. ``text`` is what the sender wrote now; ``history``, ``signature`` and
    ``disclaimer`` are what was taken out. ``attachments`` are names; nothing of an attachment is read.
    ``automatic`` tells that a machine sent it. ``remarks`` are Dutch lines about how it was read.
    """

    text: str
    sender_name: str = ""
    sender_address: str = ""
    reply_to: str = ""
    to: tuple[str, ...] = ()
    subject: str = ""
    date: str = ""
    message_id: str = ""
    references: tuple[str, ...] = ()
    history: str = ""
    signature: str = ""
    disclaimer: str = ""
    attachments: tuple[str, ...] = ()
    automatic: bool = False
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MailQuestion:
    """A question in a mail: as a question of its own, and the words of the mail it was found in.

    ``implicit`` tells that the sender did not ask it in so many words.
    """

    text: str
    written: str
    implicit: bool = False


@dataclass(frozen=True, slots=True)
class ReplyPart:
    """The answer to one question.

    ``covered`` tells whether the sources have one, and ``partly`` that it may not be the whole answer.
    """

    question: MailQuestion
    statements: tuple[Statement, ...]
    covered: bool
    partly: bool = False


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply to be looked at and sent by a person; see ``assistant.mail.writing`` for how it is written out.

    ``to`` and ``subject`` are as they stand in the header. Every number in a statement is that of one of the
    ``sources``, numbered from 1. ``contact`` is whom to turn to with what the sources do not have, empty
    where that is for the sender to say. ``notes`` are lines for whoever sends it, not for the reader.
    """

    to: str
    subject: str
    salutation: str
    opening: str
    parts: tuple[ReplyPart, ...]
    closing: str
    sources: tuple[Citation, ...] = ()
    in_reply_to: str = ""
    references: tuple[str, ...] = ()
    contact: str = ""
    notes: tuple[str, ...] = ()

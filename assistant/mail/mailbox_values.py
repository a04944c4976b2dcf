"""The plain values of handling a mailbox: where it is, what is made for a message, and what became of it."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from pydantic import SecretStr

from corpus.errors import DenktankError


@dataclass(frozen=True, slots=True)
class MailboxPlace:
    """Where a mailbox is and how to get in; the password never shows in a ``repr``.

    ``drafts`` is the folder for drafts; empty to look for it. ``ca_file`` holds the authorities to trust
    instead of those of the system. ``timeout`` is in seconds, for connecting and for each answer of the
    server. A message of more than ``max_bytes`` is not fetched.
    """

    host: str
    user: str
    password: SecretStr
    port: int = 993
    folder: str = "INBOX"
    drafts: str = ""
    ca_file: Path | None = None
    timeout: float = 60.0
    max_bytes: int = 30_000_000


@dataclass(frozen=True, slots=True)
class Drafted:
    """What was made for one message.

    ``draft`` is a whole message with the ``Message-ID`` that was asked for, or ``None`` where there is
    nothing to send. ``answered`` is false where a person has to look: something was asked that the draft, or
    the lack of one, leaves open. ``line`` tells it in Dutch.
    """

    draft: bytes | None
    answered: bool
    line: str


class Outcome(StrEnum):
    """What became of a message; part of the ``--json`` contract."""

    DRAFTED = "concept"
    """A draft is ready; the message is marked as seen."""
    PARTLY = "concept_met_vlag"
    """A draft is ready that leaves something open; the message is marked as seen and flagged."""
    FLAGGED = "vlag"
    """No draft, and a person has to look; the message is flagged and stays unseen."""
    NO_REPLY = "geen_antwoord_nodig"
    """No draft, and none was needed; the message is as it was."""
    SKIPPED = "overgeslagen"
    """Somebody else read or moved it meanwhile, or it was handled before; the message is as it was."""
    FAILED = "mislukt"
    """Making a draft went wrong; the message is flagged and stays unseen."""


class Step(StrEnum):
    """What has just been done for a message, in this order; some steps are left out for some messages."""

    FETCHED = "fetched"
    BEGUN = "begun"
    MADE = "made"
    STORED = "stored"
    """The draft is in the folder for drafts, and the ledger does not know it yet."""
    PLACED = "placed"
    MARKED = "marked"
    """The message has its flags, and the ledger does not know it yet."""
    HANDLED = "handled"


@dataclass(frozen=True, slots=True)
class Handled:
    """One message that was looked at; ``subject`` is for the screen, ``line`` is Dutch."""

    uid: int
    subject: str
    outcome: Outcome
    line: str


class MailboxError(DenktankError):
    """The mailbox cannot be reached or written; the line names what to do and never holds text of a mail."""


class CannotReplyNowError(DenktankError):
    """No message can be answered at this moment, as when the chat model refuses its key.

    Raised by who makes the replies. It ends the run; the message that was at hand stays as it was.
    """

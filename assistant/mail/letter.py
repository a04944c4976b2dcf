"""A mail as it came, before what the sender wrote now is told apart from the rest."""

from dataclasses import dataclass

MOST_BYTES = 30_000_000
"""Of a message; most mail servers let through no more than 25 MB."""
MOST_CHARACTERS = 100_000
"""Of the text of a mail; some 40 pages. What comes after is not read, and a remark says so."""
MOST_ATTACHMENTS = 50
"""Named; of more their number is told."""


@dataclass(frozen=True, slots=True)
class Letter:
    """The headers that matter, cleaned, and the whole text with quotations and signature.

    ``body`` is plain text, with ``> `` before what HTML marks as quoted. ``attached`` are mails that were
    sent along as attachments. ``listed`` tells that it came by a list. The other fields are those of
    ``Mail``.
    """

    body: str
    sender_name: str = ""
    sender_address: str = ""
    reply_to: str = ""
    to: tuple[str, ...] = ()
    subject: str = ""
    date: str = ""
    message_id: str = ""
    references: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    attached: tuple["Letter", ...] = ()
    automatic: bool = False
    listed: bool = False
    remarks: tuple[str, ...] = ()

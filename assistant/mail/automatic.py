"""Whether a machine sent a mail: an answering machine, a mailing list, a failure of delivery.

By the headers of RFC 3834 and RFC 2369 and those in use before them, and by what mail programs put before
the subject.
"""

import re
from email.message import Message

from assistant.mail.header_text import address_of, header_text, raw_header, raw_headers
from assistant.mail.phrases import pattern

_BULK = frozenset({"bulk", "junk", "auto_reply"})
_TOLD_BY = ("List-Unsubscribe", "X-Autoreply", "X-Autorespond", "X-Failed-Recipients")
_ROBOTS = re.compile(r"(?:mailer-daemon|postmaster|bounces?)@", re.IGNORECASE)
_NO_REPLY = re.compile(
    r"(?:no|niet|do-?not|geen)[-_.]?(?:reply|antwoord(?:en)?|beantwoorden)[\w.-]*@", re.IGNORECASE
)


def is_automatic(message: Message, has_reply_to: bool) -> bool:
    """Whether the headers tell that nobody waits for a reply.

    A form on a website writes from an address that takes no mail, with the asker in ``Reply-To``.
    """
    submitted = header_text(raw_header(message, "Auto-Submitted")).lower()
    sender = address_of(header_text(raw_header(message, "From")))
    return (
        (bool(submitted) and not submitted.startswith("no"))
        or header_text(raw_header(message, "Precedence")).lower() in _BULK
        or bool(raw_headers(message, *_TOLD_BY))
        or message.get_content_type() == "multipart/report"
        or header_text(raw_header(message, "Return-Path")) == "<>"
        or _ROBOTS.match(sender) is not None
        or (_NO_REPLY.match(sender) is not None and not has_reply_to)
    )


def is_listed(message: Message) -> bool:
    """Whether a mail came by a list; so does what is sent to the mailbox of a group."""
    return (
        bool(raw_headers(message, "List-Id"))
        or header_text(raw_header(message, "Precedence")).lower() == "list"
    )


def says_automatic(subject: str) -> bool:
    """Whether a subject begins as those of answering machines and receipts do."""
    return pattern("automatisch_onderwerp").match(subject.strip().lower()) is not None

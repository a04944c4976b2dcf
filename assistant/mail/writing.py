"""A reply written out: as plain text, and as a message that a mail program opens to be sent."""

import re
import textwrap
from collections.abc import Iterator
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, getaddresses

from assistant.dates_and_places import where
from assistant.mail import courtesy
from assistant.mail.values import Mail, Reply, ReplyPart
from assistant.memo.values import Standing, Statement
from corpus.clean import one_line, printable

MOST_HISTORY = 4_000
"""Characters of the mail that are repeated below the reply."""
LINE = 76
"""Characters of a line of the repeated mail (RFC 3676)."""

_MARKS = {Standing.UNCONFIRMED: courtesy.UNCONFIRMED_MARK, Standing.OWN: courtesy.OWN_MARK}
_MAKER = "Denktank-assistent"
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
"""A link in a mail is not sent on: it may be bait, and nobody has looked at it."""
_MARKUP = re.compile(r"[<>@:/\\]")


def reply_text(reply: Reply, mail: Mail | None = None) -> str:
    """The reply as plain text, with the mail it answers below it where that is given."""
    blocks = [reply.salutation, reply.opening, *(_part(part, reply) for part in reply.parts), reply.closing]
    if reply.sources:
        lines = (f"[{one.n}] {_place(reply, one.n)}" for one in reply.sources)
        blocks.append("\n".join([f"{courtesy.SOURCES}:", *lines]))
    if mail is not None and mail.text.strip():
        blocks.append(_repeated(mail))
    return printable("\n\n".join(block for block in blocks if block.strip())) + "\n"


def draft_message(
    reply: Reply, mail: Mail | None, sender: str = "", message_id: str = "", now: datetime | None = None
) -> bytes:
    """The reply as a message in the form of RFC 5322, that mail programs open as one to be sent.

    Args:
        reply: as a person left it.
        mail: the mail it answers, which is repeated below it.
        sender: whom it is from, as an address with or without a name; empty to leave that to the program.
        message_id: of the draft with its angle brackets; empty to leave that to the program.
        now: the date of the draft, with its zone; without it there is none.
    """
    message = EmailMessage(policy=SMTP)
    for name, text in (("From", sender), ("To", reply.to)):
        address = _address(text)
        if address is not None:
            message[name] = address
    message["Subject"] = one_line(reply.subject)
    if now is not None:
        message["Date"] = format_datetime(now)
    if _is_id(message_id):
        message["Message-ID"] = message_id
    if _is_id(reply.in_reply_to):
        message["In-Reply-To"] = reply.in_reply_to
    thread = [one for one in reply.references if _is_id(one)]
    if thread:
        message["References"] = " ".join(thread)
    message["X-Unsent"] = "1"
    message["X-Mailer"] = _MAKER
    message["Content-Language"] = "nl"
    message.set_content(reply_text(reply, mail), charset="utf-8", cte="quoted-printable")
    return message.as_bytes()


def _part(part: ReplyPart, reply: Reply) -> str:
    asked = one_line(part.question.written or part.question.text)
    lines = [f"> {_LINK.sub(courtesy.LINK, asked)}", ""]
    if not part.statements:
        elsewhere = courtesy.ELSEWHERE.format(reply.contact) if reply.contact else ""
        return "\n".join([*lines, " ".join(filter(None, (courtesy.NOT_COVERED, elsewhere)))])
    if part.partly:
        lines += [courtesy.PARTLY, ""]
    return "\n".join([*lines, *(f"- {_stated(item)}" for item in part.statements)])


def _stated(item: Statement) -> str:
    marks = "".join(f"[{n}{courtesy.SILENT_MARK if n in item.silent else ''}]" for n in item.sources)
    return " ".join(filter(None, (one_line(item.text), marks, _MARKS.get(item.standing, ""))))


def _place(reply: Reply, n: int) -> str:
    source = next(one for one in reply.sources if one.n == n)
    place = where(source.title, source.section, source.page, source.page_label, source.date)
    return one_line(" · ".join(filter(None, (source.title, place))))


def _repeated(mail: Mail) -> str:
    """The mail that is answered, as mail programs repeat it."""
    who = one_line(mail.sender_name or mail.sender_address) or "u"
    text = mail.text[:MOST_HISTORY]
    cut = "\n[…]" if len(mail.text) > MOST_HISTORY else ""
    text = _LINK.sub(courtesy.LINK, text)
    lines = (piece for line in f"{text}{cut}".splitlines() for piece in _wrapped(line))
    return "\n".join([f"{who} schreef:", *(f"> {line}".rstrip() for line in lines)])


def _wrapped(line: str) -> Iterator[str]:
    yield from textwrap.wrap(line, LINE, break_on_hyphens=False, break_long_words=False) or [""]


def can_be_written_to(text: str) -> bool:
    """Whether a text has an address that a message can go to."""
    return _address(text) is not None


def _address(text: str) -> Address | None:
    """The one address in a text, up to where a header would end; ``None`` where there is none."""
    for name, address in getaddresses([_CONTROL.split(text.strip(), maxsplit=1)[0]]):
        user, _, domain = address.rpartition("@")
        if not user or not domain or "@" in user or not user.isascii():
            return None
        try:
            ascii_domain = domain.encode("idna").decode("ascii")
            return Address("" if _MARKUP.search(name) else name, user, ascii_domain)
        except ValueError:  # no address, whatever it looked like
            return None
    return None


def _is_id(text: str) -> bool:
    """Whether a text can be a Message-ID: angle brackets, and nothing that ends a header."""
    return (
        2 < len(text) < 900
        and text.startswith("<")
        and text.endswith(">")
        and text.isascii()
        and text.isprintable()
        and not set(text[1:-1]) & set(" <>")
    )

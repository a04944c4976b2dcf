"""Reading a mail: an ``.eml``, an Outlook ``.msg``, or text that was pasted; by content, not by name.

Nothing of a mail is logged, no attachment is opened, and nothing it points at is fetched.
"""

import re
from dataclasses import replace

from assistant.mail.automatic import says_automatic
from assistant.mail.header_text import address_of, addresses, clean
from assistant.mail.history import Divided, divide, field_block
from assistant.mail.letter import MOST_BYTES, MOST_CHARACTERS, Letter
from assistant.mail.mime import read_mime, too_long
from assistant.mail.msg_file import MAGIC, read_msg
from assistant.mail.phrases import pattern
from assistant.mail.questions import MOST_QUESTIONS, found_in
from assistant.mail.signature import Signed, unsigned
from assistant.mail.values import Mail
from corpus.clean import printable
from corpus.errors import DenktankError
from corpus.read_text import decode, looks_binary
from index.analysis import words

MOST_PASSED_ON = 5
"""Times that a mail was passed on, of which the innermost question is found."""

_MAY_BE_ABOUT = re.compile(
    r"(?:re: ?)*(?:afwezig\w*|ontvangstbevestiging|automatische? \w+)(?!\s*:)\b|afwezig\s*:.*\?",
    re.IGNORECASE,
)
"""Subjects of a machine that a person may write about as well."""
MOST_COVER = 25
"""Words of a line above a mail that is passed on; with more it says something of its own."""
MOST_COVER_WORDS = 3
"""Telling words of a question in it; with more the question can be answered by itself."""
_POINTS = re.compile(
    r"\b(?:hier(?:onder|naar|op|mee|voor|over)?|deze?|dit|onderstaand\w*|bijgaand\w*|bijgevoegd\w*)\b",
    re.IGNORECASE,
)

_HEAD = 16_000
"""Bytes in which a message shows whether it begins with headers."""
_HEADER_LINE = re.compile(rb"[!-9;-~]+[ \t]*:|[ \t]+\S")
_KNOWN = re.compile(
    rb"^(?:received|return-path|delivered-to|from|sender|to|cc|subject|date|message-id|references|reply-to|"
    rb"in-reply-to|mime-version|content-type|dkim-signature|authentication-results)[ \t]*:",
    re.IGNORECASE | re.MULTILINE,
)
_ENVELOPE = re.compile(rb"\A\s*(?:>?From [^\r\n]*\r?\n)?")
_PASTED_FIELDS = 2
"""Fields with which a text that was pasted begins, at the least, for them to be its header."""

_TOO_LARGE = (
    f"Dit bericht is groter dan {MOST_BYTES // 1_000_000} MB. "
    "Sla het op zonder bijlagen, of plak alleen de tekst van het bericht."
)
_NOT_A_MAIL = (
    "is geen mailbericht dat te lezen is. "
    "Sla het bericht in het mailprogramma op als .eml of .msg, of plak de tekst."
)
_EMPTY = "Het bericht heeft geen tekst."
_ONLY_ATTACHMENTS = "Het bericht heeft geen tekst, alleen bijlagen; die zijn niet geopend."
_MANY = f"Het bericht stelt meer dan {MOST_QUESTIONS} vragen; de eerste {MOST_QUESTIONS} zijn genomen."


def read_mail(data: bytes, name: str = "") -> Mail:
    """A mail from the bytes of a file.

    Args:
        data: an ``.eml``, a ``.msg``, or plain text.
        name: of the file, for errors only.

    Raises:
        DenktankError: it is too large, or no mail.
    """
    if len(data) > MOST_BYTES:
        raise DenktankError(_TOO_LARGE)
    if data.startswith(MAGIC):
        return _mail(read_msg(data, clean(name)))
    message = _ENVELOPE.sub(b"", data, count=1)
    if _has_headers(message):
        return _mail(read_mime(message))
    if looks_binary(data):
        raise DenktankError(f"{clean(name) or 'Dit bestand'} {_NOT_A_MAIL}")
    return mail_of_text(decode(data))


def mail_of_text(text: str) -> Mail:
    """A mail that was pasted; it may begin with ``Van:``, ``Aan:`` and ``Onderwerp:``.

    Raises:
        DenktankError: it is too large.
    """
    if len(text) > MOST_BYTES:
        raise DenktankError(_TOO_LARGE)
    remarks = (too_long(),) if len(text) > MOST_CHARACTERS else ()
    lines = printable(text[:MOST_CHARACTERS]).strip().split("\n")
    fields, end = field_block(lines, 0)
    if len(fields) < _PASTED_FIELDS or not fields.keys() & {"van", "from", "onderwerp", "subject"}:
        return _mail(Letter("\n".join(lines), remarks=remarks))
    sender = next(iter(addresses([fields.get("van") or fields.get("from")])), ("", ""))
    # Outlook puts semicolons between addressees.
    receivers = addresses([(fields.get("aan") or fields.get("to") or "").replace(";", ",")])
    return _mail(
        Letter(
            body="\n".join(lines[end:]),
            sender_name=sender[0],
            sender_address=sender[1],
            to=tuple(address for _, address in receivers if address),
            subject=clean(fields.get("onderwerp") or fields.get("subject") or ""),
            remarks=remarks,
        )
    )


def _has_headers(data: bytes) -> bool:
    """Whether bytes begin with a block of header lines, of which one is known."""
    head = data[:_HEAD].replace(b"\r\n", b"\n").split(b"\n\n")[0]
    lines = head.split(b"\n")
    whole = lines[:-1] or lines if len(head) == _HEAD else lines
    return all(map(_HEADER_LINE.match, whole)) and _KNOWN.search(head) is not None


def _mail(letter: Letter) -> Mail:
    """What the sender wrote told apart from the rest; of a mail that was passed on, what that asks."""
    divided = divide(letter.body)
    signed = unsigned(divided.own, letter.sender_name)
    mail = Mail(
        text=signed.text,
        sender_name=letter.sender_name,
        sender_address=letter.sender_address,
        reply_to=letter.reply_to,
        to=letter.to,
        subject=letter.subject,
        date=letter.date,
        message_id=letter.message_id,
        references=letter.references,
        history="\n".join(filter(None, (divided.header, divided.earlier))),
        signature=signed.signature,
        disclaimer=signed.disclaimer,
        attachments=letter.attachments,
        automatic=letter.automatic or _is_machine_text(signed.text) or _may_be_automatic(letter, signed),
        remarks=letter.remarks,
    )
    if not mail.automatic:
        mail = _with_passed_on(mail, letter, divided)
    return replace(mail, remarks=(*mail.remarks, *_remarks(mail)))


def _may_be_automatic(letter: Letter, signed: Signed) -> bool:
    """Whether a subject or a list suggests a machine, and the text asks nothing."""
    if says_automatic(letter.subject) and not _MAY_BE_ABOUT.match(letter.subject.strip()):
        return True
    suggested = letter.listed or says_automatic(letter.subject)
    return suggested and not found_in(signed.text).questions


def _is_machine_text(text: str) -> bool:
    return pattern("automatisch_tekst").match(text) is not None


def _with_passed_on(mail: Mail, letter: Letter, divided: Divided) -> Mail:
    """The mail with the question of the mail that it passes on, when it asks none itself."""
    forwarded = bool(
        divided.forwarded
        or pattern("doorgestuurd_onderwerp").match(mail.subject)
        or pattern("doorgeven").search(mail.text)
        or _is_same(divided.earlier_sender, letter)
    )
    covers = forwarded and _is_cover(mail.text)
    if found_in(mail.text).questions and not covers:
        return mail
    inner = letter.attached[0] if letter.attached else None
    if inner is not None and (forwarded or not mail.text.strip() or not divided.earlier):
        first = divide(inner.body)
        sender = inner.sender_name or inner.sender_address
        return _taken(mail, first, unsigned(first.own, inner.sender_name), sender, covers)
    for _ in range(MOST_PASSED_ON if forwarded else 0):
        sender, divided = divided.earlier_sender, divide(divided.earlier)
        if not divided.own.strip():
            break
        signed = unsigned(divided.own, sender)
        if found_in(signed.text).questions:
            return _taken(mail, divided, signed, sender, covers)
    return mail


def _is_cover(text: str) -> bool:
    """Whether a text only points at the mail below it, also where it asks somebody to look at that."""
    asked = [words(question.text) for question in found_in(text).questions]
    points = len(text.split()) <= MOST_COVER and _POINTS.search(text) is not None
    return points and all(len(found) <= MOST_COVER_WORDS for found in asked)


def _taken(mail: Mail, divided: Divided, signed: Signed, sender: str, covers: bool) -> Mail:
    """The mail with the text of one that it passed on; its own text before it, unless that only points."""
    if not found_in(signed.text).questions:
        return mail
    who = clean(sender.partition("<")[0] or sender, 80) if address_of(sender) else clean(sender, 80)
    remark = f"De vraag staat in een doorgestuurd bericht{f' van {who}' if who else ''}."
    return replace(
        mail,
        text="\n\n".join(filter(None, ("" if covers else mail.text, signed.text))),
        history="\n".join(filter(None, (divided.header, divided.earlier))),
        remarks=(*mail.remarks, remark),
    )


def _is_same(sender: str, letter: Letter) -> bool:
    """Whether an earlier mail is of the one who writes now: a reminder."""
    address, name = address_of(sender).lower(), letter.sender_name.lower()
    return bool((address and address == letter.sender_address.lower()) or (name and name in sender.lower()))


def _remarks(mail: Mail) -> tuple[str, ...]:
    """What a person should know about the text, and what is asked of him and not of the sources."""
    if not mail.text.strip():
        told = any("versleuteld" in remark for remark in mail.remarks)
        return () if told else (_ONLY_ATTACHMENTS if mail.attachments else _EMPTY,)
    if mail.automatic:
        return ()
    found = found_in(mail.text, mail.subject)
    asked = tuple(
        f"De afzender vraagt ook iets dat geen vraag aan de bronnen is: “{clean(text, 200)}”"
        for text in dict.fromkeys(found.practical)
    )
    return (*asked, *((_MANY,) if found.more else ()))

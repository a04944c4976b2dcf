"""Where what the sender wrote now ends and an earlier mail begins.

Line by line, in time in proportion to the text. Measured on the labelled mails of ``eval.golden``, the
libraries for this leave most Dutch mail whole: mail-parser-reply knows ``Van:`` with ``Verzonden:`` but not
``Op … schreef Jan <adres>:``, email-reply-parser and quotequail know English only.
"""

import re
from dataclasses import dataclass

MOST_HEADER_LINES = 12
"""Lines that a block of ``Van:``, ``Aan:`` and the like takes up; addressees wrap."""
_MOST_WROTE = 400
"""Characters of ``Op … schreef …:``, which takes up to three lines."""

_QUOTED = re.compile(r"\s*>")
_UNQUOTED = re.compile(r"\s*> ?")
_RULE = re.compile(r"\s*[_=*-]{5,}\s*")
_FORWARDS = "doorgestuurd bericht|doorgestuurde e?-?mail|forwarded message"
_MARK = re.compile(
    rf"[\s>*]*-{{2,}}\s*(?:oorspronkelijk bericht|origineel bericht|original message|(?P<on>{_FORWARDS}))"
    rf"\s*-{{2,}}\s*|[\s>*]*begin (?P<apple>{_FORWARDS})\s*:?\s*",
    re.IGNORECASE,
)
_FIELD = re.compile(
    r"[\s>*]*(?P<name>van|from|verzonden|verstuurd|sent|datum|date|aan|to|onderwerp|subject|cc|bcc|"
    r"antwoord aan|reply-to|prioriteit|urgentie|importance|bijlagen?|attachments?)\s*:(?P<value>.*)",
    re.IGNORECASE,
)
_FROM = frozenset({"van", "from"})
_FEWEST_FIELDS = 3
_WRAPS = (",", ";")
_BEGINS_WROTE = re.compile(r"\s*(?:>\s*)*(?:op|on)\s|[^<>]{0,80}<[^<>\s]+@[^<>\s]+>", re.IGNORECASE)
_WROTE = re.compile(r"\b(?:schreef(?! (?:ik|wij|we|u)\b)|geschreven|wrote)\b", re.IGNORECASE)
_MOMENT = re.compile(r"\d[:.]\d\d|@|\b\d{4}\b")


@dataclass(frozen=True, slots=True)
class Divided:
    """A mail divided into what its writer wrote and the earlier mail in it.

    ``earlier`` has no marks of quotation, ``header`` are the lines that introduce it and
    ``earlier_sender`` who those say wrote it. ``forwarded`` tells that they call it passed on.
    """

    own: str
    earlier: str = ""
    header: str = ""
    earlier_sender: str = ""
    forwarded: bool = False


def divide(text: str) -> Divided:
    """The text of a mail divided at its first mark of an earlier mail.

    Below quoted lines the writer may go on: what is not quoted is his. Without marks of quotation all that
    follows belongs to the earlier mail.
    """
    lines = text.split("\n")
    start, end = _header(lines)
    own = [line for line in lines[:start] if not _QUOTED.match(line)]
    earlier = [line for line in lines[:start] if _QUOTED.match(line)]
    rest = lines[end:]
    if _QUOTED.match(next((line for line in rest if line.strip()), "")):
        own += [line for line in rest if not _QUOTED.match(line)]
        rest = [line for line in rest if _QUOTED.match(line)]
    header = lines[start:end]
    return Divided(
        own="\n".join(own).strip("\n"),
        earlier="\n".join(_UNQUOTED.sub("", line, count=1) for line in [*earlier, *rest]).strip("\n"),
        header="\n".join(header).strip("\n"),
        earlier_sender=_sender(header),
        forwarded=any(mark["on"] or mark["apple"] for line in header if (mark := _MARK.fullmatch(line))),
    )


def field_block(lines: list[str], start: int) -> tuple[dict[str, str], int]:
    """The fields (``van``, ``onderwerp``) that begin at a line, in lower case, and where they end."""
    fields: dict[str, str] = {}
    name = ""
    at = end = start
    while at < min(len(lines), start + MOST_HEADER_LINES):
        match = _FIELD.fullmatch(lines[at])
        if match:
            name = match["name"].lower()
            fields.setdefault(name, match["value"].strip(" *"))
        elif at > start and lines[at].strip() and lines[at - 1].rstrip().endswith(_WRAPS):
            fields[name] += f" {lines[at].strip()}"
        else:
            break
        at = end = at + 1
    return fields, end


def _header(lines: list[str]) -> tuple[int, int]:
    """The lines that introduce the first earlier mail; past the end when there is none."""
    for at, line in enumerate(lines):
        if _MARK.fullmatch(line):
            below = next((n for n in range(at + 1, min(at + 3, len(lines))) if lines[n].strip()), at + 1)
            return at, field_block(lines, below)[1]
        if _RULE.fullmatch(line):
            below = next((n for n in range(at + 1, min(at + 3, len(lines))) if lines[n].strip()), at + 1)
            end = _fields_end(lines, below)
        else:
            end = _fields_end(lines, at) or _wrote_end(lines, at)
        if end:
            return at, end
    return len(lines), len(lines)


def _fields_end(lines: list[str], start: int) -> int:
    """Where a block of fields ends that can only be the header of a mail; 0 when it is none."""
    if start >= len(lines) or not _FIELD.fullmatch(lines[start]):
        return 0
    fields, end = field_block(lines, start)
    return end if len(fields) >= _FEWEST_FIELDS and _FROM & fields.keys() else 0


def _wrote_end(lines: list[str], start: int) -> int:
    """Where ``Op di 3 sep. 2024 om 10:12 schreef Jan <jan@…>:`` ends; 0 when it is something else."""
    if not _BEGINS_WROTE.match(lines[start][:_MOST_WROTE]):
        return 0
    said = ""
    for at in range(start, min(start + 3, len(lines))):
        said = f"{said} {lines[at].strip()}"
        if len(said) > _MOST_WROTE:
            return 0
        if said.endswith(":"):
            return at + 1 if _WROTE.search(said) and _MOMENT.search(said) else 0
    return 0


def _sender(header: list[str]) -> str:
    """Who wrote the earlier mail, as its header says it: a name, an address or both."""
    for line in header:
        match = _FIELD.fullmatch(line)
        if match and match["name"].lower() in _FROM:
            return match["value"].strip(" *")
    said = " ".join(line.strip() for line in header)
    return said if _WROTE.search(said) else ""

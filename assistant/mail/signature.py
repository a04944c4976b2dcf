"""What stands below a mail and is not of it: the closing with name and address, and disclaimers."""

import re
from dataclasses import dataclass

from assistant.mail.phrases import pattern

_PARAGRAPH = re.compile(r"\n[ \t]*\n")
_DASHES = re.compile(r"\s*(?:--|__|—)\s*")
_RULE = re.compile(r"\s*[_=*-]{5,}\s*")
_POSTSCRIPT = re.compile(r"\s*(?:p\.?\s?s\.?|n\.?b\.?)(?=[\s:.,-])[\s:.,-]*", re.IGNORECASE)
_MOST_CLOSING = 60
"""Characters of a line that closes a mail; a longer one that begins like it says something."""
_MOST_NAME_LINES = 5
_CONTACT = re.compile(
    r"@|\bwww\.|https?://|\b\d{4}\s?[A-Z]{2}\b|\+31|\b0\d{1,3}[\s-]*\d{2,3}[\s\d-]{3,}|"
    r"^\s*(?:t|m|e|w|tel|mob|telefoon|mobiel|e-mail|postbus)\b[.:]?\s",
    re.IGNORECASE | re.MULTILINE,
)
_PERSON = re.compile(
    r"(?:[A-Z'À-Þ][\w.'-]*\s+|(?:van|de|der|den|het|ten|ter|in|'t|el|al)\s+){1,5}[A-ZÀ-Þ][\w'-]+"
)
_NAME = re.compile(r"\w+", re.UNICODE)


@dataclass(frozen=True, slots=True)
class Signed:
    """What was written, and what stood below it."""

    text: str
    signature: str = ""
    disclaimer: str = ""


def unsigned(text: str, sender: str = "") -> Signed:
    """A text without its closing, signature and disclaimers; a postscript stays.

    Args:
        text: what the writer wrote, without earlier mails.
        sender: the name in the header, by which a closing without a greeting is known.
    """
    body, disclaimer = _without_disclaimers(text)
    lines = [line for line in body.split("\n") if not pattern("apparaat").match(line.strip())]
    devices = [line for line in body.split("\n") if pattern("apparaat").match(line.strip())]
    end = _closing(lines, sender)
    postscript = _postscript(lines, end)
    said = ["\n".join(lines[:end]).strip(), "\n".join(lines[postscript:]).strip()]
    return Signed(
        text="\n\n".join(filter(None, said)),
        signature="\n".join([*lines[end:postscript], *devices]).strip(),
        disclaimer=disclaimer,
    )


def _without_disclaimers(text: str) -> tuple[str, str]:
    kept: list[str] = []
    taken: list[str] = []
    for paragraph in _PARAGRAPH.split(text):
        (taken if _is_disclaimer(paragraph) else kept).append(paragraph)
    return "\n\n".join(kept), "\n\n".join(taken)


def _is_disclaimer(paragraph: str) -> bool:
    # A paragraph of a letter may speak of what is confidential; one that also asks something is kept.
    said = " ".join(paragraph.split())
    if pattern("disclaimer_begin").match(said):
        return True
    return len({match.group().lower() for match in pattern("disclaimer").finditer(said)}) >= _certain(said)


def _certain(said: str) -> int:
    """How many phrases of a disclaimer a paragraph needs: with a question in it two."""
    return 2 if "?" in said else 1


def _closing(lines: list[str], sender: str) -> int:
    """The line at which the closing begins; their number when there is none."""
    for at, line in enumerate(lines):
        if _DASHES.fullmatch(line):
            return at
        plain = line.strip(" *_,.!-\t")
        if len(plain) <= _MOST_CLOSING and pattern("afsluiting").match(plain) and "?" not in plain:
            return at
    return _name_below(lines, sender)


def _name_below(lines: list[str], sender: str) -> int:
    """Where a last block of a name, or of a name with addresses and numbers, begins."""
    end = len(lines)
    while end and not lines[end - 1].strip():
        end -= 1
    start = end
    while start and lines[start - 1].strip():
        start -= 1
    block = lines[start:end]
    if not 0 < start < end or len(block) > _MOST_NAME_LINES or any("?" in line for line in block):
        return len(lines)
    if any(len(line) > _MOST_CLOSING or line.rstrip().endswith(".") for line in block):
        return len(lines)
    below = sum(_CONTACT.search(line) is not None for line in block[1:])
    is_name = _shares_name(block[0], sender) or (below and _PERSON.fullmatch(block[0].strip()))
    return start if is_name or below == len(block) - 1 > 0 else len(lines)


def _shares_name(line: str, sender: str) -> bool:
    names = {name.lower() for name in _NAME.findall(sender) if len(name) > 1}
    return bool(names & {word.lower() for word in _NAME.findall(line)})


def _postscript(lines: list[str], end: int) -> int:
    """The line after the closing at which a postscript begins; their number when there is none."""
    return next((at for at in range(end, len(lines)) if _POSTSCRIPT.match(lines[at])), len(lines))

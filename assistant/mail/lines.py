"""The sentences of a mail: lines that a program wrapped joined again, list items apart."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.mail.phrases import pattern
from index.sentences import sentence_spans

MOST_SENTENCES = 2_000
"""Of one mail that are looked at."""
_NARROWEST, _WIDEST = 40, 110
"""Characters of the longest line of a text that a program wrapped; a longer one was left as typed."""

_RAGGED = 15
"""Characters that a wrapped line may be short of the longest."""
_USUAL = range(68, 80)
"""Widths of a wrapped text when only one of its lines is full."""

_ITEM = re.compile(r"\s*(?:[-*•·–o]\s+|\(?(?:\d{1,2}|[a-z])[.)]\s*(?=\S)(?!\d))")
_LABEL = re.compile(r"\s*(?:de )?(?:vraag|punt|question)\s+(?:\d{1,2}|[a-z])\b\s*[:.)-]*\s*", re.IGNORECASE)
_AFTER_MARKS = re.compile(r"(?<=[?!])(?:[?!]+)")
_NEXT_BEGINS = re.compile(
    r"(?<=\?)\s+(?=\S)|(?<=\.)\s+(?=(?:wat|wie|waar|hoe|welke?|wanneer|waarom|alvast|kunt|kan|kun)\s)"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a mail; ``item`` tells that it stands in a list, ``paragraph`` counts from 0."""

    text: str
    paragraph: int
    item: bool = False


def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of what the sender wrote, in order, without salutations and marks of lists."""
    found = []
    for number, (piece, item) in enumerate(_pieces(text)):
        for one in _split(piece):
            said = without_salutation(one)
            if said:
                found.append(Sentence(said, number, item))
                item = False
            if len(found) == MOST_SENTENCES:
                return tuple(found)
    return tuple(found)


def without_salutation(text: str) -> str:
    """A sentence without ``Beste mevrouw De Vries,`` and the like before it."""
    match = pattern("aanhef").match(text)
    return text[match.end() :].lstrip(" ,.!:-–") if match else text


def _split(piece: str) -> Iterator[str]:
    text = _AFTER_MARKS.sub("", piece)
    for start, end in sentence_spans(text):
        # A sentence ends also before a small letter: wie is dat? alvast bedankt. hoe kan dat
        yield from filter(None, (part.strip() for part in _NEXT_BEGINS.split(text[start:end])))


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    """Runs of lines that belong together, and whether they are an item of a list."""
    lines = text.split("\n")
    width = max(map(len, lines))
    full = sum(len(line) >= width - _RAGGED for line in lines)
    is_wrapped = _NARROWEST <= width <= _WIDEST if full > 1 else width in _USUAL
    wrapped = width if is_wrapped else 0
    piece, item, last = "", False, ""
    for line in [*lines, ""]:
        starts_item = _ITEM.match(line) or _LABEL.match(line)
        if piece and (not line.strip() or starts_item or not _goes_on(last, line, wrapped, item)):
            yield piece, item
            piece, item = "", False
        if starts_item:
            line = _LABEL.sub("", _ITEM.sub("", line, count=1), count=1)
            item = True
        piece = f"{piece} {line.strip()}".strip()
        last = line
        if not line.strip() and not piece:
            item = item and not starts_item


def _goes_on(last: str, line: str, wrapped: int, item: bool) -> bool:
    """Whether a line was broken off only because the next word did not fit on it."""
    if item and line[:1] == " ":
        return True
    return bool(wrapped) and len(last) + 1 + len(line.split(maxsplit=1)[0]) > wrapped

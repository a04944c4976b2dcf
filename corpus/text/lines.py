"""The lines of one block of plain text: headings, list items, and paragraphs wrapped by an editor."""

import re
from dataclasses import dataclass
from enum import Enum

_BULLET = re.compile(r"\s*(?P<marker>[-*•–▪◦‣·o]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s+(?=\S)")
_NUMBERED = re.compile(r"\s*(?P<number>\d{1,2}(?:\.\d{1,2}){0,4})[.)]?\s+(?=[^\W\d_])")
_BROKEN_WORD = re.compile(r"[^\W\d_]-\s*$")
_RULE = re.compile(r"\s*(={3,}|-{3,}|~{3,})\s*")
_NARROWEST = 40
"""No editor wraps below this many characters; shorter lines (an address) end where they should."""
_WIDEST = 160
"""Nor above: longer lines are paragraphs of their own."""
_HEADING_LENGTH = 80
_SHORTEST_CAPITALS = 4
_DEEPEST = 6


class PartKind(Enum):
    """What a part of a block is."""

    HEADING = "kop"
    PARAGRAPH = "alinea"
    ITEM = "lijstitem"


@dataclass(frozen=True, slots=True)
class Part:
    """``level`` is that of a heading, ``marker`` the bullet or number of a list item."""

    kind: PartKind
    text: str
    marker: str = ""
    level: int | None = None


def is_heading(line: str, before: str, after: str) -> bool:
    """Whether a line that stands alone is a heading; ``before`` and ``after`` start the next blocks.

    Numbered lines one after another are a list, not headings.
    """
    text = line.strip()
    if len(text) > _HEADING_LENGTH or text[-1] in ".,;:?…\"'”’":
        return False
    numbered = _NUMBERED.match(line)
    if numbered is not None and "." in numbered["number"]:
        return True
    if numbered is not None:
        return not (_in_list(before) or _in_list(after)) and line[numbered.end()].isupper()
    return text[0].isupper() and _BULLET.match(line) is None and not any(char.isdigit() for char in text[-4:])


def _in_list(line: str) -> bool:
    numbered = _NUMBERED.match(line)
    return numbered is not None and "." not in numbered["number"]


def heading_level(line: str) -> int:
    """The level below the title: that of the number of the heading, else the first."""
    numbered = _NUMBERED.match(line)
    return min(2 + numbered["number"].count("."), _DEEPEST) if numbered is not None else 2


def parts_of(lines: list[str], closed: bool = False) -> list[Part]:
    """Split one block of lines; ``closed`` tells that there can be no headings any more."""
    parts: list[Part] = []
    width = _width(lines)
    start = 0
    if not closed:
        while start < len(lines) and (found := _leading_heading(lines, start)) is not None:
            parts.append(found[0])
            start = found[1]
    rest = lines[start:]
    for group in _groups(rest, width):
        bullet = _BULLET.match(group[0])
        if bullet is not None:
            marker = bullet["marker"]
            text = " ".join([group[0][bullet.end() :], *group[1:]])
            parts.append(Part(PartKind.ITEM, text, marker if marker[-1] in ".)" else "•"))
        else:
            parts.append(Part(PartKind.PARAGRAPH, " ".join(group)))
    return parts


def _leading_heading(lines: list[str], at: int) -> tuple[Part, int] | None:
    """A heading that is underlined or in capitals, and the line after it."""
    text = lines[at].strip()
    if len(text) > _HEADING_LENGTH or _RULE.fullmatch(text):
        return None
    following = lines[at + 1] if at + 1 < len(lines) else ""
    rule = _RULE.fullmatch(following)
    if rule is not None and len(rule[1]) >= len(text) // 2:
        return Part(PartKind.HEADING, text, level=1 if rule[1][0] == "=" else 2), at + 2
    if following and _in_capitals(text) and not _in_capitals(following):
        return Part(PartKind.HEADING, text, level=2), at + 1
    return None


def _in_capitals(text: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    return (
        len(letters) >= _SHORTEST_CAPITALS
        and all(char.isupper() for char in letters)
        and text[-1] not in ",;:"
    )


def _groups(lines: list[str], width: int) -> list[list[str]]:
    """Lines that belong together: what was wrapped, and what is indented under a list item."""
    groups: list[list[str]] = []
    for before, line in zip(["", *lines], lines, strict=False):
        if groups and _goes_on(groups[-1], before, line, width):
            groups[-1].append(line.strip())
        else:
            groups.append([line])
    return groups


def _goes_on(group: list[str], before: str, line: str, width: int) -> bool:
    wrapped = _fills(before, line, width)
    bullet = _BULLET.match(line)
    if bullet is not None:
        # a number that the wrapping put at the start of a line: 'artikel / 3. De raad'
        return (
            wrapped
            and bullet["marker"][0].isdigit()
            and before.rstrip()[-1].isalnum()
            and not _counts_on(group, bullet["marker"])
        )
    in_item = _BULLET.match(group[0]) is not None
    return wrapped or (in_item and line[:1].isspace())


def _counts_on(group: list[str], marker: str) -> bool:
    """Whether a number is the first of a list or the one after the list item before it."""
    number = int(re.sub(r"\D", "", marker))
    own = _BULLET.match(group[0])
    last = re.sub(r"\D", "", own["marker"]) if own is not None else ""
    return number == 1 or (last != "" and number == int(last) + 1)


def _width(lines: list[str]) -> int:
    """The width at which a block was wrapped; 0 if it was not.

    One line may stick out, such as a long address of a page; a single word is no measure.
    """
    lengths = sorted((len(line.rstrip()) for line in lines if " " in line.strip()), reverse=True)
    if len(lengths) < 2:
        return 0
    width = lengths[1] if len(lengths) > 3 and lengths[0] > _WIDEST else lengths[0]
    return width if _NARROWEST <= width <= _WIDEST else 0


def _fills(line: str, following: str, width: int) -> bool:
    """Whether a line was full: it breaks a word, or the first word of the next one did not fit."""
    words = following.split(maxsplit=1)
    broken = _BROKEN_WORD.search(line) is not None and words[0][0].isalpha()
    return width > 0 and (broken or len(line.rstrip()) + 1 + len(words[0]) > width)

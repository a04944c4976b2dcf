"""The contents page: its entries with page numbers and levels."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from corpus.pdf.heading_text import is_contents_title, numbering
from corpus.pdf.layout import DrawnPage, Line, LineId

_NUMBER_RIGHT = re.compile(r"(?P<title>.*?[^\W\d].*?)[\s.·•…_‥-]*\s(?P<page>\d{1,4}|[ivxl]{1,6})")
_NUMBER_LEFT = re.compile(r"(?P<page>\d{1,4})\s+(?P<title>[^\W\d].*)")
_LEADER = re.compile(r"(?:[.·…_‥]\s?){3,}")
_FEWEST = 3
_RISING = 0.8
"""Part of the page numbers that must not be lower than the one before; a slip or two may be."""
_SHARE = 0.6
"""Without the word 'inhoud' on the page this part of its lines must be entries."""
_SAME_EDGE = 4.0
_LONGEST = 300
_MOST_LINES = 500
"""More lines, or links, are on no contents page."""
_WRAP = 1.6
"""Line distances in the size of an entry up to which the line above may be its first half."""
_FIRST_NUMBER = 400
"""Highest number of a first page: an excerpt or a part of a series is numbered on from another file."""
_NUMBERED_BEFORE = 20
"""The same for entries that no heading tells to be contents: a cover and its like, counted or not."""
_MOST_PAGES = 30
"""Pages at the start where a table of contents is looked for; a report of 250 pages has it before 20."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the table of contents: title, page number as printed and level from 1.

    ``number`` is the page number or 0 (roman, or none), ``target`` the page index of its link.
    ``longer`` is the title with the line above it, which may be its first half.
    """

    title: str
    printed: str
    number: int
    level: int
    target: int | None = None
    longer: str | None = None


@dataclass(frozen=True, slots=True)
class _Row:
    """An entry before its level is known, with its page number as printed and as a number (or 0).

    ``right`` is where the page number ends, ``before`` the line just above if it has no number:
    the first half of the title, maybe.
    """

    title: str
    printed: str
    number: int
    line: Line
    right: float
    before: Line | None
    target: int | None


def entries(pages: Sequence[DrawnPage], left_out: Set[LineId]) -> tuple[list[Entry], frozenset[LineId]]:
    """The entries of the table of contents, and all lines that belong to it."""
    rows: list[_Row] = []
    lines: set[LineId] = set()
    for index, page in enumerate(pages[:_MOST_PAGES]):
        here = [line for line in page.lines if (index, line.order) not in left_out]
        kept = [line for line in here if not is_contents_title(line.text)]
        titled, last = len(kept) < len(here), rows[-1] if rows else None
        found = _found(page, kept, titled, last, len(pages)) if len(kept) <= _MOST_LINES else []
        if found:
            rows += found
            lines.update(_belonging(index, found, kept))
        elif rows:
            break
    return list(_levelled(rows)), frozenset(lines)


def _found(page: DrawnPage, kept: Sequence[Line], titled: bool, last: _Row | None, count: int) -> list[_Row]:
    """The entries on a page.

    ``titled`` tells that it has the heading of a table of contents, ``last`` is the last entry on
    the page before and ``count`` the number of pages of the document.
    """
    rows = list(_rows(page, kept, _NUMBER_RIGHT))
    goes_on = last is not None and bool(rows) and rows[0].number >= last.number
    highest = count + (_FIRST_NUMBER if titled or goes_on else _NUMBERED_BEFORE)
    if _rises(rows, 1 if goes_on else _FEWEST, highest) and _lined_up(rows):
        texts = sum(any(map(str.isalpha, line.text)) for line in kept)
        if titled or goes_on or len(rows) >= _SHARE * texts:
            return rows
    if not titled:
        return []
    rows = list(_rows(page, kept, _NUMBER_LEFT))
    steps = [after.number - row.number for row, after in pairwise(rows)]
    if _rises(rows, _FEWEST, highest) and any(step > 1 for step in steps):
        return rows
    targets = ((line, _target(line, page)) for line in kept)
    rows = [
        _Row(line.text, "", 0, line, line.box.right, None, target)
        for line, target in targets
        if target is not None
    ]
    return rows if len(rows) >= _FEWEST else []


def _rows(page: DrawnPage, kept: Sequence[Line], pattern: re.Pattern[str]) -> Iterator[_Row]:
    alone = _numbers_alone(kept) if pattern is _NUMBER_RIGHT else {}
    before: Line | None = None
    for line in kept:
        text = line.text.strip()[:_LONGEST]
        right, number = line.box.right, alone.get(round(line.baseline))
        if number is not None and number.box.left >= right:
            text, right = f"{text} {number.text}", number.box.right
        match = pattern.fullmatch(text)
        if match is None:
            before = line
            continue
        wraps = before is not None and 0 < line.baseline - before.baseline <= _WRAP * line.size
        title, printed = match["title"].strip(" .·…_\t"), match["page"]
        page_number = int(printed) if printed.isdecimal() else 0
        yield _Row(title, printed, page_number, line, right, before if wraps else None, _target(line, page))
        before = None


def _numbers_alone(kept: Sequence[Line]) -> dict[int, Line]:
    """Page numbers that are a line of their own, by their baseline."""
    return {round(line.baseline): line for line in kept if line.text.isdecimal() and len(line.text) <= 4}


def _target(line: Line, page: DrawnPage) -> int | None:
    middle = (line.box.top + line.box.bottom) / 2
    for link in page.links[:_MOST_LINES]:
        beside = link.box.left < line.box.right and link.box.right > line.box.left
        if link.page is not None and beside and link.box.top <= middle <= link.box.bottom:
            return link.page
    return None


def _rises(rows: Sequence[_Row], fewest: int, highest: int) -> bool:
    """Whether the page numbers run up as they do in a table of contents."""
    numbers = [row.number for row in rows if row.number]
    if len(rows) < fewest or not numbers or max(numbers) > highest:
        return False
    return sum(after >= number for number, after in pairwise(numbers)) >= _RISING * (len(numbers) - 1)


def _lined_up(rows: Sequence[_Row]) -> bool:
    """Whether the page numbers stand in a column or after leaders."""
    ends = Counter(round(row.right / _SAME_EDGE) for row in rows)
    aligned = max(ends[place] + ends[place + 1] for place in ends)
    leaders = sum(_LEADER.search(row.line.text) is not None for row in rows)
    return max(aligned, leaders) >= _RISING * len(rows)


def _belonging(index: int, rows: list[_Row], kept: Sequence[Line]) -> Iterator[LineId]:
    """All lines among the entries: those with a number and those between, such as first halves."""
    orders = [row.line.order for row in rows]
    first = rows[0].before.order if rows[0].before is not None else orders[0]
    left = min(row.line.box.left for row in rows)
    right = max(row.right for row in rows)
    top, bottom = rows[0].line.baseline, max(row.line.baseline for row in rows)
    for line in kept:
        among = first <= line.order <= orders[-1] or top < line.baseline <= bottom
        if among and line.box.right > left and line.box.left < right:
            yield index, line.order


_Group = tuple[float, bool, int]
"""Size, bold and indent of an entry: what shows its level."""


def _levelled(rows: list[_Row]) -> Iterator[Entry]:
    """Levels from numbering, corrected by how the entries look.

    A number that contradicts the look of its entry is a slip: where most of the numbered entries
    of a look have one depth, and the depth of this number belongs to another look, the look wins.
    """
    groups = [_group(row) for row in rows]
    depths: dict[_Group, Counter[int]] = defaultdict(Counter)
    for row, group in zip(rows, groups, strict=True):
        depths[group][numbering(row.title).depth] += 1
    usual = {group: _usual(counted) for group, counted in depths.items()}
    levels = _group_levels(usual)
    for row, group in zip(rows, groups, strict=True):
        depth = numbering(row.title).depth
        slip = depth != usual[group] and depth in {u for other, u in usual.items() if other != group}
        level = levels[group] if not depth or slip else levels[group] + depth - (usual[group] or depth)
        longer = f"{row.before.text} {row.title}" if row.before is not None else None
        yield Entry(row.title, row.printed, row.number, max(level, 1), row.target, longer)


def _group(row: _Row) -> _Group:
    return round(row.line.size * 2) / 2, row.line.style.bold, round(row.line.box.left / 6)


def _usual(depths: Counter[int]) -> int:
    numbered = Counter({depth: count for depth, count in depths.items() if depth})
    return numbered.most_common(1)[0][0] if numbered.total() * 2 >= depths.total() else 0


def _group_levels(usual: dict[_Group, int]) -> dict[_Group, int]:
    """A level for every look: its usual depth, or one below the look before where it has no numbers."""
    order = sorted(usual, key=lambda group: (group[2], -group[0], not group[1]))
    levels: dict[_Group, int] = {}
    level = 0
    numbered = {depth for depth in usual.values() if depth}
    for group in order:
        if usual[group]:
            level = usual[group]
        elif not levels or not numbered:
            level += 1
        levels[group] = level
    return levels

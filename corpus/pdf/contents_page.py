"""The contents page: its entries with page numbers and levels, and the headings they lead to."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from corpus.pdf.heading_match import TitleFinder
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

    ``before`` is a line just above without a number, which may be the first half of the title.
    """

    title: str
    printed: str
    number: int
    line: Line
    before: Line | None
    target: int | None


def entries(pages: Sequence[DrawnPage], left_out: Set[LineId]) -> tuple[list[Entry], frozenset[LineId]]:
    """The entries of the table of contents, and all lines that belong to it."""
    rows: list[_Row] = []
    lines: set[LineId] = set()
    for index, page in enumerate(pages[:_MOST_PAGES]):
        here = [line for line in page.lines if (index, line.order) not in left_out]
        kept = [line for line in here if not is_contents_title(line.text)]
        titled = len(kept) < len(here)
        found = _found(page, kept, titled, bool(rows), len(pages)) if len(kept) <= _MOST_LINES else []
        if found:
            rows += found
            lines.update(_belonging(index, found, kept))
        elif rows:
            break
    return list(_levelled(rows)), frozenset(lines)


def _found(page: DrawnPage, kept: Sequence[Line], titled: bool, goes_on: bool, count: int) -> list[_Row]:
    """The entries on a page; ``titled`` if it has the heading of a table of contents."""
    fewest = _FEWEST - goes_on
    rows = list(_rows(page, kept, _NUMBER_RIGHT))
    if _rises(rows, fewest, count) and _lined_up(rows) and (titled or len(rows) >= _SHARE * len(kept)):
        return rows
    if not titled:
        return []
    rows = list(_rows(page, kept, _NUMBER_LEFT))
    steps = [after.number - row.number for row, after in pairwise(rows)]
    if _rises(rows, fewest, count) and any(step > 1 for step in steps):
        return rows
    targets = ((line, _target(line, page)) for line in kept)
    rows = [_Row(line.text, "", 0, line, None, target) for line, target in targets if target is not None]
    return rows if len(rows) >= fewest else []


def _rows(page: DrawnPage, kept: Sequence[Line], pattern: re.Pattern[str]) -> Iterator[_Row]:
    alone = _numbers_alone(kept) if pattern is _NUMBER_RIGHT else {}
    before: Line | None = None
    for line in kept:
        text = line.text.strip()[:_LONGEST]
        number = alone.get(round(line.baseline))
        if number is not None and number.box.left >= line.box.right:
            text = f"{text} {number.text}"
        match = pattern.fullmatch(text)
        if match is None:
            before = line
            continue
        wraps = before is not None and 0 < line.baseline - before.baseline <= _WRAP * line.size
        title, printed = match["title"].strip(" .·…_\t"), match["page"]
        page_number = int(printed) if printed.isdecimal() else 0
        yield _Row(title, printed, page_number, line, before if wraps else None, _target(line, page))
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


def _rises(rows: Sequence[_Row], fewest: int, count: int) -> bool:
    """Whether the page numbers run up as they do in a table of contents."""
    numbers = [row.number for row in rows if row.number]
    if len(rows) < fewest or not numbers or max(numbers) > count + _FIRST_NUMBER:
        return False
    return sum(after >= number for number, after in pairwise(numbers)) >= _RISING * (len(numbers) - 1)


def _lined_up(rows: Sequence[_Row]) -> bool:
    """Whether the page numbers stand in a column or after leaders."""
    ends = Counter(round(row.line.box.right / _SAME_EDGE) for row in rows)
    aligned = max(ends[place] + ends[place + 1] for place in ends)
    leaders = sum(_LEADER.search(row.line.text) is not None for row in rows)
    return max(aligned, leaders) >= _RISING * len(rows)


def _belonging(index: int, rows: list[_Row], kept: Sequence[Line]) -> Iterator[LineId]:
    """All lines among the entries: those with a number and those between, such as first halves."""
    orders = [row.line.order for row in rows]
    first = rows[0].before.order if rows[0].before is not None else orders[0]
    left = min(row.line.box.left for row in rows)
    right = max(row.line.box.right for row in rows)
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


def matched(
    listed: Sequence[Entry], finder: TitleFinder, pages: Sequence[DrawnPage]
) -> list[tuple[Entry, tuple[LineId, ...]]]:
    """The entries with the lines of their headings; entries that are nowhere are left out."""
    offset = _offset(listed, finder)
    labels = {page.label: index for index, page in enumerate(pages) if page.label}
    found = []
    for entry in listed:
        for title in filter(None, (entry.longer, entry.title)):
            lines = _look_up(title, _pages(entry, title, offset, labels, finder), len(pages), finder)
            if lines:
                found.append((entry, lines))
                break
    return found


def _look_up(title: str, pages: Iterable[int | None], count: int, finder: TitleFinder) -> tuple[LineId, ...]:
    for page in dict.fromkeys(pages):
        lines = finder.take(title, page) if page is not None and 0 <= page < count else ()
        if lines:
            return lines
    return ()


def _offset(listed: Sequence[Entry], finder: TitleFinder) -> int:
    """How much page indices differ from the printed numbers, by the pages where titles are found."""
    votes: Counter[int] = Counter()
    for entry in filter(lambda entry: entry.number, listed):
        for page in finder.pages_of(entry.title):
            votes[page - entry.number] += 1
    if not votes:
        return -1
    best = max(votes.values())
    return min(
        (offset for offset, count in votes.items() if count == best), key=lambda offset: abs(offset + 1)
    )


def _pages(
    entry: Entry, title: str, offset: int, labels: dict[str, int], finder: TitleFinder
) -> Iterator[int | None]:
    """The pages where a heading may be, likeliest first; a contents page is often one page off."""
    yield from (entry.target, labels.get(entry.printed))
    if entry.number:
        yield from (entry.number + offset + step for step in (0, 1, -1))
    else:
        yield from sorted(finder.pages_of(title))

"""Footnotes at the foot of a page, and the raised marks in running text that refer to notes."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.boxes import Box
from corpus.pdf.layout import DrawnPage, Line

_SMALL = 0.87
"""Times the body text; measured: notes are at most 0.84, and sizes come in tenths of a point."""
_RAISED = 0.85
"""Times the size of the line; marks of notes were measured at up to 0.72, browsers draw them at 0.83."""
_MARK = re.compile(r"(?P<mark>\d{1,3}|[*†‡§]{1,3})(?P<end>[.)]?)\s*")
_MARK_ALONE = re.compile(r"\d{1,3}(?:\s?[,;]\s?\d{1,3})*|[*†‡]{1,3}")
_UNITS = re.compile(r"(?:^|[\s\d(])(?:[kcdm]?m|CO|ha)$")
"""What a raised 2 or 3 belongs to: square and cubic measures."""


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note at the foot of a page; ``mark`` is empty where it goes on from the page before.

    ``skip`` is how many code points of the first line belong to the mark.
    """

    mark: str
    skip: int
    lines: tuple[Line, ...]


def footnotes(page: DrawnPage, lines: Sequence[Line], body: float) -> tuple[Footnote, ...]:
    """The footnotes among the lines of a page, in the order they stand.

    A note is small, stands in the lower half with nothing larger under it, and begins with a mark
    that is raised, or that a raised mark above it refers to, or that follows a short rule.
    """
    _, height = page.frame
    small = [
        line for line in lines if line.size <= _SMALL * body and line.box.top > height / 2 and not line.aside
    ]
    if not small:
        return ()
    larger = [line for line in lines if line.size > _SMALL * body and not line.aside]
    referred = {mark for line in larger for _, _, mark in marks(line)}
    notes: list[Footnote] = []
    for column in _columns(small):
        notes += _notes(column, larger, referred, page)
    return tuple(notes)


def _columns(lines: Sequence[Line]) -> list[list[Line]]:
    """Small lines per column, from left to right, each from the top down."""
    columns: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: (line.box.left, line.baseline)):
        for column in columns:
            if any(_overlap(line.box, other.box) for other in column):
                column.append(line)
                break
        else:
            columns.append([line])
    return [sorted(column, key=lambda line: (round(line.baseline), line.box.left)) for column in columns]


def _overlap(one: Box, other: Box) -> bool:
    return min(one.right, other.right) - max(one.left, other.left) > 0


def _notes(
    column: Sequence[Line], larger: Sequence[Line], referred: set[str], page: DrawnPage
) -> Iterator[Footnote]:
    lowest = max(
        (line.baseline for line in larger if any(_overlap(line.box, other.box) for other in column)),
        default=0.0,
    )
    below = [line for line in column if line.baseline > lowest]
    if not below:
        return
    ruled = _after_rule(below[0], page)
    current: list[Line] = []
    mark, skip = "", 0
    for line in below:
        following = str(int(mark) + 1) if mark.isdigit() else ""
        found = _leading_mark(line, referred | {following}, ruled)
        if found is None:
            if current or (ruled and line is below[0]):
                current.append(line)
            continue
        if current:
            yield Footnote(mark, skip, tuple(current))
        mark, skip, current = *found, [line]
    if current:
        yield Footnote(mark, skip, tuple(current))


def _leading_mark(line: Line, referred: set[str], ruled: bool) -> tuple[str, int] | None:
    match = _MARK.match(line.text)
    if match is None or match.end() == len(line.text):
        return None
    mark = match["mark"]
    raised = bool(line.styles) and line.styles[0].style.size <= _RAISED * line.size
    ends = len(line.styles) > 1 and line.styles[1].start <= match.end()
    return (mark, match.end()) if (raised and ends) or mark in referred or ruled else None


def _after_rule(line: Line, page: DrawnPage) -> bool:
    """Whether a thin horizontal rule of some length stands right above a line."""
    for shape in page.shapes:
        box = shape.box
        above = 0 <= line.box.top - box.bottom + 2 <= 2.2 * line.size
        if box.height < 2 and box.width > 30 and above and _overlap(box, line.box):
            return True
    return False


def marks(line: Line) -> Iterator[tuple[int, int, str]]:
    """``(start, end, mark)`` of the raised note marks inside a line, several in one run apart.

    The comma between two marks belongs to the first.
    """
    for position, run in enumerate(line.styles):
        end = line.styles[position + 1].start if position + 1 < len(line.styles) else len(line.text)
        text = line.text[run.start : end]
        if run.start == 0 or run.style.size > _RAISED * line.size:
            continue
        if not _MARK_ALONE.fullmatch(text.strip()) or not _is_raised(line, run.start):
            continue
        before = line.text[: run.start].rstrip()
        if not before or (text.strip() in "23" and _UNITS.search(before)):
            continue
        for match in re.finditer(r"(\d{1,3}|[*†‡]{1,3})(?:\s?[,;]\s?)?", text):
            yield run.start + match.start(), run.start + match.end(), match[1]


def _is_raised(line: Line, at: int) -> bool:
    """Whether the character at an offset ends well above the foot of the line (an index does not)."""
    box = next(iter(line.boxes[at : at + 1]), None)
    others = [other for other in line.boxes if other is not None]
    if box is None or not others:
        return False
    foot = sorted(other.bottom for other in others)[len(others) // 2]
    middle = sorted((other.top + other.bottom) / 2 for other in others)[len(others) // 2]
    return box.bottom < foot - 0.05 * line.size and (box.top + box.bottom) / 2 < middle

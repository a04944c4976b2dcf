"""From characters to lines: runs of the content stream on one baseline, joined with care.

A gutter between columns can be narrower than a stretched space, so runs on one baseline are
only joined where they belong together: after a bullet or number, where the gap is small, or where
they follow each other in the stream and no column starts at the second one.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from corpus.boxes import Box, CharBoxes, union
from corpus.pdf.characters import Characters, Glyph
from corpus.pdf.geometry import Frame
from corpus.pdf.layout import Line, Style, StyleRun
from corpus.pdf.runs import GAP, SAME_BASELINE, Run, is_marker, runs_of
from corpus.pdf.tilted import tilted_lines

_SPACE = 0.16
"""Narrowest gap in em that is shown as a space where none is drawn."""
_DRAWN_SPACE = 0.05
"""The same where one is drawn; less cannot be seen."""
_EDGE = 1.2
"""Points within which two runs start at the same left edge."""
_MARKER_REACH = 5.0
"""How far, in em, text may stand from its bullet or number."""
_MANY = 6000
"""Runs on one page beyond which no gutters are sought: that is a drawing, and the search is quadratic."""
_WIDE = 1.6
"""A gap in em from which two rows are enough to see a column start; a narrower one takes three."""
_NEVER_A_SPACE = 3.0
_FEW = 4
"""Gaps between letters from which letter spacing shows; a run of fewer is taken to be set as its line."""
_PAGE_NUMBER = re.compile(r"\d{1,4}|[ivxlc]{1,7}")
_PLAIN_HYPHENS = "-\u2010"


def lines(characters: Characters) -> tuple[int, tuple[Line, ...]]:
    """The direction of most of the text, and all lines in stream order.

    Boxes of lines are in the page turned so that text of that direction is upright.
    """
    straight = characters.by_direction
    upright = max(straight, key=lambda direction: len(straight[direction]), default=0)
    plane = characters.plane
    page = Frame(plane.width, plane.height, upright)
    found: list[Line] = []
    for degrees, glyphs in characters.tilted.items():
        found += tilted_lines(degrees, glyphs, page)
    for direction, glyphs in straight.items():
        frame = Frame(plane.width, plane.height, direction)
        for runs in _joined(runs_of(glyphs)):
            line = _line(runs, frame, page, aside=direction != upright)
            if line is not None:
                found.append(line)
    return upright, tuple(sorted(found, key=lambda line: line.order))


def _joined(runs: list[Run]) -> list[list[Run]]:
    """Runs that make one line, from left to right."""
    edges = _Edges(runs)
    out: list[list[Run]] = []
    start = 0
    while start < len(runs):
        end = start + 1
        while end < len(runs) and runs[end].follows:
            end += 1
        stretched = _stretched_space(runs[start:end])
        out.append([runs[start]])
        for run in runs[start + 1 : end]:
            if _belongs(out[-1], run, edges, stretched):
                out[-1].append(run)
            else:
                out.append([run])
        start = end
    return _joined_apart(out)


def _belongs(group: list[Run], run: Run, edges: "_Edges", stretched: float) -> bool:
    before = group[-1]
    gap = run.left - before.right
    if len(group) == 1 and is_marker(before) and gap <= _MARKER_REACH * before.size:
        return True
    if gap <= min(stretched, _NEVER_A_SPACE * min(run.size, before.size)):
        return True
    return not edges.starts_column(run, before)


def _stretched_space(row: Sequence[Run]) -> float:
    """The widest gap, in points, that is a space in a row set to full width; 0 where that is unknown.

    Justification makes all spaces of a line equal, so a gap like the others is no gutter.
    """
    gaps = [run.left - before.right for before, run in pairwise(row)]
    for run in row:
        gaps += [glyph.box.left - before.box.right for before, glyph in pairwise(run.glyphs) if glyph.space]
    return 1.3 * median(gaps) if len(gaps) >= 3 else 0.0


class _Edges:
    """Where columns start: a left edge shared by runs with nothing between them that crosses it."""

    def __init__(self, runs: list[Run]) -> None:
        self.runs_of = runs
        self._sure = Counter(round(run.left / _EDGE) for run in runs if not run.follows)

    def starts_column(self, run: Run, before: Run) -> bool:
        gap = (run.left - before.right) / max(run.size, before.size)
        if len(self.runs_of) > _MANY or gap > _NEVER_A_SPACE:
            return True
        place = round(run.left / _EDGE)
        if sum(self._sure[place + step] for step in (-1, 0, 1)) >= 3:
            return True
        needed = 1 if gap >= _WIDE else 2
        middle = (before.right + run.left) / 2
        for other in self.runs_of:
            if abs(other.left - run.left) > _EDGE or abs(other.baseline - run.baseline) < 2:
                continue
            low, high = sorted((other.baseline, run.baseline))
            if high - low <= 8 * run.size and not self._crossed(middle, low, high):
                needed -= 1
                if needed == 0:
                    return True
        return False

    def _crossed(self, x: float, low: float, high: float) -> bool:
        return any(
            other.left < x < other.right and low - 1 <= other.baseline <= high + 1 for other in self.runs_of
        )


def _joined_apart(groups: list[list[Run]]) -> list[list[Run]]:
    """Join what stands on one line but apart in the stream: close neighbours and lone bullets."""
    if len(groups) > _MANY:
        return groups
    ordered = sorted(groups, key=lambda group: (round(group[0].baseline), group[0].left))
    out: list[list[Run]] = []
    for group in ordered:
        if out and _neighbours(out[-1], group):
            out[-1] += group
        else:
            out.append(group)
    return _with_page_numbers(out)


def _neighbours(left: list[Run], right: list[Run]) -> bool:
    before, run = left[-1], right[0]
    larger = max(before.size, run.size)
    if abs(before.baseline - run.baseline) > SAME_BASELINE * larger:
        return False
    gap = run.left - before.right
    if gap < -0.3 * larger:
        return False
    if len(left) == 1 and is_marker(before):
        return gap <= 0.5 * _MARKER_REACH * min(before.size, run.size)
    return gap <= GAP * min(before.size, run.size)


def _with_page_numbers(groups: list[list[Run]]) -> list[list[Run]]:
    """Join the page numbers of a contents page to their titles.

    Numbers count as such when at least four of them end at the same right edge, each alone on the
    baseline of a text to its left, with nothing else to its right.
    """
    rows: dict[int, list[list[Run]]] = {}
    for group in groups:
        rows.setdefault(round(group[0].baseline), []).append(group)
    entries = []
    for row in rows.values():
        row.sort(key=lambda group: group[0].left)
        if len(row) == 2 and _PAGE_NUMBER.fullmatch("".join(run.text for run in row[1])):
            entries.append((row[0], row[1]))
    ends = Counter(round(number[-1].right / 3) for _, number in entries)
    joined = []
    for title, number in entries:
        place = round(number[-1].right / 3)
        if sum(ends[place + step] for step in (-1, 0, 1)) >= 4:
            title += number
            joined.append(id(number))
    return [group for group in groups if id(group) not in joined]


def _line(runs: list[Run], frame: Frame, page: Frame, aside: bool) -> Line | None:
    text: list[str] = []
    boxes: list[Box | None] = []
    styles: list[StyleRun] = []
    tags: list[int] = []
    glyphs = list(_with_spaces(runs))
    for glyph in glyphs:
        if glyph is None:
            text.append(" ")
            boxes.append(None)
            continue
        if not styles or styles[-1].style is not glyph.style:
            styles.append(StyleRun(len(text), glyph.style))
        text.append(glyph.text)
        boxes.append(page.box(frame.displayed(glyph.box)) if aside else glyph.box)
        if glyph.tag >= 0 and (not tags or tags[-1] != glyph.tag):
            tags.append(glyph.tag)
    last = text[-1]
    hyphen = last == "\ufffe" or (last in _PLAIN_HYPHENS and len(text) > 1 and text[-2].isalnum())
    printed = "".join("-" if char == "\ufffe" else char for char in text)
    drawn = [glyph for glyph in glyphs if glyph is not None]
    return Line(
        text=printed,
        boxes=CharBoxes.of(_spaces_filled(boxes)),
        box=union([box for box in boxes if box is not None]),
        baseline=max(runs, key=lambda run: run.size).baseline,
        style=_main_style(drawn),
        order=min(glyph.order for glyph in drawn),
        styles=tuple(styles),
        hyphen=hyphen and len(text) > 1,
        tags=tuple(tags),
        aside=aside,
    )


def _with_spaces(runs: list[Run]) -> Iterator[Glyph | None]:
    """The glyphs of a line from left to right, with ``None`` for a space."""
    before: Glyph | None = None
    usual = _tracking([glyph for run in runs for glyph in run.glyphs if glyph.text.isalpha()])
    for run in runs:
        tracking = (_tracking(run.glyphs) or usual) if len(run.glyphs) <= _FEW else _tracking(run.glyphs)
        for glyph in run.glyphs:
            if before is not None:
                em = min(before.style.size, glyph.style.size)
                gap = (glyph.box.left - before.box.right) / em - tracking
                if gap > (_DRAWN_SPACE if glyph.space else _SPACE):
                    yield None
            yield glyph
            before = glyph


def _tracking(glyphs: Sequence[Glyph]) -> float:
    """The usual gap in em between glyphs of one style, if set with wide letter spacing, else 0."""
    gaps = [
        (glyph.box.left - before.box.right) / max(glyph.style.size, 1)
        for before, glyph in pairwise(glyphs)
        if not glyph.space and glyph.style is before.style
    ]
    usual = median(gaps) if len(gaps) >= _FEW else 0.0
    return usual if usual > 0.5 * _SPACE else 0.0


def _spaces_filled(boxes: list[Box | None]) -> list[Box | None]:
    """A space within a line fills the gap between its neighbours, so that a marking has no holes."""
    filled = list(boxes)
    for index, (before, box) in enumerate(pairwise(boxes)):
        after = boxes[index + 2] if index + 2 < len(boxes) else None
        if box is None and before is not None and after is not None:
            upright = abs(after.top - before.top) <= abs(after.left - before.left)
            if upright and after.left >= before.right:
                filled[index + 1] = Box(before.right, before.top, after.left, before.bottom)
    return filled


def _main_style(glyphs: Sequence[Glyph]) -> Style:
    return Counter(glyph.style for glyph in glyphs).most_common(1)[0][0]

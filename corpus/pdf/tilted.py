"""Lines of text that stands at an angle: a watermark across the page, labels of a figure."""

import math
from collections.abc import Iterator, Sequence

from corpus.boxes import Box, CharBoxes, union
from corpus.pdf.characters import Glyph
from corpus.pdf.geometry import Frame
from corpus.pdf.layout import Line, StyleRun

_OFF_THE_LINE = 0.5
"""In em; a glyph further than this beside the line of the one before begins another line."""
_FARTHEST = 3.0
"""In em, from the middle of one glyph to that of the next on the line."""


def tilted_lines(degrees: int, glyphs: Sequence[Glyph], page: Frame) -> Iterator[Line]:
    """The lines of glyphs that all run ``degrees`` clockwise; boxes are those of the turned page."""
    line: list[Glyph] = []
    for glyph in glyphs:
        if line and not _goes_on(line[-1], glyph, math.radians(degrees)):
            yield _line(line, page)
            line = []
        line.append(glyph)
    if line:
        yield _line(line, page)


def _goes_on(before: Glyph, glyph: Glyph, angle: float) -> bool:
    em = max(before.style.size, glyph.style.size)
    across, down = (_middle(glyph.box)[side] - _middle(before.box)[side] for side in (0, 1))
    along = across * math.cos(angle) + down * math.sin(angle)
    return abs(glyph.baseline - before.baseline) <= _OFF_THE_LINE * em and 0 <= along <= _FARTHEST * em


def _middle(box: Box) -> tuple[float, float]:
    return (box.left + box.right) / 2, (box.top + box.bottom) / 2


def _line(glyphs: Sequence[Glyph], page: Frame) -> Line:
    text = ""
    boxes: list[Box | None] = []
    for glyph in glyphs:
        if text and glyph.space:
            text += " "
            boxes.append(None)
        text += "-" if glyph.text == "\ufffe" else glyph.text
        boxes.append(page.box(glyph.box))
    around = union([box for box in boxes if box is not None])
    first = glyphs[0]
    return Line(
        text=text,
        boxes=CharBoxes.of(boxes),
        box=around,
        baseline=around.bottom,
        style=first.style,
        order=first.order,
        styles=(StyleRun(0, first.style),),
        tags=(first.tag,) if first.tag >= 0 else (),
        aside=True,
    )

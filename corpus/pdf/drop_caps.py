"""Drop capitals: a large first letter beside the first lines of a paragraph, put back before them."""

import re
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from corpus.boxes import Box, CharBoxes, union
from corpus.pdf.layout import Line, StyleRun

_LETTER = re.compile(r"[\"'“‘„]?[^\W\d_]")
_LARGER = 1.8
"""Times the size of the lines beside it; over two lines a letter is at least twice as large."""
_FARTHEST = 1.5
"""In em of the lines beside it, from the letter to where they start."""
_CAPITAL = 0.72
"""Height of a capital in em, in most fonts for text."""
_NEXT = 2.2
"""In em, to the next line of the paragraph, which starts below the letter; beside a large letter in a
list of terms there is none."""
_TOP = 1.0
"""In em of the first line beside it, from the top of its capitals to that of the letter."""


def with_drop_caps(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines, a drop capital being part of the first line beside it.

    The lines beside it count as starting where the letter does, as the rest of the paragraph.
    """
    out = {line.order: line for line in lines}
    usual = median(line.size for line in lines) if lines else 0.0
    for line in lines:
        cap, rest = _apart(line) if line.styles[0].style.size >= _LARGER * usual else (None, None)
        if cap is None:
            continue
        others = [other for other in out.values() if other.order != line.order]
        beside = _beside(cap, [*others, rest] if rest is not None else others)
        if not beside:
            continue
        del out[line.order]
        for other in beside:
            out[other.order] = replace(other, box=other.box._replace(left=cap.box.left))
        out[beside[0].order] = _begun(cap, out[beside[0].order])
    return tuple(sorted(out.values(), key=lambda line: line.order))


def _apart(line: Line) -> tuple[Line | None, Line | None]:
    """A letter that may be a drop capital, and what follows it on its own baseline."""
    if line.aside:
        return None, None
    if _LETTER.fullmatch(line.text):
        return line, None
    second = line.styles[1] if len(line.styles) > 1 else None
    if second is None or not _LETTER.fullmatch(line.text[: second.start].rstrip()):
        return None, None
    start, style = second.start, line.styles[0].style
    letter = line.text[:start].rstrip()
    if style.size < _LARGER * line.size:
        return None, None
    cap = replace(
        line,
        text=letter,
        boxes=line.boxes[: len(letter)],
        box=_around(line.boxes[: len(letter)]),
        style=style,
        styles=line.styles[:1],
        hyphen=False,
    )
    around = _around(line.boxes[start:])
    depth = (cap.box.bottom - cap.baseline) / cap.size
    rest = replace(
        line,
        text=line.text[start:],
        boxes=line.boxes[start:],
        box=around,
        baseline=around.bottom - depth * line.size,
        order=line.order + start,
        styles=tuple(StyleRun(run.start - start, run.style) for run in line.styles[1:]),
    )
    return cap, rest


def _beside(cap: Line, lines: Sequence[Line]) -> list[Line]:
    """The lines straight to the right of a large letter, from the top down; none if it is no drop capital."""
    top, right = cap.baseline - _CAPITAL * cap.size, cap.box.right
    near = [
        line
        for line in lines
        if not line.aside
        and line.size * _LARGER <= cap.size
        and -0.5 * line.size <= line.box.left - right <= _FARTHEST * line.size
        and top - _TOP * line.size <= line.baseline - _CAPITAL * line.size
        and line.baseline - 0.5 * line.size < cap.box.bottom
    ]
    near.sort(key=lambda line: line.baseline)
    if len(near) < 2 or not near[0].text[0].isalpha():
        return []
    level = abs(near[0].baseline - _CAPITAL * near[0].size - top) <= _TOP * near[0].size
    last = near[-1]
    under = any(
        abs(line.box.left - cap.box.left) <= last.size
        and 0.5 * last.size < line.baseline - last.baseline <= _NEXT * last.size
        for line in lines
    )
    return near if level and under else []


def _around(boxes: CharBoxes) -> Box:
    return union([box for box in boxes if box is not None])


def _begun(cap: Line, line: Line) -> Line:
    styles = [StyleRun(run.start + len(cap.text), run.style) for run in line.styles]
    return replace(
        line,
        text=cap.text + line.text,
        boxes=CharBoxes.joined((cap.boxes, line.boxes)),
        styles=(StyleRun(0, cap.style), *styles),
        tags=(*cap.tags, *line.tags),
    )

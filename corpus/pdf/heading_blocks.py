"""Lines that stand out from the body text, joined to blocks, with what stands around them."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from heapq import nlargest

from corpus.boxes import Box
from corpus.pdf.heading_body import Body, recognised_body, stands_out
from corpus.pdf.heading_text import is_bullet, joined, numbering
from corpus.pdf.layout import DrawnPage, Line, LineId, Style

_REACH = 60
"""Lines looked at for the neighbour above or below; more stand beside each other only in drawings."""
_LEADING = 1.95
"""Widest line distance in a large heading, in its size; measured: 1.71, in body text 1.3."""
_LEADING_SMALL = 1.6
_LONGEST = 200
_MOST_SHAPES = 400
_BACKGROUND = 0.5
"""A shape over more than this part of the page is a background."""
_READ_ON = 16
"""Lines read below the title of a text box to see whether it holds sentences or labels."""
_WHITE = 0xFFFFFF


@dataclass(frozen=True, slots=True)
class Block:
    """One or more lines in one style that may be a heading, and the lines around it.

    ``body`` is the body text of its page; on a recognised page ``style`` is scaled to the body text
    of the document. ``above`` and ``below`` are the lines nearest to it, ``after`` the one below ``below``.
    ``large`` is larger than body text; ``rows`` counts the other blocks in this style on its first
    baseline; ``inside`` is the filled shape or image around it and ``below_inside`` around the
    line below; ``sentences`` is how many of the next lines in its shape end a sentence.
    """

    page: int
    lines: tuple[Line, ...]
    text: str
    style: Style
    body: Body
    large: bool
    above: Line | None
    below: Line | None
    after: Line | None
    page_width: float
    rows: int = 0
    inside: Box | None = None
    below_inside: Box | None = None
    sentences: int = 0

    @property
    def ids(self) -> tuple[LineId, ...]:
        """The names of its lines, from top to bottom."""
        return tuple((self.page, line.order) for line in self.lines)


def blocks(pages: Sequence[DrawnPage], kept: Sequence[Sequence[Line]], body: Body) -> Iterator[Block]:
    """The blocks that stand out from the body text, page by page; ``kept`` are the lines that count."""
    for index, (page, lines) in enumerate(zip(pages, kept, strict=True)):
        yield from _on_page(index, page, lines, body)


def _on_page(index: int, page: DrawnPage, kept: Sequence[Line], whole: Body) -> list[Block]:
    body = recognised_body(kept, whole) if page.recognised else whole
    striking = {line.order for line in kept if len(line.text) <= _LONGEST and stands_out(line, body)}
    if not striking:
        return []
    around = Neighbours(kept)
    fills = _fills(page)
    found: list[tuple[list[Line], Line | None]] = []
    done: set[int] = set()
    for line in around.ordered:
        if line.order not in striking or line.order in done:
            continue
        group = [line]
        below = around.below(line)
        while (
            below is not None
            and below.order in striking
            and around.above(below) is group[-1]
            and goes_on(group, below, body)
        ):
            group.append(below)
            below = around.below(below)
        done.update(member.order for member in group)
        found.append((group, below))
    rows = Counter((round(group[0].baseline / 3), _look(group[0].style)) for group, _ in found)
    out = []
    for group, below in found:
        place, look = round(group[0].baseline / 3), _look(group[0].style)
        inside = _around(group[0], fills)
        out.append(
            Block(
                page=index,
                lines=tuple(group),
                text=joined(tuple(group)),
                style=_scaled(group[0].style, whole.size / body.size),
                body=body,
                large=body.is_large(group[0]),
                above=around.above(group[0]),
                below=below,
                after=around.below(below) if below is not None else None,
                page_width=page.frame[0],
                rows=sum(rows[place + step, look] for step in (-1, 0, 1)) - 1,
                inside=inside,
                below_inside=_around(below, fills) if below is not None else None,
                sentences=_sentences(below, inside, around) if inside is not None else 0,
            )
        )
    return out


def _scaled(style: Style, factor: float) -> Style:
    return style if factor == 1 else replace(style, size=style.size * factor)


def _look(style: Style) -> tuple[float, bool, bool]:
    return round(style.size * 2) / 2, style.bold, style.italic


def goes_on(group: Sequence[Line], line: Line, body: Body) -> bool:
    """Whether a line continues the block above it: same style, close, and lined up with it."""
    last, first = group[-1], group[0]
    if _look(line.style) != _look(last.style) or line.style.color != last.style.color:
        return False
    if numbering(line.text).depth or is_bullet(line.text):
        return False
    widest = (_LEADING if body.is_large(last) else _LEADING_SMALL) * last.size
    if not 0 < line.baseline - last.baseline <= widest:
        return False
    em = last.size
    hanging = -0.5 * em <= line.box.left - first.box.left <= 5 * em
    centred = abs((line.box.left + line.box.right) - (first.box.left + first.box.right)) <= 2 * em
    return hanging or centred or abs(line.box.right - first.box.right) <= 0.5 * em


class Neighbours:
    """The nearest lines above and below on one page that overlap a line horizontally."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.ordered = sorted(lines, key=lambda line: (line.baseline, line.box.left))
        self._baselines = [line.baseline for line in self.ordered]
        self._place = {line.order: place for place, line in enumerate(self.ordered)}

    def above(self, line: Line) -> Line | None:
        """The nearest line above."""
        place = bisect_left(self._baselines, line.baseline - 1) - 1
        return self._nearest(line, range(place, max(place - _REACH, -1), -1))

    def below(self, line: Line) -> Line | None:
        """The nearest line below."""
        place = bisect_left(self._baselines, line.baseline + 1)
        return self._nearest(line, range(place, min(place + _REACH, len(self.ordered))))

    def _nearest(self, line: Line, places: range) -> Line | None:
        for place in places:
            other = self.ordered[place]
            shared = min(line.box.right, other.box.right) - max(line.box.left, other.box.left)
            if shared > 0.2 * min(line.box.width, other.box.width):
                return other
        return None


def _sentences(line: Line | None, inside: Box, around: Neighbours) -> int:
    count = 0
    for _ in range(_READ_ON):
        if line is None or line.box.bottom > inside.bottom + line.size:
            break
        count += line.text.rstrip(" \"'”’»)").endswith((".", "?", "!"))
        line = around.below(line)
    return count


def _fills(page: DrawnPage) -> list[Box]:
    """Filled shapes and images that may be a box around text, the largest first.

    On a recognised page the text itself may be images.
    """
    width, height = page.frame
    most = _BACKGROUND * width * height
    boxes = [shape.box for shape in page.shapes if shape.fill is not None and shape.fill != _WHITE]
    images = () if page.recognised else page.images
    boxes = [box for box in (*boxes, *images) if box.height > 4 and _area(box) <= most]
    return nlargest(_MOST_SHAPES, boxes, key=_area)


def _around(line: Line, fills: list[Box]) -> Box | None:
    """The smallest filled box around the middle of a line."""
    x, y = (line.box.left + line.box.right) / 2, (line.box.top + line.box.bottom) / 2
    for box in reversed(fills):
        if box.left <= x <= box.right and box.top <= y <= box.bottom and box.width > 0.5 * line.box.width:
            return box
    return None


def _area(box: Box) -> float:
    return box.width * box.height

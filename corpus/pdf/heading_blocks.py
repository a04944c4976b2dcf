"""Lines that stand out from the body text, joined to blocks, with what stands around them."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from heapq import nlargest

from corpus.boxes import Box
from corpus.pdf.heading_text import is_bullet, joined, numbering
from corpus.pdf.layout import DrawnDocument, DrawnPage, Line, LineId, Style

LARGER = 1.09
"""From this times the body size text is large: 12 points beside 11, 10 beside 9; half a point is not."""
_SMALLEST = 0.97
_REACH = 60
"""Lines looked at for the neighbour above or below; more stand beside each other only in drawings."""
_LEADING = 1.95
"""Widest line distance in a large heading, in its size; measured: 1.71, in body text 1.3."""
_LEADING_SMALL = 1.6
_MOST_SHAPES = 400
_BACKGROUND = 0.5
"""A shape over more than this part of the page is a background."""
_READ_ON = 16
"""Lines read below the title of a text box to see whether it holds sentences or labels."""
_WHITE = 0xFFFFFF


def family(font: str) -> str:
    """The font family: the name without subset prefix and style suffix."""
    name = font.partition("+")[2] or font
    return name.partition("-")[0].partition(",")[0]


@dataclass(frozen=True, slots=True)
class Body:
    """The style of the running text of a document, and its usual line distance in points."""

    size: float
    font: str
    bold: bool
    italic: bool
    color: int
    leading: float


def body_of(pages: Sequence[DrawnPage], left_out: Set[LineId]) -> Body | None:
    """The commonest size, and the commonest style and leading in that size; ``None`` without text."""
    sizes: Counter[float] = Counter()
    for page_index, page in enumerate(pages):
        for line in page.lines:
            if (page_index, line.order) not in left_out and not line.aside:
                sizes[_half(line.size)] += len(line.text)
    if not sizes:
        return None
    size = sizes.most_common(1)[0][0]
    styles: Counter[Style] = Counter()
    steps: Counter[float] = Counter()
    for page in pages:
        before: Line | None = None
        for line in page.lines:
            if _half(line.size) != size:
                before = None
                continue
            styles[line.style] += len(line.text)
            if before is not None and 0.9 * size < line.baseline - before.baseline < 2.2 * size:
                steps[_half(line.baseline - before.baseline)] += 1
            before = line
    style = styles.most_common(1)[0][0]
    leading = steps.most_common(1)[0][0] if steps else 1.25 * size
    return Body(max(size, 0.5), family(style.font), style.bold, style.italic, style.color, leading)


def _half(points: float) -> float:
    return round(points * 2) / 2


@dataclass(frozen=True, slots=True)
class Block:
    """One or more lines in one style that may be a heading, and the lines around it.

    ``above`` and ``below`` are the lines nearest to it, ``after`` the one below ``below``.
    ``large`` is larger than body text; ``rows`` counts the other blocks in this style on its first
    baseline; ``inside`` is the filled shape or image around it and ``below_inside`` around the
    line below; ``sentences`` is how many of the next lines in its shape end a sentence.
    """

    page: int
    lines: tuple[Line, ...]
    text: str
    style: Style
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


def stands_out(line: Line, body: Body) -> bool:
    """Whether a line differs from body text in the way of a heading."""
    style = line.style
    if style.size >= LARGER * body.size:
        return True
    if style.size < _SMALLEST * body.size or line.link:
        return False
    return (
        (style.bold and not body.bold)
        or (style.italic and not body.italic)
        or style.color != body.color
        or family(style.font) != body.font
    )


def blocks(
    document: DrawnDocument, body: Body, left_out: Set[LineId]
) -> Iterator[tuple[int, Sequence[Line], list[Block]]]:
    """For every page its index, the lines that count, and the blocks that stand out."""
    for index, page in enumerate(document.pages):
        kept = [line for line in page.lines if (index, line.order) not in left_out and not line.aside]
        yield index, kept, _on_page(index, page, kept, body)


def _on_page(index: int, page: DrawnPage, kept: Sequence[Line], body: Body) -> list[Block]:
    striking = {line.order for line in kept if len(line.text) <= 200 and stands_out(line, body)}
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
                style=group[0].style,
                large=group[0].size >= LARGER * body.size,
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


def _look(style: Style) -> tuple[float, bool, bool]:
    return _half(style.size), style.bold, style.italic


def goes_on(group: Sequence[Line], line: Line, body: Body) -> bool:
    """Whether a line continues the block above it: same style, close, and lined up with it."""
    last, first = group[-1], group[0]
    if _look(line.style) != _look(last.style) or line.style.color != last.style.color:
        return False
    if numbering(line.text).depth or is_bullet(line.text):
        return False
    widest = (_LEADING if last.size >= LARGER * body.size else _LEADING_SMALL) * last.size
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
    """Filled shapes and images that may be a box around text, the largest first."""
    width, height = page.frame
    most = _BACKGROUND * width * height
    boxes = [shape.box for shape in page.shapes if shape.fill is not None and shape.fill != _WHITE]
    boxes = [box for box in (*boxes, *page.images) if box.height > 4 and _area(box) <= most]
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

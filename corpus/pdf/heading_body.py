"""What running text looks like in a document, against which headings are measured."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.pdf.layout import Line, Style

_LARGER = 1.09
"""From this times the body size text is large: 12 points beside 11, 10 beside 9; half a point is not."""
_LARGER_RECOGNISED = 1.2
"""The same where sizes were measured on an image; lines of body text are up to 15 % off."""
_SMALLEST = 0.97


@dataclass(frozen=True, slots=True)
class Body:
    """The style of the running text, and its usual line distance in points.

    ``larger`` is from how many times its size text is large; ``recognised`` tells that only sizes
    are known.
    """

    size: float
    font: str
    bold: bool
    italic: bool
    color: int
    leading: float
    larger: float = _LARGER
    recognised: bool = False

    def is_large(self, line: Line) -> bool:
        """Whether a line is larger than body text."""
        return line.size >= self.larger * self.size


def body_of(pages: Sequence[Sequence[Line]]) -> Body | None:
    """The commonest size, and the commonest style and leading in that size; ``None`` without text."""
    sizes: Counter[float] = Counter()
    for lines in pages:
        for line in lines:
            sizes[_half(line.size)] += len(line.text)
    if not sizes:
        return None
    size = sizes.most_common(1)[0][0]
    styles: Counter[Style] = Counter()
    steps: Counter[float] = Counter()
    for lines in pages:
        before: Line | None = None
        for line in lines:
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


def recognised_body(lines: Sequence[Line], body: Body) -> Body:
    """The body text of a page that was recognised; that of the document if there is none."""
    own = body_of([lines])
    return replace(own or body, larger=_LARGER_RECOGNISED, recognised=True)


def stands_out(line: Line, body: Body) -> bool:
    """Whether a line differs from body text in the way of a heading."""
    style = line.style
    if body.is_large(line):
        return True
    if body.recognised or style.size < _SMALLEST * body.size or line.link:
        return False
    return (
        (style.bold and not body.bold)
        or (style.italic and not body.italic)
        or style.color != body.color
        or family(style.font) != body.font
    )


def family(font: str) -> str:
    """The font family: the name without subset prefix and style suffix."""
    name = font.partition("+")[2] or font
    return name.partition("-")[0].partition(",")[0]


def _half(points: float) -> float:
    return round(points * 2) / 2

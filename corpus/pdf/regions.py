"""Text boxes: filled, framed or pictured areas whose lines belong together."""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.boxes import Box, union
from corpus.pdf.layout import DrawnPage, Line

_WHITE = 0xF8F8F8
_PAGE_SHARE = 0.85
"""An area this large is the background of the page, not a box."""
_SMALLEST = 12.0
"""Points; lower or narrower areas are rules and bullets."""
_MOST = 400
"""Areas looked at on one page, the largest first."""
_SAME = 3.0
_TOUCHING = 1.5


@dataclass(frozen=True, slots=True)
class Region:
    """An area of the page with the lines whose middle lies in it and the regions inside it.

    A table has neither, but ``rows``: per row the lines of each cell from left to right. ``cuts``
    are the places, in points from the left, where areas that make up this one touch.
    """

    box: Box
    lines: tuple[Line, ...]
    regions: tuple["Region", ...]
    rows: tuple[tuple[tuple[Line, ...], ...], ...] = ()
    cuts: tuple[float, ...] = ()


def regions(page: DrawnPage, lines: Sequence[Line]) -> Region:
    """The whole page as a region, with its text boxes as regions inside, as deep as they are nested."""
    width, height = page.frame
    found = _areas(page, lines)
    areas = list(found)
    held: dict[int, list[Line]] = {}
    for line in lines:
        held.setdefault(_smallest_around(areas, line.box), []).append(line)
    inside: dict[int, list[int]] = {}
    used = {number for number in held if number >= 0}
    for number in sorted(used, reverse=True):
        parent = _parent(areas, number, used)
        inside.setdefault(parent, []).append(number)

    def build(number: int, box: Box) -> Region:
        children = tuple(build(child, areas[child]) for child in inside.get(number, ()))
        return Region(box, tuple(held.get(number, ())), children, cuts=found.get(box, ()))

    return build(-1, Box(0, 0, width, height))


def _areas(page: DrawnPage, lines: Sequence[Line]) -> dict[Box, tuple[float, ...]]:
    """Areas that may hold text with their cuts, the largest first, near doubles once."""
    width, height = page.frame
    fills = [shape.box for shape in page.shapes if shape.fill is not None and not _is_white(shape.fill)]
    rows = _touching(fills)
    candidates = [shape.box for shape in page.shapes if shape.fill is None]
    candidates += [*rows, *page.images]
    usable = [
        box
        for box in candidates
        if box.width >= _SMALLEST
        and box.height >= _SMALLEST
        and box.width * box.height < _PAGE_SHARE * width * height
        and any(_inside(line.box, box) for line in lines)
    ]
    areas: dict[Box, tuple[float, ...]] = {}
    for box in sorted(usable, key=lambda box: -box.width * box.height)[:_MOST]:
        if not any(_same(box, other) for other in areas):
            areas[box] = rows.get(box, ())
    return areas


def _touching(fills: Sequence[Box]) -> dict[Box, tuple[float, ...]]:
    """Filled areas, those of one height that stand against each other (cells) as one, with the cuts."""
    out: dict[Box, tuple[float, ...]] = {}
    row: list[Box] = []
    for box in sorted(fills, key=lambda box: (round(box.top), round(box.bottom), box.left)):
        last = row[-1] if row else None
        level = last is not None and abs(box.top - last.top) <= 1 and abs(box.bottom - last.bottom) <= 1
        if last is not None and not (level and abs(box.left - last.right) <= _TOUCHING):
            out[union(row)] = tuple(cell.left for cell in row[1:])
            row = []
        row.append(box)
    if row:
        out[union(row)] = tuple(cell.left for cell in row[1:])
    return out


def _is_white(color: int) -> bool:
    return all((color >> shift & 0xFF) >= (_WHITE >> shift & 0xFF) for shift in (16, 8, 0))


def _same(one: Box, other: Box) -> bool:
    return all(abs(a - b) <= _SAME for a, b in zip(one, other, strict=True))


def _inside(box: Box, area: Box) -> bool:
    """Whether the middle of a box lies in an area that is nearly wide enough for it.

    A mark drawn behind one word of a line is no text box of the line.
    """
    x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    wide_enough = area.width >= 0.8 * box.width
    return wide_enough and area.left <= x <= area.right and area.top <= y <= area.bottom


def _smallest_around(areas: Sequence[Box], box: Box) -> int:
    return next((n for n in range(len(areas) - 1, -1, -1) if _inside(box, areas[n])), -1)


def _parent(areas: Sequence[Box], number: int, used: set[int]) -> int:
    """The smallest larger area in use that nearly holds this one, or -1 for the page."""
    box = areas[number]
    size = box.width * box.height
    for other in range(number - 1, -1, -1):
        around = areas[other]
        shared = max(0.0, min(box.right, around.right) - max(box.left, around.left)) * max(
            0.0, min(box.bottom, around.bottom) - max(box.top, around.top)
        )
        if other in used and shared >= 0.9 * size:
            return other
    return -1

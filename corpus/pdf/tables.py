"""Tables: ruled ones by their grid, others by filled rows or by rules between the rows.

The grid of a ruled table is found with the table algorithm of pdfplumber (Nurminen 2013), given
the rules that pdfium reports.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from corpus.boxes import Box, union
from corpus.pdf.columns import columns_of
from corpus.pdf.layout import DrawnPage, Line, StyleRun
from corpus.pdf.regions import Region

_THIN = 1.6
"""Points; a drawn area thinner than this is a rule (measured on government PDFs)."""
_SHORTEST = 8.0
_MOST_RULES = 3_000
_SAME = 3.0
"""Points within which edges of rows and rules count as the same."""
_STACKED = 5.0
"""Points of white between two filled rows of one table, at most."""
_ASTRAY = 0.8
"""In em, from where a cell starts to where its column does, at most."""
_MOST_ALONE = 2
"""Lines that stand alone in a row between two filled ones; more is text between two boxes."""
_ROW_GAP = 0.3
"""In em; white space between two lines of one cell is less."""
_UNFILLED = 2.5
"""Times the lower of two filled rows: the height of the row without filling between them, at most."""
_FILLED_CELLS = 0.5
"""Share of the cells of a grid that hold text; a drawing or a form with rules has less."""

Row = tuple[tuple[Line, ...], ...]


def with_ruled_tables(page: DrawnPage, lines: Sequence[Line]) -> tuple[list[Line], list[Region]]:
    """The lines outside ruled tables, and each table as a region with rows."""
    rules = [shape.box for shape in page.shapes if min(shape.box.width, shape.box.height) < _THIN]
    rules = [rule for rule in rules if max(rule.width, rule.height) >= _SHORTEST]
    if len(rules) > 1:
        rules += _column_edges([shape.box for shape in page.shapes if shape.fill is not None])
    upright = sum(rule.height > rule.width for rule in rules)
    if upright < 2 or len(rules) - upright < 2 or len(rules) > _MOST_RULES:
        return list(lines), []
    left = list(lines)
    tables = []
    for cells in _grids(rules):
        table, rest = _filled(cells, left)
        if table is not None:
            tables.append(table)
            left = rest
    return left, tables


def _column_edges(fills: Sequence[Box]) -> Iterator[Box]:
    """The sides of filled columns that stand against each other, as rules."""
    tall = [box for box in fills if min(box.width, box.height) >= _SHORTEST][:_MOST_RULES]
    rows: defaultdict[tuple[int, int], list[Box]] = defaultdict(list)
    for box in tall:
        rows[round(box.top), round(box.bottom)].append(box)
    for row in rows.values():
        row.sort(key=lambda box: box.left)
        touching = {
            id(box) for pair in pairwise(row) if abs(pair[1].left - pair[0].right) <= 1 for box in pair
        }
        for box in row:
            if id(box) in touching:
                yield Box(box.left, box.top, box.left, box.bottom)
                yield Box(box.right, box.top, box.right, box.bottom)


def _grids(rules: Sequence[Box]) -> Iterator[list[Box]]:
    """The cells of every grid that the rules form."""
    from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells, merge_edges

    edges = merge_edges([_edge(rule) for rule in rules], _SAME, _SAME, _SAME, _SAME)
    crossings = edges_to_intersections(edges, _SAME, _SAME)
    if len(crossings) > _MOST_RULES:
        return
    for cells in cells_to_tables(intersections_to_cells(crossings)):
        yield [Box(*cell) for cell in cells]


def _edge(rule: Box) -> dict[str, Any]:
    level = rule.width >= rule.height
    middle = (rule.top + rule.bottom) / 2 if level else (rule.left + rule.right) / 2
    x0, x1 = (rule.left, rule.right) if level else (middle, middle)
    top, bottom = (middle, middle) if level else (rule.top, rule.bottom)
    return {
        "x0": x0, "x1": x1, "top": top, "bottom": bottom, "width": x1 - x0, "height": bottom - top,
        "orientation": "h" if level else "v", "object_type": "line",
    }  # fmt: skip


def _filled(cells: list[Box], lines: Sequence[Line]) -> tuple[Region | None, list[Line]]:
    """A grid with the lines in its cells, and the lines left over; ``None`` for what is no table."""
    tops = sorted({round(cell.top) for cell in cells})
    lefts = sorted({round(cell.left) for cell in cells})
    if len(tops) < 2 or len(lefts) < 2:
        return None, list(lines)
    area = union(cells)
    inside: list[Line] = []
    rest: list[Line] = []
    for line in lines:
        (inside if _holds(area, line.box) else rest).append(line)
    held: defaultdict[Box, list[Line]] = defaultdict(list)
    for line in inside:
        for part, cell in _parts(line, cells):
            held[cell].append(part)
    if len(held) < max(3, _FILLED_CELLS * len(cells)):
        return None, list(lines)
    rows: defaultdict[int, list[tuple[Line, ...]]] = defaultdict(list)
    for cell in sorted(cells, key=lambda cell: (round(cell.top), cell.left)):
        row = rows[round(cell.top)]
        row += [()] * (lefts.index(round(cell.left)) - len(row))
        row.append(_sorted(held.get(cell, ())))
    return Region(area, (), (), tuple(tuple(row) for row in rows.values())), rest


def _holds(area: Box, box: Box) -> bool:
    x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    return area.left <= x <= area.right and area.top - 1 <= y <= area.bottom + 1


def _parts(line: Line, cells: Sequence[Box]) -> Iterator[tuple[Line, Box]]:
    """The line in its cell; cut at the rules where it runs on through several cells."""
    y = (line.box.top + line.box.bottom) / 2
    row = sorted((cell for cell in cells if cell.top - 1 <= y <= cell.bottom + 1), key=lambda cell: cell.left)
    touched = [cell for cell in row if min(cell.right, line.box.right) - max(cell.left, line.box.left) > 1]
    if len(touched) < 2:
        nearest = touched or sorted(
            cells, key=lambda cell: abs(cell.left - line.box.left) + abs(cell.top - y)
        )
        yield line, nearest[0]
        return
    start = 0
    for position, cell in enumerate(touched):
        stop = len(line.text) if position == len(touched) - 1 else _first_beyond(line, cell.right)
        part = cut(line, start, stop)
        if part is not None:
            yield part, cell
        start = max(start, stop)


def _first_beyond(line: Line, x: float) -> int:
    for index, box in enumerate(line.boxes):
        if box is not None and (box.left + box.right) / 2 > x:
            return index
    return len(line.text)


def cut(line: Line, start: int, stop: int) -> Line | None:
    """The part of an upright line between two offsets, without the spaces around it."""
    text = line.text[start:stop]
    start += len(text) - len(text.lstrip())
    stop = start + len(text.strip())
    boxes = [box for box in line.boxes[start:stop] if box is not None]
    if not boxes:
        return None
    return replace(
        line,
        text=line.text[start:stop],
        boxes=line.boxes[start:stop],
        box=union(boxes),
        styles=(StyleRun(0, line.style),),
        hyphen=line.hyphen and stop == len(line.text),
        order=line.order + start,
    )


def _sorted(lines: Sequence[Line]) -> tuple[Line, ...]:
    return tuple(sorted(lines, key=lambda line: (round(line.baseline / 2), line.box.left)))


def with_filled_tables(region: Region, size: float) -> Region:
    """The region with stacks of filled rows, in it or in its boxes, made into tables."""
    children = [with_filled_tables(child, size) for child in region.regions]
    lines = list(region.lines)
    tables = []
    for stack in _stacks([child for child in children if not child.regions and not child.rows]):
        rows = _rows(stack, lines, size)
        if rows is None:
            continue
        children = [child for child in children if child not in stack]
        used = {id(line) for row in rows for cell in row for line in cell}
        lines = [line for line in lines if id(line) not in used]
        tables.append(Region(union([part.box for part in stack]), (), (), rows))
    return replace(region, lines=tuple(lines), regions=(*children, *tables))


def _stacks(regions: Sequence[Region]) -> list[list[Region]]:
    """Regions of the same width straight above each other, two or more."""
    stacks: list[list[Region]] = []
    for region in sorted(regions, key=lambda region: region.box.top):
        for stack in stacks:
            last = stack[-1].box
            same_edges = (
                abs(last.left - region.box.left) <= _SAME and abs(last.right - region.box.right) <= _SAME
            )
            gap = region.box.top - last.bottom
            if same_edges and -_SAME <= gap <= max(_STACKED, _UNFILLED * min(last.height, region.box.height)):
                stack.append(region)
                break
        else:
            stacks.append([region])
    return [stack for stack in stacks if len(stack) > 1]


def _rows(stack: Sequence[Region], outside: Sequence[Line], size: float) -> tuple[Row, ...] | None:
    """The rows of a stack, with unfilled rows between and below filled ones and the header above."""
    columns: list[list[list[Line]]] = []
    between: list[list[list[Line]]] = []
    for position, region in enumerate(stack):
        if position:
            between.append(columns_of(_between(stack[position - 1].box, region.box, outside), size))
            columns.append(between[-1])
        columns.append(_at_cuts(region) if region.cuts else columns_of(region.lines, size))
    columns = [row for row in columns if row]
    several = [row for row in columns if len(row) > 1]
    if len(several) < max(2, len(columns) / 2):
        return None
    lefts = [min(line.box.left for line in cell) for cell in max(several, key=len)]
    if any(len(row) == 1 and len(row[0]) > _MOST_ALONE for row in between):
        return None
    if any(between):
        columns += _below(stack[-1].box, outside, lefts, size)
    rows = [_placed(row, lefts) for row in columns]
    header = _header(stack[0].box, outside, lefts, size)
    return (header, *rows) if header else tuple(rows)


def _aligned(row: Sequence[Sequence[Line]], lefts: Sequence[float], size: float) -> bool:
    return all(
        any(abs(min(line.box.left for line in cell) - left) <= _ASTRAY * size for left in lefts)
        for cell in row
    )


def _below(last: Box, outside: Sequence[Line], lefts: Sequence[float], size: float) -> list[list[list[Line]]]:
    """The last row of a table of which every other row is filled, if that is one without filling."""
    row: list[Line] = []
    bottom = last.bottom + size
    for line in sorted(outside, key=lambda line: line.box.top):
        if line.box.top < last.bottom - 1 or not last.left <= line.box.left < last.right:
            continue
        if line.box.top - bottom > _ROW_GAP * size:
            break
        row.append(line)
        bottom = line.box.bottom if len(row) == 1 else max(bottom, line.box.bottom)
    cells = columns_of(row, size)
    return [cells] if len(cells) > 1 and _aligned(cells, lefts, size) else []


def _at_cuts(region: Region) -> list[list[Line]]:
    """The lines of a row of filled cells, cell by cell."""
    edges = (region.box.left, *region.cuts, region.box.right)
    cells = [Box(left, region.box.top, right, region.box.bottom) for left, right in pairwise(edges)]
    held: defaultdict[Box, list[Line]] = defaultdict(list)
    for line in region.lines:
        for part, cell in _parts(line, cells):
            held[cell].append(part)
    return [held[cell] for cell in cells if cell in held]


def _between(above: Box, below: Box, lines: Sequence[Line]) -> list[Line]:
    band = Box(above.left, above.bottom, above.right, below.top)
    return [line for line in lines if band.height > 0 and _holds(band, line.box)]


def _placed(cells: Sequence[Sequence[Line]], lefts: Sequence[float]) -> Row:
    """Cells in the columns whose left edge they are nearest to."""
    row: list[list[Line]] = [[] for _ in lefts]
    for cell in cells:
        left = min(line.box.left for line in cell)
        row[min(range(len(lefts)), key=lambda n: abs(lefts[n] - left))] += cell
    return tuple(_sorted(cell) for cell in row)


def _header(first: Box, lines: Sequence[Line], lefts: Sequence[float], size: float) -> Row | None:
    """The line of column titles right above the first row, if there is one over most columns."""
    above = [line for line in lines if 0 <= first.top - line.box.bottom + 1 <= 1.2 * size]
    above = [line for line in above if first.left - _SAME <= line.box.left <= first.right]
    over = [line for line in above if _aligned([[line]], lefts, size)]
    if len(over) < 2 or len(over) < len(above) or len(over) < 0.6 * len(lefts):
        return None
    return _placed([[line] for line in over], lefts)

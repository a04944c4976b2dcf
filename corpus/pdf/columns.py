"""The order in which a person reads a page: text boxes as a whole, columns one after another.

Recursive: a gutter over the full height is cut first; else lines that span the columns divide
the page into bands, each cut on its own; else what is higher comes first.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.boxes import Box, union
from corpus.pdf.cuts import (
    Piece,
    beside_each_other,
    cut_at_gutters,
    cut_at_spanning,
    headings_down,
    section_start,
)
from corpus.pdf.layout import Line
from corpus.pdf.numbered_steps import numbered_steps
from corpus.pdf.regions import Region
from corpus.pdf.unruled_tables import Cells, grid_rows

GUTTER = 0.55
"""Narrowest gutter in em: government publications have them from 10 points at 9-point text, tables less."""
_MOST = 1500
"""Pieces on one level beyond which only height decides; the search for bands is quadratic."""
_DEEPEST = 40


@dataclass(frozen=True, slots=True)
class Stretch:
    """Lines of one column that follow each other; ``region`` tells which text box they are in.

    ``region`` is 0 for the page itself. ``columns`` is how many columns stood side by side in
    the region where the stretch was cut out, and ``column`` which of these it is, from 0. Where
    the stretch is a cell of a table, ``row`` is the number of its row on the page, else -1.
    """

    lines: tuple[Line, ...]
    region: int
    column: int = 0
    columns: int = 1
    row: int = -1


class _Numbers:
    """Numbers for the regions of a page in reading order."""

    def __init__(self) -> None:
        self.last = 0

    def next(self) -> int:
        self.last += 1
        return self.last


def reading_order(page: Region, size: float) -> tuple[Stretch, ...]:
    """All lines of a page in stretches; ``size`` is that of the body text in points."""
    return tuple(_region_order(page, 0, size, _Numbers()))


def columns_of(lines: Sequence[Line], size: float) -> list[list[Line]]:
    """Lines in groups from left to right with a gutter between them."""
    groups: list[list[Line]] = []
    right = 0.0
    for line in sorted(lines, key=lambda line: line.box.left):
        if groups and line.box.left - right < GUTTER * size:
            groups[-1].append(line)
            right = max(right, line.box.right)
        else:
            groups.append([line])
            right = line.box.right
    return groups


def _table_order(region: Region, number: int, numbers: _Numbers) -> list[Stretch]:
    out = []
    for row in region.rows:
        row_number = numbers.next()
        for column, cell in enumerate(row):
            if cell:
                out.append(Stretch(cell, number, column, len(row), row_number))
    return out


def _region_order(region: Region, number: int, size: float, numbers: _Numbers) -> list[Stretch]:
    if region.rows:
        return _table_order(region, number, numbers)
    pieces = [Piece(line.box, line=line) for line in region.lines]
    for child in region.regions:
        pieces.append(Piece(union(_line_boxes(child)), region=child))
    out: list[Stretch] = []
    for column in _ordered(pieces, size, 0, numbers):
        lines: list[Line] = []
        for piece in column.pieces:
            if piece.line is not None:
                lines.append(piece.line)
                continue
            if lines:
                out.append(Stretch(tuple(lines), number, column.index, column.count))
                lines = []
            if piece.region is not None:
                out += _region_order(piece.region, numbers.next(), size, numbers)
        if lines:
            out.append(Stretch(tuple(lines), number, column.index, column.count, column.row))
    return out


def _line_boxes(region: Region) -> list[Box]:
    boxes = [line.box for line in region.lines]
    boxes += [line.box for row in region.rows for cell in row for line in cell]
    for child in region.regions:
        boxes += _line_boxes(child)
    return boxes


@dataclass(frozen=True, slots=True)
class _Column:
    pieces: tuple[Piece, ...]
    index: int = 0
    count: int = 1
    row: int = -1


def _ordered(pieces: Sequence[Piece], size: float, depth: int, numbers: _Numbers) -> list[_Column]:
    if not pieces:
        return []
    if len(pieces) == 1 or len(pieces) > _MOST or depth > _DEEPEST:
        return [_Column(tuple(sorted(pieces, key=_top_left)))]
    gutter = GUTTER * size
    columns = cut_at_gutters(pieces, gutter)
    if len(columns) > 1 and (cut := section_start(pieces, columns, size)):
        above = [piece for piece in pieces if piece.box.top < cut]
        below = [piece for piece in pieces if piece.box.top >= cut]
        return _ordered(above, size, depth + 1, numbers) + _ordered(below, size, depth + 1, numbers)
    if len(columns) > 1 and (rows := grid_rows([[p.line for p in column] for column in columns])):
        return _row_columns(rows, numbers)
    above, between, below = beside_each_other(columns, size)
    if len(columns) > 1 and (above or below) and (rows := grid_rows([[p.line for p in c] for c in between])):
        before = _ordered(above, size, depth + 1, numbers)
        table = _row_columns(rows, numbers)
        return before + table + _ordered(below, size, depth + 1, numbers)
    if len(columns) > 1 and (steps := numbered_steps(columns)):
        return [column for step in steps for column in _ordered(step, size, depth + 1, numbers)]
    if len(columns) > 1:
        out = []
        for index, column in enumerate(columns):
            for found in _ordered(column, size, depth + 1, numbers):
                out.append(found if found.count > 1 else _Column(found.pieces, index, len(columns)))
        return out
    bands = cut_at_spanning(pieces, gutter)
    if len(bands) > 1:
        headings_down(bands, size)
        return _merged([column for band in bands for column in _ordered(band, size, depth + 1, numbers)])
    return [_Column(tuple(sorted(pieces, key=_top_left)))]


def _row_columns(rows: Sequence[Cells], numbers: _Numbers) -> list[_Column]:
    return [
        _Column(tuple(Piece(line.box, line) for line in cell), index, len(row), number)
        for row in rows
        for number in [numbers.next()]
        for index, cell in enumerate(row)
        if cell
    ]


def _merged(columns: list[_Column]) -> list[_Column]:
    """Bands of one column that follow each other are one stretch of text."""
    out: list[_Column] = []
    for column in columns:
        if out and out[-1].count == column.count == 1:
            out[-1] = _Column(out[-1].pieces + column.pieces)
        else:
            out.append(column)
    return out


def _top_left(piece: Piece) -> tuple[float, float]:
    base = piece.line.baseline if piece.line is not None else piece.box.top
    return (round(base / 2), piece.box.left)

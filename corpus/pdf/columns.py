"""The order in which a person reads a page: text boxes as a whole, columns one after another.

Recursive: a gutter over the full height is cut first; else lines that span the columns divide
the page into bands, each cut on its own; else what is higher comes first.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.boxes import Box, union
from corpus.pdf.layout import Line
from corpus.pdf.regions import Region

GUTTER = 0.55
"""Narrowest gutter in em: government publications have them from 10 points at 9-point text, tables less."""
_MOST = 1500
"""Pieces on one level beyond which only height decides; the search for bands is quadratic."""
_DEEPEST = 40
_HEADING = 1.15
"""Times the body text; a line this large may open a new set of columns."""


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


@dataclass(frozen=True, slots=True)
class _Piece:
    """A line, or a region with everything in it."""

    box: Box
    line: Line | None = None
    region: Region | None = None


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
    pieces = [_Piece(line.box, line=line) for line in region.lines]
    for child in region.regions:
        pieces.append(_Piece(union(_line_boxes(child)), region=child))
    out: list[Stretch] = []
    for column in _ordered(pieces, size, 0):
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
            out.append(Stretch(tuple(lines), number, column.index, column.count))
    return out


def _line_boxes(region: Region) -> list[Box]:
    boxes = [line.box for line in region.lines]
    boxes += [line.box for row in region.rows for cell in row for line in cell]
    for child in region.regions:
        boxes += _line_boxes(child)
    return boxes


@dataclass(frozen=True, slots=True)
class _Column:
    pieces: tuple[_Piece, ...]
    index: int = 0
    count: int = 1


def _ordered(pieces: Sequence[_Piece], size: float, depth: int) -> list[_Column]:
    if not pieces:
        return []
    if len(pieces) == 1 or len(pieces) > _MOST or depth > _DEEPEST:
        return [_Column(tuple(sorted(pieces, key=_top_left)))]
    gutter = GUTTER * size
    columns = _cut_at_gutters(pieces, gutter)
    if len(columns) > 1 and (cut := _section_start(pieces, columns, size)):
        above = [piece for piece in pieces if piece.box.top < cut]
        below = [piece for piece in pieces if piece.box.top >= cut]
        return _ordered(above, size, depth + 1) + _ordered(below, size, depth + 1)
    if len(columns) > 1:
        out = []
        for index, column in enumerate(columns):
            for found in _ordered(column, size, depth + 1):
                out.append(found if found.count > 1 else _Column(found.pieces, index, len(columns)))
        return out
    bands = _cut_at_spanning(pieces, gutter)
    if len(bands) > 1:
        _headings_down(bands, size)
        return _merged([column for band in bands for column in _ordered(band, size, depth + 1)])
    return [_Column(tuple(sorted(pieces, key=_top_left)))]


def _section_start(
    pieces: Sequence[_Piece], columns: Sequence[Sequence[_Piece]], size: float
) -> float | None:
    """The height at which all columns end and a heading at the left starts new ones, if there is one."""
    left = min(piece.box.left for piece in pieces)
    bottom = 0.0
    for piece in sorted(pieces, key=lambda piece: piece.box.top):
        heading = (
            piece.line is not None
            and piece.line.size >= _HEADING * size
            and piece.box.left <= left + size
            and piece.box.top - bottom >= piece.line.size
        )
        if (
            heading
            and bottom
            and all(
                _on_both_sides(column, piece.box.top) and (piece in column or _lower(column, piece, size))
                for column in columns
            )
        ):
            return piece.box.top
        bottom = max(bottom, piece.box.bottom)
    return None


def _lower(column: Sequence[_Piece], heading: _Piece, size: float) -> bool:
    """Whether a column goes on well below a heading: columns that both go on beside it are the same ones."""
    below = [piece.box.top for piece in column if piece.box.top >= heading.box.top - size]
    return bool(below) and min(below) > heading.box.bottom + 0.5 * size


def _on_both_sides(column: Sequence[_Piece], y: float) -> bool:
    return any(piece.box.top < y for piece in column) and any(piece.box.top >= y for piece in column)


def _merged(columns: list[_Column]) -> list[_Column]:
    """Bands of one column that follow each other are one stretch of text."""
    out: list[_Column] = []
    for column in columns:
        if out and out[-1].count == column.count == 1:
            out[-1] = _Column(out[-1].pieces + column.pieces)
        else:
            out.append(column)
    return out


def _top_left(piece: _Piece) -> tuple[float, float]:
    base = piece.line.baseline if piece.line is not None else piece.box.top
    return (round(base / 2), piece.box.left)


def _cut_at_gutters(pieces: Sequence[_Piece], gutter: float) -> list[list[_Piece]]:
    """Groups from left to right with white space of at least ``gutter`` points between them."""
    groups: list[list[_Piece]] = []
    right = 0.0
    for piece in sorted(pieces, key=lambda piece: piece.box.left):
        if groups and piece.box.left - right < gutter:
            groups[-1].append(piece)
        else:
            groups.append([piece])
        right = max(right, piece.box.right) if len(groups[-1]) > 1 else piece.box.right
    return _side_by_side(groups)


def _side_by_side(groups: list[list[_Piece]]) -> list[list[_Piece]]:
    """Groups that really stand beside the group before; others are joined to it.

    What lies to the right but wholly above or below (a date at the end of a letter head) is not
    a column; reading on by height keeps it in its place.
    """
    out: list[list[_Piece]] = []
    for group in groups:
        if out and not _overlap(union([p.box for p in out[-1]]), union([p.box for p in group])):
            out[-1] = out[-1] + group
        else:
            out.append(group)
    return out


def _overlap(one: Box, other: Box) -> bool:
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared > 0.3 * min(one.height, other.height)


def _cut_at_spanning(pieces: Sequence[_Piece], gutter: float) -> list[list[_Piece]]:
    """Bands from top to bottom at the pieces that cross the best gutter; one band without such."""
    best: tuple[float, list[list[_Piece]]] = (0.0, [list(pieces)])
    lefts = sorted({round(piece.box.left) for piece in pieces})
    for left in lefts[1:]:
        bands = _bands(pieces, left - 0.5)
        score = sum(_two_sided(band, left - 0.5, gutter) for band in bands)
        if score > best[0]:
            best = (score, bands)
    return best[1]


def _bands(pieces: Sequence[_Piece], x: float) -> list[list[_Piece]]:
    """Pieces from top to bottom: runs that cross ``x`` and runs that do not, in turn."""
    bands: list[list[_Piece]] = []
    crossing_before: bool | None = None
    for piece in sorted(pieces, key=lambda piece: (piece.box.top + piece.box.bottom) / 2):
        crosses = piece.box.left < x - 1 and piece.box.right > x + 1
        if crosses is not crossing_before:
            bands.append([])
            crossing_before = crosses
        bands[-1].append(piece)
    return _last_lines_up(bands, x)


def _last_lines_up(bands: list[list[_Piece]], x: float) -> list[list[_Piece]]:
    """Short lines left of ``x`` before anything stands beside them end the band above."""
    for above, band in pairwise(bands):
        right = [piece.box.top for piece in band if piece.box.left >= x - 1]
        if not right:
            continue
        first = min(right)
        early = [piece for piece in band if piece.box.right <= x + 1 and piece.box.bottom <= first + 1]
        if early and len(early) < len(band):
            above += early
            band[:] = [piece for piece in band if piece not in early]
    return bands


def _headings_down(bands: list[list[_Piece]], size: float) -> None:
    """A heading at the foot of a band, below all columns and apart from them, opens the next band."""
    for band, below in pairwise(bands):
        lowest = sorted(band, key=lambda piece: piece.box.bottom)
        for position in range(len(lowest) - 1, 0, -1):
            piece, rest = lowest[position], lowest[:position]
            bottom = max(other.box.bottom for other in rest)
            if piece.line is None or piece.box.top < bottom:
                break
            if piece.line.size >= _HEADING * size and piece.box.top - bottom >= piece.line.size:
                below[:0] = lowest[position:]
                band[:] = rest
                break


def _two_sided(band: Sequence[_Piece], x: float, gutter: float) -> float:
    """How many pieces of a band stand beside another, if ``x`` is a gutter there; else 0."""
    left = [piece for piece in band if piece.box.right <= x + 1]
    right = [piece for piece in band if piece.box.left >= x - 1]
    if not left or not right or len(left) + len(right) < len(band):
        return 0.0
    if x + 0.5 - max(piece.box.right for piece in left) < gutter:
        return 0.0
    if not _overlap(union([p.box for p in left]), union([p.box for p in right])):
        return 0.0
    return min(len(left), len(right)) + 0.1 * len(band)

"""Where a page is cut: at gutters between columns and at what spans them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.boxes import Box, union
from corpus.pdf.layout import Line
from corpus.pdf.regions import Region

_HEADING = 1.15
"""Times the body text; a line this large may open a new set of columns."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A line, or a region with everything in it."""

    box: Box
    line: Line | None = None
    region: Region | None = None


def section_start(pieces: Sequence[Piece], columns: Sequence[Sequence[Piece]], size: float) -> float | None:
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


def _lower(column: Sequence[Piece], heading: Piece, size: float) -> bool:
    """Whether a column goes on well below a heading: columns that both go on beside it are the same ones."""
    below = [piece.box.top for piece in column if piece.box.top >= heading.box.top - size]
    return bool(below) and min(below) > heading.box.bottom + 0.5 * size


def _on_both_sides(column: Sequence[Piece], y: float) -> bool:
    return any(piece.box.top < y for piece in column) and any(piece.box.top >= y for piece in column)


def cut_at_gutters(pieces: Sequence[Piece], gutter: float) -> list[list[Piece]]:
    """Groups from left to right with white space of at least ``gutter`` points between them."""
    groups: list[list[Piece]] = []
    right = 0.0
    for piece in sorted(pieces, key=lambda piece: piece.box.left):
        if groups and piece.box.left - right < gutter:
            groups[-1].append(piece)
        else:
            groups.append([piece])
        right = max(right, piece.box.right) if len(groups[-1]) > 1 else piece.box.right
    return _side_by_side(groups)


def beside_each_other(
    columns: Sequence[Sequence[Piece]], size: float
) -> tuple[list[Piece], list[list[Piece]], list[Piece]]:
    """What stands above where all columns have begun, the columns from there on, and what is below them."""
    top = max(min(piece.box.top for piece in column) for column in columns) - 0.5 * size
    bottom = min(max(piece.box.bottom for piece in column) for column in columns) + 0.5 * size
    pieces = [piece for column in columns for piece in column]
    above = [piece for piece in pieces if piece.box.top < top]
    below = [piece for piece in pieces if piece.box.top >= max(top, bottom)]
    between = [[piece for piece in column if top <= piece.box.top < bottom] for column in columns]
    return above, between, below


def _side_by_side(groups: list[list[Piece]]) -> list[list[Piece]]:
    """Groups that really stand beside the group before; others are joined to it.

    What lies to the right but wholly above or below (a date at the end of a letter head) is not
    a column; reading on by height keeps it in its place.
    """
    out: list[list[Piece]] = []
    for group in groups:
        if out and not _overlap(union([p.box for p in out[-1]]), union([p.box for p in group])):
            out[-1] = out[-1] + group
        else:
            out.append(group)
    return out


def _overlap(one: Box, other: Box) -> bool:
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared > 0.3 * min(one.height, other.height)


def cut_at_spanning(pieces: Sequence[Piece], gutter: float) -> list[list[Piece]]:
    """Bands from top to bottom at the pieces that cross the best gutter; one band without such."""
    best: tuple[float, list[list[Piece]]] = (0.0, [list(pieces)])
    lefts = sorted({round(piece.box.left) for piece in pieces})
    for left in lefts[1:]:
        bands = _bands(pieces, left - 0.5)
        scores = [_two_sided(band, left - 0.5, gutter) for band in bands]
        if sum(scores) > best[0]:
            best = (sum(scores), _one_sided_joined(bands, scores))
    return best[1]


def _one_sided_joined(bands: list[list[Piece]], scores: list[float]) -> list[list[Piece]]:
    """Bands that this gutter does not divide are one with their neighbours, to be cut on their own."""
    out: list[list[Piece]] = []
    before = 1.0
    for band, score in zip(bands, scores, strict=True):
        if score == before == 0:
            out[-1] = out[-1] + band
        else:
            out.append(band)
        before = score
    return out


def _bands(pieces: Sequence[Piece], x: float) -> list[list[Piece]]:
    """Pieces from top to bottom: runs that cross ``x`` and runs that do not, in turn."""
    bands: list[list[Piece]] = []
    crossing_before: bool | None = None
    for piece in sorted(pieces, key=lambda piece: (piece.box.top + piece.box.bottom) / 2):
        crosses = piece.box.left < x - 1 and piece.box.right > x + 1
        if crosses is not crossing_before:
            bands.append([])
            crossing_before = crosses
        bands[-1].append(piece)
    return _last_lines_up(bands, x)


def _last_lines_up(bands: list[list[Piece]], x: float) -> list[list[Piece]]:
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


def headings_down(bands: list[list[Piece]], size: float) -> None:
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


def _two_sided(band: Sequence[Piece], x: float, gutter: float) -> float:
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

"""Numbers, letters or icons standing in a column of their own beside the texts they count."""

import re
from collections.abc import Sequence
from itertools import pairwise

from corpus.boxes import Box
from corpus.pdf.cuts import Piece

_COUNTER = re.compile(r"\(?(?:\d{1,2}|[A-Z])[.):]?")
_LEAST = 2
_WIDE = 0.8
"""Times the widest gap between two numbers: the white space above a step varies a little."""


def numbered_steps(columns: Sequence[Sequence[Piece]]) -> list[list[Piece]] | None:
    """Per step its number and then its text, where the first column has only numbers in order.

    ``None`` for other columns, also where a number does not stand beside its text.
    """
    texts = [(_counter(piece), piece) for piece in columns[0]]
    counters = sorted(
        ((text, piece) for text, piece in texts if text is not None), key=lambda item: item[1].box.top
    )
    if len(counters) < max(_LEAST, len(texts)) or not all(
        _follows(one, other) for (one, _), (other, _) in pairwise(counters)
    ):
        return None
    beside = sorted((piece for column in columns[1:] for piece in column), key=lambda piece: piece.box.top)
    cuts = [_cut(one.box, other.box, beside) for (_, one), (_, other) in pairwise(counters)]
    edges = [float("-inf"), *cuts, float("inf")]
    steps: list[list[Piece]] = []
    for (_, number), (above, below) in zip(counters, pairwise(edges), strict=True):
        own = [piece for piece in beside if above <= piece.box.top < below]
        if not own or own[0].box.top > number.box.bottom or own[-1].box.bottom < number.box.top:
            return None
        steps += [[number], own]
    return steps


def _cut(one: Box, other: Box, beside: Sequence[Piece]) -> float:
    """The height at which the text of the next number starts: after the last wide gap before its middle."""
    bottom, gaps = one.top, []
    for piece in beside:
        if (one.top + one.bottom) / 2 < piece.box.top < (other.top + other.bottom) / 2:
            gaps.append((piece.box.top - bottom, piece.box.top))
        bottom = max(bottom, piece.box.bottom)
    widest = max((gap for gap, _ in gaps), default=0.0)
    return max((top for gap, top in gaps if gap >= _WIDE * widest), default=other.top)


def _counter(piece: Piece) -> str | None:
    """The number or letter of a piece that holds nothing else."""
    lines = [piece.line] if piece.line is not None else []
    if piece.region is not None and not piece.region.regions and not piece.region.rows:
        lines = list(piece.region.lines)
    if len(lines) != 1 or not _COUNTER.fullmatch(lines[0].text):
        return None
    return lines[0].text.strip("().: ")


def _follows(one: str, other: str) -> bool:
    if one.isdigit() and other.isdigit():
        return int(other) == int(one) + 1
    return one.isalpha() and other.isalpha() and ord(other) == ord(one) + 1

"""Where characters are drawn: one box for every code point of a text, packed in bytes."""

import math
import struct
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

_PACKED = struct.Struct("<4H")
_pack_sides = _PACKED.pack
_NOWHERE = b"\xff" * _PACKED.size
_LARGEST = 0xFFFE


class Box(NamedTuple):
    """A rectangle in points on a page as it is displayed, from the upper left corner down."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From left to right, in points."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom, in points."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class CharBoxes:
    """The boxes of the code points of a text, in tenths of a point; 8 bytes each.

    A code point that is drawn nowhere (a space between lines) has no box. Positions outside
    0 to 6553 points are moved to the nearest edge; what is no number to 0.
    """

    data: bytes = b""

    @classmethod
    def of(cls, boxes: Iterable[Box | None]) -> "CharBoxes":
        """Pack one box, or ``None``, for every code point."""
        return cls(b"".join(map(_pack, boxes)))

    @classmethod
    def nowhere(cls, count: int) -> "CharBoxes":
        """For a text of ``count`` code points without places."""
        return cls(_NOWHERE * count)

    @classmethod
    def joined(cls, parts: Iterable["CharBoxes"]) -> "CharBoxes":
        """The boxes of texts written one after another."""
        return cls(b"".join(part.data for part in parts))

    def __len__(self) -> int:
        return len(self.data) // _PACKED.size

    def __getitem__(self, part: slice) -> "CharBoxes":
        start, stop, step = part.indices(len(self))
        if step != 1:
            raise ValueError("only whole ranges")
        return CharBoxes(self.data[start * _PACKED.size : max(start, stop) * _PACKED.size])

    def __iter__(self) -> Iterator[Box | None]:
        for left, top, right, bottom in _PACKED.iter_unpack(self.data):
            if left == 0xFFFF:
                yield None
            else:
                yield Box(left / 10, top / 10, right / 10, bottom / 10)


def _pack(box: Box | None) -> bytes:
    if box is None:
        return _NOWHERE
    left, top, right, bottom = box
    try:
        packed = _pack_sides(
            int(left * 10 + 0.5), int(top * 10 + 0.5), int(right * 10 + 0.5), int(bottom * 10 + 0.5)
        )
    except (struct.error, OverflowError, ValueError):  # outside the page, or not a number
        packed = _pack_sides(*map(_within, box))
    return packed if packed[:2] != _NOWHERE[:2] else _pack_sides(_LARGEST, *map(_within, box[1:]))


def _within(side: float) -> int:
    return min(max(round(side * 10), 0), _LARGEST) if math.isfinite(side) else 0


def union(boxes: Sequence[Box]) -> Box:
    """The smallest box around at least one box."""
    return Box(
        min(box.left for box in boxes),
        min(box.top for box in boxes),
        max(box.right for box in boxes),
        max(box.bottom for box in boxes),
    )


def per_line(boxes: Iterable[Box | None]) -> tuple[Box, ...]:
    """One box for every drawn line of a text: neighbours that stand beside each other are united.

    A character belongs to a line when they overlap vertically for more than half of the larger one
    and it starts at most two heights from where the line ends. A tall sign beside two lines is thus
    a box of its own: united with the first it would cover the second.
    """
    lines: list[Box] = []
    for box in boxes:
        if box is None:
            continue
        if lines and _same_line(lines[-1], box):
            lines[-1] = union((lines[-1], box))
        else:
            lines.append(box)
    return tuple(lines)


def _same_line(line: Box, box: Box) -> bool:
    overlap = min(line.bottom, box.bottom) - max(line.top, box.top)
    larger = max(line.height, box.height)
    gap = max(box.left - line.right, line.left - box.right)
    return overlap > 0.5 * larger and gap < 2 * larger

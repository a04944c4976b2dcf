"""From the coordinates of a PDF page to the page as it is displayed, and to upright text."""

import ctypes
import math
from dataclasses import dataclass
from typing import Any

from corpus.boxes import Box

_FINE = 1000
"""Device units per point while asking pdfium for the transformation."""
_TILT = 5.0
"""Degrees from which text is tilted; recognised text of a crooked scan is 1 or 2 degrees off."""


@dataclass(frozen=True, slots=True)
class Plane:
    """The page as displayed: size in points and the affine map from PDF user space to it.

    The map takes account of rotation and cropping; it is read off from pdfium itself
    (``FPDF_PageToDevice``), so that places and page images agree.
    """

    width: float
    height: float
    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    @classmethod
    def of(cls, page: Any) -> "Plane":
        """The plane of a pypdfium2 page."""
        width, height = page.get_size()
        origin = _device(page, width, height, 0, 0)
        right = _device(page, width, height, 100, 0)
        up = _device(page, width, height, 0, 100)
        return cls(
            width=width,
            height=height,
            a=(right[0] - origin[0]) / 100,
            b=(right[1] - origin[1]) / 100,
            c=(up[0] - origin[0]) / 100,
            d=(up[1] - origin[1]) / 100,
            e=origin[0],
            f=origin[1],
        )

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of user space as displayed, from the upper left corner."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """A rectangle of user space as displayed."""
        if self.b == self.c == 0 and self.a > 0 > self.d:  # not turned: by far the most common
            a, d, e, f = self.a, self.d, self.e, self.f
            return Box(a * left + e, d * top + f, a * right + e, d * bottom + f)
        return _upright(self.point(left, bottom), self.point(right, top))

    def direction(self, a: float, b: float) -> int:
        """Whole degrees clockwise of text whose matrix starts with ``a b``; what is nearly upright, is."""
        x, y = self.a * a + self.c * b, self.b * a + self.d * b
        if not (math.isfinite(x) and math.isfinite(y)) or x == y == 0:
            return 0
        degrees = math.degrees(math.atan2(y, x))
        quarter = round(degrees / 90) * 90
        return (quarter if abs(degrees - quarter) < _TILT else round(degrees)) % 360


@dataclass(frozen=True, slots=True)
class Frame:
    """The displayed page (``width`` by ``height`` points) turned so that text of one direction is upright."""

    width: float
    height: float
    direction: int

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the turned page."""
        return (self.width, self.height) if self.direction in (0, 180) else (self.height, self.width)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A displayed point in the turned page."""
        match self.direction:
            case 90:
                return y, self.width - x
            case 180:
                return self.width - x, self.height - y
            case 270:
                return self.height - y, x
            case _:
                return x, y

    def displayed_point(self, x: float, y: float) -> tuple[float, float]:
        """A point of the turned page as displayed; the opposite of ``point``."""
        match self.direction:
            case 90:
                return self.width - y, x
            case 180:
                return self.width - x, self.height - y
            case 270:
                return y, self.height - x
            case _:
                return x, y

    def box(self, box: Box) -> Box:
        """A displayed box in the turned page."""
        if self.direction == 0:
            return box
        return _upright(self.point(box.left, box.top), self.point(box.right, box.bottom))

    def displayed(self, box: Box) -> Box:
        """A box of the turned page as displayed."""
        if self.direction == 0:
            return box
        return _upright(self.displayed_point(box.left, box.top), self.displayed_point(box.right, box.bottom))


def _upright(one: tuple[float, float], other: tuple[float, float]) -> Box:
    return Box(min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1]))


def _device(page: Any, width: float, height: float, x: float, y: float) -> tuple[float, float]:
    import pypdfium2.raw as pdfium

    device_x, device_y = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDF_PageToDevice(
        page, 0, 0, round(width * _FINE), round(height * _FINE), 0, x, y,
        ctypes.byref(device_x), ctypes.byref(device_y),
    )  # fmt: skip
    return device_x.value / _FINE, device_y.value / _FINE

"""The characters of a PDF page as pdfium gives them, with place, style and marked content."""

import ctypes
import math
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from corpus.boxes import Box
from corpus.pdf.geometry import Frame, Plane
from corpus.pdf.layout import Style

_BOLD_WEIGHT = 600
_BOLD_NAMES = ("bold", "black", "heavy", "demi")
_ITALIC_NAMES = ("italic", "oblique", "cursief", "kursiv")
_ITALIC_FLAG = 1 << 6
_FORCE_BOLD_FLAG = 1 << 18


class Glyph(NamedTuple):
    """One code point: its box and baseline in the frame of its own text direction.

    Of tilted text the box is that on the page as displayed, and the baseline is measured across it;
    ``space`` then tells that pdfium sees a space. Elsewhere ``space`` tells that a space is drawn
    before it (not one that pdfium supposes), ``newline`` that pdfium sees a line end there; ``tag``
    is its marked content id or -1.
    """

    text: str
    box: Box
    baseline: float
    style: Style
    order: int
    space: bool
    newline: bool
    tag: int


@dataclass(frozen=True, slots=True)
class Characters:
    """The glyphs of a page per text direction (0, 90, 180 or 270 degrees clockwise as displayed).

    ``tilted`` has those at any other angle.
    """

    plane: Plane
    by_direction: dict[int, tuple[Glyph, ...]]
    tilted: dict[int, tuple[Glyph, ...]] = field(default_factory=dict)


def characters(page: Any) -> Characters:
    """All characters of a pypdfium2 page, in the order of the content stream.

    They are taken from the page unturned: pdfium changes the order of characters on a turned page.
    """
    plane = Plane.of(page)
    rotation = page.get_rotation()
    if rotation:
        page.set_rotation(0)
    textpage = page.get_textpage()
    try:
        glyphs: dict[int, list[Glyph]] = {}
        for direction, glyph in _glyphs(textpage, plane):
            glyphs.setdefault(direction, []).append(glyph)
        straight = {direction: tuple(found) for direction, found in glyphs.items() if direction % 90 == 0}
        tilted = {direction: tuple(found) for direction, found in glyphs.items() if direction % 90}
        return Characters(plane, straight, tilted)
    finally:
        textpage.close()
        if rotation:
            page.set_rotation(rotation)


class _Drawn(NamedTuple):
    """What the characters of one text object have in common."""

    style: Style
    tag: int
    direction: int


def _glyphs(textpage: Any, plane: Plane) -> Iterator[tuple[int, Glyph]]:
    import pypdfium2.raw as pdfium

    rect, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    rect_ref, x_ref, y_ref = ctypes.byref(rect), ctypes.byref(x), ctypes.byref(y)
    get_unicode, get_object = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetTextObject
    get_box, get_origin = pdfium.FPDFText_GetLooseCharBox, pdfium.FPDFText_GetCharOrigin
    objects = _Objects(textpage, plane)
    frames = {direction: Frame(plane.width, plane.height, direction) for direction in (0, 90, 180, 270)}
    space = supposed = newline = False
    high = 0
    for index in range(textpage.count_chars()):
        code = get_unicode(textpage, index)
        if code in (10, 13):
            newline = True
            continue
        if code < 32 and code != 2 and pdfium.FPDFText_HasUnicodeMapError(textpage, index) == 1:
            code = 0xFFFD  # drawn, but the font does not say what: no space, and a sign of garbage
        if code <= 32 and code != 2:
            space = space or not pdfium.FPDFText_IsGenerated(textpage, index)
            supposed = True
            continue
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000 and high:
            code, high = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00), 0
        text = _printed(code)
        if text is None:
            continue
        if text.isspace():
            space = True
            continue
        if not get_box(textpage, index, rect_ref) or not get_origin(textpage, index, x_ref, y_ref):
            continue
        drawn = objects.at(index, get_object(textpage, index))
        box, origin = plane.box(rect.left, rect.bottom, rect.right, rect.top), plane.point(x.value, y.value)
        frame = frames.get(drawn.direction)
        if frame is not None:
            box, baseline = frame.box(box), frame.point(*origin)[1]
        else:
            space = space or supposed
            baseline = _across(origin, drawn.direction)
        yield (
            drawn.direction,
            Glyph(text, box, baseline, drawn.style, index, space, newline, drawn.tag),
        )
        space = supposed = newline = False


def _across(origin: tuple[float, float], degrees: int) -> float:
    """How far a point lies beside a line through the corner of the page at an angle."""
    angle = math.radians(degrees)
    return origin[1] * math.cos(angle) - origin[0] * math.sin(angle)


def _printed(code: int) -> str | None:
    """The character to show: U+FFFD for what has no meaning, ``None`` for what is never seen.

    pdfium gives a hyphen at a line end as U+FFFE, U+0002 or a soft hyphen; all become U+FFFE.
    """
    if code in (0xFFFE, 2, 0xAD):
        return "\ufffe"
    if code >= 0x110000 or 0xD800 <= code < 0xE000:
        return "\ufffd"
    text = chr(code)
    if text.isprintable() or text.isspace() or 0xE000 <= code < 0xF900:
        return text
    return None if unicodedata.category(text) == "Cf" else "\ufffd"


class _Objects:
    """Style, tag and direction per text object; looked up once for each."""

    def __init__(self, textpage: Any, plane: Plane) -> None:
        self._textpage = textpage
        self._plane = plane
        self._known: dict[int, _Drawn] = {}
        self._styles: dict[Style, Style] = {}

    def at(self, index: int, handle: Any) -> _Drawn:
        key = ctypes.addressof(handle.contents) if handle else 0
        drawn = self._known.get(key)
        if drawn is None:
            drawn = self._known[key] = self._look(index, handle)
        return drawn

    def _look(self, index: int, handle: Any) -> _Drawn:
        import pypdfium2.raw as pdfium

        matrix = pdfium.FS_MATRIX()
        if not pdfium.FPDFText_GetMatrix(self._textpage, index, ctypes.byref(matrix)):
            matrix.a = matrix.d = 1.0
        size = pdfium.FPDFText_GetFontSize(self._textpage, index) * math.hypot(matrix.c, matrix.d)
        name, flags = self._font(index)
        lower = name.lower()
        weight = pdfium.FPDFText_GetFontWeight(self._textpage, index)
        style = Style(
            font=name,
            size=round(size, 1) or 1.0,
            bold=weight >= _BOLD_WEIGHT
            or any(word in lower for word in _BOLD_NAMES)
            or bool(flags & _FORCE_BOLD_FLAG)
            or bool(handle and pdfium.FPDFTextObj_GetTextRenderMode(handle) == 2),
            italic=bool(flags & _ITALIC_FLAG) or any(word in lower for word in _ITALIC_NAMES),
            color=self._color(index),
        )
        style = self._styles.setdefault(style, style)
        tag = pdfium.FPDFPageObj_GetMarkedContentID(handle) if handle else -1
        return _Drawn(style, tag, self._plane.direction(matrix.a, matrix.b))

    def _font(self, index: int) -> tuple[str, int]:
        import pypdfium2.raw as pdfium

        flags = ctypes.c_int()
        buffer = ctypes.create_string_buffer(128)
        length = pdfium.FPDFText_GetFontInfo(self._textpage, index, buffer, 128, ctypes.byref(flags))
        name = buffer.raw[: max(0, min(length, 128) - 1)].decode("utf-8", "replace") if length else ""
        return name.split("+")[-1], flags.value

    def _color(self, index: int) -> int:
        import pypdfium2.raw as pdfium

        parts = [ctypes.c_uint() for _ in range(4)]
        if not pdfium.FPDFText_GetFillColor(self._textpage, index, *map(ctypes.byref, parts)):
            return 0
        red, green, blue = (min(part.value, 255) for part in parts[:3])
        return red << 16 | green << 8 | blue

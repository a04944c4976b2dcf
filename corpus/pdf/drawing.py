"""What is drawn on a page besides text: shapes, images, links and structure tags."""

import ctypes
from collections.abc import Iterator
from typing import Any

from corpus.boxes import Box
from corpus.pdf.geometry import Frame, Plane
from corpus.pdf.layout import Link, Shape

_MOST_OBJECTS = 20_000
"""Objects and subpaths looked at on one page; beyond that it is a drawing, not a layout."""
_MOST_SEGMENTS = 4_000
_DEEPEST = 5
"""Forms inside forms that are followed, and (times ten) structure elements inside elements."""


def shapes_and_images(page: Any, plane: Plane, frame: Frame) -> tuple[tuple[Shape, ...], tuple[Box, ...]]:
    """Boxes of filled and stroked paths (one per subpath) and of images, in the turned page."""
    import pypdfium2.raw as pdfium

    shapes: list[Shape] = []
    images: list[Box] = []
    budget = _MOST_OBJECTS
    for handle, matrix in _objects(page):
        budget -= 1
        if budget <= 0:
            break
        kind = pdfium.FPDFPageObj_GetType(handle)
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            box = _bounds(handle, matrix)
            if box is not None:
                images.append(frame.box(plane.box(*box)))
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            for shape in _shapes(handle, matrix):
                budget -= 1
                box = frame.box(plane.box(shape[0], shape[1], shape[2], shape[3]))
                shapes.append(Shape(box, shape[4]))
    return tuple(shapes), tuple(images)


_Matrix = tuple[float, float, float, float, float, float]
_UNMOVED: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def _objects(page: Any) -> Iterator[tuple[Any, _Matrix]]:
    """All page objects with the matrix of the forms around them, forms themselves left out."""
    import pypdfium2.raw as pdfium

    stack: list[tuple[Any, _Matrix, int]] = [
        (pdfium.FPDFPage_GetObject(page, index), _UNMOVED, 0)
        for index in reversed(range(min(pdfium.FPDFPage_CountObjects(page), _MOST_OBJECTS)))
    ]
    while stack:
        handle, matrix, depth = stack.pop()
        if pdfium.FPDFPageObj_GetType(handle) != pdfium.FPDF_PAGEOBJ_FORM:
            yield handle, matrix
            continue
        if depth >= _DEEPEST:
            continue
        inner = _times(_matrix_of(handle), matrix)
        count = min(pdfium.FPDFFormObj_CountObjects(handle), _MOST_OBJECTS)
        for index in reversed(range(count)):
            stack.append((pdfium.FPDFFormObj_GetObject(handle, index), inner, depth + 1))


def _matrix_of(handle: Any) -> _Matrix:
    import pypdfium2.raw as pdfium

    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(handle, ctypes.byref(matrix)):
        return _UNMOVED
    return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _times(first: _Matrix, then: _Matrix) -> _Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (
        a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u
    )  # fmt: skip


def _apply(matrix: _Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _bounds(handle: Any, matrix: _Matrix) -> tuple[float, float, float, float] | None:
    import pypdfium2.raw as pdfium

    sides = [ctypes.c_float() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetBounds(handle, *map(ctypes.byref, sides)):
        return None
    left, bottom, right, top = (side.value for side in sides)
    return _around([_apply(matrix, x, y) for x in (left, right) for y in (bottom, top)])


def _around(points: list[tuple[float, float]]) -> tuple[float, float, float, float]:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _shapes(handle: Any, matrix: _Matrix) -> Iterator[tuple[float, float, float, float, int | None]]:
    """Boxes ``(left, bottom, right, top, fill)`` of the subpaths of a path that is really drawn."""
    import pypdfium2.raw as pdfium

    mode, stroke = ctypes.c_int(), ctypes.c_int()
    if not pdfium.FPDFPath_GetDrawMode(handle, ctypes.byref(mode), ctypes.byref(stroke)):
        return
    fill = _fill(handle) if mode.value else None
    if fill is None and not stroke.value:
        return
    inner = _times(_matrix_of(handle), matrix)
    points: list[tuple[float, float]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(min(pdfium.FPDFPath_CountSegments(handle), _MOST_SEGMENTS)):
        segment = pdfium.FPDFPath_GetPathSegment(handle, index)
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO and len(points) > 1:
            yield (*_around(points), fill)
            points = []
        elif pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO:
            points = []
        if pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y)):
            points.append(_apply(inner, x.value, y.value))
    if len(points) > 1:
        yield (*_around(points), fill)


def _fill(handle: Any) -> int | None:
    """The fill colour as 0xRRGGBB, or ``None`` where it is transparent."""
    import pypdfium2.raw as pdfium

    parts = [ctypes.c_uint() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetFillColor(handle, *map(ctypes.byref, parts)):
        return 0x808080  # a pattern or shading: filled, colour unknown
    red, green, blue, alpha = (min(part.value, 255) for part in parts)
    return (red << 16 | green << 8 | blue) if alpha else None


def links(document: Any, page: Any, plane: Plane, frame: Frame) -> tuple[Link, ...]:
    """The link annotations of a page with where they lead."""
    import pypdfium2.raw as pdfium

    found: list[Link] = []
    position, link, rect = ctypes.c_int(0), pdfium.FPDF_LINK(), pdfium.FS_RECTF()
    while len(found) < _MOST_OBJECTS and pdfium.FPDFLink_Enumerate(
        page, ctypes.byref(position), ctypes.byref(link)
    ):
        if not pdfium.FPDFLink_GetAnnotRect(link, ctypes.byref(rect)):
            continue
        box = frame.box(plane.box(rect.left, rect.bottom, rect.right, rect.top))
        target = pdfium.FPDFLink_GetDest(document, link)
        index = pdfium.FPDFDest_GetDestPageIndex(document, target) if target else -1
        found.append(Link(box, _address(document, link), index if index >= 0 else None))
    return tuple(found)


def _address(document: Any, link: Any) -> str | None:
    import pypdfium2.raw as pdfium

    action = pdfium.FPDFLink_GetAction(link)
    length = pdfium.FPDFAction_GetURIPath(document, action, None, 0) if action else 0
    if not 1 < length <= 4096:
        return None
    buffer = ctypes.create_string_buffer(length)
    pdfium.FPDFAction_GetURIPath(document, action, buffer, length)
    return buffer.value.decode("utf-8", "replace")


def tags(page: Any) -> dict[int, tuple[str, ...]]:
    """Structure types from the outside in for every marked content id of a tagged page."""
    import pypdfium2.raw as pdfium

    tree = pdfium.FPDF_StructTree_GetForPage(page)
    if not tree:
        return {}
    found: dict[int, tuple[str, ...]] = {}
    try:
        count = min(max(pdfium.FPDF_StructTree_CountChildren(tree), 0), _MOST_OBJECTS)
        stack: list[tuple[Any, tuple[str, ...]]] = [
            (pdfium.FPDF_StructTree_GetChildAtIndex(tree, index), ()) for index in range(count)
        ]
        seen = 0
        while stack and seen < _MOST_OBJECTS:
            element, path = stack.pop()
            seen += 1
            if not element or len(path) > 10 * _DEEPEST:
                continue
            path = (*path, _type_of(element))
            for index in range(max(pdfium.FPDF_StructElement_CountChildren(element), 0)):
                child = pdfium.FPDF_StructElement_GetChildAtIndex(element, index)
                if child:
                    stack.append((child, path))
                    continue
                content = pdfium.FPDF_StructElement_GetChildMarkedContentID(element, index)
                if content >= 0:
                    found[content] = path
    finally:
        pdfium.FPDF_StructTree_Close(tree)
    return found


def _type_of(element: Any) -> str:
    import pypdfium2.raw as pdfium

    length = pdfium.FPDF_StructElement_GetType(element, None, 0)
    if not 2 < length <= 256:
        return ""
    buffer = ctypes.create_string_buffer(length)
    pdfium.FPDF_StructElement_GetType(element, buffer, length)
    return buffer.raw[: length - 2].decode("utf-16-le", "replace")

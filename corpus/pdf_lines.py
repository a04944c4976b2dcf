"""The text lines of a PDF page with their place and size, in the order of the content stream.

pypdfium2 gives characters and boxes; pdfium itself puts a line break where a line ends.
"""

import ctypes
from dataclasses import dataclass
from typing import Any

from corpus.clean import one_line

LINE_END_HYPHENS = ("\ufffe", "\x02", "\u00ad", "\u2010", "-")
"""What pdfium gives for a hyphen at the end of a line, besides the plain one."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text. Coordinates are in points, ``top`` and ``bottom`` from the page's bottom edge.

    ``size`` is the height of a loose character box, which is right where a font reports size 1;
    ``hyphen`` tells that the line ended in a hyphen, which ``text`` no longer carries.
    """

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    bold: bool
    hyphen: bool


def page_lines(page: Any) -> tuple[Line, ...]:
    """The lines of one pypdfium2 page; empty for a page without text."""
    import pypdfium2.raw as pdfium

    textpage = page.get_textpage()
    try:
        count = textpage.count_chars()
        units = [pdfium.FPDFText_GetUnicode(textpage, i) for i in range(count)]
        lines: list[Line] = []
        start = 0
        for i in range(count + 1):
            # pdfium writes a hyphen at a line end as U+FFFE or U+0002 and then no line break.
            broken = i < count and units[i] in (0xFFFE, 2)
            if i == count or broken or units[i] in (10, 13):
                end = i + 1 if broken else i
                if end > start and (line := _line(textpage, units, start, end)) is not None:
                    lines.append(line)
                start = i + 1
        return tuple(lines)
    finally:
        textpage.close()


def _line(textpage: Any, units: list[int], start: int, end: int) -> Line | None:
    import pypdfium2.raw as pdfium

    raw = _decode(units[start:end]).rstrip()
    if not raw.strip():
        return None
    hyphen = raw.endswith(LINE_END_HYPHENS) and len(raw) > 1 and raw[-2].isalnum()
    text = one_line(raw[:-1] if hyphen else raw)
    if not text:
        return None
    boxes = []
    rect = pdfium.FS_RECTF()
    for i in range(start, end):
        if units[i] > 32 and pdfium.FPDFText_GetLooseCharBox(textpage, i, ctypes.byref(rect)):
            boxes.append((rect.left, rect.bottom, rect.right, rect.top))
    if not boxes:
        return None
    sizes = sorted(top - bottom for _, bottom, _, top in boxes)
    weights = sorted(pdfium.FPDFText_GetFontWeight(textpage, i) for i in range(start, end) if units[i] > 32)
    return Line(
        text=text,
        left=min(box[0] for box in boxes),
        right=max(box[2] for box in boxes),
        top=max(box[3] for box in boxes),
        bottom=min(box[1] for box in boxes),
        size=sizes[len(sizes) // 2],
        bold=weights[len(weights) // 2] >= 600,
        hyphen=hyphen,
    )


def _decode(units: list[int]) -> str:
    """UTF-16 code units or code points as text; what is neither becomes U+FFFD."""
    data = b"".join(unit.to_bytes(2, "little") for unit in units if unit < 0x10000)
    if all(unit < 0x10000 for unit in units):
        return data.decode("utf-16-le", errors="replace")
    return "".join(
        chr(unit) if unit < 0x110000 and not 0xD800 <= unit < 0xE000 else "\ufffd" for unit in units
    )

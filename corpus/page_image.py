"""A page as an image, with the places of a quotation marked, and that image in words."""

import io
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.boxes import Box
from corpus.errors import DenktankError
from corpus.publication import Publication, Section, Span

if TYPE_CHECKING:
    from PIL.Image import Image

DPI = 110
"""An A4 page of 909 by 1286 pixels: text of 8 points is easy to read, a page takes 0.2 to 1.2 MB."""

VERSION = 1
"""Raised whenever the same page with the same marks gives another image."""

_PAPER = (255, 255, 255)
_YELLOW = (255, 235, 59)
_EDGE = (133, 100, 4)
"""5.4 : 1 against white, where yellow alone has 1.2 : 1 (WCAG 2.2, 1.4.11 asks 3 : 1)."""
_PADDING = 1.0
"""Points around every mark."""
_LEADING = 0.75
"""Lines that lie at most this many heights apart become one area."""
_PHOTOGRAPH = 20_000
"""Pages of text, drawings and screenshots had 297 to 5,787 colours, with a photograph 286,866."""
_PNG_SIZE = slice(16, 24)
"""Where a PNG has its width and height, four bytes each (PNG § 11.2.2)."""


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page as PNG; ``width`` and ``height`` are in pixels."""

    png: bytes
    width: int
    height: int

    @classmethod
    def of(cls, png: bytes) -> "PageImage":
        """The image with its size read from the PNG itself."""
        size = png[_PNG_SIZE]
        return cls(png, int.from_bytes(size[:4], "big"), int.from_bytes(size[4:], "big"))


def page_image(
    pdf: bytes | Path,
    page_index: int,
    marks: Sequence[Box] = (),
    dpi: float = DPI,
    password: str | None = None,
) -> PageImage:
    """Draw a page of a PDF as it is displayed, with ``marks`` as by a yellow highlighter.

    Args:
        pdf: the bytes of the file or where it stands.
        page_index: from 0.
        marks: in points from the upper left corner of the page as displayed, one per line.
        dpi: pixels per 72 points; a page larger than ``pdf_render.MAX_PIXELS`` gets fewer.
        password: opens an encrypted file.

    Returns:
        A PNG, exact unless the page has a photograph; see ``_encoded``.

    Raises:
        DenktankError: the page cannot be drawn.
    """
    from corpus.pdf.render import render

    image, size = render(pdf, page_index, dpi, password)
    if marks:
        _highlight(image, [_scaled(mark, size, image.size) for mark in _areas(marks)])
    return PageImage(_encoded(image), image.width, image.height)


def find_quotation(text: str, quotation: str) -> tuple[int, int] | None:
    """Where a quotation first stands in a text, white space aside: its start and end, or ``None``."""
    letters = [(at, letter) for at, letter in enumerate(text) if not letter.isspace()]
    wanted = "".join(quotation.split())
    at = "".join(letter for _, letter in letters).find(wanted) if wanted else -1
    return (letters[at][0], letters[at + len(wanted) - 1][0] + 1) if at >= 0 else None


def refuse_without_pages(publication: Publication) -> None:
    """Only a PDF has pages that can be drawn.

    Raises:
        DenktankError: the publication is something else.
    """
    if not publication.file.lower().endswith(".pdf"):
        raise DenktankError(
            f"Van '{publication.key}' ({publication.file}) is geen afbeelding te maken: "
            "alleen een pdf-bestand heeft bladzijden. Bekijk de tekst met: "
            f"denktank corpus show {publication.key}"
        )


def alt_text(publication: Publication, page_index: int, quotation: str = "") -> str:
    """The image of a page in Dutch words: title, page, heading and the marked quotation."""
    page = publication.pages[page_index]
    start = max(page.text.find(quotation), 0) if quotation else 0
    heading = _heading(publication, Span(page_index, start, start + len(quotation)))
    return image_in_words(publication.metadata.title, page.number, page.label, heading, quotation)


def image_in_words(
    title: str, number: int | None, label: str | None, heading: str = "", quotation: str = ""
) -> str:
    """The image of a page in Dutch words, of the physical number and the one printed on it."""
    named = f"Bladzijde {label or number}"
    if label is not None and label != str(number):
        named += f" (bladzijde {number} van het bestand)"
    under = f", onder het kopje ‘{heading}’" if heading else ""
    marked = f" Gemarkeerd is: ‘{quotation}’" if quotation else ""
    return f"{named} van ‘{title}’{under}.{marked}"


def _heading(publication: Publication, span: Span) -> str:
    """The innermost heading above a place: that of the last section that begins at or before it."""

    def begins(section: Section) -> tuple[int, int]:
        first = section.blocks[0].span
        return first.page, first.start

    at = (span.page, span.start)
    before = [section for section in publication.sections if begins(section) <= at]
    here = before[-1:] or [one for one in publication.sections if begins(one)[0] == span.page][:1]
    return here[0].path[-1] if here and here[0].path else ""


def _areas(marks: Sequence[Box]) -> list[Box]:
    """Marks with room around them; the gap between a line and the next below it is closed halfway."""
    areas = [
        Box(one.left - _PADDING, one.top - _PADDING, one.right + _PADDING, one.bottom + _PADDING)
        for one in marks
    ]
    for at in range(len(areas) - 1):
        line, below = areas[at], areas[at + 1]
        gap = below.top - line.bottom
        beside = min(line.right, below.right) <= max(line.left, below.left)
        if beside or not 0 < gap <= _LEADING * max(line.height, below.height):
            continue
        middle = line.bottom + gap / 2
        areas[at], areas[at + 1] = line._replace(bottom=middle), below._replace(top=middle)
    return areas


def _scaled(box: Box, page: tuple[float, float], image: tuple[int, int]) -> tuple[int, int, int, int]:
    """A box in points as the pixels that it covers, both ends included, within the image."""
    x, y = image[0] / page[0], image[1] / page[1]
    left, right = sorted(min(max(round(side * x), 0), image[0] - 1) for side in (box.left, box.right))
    top, bottom = sorted(min(max(round(side * y), 0), image[1] - 1) for side in (box.top, box.bottom))
    return left, top, right, bottom


def _highlight(image: "Image", areas: Sequence[tuple[int, int, int, int]]) -> None:
    """Multiply the areas by yellow within one dark edge, in place: what is dark stays as dark.

    On a dark ground the ground stays and white text turns yellow.
    """
    from PIL import Image, ImageChops, ImageDraw

    ink = Image.new("RGB", image.size, _PAPER)
    draw = ImageDraw.Draw(ink)
    for left, top, right, bottom in areas:
        draw.rectangle((left - 1, top - 1, right + 1, bottom + 1), fill=_EDGE)
    for area in areas:
        draw.rectangle(area, fill=_YELLOW)
    around = ImageChops.invert(ink).getbbox()
    if around is not None:
        image.paste(ImageChops.multiply(image.crop(around), ink.crop(around)), around[:2])


def _encoded(image: "Image") -> bytes:
    """As PNG, which keeps letters sharp where JPEG smears and every viewer shows.

    Pixels are only compressed by run length: at 110 dpi 19 ms and 290 kB, against 28 ms and 216 kB
    by default. That takes 50 ms and 1.2 MB for a photograph (195 ms by default), so a page with
    one gets a palette: 20 ms and 0.35 MB, and the difference is hard to see.
    """
    from PIL import Image

    if image.getcolors(_PHOTOGRAPH) is None:
        image = image.quantize(256, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    buffer = io.BytesIO()
    image.save(buffer, "PNG", compress_level=1, compress_type=zlib.Z_RLE)
    return buffer.getvalue()

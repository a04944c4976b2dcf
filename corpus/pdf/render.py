"""Draws one page of a PDF with pdfium, within bounds of size and time."""

import ctypes
import io
import math
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from corpus.errors import DenktankError
from corpus.pdf.profiles import ProfilesHidden, find_profiles, find_profiles_of

if TYPE_CHECKING:
    import pypdfium2
    from PIL.Image import Image

MAX_PIXELS = 8_000_000
"""Larger pages are drawn smaller: A1 at 100 dpi, 24 MB uncompressed. A4 at 110 dpi is 1.2 million."""
MAX_SECONDS = 10.0
"""An ordinary page takes 4 to 60 ms; pdfium asks between two objects whether it should pause."""

_POINTS_PER_INCH = 72
_PDFIUM = threading.Lock()
"""pdfium keeps global state: one thread at a time, also over different documents."""


class Drawn(NamedTuple):
    """A page in pixels, and its width and height in points."""

    image: "Image"
    size: tuple[float, float]


def render(pdf: bytes | Path, page_index: int, dpi: float, password: str | None = None) -> Drawn:
    """The page as it is displayed (rotated and cropped), in colour on white.

    No document is kept open: opening takes 1 to 3 ms, for 300 pages and 68 MB as well.

    Raises:
        DenktankError: not a PDF, no such page, or drawing takes more than ``MAX_SECONDS``.
    """
    with _PDFIUM, _opened(pdf, password) as document:
        if not 0 <= page_index < len(document):
            have = f"het pdf-bestand heeft {len(document)} bladzijden"
            raise DenktankError(f"Bladzijde {page_index + 1} bestaat niet: {have}.")
        return _draw(document, page_index, dpi)


@contextmanager
def _opened(pdf: bytes | Path, password: str | None) -> Iterator["pypdfium2.PdfDocument"]:
    import pypdfium2

    try:
        stream = io.BytesIO(pdf) if isinstance(pdf, bytes) else pdf.open("rb")
    except OSError as error:
        raise DenktankError(
            f"Het bestand {pdf!s} is niet te openen ({error.strerror or error}). "
            "Controleer of het er nog staat en of u het mag lezen."
        ) from error
    with stream:
        if isinstance(pdf, bytes):
            profiles = find_profiles(stream)
        else:
            status = pdf.stat()
            profiles = find_profiles_of(pdf, status.st_size, status.st_mtime_ns)
        try:
            document = pypdfium2.PdfDocument(ProfilesHidden(stream, profiles), password=password)
        except pypdfium2.PdfiumError as error:
            if error.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD:
                raise DenktankError(
                    "De bladzijde kan niet getekend worden: het pdf-bestand is beveiligd met een wachtwoord. "
                    "Lees de tekst ervan, of bewaar het zonder wachtwoord en voeg het opnieuw toe."
                ) from error
            raise DenktankError(
                "De bladzijde kan niet getekend worden: het pdf-bestand is beschadigd. "
                "Haal het opnieuw op en voeg het opnieuw toe."
            ) from error
        try:
            yield document
        finally:
            document.close()


def _draw(document: "pypdfium2.PdfDocument", page_index: int, dpi: float) -> Drawn:
    import pypdfium2
    import pypdfium2.raw as pdfium

    try:
        page = document[page_index]
    except pypdfium2.PdfiumError as error:
        raise DenktankError(
            f"Bladzijde {page_index + 1} is beschadigd en kan niet getekend worden."
        ) from error
    try:
        size = (page.get_width(), page.get_height())
        width, height = _pixels(*size, dpi)
        bitmap = pypdfium2.PdfBitmap.new_native(width, height, pdfium.FPDFBitmap_BGR, rev_byteorder=True)
        try:
            bitmap.fill_rect((255, 255, 255, 255), 0, 0, width, height)
            _paint(page, bitmap, width, height)
            return Drawn(bitmap.to_pil().copy(), size)
        finally:
            bitmap.close()
    finally:
        page.close()


def _pixels(width: float, height: float, dpi: float) -> tuple[int, int]:
    """Size in pixels of a page in points, at most ``MAX_PIXELS`` together."""
    scale = dpi / _POINTS_PER_INCH
    scale *= min(1.0, math.sqrt(MAX_PIXELS / max(1.0, width * height * scale * scale)))
    return max(1, int(width * scale)), max(1, int(height * scale))


def _paint(page: "pypdfium2.PdfPage", bitmap: "pypdfium2.PdfBitmap", width: int, height: int) -> None:
    """Draw in steps, so that it can be broken off."""
    import pypdfium2.raw as pdfium

    until = time.monotonic() + MAX_SECONDS

    def too_late(_: Any) -> int:
        return time.monotonic() > until

    pause = pdfium.IFSDK_PAUSE(version=1)
    pause.NeedToPauseNow = type(pause.NeedToPauseNow)(too_late)
    flags = pdfium.FPDF_ANNOT | pdfium.FPDF_REVERSE_BYTE_ORDER
    try:
        status = pdfium.FPDF_RenderPageBitmap_Start(
            bitmap, page, 0, 0, width, height, 0, flags, ctypes.byref(pause)
        )
    finally:
        pdfium.FPDF_RenderPage_Close(page)
    if status != pdfium.FPDF_RENDER_DONE:
        raise DenktankError(
            "Deze bladzijde is te ingewikkeld om te tekenen. "
            "Lees de tekst ervan, of open het bestand in een ander programma."
        )

"""A page of words at known places, turned and cropped as asked, and where pdfium draws each word."""

import ctypes
import io

import pypdfium2
import pypdfium2.raw as pdfium

from corpus.boxes import Box

WORDS = (
    (18, 90, 720, "Kop"),
    (11, 90, 690, "eerste"),
    (11, 140, 690, "regel"),
    (11, 90, 676, "tweede"),
    (11, 330, 690, "kolom"),
    (8, 330, 300, "onderaan"),
)
"""Size, x and y of the baseline from the lower left, and the word."""

CROPS = (None, (60.0, 250.0, 500.0, 790.0), (-20.0, -30.0, 400.5, 740.25))


def words_pdf(rotation: int = 0, crop: tuple[float, float, float, float] | None = None) -> bytes:
    """One page with the words above; ``crop`` is left, bottom, right and top."""
    document = pypdfium2.PdfDocument.new()
    page = document.new_page(595, 842)
    for size, x, y, text in WORDS:
        item = pdfium.FPDFPageObj_NewTextObj(document, b"Helvetica", ctypes.c_float(size))
        encoded = ctypes.create_string_buffer((text + "\0").encode("utf-16-le"))
        pdfium.FPDFText_SetText(item, ctypes.cast(encoded, ctypes.POINTER(ctypes.c_ushort)))
        pdfium.FPDFPageObj_Transform(item, 1, 0, 0, 1, x, y)
        pdfium.FPDFPage_InsertObject(page, item)
    page.gen_content()
    if crop is not None:
        page.set_mediabox(-50, -50, 700, 900)
        page.set_cropbox(*crop)
    page.set_rotation(rotation)
    buffer = io.BytesIO()
    document.save(buffer)
    document.close()
    return buffer.getvalue()


def drawn_characters(pdf: bytes, page_index: int = 0) -> list[tuple[str, Box]]:
    """Every drawn character of a page with its box, in points from the upper left as displayed."""
    document = pypdfium2.PdfDocument(pdf)
    page = document[page_index]
    textpage = page.get_textpage()
    rect = pdfium.FS_RECTF()
    found = []
    for index in range(textpage.count_chars()):
        character = chr(pdfium.FPDFText_GetUnicode(textpage, index))
        if character.isspace() or not pdfium.FPDFText_GetLooseCharBox(textpage, index, rect):
            continue
        corners = [_displayed(page, x, y) for x in (rect.left, rect.right) for y in (rect.top, rect.bottom)]
        xs, ys = zip(*corners, strict=True)
        found.append((character, Box(min(xs), min(ys), max(xs), max(ys))))
    document.close()
    return found


def text_under(marks: tuple[Box, ...], characters: list[tuple[str, Box]]) -> str:
    """The characters whose centre lies in a mark, in the order they are drawn."""
    return "".join(
        character
        for character, box in characters
        if any(
            mark.left <= (box.left + box.right) / 2 <= mark.right
            and mark.top <= (box.top + box.bottom) / 2 <= mark.bottom
            for mark in marks
        )
    )


def _displayed(page: pypdfium2.PdfPage, x: float, y: float) -> tuple[float, float]:
    """A point of the page in points as displayed; pdfium gives whole pixels, so in hundredths."""
    fine = 100
    across, down = ctypes.c_int(), ctypes.c_int()
    width, height = round(page.get_width() * fine), round(page.get_height() * fine)
    pdfium.FPDF_PageToDevice(page, 0, 0, width, height, 0, x, y, across, down)
    return across.value / fine, down.value / fine

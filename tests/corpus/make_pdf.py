"""Small PDF files made with pypdfium2, so that tests need no documents of others."""

import ctypes
import io
import re
from collections.abc import Sequence

import pypdfium2
import pypdfium2.raw as pdfium

Lines = Sequence[tuple[float, str]]
"""Font size and text of each line, from the top of the page down."""


def make_pdf(
    pages: Sequence[Lines], header: str = "", first_label: int | None = None, password: str = ""
) -> bytes:
    """A PDF with these lines; ``header`` stands at the top and a page number at the foot of each page."""
    document = pypdfium2.PdfDocument.new()
    for number, lines in enumerate(pages):
        page = document.new_page(595, 842)
        if header:
            _write(document, page, header, 9, 810)
        if first_label is not None:
            _write(document, page, str(first_label + number), 9, 30)
        height = 700.0
        for size, text in lines:
            _write(document, page, text, size, height)
            height -= size * 1.25
        page.gen_content()
        page.close()
    buffer = io.BytesIO()
    document.save(buffer)
    document.close()
    data = buffer.getvalue()
    return _encrypted(data, password) if password else data


def scanned_pdf() -> bytes:
    """A PDF whose only page has a rectangle and no text."""
    document = pypdfium2.PdfDocument.new()
    page = document.new_page(595, 842)
    shape = pdfium.FPDFPageObj_CreateNewRect(50, 50, 400, 400)
    pdfium.FPDFPath_SetDrawMode(shape, 1, 0)
    pdfium.FPDFPage_InsertObject(page, shape)
    page.gen_content()
    buffer = io.BytesIO()
    document.save(buffer)
    document.close()
    return buffer.getvalue()


def _write(
    document: pypdfium2.PdfDocument, page: pypdfium2.PdfPage, text: str, size: float, y: float
) -> None:
    item = pdfium.FPDFPageObj_NewTextObj(document, b"Helvetica", ctypes.c_float(size))
    encoded = (text + "\0").encode("utf-16-le")
    buffer = ctypes.cast(ctypes.create_string_buffer(encoded), ctypes.POINTER(ctypes.c_ushort))
    pdfium.FPDFText_SetText(item, buffer)
    pdfium.FPDFPageObj_Transform(item, 1, 0, 0, 1, 60, y)
    pdfium.FPDFPage_InsertObject(page, item)


def _encrypted(data: bytes, password: str) -> bytes:
    """The same document with an empty-content encryption dictionary that asks for a password.

    The standard handler (revision 3, 128-bit RC4, PDF 1.7 § 7.6.4): pdfium only has to find that
    the user password does not fit, so the hashes need not belong to the content.
    """
    marker = data.rindex(b"startxref")
    root = re.findall(rb"/Root (\d+ 0 R)", data)[-1]
    size = int(re.findall(rb"/Size (\d+)", data)[-1])
    entry = b"<</Filter/Standard/V 2/R 3/Length 128/P -4/O<" + b"41" * 32 + b">/U<" + b"42" * 32 + b">>>"
    at = len(data)
    body = b"%d 0 obj\n%s\nendobj\n" % (size, entry)
    previous = data[marker:].split()[1]
    xref = at + len(body)
    return (
        data
        + body
        + b"xref\n%d 1\n%010d 00000 n\r\n" % (size, at)
        + b"trailer\n<</Size %d/Root %s/Encrypt %d 0 R/Prev %s/ID[<00><00>]>>\nstartxref\n%d\n%%%%EOF\n"
        % (size + 1, root, size, previous, xref)
    )

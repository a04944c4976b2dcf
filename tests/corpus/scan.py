"""Scans made here: Dutch text drawn in an image, put in a PDF as a scanner does."""

import io
from collections.abc import Sequence

from PIL import Image, ImageDraw, ImageFont

DPI = 200
A4 = (1654, 2339)

LEFT_COLUMN = (
    "Samenwerken in de regio",
    "Gemeenten werken samen aan",
    "opgaven die te groot zijn voor",
    "een enkele gemeente. De raad",
    "wil daarbij meebeslissen over",
    "de kosten en de voortgang.",
    "Daarom maken de colleges elk",
    "voorjaar een gezamenlijk plan",
    "en bespreken dat met de raden.",
)
RIGHT_COLUMN = (
    "Wat kunt u als raadslid doen",
    "Vraag het college vroeg naar",
    "de bedoeling van het voorstel.",
    "Spreek af wanneer u opnieuw",
    "wordt betrokken, en waarover",
    "de raad zelf een besluit neemt.",
    "Leg vast wie het aanspreekpunt",
    "is voor vragen van inwoners en",
    "deel dat met de andere raden.",
)


def draw_lines(
    image: Image.Image, lines: Sequence[str], left: int, top: int, size: int = 36, fill: int = 0
) -> None:
    """Write lines of text below each other, sizes in pixels."""
    font = ImageFont.load_default(size)
    draw = ImageDraw.Draw(image)
    for number, line in enumerate(lines):
        draw.text((left, top + number * int(1.5 * size)), line, fill=fill, font=font)


def two_columns() -> Image.Image:
    """A page with the two columns above."""
    image = Image.new("L", A4, 255)
    draw_lines(image, LEFT_COLUMN, 140, 300)
    draw_lines(image, RIGHT_COLUMN, 880, 300)
    return image


def as_pdf(*images: Image.Image) -> bytes:
    """Each image on a page of its own, as large as its pixels at ``DPI``."""
    buffer = io.BytesIO()
    images[0].save(buffer, "PDF", resolution=DPI, save_all=True, append_images=list(images[1:]))
    return buffer.getvalue()

"""Opening a PDF and drawing its pages up as plain values."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from corpus.errors import LockedFileError, UnreadableFileError
from corpus.pdf import drawing
from corpus.pdf.characters import characters
from corpus.pdf.drop_caps import with_drop_caps
from corpus.pdf.geometry import Frame, Plane
from corpus.pdf.layout import DrawnPage, Line, Link, OutlineEntry, Shape
from corpus.pdf.lines import lines

_DEEPEST_OUTLINE = 12
_SMALLEST_DOT, _LARGEST_DOT = 1.2, 8.0
"""Points; what a bullet drawn as a shape measures."""
_MOST_DOTS = 200
_MOST_ENTRIES = 5_000


@contextmanager
def opened(data: bytes, name: str, password: str | None = None) -> Iterator[Any]:
    """The pypdfium2 document of these bytes.

    Raises:
        LockedFileError: encrypted, and without the right password.
        UnreadableFileError: damaged.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data, password=password)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise LockedFileError(
                name,
                "dit pdf-bestand is beveiligd met een wachtwoord."
                if password is None
                else "dit wachtwoord hoort niet bij dit pdf-bestand.",
                "Geef het wachtwoord mee met --password, of bewaar het bestand zonder wachtwoord.",
            ) from error
        raise UnreadableFileError(
            name,
            "dit pdf-bestand is beschadigd of niet compleet.",
            "Haal het opnieuw op en voeg het opnieuw toe.",
        ) from error
    try:
        yield document
    finally:
        document.close()


def drawn_page(document: Any, index: int) -> DrawnPage:
    """One page (index from 0) with its lines, shapes, images, links and tags."""
    page = document[index]
    try:
        found = characters(page)
        upright, page_lines = lines(found)
        page_lines = with_drop_caps(page_lines)
        frame = Frame(found.plane.width, found.plane.height, upright)
        shapes, images = drawing.shapes_and_images(page, found.plane, frame)
        links = drawing.links(document, page, found.plane, frame)
        return DrawnPage(
            number=index + 1,
            label=document.get_page_label(index) or None,
            width=found.plane.width,
            height=found.plane.height,
            lines=tuple(_with_dots([_marked(line, links) for line in page_lines], shapes)),
            shapes=shapes,
            images=images,
            links=links,
            tags=drawing.tags(page),
            upright=upright,
        )
    finally:
        page.close()


def _marked(line: Line, links: tuple[Link, ...]) -> Line:
    """The line, marked as a link when links cover more than half of it."""
    covered = sum(
        max(0.0, min(line.box.right, link.box.right) - max(line.box.left, link.box.left))
        for link in links
        if link.box.top < line.baseline and link.box.bottom > line.box.top + 0.3 * line.box.height
    )
    return replace(line, link=True) if covered > 0.5 * line.box.width else line


def _with_dots(lines: Sequence[Line], shapes: Sequence[Shape]) -> Iterator[Line]:
    """The lines, those with a small filled shape in front marked as having a bullet."""
    dots = [
        shape.box
        for shape in shapes
        if shape.fill is not None
        and _SMALLEST_DOT <= shape.box.height <= _LARGEST_DOT
        and _SMALLEST_DOT <= shape.box.width <= _LARGEST_DOT
    ]
    dots = dots if len(dots) <= _MOST_DOTS else []  # that many is a drawing
    for line in lines:
        dotted = any(
            0 <= line.box.left - dot.right <= 2 * line.size
            and line.box.top < dot.top
            and dot.bottom <= line.baseline + 0.1 * line.size
            and dot.height <= 0.6 * line.size
            for dot in dots
        )
        yield replace(line, dotted=True) if dotted else line


def outline(document: Any, pages: Sequence[DrawnPage]) -> tuple[OutlineEntry, ...]:
    """The bookmarks of the document, outermost level 1; tops are those of the page turned upright."""
    entries: list[OutlineEntry] = []
    for item in document.get_toc(max_depth=_DEEPEST_OUTLINE):
        if len(entries) >= _MOST_ENTRIES:
            break
        target = item.get_dest()
        page = target.get_index() if target else None
        top = _top(document, target, pages) if page is not None else None
        entries.append(OutlineEntry(item.get_title().strip(), item.level + 1, page, top))
    return tuple(entry for entry in entries if entry.title)


def _top(document: Any, target: Any, pages: Sequence[DrawnPage]) -> float | None:
    index = target.get_index()
    _, view = target.get_view()
    if not 0 <= index < len(pages) or len(view) < 2 or view[1] is None:
        return None
    drawn = pages[index]
    page = document[index]
    try:
        place = Plane.of(page).point(view[0] or 0, view[1])
    finally:
        page.close()
    return Frame(drawn.width, drawn.height, drawn.upright).point(*place)[1]


def metadata_title(document: Any) -> str | None:
    """The title that the file's own fields give; often that of a template."""
    try:
        return document.get_metadata_value("Title") or None
    except UnicodeDecodeError:
        return None

"""Where WeasyPrint put every block: its drawn lines, its page and the texts in the margins."""

import xml.etree.ElementTree as ET
from dataclasses import dataclass, field

from weasyprint.document import Document
from weasyprint.formatting_structure import boxes

from tests.documents.source_tree import AREA, NUMBER

_POINTS = 0.75
"""Of a CSS pixel."""

Rectangle = tuple[float, float, float, float]


@dataclass
class Drawn:
    """A drawn line, or what one block has of it."""

    page: int
    text: str
    box: Rectangle


@dataclass
class Placed:
    """All places of one layout; pages are numbers from 1."""

    lines: dict[int, list[Drawn]] = field(default_factory=dict)
    markers: dict[int, str] = field(default_factory=dict)
    calls: dict[int, int] = field(default_factory=dict)
    lonely: list[int] = field(default_factory=list)
    """Notes whose mark stands alone on a line."""
    areas: dict[str, list[tuple[int, Rectangle]]] = field(default_factory=dict)
    furniture: list[list[str]] = field(default_factory=list)
    sizes: list[tuple[float, float]] = field(default_factory=list)


class _Walk:
    def __init__(self, tree: ET.Element) -> None:
        self.parents = {child: parent for parent in tree.iter() for child in parent}
        self.elements = {int(part.get(NUMBER)): part for part in tree.iter() if part.get(NUMBER)}
        self.placed = Placed()
        self.page = 0
        self.line: object = None
        self.last: dict[int, object] = {}

    def block_of(self, element: ET.Element | None) -> int | None:
        while element is not None and element.get(NUMBER) is None:
            element = self.parents.get(element)
        return None if element is None else int(element.get(NUMBER))

    def box(self, box: boxes.Box) -> None:
        box = getattr(box, "_box", box)  # an absolutely placed box stands behind a placeholder
        if isinstance(box, boxes.LineBox):
            self.line = box
        element = getattr(box, "element", None)
        area = None if element is None or box.element_tag != element.tag else element.get(AREA)
        if area and isinstance(box, boxes.BlockLevelBox):
            places = self.placed.areas.setdefault(area, [])
            place = rectangle(box, border=True)
            if not any(page == self.page and _united(outer, place) == outer for page, outer in places):
                places.append((self.page, place))  # the columns of a box are not boxes of their own
        if isinstance(box, boxes.TextBox):
            self.text(box)
        for child in getattr(box, "children", ()):
            self.box(child)

    def text(self, box: boxes.TextBox) -> None:
        number = self.block_of(box.element)
        if number is None or not box.text.strip():
            return
        pseudo = box.element_tag.partition("::")[2]
        if pseudo == "footnote-call":
            self.placed.calls[number] = self.page
            if self.last.get(self.block_of(self.parents[self.elements[number]])) is not self.line:
                self.placed.lonely.append(number)
        elif pseudo in ("marker", "footnote-marker"):
            self.placed.markers[number] = box.text.strip()
        elif not pseudo:
            self.piece(number, box)

    def piece(self, number: int, box: boxes.TextBox) -> None:
        lines = self.placed.lines.setdefault(number, [])
        place = rectangle(box)
        if lines and self.last.get(number) is self.line:
            drawn = lines[-1]
            drawn.text += box.text
            drawn.box = _united(drawn.box, place)
        else:
            lines.append(Drawn(self.page, box.text, place))
        self.last[number] = self.line


def rectangle(box: boxes.Box, border: bool = False) -> Rectangle:
    """The rectangle of a box in points."""
    if border:
        left, top = box.border_box_x(), box.border_box_y()
        right, bottom = left + box.border_width(), top + box.border_height()
    else:
        left, top = box.position_x, box.position_y
        right, bottom = left + box.width, top + box.height
    return tuple(round(side * _POINTS, 1) for side in (left, top, right, bottom))


def _united(one: Rectangle, other: Rectangle) -> Rectangle:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])


def place(document: Document, tree: ET.Element) -> Placed:
    """Walk over the laid out pages of ``document``, which was made of ``tree``."""
    walk = _Walk(tree)
    for number, page in enumerate(document.pages, 1):
        walk.page = number
        walk.placed.sizes.append((page.width * _POINTS, page.height * _POINTS))
        margins = []
        for box in page._page_box.children:
            if isinstance(box, boxes.MarginBox):
                text = "".join(part.text for part in box.descendants() if isinstance(part, boxes.TextBox))
                margins.append(" ".join(text.split()))
            else:
                walk.box(box)
        walk.placed.furniture.append([text for text in margins if text])
    return walk.placed

"""The frozen values of a page on its way from characters to running text.

Coordinates are points from the upper left corner down.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.boxes import Box, CharBoxes

LineId = tuple[int, int]
"""Page index from 0 and ``Line.order``: names a line in a document."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a character is drawn; ``size`` is the real font size in points, ``color`` 0xRRGGBB."""

    font: str
    size: float
    bold: bool
    italic: bool
    color: int


@dataclass(frozen=True, slots=True)
class StyleRun:
    """From code point ``start`` of a line on, until the next run."""

    start: int
    style: Style


@dataclass(frozen=True, slots=True)
class Line:
    """One drawn line of text, or the part of it that stands in one column.

    ``text`` is what is printed, with single spaces between words; ``boxes`` has a box for every
    code point. ``baseline`` is measured from the top of the page. ``style`` is that of most of
    its characters. ``order`` is the place of its first character in the content stream of the
    page, and names the line there. ``hyphen`` tells that the last character is a hyphen at a
    line end that may or may not belong to the word. ``tags`` are the marked content ids (MCID)
    that its characters belong to, in order; ``link`` that most of it is a link; ``aside`` that it
    is written in another direction than most of the page; ``dotted`` that a bullet is drawn before
    it as a shape instead of a character.

    Places are those of the page turned so that its text is upright (see ``DrawnPage.upright``).
    """

    text: str
    boxes: CharBoxes
    box: Box
    baseline: float
    style: Style
    order: int
    styles: tuple[StyleRun, ...] = ()
    hyphen: bool = False
    tags: tuple[int, ...] = ()
    link: bool = False
    aside: bool = False
    dotted: bool = False

    @property
    def size(self) -> float:
        """The font size of most of the line, in points."""
        return self.style.size


@dataclass(frozen=True, slots=True)
class Shape:
    """A drawn path or image: its box; ``fill`` is its colour (0xRRGGBB) or ``None`` for a stroke."""

    box: Box
    fill: int | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """An area of the page that leads to a web address or to a page (index from 0) of the document."""

    box: Box
    address: str | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """All that is drawn on one page: lines in stream order, shapes, images and links.

    ``tags`` gives, for a tagged document, the structure types from the outside in for every
    marked content id: ``{12: ("Document", "Sect", "H2")}``. ``upright`` is how many degrees
    clockwise the text of the page runs as displayed, mostly 0; ``frame`` is the size of the page
    turned so that the text is upright, and shapes, images and links are given in that turned page.
    """

    number: int
    label: str | None
    width: float
    height: float
    lines: tuple[Line, ...]
    shapes: tuple[Shape, ...] = ()
    images: tuple[Box, ...] = ()
    links: tuple[Link, ...] = ()
    tags: dict[int, tuple[str, ...]] = field(default_factory=dict)
    recognised: bool = False
    upright: int = 0

    @property
    def frame(self) -> tuple[float, float]:
        """Width and height of the page turned upright, in points."""
        return (self.width, self.height) if self.upright in (0, 180) else (self.height, self.width)


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A bookmark: its title, level from 1, page index from 0 and, where known, height on the page."""

    title: str
    level: int
    page: int | None
    top: float | None


@dataclass(frozen=True, slots=True)
class DrawnDocument:
    """A PDF before layout: its pages, outline and the title in its own fields."""

    pages: Sequence[DrawnPage]
    outline: tuple[OutlineEntry, ...] = ()
    title: str | None = None

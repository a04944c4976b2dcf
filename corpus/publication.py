"""The frozen values a reader makes of a file: a publication with pages, sections and positions.

All positions are half-open ranges of Unicode code points in the text of one page, so any
passage can be shown verbatim where it stands.
"""

from dataclasses import dataclass
from enum import StrEnum

from corpus.boxes import Box, CharBoxes, per_line
from corpus.kinds import PassageKind, Role


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range ``[start, end)`` of code points in the text of one page.

    ``page`` is the index into ``Publication.pages`` (from 0), not the page number.
    """

    page: int
    start: int
    end: int


class BlockKind(StrEnum):
    """What a block of running text is on the page."""

    HEADING = "kop"
    PARAGRAPH = "alinea"
    LIST_ITEM = "lijstitem"
    TABLE_ROW = "tabelrij"
    CAPTION = "bijschrift"
    NOTE = "noot"


@dataclass(frozen=True, slots=True)
class Block:
    """One heading, paragraph, list item, table row, caption or note, and where it stands.

    ``marker`` is the bullet or number of a list item or the mark of a note, as printed before
    the span. ``continued`` tells that the block goes on where the last block of its kind on the
    page before was broken off.
    """

    kind: BlockKind
    span: Span
    marker: str = ""
    continued: bool = False


@dataclass(frozen=True, slots=True)
class NoteReference:
    """The place in running text where the mark of a note stood; ``at`` is an empty span."""

    mark: str
    at: Span


@dataclass(frozen=True, slots=True)
class Page:
    """One page in reading order.

    ``number`` is the physical page from 1, or ``None`` where a format has no pages; ``label``
    is the printed page number where it is known (``"iv"``, ``"A-3"``, ``"41"``). ``width`` and
    ``height`` are those of the page as it is displayed, in points, and ``boxes`` has a box for
    every code point of ``text``; all three are ``None`` where nothing is drawn. ``recognised``
    tells that the text was read from an image of the page.
    """

    number: int | None
    label: str | None
    text: str
    width: float | None = None
    height: float | None = None
    boxes: CharBoxes | None = None
    recognised: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """Consecutive blocks under one heading; ``path`` runs from the outermost heading inwards.

    ``kind`` and ``roles`` are what the rules make of it, and ``signpost`` the number of the
    wegwijzer it belongs to; ``None`` and empty where the publication's own kind and roles hold.
    """

    path: tuple[str, ...]
    blocks: tuple[Block, ...]
    kind: PassageKind | None = None
    roles: tuple[Role, ...] = ()
    signpost: int | None = None


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known about a publication besides its text.

    ``date`` is an ISO 8601 date, possibly shortened to month or year; ``sources`` are the source
    keys that a piece of the startcorpus draws on.
    """

    title: str
    kind: PassageKind = PassageKind.BACKGROUND
    roles: tuple[Role, ...] = ()
    date: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    links: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Publication:
    """One file, read: identity, metadata, pages and sections.

    ``file`` is the base name as it was added, ``sha256`` the hash of the file's bytes.
    ``warnings`` are Dutch sentences about what could not be read.
    """

    key: str
    file: str
    sha256: str
    metadata: Metadata
    pages: tuple[Page, ...]
    sections: tuple[Section, ...]
    warnings: tuple[str, ...] = ()
    notes: tuple[NoteReference, ...] = ()

    def text_of(self, span: Span) -> str:
        """The characters at a span, exactly as ``denktank corpus show`` prints them."""
        return self.pages[span.page].text[span.start : span.end]

    def boxes_of(self, span: Span) -> tuple[Box, ...]:
        """One box per drawn line of a span; none where the page has no places."""
        boxes = self.pages[span.page].boxes
        return per_line(boxes[span.start : span.end]) if boxes is not None else ()

"""Builds page texts and the positions of their blocks, for every reader alike."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.boxes import CharBoxes
from corpus.clean import one_line
from corpus.publication import Block, BlockKind, NoteReference, Page, Section, Span

MAX_TITLE_LENGTH = 200
_ISO_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
MAX_HEADING_LENGTH = 200
"""A longer 'heading' is body text in disguise and would swamp the heading path."""
CELL_SEPARATOR = " | "


@dataclass(frozen=True, slots=True)
class Content:
    """What a reader gets out of a file: pages, sections and what it says about itself.

    Title and date are trimmed and checked here, for every reader alike: a title is one printable
    line of at most ``MAX_TITLE_LENGTH`` characters, a date is ISO 8601 to the day, month or year.
    ``unread`` are the physical numbers of pages that have something on them but no readable text.
    """

    pages: tuple[Page, ...]
    sections: tuple[Section, ...]
    title: str | None = None
    date: str | None = None
    warnings: tuple[str, ...] = ()
    kind: str | None = None
    roles: tuple[str, ...] = ()
    notes: tuple[NoteReference, ...] = ()
    unread: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        title = one_line(self.title or "")[:MAX_TITLE_LENGTH].strip()
        object.__setattr__(self, "title", title or None)
        if self.date is not None and not _ISO_DATE.fullmatch(self.date):
            object.__setattr__(self, "date", None)


@dataclass(frozen=True, slots=True)
class Piece:
    """A text ready to be written: one line of printable characters, with what belongs to it.

    ``boxes`` has a box for every code point of ``text``; ``notes`` are the marks of notes with
    the offset in ``text`` where each stood.
    """

    text: str
    boxes: CharBoxes | None = None
    notes: tuple[tuple[int, str], ...] = ()


def _piece(text: str | Piece) -> Piece:
    return text if isinstance(text, Piece) else Piece(one_line(text))


class Composer:
    """Writes blocks one after another into page texts and remembers where they stand.

    A new heading closes the section before it; a heading of level n closes the headings of
    level n and deeper. Paragraphs are separated by a blank line, list items and table rows by a
    newline. Where a text is given as a string, white space inside is folded to single spaces; a
    ``Piece`` is written as it is.
    """

    def __init__(self) -> None:
        self._pages: list[Page] = []
        self._sections: list[Section] = []
        self._headings: list[tuple[int, str]] = []
        self._outside: list[tuple[int, str]] = []
        self._last_box: list[tuple[int, str]] = []
        self._blocks: list[Block] = []
        self._notes: list[NoteReference] = []
        self._text: list[str] = []
        self._boxes: list[CharBoxes] = []
        self._length = 0
        self._page: Page | None = None
        self._last: BlockKind | None = None

    def page(
        self,
        number: int | None,
        label: str | None = None,
        width: float | None = None,
        height: float | None = None,
        recognised: bool = False,
    ) -> None:
        """Start a page, drawn if it has a width; a section may go on from the page before."""
        self._close_page()
        self._page = Page(number, label, "", width, height, recognised=recognised)

    def heading(self, text: str | Piece, level: int) -> None:
        """Add a heading; ``level`` is 1 for the outermost."""
        piece = _piece(text)
        if not piece.text:
            return
        if len(piece.text) > MAX_HEADING_LENGTH:
            self.paragraph(piece)
            return
        self._close_section()
        self._headings = [(lvl, name) for lvl, name in self._headings if lvl < level]
        self._headings.append((level, piece.text))
        self._add(BlockKind.HEADING, piece)

    def enter_box(self, resumed: bool = False) -> None:
        """Start a text box: its headings stand directly under the outermost heading around it.

        ``resumed`` if it goes on with what the last box held.
        """
        self._close_section()
        self._outside = list(self._headings)
        outermost = min((level for level, _ in self._headings), default=0)
        self._headings = [heading for heading in self._headings if heading[0] == outermost]
        if resumed:
            self._headings = list(self._last_box)

    def leave_box(self) -> None:
        """End a text box: what follows stands under the headings from before it."""
        self._close_section()
        self._last_box, self._headings = self._headings, self._outside

    def paragraph(self, text: str | Piece, continued: bool = False) -> None:
        """Add a paragraph; ``continued`` if the page before broke it off."""
        self._add(BlockKind.PARAGRAPH, _piece(text), continued=continued)

    def list_item(self, text: str | Piece, marker: str | Piece = "•", continued: bool = False) -> None:
        """Add a list item; the marker is printed but not part of the block."""
        self._add(BlockKind.LIST_ITEM, _piece(text), _piece(marker), continued=continued)

    def table_row(self, cells: Sequence[str | Piece]) -> None:
        """Add one row of a table as a block, its cells one after another with bars between."""
        pieces = [_piece(cell) for cell in cells]
        if not any(piece.text for piece in pieces):
            return
        text, boxes, notes = "", [], []
        for position, piece in enumerate(pieces):
            if position:
                text += CELL_SEPARATOR
                boxes.append(CharBoxes.nowhere(len(CELL_SEPARATOR)))
            notes += [(len(text) + offset, mark) for offset, mark in piece.notes]
            text += piece.text
            boxes.append(piece.boxes or CharBoxes.nowhere(len(piece.text)))
        self._add(BlockKind.TABLE_ROW, Piece(text, CharBoxes.joined(boxes), tuple(notes)))

    def caption(self, text: str | Piece) -> None:
        """Add the caption of a figure or table."""
        self._add(BlockKind.CAPTION, _piece(text))

    def note(self, text: str | Piece, mark: str | Piece, continued: bool = False) -> None:
        """Add a footnote or endnote; its mark is printed but not part of the block."""
        self._add(BlockKind.NOTE, _piece(text), _piece(mark), continued=continued)

    def content(
        self,
        title: str | None = None,
        date: str | None = None,
        warnings: tuple[str, ...] = (),
        kind: str | None = None,
        roles: tuple[str, ...] = (),
        unread: tuple[int, ...] = (),
    ) -> Content:
        """Everything written so far."""
        self._close_section()
        self._close_page()
        return Content(
            pages=tuple(self._pages),
            sections=tuple(self._sections),
            title=title,
            date=date,
            warnings=warnings,
            kind=kind,
            roles=roles,
            notes=tuple(self._notes),
            unread=unread,
        )

    def _add(
        self, kind: BlockKind, piece: Piece, marker: Piece | None = None, continued: bool = False
    ) -> None:
        if not piece.text:
            return
        if self._page is None:
            self._page = Page(None, None, "")
        if self._length:
            close = kind is self._last and kind in (BlockKind.LIST_ITEM, BlockKind.TABLE_ROW, BlockKind.NOTE)
            self._write(Piece("\n" if close else "\n\n"))
        if marker is not None and marker.text:
            self._write(marker)
            self._write(Piece(" "))
        start = self._length
        self._write(piece)
        here = len(self._pages)
        self._notes += [NoteReference(mark, Span(here, start + at, start + at)) for at, mark in piece.notes]
        printed = marker.text if marker is not None else ""
        self._blocks.append(Block(kind, Span(here, start, self._length), printed, continued))
        self._last = kind

    def _write(self, piece: Piece) -> None:
        self._text.append(piece.text)
        self._boxes.append(piece.boxes or CharBoxes.nowhere(len(piece.text)))
        self._length += len(piece.text)

    def _close_section(self) -> None:
        if self._blocks:
            self._sections.append(Section(tuple(name for _, name in self._headings), tuple(self._blocks)))
        self._blocks = []

    def _close_page(self) -> None:
        if self._page is not None:
            page = self._page
            boxes = CharBoxes.joined(self._boxes) if page.width is not None else None
            text = "".join(self._text)
            self._pages.append(
                Page(page.number, page.label, text, page.width, page.height, boxes, page.recognised)
            )
        self._page, self._text, self._boxes, self._length, self._last = None, [], [], 0, None

"""Builds page texts and the positions of their blocks, for every reader alike."""

import re
from dataclasses import dataclass

from corpus.clean import one_line
from corpus.publication import Block, BlockKind, Page, Section, Span

MAX_TITLE_LENGTH = 200
_ISO_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
MAX_HEADING_LENGTH = 200
"""A longer 'heading' is body text in disguise and would swamp the heading path."""


@dataclass(frozen=True, slots=True)
class Content:
    """What a reader gets out of a file: pages, sections and what it says about itself.

    Title and date are trimmed and checked here, for every reader alike: a title is one printable
    line of at most ``MAX_TITLE_LENGTH`` characters, a date is ISO 8601 to the day, month or year.
    """

    pages: tuple[Page, ...]
    sections: tuple[Section, ...]
    title: str | None = None
    date: str | None = None
    warnings: tuple[str, ...] = ()
    kind: str | None = None
    roles: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        title = one_line(self.title or "")[:MAX_TITLE_LENGTH].strip()
        object.__setattr__(self, "title", title or None)
        if self.date is not None and not _ISO_DATE.fullmatch(self.date):
            object.__setattr__(self, "date", None)


class Composer:
    """Writes blocks one after another into page texts and remembers where they stand.

    A new heading closes the section before it; a heading of level n closes the headings of
    level n and deeper. Paragraphs are separated by a blank line, list items by a newline.
    """

    def __init__(self) -> None:
        self._pages: list[Page] = []
        self._sections: list[Section] = []
        self._headings: list[tuple[int, str]] = []
        self._blocks: list[Block] = []
        self._text: list[str] = []
        self._length = 0
        self._page: tuple[int | None, str | None] | None = None
        self._last: BlockKind | None = None

    def page(self, number: int | None, label: str | None = None) -> None:
        """Start a page; a section may go on from the page before."""
        self._close_page()
        self._page = (number, label)

    def heading(self, text: str, level: int) -> None:
        """Add a heading; ``level`` is 1 for the outermost."""
        text = one_line(text)
        if not text:
            return
        if len(text) > MAX_HEADING_LENGTH:
            self.paragraph(text)
            return
        self._close_section()
        self._headings = [(lvl, name) for lvl, name in self._headings if lvl < level]
        self._headings.append((level, text))
        self._add(BlockKind.HEADING, text, "")

    def paragraph(self, text: str) -> None:
        """Add a paragraph; white space inside is folded to single spaces."""
        self._add(BlockKind.PARAGRAPH, one_line(text), "")

    def list_item(self, text: str, marker: str = "•") -> None:
        """Add a list item; the marker is printed but not part of the block."""
        self._add(BlockKind.LIST_ITEM, one_line(text), f"{marker} ")

    def content(
        self,
        title: str | None = None,
        date: str | None = None,
        warnings: tuple[str, ...] = (),
        kind: str | None = None,
        roles: tuple[str, ...] = (),
    ) -> Content:
        """Everything written so far."""
        self._close_section()
        self._close_page()
        return Content(tuple(self._pages), tuple(self._sections), title, date, warnings, kind, roles)

    def _add(self, kind: BlockKind, text: str, prefix: str) -> None:
        if not text:
            return
        if self._page is None:
            self._page = (None, None)
        if self._length:
            both_items = kind is BlockKind.LIST_ITEM and self._last is BlockKind.LIST_ITEM
            self._write("\n" if both_items else "\n\n")
        self._write(prefix)
        start = self._length
        self._write(text)
        self._blocks.append(Block(kind, Span(len(self._pages), start, self._length)))
        self._last = kind

    def _write(self, text: str) -> None:
        self._text.append(text)
        self._length += len(text)

    def _close_section(self) -> None:
        if self._blocks:
            self._sections.append(Section(tuple(name for _, name in self._headings), tuple(self._blocks)))
        self._blocks = []

    def _close_page(self) -> None:
        if self._page is not None:
            number, label = self._page
            self._pages.append(Page(number, label, "".join(self._text)))
        self._page, self._text, self._length, self._last = None, [], 0, None

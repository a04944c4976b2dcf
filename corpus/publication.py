"""The frozen values a reader makes of a file: a publication with pages, sections and positions.

All positions are half-open ranges of Unicode code points in the text of one page, so any
passage can be shown verbatim where it stands.
"""

from dataclasses import dataclass
from enum import StrEnum

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


@dataclass(frozen=True, slots=True)
class Block:
    """One heading, paragraph or list item, and where it stands (bullets and numbers excluded)."""

    kind: BlockKind
    span: Span


@dataclass(frozen=True, slots=True)
class Page:
    """One page in reading order.

    ``number`` is the physical page from 1, or ``None`` where a format has no pages; ``label``
    is the printed page number where it is known and differs in kind (``"iv"``, ``"A-3"``).
    """

    number: int | None
    label: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """Consecutive blocks under one heading; ``path`` runs from the outermost heading inwards."""

    path: tuple[str, ...]
    blocks: tuple[Block, ...]


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

    def text_of(self, span: Span) -> str:
        """The characters at a span, exactly as ``denktank corpus show`` prints them."""
        return self.pages[span.page].text[span.start : span.end]

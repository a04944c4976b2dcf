"""What a browser asks to see of a source, looked up: the page, its neighbours and how to show it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from assistant.answer import SourcePage
from assistant.source_place import SourcePlace
from corpus.errors import DenktankError
from corpus.page_image import PageImage
from index.reading import Heading, Hits, PageName
from ui import source_texts as texts
from ui.source_link import read_source_query


class Sources(Protocol):
    """Who knows the pages of the publications; everything raises ``DenktankError`` with a Dutch line."""

    def source_at(self, place: SourcePlace) -> SourcePage:
        """The page of a place; fails when it is no longer what it was."""

    def pages(self, publication: str) -> tuple[PageName, ...]:
        """The pages in reading order; empty where there is no such publication."""

    def headings(self, publication: str) -> tuple[Heading, ...]:
        """The table of contents."""

    def find(self, publication: str, words: str) -> Hits:
        """Where words stand in the publication."""

    def image(self, publication: str, sha256: str, page: int | None, start: int, end: int) -> PageImage:
        """A page as an image, with ``[start, end)`` of its text marked."""


@dataclass(frozen=True, slots=True)
class SourceView:
    """A page to show.

    ``as_text`` asks for the text where there is an image as well, and ``not_drawn`` tells that drawing
    that image failed.
    """

    place: SourcePlace
    page: SourcePage
    pages: tuple[PageName, ...]
    as_text: bool = False
    not_drawn: bool = False

    @property
    def has_image(self) -> bool:
        """Whether the page can be drawn, as far as is known."""
        return self.page.page is not None and bool(self.page.width and self.page.height)

    @property
    def shows_image(self) -> bool:
        """Whether it is shown as an image."""
        return self.has_image and not (self.as_text or self.not_drawn)

    @property
    def position(self) -> int:
        """Which of the pages this is, from 0."""
        return next(at for at, one in enumerate(self.pages) if one.number == self.page.page)

    def beside(self, step: int) -> SourcePlace | None:
        """The page before (-1) or after (1) this one, without a quotation; ``None`` at the ends."""
        at = self.position + step
        if not 0 <= at < len(self.pages):
            return None
        return SourcePlace(self.place.publication, self.pages[at].number)


class NotThereError(DenktankError):
    """A place that cannot be shown, with the place in the same publication that can."""

    def __init__(self, line: str, instead: SourcePlace | None) -> None:
        super().__init__(line)
        self.instead = instead


def look_up(sources: Sources, fields: Mapping[str, str]) -> SourceView:
    """What an address asks to see; without a page that is the beginning.

    Raises:
        NotThereError: the page is not there, or its text has changed.
        DenktankError: there is no such publication, or the address is none.
    """
    asked = read_source_query(fields)
    pages = sources.pages(asked.publication)
    if not pages:
        raise DenktankError(texts.NOT_IN_SOURCES)
    numbers = [page.number for page in pages]
    first = SourcePlace(asked.publication, numbers[0])
    if numbers[0] is None or asked.page is None:
        asked = replace(asked, page=numbers[0])
    if asked.page not in numbers:
        raise NotThereError(texts.NO_SUCH_PAGE.format(number=asked.page, count=len(pages)), first)
    try:
        page = sources.source_at(asked)
    except DenktankError as error:
        instead = SourcePlace(asked.publication, asked.page) if asked.quote_hash else None
        raise NotThereError(str(error), instead) from error
    shown = fields.get("toon", "")
    return SourceView(asked, page, pages, as_text=shown == "tekst", not_drawn=shown == "mislukt")

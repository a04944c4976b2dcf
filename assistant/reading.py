"""Reading the publications that the answers are made from, page by page."""

from index.opened import CurrentIndex
from index.reading import Heading, Hits, PageName, find, headings, pages


class Reading:
    """Pages, headings and words of the publications in the index in use."""

    def __init__(self, current: CurrentIndex) -> None:
        self._current = current

    def pages(self, publication: str) -> tuple[PageName, ...]:
        """The pages of a publication; empty where it is not in the index.

        Raises:
            DenktankError: there is no index.
        """
        with self._current.use() as index:
            return pages(index.texts, publication)

    def headings(self, publication: str) -> tuple[Heading, ...]:
        """The table of contents of a publication.

        Raises:
            DenktankError: there is no index.
        """
        with self._current.use() as index:
            return headings(index.texts, publication)

    def find(self, publication: str, words: str) -> Hits:
        """Where words stand in a publication.

        Raises:
            DenktankError: there is no index.
        """
        with self._current.use() as index:
            return find(index.texts, publication, words)

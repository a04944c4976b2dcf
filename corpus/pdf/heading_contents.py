"""Headings by the contents page: every entry matched to the lines that print its title."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from corpus.pdf.contents_page import Entry
from corpus.pdf.heading_match import TitleFinder
from corpus.pdf.layout import DrawnPage, LineId


def matched(
    listed: Sequence[Entry], finder: TitleFinder, pages: Sequence[DrawnPage]
) -> list[tuple[Entry, tuple[LineId, ...]]]:
    """The entries with the lines of their headings; entries that are nowhere are left out."""
    offset = _offset(listed, finder)
    labels = {page.label: index for index, page in enumerate(pages) if page.label}
    found = []
    for entry in listed:
        for title in filter(None, (entry.longer, entry.title)):
            lines = _look_up(title, _pages(entry, title, offset, labels, finder), len(pages), finder)
            if lines:
                found.append((entry, lines))
                break
    return found


def _look_up(title: str, pages: Iterable[int | None], count: int, finder: TitleFinder) -> tuple[LineId, ...]:
    for page in dict.fromkeys(pages):
        lines = finder.take(title, page) if page is not None and 0 <= page < count else ()
        if lines:
            return lines
    return ()


def _offset(listed: Sequence[Entry], finder: TitleFinder) -> int:
    """How much page indices differ from the printed numbers, by the pages where titles are found."""
    votes: Counter[int] = Counter()
    for entry in filter(lambda entry: entry.number, listed):
        for page in finder.pages_of(entry.title):
            votes[page - entry.number] += 1
    if not votes:
        return -1
    best = max(votes.values())
    return min(
        (offset for offset, count in votes.items() if count == best), key=lambda offset: abs(offset + 1)
    )


def _pages(
    entry: Entry, title: str, offset: int, labels: dict[str, int], finder: TitleFinder
) -> Iterator[int | None]:
    """The pages where a heading may be, likeliest first; a contents page is often one page off."""
    yield from (entry.target, labels.get(entry.printed))
    if entry.number:
        yield from (entry.number + offset + step for step in (0, 1, -1))
    else:
        yield from sorted(finder.pages_of(title))

"""Headings by the outline: every bookmark matched to the lines that print its title."""

from collections.abc import Sequence

from corpus.pdf.heading_match import TitleFinder
from corpus.pdf.layout import LineId, OutlineEntry


def matched(
    outline: Sequence[OutlineEntry], finder: TitleFinder
) -> list[tuple[OutlineEntry, tuple[LineId, ...]]]:
    """The bookmarks with the lines of their headings; those found nowhere are left out.

    A bookmark may lead to the page before or after, where its target is just above a heading.
    """
    found = []
    for entry in outline:
        if entry.page is None:
            continue
        for page in (entry.page, entry.page + 1, entry.page - 1):
            lines = finder.take(entry.title, page, entry.top if page == entry.page else None)
            if lines:
                found.append((entry, lines))
                break
    return found

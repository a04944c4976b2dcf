"""Where found passages stand, and whether they overlap a place that answers the question."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from eval.run_record import FoundPlace, Ranked

DEPTH = 10
"""How many passages of a ranking are recorded."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of text of a publication in the library, as found or as expected.

    ``publication`` is the key in the library, ``page`` the physical page from 1 or ``None``,
    ``[start, end)`` code points in the text of that page.
    """

    publication: str
    file: str
    page: int | None
    start: int
    end: int

    def overlaps(self, other: "Passage") -> bool:
        """Whether at least one character is in both."""
        return self.same_page(other) and self.start < other.end and other.start < self.end

    def same_page(self, other: "Passage") -> bool:
        """Whether both stand on one page of one publication."""
        return (self.publication, self.page) == (other.publication, other.page)


def ranked(found: Sequence[Passage], expected: Iterable[Passage]) -> Ranked:
    """The first ``DEPTH`` found passages with the rank of the first that answers the question."""
    found = found[:DEPTH]
    expected = tuple(expected)
    ranks = [rank for rank, item in enumerate(found, 1) if any(map(item.overlaps, expected))]
    pages = [rank for rank, item in enumerate(found, 1) if any(map(item.same_page, expected))]
    return Ranked(
        places=tuple(FoundPlace(item.file, item.page, item.start, item.end) for item in found),
        rank=min(ranks, default=None),
        page_rank=min(pages, default=None),
    )

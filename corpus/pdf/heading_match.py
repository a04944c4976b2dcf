"""Finds the lines that print a known title: of a bookmark or of an entry of a contents page."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from difflib import SequenceMatcher

from corpus.pdf.heading_blocks import Block
from corpus.pdf.heading_text import bare_fold, fold, plain
from corpus.pdf.layout import DrawnPage, Line, LineId

_LONGEST_LINE = 200
_MOST_LINES = 6
_ALIKE = 0.85
"""Least similarity of a title and a heading that differ, by a slip or a word; lower pairs other headings."""
_SHORTEST_PART = 12
"""Letters from which the first part of a heading counts for the whole."""
_MOST_COMPARISONS, _MOST_RUNS = 20_000, 100_000
"""Looked at for all titles together; a report of 250 pages with 200 titles takes a hundredth of it."""
_MOST_PLACES = 20

Place = tuple[int, int]
"""Page index and place among the lines of that page."""


class TitleFinder:
    """Looks up titles among the lines of a document without case, spaces, punctuation and numbers."""

    def __init__(self, pages: Sequence[DrawnPage], found: Iterable[Block], left_out: Set[LineId]) -> None:
        self._lines: dict[int, list[Line]] = {}
        self._starts: dict[tuple[int, str], list[int]] = defaultdict(list)
        self._anywhere: dict[str, list[Place]] = defaultdict(list)
        self._blocks: dict[int, list[Block]] = defaultdict(list)
        self._used: set[LineId] = set()
        self._comparisons, self._runs = _MOST_COMPARISONS, _MOST_RUNS
        for index, page in enumerate(pages):
            kept = [line for line in page.lines if (index, line.order) not in left_out]
            self._lines[index] = kept
            for place, line in enumerate(kept):
                start = bare_fold(plain(line)) if len(line.text) <= _LONGEST_LINE else ""
                if start:
                    self._starts[index, start].append(place)
                    if len(self._anywhere[start]) < _MOST_PLACES:
                        self._anywhere[start].append((index, place))
        for block in found:
            self._blocks[block.page].append(block)

    def pages_of(self, title: str) -> set[int]:
        """The indices of the pages where a title is printed in full."""
        wanted = bare_fold(title)
        places = (place for start in _starts(wanted) for place in self._anywhere.get(start, ()))
        return {page for page, place in places if self._run(page, place, wanted)}

    def take(self, title: str, page: int, top: float | None = None) -> tuple[LineId, ...]:
        """The lines on a page that print a title, from top to bottom; none if it is not there.

        Of several the one with the same number, in the largest size, nearest to ``top``. Lines are
        given out once, so that a title that comes back on the page is found again.
        """
        wanted, whole = bare_fold(title), fold(title)
        if not wanted:
            return ()
        places = (place for start in _starts(wanted) for place in self._starts.get((page, start), ()))
        choices = [run for place in places if (run := self._run(page, place, wanted))]
        choices = [run for run in choices or self._nearly(wanted, page) if self._is_free(page, run)]
        if not choices:
            return ()
        best = max(choices, key=lambda run: _quality(run, whole, top))
        ids = self._grown(page, tuple((page, line.order) for line in best))
        self._used.update(ids)
        return ids

    def _run(self, page: int, place: int, wanted: str) -> tuple[Line, ...]:
        """The lines from a place on that together print the folded title, or none."""
        self._runs -= 1
        if self._runs < 0:
            return ()
        lines = self._lines[page][place : place + _MOST_LINES]
        text = bare_fold(plain(lines[0]))
        for count in range(1, len(lines) + 1):
            if text == wanted:
                return tuple(lines[:count])
            if not wanted.startswith(text) or count == len(lines):
                break
            text += fold(plain(lines[count]))
        return ()

    def _nearly(self, wanted: str, page: int) -> list[tuple[Line, ...]]:
        """Blocks that stand out whose text starts with the title, or is almost the same."""
        out = []
        for block in self._blocks.get(page, ()):
            if self._comparisons <= 0:
                break
            self._comparisons -= 1
            text = bare_fold(block.text)
            part = len(wanted) >= _SHORTEST_PART and text.startswith(wanted)
            if part or _alike(text, wanted):
                out.append(block.lines)
        return out

    def _is_free(self, page: int, run: tuple[Line, ...]) -> bool:
        return all((page, line.order) not in self._used for line in run)

    def _grown(self, page: int, ids: tuple[LineId, ...]) -> tuple[LineId, ...]:
        """The whole block where the title is the first lines of one."""
        for block in self._blocks.get(page, ()):
            if block.ids[: len(ids)] == ids:
                return block.ids
        return ids


def _starts(wanted: str) -> Iterator[str]:
    return (wanted[:length] for length in range(1, len(wanted) + 1))


def _alike(text: str, wanted: str) -> bool:
    matcher = SequenceMatcher(None, text, wanted, autojunk=False)
    return matcher.real_quick_ratio() >= _ALIKE and matcher.quick_ratio() >= _ALIKE <= matcher.ratio()


def _quality(run: tuple[Line, ...], whole: str, top: float | None) -> tuple[bool, float, bool, float]:
    first = run[0]
    same = "".join(fold(plain(line)) for line in run) == whole
    distance = 0.0 if top is None else -abs(first.box.top - top)
    return same, first.size, first.style.bold, distance

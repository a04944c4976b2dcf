"""What a reader did to the text of a PDF: order of reading, lines lost, hyphens lost."""

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_REPEATED = 0.25
_FEWEST_LETTERS = 3
_LINE_END = re.compile(r"[\r\n]+")


@dataclass(frozen=True, slots=True)
class Anchors:
    """Short pieces of one page (physical number) in the order in which a person reads them.

    ``"piece@2"`` is the second time that the piece stands on the page.
    """

    page: int
    pieces: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KeptHyphen:
    """A hyphen at a line end, between two parts of a word, that belongs to the word."""

    before: str
    after: str


def order_share(pages: Sequence[str], anchors: Sequence[Anchors]) -> float | None:
    """The share (0 to 1) of all anchors found in order; ``None`` without anchors.

    In order are those of the longest increasing row of positions on their page. Compared without
    white space, case and ligatures.
    """
    total = sum(len(page.pieces) for page in anchors)
    if not total:
        return None
    found = 0
    for page in anchors:
        text = _squeezed(pages[page.page - 1]) if page.page <= len(pages) else ""
        positions = (_position(text, piece) for piece in page.pieces)
        found += _longest_increasing([position for position in positions if position >= 0])
    return found / total


def lost_lines(raw: Sequence[str], pages: Sequence[str]) -> int:
    """How many lines of pdfium's own text have letters that stand nowhere in the output.

    Compared by letters alone, without accents. Lines of fewer than three letters and running
    headers and footers (the same on a quarter of the pages, and on three at least) do not count.
    """
    output = _letters("".join(pages))
    by_page = [{_letters(line) for line in _LINE_END.split(page)} for page in raw]
    on_pages = Counter(line for lines in by_page for line in lines)
    furniture = {line for line, count in on_pages.items() if count >= max(3, _REPEATED * len(raw))}
    return sum(
        len(line) >= _FEWEST_LETTERS and line not in furniture and line not in output
        for lines in by_page
        for line in lines
    )


def false_joins(raw: Sequence[str], pages: Sequence[str], kept: Iterable[KeptHyphen]) -> int:
    """How many of these hyphens are gone: words in one piece that pdfium's own text does not have."""
    before, after = ("\n".join(text).casefold() for text in (raw, pages))
    wrong = 0
    for hyphen, labels in Counter(kept).items():
        joined = re.compile(rf"(?<!\w){re.escape((hyphen.before + hyphen.after).casefold())}")
        wrong += min(labels, max(0, len(joined.findall(after)) - len(joined.findall(before))))
    return wrong


def _squeezed(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def _letters(text: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFKD", text).casefold() if letter.isalpha())


def _position(text: str, piece: str) -> int:
    wanted, _, count = piece.partition("@")
    wanted, at = _squeezed(wanted), -1
    for _ in range(int(count or 1)):
        at = text.find(wanted, at + 1)
        if at < 0:
            return -1
    return at


def _longest_increasing(values: Sequence[int]) -> int:
    ends: list[int] = []
    for value in values:
        at = bisect_left(ends, value)
        ends[at : at + 1] = [value]
    return len(ends)

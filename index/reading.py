"""Reading a publication as it stands in the index: its pages, its headings, and finding words in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.texts import Texts
from index.words import fold

PART = 8_000
"""Characters: a publication without pages is read in parts of about this length, some three pages of A4."""
MOST_HITS = 200
_AROUND = 60
"""Characters of context on either side of a hit: one line on a phone, two on a wide screen."""
_QUOTES = str.maketrans("‘’‚‛“”„‟", "''''\"\"\"\"")


@dataclass(frozen=True, slots=True)
class PageName:
    """A page by its physical number, from 1, and by the number printed on it; both ``None`` without pages."""

    number: int | None
    label: str | None


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading with its level, from 1, and where what is below it begins."""

    title: str
    level: int
    page: int | None
    start: int


@dataclass(frozen=True, slots=True)
class Hit:
    """Words found at ``[start, end)`` of a page, with what stands around them on the same line."""

    page: PageName
    start: int
    end: int
    before: str
    found: str
    after: str


@dataclass(frozen=True, slots=True)
class Hits:
    """At most ``MOST_HITS`` places in reading order; ``more`` tells that there are others."""

    hits: tuple[Hit, ...]
    more: bool


def pages(texts: Texts, publication: str) -> tuple[PageName, ...]:
    """The pages in reading order; one without a number where a publication has none, none if unknown."""
    return tuple(PageName(number, label) for number, label in texts.page_names(publication))


def headings(texts: Texts, publication: str) -> tuple[Heading, ...]:
    """The headings above the passages, in reading order, each once where it begins.

    On a text without pages ``start`` is where the heading itself stands, elsewhere its first passage.
    """
    stored = texts.page(publication, None)
    text = stored.text if stored else ""
    found: dict[tuple[str, ...], Heading] = {}
    end = 0
    for section, page, start, last in texts.sections(publication):
        for level, title in enumerate(section, 1):
            path = section[:level]
            if path in found:  # goes on below a box, or on the next page
                continue
            at = text.find(title, end, start)
            found[path] = Heading(title, level, page, at if at >= 0 else start)
            end = at + len(title) if at >= 0 else end
        end = last
    return tuple(found.values())


def parts(text: str, starts: Sequence[int], size: int = PART) -> list[tuple[int, int]]:
    """A text in consecutive parts of about ``size`` characters that begin at a heading where they can.

    Args:
        text: the text; an empty one is one part.
        starts: where headings begin.
        size: a section longer than this is cut after a line, or where it must.
    """
    cuts = [0]
    edges = sorted({at for at in starts if 0 < at < len(text)} | {len(text)})
    for begin, end in pairwise([0, *edges]):
        if end - cuts[-1] > size and begin > cuts[-1]:
            cuts.append(begin)
        while end - cuts[-1] > size:
            line = text.rfind("\n", cuts[-1] + size // 2, cuts[-1] + size)
            cuts.append(line + 1 if line >= 0 else cuts[-1] + size)
    return list(pairwise([*cuts, len(text)]))


def find(texts: Texts, publication: str, words: str, most: int = MOST_HITS) -> Hits:
    """Every place where ``words`` stand, whatever the capitals, accents, quotation marks and white space."""
    wanted = " ".join(_folded(words).split())
    hits: list[Hit] = []
    if not wanted:
        return Hits((), False)
    for number, label, text in texts.page_texts(publication):
        for start, end in _places(text, wanted):
            if len(hits) == most:
                return Hits(tuple(hits), True)
            hits.append(_hit(PageName(number, label), text, start, end))
    return Hits(tuple(hits), False)


def _folded(text: str) -> str:
    return fold(text).translate(_QUOTES)


def _places(text: str, wanted: str) -> list[tuple[int, int]]:
    """The places of folded words in a text, in its own code points."""
    letters = [" " if letter.isspace() else _folded(letter) for letter in text]
    folded = "".join(letters)
    at = folded.find(wanted)
    if at < 0:
        return []
    # A letter may fold to none or to several.
    origin = [index for index, letter in enumerate(letters) for _ in letter]
    found = []
    while at >= 0:
        found.append((origin[at], origin[at + len(wanted) - 1] + 1))
        at = folded.find(wanted, at + len(wanted))
    return found


def _hit(page: PageName, text: str, start: int, end: int) -> Hit:
    before = text[max(0, start - _AROUND) : start].rpartition("\n")[2]
    after = text[end : end + _AROUND].partition("\n")[0]
    # Cut between words, where there is more than was taken.
    if len(before) == _AROUND:
        before = before.partition(" ")[2]
    if len(after) == _AROUND:
        after = after.rpartition(" ")[0]
    return Hit(page, start, end, before, text[start:end], after)

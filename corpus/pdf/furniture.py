"""Running headers, footers and page numbers: what stands on pages without belonging to the text."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.pdf.layout import DrawnPage, Line, LineId

_MARGIN = 0.12
_SHARE = 0.25
"""Measured on government PDFs: the outer 12 % of the page, and on at least a quarter of the pages."""
_LARGEST = 1.15
"""Times the size of the body text; what is larger at the top of a page is a chapter title."""
_LARGEST_NUMBER = 2.5
_CLOSE_PAGES = 0.3
"""A header of one chapter is seen on at least this share of the pages from its first to its last."""
_SLOT_SHARE = 0.5
_NUMBERED = re.compile(
    r"(?:p|pag|pagina|blz|bladzijde)?\.?\s*(\d{1,4})\s*(?:/|van|of|\|)\s*(\d{1,4})", re.IGNORECASE
)
_ALONE = re.compile(
    r"[-–—|·•\s]*(?:(?:p|pag|pagina|blz|bladzijde)\.?\s*)?(\d{1,4}|[ivxlc]{1,8})[-–—|·•\s]*", re.IGNORECASE
)
_BESIDE = re.compile(r"^\d{1,4}\b|\b\d{1,4}$")
"""A number before or after the words of a running header."""
_OUTSIDE = "outside"
"""Zone of what is not on the page as it is displayed, such as the file name beside crop marks."""
_ACROSS = "across"
"""Zone of text in another direction than the page, such as a watermark."""
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


@dataclass(frozen=True, slots=True)
class Furniture:
    """The lines that are furniture, and the printed label of every page index that shows one."""

    lines: frozenset[LineId]
    labels: dict[int, str]


@dataclass(frozen=True, slots=True)
class _Candidate:
    page: int
    line: Line
    zone: str

    @property
    def id(self) -> LineId:
        return (self.page, self.line.order)

    @property
    def slot(self) -> tuple[str, int, str, float]:
        """Where and how it is drawn, the same on every page for furniture."""
        return (self.zone, round(self.line.baseline / 3), self.line.style.font, self.line.size)


def body_size(pages: Sequence[DrawnPage]) -> float:
    """The font size, in points, that most characters of the document have; 10 without any."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            sizes[round(line.size * 2) / 2] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 10.0


def furniture(pages: Sequence[DrawnPage], body: float) -> Furniture:
    """What of these pages is furniture; ``body`` is the size of the body text in points."""
    candidates = [
        _Candidate(index, line, zone)
        for index, page in enumerate(pages)
        for line in page.lines
        if (zone := _zone(line, page)) is not None
    ]
    marginal = [one for one in candidates if one.zone not in (_OUTSIDE, _ACROSS)]
    labels, numbers = _page_numbers(marginal, len(pages), body)
    small = [one for one in marginal if one.line.size <= _LARGEST * body]
    _add_counted(pages, labels, numbers)
    found = numbers | {one.id for one in candidates if one.zone == _OUTSIDE}
    found |= _repeated([one for one in candidates if one.zone == _ACROSS], len(pages), {})
    found |= _repeated(small, len(pages), labels)
    found |= _same_slot(small, found, len(pages))
    return Furniture(frozenset(found), labels)


def _zone(line: Line, page: DrawnPage) -> str | None:
    width, height = page.frame
    across, down = (line.box.left + line.box.right) / 2, (line.box.top + line.box.bottom) / 2
    if not (0 <= across <= width and 0 <= down <= height):
        return _OUTSIDE
    if line.box.bottom <= height * _MARGIN:
        return "top"
    if line.box.top >= height * (1 - _MARGIN):
        return "bottom"
    if line.aside and (line.box.right <= width * _MARGIN or line.box.left >= width * (1 - _MARGIN)):
        return "side"
    return _ACROSS if line.aside else None


def _page_numbers(
    candidates: Sequence[_Candidate], count: int, body: float
) -> tuple[dict[int, str], set[LineId]]:
    """Printed labels and the lines that hold nothing else.

    A number is a page number when it keeps the same distance to the physical page on at least
    three pages (two in a short document), or says of how many pages it is one.
    """
    voted: defaultdict[tuple[str, int], list[tuple[_Candidate, str, bool]]] = defaultdict(list)
    labels: dict[int, str] = {}
    lines: set[LineId] = set()
    repeated = Counter(_BESIDE.sub("#", one.line.text) for one in candidates)
    for one in candidates:
        if one.line.size > _LARGEST_NUMBER * body:
            continue
        counted = _NUMBERED.search(one.line.text)
        if counted is not None and int(counted[2]) <= count + 5 and int(counted[1]) == one.page + 1:
            labels.setdefault(one.page, counted[1])
            if counted[0] == one.line.text.strip():
                lines.add(one.id)
            continue
        alone = _ALONE.fullmatch(one.line.text)
        beside = _BESIDE.findall(one.line.text) if repeated[_BESIDE.sub("#", one.line.text)] >= 3 else []
        printed = [alone[1]] if alone else beside
        for number in printed:
            kind = "roman" if number[0].isalpha() else "arabic"
            value = _roman(number) if kind == "roman" else int(number)
            if value is not None:
                voted[kind, value - one.page].append((one, number, alone is not None))
    needed = 3 if count >= 6 else 2
    for votes in sorted(voted.values(), key=lambda votes: (sum(alone for *_, alone in votes), len(votes)))[
        ::-1
    ]:
        if len({one.page for one, _, _ in votes}) < needed:
            continue
        for one, number, alone_on_line in votes:
            if labels.setdefault(one.page, number) == number and alone_on_line:
                lines.add(one.id)
    return labels, lines


def _add_counted(pages: Sequence[DrawnPage], labels: dict[int, str], lines: set[LineId]) -> None:
    """Add lines that say "pagina 2 van 9" on the second page of nine, wherever they stand."""
    for index, page in enumerate(pages):
        for line in page.lines:
            counted = _NUMBERED.fullmatch(line.text)
            if counted is None or not counted[0][0].isalpha():
                continue
            if (int(counted[1]), int(counted[2])) == (index + 1, len(pages)):
                labels.setdefault(index, counted[1])
                lines.add((index, line.order))


def _roman(text: str) -> int | None:
    values = [_ROMAN.get(char) for char in text.lower()]
    if None in values:
        return None
    numbers = [value for value in values if value is not None]
    return sum(
        -value if any(later > value for later in numbers[place + 1 : place + 2]) else value
        for place, value in enumerate(numbers)
    )


def _repeated(candidates: Sequence[_Candidate], count: int, labels: dict[int, str]) -> set[LineId]:
    """Lines whose text, apart from the page number, comes back on enough pages."""
    same: defaultdict[tuple[str, str], list[_Candidate]] = defaultdict(list)
    for one in candidates:
        label = labels.get(one.page)
        text = one.line.text
        if label is not None:
            text = re.sub(rf"(?<!\w){re.escape(label)}(?!\w)", "#", text)
        same[one.zone, text.casefold()].append(one)
    found: set[LineId] = set()
    for members in same.values():
        pages = sorted({one.page for one in members})
        if len(pages) >= max(3, count * _SHARE):
            found |= {one.id for one in members}
            continue
        slots = Counter(one.slot for one in members)
        slot, often = slots.most_common(1)[0]
        if len(pages) == often == count == 2:
            found |= {one.id for one in members}
            continue
        if often >= 3 and often >= _CLOSE_PAGES * (pages[-1] - pages[0] + 1):
            found |= {one.id for one in members if one.slot == slot}
    return found


def _same_slot(candidates: Sequence[_Candidate], known: set[LineId], count: int) -> set[LineId]:
    """Lines that differ from page to page but stand where furniture mostly stands."""
    slots: defaultdict[tuple[str, int, str, float], list[_Candidate]] = defaultdict(list)
    for one in candidates:
        slots[one.slot].append(one)
    found: set[LineId] = set()
    for members in slots.values():
        already = sum(one.id in known for one in members)
        pages = len({one.page for one in members})
        if pages >= max(3, count * _SHARE) and already >= _SLOT_SHARE * len(members):
            found |= {one.id for one in members}
    return found

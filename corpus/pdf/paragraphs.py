"""From lines in reading order to blocks: headings, paragraphs, list items, captions and table rows."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from corpus.pdf.columns import Stretch
from corpus.pdf.headings import HeadingLine
from corpus.pdf.layout import Line
from corpus.publication import BlockKind

_BULLET = re.compile(
    r"(?P<marker>[•●▪■◦○‣∙➢➔→✓✔✗❯\uf000-\uf0ff](?=\s*\S)"
    r"|(?:[·–—›»*-]|o|\(?\d{1,2}[.)]|\(?[a-z][.)]|\(?[ivx]{1,4}[.)])(?=\s+\S))\s*"
)
_NUMBER = re.compile(r"\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]")
_CAPTION = re.compile(
    r"(?:figuur|fig\.|tabel|grafiek|afbeelding|kaart|schema|diagram|foto)\s*\d+(?:[.\-–]\d+)?\b(?!\s+(?:laat|toont|geeft|blijkt|staat|is|zijn|en|op))"
    r"|(?:bron|bronnen|foto|beeld|fotografie)\s?:",
    re.IGNORECASE,
)
_END = re.compile(r"[.!?…:;][\"'”’)\]»´]*$")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]»´]*$")
_LEADING = 1.18
"""Times the usual distance between lines of the stretch: a wider step starts a new paragraph."""
_OPEN_STEP = 2.3
"""The same where the sentence is plainly unfinished."""
_INDENT = 0.8
"""In em: a first line this much further to the right starts a paragraph."""
_SHORT = 0.25
"""A line that leaves this share of the width empty and ends a sentence ends the paragraph."""


@dataclass(slots=True)
class Draft:
    """A block in the making: its lines, and how many code points its marker takes.

    A table row has ``cells`` instead of lines, and its number on the page as ``row``.
    """

    kind: BlockKind
    lines: list[Line]
    region: int
    level: int = 0
    skip: int = 0
    row: int = -1
    cells: list[list[Line]] = field(default_factory=list)

    @property
    def open(self) -> bool:
        """Whether the text plainly goes on: broken word, or no sentence end."""
        if self.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM) or not self.lines:
            return False
        last = self.lines[-1]
        return last.hyphen or _SENTENCE_END.search(_bare(last)) is None


def drafts(
    stretches: Sequence[Stretch], headings: Mapping[int, HeadingLine], entries: frozenset[int]
) -> list[Draft]:
    """The blocks of one page; ``headings`` and ``entries`` (of contents) go by ``Line.order``."""
    out: list[Draft] = []
    for stretch in stretches:
        if stretch.row >= 0:
            _add_cell(out, stretch)
            continue
        found = list(_stretch_drafts(stretch, headings, entries))
        if found:
            open_before = _open_in(out, stretch.region)
            if open_before is not None and _goes_on(open_before, found[0]):
                open_before.lines += found[0].lines
                del found[0]
        out += found
    return out


def _add_cell(out: list[Draft], stretch: Stretch) -> None:
    """Add a cell to the table row it belongs to; empty cells before it are kept."""
    if not out or out[-1].row != stretch.row:
        out.append(Draft(BlockKind.TABLE_ROW, [], stretch.region, row=stretch.row))
    cells = out[-1].cells
    while len(cells) <= stretch.column:
        cells.append([])
    cells[stretch.column] += stretch.lines


def _open_in(out: Sequence[Draft], region: int) -> Draft | None:
    """The last block of a region, if its text goes on and nothing of the region came after it."""
    last = next((draft for draft in reversed(out) if draft.region == region), None)
    return last if last is not None and last.open else None


def _goes_on(before: Draft, first: Draft) -> bool:
    """Whether the first block of the next column is the rest of an open block."""
    if first.kind is not BlockKind.PARAGRAPH:
        return False
    start = first.lines[0].text.lstrip("\"'“‘(")[:1]
    similar = abs(first.lines[0].size - before.lines[-1].size) <= 0.6
    return similar and (before.lines[-1].hyphen or start.islower() or start.isdigit())


def goes_on_over_page(before: Draft | None, first: Draft) -> bool:
    """Whether a page begins with the rest of a block of the page before."""
    return before is not None and before.open and _goes_on(before, first)


def _stretch_drafts(
    stretch: Stretch, headings: Mapping[int, HeadingLine], entries: frozenset[int]
) -> Iterator[Draft]:
    shape = _Shape.of(stretch.lines)
    current: Draft | None = None
    for line in stretch.lines:
        heading = headings.get(line.order)
        if heading is not None:
            same = current is not None and current.kind is BlockKind.HEADING and not heading.starts
            if same and current is not None:
                current.lines.append(line)
                continue
            if current is not None:
                yield current
            current = Draft(BlockKind.HEADING, [line], stretch.region, level=heading.level)
            continue
        if current is not None and not _starts_block(current, line, shape, entries):
            current.lines.append(line)
            continue
        if current is not None:
            yield current
        current = _first(line, current, stretch.region, entries, shape.right)
    if current is not None:
        yield current


def _first(line: Line, before: Draft | None, region: int, entries: frozenset[int], right: float) -> Draft:
    """The block that a line begins."""
    if line.order in entries:
        return Draft(BlockKind.PARAGRAPH, [line], region)
    if line.dotted:
        return Draft(BlockKind.LIST_ITEM, [line], region)
    bullet = _BULLET.match(line.text)
    if bullet is not None and _is_item(bullet["marker"], line, before, right):
        return Draft(BlockKind.LIST_ITEM, [line], region, skip=bullet.end())
    if _CAPTION.match(line.text) and (before is None or _stands_apart(line, before.lines)):
        return Draft(BlockKind.CAPTION, [line], region)
    return Draft(BlockKind.PARAGRAPH, [line], region)


def _is_item(marker: str, line: Line, before: Draft | None, right: float) -> bool:
    """A number or letter at the start of a line is none where it goes on with a sentence."""
    if _NUMBER.fullmatch(marker) is None or before is None or not before.lines:
        return True
    last = before.lines[-1]
    full = last.box.right >= right - 0.15 * (right - last.box.left)
    hanging = (
        before.kind is BlockKind.LIST_ITEM and line.box.left > before.lines[0].box.left + 0.3 * line.size
    )
    goes_on = (before.kind is BlockKind.PARAGRAPH or hanging) and _END.search(_bare(last)) is None
    return not (goes_on and full and not _gap_before(line, last))


def _stands_apart(line: Line, before: Sequence[Line]) -> bool:
    """Whether a line is set off from the text before it by white space or another style."""
    return (
        not before or line.style != before[-1].style or line.box.top - before[-1].box.bottom > 0.4 * line.size
    )


def _gap_before(line: Line, last: Line) -> bool:
    return line.baseline - last.baseline > 1.6 * max(line.size, last.size)


@dataclass(frozen=True, slots=True)
class _Shape:
    """What is usual in a stretch: distance between lines, and left and right edge, in points.

    ``hanging`` tells that most lines are indented, so that paragraphs begin further to the left.
    """

    leading: float
    left: float
    right: float
    hanging: bool

    @classmethod
    def of(cls, lines: Sequence[Line]) -> "_Shape":
        steps = [
            step
            for one, other in pairwise(lines)
            if 0 < (step := other.baseline - one.baseline) < 3 * max(one.size, other.size)
        ]
        leading = median(steps) if steps else 1.25 * lines[0].size
        left = min(line.box.left for line in lines)
        outer = sum(line.box.left < left + _INDENT * line.size for line in lines)
        inner = sum(left + _INDENT * line.size <= line.box.left < left + 5 * line.size for line in lines)
        hanging = inner >= outer and lines[0].box.left < left + _INDENT * lines[0].size
        return cls(leading, left, max(line.box.right for line in lines), hanging)


def _starts_block(current: Draft, line: Line, shape: _Shape, entries: frozenset[int]) -> bool:
    last = current.lines[-1]
    if current.kind is BlockKind.HEADING or line.order in entries or last.order in entries:
        return True
    if last.hyphen and _bare(last)[-1:] == "-" and _bare(line)[:1].islower():
        return False
    step = line.baseline - last.baseline
    unfinished = _END.search(_bare(last)) is None
    starts_low = line.text[:1].islower() or line.text[:1].isdigit()
    if line.dotted:
        return True
    if abs(line.size - last.size) > 0.12 * max(line.size, last.size) + 0.3 and not (
        unfinished and starts_low
    ):
        return True
    bullet = _BULLET.match(line.text)
    if bullet is not None and _is_item(bullet["marker"], line, current, shape.right):
        return True
    usual = min(max(shape.leading, 1.1 * line.size), 1.6 * line.size)
    if step < 0.3 * line.size and line.box.left > last.box.right:
        return False  # the other half of one line
    if line.box.right < last.box.left or line.box.left > last.box.right:
        return True  # wholly beside it
    if step > _LEADING * usual or step < 0:
        return not (unfinished and starts_low and 0 < step < _OPEN_STEP * usual)
    return _edge_starts(current, line, shape) or _style_starts(last, line, unfinished)


def _edge_starts(current: Draft, line: Line, shape: _Shape) -> bool:
    """Whether indents or a short last line tell that a new paragraph begins."""
    last = current.lines[-1]
    ended = _SENTENCE_END.search(_bare(last)) is not None
    em = line.size
    if current.kind is BlockKind.LIST_ITEM:
        if line.box.left < current.lines[0].box.left - 0.3 * em:
            return ended or last.box.right < shape.right - _SHORT * (shape.right - shape.left)
        hanging = len(current.lines) > 1 and current.lines[1].box.left > current.lines[0].box.left + 0.3 * em
        if hanging and line.box.left < current.lines[1].box.left - 0.3 * em:
            return ended or _END.search(_bare(last)) is not None
    elif shape.hanging:
        if line.box.left < last.box.left - 0.6 * em:
            return True
        if line.box.left >= shape.left + 0.6 * em:
            return False
    elif (ended and line.box.left > last.box.left + _INDENT * em) or (
        len(current.lines) > 1 and line.box.left < last.box.left - _INDENT * em
    ):
        return True
    width = shape.right - shape.left
    return ended and last.box.right < shape.right - _SHORT * width and len(_bare(last)) > 1


def _style_starts(last: Line, line: Line, unfinished: bool) -> bool:
    """Whether a change to or from bold or italic over whole lines marks a new paragraph."""
    if unfinished:
        return False
    whole = len(last.styles) == 1 and len(line.styles) == 1
    return whole and (last.style.bold, last.style.italic) != (line.style.bold, line.style.italic)


def _bare(line: Line) -> str:
    return (
        line.text.rstrip("0123456789 ")
        if line.text[-1:].isdigit() and _SENTENCE_END.search(line.text.rstrip("0123456789 "))
        else line.text
    )

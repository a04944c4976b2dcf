"""From hOCR, what tesseract writes about a page, to lines with a box for every character."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from corpus.boxes import Box, CharBoxes, union
from corpus.clean import one_line
from corpus.pdf.geometry import Frame
from corpus.pdf.layout import Line, Style, StyleRun

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_LEAST_CONFIDENCE = 50.0
"""Mean of a line, per character: keeps 98 % of the lines on clean and bad scans of government pages."""
_SURE = 90.0
_SPECK_CONFIDENCE = 60.0
_FOR_BULLETS = "«»"
_BULLET = "•"
_WIDE_GAP = 3.0
"""Em; words further apart stand in other columns or cells. Justified text has gaps of 2."""
_EM = 1.08
"""Font size per row height as tesseract gives it; measured, nine in ten lines within 3 %."""
_DESCENT = 0.2
"""Share of a line below its baseline, where tesseract gives none."""
_SAME_SIZE = 0.15
"""A line without ascenders measures so much smaller than its neighbours."""
_HYPHENS = str.maketrans("\u2010\u00ac", "--")


@dataclass(frozen=True, slots=True)
class Recognised:
    """Recognised lines in reading order, in the page turned ``upright`` degrees as in ``DrawnPage``."""

    lines: tuple[Line, ...]
    upright: int = 0


class _Word(NamedTuple):
    """A word, its box and those of its code points as displayed, and confidence from 0 to 100."""

    text: str
    box: Box
    boxes: tuple[Box, ...]
    confidence: float


class _Row(NamedTuple):
    """What tesseract takes for one line: text running in ``direction``, its size in points.

    ``baseline`` is the height at ``left`` and the slope, where tesseract gives it.
    """

    words: tuple[_Word, ...]
    direction: int
    size: float
    left: float
    baseline: tuple[float, float] | None

    @property
    def length(self) -> int:
        return sum(len(word.text) for word in self.words)


def recognised(hocr: str, scale: float, width: float, height: float) -> Recognised | None:
    """The lines of one page; ``None`` for what is no hOCR.

    Args:
        hocr: The output of tesseract, with or without character boxes.
        scale: Points per pixel of the image.
        width: Of the page as displayed, in points.
        height: Of the page as displayed, in points.
    """
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(hocr)
    if tree.css_first(".ocr_page") is None:
        return None
    words = [node for node in tree.css(".ocrx_word") if node.parent is not None]
    groups = [list(group) for _, group in groupby(words, key=_row_number)]
    found = (_row(nodes, scale, width, height) for nodes in groups)
    rows = [row for row in found if _is_text(row.words, row.length)]
    directions: Counter[int] = Counter()
    for row in rows:
        directions[row.direction] += row.length
    upright = directions.most_common(1)[0][0] if directions else 0
    page = Frame(width, height, upright)
    lines: list[Line] = []
    for row, size in zip(rows, _steady(rows), strict=True):
        for part in _parts(row, size, Frame(width, height, row.direction)):
            if any(char.isalnum() for word in part for char in word.text):
                lines.append(_line(row, part, size, len(lines), page))
    return Recognised(tuple(lines), upright)


def _row_number(node: "LexborNode") -> int:
    return node.parent.mem_id if node.parent is not None else 0


def _row(nodes: Sequence["LexborNode"], scale: float, width: float, height: float) -> _Row:
    line = nodes[0].parent or nodes[0]
    turned = _numbers(line, "textangle", 1)
    direction = round((360 - turned[0]) / 90) % 4 * 90 if turned else 0
    frame = Frame(width, height, direction)
    words = [word for node in nodes if (word := _word(node, scale, frame)) is not None]
    sides, slope, size = _numbers(line, "bbox", 4), _numbers(line, "baseline", 2), _numbers(line, "x_size", 1)
    return _Row(
        words=_without_specks(words),
        direction=direction,
        size=max(round(size[0] * scale * _EM, 1) if size else 0.0, 1.0),
        left=sides[0] * scale if sides else 0.0,
        baseline=((sides[3] + slope[1]) * scale, slope[0]) if sides and slope else None,
    )


def _word(node: "LexborNode", scale: float, frame: Frame) -> _Word | None:
    sides = _numbers(node, "bbox", 4)
    if sides is None:
        return None
    box = _on_page(sides, scale, frame)
    text: list[str] = []
    boxes: list[Box | None] = []
    for part in node.css(".ocrx_cinfo") or [node]:
        printed = "".join(one_line(part.text()).split()).translate(_HYPHENS)
        text.append(printed)
        place = _numbers(part, "x_bboxes", 4) if frame.direction == 0 else None
        boxes += [_within(box, place, scale)] * len(printed)
    if not boxes:
        return None
    confidence = _numbers(node, "x_wconf", 1)
    return _Word("".join(text), box, _filled(boxes, box, frame), confidence[0] if confidence else 0.0)


def _numbers(node: "LexborNode", name: str, count: int) -> list[float] | None:
    """The numbers of a property in the title of an element (hOCR 1.2 § 3), if there are ``count``."""
    title = node.attributes.get("title") or ""
    found = re.search(rf"(?:^|;)\s*{name}((?:\s+-?\d{{1,9}}(?:\.\d+)?){{{count}}})", title)
    return [float(number) for number in found[1].split()] if found else None


def _on_page(sides: Sequence[float], scale: float, frame: Frame) -> Box:
    """A box of pixels in points, cut off at the edges of the page."""
    left, right = sorted(min(max(side * scale, 0.0), frame.width) for side in (sides[0], sides[2]))
    top, bottom = sorted(min(max(side * scale, 0.0), frame.height) for side in (sides[1], sides[3]))
    return Box(left, top, right, bottom)


def _within(word: Box, sides: Sequence[float] | None, scale: float) -> Box | None:
    """The place of a character from left to right; as high as its word, so that a line has one height."""
    if sides is None:
        return None
    left, right = max(sides[0] * scale, word.left), min(sides[2] * scale, word.right)
    return Box(left, word.top, right, word.bottom) if left < right else None


def _filled(boxes: Sequence[Box | None], word: Box, frame: Frame) -> tuple[Box, ...]:
    """Where one character has no place, all get an even share of the word along its direction."""
    known = [box for box in boxes if box is not None]
    if len(known) == len(boxes):
        return tuple(known)
    upright = frame.box(word)
    share = upright.width / len(boxes)
    return tuple(
        frame.displayed(
            Box(upright.left + at * share, upright.top, upright.left + (at + 1) * share, upright.bottom)
        )
        for at in range(len(boxes))
    )


def _without_specks(words: Sequence[_Word]) -> tuple[_Word, ...]:
    """Without stains and pieces of rules; other words are never left out, which would change a sentence.

    Tesseract's Dutch has no bullet and gives a quotation mark, alone at the start of a line.
    """
    kept = []
    for place, word in enumerate(words):
        if place == 0 and len(words) > 1 and word.text in _FOR_BULLETS:
            kept.append(word._replace(text=_BULLET))
        elif word.confidence >= _SPECK_CONFIDENCE or any(char.isalnum() for char in word.text):
            kept.append(word)
    return tuple(kept)


def _is_text(words: Sequence[_Word], length: int) -> bool:
    """Whether words are text rather than something in a picture; one letter must be a sure one."""
    letters = sum(char.isalnum() for word in words for char in word.text)
    confidence = sum(word.confidence * len(word.text) for word in words) / max(length, 1)
    least = _LEAST_CONFIDENCE if letters > 1 else _SURE
    return letters > 0 and confidence >= least


def _steady(rows: Sequence[_Row]) -> list[float]:
    """The sizes of lines, alike where they differ little: letters without ascenders measure smaller."""
    sizes = [row.size for row in rows]
    left = set(range(len(rows)))
    while left:
        counts: Counter[float] = Counter()
        for index in left:
            counts[rows[index].size] += rows[index].length
        common = counts.most_common(1)[0][0]
        alike = {index for index in left if abs(rows[index].size - common) <= _SAME_SIZE * common}
        for index in alike:
            sizes[index] = common
        left -= alike
    return sizes


def _parts(row: _Row, size: float, frame: Frame) -> Iterator[list[_Word]]:
    """The words of a line, apart where a gap is wider than any space."""
    part: list[_Word] = []
    for word in row.words:
        if part and frame.box(word.box).left - frame.box(part[-1].box).right > _WIDE_GAP * size:
            yield part
            part = []
        part.append(word)
    yield part


def _line(row: _Row, words: Sequence[_Word], size: float, order: int, page: Frame) -> Line:
    frame = Frame(page.width, page.height, row.direction)
    boxes: list[Box | None] = []
    for word in words:
        own = [frame.box(box) for box in word.boxes]
        if boxes:
            boxes.append(_space(boxes[-1], own[0]))
        boxes += own
    text = " ".join(word.text for word in words)
    place = frame.box(union([word.box for word in words]))
    baseline = place.bottom - _DESCENT * place.height
    if row.baseline is not None and row.direction == 0:
        start, slope = row.baseline
        baseline = start + slope * ((place.left + place.right) / 2 - row.left)
    style = Style(font="", size=size, bold=False, italic=False, color=0)
    return Line(
        text=text,
        boxes=CharBoxes.of(box and page.box(frame.displayed(box)) for box in boxes),
        box=page.box(frame.displayed(place)),
        baseline=baseline,
        style=style,
        order=order,
        styles=(StyleRun(0, style),),
        hyphen=len(text) > 1 and text.endswith("-") and text[-2].isalnum(),
        aside=row.direction != page.direction,
    )


def _space(before: Box | None, after: Box) -> Box | None:
    """A space fills the gap between its neighbours, so that a marking has no holes."""
    if before is None or after.left < before.right:
        return None
    return Box(before.right, before.top, after.left, before.bottom)

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
from corpus.pdf.layout import Line, Style

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_LEAST_CONFIDENCE = 50.0
_SPECK_CONFIDENCE = 60.0
_LEAST_CHARACTERS = 2
_WIDE_GAP = 2.0
"""Em; words further apart stand in other columns or cells."""
_EM = 0.8
"""Font size per row height as tesseract gives it."""
_DESCENT = 0.2
_SAME_SIZE = 0.15
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
    rows = [row for row in found if _is_text(row)]
    directions: Counter[int] = Counter()
    for row in rows:
        directions[row.direction] += row.length
    upright = directions.most_common(1)[0][0] if directions else 0
    page = Frame(width, height, upright)
    lines: list[Line] = []
    for row, size in zip(rows, _steady(rows), strict=True):
        for part in _parts(row, size, Frame(width, height, row.direction)):
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
        words=tuple(word for word in words if not _is_speck(word)),
        direction=direction,
        size=max(size[0] * scale * _EM if size else 0.0, 1.0),
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


def _is_speck(word: _Word) -> bool:
    """A stain or a piece of a rule; other words are never left out of a line, which would change it."""
    return word.confidence < _SPECK_CONFIDENCE and not any(char.isalnum() for char in word.text)


def _is_text(row: _Row) -> bool:
    """Whether a line is text rather than something in a picture."""
    letters = sum(char.isalnum() for word in row.words for char in word.text)
    confidence = sum(word.confidence * len(word.text) for word in row.words)
    return letters >= _LEAST_CHARACTERS and confidence >= _LEAST_CONFIDENCE * row.length


def _steady(rows: Sequence[_Row]) -> list[float]:
    """The sizes of lines, alike where they differ little: letters without ascenders measure smaller."""
    sizes = [row.size for row in rows]
    left = set(range(len(rows)))
    while left:
        counts: Counter[float] = Counter()
        for index in left:
            counts[round(rows[index].size, 1)] += rows[index].length
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
        if boxes:
            boxes.append(_space(frame.box(boxes[-1] or word.box), frame.box(word.box), frame))
        boxes += word.boxes
    text = " ".join(word.text for word in words)
    displayed = union([word.box for word in words])
    own = frame.box(displayed)
    baseline = own.bottom - _DESCENT * own.height
    if row.baseline is not None and row.direction == 0:
        start, slope = row.baseline
        baseline = start + slope * ((own.left + own.right) / 2 - row.left)
    return Line(
        text=text,
        boxes=CharBoxes.of(boxes),
        box=page.box(displayed),
        baseline=baseline,
        style=Style(font="", size=size, bold=False, italic=False, color=0),
        order=order,
        hyphen=len(text) > 1 and text.endswith("-") and text[-2].isalnum(),
        aside=row.direction != page.direction,
    )


def _space(before: Box, after: Box, frame: Frame) -> Box | None:
    """A space fills the gap between its neighbours, so that a marking has no holes."""
    if after.left < before.right:
        return None
    return frame.displayed(Box(before.right, before.top, after.left, before.bottom))

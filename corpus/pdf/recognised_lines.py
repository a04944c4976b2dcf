"""From what tesseract recognises to lines: without stains, in columns, with steady sizes."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.boxes import Box, CharBoxes, union
from corpus.pdf.geometry import Frame
from corpus.pdf.hocr import Row, Word
from corpus.pdf.layout import Line, Style, StyleRun

_LEAST_CONFIDENCE = 30.0
"""Mean of a row, per character. On clean and bad scans of government pages rows below it are mostly
bits of charts; tesseract sometimes gives a word that is right a 0, so the whole row counts."""
_SURE = 80.0
_FEW_LETTERS = 3
"""A row with fewer letters and digits must be a sure one."""
_SPECK_CONFIDENCE = 60.0
_FOR_BULLETS = "«»"
_BULLET = "•"
_WIDE_GAP = 3.0
"""Em; words further apart stand in other columns or cells. Justified text has gaps of 2."""
_DESCENT = 0.2
"""Share of a line below its baseline, where tesseract gives none."""
_SAME_SIZE = 0.15
"""A line without ascenders measures so much smaller than its neighbours."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """Recognised lines in reading order, in the page turned ``upright`` degrees as in ``DrawnPage``."""

    lines: tuple[Line, ...]
    upright: int = 0


def recognised_lines(found: Sequence[Row], width: float, height: float) -> Recognised:
    """The lines of a page of ``width`` by ``height`` points as displayed."""
    cleaned = [row._replace(words=_without_specks(row.words)) for row in found]
    rows = [row for row in cleaned if _is_text(row)]
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


def _without_specks(words: Sequence[Word]) -> tuple[Word, ...]:
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


def _is_text(row: Row) -> bool:
    """Whether a row is text rather than something in a picture."""
    letters = sum(char.isalnum() for word in row.words for char in word.text)
    confidence = sum(word.confidence * len(word.text) for word in row.words)
    least = _SURE if letters < _FEW_LETTERS else _LEAST_CONFIDENCE
    return letters > 0 and confidence >= least * row.length


def _steady(rows: Sequence[Row]) -> list[float]:
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


def _parts(row: Row, size: float, frame: Frame) -> Iterator[list[Word]]:
    """The words of a line, apart where a gap is wider than any space."""
    part: list[Word] = []
    for word in row.words:
        if part and frame.box(word.box).left - frame.box(part[-1].box).right > _WIDE_GAP * size:
            yield part
            part = []
        part.append(word)
    yield part


def _line(row: Row, words: Sequence[Word], size: float, order: int, page: Frame) -> Line:
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

"""Real text and recognised text of one page together: what is really there is never replaced."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from corpus.boxes import Box, CharBoxes, union
from corpus.pdf.layout import Line


def merged(real: Sequence[Line], recognised: Sequence[Line]) -> tuple[Line, ...]:
    """The real lines, and the recognised words that stand where no real line is.

    Both are of the page turned the same way. A recognised line around a real one is cut in two.
    The order is that of recognition, which has mostly seen the real lines too; a real line that it
    did not see follows the line above it. ``order`` counts the lines anew.
    """
    seen: dict[int, int] = {}
    placed: list[tuple[int, Line]] = []
    word = 0
    for line in recognised:
        for hidden_by, stretch in groupby(_words(line), key=lambda place: _line_at(real, line, place)):
            places = list(stretch)
            if hidden_by is None:
                placed.append((word, _part(line, places[0].start, places[-1].stop)))
            else:
                seen.setdefault(hidden_by, word)
            word += len(places)
    known = placed + [(place, real[index]) for index, place in seen.items()]
    unseen = [(_after(line, known), line) for index, line in enumerate(real) if index not in seen]
    together = sorted(known + unseen, key=lambda item: item[0])
    return tuple(replace(line, order=order) for order, (_, line) in enumerate(together))


def _after(line: Line, known: Sequence[tuple[int, Line]]) -> int:
    """The place of the lowest line above this one, in its own column where there is one; else -1."""
    above = [(place, other) for place, other in known if other.box.bottom <= line.baseline]
    column = [
        (place, other)
        for place, other in above
        if other.box.left < line.box.right and other.box.right > line.box.left
    ]
    return max(column or above, key=lambda item: item[1].box.bottom, default=(-1, line))[0]


def _words(line: Line) -> Iterator[slice]:
    start = 0
    for word in line.text.split(" "):
        yield slice(start, start + len(word))
        start += len(word) + 1


def _line_at(real: Sequence[Line], line: Line, place: slice) -> int | None:
    """The index of the real line in which the middle of a recognised word lies."""
    box = _around(line.boxes[place])
    if box is None:
        return None
    across, down = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    for index, other in enumerate(real):
        inside = other.box.left <= across <= other.box.right and other.box.top <= down <= other.box.bottom
        if inside:
            return index
    return None


def _part(line: Line, start: int, stop: int) -> Line:
    """The words of a line from ``start`` to ``stop``."""
    if (start, stop) == (0, len(line.text)):
        return line
    boxes = line.boxes[start:stop]
    return replace(
        line,
        text=line.text[start:stop],
        boxes=boxes,
        box=_around(boxes) or line.box,
        hyphen=line.hyphen and stop == len(line.text),
    )


def _around(boxes: CharBoxes) -> Box | None:
    known = [box for box in boxes if box is not None]
    return union(known) if known else None

"""Runs of characters: glyphs of the content stream on one baseline without a wide gap."""

import re
from collections.abc import Iterator, Sequence

from corpus.boxes import Box
from corpus.pdf.characters import Glyph

GAP = 0.45
"""Widest gap in em that is a space for certain; measured: wider ones close a gutter of 10.8 points."""
SAME_BASELINE = 0.2
_MARKER = re.compile(
    r"(?:[^\w\s\"'“”‘’„(\[]|o|[-–—*]|\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})(?:[.)]\d{0,3})*[.)]?)"
)
"""A bullet, or the number or letter of a list item or heading, standing alone."""


class Run:
    """Glyphs of the stream on one baseline without a gap; ``follows`` if the run before is on it too."""

    __slots__ = ("baseline", "bottom", "follows", "glyphs", "left", "right", "size", "top")

    def __init__(self, glyph: Glyph, follows: bool) -> None:
        self.glyphs = [glyph]
        self.left, self.top, self.right, self.bottom = glyph.box
        self.baseline, self.size, self.follows = glyph.baseline, glyph.style.size, follows

    def add(self, glyph: Glyph) -> None:
        """Take in the next glyph; the largest one decides size and baseline."""
        if glyph.style.size > self.size:
            self.size, self.baseline = glyph.style.size, glyph.baseline
        box = glyph.box
        self.left, self.right = min(self.left, box.left), max(self.right, box.right)
        self.top, self.bottom = min(self.top, box.top), max(self.bottom, box.bottom)
        self.glyphs.append(glyph)

    @property
    def text(self) -> str:
        """The characters without spaces."""
        return "".join(glyph.text for glyph in self.glyphs)


def runs_of(glyphs: Sequence[Glyph]) -> list[Run]:
    """The runs that glyphs of one text direction make, in stream order."""
    found: list[Run] = []
    for glyph in _ligatures_spread(glyphs):
        run = found[-1] if found else None
        if run is None or not _on_line(run, glyph):
            found.append(Run(glyph, follows=False))
        elif glyph.box.left - run.glyphs[-1].box.right > GAP * min(run.size, glyph.style.size):
            found.append(Run(glyph, follows=True))
        else:
            run.add(glyph)
    return found


def _ligatures_spread(glyphs: Sequence[Glyph]) -> Iterator[Glyph]:
    """The glyphs, with the letters of a ligature (which all have its box) side by side in that box."""
    start = 0
    while start < len(glyphs):
        box, end = glyphs[start].box, start + 1
        while end < len(glyphs) and end - start < 4 and glyphs[end].box == box:
            end += 1
        width = box.width / (end - start)
        for place, glyph in enumerate(glyphs[start:end]):
            left = box.left + place * width
            yield (
                glyph
                if end == start + 1
                else glyph._replace(box=Box(left, box.top, left + width, box.bottom))
            )
        start = end


def _on_line(run: Run, glyph: Glyph) -> bool:
    """Whether a glyph stands on the line of the run before it, to the right; also when raised."""
    last = run.glyphs[-1]
    larger = max(run.size, glyph.style.size)
    if glyph.box.left < last.box.right - 0.5 * larger:
        return False
    if abs(glyph.baseline - run.baseline) <= SAME_BASELINE * larger:
        return True
    smaller_size = min(run.size, glyph.style.size)
    raised = smaller_size <= 0.88 * larger and abs(glyph.baseline - run.baseline) <= 0.6 * larger
    return raised and glyph.box.left - last.box.right <= GAP * larger


def is_marker(run: Run) -> bool:
    """Whether a run is only a bullet, or the number or letter of a list item or heading."""
    return len(run.glyphs) <= 12 and _MARKER.fullmatch(run.text) is not None

"""Pages set line by line, for tests of what a reader makes of them."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import count

from corpus.boxes import Box, CharBoxes
from corpus.pdf.layout import DrawnPage, Line, Link, Shape, Style, StyleRun

BODY = Style("Serif", 10, bold=False, italic=False, color=0)
BOLD = replace(BODY, bold=True)
ITALIC = replace(BODY, italic=True)
WHITE = Style("Sans", 11, bold=True, italic=False, color=0xFFFFFF)
H1 = Style("Sans", 20, bold=True, italic=False, color=0x003366)
H2 = Style("Sans", 14, bold=True, italic=False, color=0x003366)
TITLE = Style("Sans", 32, bold=True, italic=False, color=0)
SENTENCE = "Dit is een gewone regel met lopende tekst over het samen werken"


def text(words: str, style: Style, left: float, baseline: float, order: int, tag: int = -1) -> Line:
    """A line; ``**`` in the words switches to bold and back."""
    runs: list[StyleRun] = []
    printed = ""
    for number, part in enumerate(words.split("**")):
        if part:
            runs.append(StyleRun(len(printed), replace(style, bold=True) if number % 2 else style))
            printed += part
    main = max(runs, key=lambda run: run.style.bold == (words.count("**") > 1 and len(runs) < 2)).style
    right = left + 0.5 * style.size * len(printed)
    return Line(
        text=printed,
        boxes=CharBoxes.nowhere(len(printed)),
        box=Box(left, baseline - 0.8 * style.size, right, baseline + 0.2 * style.size),
        baseline=baseline,
        style=main,
        order=order,
        styles=tuple(runs),
        tags=(tag,) if tag >= 0 else (),
    )


class Sheet:
    """A page that is filled from top to bottom in lines of 12 points."""

    def __init__(self, number: int = 1) -> None:
        self.number, self.baseline = number, 60.0
        self.lines: list[Line] = []
        self.tags: dict[int, tuple[str, ...]] = {}
        self._order = count()

    def put(
        self, words: str, style: Style = BODY, gap: float = 0, left: float = 60, tag: str = ""
    ) -> "Sheet":
        """A line below the last one, after ``gap`` points of extra space."""
        self.baseline += max(12, 1.25 * style.size) + gap
        mcid = len(self.tags) if tag else -1
        if tag:
            self.tags[mcid] = ("Document", tag)
        self.lines.append(text(words, style, left, self.baseline, next(self._order), mcid))
        return self

    def row(self, words: Sequence[str], style: Style = BODY, gap: float = 0, step: float = 160) -> "Sheet":
        """Lines beside each other."""
        self.baseline += 12 + gap
        for number, cell in enumerate(words):
            self.lines.append(text(cell, style, 60 + number * step, self.baseline, next(self._order)))
        return self

    def body(self, lines: int = 5, gap: float = 8, tag: str = "") -> "Sheet":
        """A paragraph."""
        for number in range(lines):
            self.put(SENTENCE + ("." if number == lines - 1 else ""), gap=0 if number else gap, tag=tag)
        return self

    def page(self, shapes: tuple[Shape, ...] = (), links: tuple[Link, ...] = ()) -> DrawnPage:
        lines = tuple(self.lines)
        return DrawnPage(self.number, None, 595, 842, lines, shapes, links=links, tags=self.tags)

"""What stands in the self-made documents, known from their sources instead of read from the PDFs.

``render.py`` writes these values beside every PDF. Pages are physical numbers from 1; boxes are
``(left, top, right, bottom)`` in points on the page as it is displayed, from the upper left corner.
"""

import json
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent
NAMES = ("gids", "rapport-een-kolom", "rapport-twee-kolommen")

Rectangle = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class TrueLine:
    """One drawn line of a block, with the hyphen at its end if there is one."""

    page: int
    text: str
    box: Rectangle


@dataclass(frozen=True, slots=True)
class TrueBlock:
    """A block of running text with its words joined, in the order in which it should be read.

    ``kind`` is kop, alinea, lijstitem, tabelrij, bijschrift or noot as in ``BlockKind``, or
    "inhoud" for a line of the table of contents. ``level`` is that of a heading, or the depth of
    a list item, from 1. ``marker`` is the bullet or number of a list item, the mark
    of a note, or the page label in the table of contents.
    ``style`` tells what the source calls the block (``"citaat"``, ``"uitgelicht"``,
    ``"verwijzing"``...). ``text_box`` is the index in ``Truth.boxes`` of the filled box around
    it, ``scanned`` tells that it is only there as an image.
    """

    kind: str
    text: str
    pages: tuple[int, ...]
    level: int = 0
    marker: str = ""
    style: str = ""
    cells: tuple[str, ...] = ()
    text_box: int | None = None
    scanned: bool = False
    lines: tuple[TrueLine, ...] = ()


@dataclass(frozen=True, slots=True)
class TruePage:
    """``label`` is the page number that the document counts, ``printed`` whether it is on the page.

    ``furniture`` are the texts of header and footer, the page number included. ``width`` and
    ``height`` are those of the page as displayed.
    """

    number: int
    label: str | None
    printed: bool
    width: float
    height: float
    furniture: tuple[str, ...]
    scanned: bool = False


@dataclass(frozen=True, slots=True)
class TrueNote:
    """A footnote; ``before`` is what the text of block ``block`` says up to the mark."""

    mark: str
    text: str
    page: int
    block: int
    before: str


@dataclass(frozen=True, slots=True)
class LineEnd:
    """A hyphen at the end of a line, from ``before`` to ``after`` the break.

    ``word`` is what the source writes: ``samenwerking`` for ``samenwer-`` and ``king``,
    ``AI-systeem`` for ``AI-`` and ``systeem``, ``onder- of`` for ``onder-`` and ``of``. ``kind``
    is "samen" (the hyphen goes), "trema" (it goes and a trema comes back), "blijft" (it is part
    of the word) or "weglating" (it stands for a left out part, a space follows).
    """

    page: int
    before: str
    after: str
    word: str
    kind: str
    block: int


@dataclass(frozen=True, slots=True)
class TrueTable:
    """``look`` is "lijnen" (ruled), "vlakken" (filled rows) or "kaal"; the first row is the head."""

    caption: str
    look: str
    pages: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class TextBox:
    """A filled box: ``kind`` is "verhaal", "tips" or "kader"; ``blocks`` are indices, heading first."""

    kind: str
    heading: str
    blocks: tuple[int, ...]
    places: tuple[tuple[int, Rectangle], ...]


@dataclass(frozen=True, slots=True)
class Advice:
    """``roles`` are burgemeester, wethouder, raadslid and ambtenaar; ``blocks`` without the heading."""

    roles: tuple[str, ...]
    heading: str
    blocks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ReportReference:
    """What a wegwijzer says to read: places in the report.

    ``chapters`` are the numbers that the source means, ``targets`` the headings in the report.
    ``pages`` are the first and last printed page of every target in the one-column report,
    ``physical`` the same as physical page numbers. ``names_pages`` tells whether the text itself
    gives the page.
    """

    text: str
    block: int
    chapters: tuple[str, ...]
    targets: tuple[str, ...]
    pages: tuple[tuple[str, str], ...]
    physical: tuple[tuple[int, int], ...]
    names_pages: bool


@dataclass(frozen=True, slots=True)
class Wegwijzer:
    """A signpost; ``stories`` are indices in ``Truth.boxes``, ``blocks`` all its blocks."""

    number: int
    title: str
    pages: tuple[int, ...]
    blocks: tuple[int, ...]
    stories: tuple[int, ...]
    advice: tuple[Advice, ...]
    dilemmas: tuple[str, ...]
    references: tuple[ReportReference, ...]


@dataclass(frozen=True, slots=True)
class Truth:
    """Everything known about one PDF."""

    name: str
    title: str
    tagged: bool
    outlined: bool
    labelled: bool
    pages: tuple[TruePage, ...]
    blocks: tuple[TrueBlock, ...]
    notes: tuple[TrueNote, ...]
    line_ends: tuple[LineEnd, ...]
    tables: tuple[TrueTable, ...]
    boxes: tuple[TextBox, ...]
    wegwijzers: tuple[Wegwijzer, ...]

    @property
    def path(self) -> Path:
        """The PDF itself."""
        return FOLDER / f"{self.name}.pdf"

    @property
    def headings(self) -> tuple[TrueBlock, ...]:
        """The headings in order; the physical page is ``heading.pages[0]``."""
        return tuple(block for block in self.blocks if block.kind == "kop")

    def running(self, scanned: bool = False) -> tuple[TrueBlock, ...]:
        """The running text: without notes and table of contents, with the scanned page if asked."""
        return tuple(
            block
            for block in self.blocks
            if block.kind not in ("noot", "inhoud") and (scanned or not block.scanned)
        )


def letters(text: str) -> str:
    """A text for comparison: compatibility characters (ligatures) resolved, white space left out."""
    return "".join(unicodedata.normalize("NFKC", text).split())


@cache
def document(name: str) -> Truth:
    """The truth about one of ``NAMES``."""
    return _from_json(json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8")))


def documents() -> tuple[Truth, ...]:
    """All self-made documents."""
    return tuple(document(name) for name in NAMES)


def _from_json(raw: dict) -> Truth:
    blocks = [
        {**block, "lines": [TrueLine(**_fixed(line)) for line in block["lines"]]} for block in raw["blocks"]
    ]
    guides = [
        {
            **guide,
            "advice": [Advice(**_fixed(advice)) for advice in guide["advice"]],
            "references": [ReportReference(**_fixed(reference)) for reference in guide["references"]],
        }
        for guide in raw["wegwijzers"]
    ]
    parts = {
        "pages": [TruePage(**_fixed(page)) for page in raw["pages"]],
        "blocks": [TrueBlock(**_fixed(block)) for block in blocks],
        "notes": [TrueNote(**_fixed(note)) for note in raw["notes"]],
        "line_ends": [LineEnd(**_fixed(line_end)) for line_end in raw["line_ends"]],
        "tables": [TrueTable(**_fixed(table)) for table in raw["tables"]],
        "boxes": [TextBox(**_fixed(box)) for box in raw["boxes"]],
        "wegwijzers": [Wegwijzer(**_fixed(guide)) for guide in guides],
    }
    return Truth(**_fixed({**raw, **parts}))


def _fixed(values: dict) -> dict:
    return {name: _tuples(value) for name, value in values.items()}


def _tuples(value: object) -> object:
    return tuple(_tuples(item) for item in value) if isinstance(value, list) else value

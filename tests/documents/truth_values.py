"""Makes the truth about a layout, see ``truth.py``."""

import re
import unicodedata
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from functools import cached_property

from tests.documents import truth
from tests.documents.layouting import Layout
from tests.documents.line_ends import line_ends
from tests.documents.placing import Drawn
from tests.documents.source_tree import AREA, NUMBER, SourceBlock, blocks_of, boxes_of, note_positions

Crops = dict[int, tuple[float, float, float, float]]
"""What is cut off a page (left, top, right, bottom), in points."""

_NOT_CROPPED = (0.0, 0.0, 0.0, 0.0)


@dataclass
class TruthMaker:
    """``crops`` are the cropped pages; ``references`` finds headings in the report, for the guide."""

    layout: Layout
    crops: Crops
    targets: dict[str, "Target"]

    @cached_property
    def sources(self) -> list[SourceBlock]:
        return blocks_of(self.layout.body)

    @cached_property
    def scan_page(self) -> int | None:
        areas = self.layout.placed.areas.get("scan")
        return areas[0][0] if areas else None

    @cached_property
    def order(self) -> list[int]:
        """Source numbers in the order of the truth: notes come after all that begins on their page."""
        notes = [number for number, source in enumerate(self.sources) if source.kind == "noot"]
        order: list[int] = []
        for number, source in enumerate(self.sources):
            if source.kind == "noot":
                continue
            while notes and self.pages_of(notes[0])[0] < self.pages_of(number)[0]:
                order.append(notes.pop(0))
            order.append(number)
        return order + notes

    @cached_property
    def index(self) -> dict[int, int]:
        return {number: index for index, number in enumerate(self.order)}

    def pages_of(self, number: int) -> tuple[int, ...]:
        drawn = self.layout.placed.lines.get(number)
        if drawn is None:
            return (self.scan_page,)
        return tuple(sorted({line.page for line in drawn}))

    def make(self) -> truth.Truth:
        variant = self.layout.variant
        return truth.Truth(
            name=variant.name,
            title=variant.title,
            tagged=variant.tagged,
            outlined=variant.outlined,
            labelled=variant.labelled,
            pages=tuple(self._pages()),
            blocks=tuple(self._block(number) for number in self.order),
            notes=tuple(self._notes()),
            line_ends=tuple(self._line_ends()),
            tables=tuple(self._tables()),
            boxes=tuple(self._boxes()),
            wegwijzers=tuple(self._wegwijzers()),
        )

    def _pages(self) -> list[truth.TruePage]:
        placed = self.layout.placed
        pages = []
        for number, (label, (width, height), furniture) in enumerate(
            zip(self.layout.labels, placed.sizes, placed.furniture, strict=True), 1
        ):
            left, top, right, bottom = self.crops.get(number, _NOT_CROPPED)
            pages.append(
                truth.TruePage(
                    number,
                    label,
                    label in furniture,
                    round(width - left - right, 1),
                    round(height - top - bottom, 1),
                    tuple(furniture),
                    scanned=number == self.scan_page,
                )
            )
        return pages

    def _shifted(self, page: int, box: truth.Rectangle) -> truth.Rectangle:
        left, top, _, _ = self.crops.get(page, _NOT_CROPPED)
        return tuple(round(side - cut, 1) for side, cut in zip(box, (left, top, left, top), strict=True))

    def _line(self, drawn: Drawn) -> truth.TrueLine:
        text = " ".join(unicodedata.normalize("NFKC", drawn.text).split())
        return truth.TrueLine(drawn.page, text, self._shifted(drawn.page, drawn.box))

    def _block(self, number: int) -> truth.TrueBlock:
        source = self.sources[number]
        placed = self.layout.placed
        marker = placed.markers.get(number, "")
        if source.kind == "inhoud":
            identifier = source.element.find("a").get("href")[1:]
            marker = self.label(self._number_of(identifier)) or ""
        return truth.TrueBlock(
            kind=source.kind,
            text=" ".join(source.cells) if source.cells else source.text,
            pages=self.pages_of(number),
            level=source.level,
            marker=marker,
            style=source.style,
            cells=source.cells,
            text_box=self._box_of(source),
            scanned=source.inside("scan") is not None,
            lines=tuple(self._line(line) for line in placed.lines.get(number, ())),
        )

    def _number_of(self, identifier: str) -> int:
        return next(n for n, source in enumerate(self.sources) if source.element.get("id") == identifier)

    def label(self, number: int) -> str | None:
        return self.layout.labels[self.pages_of(number)[0] - 1]

    def _box_of(self, source: SourceBlock) -> int | None:
        return next((int(p.get(AREA)) for p in reversed(source.parents) if p.get(AREA)), None)

    def _notes(self) -> list[truth.TrueNote]:
        notes = []
        for number, source in enumerate(self.sources):
            for element, before in note_positions(source.element):
                note = int(element.get(NUMBER))
                mark = self.layout.placed.markers[note]
                text = self.sources[note].text
                notes.append(truth.TrueNote(mark, text, self.pages_of(note)[0], self.index[number], before))
                if self.layout.placed.calls[note] not in self.pages_of(note):
                    raise ValueError(
                        f"{self.layout.variant.name}: note {mark} is not on the page of its mark"
                    )
        return notes

    def _line_ends(self) -> list[truth.LineEnd]:
        ends = []
        for number in self.order:
            drawn = self.layout.placed.lines.get(number, [])
            for end in line_ends(self._joined(number), [line.text for line in drawn]):
                ends.append(
                    truth.LineEnd(
                        drawn[end.line].page, end.before, end.after, end.word, end.kind, self.index[number]
                    )
                )
        return ends

    def _joined(self, number: int) -> str:
        source = self.sources[number]
        return " ".join(source.cells) if source.cells else source.text

    def _inside(self, element: ET.Element) -> list[int]:
        return [
            number
            for number, source in enumerate(self.sources)
            if element in source.parents and source.kind != "noot"
        ]

    def _indices(self, numbers: list[int]) -> tuple[int, ...]:
        return tuple(self.index[number] for number in numbers)

    def _tables(self) -> list[truth.TrueTable]:
        tables = []
        for table in self.layout.body.iter("table"):
            inside = self._inside(table)
            rows = [number for number in inside if self.sources[number].kind == "tabelrij"]
            caption = next(self.sources[n].text for n in inside if self.sources[n].kind == "bijschrift")
            pages = tuple(sorted({page for number in rows for page in self.pages_of(number)}))
            cells = tuple(self.sources[number].cells for number in rows)
            tables.append(truth.TrueTable(caption, table.get("class").split()[0], pages, cells))
        return tables

    def _boxes(self) -> list[truth.TextBox]:
        boxes = []
        for element in boxes_of(self.layout.body):
            inside = self._inside(element)
            places = tuple(
                (page, self._shifted(page, box)) for page, box in self.layout.placed.areas[element.get(AREA)]
            )
            heading = self.sources[inside[0]].text
            boxes.append(truth.TextBox(element.get("data-box"), heading, self._indices(inside), places))
        return boxes

    def _wegwijzers(self) -> list[truth.Wegwijzer]:
        sections = [part for part in self.layout.body if "wijzer" in part.get("class", "").split()]
        return [self._wegwijzer(self._inside(section)) for section in sections]

    def _wegwijzer(self, inside: list[int]) -> truth.Wegwijzer:
        number, title = re.fullmatch(r"Wegwijzer (\d+) – (.*)", self.sources[inside[0]].text).groups()
        boxes = boxes_of(self.layout.body)
        around = sorted({box for n in inside if (box := self._box_of(self.sources[n])) is not None})
        stories = [box for box in around if boxes[box].get("data-box") == "verhaal"]
        dilemmas = [n for n in inside if self.sources[n].element.get("data-dilemma")]
        references = [n for n in inside if self.sources[n].style == "verwijzing"]
        return truth.Wegwijzer(
            number=int(number),
            title=title,
            pages=tuple(sorted({page for n in inside for page in self.pages_of(n)})),
            blocks=self._indices(inside),
            stories=tuple(stories),
            advice=tuple(self._advice(inside)),
            dilemmas=tuple(self.sources[n].text for n in dilemmas),
            references=tuple(self._reference(n) for n in references),
        )

    def _advice(self, inside: list[int]) -> list[truth.Advice]:
        advice = []
        for place, number in enumerate(inside):
            roles = self.sources[number].element.get("data-rol")
            if not roles:
                continue
            heading, blocks = "", [number]
            if self.sources[number].kind == "kop":
                heading, blocks = self.sources[number].text, []
                for follower in inside[place + 1 :]:
                    source = self.sources[follower]
                    if (
                        source.kind == "kop"
                        or source.style == "verwijzing"
                        or self._box_of(source) is not None
                    ):
                        break
                    blocks.append(follower)
            advice.append(truth.Advice(tuple(roles.split(",")), heading, self._indices(blocks)))
        return advice

    def _reference(self, number: int) -> truth.ReportReference:
        element = self.sources[number].element
        targets = [self.targets[key] for key in element.get("data-secties").split(",")]
        return truth.ReportReference(
            text=self.sources[number].text,
            block=self.index[number],
            chapters=tuple(element.get("data-hoofdstuk").split(",")),
            targets=tuple(target.heading for target in targets),
            pages=tuple(target.labels for target in targets),
            physical=tuple(target.pages for target in targets),
            names_pages="blz." in self.sources[number].text,
        )


@dataclass(frozen=True)
class Target:
    """A heading of the report with its first and last page, printed and physical."""

    heading: str
    labels: tuple[str, str]
    pages: tuple[int, int]


def targets_in(report: Layout) -> dict[str, Target]:
    """All headings of the report by id, with the pages from the heading to the next one as high."""
    maker = TruthMaker(report, {}, {})
    found: dict[str, Target] = {}
    for number, source in enumerate(maker.sources):
        if source.kind != "kop" or not source.element.get("id"):
            continue
        last = number
        for follower in range(number + 1, len(maker.sources)):
            other = maker.sources[follower]
            if other.kind == "kop" and other.level <= source.level:
                break
            last = follower
        pages = maker.pages_of(number)[0], maker.pages_of(last)[-1]
        labels = tuple(report.labels[page - 1] or "" for page in pages)
        found[source.element.get("id")] = Target(source.text, labels, pages)
    return found


def with_page_numbers(text: str, targets: dict[str, Target]) -> str:
    """Fill in ``{s2-1}`` and ``{s2-1:s2-2}`` with printed pages of the report."""

    def filled(match: re.Match[str]) -> str:
        first, last = targets[match[1]].labels[0], targets[match[2] or match[1]].labels[1]
        return first if first == last else f"{first}-{last}"

    return re.sub(r"\{([\w-]+)(?::([\w-]+))?\}", filled, text)

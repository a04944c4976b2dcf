"""From drawn pages to running text: the stages of reading, one after another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.boxes import CharBoxes
from corpus.compose import Composer, Content, Piece
from corpus.pdf.columns import reading_order
from corpus.pdf.footnotes import Footnote, footnotes
from corpus.pdf.furniture import Furniture, body_size, furniture
from corpus.pdf.geometry import Frame
from corpus.pdf.headings import HeadingLine, Headings, headings
from corpus.pdf.joining import Joiner
from corpus.pdf.layout import DrawnDocument, DrawnPage, Line
from corpus.pdf.paragraphs import Draft, drafts, goes_on_over_page
from corpus.pdf.regions import regions
from corpus.pdf.tables import with_filled_tables, with_ruled_tables
from corpus.publication import BlockKind


@dataclass(frozen=True, slots=True)
class Reading:
    """The content of a document, and what of its characters did not become running text.

    ``furniture`` are the headers, footers and page numbers as ``(page index, text)``;
    ``removed_hyphens`` is how many hyphens only broke a word at a line end.
    """

    content: Content
    furniture: tuple[tuple[int, str], ...]
    removed_hyphens: int


def read_document(document: DrawnDocument) -> Reading:
    """Put the lines of all pages in reading order and write them as text with structure."""
    pages = document.pages
    body = body_size(pages)
    found = furniture(pages, body)
    kept = [_kept(index, page, found) for index, page in enumerate(pages)]
    notes = [footnotes(page, lines, body) for page, lines in zip(pages, kept, strict=True)]
    in_notes = {
        (index, line.order) for index, group in enumerate(notes) for note in group for line in note.lines
    }
    heads = headings(document, found.lines | in_notes)
    joiner = Joiner(line for lines in kept for line in lines)
    writer = _Writer(joiner)
    for index, page in enumerate(pages):
        running = [line for line in kept[index] if (index, line.order) not in in_notes]
        label = found.labels.get(index) or page.label
        writer.page(page, label, _page_drafts(page, running, index, heads, body), notes[index])
    return Reading(
        content=writer.composer.content(title=heads.title),
        furniture=tuple(
            (index, line.text)
            for index, page in enumerate(pages)
            for line in page.lines
            if (index, line.order) in found.lines
        ),
        removed_hyphens=joiner.removed_hyphens,
    )


def _kept(index: int, page: DrawnPage, found: Furniture) -> list[Line]:
    return [line for line in page.lines if (index, line.order) not in found.lines]


def _page_drafts(
    page: DrawnPage, lines: Sequence[Line], index: int, heads: Headings, body: float
) -> list[Draft]:
    """The blocks of a page in reading order; text written in another direction comes last."""
    here: Mapping[int, HeadingLine] = {
        order: heading for (at, order), heading in heads.lines.items() if at == index
    }
    entries = frozenset(order for at, order in heads.contents if at == index)
    upright = [line for line in lines if not line.aside]
    loose, ruled = with_ruled_tables(page, upright)
    whole = with_filled_tables(regions(page, loose), body)
    whole = replace(whole, regions=(*whole.regions, *ruled))
    stretches = reading_order(whole, body)
    out = drafts(stretches, here, entries, body)
    out += [Draft(BlockKind.PARAGRAPH, [line], region=-1) for line in lines if line.aside]
    return out


class _Writer:
    """Writes the blocks of page after page with a composer."""

    def __init__(self, joiner: Joiner) -> None:
        self.composer = Composer()
        self._joiner = joiner
        self._last: dict[bool, Draft] = {}
        self._frame = Frame(0, 0, 0)

    def page(
        self, page: DrawnPage, label: str | None, blocks: Sequence[Draft], notes: Sequence[Footnote]
    ) -> None:
        """Write one page; its footnotes come after its text."""
        self.composer.page(page.number, label, page.width, page.height, page.recognised)
        self._frame = Frame(page.width, page.height, page.upright)
        boxed = bool(blocks) and blocks[0].region != 0
        continued = bool(blocks) and goes_on_over_page(self._last.get(boxed), blocks[0])
        for position, draft in enumerate(blocks):
            self._write(draft, continued and position == 0)
        for note in notes:
            mark = self._displayed(Piece(note.mark, note.lines[0].boxes[: len(note.mark)]))
            text = self._displayed(self._joiner.piece(note.lines, note.skip))
            self.composer.note(text, mark, continued=not note.mark)
        if blocks:
            self._last = {draft.region != 0: draft for draft in blocks}

    def _displayed(self, piece: Piece) -> Piece:
        """The piece with its boxes as the page is displayed instead of turned upright."""
        if self._frame.direction == 0 or piece.boxes is None:
            return piece
        boxes = CharBoxes.of(box and self._frame.displayed(box) for box in piece.boxes)
        return replace(piece, boxes=boxes)

    def _write(self, draft: Draft, continued: bool) -> None:
        if draft.kind is BlockKind.TABLE_ROW:
            self.composer.table_row([self._displayed(self._joiner.piece(cell)) for cell in draft.rows])
            return
        piece = self._displayed(self._joiner.piece(draft.lines, draft.skip))
        match draft.kind:
            case BlockKind.HEADING:
                self.composer.heading(piece, draft.level)
            case BlockKind.LIST_ITEM:
                self.composer.list_item(piece, self._displayed(_marker(draft)), continued)
            case BlockKind.CAPTION:
                self.composer.caption(piece)
            case _:
                self.composer.paragraph(piece, continued)


def _marker(draft: Draft) -> Piece:
    """The bullet or number of a list item as printed; a private-use bullet as an ordinary one."""
    first = draft.lines[0]
    text = first.text[: draft.skip].rstrip()
    shown = "".join("•" if "\ue000" <= char <= "\uf8ff" else char for char in text)
    return Piece(shown, first.boxes[: len(text)])

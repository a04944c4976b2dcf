"""Writes drafts of blocks page by page: text boxes, notes and places as displayed."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from corpus.boxes import CharBoxes
from corpus.compose import Composer, Piece
from corpus.pdf.footnotes import Footnote
from corpus.pdf.geometry import Frame
from corpus.pdf.joining import Joiner
from corpus.pdf.layout import DrawnPage
from corpus.pdf.paragraphs import Draft, goes_on_over_page
from corpus.publication import BlockKind


class Writer:
    """Writes the blocks of page after page with a composer."""

    def __init__(self, joiner: Joiner) -> None:
        self.composer = Composer()
        self._joiner = joiner
        self._last: dict[bool, Draft] = {}
        self._frame = Frame(0, 0, 0)
        self._in_box = False

    def page(
        self, page: DrawnPage, label: str | None, blocks: Sequence[Draft], notes: Sequence[Footnote]
    ) -> None:
        """Write one page; its footnotes come after its text."""
        self.composer.page(page.number, label, page.width, page.height, page.recognised)
        self._frame = Frame(page.width, page.height, page.upright)
        continued = bool(blocks) and goes_on_over_page(self._last.get(blocks[0].region != 0), blocks[0])
        for region, group in groupby(blocks, key=lambda draft: draft.region):
            self._write_region(region, list(group), continued)
            continued = False
        for note in notes:
            mark = self._displayed(Piece(note.mark, note.lines[0].boxes[: len(note.mark)]))
            text = self._displayed(self._joiner.piece(note.lines, note.skip))
            self.composer.note(text, mark, continued=not note.mark)
        if blocks:
            self._last = {draft.region != 0: draft for draft in blocks}

    def _write_region(self, region: int, group: Sequence[Draft], continued: bool) -> None:
        """Write what stands together in a text box, or on the page itself (region 0).

        A box with headings over its own text, below the level of chapters, has its own place among
        the headings. A box with only a heading is a banner over what follows.
        """
        levels = [draft.level for draft in group if draft.kind is BlockKind.HEADING]
        boxed = region > 0 and 0 < len(levels) < len(group) and min(levels) > 1
        resumed = region > 0 and not levels and self._in_box
        if boxed or resumed:
            self.composer.enter_box(resumed)
        for position, draft in enumerate(group):
            self._write(draft, continued and position == 0)
        if boxed or resumed:
            self.composer.leave_box()
        self._in_box = boxed or resumed

    def _displayed(self, piece: Piece) -> Piece:
        """The piece with its boxes as the page is displayed instead of turned upright."""
        if self._frame.direction == 0 or piece.boxes is None:
            return piece
        boxes = CharBoxes.of(box and self._frame.displayed(box) for box in piece.boxes)
        return replace(piece, boxes=boxes)

    def _write(self, draft: Draft, continued: bool) -> None:
        if draft.kind is BlockKind.TABLE_ROW:
            self.composer.table_row([self._displayed(self._joiner.piece(cell)) for cell in draft.cells])
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
    if draft.skip == 0:
        return Piece("•", CharBoxes.nowhere(1))
    text = first.text[: draft.skip].rstrip()
    shown = "".join("•" if "\ue000" <= char <= "\uf8ff" else char for char in text)
    return Piece(shown, first.boxes[: len(text)])

"""From the nodes of a web page to blocks: headings, lists with their numbers, tables, captions."""

import re
from dataclasses import dataclass
from typing import Any

from corpus.compose import MAX_HEADING_LENGTH, Piece
from corpus.flow import FlowComposer, Inline
from corpus.html.notes import PageNotes
from corpus.ordinals import ordinal

_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "h1", "h2", "h3", "h4",
    "h5", "h6", "hr", "legend", "li", "main", "ol", "p", "pre", "section", "summary", "table", "tbody",
    "td", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_CAPTIONS = frozenset({"figcaption", "caption"})
_LONG_CELL = 400
_MOST_COLUMNS = 63


@dataclass(slots=True)
class _List:
    """A list that is being walked; ``count`` is the number of its next item, if it has numbers."""

    count: int | None
    step: int = 1
    style: str = "1"


class HtmlWalker:
    """Walks a tree without recursion, as pages nest deeply, and writes block by block."""

    def __init__(self, composer: FlowComposer, notes: PageNotes) -> None:
        self._composer = composer
        self._notes = notes
        self._told: set[int] = set()
        self._pending = Inline()
        self._lists: list[_List] = []
        self._marker: str | None = None
        self._in_heading = 0
        self._after_break = False

    def write(self, root: Any) -> None:
        """Write everything in a node."""
        stack: list[tuple[Any, bool]] = [(root, False)]
        while stack:
            node, leaving = stack.pop()
            if leaving:
                self._leave(node)
            elif self._enter(node):
                if node.tag in _BLOCKS:
                    stack.append((node, True))
                stack.extend((child, False) for child in _children(node))
        self._flush()

    def _enter(self, node: Any) -> bool:
        """Start a node; whether its children are to be walked."""
        tag = node.tag or ""
        if tag == "-text":
            self._text(node.text_content or "")
            return False
        if tag == "br":
            if self._after_break:  # two breaks in a row stand for a new paragraph
                self._flush()
            self._pending.add(" ")
            self._after_break = True
            return False
        if self._skips(node, self._pending):
            return False
        if tag in _BLOCKS:
            self._flush()
            return not self._written_whole(node, tag)
        return True

    def _text(self, text: str) -> None:
        self._pending.add(text)
        if text.strip():
            self._after_break = False

    def _written_whole(self, node: Any, tag: str) -> bool:
        """Write a heading, caption or table at once; else note what its children stand in."""
        if tag in _HEADINGS:
            if not self._in_heading and len(piece := self._flat(node).text) <= MAX_HEADING_LENGTH:
                if piece:
                    self._composer.heading(self._flat(node, tell=True), int(tag[1]))
                return True
            self._in_heading += 1
        elif tag in _CAPTIONS:
            self._composer.caption(self._flat(node, tell=True))
            return True
        elif tag == "table" and _is_data(node):
            self._table(node)
            return True
        elif tag in ("ol", "ul"):
            self._lists.append(_list(node, tag))
        elif tag == "li":
            self._marker = self._next_marker(node)
        return False

    def _leave(self, node: Any) -> None:
        self._flush()
        if node.tag in ("ol", "ul"):
            self._lists.pop()
        elif node.tag == "li":
            self._marker = None
        elif node.tag in _HEADINGS:
            self._in_heading -= 1

    def _flush(self) -> None:
        piece, self._pending = self._pending.piece(), Inline()
        self._after_break = False
        if not piece.text:
            return
        if self._marker is not None:
            self._composer.list_item(piece, self._marker)
            self._marker = None
        else:
            self._composer.paragraph(piece)

    def _next_marker(self, node: Any) -> str:
        if not self._lists or self._lists[-1].count is None:
            return "•"
        current = self._lists[-1]
        count = _whole(node.attributes.get("value"), self._lists[-1].count or 0)
        current.count = count + current.step
        return f"{ordinal(count, current.style)}."

    def _skips(self, node: Any, text: Inline, tell: bool = True) -> bool:
        """Whether a node belongs to a note: its mark is remembered, its text is written later."""
        key = node.mem_id
        if key in self._notes.marks:
            mark = self._notes.marks[key]
            text.note(mark)
            holder = self._notes.of[key]
            if tell and holder.mem_id not in self._told:
                self._told.add(holder.mem_id)
                self._composer.later_note(self._flat(holder), mark)
            return True
        return key in self._notes.holders or key in self._notes.skipped

    def _flat(self, root: Any, tell: bool = False) -> Piece:
        """All text in a node as one run."""
        text = Inline()
        stack = _children(root)
        while stack:
            node = stack.pop()
            if node.tag == "-text":
                text.add(node.text_content or "")
            elif not self._skips(node, text, tell):
                if node.tag in _BLOCKS or node.tag == "br":
                    text.add(" ")
                stack.extend(_children(node))
        return text.piece()

    def _table(self, table: Any) -> None:
        for caption in table.css("caption"):
            self._composer.caption(self._flat(caption, tell=True))
        covered: dict[int, int] = {}
        for row in table.css("tr"):
            pieces: list[Piece] = []
            for cell in (node for node in reversed(_children(row)) if node.tag in ("td", "th")):
                _pass_covered(pieces, covered)
                width = min(max(_whole(cell.attributes.get("colspan"), 1), 1), _MOST_COLUMNS)
                below = _whole(cell.attributes.get("rowspan"), 1) - 1
                covered.update({len(pieces) + at: below for at in range(width) if below > 0})
                pieces += [self._flat(cell, tell=True), *[Piece("")] * (width - 1)]
            _pass_covered(pieces, covered)
            self._composer.table_row(pieces)


def _pass_covered(pieces: list[Piece], covered: dict[int, int]) -> None:
    """Leave a place empty where a cell of a row above goes on."""
    while covered.get(len(pieces), 0) > 0:
        covered[len(pieces)] -= 1
        pieces.append(Piece(""))


def _is_data(table: Any) -> bool:
    """Whether a table has rows of data, and is not there to place parts of the page."""
    if any(node.mem_id != table.mem_id for node in table.css("table")[:2]):
        return False
    if table.css_first("h1, h2, h3, h4, h5, h6") is not None:
        return False
    rows = table.css("tr")
    if all(len([cell for cell in _children(row) if cell.tag in ("td", "th")]) < 2 for row in rows):
        return False
    if table.css_first("th") is not None:
        return True
    return all(len(cell.text()) <= _LONG_CELL or cell.css_first("p, ul, ol, div") is None
               for cell in table.css("td"))  # fmt: skip


def _list(node: Any, tag: str) -> _List:
    if tag == "ul":
        return _List(None)
    attributes = node.attributes
    style = attributes.get("type") or "1"
    if "reversed" in attributes:
        items = sum(child.tag == "li" for child in _children(node))
        return _List(_whole(attributes.get("start"), items), -1, style)
    return _List(_whole(attributes.get("start"), 1), 1, style)


def _whole(text: str | None, default: int) -> int:
    return int(text) if text is not None and re.fullmatch(r"-?\d{1,6}", text.strip()) else default


def _children(node: Any) -> list[Any]:
    """The children from last to first."""
    found = []
    child = node.last_child
    while child is not None:
        found.append(child)
        child = child.prev
    return found

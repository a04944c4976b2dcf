"""Markdown (CommonMark with tables, footnotes and definition lists), with optional YAML front matter."""

import html
import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from corpus.compose import Content, Piece
from corpus.flow import FlowComposer, Inline
from corpus.read_text import decode

_MOST_ROLES = 10
_DEEPEST = 60
"""Lists in lists; markdown-it drops what is deeper, and takes Python's stack with every level."""
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)
_SILENT = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_TASK = re.compile(r"\[([ xX])\] ")
_TASK_MARKERS = {" ": "☐", "x": "☑"}


def split_front_matter(text: str) -> tuple[dict[str, Any], str]:
    """The YAML front matter as a dictionary (empty without one) and the text after it."""
    match = _FRONT_MATTER.match(text)
    if match is None:
        return {}, text
    import yaml

    try:
        fields = yaml.safe_load(match[1])
    except (yaml.YAMLError, ValueError, RecursionError):  # e.g. the 45th of month 13
        return {}, text
    return (fields, text[match.end() :]) if isinstance(fields, dict) else ({}, text)


def read_markdown(data: bytes) -> Content:
    """Read Markdown; tags of raw HTML are dropped, its text, link texts, alt texts and code are kept."""
    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode
    from mdit_py_plugins.deflist import deflist_plugin
    from mdit_py_plugins.footnote import footnote_plugin

    fields, body = split_front_matter(decode(data))
    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST * 2}).enable("table")
    parser.use(footnote_plugin).use(deflist_plugin)
    writer = _Writer()
    writer.write(SyntaxTreeNode(parser.parse(body)).children)
    return writer.composer.content(
        title=_scalar(fields, "titel", "title") or writer.title,
        date=_scalar(fields, "datum", "date"),
        kind=_scalar(fields, "soort"),
        roles=tuple(str(role) for role in _list(fields, "rollen")[:_MOST_ROLES]),
    )


def _scalar(fields: dict[str, Any], *names: str) -> str | None:
    """The first of these fields that holds a plain value; what YAML nests is no title."""
    for name in names:
        value = fields.get(name)
        if isinstance(value, date):
            return value.isoformat()[:10]
        if isinstance(value, str | int | float) and not isinstance(value, bool):
            return str(value)
    return None


def _list(fields: dict[str, Any], name: str) -> list[Any]:
    value = fields.get(name)
    return value if isinstance(value, list) else []


class _Writer:
    """Writes the nodes of a document; ``title`` is the first heading of level 1 outside lists."""

    def __init__(self) -> None:
        self.composer = FlowComposer()
        self.title: str | None = None
        self._notes: dict[int, Piece] = {}
        self._marks: dict[int, str] = {}
        self._told: set[int] = set()
        self._marker: str | None = None

    def write(self, nodes: Sequence[Any]) -> None:
        """Write everything, each note at the end of the section that refers to it."""
        for node in nodes:
            if node.type == "footnote_block":
                self._read_notes(node)
        self._blocks(nodes)

    def _read_notes(self, block: Any) -> None:
        for node in block.children:
            number = int(node.meta.get("id", 0))
            label = str(node.meta.get("label") or "")
            self._marks[number] = label if label.isdigit() else str(number + 1)
            text = Inline()
            for part in node.walk():
                if part.type == "inline":
                    text.add(" ")
                    self._gather(part, text, [], tell=False)
            self._notes[number] = text.piece()

    def _blocks(self, nodes: Sequence[Any]) -> None:
        for node in nodes:
            match node.type:
                case "heading":
                    self._heading(node)
                case "paragraph" | "dt":
                    self._paragraph(node)
                case "bullet_list":
                    self._items(node, None)
                case "ordered_list":
                    self._items(node, int(node.attrs.get("start", 1)))
                case "blockquote" | "dl" | "dd":
                    self._blocks(node.children)
                case "fence" | "code_block":
                    for line in node.content.splitlines():
                        self._text(Inline(line).piece())
                case "table":
                    self._table(node)
                case "html_block":
                    self._text(Inline(html.unescape(_TAG.sub(" ", _SILENT.sub(" ", node.content)))).piece())
                case _:
                    pass

    def _heading(self, node: Any) -> None:
        piece, images = self._inline(node)
        level = int(node.tag[1])
        self.composer.heading(piece, level)
        if level == 1 and self.title is None and node.parent.type == "root":
            self.title = piece.text
        self._captions(images)

    def _paragraph(self, node: Any) -> None:
        piece, images = self._inline(node)
        self._text(piece)
        self._captions(images)

    def _text(self, piece: Piece) -> None:
        if self._marker is None:
            self.composer.paragraph(piece)
        elif piece.text:
            self._item(piece, self._marker)
            self._marker = None

    def _item(self, piece: Piece, marker: str) -> None:
        task = _TASK.match(piece.text)
        if task is not None:
            marker = _TASK_MARKERS[task[1].lower()]
            notes = tuple((max(at - task.end(), 0), mark) for at, mark in piece.notes)
            piece = Piece(piece.text[task.end() :], notes=notes)
        self.composer.list_item(piece, marker)

    def _items(self, node: Any, start: int | None) -> None:
        for position, item in enumerate(node.children):
            self._marker = "•" if start is None else f"{start + position}{item.markup or '.'}"
            self._blocks(item.children)
            self._marker = None

    def _table(self, table: Any) -> None:
        images: list[str] = []
        for row in (node for node in table.walk() if node.type == "tr"):
            cells: list[str | Piece] = []
            for cell in row.children:
                piece, found = self._inline(cell)
                cells.append(piece)
                images += found
            self.composer.table_row(cells)
        self._captions(images)

    def _captions(self, images: list[str]) -> None:
        for alt in images:
            self.composer.caption(alt)

    def _inline(self, node: Any) -> tuple[Piece, list[str]]:
        """The plain text of a node's inline content, and the texts that stand for its images."""
        text = Inline()
        images: list[str] = []
        self._gather(node, text, images, tell=True)
        return text.piece(), images

    def _gather(self, node: Any, text: Inline, images: list[str], tell: bool) -> None:
        for child in node.children:
            if child.type in ("text", "code_inline"):
                text.add(child.content)
            elif child.type in ("softbreak", "hardbreak"):
                text.add(" ")
            elif child.type == "html_inline":
                text.add(" " if child.content.lower().startswith("<br") else "")
            elif child.type == "image":
                images.append(child.content)
            elif child.type == "footnote_ref":
                self._refer(int(child.meta["id"]), text, tell)
            elif child.children:
                self._gather(child, text, images, tell)

    def _refer(self, number: int, text: Inline, tell: bool) -> None:
        if number in self._notes:
            text.note(self._marks[number])
            if tell and number not in self._told:
                self._told.add(number)
                self.composer.later_note(self._notes[number], self._marks[number])

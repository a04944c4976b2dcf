"""ODT: headings, lists, tables, notes and text boxes as LibreOffice shows them; changes accepted.

Written for the parts themselves and not on a converter, as those lose text: pandoc 3.9 leaves out
text boxes and the numbers of headings, odfdo 3.27 gives no list numbers.
"""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from corpus.compose import Content, Piece
from corpus.flow import FlowComposer, Inline, labelled
from corpus.office.odt_styles import TEXT, ListState, ParagraphStyle, Styles, whole
from corpus.office.package import OfficePackage
from corpus.office.title import choose_title

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
_MANIFEST = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}"
_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_TITLE = f"{_OFFICE}meta/{{http://purl.org/dc/elements/1.1/}}title"
_SPACES = frozenset(TEXT + name for name in ("s", "tab", "line-break"))
_UNSHOWN = frozenset(
    {
        _OFFICE + "annotation", _OFFICE + "annotation-end", _OFFICE + "forms", _SVG + "title", _SVG + "desc",
        TEXT + "tracked-changes", TEXT + "ruby-text", TEXT + "number", TEXT + "sequence-decls",
        TEXT + "table-of-content", TEXT + "illustration-index", TEXT + "table-index", TEXT + "object-index",
        TEXT + "user-index", TEXT + "alphabetical-index",
    }
)  # fmt: skip
_PARAGRAPHS = frozenset({TEXT + "p", TEXT + "h"})
_ROWS = frozenset({_TABLE + "table-header-rows", _TABLE + "table-row-group", _TABLE + "table-rows"})
_MOST_COLUMNS = 63
_KINDS = {
    "spreadsheet": "een rekenblad (zoals .ods)",
    "presentation": "een presentatie (zoals .odp)",
    "graphics": "een tekening (zoals .odg)",
}


def read_odt(data: bytes, name: str) -> Content:
    """Read an OpenDocument text; it has no pages, as only the word processor knows where they end.

    Raises:
        UnreadableFileError: damaged, encrypted, another kind of file, or far too large unpacked.
    """
    package = OfficePackage(data, name)
    try:
        return _Reader(package, _checked(package)).content()
    except RecursionError as error:
        raise package.error("dit bestand is te diep genest om te lezen.") from error


def _checked(package: OfficePackage) -> Element:
    """The root of the content of a text document that is not encrypted."""
    if "[Content_Types].xml" in package and "content.xml" not in package:
        raise package.wrong_type("een Office-bestand van Microsoft (zoals .docx)")
    kind = package.read("mimetype").decode("ascii", "replace")
    for sign, shown in _KINDS.items():
        if sign in kind:
            raise package.wrong_type(shown)
    manifest = package.xml("META-INF/manifest.xml")
    if manifest is not None and manifest.find(f".//{_MANIFEST}encryption-data") is not None:
        raise package.password_error()
    if "content.xml" not in package:
        raise package.wrong_type("een zip-bestand zonder tekstdocument")
    root = package.xml("content.xml")
    if root is None or root.tag != _OFFICE + "document-content":
        raise package.error("dit bestand is beschadigd of niet compleet: de tekst ontbreekt.")
    return root


class _Reader:
    def __init__(self, package: OfficePackage, root: Element) -> None:
        self._root = root
        styles = package.xml("styles.xml")
        self._styles = Styles([part for part in (styles, root) if part is not None])
        meta = package.xml("meta.xml")
        self._property_title = meta.findtext(_TITLE) if meta is not None else None
        self._composer = FlowComposer()
        self._lists: dict[str, ListState] = {}
        self._last_of_style: dict[str, ListState] = {}
        self._title: str | None = None

    def content(self) -> Content:
        body = self._root.find(f"{_OFFICE}body/{_OFFICE}text")
        if body is not None:
            self._blocks(body)
        return self._composer.content(
            title=choose_title(self._title, self._property_title, self._composer.first_heading)
        )

    def _blocks(self, parent: Element) -> None:
        for node in parent:
            if node.tag in _PARAGRAPHS:
                self._paragraph(node)
            elif node.tag == TEXT + "list":
                self._list(node, None, 1)
            elif node.tag == _TABLE + "table":
                self._table(node)
            elif node.tag not in _UNSHOWN:
                self._blocks(node)

    def _paragraph(self, node: Element, label: str = "") -> None:
        inline = Inline()
        boxes: list[Element] = []
        self._inline(node, inline, boxes)
        piece = inline.piece()
        style = self._styles[node.get(TEXT + "style-name", "")]
        if piece.text:
            self._write(node, piece, style, label)
        for box in boxes:
            self._blocks(box)

    def _write(self, node: Element, piece: Piece, style: ParagraphStyle, label: str) -> None:
        if style.title:
            self._title = self._title or piece.text
            self._composer.heading(piece, 1)
        elif node.tag == TEXT + "h" or style.level is not None:
            level = whole(node.get(TEXT + "outline-level"), style.level or 1)
            if not label and node.tag == TEXT + "h" and style.list_style != "":
                label = self._heading_label(node, level)
            numbered = label if any(char.isalnum() for char in label) else ""
            self._composer.heading(labelled(piece, numbered), level + bool(self._title))
        elif label:
            self._composer.list_item(piece, label)
        elif style.caption:
            self._composer.caption(piece)
        else:
            self._composer.paragraph(piece)

    def _heading_label(self, node: Element, level: int) -> str:
        if node.get(TEXT + "is-list-header") == "true":
            return ""
        restart = node.get(TEXT + "restart-numbering") == "true"
        start = whole(node.get(TEXT + "start-value"), 1) if restart else None
        return self._styles.label(self._styles.headings, level, start)

    def _list(self, node: Element, parent: ListState | None, level: int) -> None:
        for item, label in self._items(node, parent, level):
            if isinstance(label, ListState):
                self._list(item, label, level + 1)
            elif item.tag in _PARAGRAPHS:
                self._paragraph(item, label)
            elif item.tag == _TABLE + "table":
                self._table(item)

    def _items(
        self, node: Element, parent: ListState | None, level: int
    ) -> Iterator[tuple[Element, str | ListState]]:
        """What is in the items of a list: a paragraph with its label, or a list inside."""
        state = self._state(node, parent)
        for item in node:
            if item.tag not in (TEXT + "list-item", TEXT + "list-header"):
                continue
            first = item.tag == TEXT + "list-item"
            for child in item:
                if child.tag == TEXT + "list":
                    yield child, state
                    continue
                label = ""
                if first and child.tag in _PARAGRAPHS:
                    name = child.get(TEXT + "style-name", "")
                    state.style = state.style or self._styles[name].list_style or ""
                    start = item.get(TEXT + "start-value")
                    label = self._styles.label(state, level, whole(start, 1) if start else None)
                    first = False
                yield child, label

    def _state(self, node: Element, parent: ListState | None) -> ListState:
        """The counters of a list: those of the list around it, of one that it continues, or new ones."""
        name = node.get(TEXT + "style-name")
        before = self._lists.get(node.get(TEXT + "continue-list", ""))
        if parent is not None and (name is None or name == parent.style):
            state = parent
        elif before is not None and (name is None or before.style == name):
            state = before
        elif node.get(TEXT + "continue-numbering") == "true" and name in self._last_of_style:
            state = self._last_of_style[name]
        else:
            state = ListState(name or "")
        if (key := node.get(_XML_ID)) is not None:
            self._lists[key] = state
        self._last_of_style[state.style] = state
        return state

    def _inline(self, parent: Element, inline: Inline, boxes: list[Element]) -> None:
        """Gather the text of a paragraph; text boxes are kept for after it."""
        inline.add(parent.text or "")
        for node in parent:
            if node.tag in _SPACES:
                inline.add(" ")
            elif node.tag == TEXT + "note":
                self._note(node, inline)
            elif node.tag == _DRAW + "text-box":
                boxes.append(node)
            elif node.tag not in _UNSHOWN:
                self._inline(node, inline, boxes)
            inline.add(node.tail or "")

    def _note(self, node: Element, inline: Inline) -> None:
        citation, body = node.find(TEXT + "note-citation"), node.find(TEXT + "note-body")
        if citation is not None and body is not None:
            mark = "".join(citation.itertext()) or citation.get(TEXT + "label", "")
            text = Inline()
            self._flat(body, text)
            inline.note(mark)
            self._composer.later_note(text.piece(), mark)

    def _table(self, table: Element) -> None:
        rows = [_cells(row) for row in _rows(table)]
        if all(len(row) <= 1 for row in rows) or table.find(f".//{TEXT}h") is not None:
            for row in rows:
                for cell, _ in row:
                    self._blocks(cell)
            return
        for row in rows:
            pieces: list[Piece] = []
            for cell, repeated in row:
                text = Inline()
                self._flat(cell, text)
                pieces += [text.piece()] * repeated
            self._composer.table_row(pieces)

    def _flat(self, parent: Element, text: Inline, state: ListState | None = None, level: int = 1) -> None:
        """All text of a cell or note as one run, labels of lists included."""
        for node in parent:
            if node.tag in _PARAGRAPHS:
                text.add(" ")
                boxes: list[Element] = []
                self._inline(node, text, boxes)
                for box in boxes:
                    self._flat(box, text)
            elif node.tag == TEXT + "list":
                self._flat_list(node, text, state, level)
            elif node.tag not in _UNSHOWN:
                self._flat(node, text)

    def _flat_list(self, node: Element, text: Inline, parent: ListState | None, level: int) -> None:
        for item, label in self._items(node, parent, level):
            if isinstance(label, ListState):
                self._flat_list(item, text, label, level + 1)
            else:
                text.add(f" {label}")
                holder = Element("holder")
                holder.append(item)
                self._flat(holder, text)


def _rows(table: Element) -> Iterator[Element]:
    for node in table:
        if node.tag == _TABLE + "table-row":
            yield node
        elif node.tag in _ROWS:
            yield from _rows(node)


def _cells(row: Element) -> list[tuple[Element, int]]:
    """The cells of a row and how often each stands there; one covered by another has no text."""
    names = (_TABLE + "table-cell", _TABLE + "covered-table-cell")
    return [
        (node, min(max(whole(node.get(_TABLE + "number-columns-repeated"), 1), 1), _MOST_COLUMNS))
        for node in row
        if node.tag in names
    ]

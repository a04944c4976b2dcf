"""DOCX: headings, lists, tables, notes and text boxes as Word shows them; changes are accepted.

Written for the parts themselves and not on a converter, as those lose text: measured were pandoc
3.9 (a paragraph that holds a text box, numbers of headings and of lists with levels), mammoth 1.13
(list numbers) and docx2python 3.7 (soft hyphens; text boxes twice, headers between the text).
"""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from corpus.compose import Content, Piece
from corpus.flow import FlowComposer, Inline, labelled
from corpus.office.docx_numbering import Numbering, W, number, value
from corpus.office.docx_parts import DocxParts, Notes
from corpus.office.docx_styles import ParagraphStyle, Styles
from corpus.office.package import OfficePackage
from corpus.office.title import choose_title

_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_GRAPHIC = "{http://schemas.openxmlformats.org/drawingml/2006/main}graphicData"
_UNSHOWN = frozenset(
    W + name
    for name in ("pPr", "rPr", "sdtPr", "del", "moveFrom", "delText", "instrText", "delInstrText", "tblPr",
                 "tblGrid", "sectPr", "fldData")
)  # fmt: skip
_WRAPPERS = frozenset(W + name for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"))
_SPACES = frozenset(W + name for name in ("tab", "br", "cr", "ptab"))
_NOTES = {W + "footnoteReference": "footnote", W + "endnoteReference": "endnote"}
_CONTENTS_GALLERY = "Table of Contents"
_SYMBOLS = {0xF0E0: "→", 0xF0DF: "←", 0xF0FC: "✓", 0xF0FE: "☒", 0xF0A8: "☐"}
"""What Word's own replacements and forms take from the font Wingdings."""
_MOST_COLUMNS = 63
"""As many as Word allows."""


def read_docx(data: bytes, name: str) -> Content:
    """Read a Word document; it has no pages, as only Word knows where they end.

    Raises:
        UnreadableFileError: damaged, encrypted, another kind of file, or far too large unpacked.
    """
    package = OfficePackage(data, name)
    try:
        parts = DocxParts(package)
        return _Reader(parts).content()
    except RecursionError as error:
        raise package.error("dit bestand is te diep genest om te lezen.") from error


class _Reader:
    def __init__(self, parts: DocxParts) -> None:
        self._parts = parts
        self._styles = Styles(parts.part("styles"))
        self._numbering = Numbering(parts.part("numbering"))
        self._notes = {
            "footnote": Notes(parts, "footnote", "decimal"),
            "endnote": Notes(parts, "endnote", "lowerRoman"),
        }
        self._composer = FlowComposer()
        self._open: Inline | None = None
        self._title: str | None = None
        self._drawings = False

    def content(self) -> Content:
        body = self._parts.document.find(W + "body")
        if body is not None:
            self._blocks(body)
        self._write_open()
        warning = "Tekst in SmartArt-schema's en grafieken is niet gelezen."
        return self._composer.content(
            title=choose_title(self._title, self._parts.title(), self._composer.first_heading),
            warnings=(warning,) if self._drawings else (),
        )

    def _blocks(self, parent: Element) -> None:
        for node in parent:
            if node.tag == W + "p":
                self._paragraph(node)
            elif node.tag == W + "tbl":
                self._table(node)
            elif node.tag in _WRAPPERS and not _is_contents(node):
                self._blocks(node)
            elif node.tag == _COMPATIBILITY + "AlternateContent":
                self._blocks(_shown_choice(node))

    def _paragraph(self, node: Element) -> None:
        properties = node.find(W + "pPr")
        style = self._styles[value(properties, "pStyle")]
        if style.contents:
            return
        inline, self._open = self._open or Inline(), None
        boxes: list[Element] = []
        self._inline(node, inline, boxes)
        if _mark_is_deleted(properties):  # its text goes on in the next paragraph
            self._open = inline
        else:
            self._write(inline, properties, style)
        for box in boxes:
            self._blocks(box)

    def _write_open(self) -> None:
        """Write a paragraph whose mark is deleted while no paragraph follows."""
        if self._open is not None:
            self._composer.paragraph(self._open.piece())
            self._open = None

    def _write(self, inline: Inline, properties: Element | None, style: ParagraphStyle) -> None:
        piece = inline.piece()
        level = style.level
        if (direct := value(properties, "outlineLvl")) is not None:
            level = number(direct) + 1 if number(direct, 9) < 9 else None
        label = self._label(properties, style) if piece.text else None
        if not piece.text:
            return
        if style.title:
            self._title = self._title or piece.text
            self._composer.heading(piece, 1)
        elif level is not None:
            numbered = label if label and any(char.isalnum() for char in label) else ""
            self._composer.heading(labelled(piece, numbered), level + (self._title is not None))
        elif label:
            self._composer.list_item(piece, label)
        elif style.caption:
            self._composer.caption(piece)
        else:
            self._composer.paragraph(piece)

    def _label(self, properties: Element | None, style: ParagraphStyle) -> str | None:
        """The number or bullet of a paragraph, from itself or else from its style."""
        numbers = properties.find(W + "numPr") if properties is not None else None
        num_id = value(numbers, "numId") or style.num_id
        if num_id is None or num_id == "0":
            return None
        level = value(numbers, "ilvl")
        if level is not None:
            at = number(level)
        elif style.num_level is not None:
            at = style.num_level
        else:
            at = self._numbering.level_of_style(num_id, style.num_style) or 0
        return self._numbering.label(num_id, at)

    def _inline(self, parent: Element, inline: Inline, boxes: list[Element]) -> None:
        """Gather the text of a paragraph; text boxes are kept for after it."""
        for position, node in enumerate(parent):
            tag = node.tag
            if tag in (W + "t", _MATH_TEXT):
                inline.add(node.text or "")
            elif tag in _SPACES:
                inline.add(" ")
            elif tag == W + "noBreakHyphen":
                inline.add("-")
            elif tag == W + "sym":
                inline.add(_symbol(node.get(W + "char", "")))
            elif tag in _NOTES:
                self._note(node, parent, position, inline)
                if node.get(W + "customMarkFollows") in ("1", "true"):
                    return
            elif tag == W + "txbxContent":
                boxes.append(node)
            elif tag == _COMPATIBILITY + "AlternateContent":
                self._inline(_shown_choice(node), inline, boxes)
            elif tag == W + "r" and _is_hidden(node):
                continue
            elif tag not in _UNSHOWN:
                self._drawings |= tag == _GRAPHIC and node.get("uri", "").endswith(("/diagram", "/chart"))
                self._inline(node, inline, boxes)

    def _note(self, node: Element, run: Element, position: int, inline: Inline) -> None:
        own_mark = "".join(item.text or "" for item in list(run)[position + 1 :] if item.tag == W + "t")
        found = self._notes[_NOTES[node.tag]].take(node, own_mark.strip())
        if found is not None:
            note, mark = found
            text = Inline()
            self._flat(note, text)
            inline.note(mark)
            self._composer.later_note(text.piece(), mark)

    def _table(self, table: Element) -> None:
        self._write_open()
        rows = [list(_through(row, "tc")) for row in _through(table, "tr") if not _row_is_deleted(row)]
        framed = all(len(row) <= 1 for row in rows)
        if framed or any(self._styles[style].level for style in _styles_in(table)):
            for row in rows:
                for cell in row:
                    self._blocks(cell)
            return
        for row in rows:
            self._composer.table_row([piece for cell in row for piece in self._cell(cell)])

    def _cell(self, cell: Element) -> list[Piece]:
        """The text of a cell; an empty one for every further column, and where a cell from above goes on."""
        properties = cell.find(W + "tcPr")
        width = min(max(number(value(properties, "gridSpan"), 1), 1), _MOST_COLUMNS)
        text = Inline()
        merged = properties.find(W + "vMerge") if properties is not None else None
        if merged is None or merged.get(W + "val") == "restart":
            self._flat(cell, text)
        return [text.piece(), *[Piece("")] * (width - 1)]

    def _flat(self, parent: Element, text: Inline) -> None:
        """All text of a cell or note as one run, labels of lists included."""
        for node in parent:
            if node.tag == W + "p":
                properties = node.find(W + "pPr")
                boxes: list[Element] = []
                text.add(" ")
                if any(item.text for item in node.iter(W + "t")):
                    label = self._label(properties, self._styles[value(properties, "pStyle")])
                    text.add(f"{label} " if label else "")
                self._inline(node, text, boxes)
                for box in boxes:
                    self._flat(box, text)
            elif node.tag not in _UNSHOWN:
                self._flat(node, text)


def _through(parent: Element, name: str) -> Iterator[Element]:
    """The children of this name, also those inside content controls and insertions."""
    for node in parent:
        if node.tag == W + name:
            yield node
        elif node.tag in _WRAPPERS:
            yield from _through(node, name)


def _styles_in(table: Element) -> set[str]:
    return {item.get(W + "val", "") for item in table.iter(W + "pStyle")}


def _shown_choice(node: Element) -> Element:
    """The alternative that Word draws; the fallback repeats its text for old programs."""
    choice = node.find(_COMPATIBILITY + "Choice")
    if choice is not None:
        return choice
    fallback = node.find(_COMPATIBILITY + "Fallback")
    return fallback if fallback is not None else Element("nothing")


def _is_contents(node: Element) -> bool:
    gallery = node.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    return gallery is not None and gallery.get(W + "val") == _CONTENTS_GALLERY


def _mark_is_deleted(properties: Element | None) -> bool:
    return properties is not None and properties.find(f"{W}rPr/{W}del") is not None


def _row_is_deleted(row: Element) -> bool:
    return row.find(f"{W}trPr/{W}del") is not None


def _is_hidden(run: Element) -> bool:
    vanish = run.find(f"{W}rPr/{W}vanish")
    return vanish is not None and vanish.get(W + "val") not in ("0", "false")


def _symbol(code: str) -> str:
    if not re.fullmatch(r"[0-9A-Fa-f]{4}", code):
        return ""
    return _SYMBOLS.get(int(code, 16), "")

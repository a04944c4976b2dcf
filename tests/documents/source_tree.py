"""The source of a document as a tree: which elements are blocks, and what their text is."""

import copy
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import tinyhtml5

SOURCES = Path(__file__).parent / "sources"
NUMBER = "data-blok"
"""Attribute that gives every block element its number in source order."""
AREA = "data-vak"
"""Attribute that gives every filled box its number in source order."""

_KINDS = {
    **dict.fromkeys(("h1", "h2", "h3", "h4"), "kop"),
    "p": "alinea",
    "li": "lijstitem",
    "tr": "tabelrij",
    "caption": "bijschrift",
    "figcaption": "bijschrift",
    "n": "noot",
}
_LISTS = ("ul", "ol")


@dataclass(frozen=True)
class SourceBlock:
    """A block element and what encloses it, from the outside in."""

    element: ET.Element
    parents: tuple[ET.Element, ...]

    @property
    def kind(self) -> str:
        if self.inside("inhoud") is not None and self.element.tag == "p":
            return "inhoud"
        return _KINDS[self.element.tag]

    @property
    def text(self) -> str:
        return " ".join("".join(node_text for _, _, node_text in text_nodes(self.element)).split())

    def inside(self, name: str) -> ET.Element | None:
        """The innermost parent with this tag or class."""
        for parent in reversed(self.parents):
            if parent.tag == name or name in parent.get("class", "").split():
                return parent
        return None

    @property
    def style(self) -> str:
        name = self.element.get("class", "")
        return "citaat" if not name and self.inside("blockquote") is not None else name.split(" ")[0]

    @property
    def level(self) -> int:
        if self.kind == "kop":
            return int(self.element.tag[1])
        if self.kind == "lijstitem":
            return sum(parent.tag in _LISTS for parent in self.parents)
        return 0

    @property
    def cells(self) -> tuple[str, ...]:
        if self.element.tag != "tr":
            return ()
        return tuple(" ".join("".join(cell.itertext()).split()) for cell in self.element)


def read_source(name: str) -> ET.Element:
    """The body of a source file, with a number on every block."""
    body = tinyhtml5.parse((SOURCES / name).read_text(encoding="utf-8"), namespace_html_elements=False).find(
        "body"
    )
    number_blocks(body)
    return body


def number_blocks(body: ET.Element) -> None:
    """Give every block element its number, in source order."""
    for number, block in enumerate(blocks_of(body)):
        block.element.set(NUMBER, str(number))
    for number, box in enumerate(boxes_of(body)):
        box.set(AREA, str(number))


def boxes_of(body: ET.Element) -> list[ET.Element]:
    """The elements that are drawn as a filled box."""
    return [element for element in body.iter() if element.get("data-box")]


def blocks_of(body: ET.Element) -> list[SourceBlock]:
    """All block elements in source order; a note comes right after the block that it is in."""
    return list(_blocks(body, ()))


def _blocks(element: ET.Element, parents: tuple[ET.Element, ...]) -> Iterator[SourceBlock]:
    if element.tag in _KINDS:
        yield SourceBlock(element, parents)
    for child in element:
        yield from _blocks(child, (*parents, element))


def text_nodes(element: ET.Element) -> Iterator[tuple[ET.Element, str, str]]:
    """The pieces of text of a block, each as (element, "text" or "tail", text), in order.

    Notes and nested lists are blocks of their own and left out; table cells are kept apart by a space.
    """
    yield element, "text", element.text or ""
    for child in element:
        if child.tag != "n" and child.tag not in _LISTS:
            yield from text_nodes(child)
        yield child, "tail", (child.tail or "") + (" " if child.tag in ("td", "th") else "")


def note_positions(element: ET.Element) -> list[tuple[ET.Element, str]]:
    """The notes of a block with the text before their mark."""
    found: list[tuple[ET.Element, str]] = []
    before = ""

    def walk(part: ET.Element) -> None:
        nonlocal before
        before += part.text or ""
        for child in part:
            if child.tag == "n":
                found.append((child, " ".join(before.split())))
            elif child.tag not in _LISTS:
                walk(child)
            before += child.tail or ""

    walk(element)
    return found


def replace_letter(element: ET.Element, index: int, letter: str) -> None:
    """Replace the printed letter number ``index`` (white space not counted) of a block."""
    seen = 0
    for owner, place, _ in text_nodes(element):
        text = getattr(owner, place) or ""
        for at, character in enumerate(text):
            if character.isspace():
                continue
            if seen == index:
                setattr(owner, place, text[:at] + letter + text[at + 1 :])
                return
            seen += 1
    raise IndexError(index)


def copied(body: ET.Element) -> ET.Element:
    """A copy that may be changed for rendering."""
    return copy.deepcopy(body)

"""Lays a source out until page numbers and broken words no longer change."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import ClassVar

import pyphen
from weasyprint import CSS, HTML
from weasyprint.document import Document
from weasyprint.text.fonts import FontConfiguration

from tests.documents.line_ends import line_ends, without_trema
from tests.documents.placing import Placed, place
from tests.documents.source_tree import AREA, SOURCES, blocks_of, copied, number_blocks, replace_letter

_MAX_PASSES = 12
_LIGATURES = (("fi", "ﬁ"), ("fl", "ﬂ"))

Labels = Callable[[int, int], list[str | None]]
"""From the number of pages and the page of the first chapter to the label of every page."""


@dataclass(frozen=True)
class Variant:
    """One way to render a source."""

    name: str
    source: str
    title: str
    styles: tuple[str, ...]
    contents_depth: int
    labels: Labels
    tagged: bool
    outlined: bool
    labelled: bool = False
    ligatures: bool = False
    turned_and_cropped: bool = False


@dataclass
class Layout:
    """A finished layout: the tree it came from, where all is, and the document to write."""

    variant: Variant
    body: ET.Element
    placed: Placed
    labels: list[str | None]
    document: Document


def roman_until(pages: int, first_chapter: int) -> list[str | None]:
    """Roman numbers before the first chapter, arabic from 1 after."""
    romans = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"]
    return [
        romans[page] if page < first_chapter - 1 else str(page - first_chapter + 2) for page in range(pages)
    ]


def cover_uncounted(pages: int, first_chapter: int) -> list[str | None]:
    """The cover has no number, the next page is 1."""
    return [None, *map(str, range(1, pages))]


def lay_out(variant: Variant, body: ET.Element, scan: str) -> Layout:
    """Lay out until the labels in the table of contents and the words with a trema stay as they are."""
    _fill_contents(body, variant.contents_depth)
    number_blocks(body)
    sheets = _stylesheets(variant)
    labels: list[str | None] = []
    tremas: set[tuple[int, int]] = set()
    pages_of: dict[str, str] = {}
    for _ in range(_MAX_PASSES):
        html = HTML(string=_html(variant, body, tremas, pages_of, scan), base_url=str(SOURCES))
        fonts = FontConfiguration()
        document = html.render(stylesheets=[*sheets, CSS(string=_label_style(labels))], font_config=fonts)
        placed = place(document, html.etree_element)
        new_labels = variant.labels(len(document.pages), _first_chapter(body, placed))
        new_pages_of = _heading_labels(body, placed, new_labels)
        new_tremas = _broken_tremas(body, placed)
        if (labels, pages_of, tremas) == (new_labels, new_pages_of, new_tremas):
            if placed.lonely:
                raise ValueError(f"{variant.name}: the mark of note {placed.lonely} stands alone on a line")
            return Layout(variant, body, placed, labels, document)
        labels, pages_of, tremas = new_labels, new_pages_of, new_tremas
    raise RuntimeError(f"{variant.name}: layout does not settle")


def _fill_contents(body: ET.Element, depth: int) -> None:
    contents = body.find(".//nav")
    for block in blocks_of(body):
        if (
            block.kind == "kop"
            and block.level <= depth
            and block.element.get("id") not in (None, "inhoud", "colofon")
        ):
            line = ET.SubElement(contents, "p", {"class": f"niveau{block.level}"})
            link = ET.SubElement(line, "a", {"href": f"#{block.element.get('id')}"})
            link.text = block.text


def _stylesheets(variant: Variant) -> list[CSS]:
    sheets = [CSS(filename=str(SOURCES / name)) for name in ("algemeen.css", *variant.styles)]
    if not variant.outlined:
        sheets.append(CSS(string="h1, h2, h3, h4 { bookmark-level: none }"))
    return sheets


def _label_style(labels: Iterable[str | None]) -> str:
    return "\n".join(
        f"@page :nth({number}) {{ @bottom-{'right' if number % 2 else 'left'} "
        f"{{ content: '{label}'; font: bold 9pt 'Liberation Sans' }} }}"
        for number, label in enumerate(labels, 1)
        if label is not None
    )


def _html(
    variant: Variant, body: ET.Element, tremas: set[tuple[int, int]], pages_of: dict[str, str], scan: str
) -> str:
    body = copied(body)
    blocks = blocks_of(body)
    for number, index in sorted(tremas):
        element = blocks[number].element
        letter = [letter for letter in blocks[number].text if not letter.isspace()][index]
        replace_letter(element, index, without_trema(letter))
    for link in body.findall(".//nav//a"):
        link.set("data-blz", pages_of.get(link.get("href")[1:], "0"))
    section = body.find(".//section[@class='scan']")
    if section is not None:
        section[:] = [ET.Element("img", {"src": scan, AREA: "scan"})]
    if variant.ligatures:
        for element in body.iter():
            element.text, element.tail = _ligated(element.text), _ligated(element.tail)
    return (
        f"<html lang='nl'><head><title>{variant.title}</title></head>"
        f"{ET.tostring(body, encoding='unicode', method='html')}</html>"
    )


def _ligated(text: str | None) -> str | None:
    for letters, ligature in _LIGATURES:
        text = text and text.replace(letters, ligature)
    return text


def _first_chapter(body: ET.Element, placed: Placed) -> int:
    for number, block in enumerate(blocks_of(body)):
        if block.kind == "kop" and block.inside("hoofdstuk") is not None:
            return placed.lines[number][0].page
    return 1


def _heading_labels(body: ET.Element, placed: Placed, labels: list[str | None]) -> dict[str, str]:
    return {
        block.element.get("id"): labels[placed.lines[number][0].page - 1] or ""
        for number, block in enumerate(blocks_of(body))
        if block.element.get("id") and number in placed.lines
    }


def _broken_tremas(body: ET.Element, placed: Placed) -> set[tuple[int, int]]:
    """Block and letter of every trema that is first on a line after a hyphen."""
    return {
        (number, end.index)
        for number, block in enumerate(blocks_of(body))
        for end in line_ends(block.text, [line.text for line in placed.lines.get(number, ())])
        if end.kind == "trema"
    }


class _DutchHyphens(pyphen.Pyphen):
    """Breaks a word that lost its trema where it broke with it: be-invloeden for beïnvloeden.

    A word with a trema breaks there only, so that it happens often enough to test on.
    """

    with_trema: ClassVar[dict[str, str]] = {}

    def positions(self, word: str) -> list:
        word = self.with_trema.get(word, word)
        positions = super().positions(word)
        at_trema = [position for position in positions if without_trema(word[position]) != word[position]]
        return at_trema or positions


def prepare_hyphens(bodies: Iterable[ET.Element]) -> None:
    """Teach the hyphenation which words have a trema."""
    for body in bodies:
        for word in re.findall(r"\w*[ëïöü]\w*", "".join(body.itertext())):
            for index, letter in enumerate(word):
                plain = word[:index] + without_trema(letter) + word[index + 1 :]
                if plain != word:
                    _DutchHyphens.with_trema[plain] = word
    pyphen.Pyphen = _DutchHyphens

"""What the paragraph styles of a DOCX mean: title, heading of a level, caption, contents, list."""

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from corpus.office.docx_numbering import W, number, value

HEADING_NAME = re.compile(r"(?:heading|kop)\s*([1-9])")
"""A built-in style of Word or LibreOffice, in English or Dutch and in lower case."""
_CONTENTS = re.compile(r"toc \d|toc heading|table of (?:figures|authorities)|inhopg \d|kopvaninhoudsopgave")
_MOST_BASES = 30
_BODY_TEXT = 9


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """``level`` is that of a heading, from 1; ``num_id`` and ``num_level`` the list it belongs to."""

    title: bool = False
    level: int | None = None
    caption: bool = False
    contents: bool = False
    num_id: str | None = None
    num_level: int | None = None
    num_style: str = ""


class Styles:
    """The paragraph styles of one document, each with what it takes from the styles it builds on."""

    def __init__(self, root: Element | None) -> None:
        self._elements: dict[str, Element] = {}
        self._known: dict[str, ParagraphStyle] = {}
        self._default = ""
        for item in root.findall(W + "style") if root is not None else ():
            if item.get(W + "type") == "paragraph":
                style_id = item.get(W + "styleId", "")
                self._elements[style_id] = item
                if item.get(W + "default") in ("1", "true"):
                    self._default = style_id

    def __getitem__(self, style_id: str | None) -> ParagraphStyle:
        key = style_id if style_id is not None else self._default
        if key not in self._known:
            self._known[key] = self._resolve(key)
        return self._known[key]

    def _resolve(self, style_id: str) -> ParagraphStyle:
        """Names and properties from the style itself outwards; the nearest one counts."""
        title = caption = contents = False
        level: int | None = None
        outline: int | None = None
        num_id: str | None = None
        num_level: int | None = None
        num_style = ""
        for key in self._chain(style_id):
            item = self._elements.get(key)
            name = ((value(item, "name") if item is not None else None) or key).lower()
            heading = HEADING_NAME.fullmatch(name)
            if heading is not None and level is None:
                level = int(heading[1])
            title = title or (level is None and name in ("title", "titel"))
            caption = caption or name in ("caption", "bijschrift")
            contents = contents or _CONTENTS.fullmatch(name) is not None
            properties = item.find(W + "pPr") if item is not None else None
            if outline is None and (found := value(properties, "outlineLvl")) is not None:
                outline = number(found, _BODY_TEXT)
            numbers = properties.find(W + "numPr") if properties is not None else None
            if num_id is None and (found := value(numbers, "numId")) is not None:
                num_id, num_style = found, key
            if num_level is None and (found := value(numbers, "ilvl")) is not None:
                num_level = number(found)
        if outline is not None:
            level = outline + 1 if 0 <= outline < _BODY_TEXT else None
        return ParagraphStyle(title, level, caption, contents, num_id, num_level, num_style)

    def _chain(self, style_id: str) -> list[str]:
        chain: list[str] = []
        key: str | None = style_id
        while key is not None and key not in chain and len(chain) < _MOST_BASES:
            chain.append(key)
            key = value(self._elements[key], "basedOn") if key in self._elements else None
        return chain

"""The reference document for Word: pandoc's own, in the style of the house.

Names and order of elements after ECMA-376 part 1 (Office Open XML), chapter 17. Lengths there are twentieths
of a point, sizes of fonts half points, ``w:line`` 240ths of a line.
"""

from functools import cache
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from assistant.memo.document import FIELD_STYLE, LABEL_STYLE
from assistant.memo.dutch_parts import dutch
from assistant.memo.formats import MemoFormat
from assistant.memo.house_style import POINTS_PER_MM, HouseStyle, TextStyle, house_style
from assistant.memo.office_zip import parts_of, xml_bytes, zipped
from assistant.memo.pandoc_call import default_data

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_FOOTER = "footer-memo"
_WORDS_OWN = "Footer"
"""A style that Word has and pandoc's document lacks."""
_KIND_OF_STYLE = {
    "BodyText": "body",
    "Title": "title",
    "Heading1": "heading1",
    "Heading2": "heading2",
    "FootnoteText": "note",
    "Compact": "cell",
    FIELD_STYLE: "field",
    _WORDS_OWN: "footer",
}
"""Pandoc sets points in no style, so in that of the defaults, and Compact in tables only."""
_MODERN = (
    '<w:compat><w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
)
"""Without it Word opens the file as one of Word 2007, in which it checks less for accessibility."""


@cache
def reference_docx() -> bytes:
    """The reference document, made once."""
    style = house_style()
    parts = parts_of(default_data("reference.docx"))
    parts["word/styles.xml"] = _styles(parts["word/styles.xml"], style)
    parts["word/document.xml"] = _document(parts["word/document.xml"], style)
    parts[f"word/{_FOOTER}.xml"] = _footer().encode()
    relation = f'<Relationship Type="{_R}/footer" Id="{_FOOTER}" Target="{_FOOTER}.xml"/></Relationships>'
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"
    override = f'<Override PartName="/word/{_FOOTER}.xml" ContentType="{kind}"/></Types>'
    for part, end, added in (
        ("word/_rels/document.xml.rels", b"</Relationships>", relation),
        ("[Content_Types].xml", b"</Types>", override),
        ("word/settings.xml", b"<w:rsids>", f"{_MODERN}<w:rsids>"),
    ):
        parts[part] = parts[part].replace(end, added.encode())
    return zipped(dutch(parts, MemoFormat.DOCX))


def _name(name: str) -> str:
    return f"{{{_W}}}{name}"


def _add(parent: Element, name: str, **values: object) -> Element:
    return SubElement(parent, _name(name), {_name(key): str(value) for key, value in values.items()})


def _styles(data: bytes, style: HouseStyle) -> bytes:
    for prefix, uri in (("w", _W), ("r", _R)):
        ElementTree.register_namespace(prefix, uri)
    root = ElementTree.fromstring(data)  # noqa: S314 - of pandoc itself
    for run in root.iter(_name("rPr")):
        for fonts in run.findall(_name("rFonts")):
            if _name("asciiTheme") in fonts.attrib:  # the fonts of a theme, which differ by computer
                run.remove(fonts)
    defaults = root.find(f"{_name('docDefaults')}/{_name('rPrDefault')}/{_name('rPr')}")
    if defaults is not None:
        defaults[:] = [element for element in defaults if element.tag == _name("lang")]
        font = style.fonts[0]
        fonts = Element(_name("rFonts"), {_name(kind): font for kind in ("ascii", "hAnsi", "eastAsia", "cs")})
        defaults.insert(0, fonts)
        for place, name in enumerate(("sz", "szCs"), 1):
            defaults.insert(place, Element(_name(name), {_name("val"): _half(style.text["body"].size)}))
    paragraph = root.find(f"{_name('docDefaults')}/{_name('pPrDefault')}/{_name('pPr')}")
    if paragraph is not None:
        paragraph[:] = []
        _space(paragraph, style.text["body"])
    there = {element.get(_name("styleId")): element for element in root.iter(_name("style"))}
    for key, kind in _KIND_OF_STYLE.items():
        element = there.get(key)
        if element is None:
            element = _new_style(root, "paragraph", key, based_on="Normal")
        _set_style(element, style, style.text[kind], kind)
        link = element.find(_name("link"))
        linked = there.get(link.get(_name("val"))) if link is not None else None
        if linked is not None and kind != "body":  # of body text many others are made
            _set_run(linked, style, style.text[kind])
    _add(_add(_new_style(root, "character", LABEL_STYLE), "rPr"), "b")
    _set_table(there.get("Table"), style)
    return xml_bytes(root)


def _new_style(root: Element, kind: str, name: str, based_on: str = "") -> Element:
    ours = {} if name == _WORDS_OWN else {"customStyle": 1}
    element = _add(root, "style", type=kind, **ours, styleId=name)
    _add(element, "name", val=name.lower() if name == _WORDS_OWN else name)
    if based_on:
        _add(element, "basedOn", val=based_on)
    _add(element, "qFormat")
    return element


def _set_style(element: Element, style: HouseStyle, text: TextStyle, kind: str) -> None:
    old = element.find(_name("pPr"))
    level = old.findall(_name("outlineLvl")) if old is not None else []
    for name in ("pPr", "rPr"):
        for found in element.findall(_name(name)):
            element.remove(found)
    paragraph = _add(element, "pPr")
    if text.keep:
        _add(paragraph, "keepNext")
        _add(paragraph, "keepLines")
    if kind == "field":
        _add(_add(paragraph, "tabs"), "tab", val="left", pos=_twentieths(style.indent))
    _space(paragraph, text)
    if kind == "field":
        _add(paragraph, "ind", left=_twentieths(style.indent), hanging=_twentieths(style.indent))
    if kind == "footer":
        _add(paragraph, "jc", val="right")
    paragraph.extend(level)
    _set_run(element, style, text)


def _space(paragraph: Element, text: TextStyle) -> None:
    around = {"before": _twentieths(text.before), "after": _twentieths(text.after)}
    _add(paragraph, "spacing", **around, line=round(240 * text.line), lineRule="auto")


def _set_run(element: Element, style: HouseStyle, text: TextStyle) -> None:
    for found in element.findall(_name("rPr")):
        element.remove(found)
    run = _add(element, "rPr")
    if text.bold:
        _add(run, "b")
        _add(run, "bCs")
    if text.accent:
        _add(run, "color", val=style.accent.lstrip("#"))
    _add(run, "sz", val=_half(text.size))
    _add(run, "szCs", val=_half(text.size))


def _set_table(table: Element | None, style: HouseStyle) -> None:
    if table is None:
        return
    colour = style.line.lstrip("#")
    properties = table.find(_name("tblPr"))
    if properties is not None:
        borders = Element(_name("tblBorders"))
        for side in ("bottom", "insideH"):
            _add(borders, side, val="single", sz=4, space=0, color=colour)
        properties.insert(1, borders)  # behind w:tblInd
    first = table.find(_name("tblStylePr"))
    if first is not None:
        run = Element(_name("rPr"))
        _add(run, "b")
        first.insert(0, run)
        for border in first.iter(_name("bottom")):
            border.attrib.update({_name("sz"): "8", _name("color"): style.accent.lstrip("#")})


def _document(data: bytes, style: HouseStyle) -> bytes:
    """Only the last section counts for pandoc; the text of the reference document goes."""
    root = ElementTree.fromstring(data)  # noqa: S314 - of pandoc itself
    body = root.find(_name("body"))
    section = body.find(_name("sectPr")) if body is not None else None
    if body is None or section is None:
        return data
    body[:] = [section]
    section[:] = []  # pandoc's own begins to count the footnotes anew at every heading
    page = style.page
    footer = Element(_name("footerReference"), {_name("type"): "default", f"{{{_R}}}id": _FOOTER})
    section.append(footer)
    _add(section, "pgSz", w=_from_mm(page.width), h=_from_mm(page.height))
    sides = {side: _from_mm(getattr(page, side)) for side in ("top", "right", "bottom", "left")}
    _add(section, "pgMar", **sides, header=_from_mm(12), footer=_from_mm(12), gutter=0)
    return xml_bytes(root)


def _footer() -> str:
    fields = "".join(
        f'<w:r><w:t xml:space="preserve">{said}</w:t></w:r>'
        f'<w:fldSimple w:instr=" {field} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
        for said, field in (("Bladzijde ", "PAGE"), (" van ", "NUMPAGES"))
    )
    paragraph = f'<w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>{fields}</w:p>'
    return f'<?xml version="1.0" encoding="UTF-8"?><w:ftr xmlns:w="{_W}">{paragraph}</w:ftr>'


def _twentieths(points: float) -> int:
    return round(20 * points)


def _from_mm(length: float) -> int:
    return _twentieths(length * POINTS_PER_MM)


def _half(points: float) -> str:
    return str(round(2 * points))

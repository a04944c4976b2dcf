"""The reference document for LibreOffice: pandoc's own, in the style of the house.

Names after OpenDocument 1.3 part 3, chapters 16 and 20.
"""

from functools import cache
from io import BytesIO
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from assistant.memo.document import FIELD_STYLE, LABEL_STYLE
from assistant.memo.dutch_parts import dutch
from assistant.memo.formats import MemoFormat
from assistant.memo.house_style import HouseStyle, TextStyle, house_style
from assistant.memo.office_zip import parts_of, xml_bytes, zipped
from assistant.memo.pandoc_call import default_data

_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_SPACES = {
    "office": f"{_OASIS}:office:1.0",
    "style": f"{_OASIS}:style:1.0",
    "text": f"{_OASIS}:text:1.0",
    "fo": f"{_OASIS}:xsl-fo-compatible:1.0",
    "svg": f"{_OASIS}:svg-compatible:1.0",
}
_KIND_OF_STYLE = {
    "Text_20_body": "body",
    "Title": "title",
    "Heading_20_1": "heading1",
    "Heading_20_2": "heading2",
    "Footnote": "note",
    "Table_20_Contents": "cell",
    "Table_20_Heading": "cell",
    FIELD_STYLE: "field",
    "Footer": "footer",
}
_HEADER = "Table_20_Heading"


@cache
def reference_odt() -> bytes:
    """The reference document, made once."""
    parts = parts_of(default_data("reference.odt"))
    parts["styles.xml"] = _styles(parts["styles.xml"], house_style())
    return zipped(dutch(parts, MemoFormat.ODT))


def _name(name: str) -> str:
    prefix, _, local = name.partition(":")
    return f"{{{_SPACES[prefix]}}}{local}"


def _add(parent: Element, name: str, values: dict[str, str]) -> Element:
    return SubElement(parent, _name(name), {_name(key): value for key, value in values.items()})


def _set(element: Element, values: dict[str, str]) -> None:
    element.attrib.update({_name(key): value for key, value in values.items()})


def _styles(data: bytes, style: HouseStyle) -> bytes:
    for _, (prefix, uri) in ElementTree.iterparse(BytesIO(data), ["start-ns"]):  # noqa: S314 - of pandoc itself
        ElementTree.register_namespace(prefix, uri)
    root = ElementTree.fromstring(data)  # noqa: S314 - of pandoc itself
    font = style.fonts[0]
    for text in root.findall(f"{_name('office:styles')}/{_name('style:default-style')}"):
        for properties in text.findall(_name("style:text-properties")):
            size = f"{style.text['body'].size}pt"
            _set(properties, {"style:font-name": font, "fo:font-size": size})
    styles = root.find(_name("office:styles"))
    if styles is None:
        return data
    there = {element.get(_name("style:name")): element for element in styles}
    for name, kind in _KIND_OF_STYLE.items():
        element = there.get(name)
        if element is None:
            element = _new_style(styles, name, "paragraph")
        _set_style(element, style, kind, name == _HEADER)
    point = {"style:font-name": font, "fo:font-size": f"{style.text['body'].size}pt"}
    for name, run in (
        ("Footnote_20_Symbol", {"style:text-position": "super 58%"}),
        ("Bullet_20_Symbols", point),
    ):
        if (element := there.get(name)) is not None:
            element[:] = []
            _add(element, "style:text-properties", run)
    label = _new_style(styles, LABEL_STYLE, "text")
    _add(label, "style:text-properties", {"fo:font-weight": "bold"})
    _set_page(root, style)
    return xml_bytes(root)


def _new_style(styles: Element, name: str, family: str) -> Element:
    values = {"style:name": name, "style:family": family}
    if family == "paragraph":
        values["style:parent-style-name"] = "Standard"
    return _add(styles, "style:style", values)


def _set_style(element: Element, style: HouseStyle, kind: str, header: bool) -> None:
    text = style.text[kind]
    # Word takes the larger of two spaces between paragraphs, LibreOffice their sum.
    above = style.text["body"].after if text.keep else 0
    element[:] = []
    paragraph = {
        "fo:margin-top": f"{max(0, text.before - above)}pt",
        "fo:margin-bottom": f"{text.after}pt",
        "fo:margin-left": "0pt",
        "fo:text-indent": "0pt",
        "fo:line-height": f"{round(100 * text.line)}%",
    }
    if text.keep:
        paragraph["fo:keep-with-next"] = "always"
    if kind == "field":
        paragraph |= {"fo:margin-left": f"{style.indent:.1f}pt", "fo:text-indent": f"-{style.indent:.1f}pt"}
    if kind == "footer":
        paragraph["fo:text-align"] = "end"
    if kind == "cell":  # pandoc gives cells no border, so their paragraphs have one
        width, colour = ("1pt", style.accent) if header else ("0.5pt", style.line)
        paragraph["fo:border-bottom"] = f"{width} solid {colour}"
        paragraph["fo:padding-bottom"] = f"{text.after}pt"
        paragraph["fo:margin-bottom"] = "0pt"
    _add(element, "style:paragraph-properties", paragraph)
    _add(element, "style:text-properties", _run(style, text, header))


def _run(style: HouseStyle, text: TextStyle, header: bool) -> dict[str, str]:
    run = {"style:font-name": style.fonts[0], "fo:font-size": f"{text.size}pt"}
    if text.bold or header:
        run["fo:font-weight"] = "bold"
    if text.accent:
        run["fo:color"] = style.accent
    return run


def _set_page(root: Element, style: HouseStyle) -> None:
    page = style.page
    values = {
        "fo:page-width": f"{page.width}mm",
        "fo:page-height": f"{page.height}mm",
        **{f"fo:margin-{side}": f"{getattr(page, side)}mm" for side in ("top", "left", "right")},
        "fo:margin-bottom": "12mm",  # the footer stands above it
    }
    for layout in root.iter(_name("style:page-layout-properties")):
        _set(layout, values)
        for line in layout.iter(_name("style:footnote-sep")):
            _set(line, {"style:line-style": "solid"})
    for notes in root.iter(_name("text:notes-configuration")):
        _set(notes, {"style:num-suffix": " "})
    for footer in root.iter(_name("style:header-footer-properties")):
        _set(footer, {"fo:min-height": f"{page.bottom - 12}mm"})
    for automatic in root.iter(_name("style:style")):
        if automatic.get(_name("style:name")) == "MP1":
            automatic[:] = []
    for master in root.iter(_name("style:footer")):
        for paragraph in master.iter(_name("text:p")):
            paragraph[:] = []
            paragraph.text = "Bladzijde "
            number = _add(paragraph, "text:page-number", {"text:select-page": "current"})
            number.text, number.tail = "1", " van "
            _add(paragraph, "text:page-count", {}).text = "1"
    for fonts in root.iter(_name("office:font-face-decls")):
        if all(face.get(_name("style:name")) != style.fonts[0] for face in fonts):
            face = {"style:name": style.fonts[0], "svg:font-family": style.fonts[0]}
            _add(fonts, "style:font-face", face)

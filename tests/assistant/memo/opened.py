"""Files of memos, opened as whoever reads them does: the XML of Word and LibreOffice, HTML and Markdown."""

import json
import zipfile
from io import BytesIO
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
XLINK = "{http://www.w3.org/1999/xlink}"
DC = "{http://purl.org/dc/elements/1.1/}"


def xml_parts(data: bytes) -> dict[str, Element]:
    """Every XML part of an office file; each is well formed, or this fails."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        names = [name for name in archive.namelist() if name.endswith((".xml", ".rels", ".rdf"))]
        return {name: ElementTree.fromstring(archive.read(name)) for name in names}


def text_of(element: Element) -> str:
    return "".join(element.itertext())


def word_text(element: Element) -> str:
    return "".join(run.text or "" for run in element.iter(f"{W}t"))


def word_paragraphs(data: bytes) -> list[tuple[str, str]]:
    """Style and text of the paragraphs, in their order."""
    found = []
    for paragraph in xml_parts(data)["word/document.xml"].iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        found.append(("" if style is None else style.attrib[f"{W}val"], word_text(paragraph)))
    return found


def pandoc_blocks(markdown: str, dialect: str) -> dict[str, Any]:
    import pypandoc

    read: dict[str, Any] = json.loads(pypandoc.convert_text(markdown, "json", dialect))
    return read


def kinds_in(node: Any) -> set[str]:
    """The kinds of elements of pandoc anywhere in a document."""
    if isinstance(node, dict):
        return ({node["t"]} if "t" in node else set()).union(*map(kinds_in, node.values()))
    return set().union(*map(kinds_in, node)) if isinstance(node, list) else set()


def said(node: Any) -> str:
    """The text of elements of pandoc, without notes; what is not text stands as its kind in braces."""
    if isinstance(node, list):
        return "".join(map(said, node))
    if not isinstance(node, dict):
        return ""
    kind, held = node.get("t"), node.get("c", "")
    if kind in ("Str", "MetaString"):
        return str(held)
    if kind in ("Space", "SoftBreak"):
        return " "
    if kind in ("Para", "Plain", "Strong", "Emph", "MetaInlines"):
        return said(held)
    return "" if kind == "Note" else f"{{{kind}}}"

"""HTML by way of selectolax (lexbor): main text, headings and lists; nothing is fetched or run."""

import re
from typing import Any

from corpus.clean import one_line
from corpus.compose import Content
from corpus.errors import UnreadableFileError
from corpus.flow import FlowComposer
from corpus.html.main_part import main_part
from corpus.html.notes import find_notes
from corpus.html.walk import HtmlWalker
from corpus.read_text import decode

_DEEPEST = 2000
"""Elements inside elements; the parser takes time with the square of it, and people write some 50."""
_TAG = re.compile(rb"<(/?)([a-zA-Z][a-zA-Z0-9-]*)([^<>]*)>?")
_UNCLOSED = frozenset(
    b"area base body br col colgroup dd dt embed head hr html img input li link meta optgroup option p "
    b"param rp rt source tbody td tfoot th thead tr track wbr".split()
)
"""Elements that need no closing tag."""
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_DATE_NAMES = ("dcterms.issued", "dcterms.date", "dc.date", "article:published_time", "date", "datepublished")
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_\-]{2,40})", re.IGNORECASE)


def read_html(data: bytes, name: str = "webpagina") -> Content:
    """Read the main part of a web page; there are no pages.

    Raises:
        UnreadableFileError: nested beyond measure.
    """
    from selectolax.lexbor import LexborHTMLParser

    if _depth(data) > _DEEPEST:
        raise UnreadableFileError(
            name, "deze webpagina is te diep genest om te lezen.", "Bewaar de pagina als tekst of pdf."
        )
    tree = LexborHTMLParser(_decode(data))
    title = _title(tree)
    date = _date(tree)
    composer = FlowComposer()
    body = main_part(tree)
    if body is not None:
        HtmlWalker(composer, find_notes(body)).write(body)
    return composer.content(title=title, date=date)


def _depth(data: bytes) -> int:
    depth = deepest = 0
    for match in _TAG.finditer(data):
        closing, tag, rest = match.groups()
        if tag.lower() in _UNCLOSED or rest.endswith(b"/"):
            continue
        depth = max(0, depth - 1) if closing else depth + 1
        deepest = max(deepest, depth)
    return deepest


def _decode(data: bytes) -> str:
    declared = _CHARSET.search(data[:4096])
    if declared is not None and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        try:
            return decode(data.decode(declared[1].decode("ascii")).encode("utf-8", "replace"))
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data)


def _title(tree: Any) -> str | None:
    for selector in ("main h1, article h1", "h1", "title"):
        node = tree.css_first(selector)
        if node is not None and (text := one_line(node.text())):
            return str(text)
    return None


def _date(tree: Any) -> str | None:
    for node in tree.css("meta, time[itemprop]"):
        attributes = node.attributes
        name = attributes.get("name") or attributes.get("property") or attributes.get("itemprop") or ""
        if name.lower() in _DATE_NAMES:
            match = _DATE.search(attributes.get("content") or attributes.get("datetime") or "")
            if match is not None:
                return match[0]
    return None

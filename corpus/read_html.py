"""HTML by way of selectolax (lexbor): main text, headings and lists; nothing is fetched or run."""

import re
from typing import Any

from corpus.clean import one_line
from corpus.compose import Composer, Content
from corpus.errors import UnreadableFileError
from corpus.read_text import decode

_DROPPED = (
    "script, style, noscript, template, svg, iframe, button, input, select, textarea, nav, aside, dialog, "
    "[hidden]"
)
_DEEPEST = 2000
"""Elements inside elements; the parser takes time with the square of it, and people write some 50."""
_NESTING = re.compile(
    rb"<(/?)(?:div|span|section|article|table|ul|ol|blockquote|b|i|em|font|a)\b", re.IGNORECASE
)
_BLOCKS = frozenset(
    {
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "header",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    }
)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_\-]{2,40})", re.IGNORECASE)


def read_html(data: bytes, name: str = "webpagina") -> Content:
    """Read a web page: ``<main>``, else its only ``<article>``, else the whole body.

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
    for node in tree.css(_DROPPED):
        node.decompose()
    body = _main_part(tree)
    composer = Composer()
    if body is not None:
        if body.tag == "body":
            for node in body.css("body > header, body > footer"):
                node.decompose()
        _write(composer, body)
    return composer.content(title=title, date=date)


def _main_part(tree: Any) -> Any:
    articles = tree.css("article")
    candidates = [*tree.css("main")[:1], *(articles if len(articles) == 1 else []), tree.body]
    return next((node for node in candidates if node is not None and node.text(strip=True)), None)


def _depth(data: bytes) -> int:
    depth = deepest = 0
    for match in _NESTING.finditer(data):
        depth = max(0, depth - 1) if match[1] else depth + 1
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
    for node in tree.css("meta"):
        name = (node.attributes.get("name") or node.attributes.get("property") or "").lower()
        if name in ("dcterms.issued", "dcterms.date", "dc.date", "article:published_time", "date"):
            match = _DATE.search(node.attributes.get("content") or "")
            if match is not None:
                return match[0]
    return None


def _write(composer: Composer, root: Any) -> None:
    """Walk the tree without recursion (hostile pages nest deeply) and write block by block."""
    pending: list[str] = []
    context: list[str] = []

    def flush() -> None:
        text = one_line("".join(pending))
        pending.clear()
        if not text:
            return
        tag = next((name for name in reversed(context) if name[0] == "h" or name in ("li", "p")), "p")
        if tag[0] == "h":
            composer.heading(text, int(tag[1]))
        elif "li" in context:
            composer.list_item(text)
        else:
            composer.paragraph(text)

    stack: list[tuple[Any, bool]] = [(root, False)]
    while stack:
        node, leaving = stack.pop()
        tag = (node.tag or "").lower()
        if leaving:
            flush()
            if context and context[-1] == tag:
                context.pop()
            continue
        if tag == "-text":
            pending.append(node.text_content or "")
            continue
        if tag in ("br", "td", "th"):
            pending.append(" ")
        if tag in _BLOCKS and tag not in ("td", "th"):
            flush()
            if re.fullmatch(r"h[1-6]|li|p", tag):
                context.append(tag)
            stack.append((node, True))
        child = node.last_child
        while child is not None:
            stack.append((child, False))
            child = child.prev
    flush()

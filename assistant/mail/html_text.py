"""The text of a mail that came as HTML, by way of selectolax (lexbor); nothing is shown, fetched or run."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from corpus.clean import squeeze

MOST_HTML = 500_000
"""Characters of HTML that are read: Word writes some ten for one of text. What was never closed takes lexbor
time in the square of it (half a million: at most 3 seconds, 5 million: 40)."""
_EMBEDDED = re.compile(r"data:[\w/+.-]{1,80};base64,[A-Za-z0-9+/=%\s]*")
"""A picture within the HTML, which would use up what is read."""

_HIDDEN = frozenset((
    "script", "style", "head", "title", "template", "noscript", "object", "svg", "select", "form",
))  # fmt: skip
_SPACED = frozenset(("p", "ul", "ol", "table", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "hr"))
_BLOCKS = _SPACED | {"div", "li", "tr", "section", "article", "header", "footer", "center"}
_MOST_RAW = 20_000_000
_DEEPEST = 5
"""Quotations in quotations that are marked as such; the marks of all would take the square of the text."""


def html_text(html: str) -> str:
    """The text with a line per block, a mark before list items, and ``> `` before what is quoted."""
    tree = LexborHTMLParser(_EMBEDDED.sub("", html[:_MOST_RAW])[:MOST_HTML])
    root = tree.body or tree.root
    writer = _Writer()
    for opens, node in _walk(root) if root else ():
        (writer.opening if opens else writer.closing)(node)
    return writer.text()


def _walk(root: LexborNode) -> Iterator[tuple[bool, LexborNode]]:
    """Every node on the way in and on the way out; a stack, as mails nest thousands of tables."""
    todo = [(True, root)]
    while todo:
        opens, node = todo.pop()
        yield opens, node
        if opens and node.tag not in _HIDDEN and not _is_invisible(node):
            todo.append((False, node))
            children = list(node.iter(include_text=True))
            todo.extend((True, child) for child in reversed(children))


def _is_invisible(node: LexborNode) -> bool:
    """Whether a style hides an element: the preview line of a newsletter, or words meant for a machine."""
    style = (node.attributes.get("style") or "").replace(" ", "").lower() if node.tag != "-text" else ""
    return "display:none" in style or "visibility:hidden" in style


class _Writer:
    """Collects the lines of the text, each with the depth of its quotation."""

    def __init__(self) -> None:
        self._lines: list[tuple[int, str]] = []
        self._line = ""
        self._depth = 0
        self._numbers: list[int | None] = []

    def opening(self, node: LexborNode) -> None:
        tag = node.tag or ""
        if tag == "-text":
            self._add(node.text_content or "")
        elif tag == "br":
            self._break(blank=not self._line.strip())
        elif tag in ("td", "th"):
            self._line += " "
        elif tag == "blockquote":
            self._break()
            self._depth += 1
        elif tag in _BLOCKS:
            self._break(blank=tag in _SPACED)
        if tag in ("ul", "ol"):
            self._numbers.append(0 if tag == "ol" else None)
        elif tag == "li":
            self._line = self._mark()

    def closing(self, node: LexborNode) -> None:
        tag = node.tag or ""
        if tag == "blockquote":
            self._break()
            self._depth -= 1
        elif tag in _BLOCKS:
            self._break(blank=tag in _SPACED)
        if tag in ("ul", "ol"):
            self._numbers.pop()

    def text(self) -> str:
        self._break()
        lines = ["> " * depth + line if line else ">" * depth for depth, line in self._lines]
        return squeeze("\n".join(lines)).strip("\n")

    def _add(self, raw: str) -> None:
        words = " ".join(raw.split())
        before = " " if raw[:1].isspace() and self._line and not self._line.endswith(" ") else ""
        self._line += before + words + (" " if words and raw[-1:].isspace() else "")

    def _mark(self) -> str:
        number = self._numbers[-1] if self._numbers else None
        if number is None:
            return "- "
        self._numbers[-1] = number + 1
        return f"{number + 1}. "

    def _break(self, blank: bool = False) -> None:
        """End the line; ``blank`` leaves an empty one after it, but never two."""
        if self._line.strip():
            self._lines.append((self._shown, self._line.strip()))
        self._line = ""
        if blank and self._lines and self._lines[-1][1]:
            self._lines.append((self._shown, ""))

    @property
    def _shown(self) -> int:
        return min(self._depth, _DEEPEST)

"""The main part of a web page: what stands around the text (menus, cookie bars, shares) taken out.

Own rules and not trafilatura 2.3.1: on eight made pages like those of Dutch authorities it lost 17
to 29 % of the blocks (captions, repeated headings and short lines among them); these rules lose none.
"""

import re
from typing import Any

_DROPPED = (
    "script, style, noscript, template, svg, iframe, input, select, textarea, nav, aside, dialog, rp, rt, "
    "[role=navigation], [role=search], [role=dialog], [role=alertdialog], [role=menu], [role=menubar], "
    "[role=complementary]"
)
_AROUND = "[role=banner], [role=contentinfo]"
_SECTIONING = frozenset({"article", "main", "section", "blockquote", "figure", "details", "td"})
_NAMED = "[role=main], #main, #content, #main-content, #maincontent, #inhoud, #content-main"
_SHARE_OF_NAMED = 0.4
"""A part that is only called the content must hold this share of the text of the page."""

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_NOISE = frozenset({
    "breadcrumb", "breadcrumbs", "crumb", "crumbs", "kruimelpad", "kruimelspoor", "cookie", "cookies",
    "cookiebar", "cookiebanner", "cookiemelding", "cookiewall", "skip", "skiplink", "skiplinks", "share",
    "sharing", "sharebuttons", "feedback",
})  # fmt: skip
"""Words in a class or id of what is no text; compared whole, so ``footnotes`` is no ``foot``."""
_LINKS = frozenset({
    "social", "socials", "socialmedia", "related", "gerelateerd", "pagination", "paginering", "pager",
    "sidebar", "navbar", "nav", "navigation", "navigatie", "menu", "submenu", "topbar", "widget",
})  # fmt: skip
"""Words in a class or id of lists of links; text under such a name stays."""
_FOOT = frozenset({"footer", "voettekst", "header", "masthead", "banner"})
"""Words that count outside sections only, as articles have a header and footer of their own."""
_LARGEST_SHARE = 0.3
"""What holds more of the text than this is no noise, whatever it is called."""
_LONG = 400
_LINK_SHARE = 0.5
_MEASURES = 30
"""Times the text of the page that is measured at most, as pages may nest a name without end."""


def main_part(tree: Any) -> Any:
    """The node with the text of the page, noise removed from the tree; ``None`` without a body.

    That is ``<main>``, else the only ``<article>``, else a part with the role or name of the
    content, else the body.
    """
    for node in tree.css(_DROPPED):
        node.decompose()
    _drop_buttons(tree)
    _drop_hidden(tree)
    body = tree.body
    if body is None:
        return None
    articles = body.css("article")
    for node in [*body.css("main")[:1], *(articles if len(articles) == 1 else [])]:
        if node.text(strip=True):
            _drop_noise(node)
            return node
    _drop_around(body)
    _drop_noise(body)
    _drop_links_before_title(body)
    whole = _length(body)
    for node in body.css(_NAMED):
        if _length(node) > _SHARE_OF_NAMED * whole:
            return node
    return body


def _drop_buttons(tree: Any) -> None:
    """Buttons go, but not those that unfold a text and so are its heading."""
    for node in tree.css("button"):
        parent, kept = node.parent, "aria-controls" in node.attributes
        while parent is not None and not kept and parent.tag not in ("body", "div", "form"):
            kept = re.fullmatch(r"h[1-6]|summary|dt", parent.tag or "") is not None
            parent = parent.parent
        if not kept:
            node.decompose()


def _drop_hidden(tree: Any) -> None:
    """What is hidden goes, unless a button unfolds it."""
    unfolded = {name for node in tree.css("[aria-controls]")
                for name in (node.attributes.get("aria-controls") or "").split()}  # fmt: skip
    for node in tree.css("[hidden]"):
        if node.attributes.get("id") not in unfolded:
            node.decompose()


def _drop_around(body: Any) -> None:
    """The header and footer of the page, but not those of a section, nor the page's only title."""
    for node in body.css(_AROUND):
        node.decompose()
    titles = len(body.css("h1"))
    for node in body.css("header, footer"):
        if not _in_section(node) and (titles != 1 or node.css_first("h1") is None or _mostly_links(node)):
            node.decompose()


def _drop_links_before_title(body: Any) -> None:
    """On a page that does not say where its text is: lists of links before the only title go."""
    titles = body.css("h1")
    node = titles[0] if len(titles) == 1 else None
    while node is not None and node.tag != "body":
        before = node.prev
        while before is not None:
            further = before.prev
            if before.tag != "-text" and _mostly_links(before):
                before.decompose()
            before = further
        node = node.parent


def _in_section(node: Any) -> bool:
    parent = node.parent
    while parent is not None and parent.tag != "body":
        if parent.tag in _SECTIONING:
            return True
        parent = parent.parent
    return False


def _drop_noise(root: Any) -> None:
    """Parts named as noise go if they are small or mostly links."""
    whole = _length(root)
    budget = _MEASURES * whole
    for node in root.css("[class], [id]"):
        if node.tag in ("body", "main", "article", "html", "h1") or node.mem_id == root.mem_id:
            continue
        names = f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}"
        words = {word.lower() for word in _WORD.findall(names)}
        around = words & _FOOT and root.tag == "body" and not _in_section(node)
        if not (around or words & (_NOISE | _LINKS)):
            continue
        size = _length(node)
        budget -= size
        if budget < 0:
            return
        if node.css_first("h1") is not None or size > max(_LARGEST_SHARE * whole, _LONG):
            continue
        if ((around or words & _NOISE) and size <= _LONG) or _mostly_links(node):
            node.decompose()


def _length(node: Any) -> int:
    return len("".join(node.text().split()))


def _mostly_links(node: Any) -> bool:
    return sum(_length(link) for link in node.css("a")) > _LINK_SHARE * max(_length(node), 1)

"""Footnotes of web pages: a small mark that links to a note, which links back."""

import re
from dataclasses import dataclass, field
from typing import Any

_NAMED = re.compile(
    r"_?(?:fn|ftn|edn|foot-?note|end-?note|cite_note|voetnoot|eindnoot|noot|note)[-_:.]*\w*", re.IGNORECASE
)
_MARK = re.compile(r"[\[(]?\s*(\d{1,3}|[a-z]|[ivx]{1,6}|[*†‡§]{1,3})\s*[\])]?", re.IGNORECASE)
_RETURN = re.compile(r"[\s↩↑^⤴\ufe0e\ufe0f\[\]()]*")
_HOLDERS = frozenset({"li", "p", "div", "dd", "aside", "tr", "section"})
_LONGEST = 3000
"""A longer text that a small mark leads to is a part of the page, and no note."""


@dataclass(slots=True)
class PageNotes:
    """Nodes by their identity.

    ``marks`` refer to a note, ``of`` gives the holder of that note, ``holders`` are all of those,
    and ``skipped`` are the links back.
    """

    marks: dict[int, str] = field(default_factory=dict)
    holders: set[int] = field(default_factory=set)
    skipped: set[int] = field(default_factory=set)
    of: dict[int, Any] = field(default_factory=dict)


def find_notes(root: Any) -> PageNotes:
    """The footnotes in a part of a page."""
    found = PageNotes()
    links = [node for node in root.css("a") if (node.attributes.get("href") or "").startswith("#")]
    if not links:
        return found
    targets: dict[str, Any] = {}
    for node in root.css("[id], a[name]"):
        for name in (node.attributes.get("id"), node.attributes.get("name")):
            if name:
                targets.setdefault(name, node)
    for link in links:
        mark = _MARK.fullmatch((link.text() or "").strip())
        goal = (link.attributes.get("href") or "")[1:]
        if mark is None or goal not in targets or link.mem_id in found.skipped or not _refers(link, goal):
            continue
        holder = _holder(targets[goal])
        if holder is None or len(holder.text()) > _LONGEST or _inside(link, holder):
            continue
        shown = _around(link)
        found.marks[shown.mem_id] = mark[1]
        found.of[shown.mem_id] = holder
        found.holders.add(holder.mem_id)
        names = {link.attributes.get("id"), link.attributes.get("name"), shown.attributes.get("id")}
        _skip_returns(holder, {name for name in names if name}, found)
    return found


def _refers(link: Any, goal: str) -> bool:
    return (
        link.attributes.get("role") == "doc-noteref"
        or _NAMED.fullmatch(goal) is not None
        or link.parent.tag == "sup"
        or link.css_first("sup") is not None
    )


def _around(link: Any) -> Any:
    """The link, or the raised text around it if that is only the mark in brackets."""
    parent = link.parent
    if parent.tag == "sup" and _MARK.fullmatch((parent.text() or "").strip()):
        return parent
    return link


def _holder(node: Any) -> Any:
    while node is not None and node.tag not in _HOLDERS:
        node = node.parent
    return node


def _inside(node: Any, holder: Any) -> bool:
    while node is not None:
        if node.mem_id == holder.mem_id:
            return True
        node = node.parent
    return False


def _skip_returns(holder: Any, names: set[str], found: PageNotes) -> None:
    for link in holder.css("a"):
        href = link.attributes.get("href") or ""
        if href[1:] in names or (href.startswith("#") and _RETURN.fullmatch(link.text() or "")):
            found.skipped.add(link.mem_id)

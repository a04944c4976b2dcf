"""Markdown (CommonMark with tables) by way of markdown-it-py, with optional YAML front matter."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from corpus.compose import Composer, Content
from corpus.read_text import decode

_MOST_ROLES = 10
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)
_SILENT = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")


def split_front_matter(text: str) -> tuple[dict[str, Any], str]:
    """The YAML front matter as a dictionary (empty without one) and the text after it."""
    match = _FRONT_MATTER.match(text)
    if match is None:
        return {}, text
    import yaml

    try:
        fields = yaml.safe_load(match[1])
    except (yaml.YAMLError, ValueError, RecursionError):  # e.g. the 45th of month 13
        return {}, text
    return (fields, text[match.end() :]) if isinstance(fields, dict) else ({}, text)


def read_markdown(data: bytes) -> Content:
    """Read Markdown; tags of raw HTML are dropped, its text, link texts and code are kept."""
    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode

    fields, body = split_front_matter(decode(data))
    composer = Composer()
    tree = SyntaxTreeNode(MarkdownIt("commonmark").enable("table").parse(body))
    first_heading = _write(composer, tree.children, depth_marker=None)
    return composer.content(
        title=_scalar(fields, "titel", "title") or first_heading,
        date=_scalar(fields, "datum", "date"),
        kind=_scalar(fields, "soort"),
        roles=tuple(str(role) for role in _list(fields, "rollen")[:_MOST_ROLES]),
    )


def _scalar(fields: dict[str, Any], *names: str) -> str | None:
    """The first of these fields that holds a plain value; what YAML nests is no title."""
    for name in names:
        value = fields.get(name)
        if isinstance(value, date):
            return value.isoformat()[:10]
        if isinstance(value, str | int | float) and not isinstance(value, bool):
            return str(value)
    return None


def _list(fields: dict[str, Any], name: str) -> list[Any]:
    value = fields.get(name)
    return value if isinstance(value, list) else []


def _write(composer: Composer, nodes: Sequence[Any], depth_marker: str | None) -> str | None:
    """Write the nodes; returns the first heading of level 1."""
    title: str | None = None
    for node in nodes:
        match node.type:
            case "heading":
                level = int(node.tag[1])
                composer.heading(_inline(node), level)
                if level == 1 and title is None:
                    title = _inline(node)
            case "paragraph":
                if depth_marker is None:
                    composer.paragraph(_inline(node))
                else:
                    composer.list_item(_inline(node), depth_marker)
            case "bullet_list":
                for item in node.children:
                    _write(composer, item.children, "•")
            case "ordered_list":
                start = int(node.attrs.get("start", 1))
                for number, item in enumerate(node.children, start):
                    _write(composer, item.children, f"{number}.")
            case "blockquote":
                _write(composer, node.children, depth_marker)
            case "fence" | "code_block":
                for line in node.content.splitlines():
                    composer.paragraph(line)
            case "table":
                for cells in _rows(node):
                    composer.paragraph(" | ".join(cells))
            case "html_block":
                composer.paragraph(_TAG.sub(" ", _SILENT.sub(" ", node.content)))
            case _:
                pass
    return title


def _inline(node: Any) -> str:
    """The plain text of a node's inline content."""
    parts: list[str] = []
    for child in node.walk():
        if child.type in ("text", "code_inline"):
            parts.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif child.type == "image":
            parts.append("")
    return " ".join("".join(parts).split())


def _rows(table: Any) -> Iterator[list[str]]:
    for node in table.walk():
        if node.type == "tr":
            yield [_inline(cell) for cell in node.children]

"""Plain text: paragraphs, headings and lists from blank lines and marks."""

import re

from corpus.clean import printable
from corpus.compose import Composer, Content

_BULLET = re.compile(r"^\s*(?P<marker>[-*•–▪◦‣·o]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s+(?=\S)")
_WRAPPED_LINE = 50
"""Lines at least this long (characters) are taken for a paragraph broken by the editor."""
_HEADING_LENGTH = 80


def decode(data: bytes) -> str:
    """Bytes as text: byte order mark, UTF-8, else Windows-1252 (the old Dutch office default)."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return printable(data.decode("utf-16", errors="replace"))
    try:
        return printable(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return printable(data.decode("cp1252", errors="replace"))


def looks_binary(data: bytes) -> bool:
    """Whether bytes are no text at all: NUL bytes, or many control characters, without a BOM."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    head = data[:8192]
    control = sum(byte < 9 or 13 < byte < 32 for byte in head)
    return b"\x00" in head or control > len(head) * 0.02


def read_text(data: bytes) -> Content:
    """Read plain text; there are no pages, and headings are short lines that stand alone."""
    composer = Composer()
    title: str | None = None
    blocks = [block for block in re.split(r"\n\s*\n", decode(data)) if block.strip()]
    for position, block in enumerate(blocks):
        lines = [line for line in block.split("\n") if line.strip()]
        followed = position + 1 < len(blocks)
        if len(lines) == 1 and followed and _is_heading(lines[0]):
            if position == 0:
                title = " ".join(lines[0].split())
            composer.heading(lines[0], 1 if position == 0 else 2)
            continue
        for kind, marker, text in _paragraphs(lines):
            if kind == "item":
                composer.list_item(text, marker)
            else:
                composer.paragraph(text)
    return composer.content(title=title)


def _is_heading(line: str) -> bool:
    text = line.strip()
    return (
        len(text) <= _HEADING_LENGTH
        and text[-1] not in ".,;:?…\"'”’"
        and text[0].isupper()
        and _BULLET.match(line) is None
        and not any(char.isdigit() for char in text[-4:])
    )


def _paragraphs(lines: list[str]) -> list[tuple[str, str, str]]:
    """Split one block of lines into ``(kind, marker, text)``; wrapped lines are joined."""
    wrapped = len(lines) > 1 and all(len(line.strip()) >= _WRAPPED_LINE for line in lines[:-1])
    out: list[tuple[str, str, list[str]]] = []
    for line in lines:
        bullet = _BULLET.match(line)
        if bullet is not None:
            marker = bullet["marker"]
            out.append(("item", marker if marker[-1] in ".)" else "•", [line[bullet.end() :]]))
        elif out and (wrapped or (out[-1][0] == "item" and line[:1].isspace())):
            out[-1][2].append(line.strip())
        else:
            out.append(("paragraph", "", [line]))
    return [(kind, marker, " ".join(parts)) for kind, marker, parts in out]

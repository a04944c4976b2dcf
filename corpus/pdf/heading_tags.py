"""Headings by the structure tree of a tagged PDF, where its tags can be trusted."""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from corpus.pdf.heading_blocks import goes_on
from corpus.pdf.heading_body import Body, stands_out
from corpus.pdf.heading_text import never_a_heading
from corpus.pdf.layout import DrawnPage, Line, LineId

_TYPE = re.compile(r"(?:h|heading|kop)[ _-]?(?P<level>[1-9])?", re.IGNORECASE)
_NEVER_WITHIN = frozenset({"TOC", "TOCI", "Table", "Caption", "Note", "Artifact"})
_TRUSTED = 0.6
"""Part of the tagged headings that must look like one; elsewhere a converter tagged at random."""
_LARGEST_SHARE = 0.3
_LONGEST = 250


@dataclass(frozen=True, slots=True)
class Tagged:
    """A heading by its tags: level from 1 and lines from first to last."""

    level: int
    lines: tuple[LineId, ...]


def tagged(pages: Sequence[DrawnPage], left_out: Set[LineId], body: Body) -> list[Tagged]:
    """The headings that the structure tree gives; none where its tags cannot be trusted.

    That a document is tagged says little: at least half of the pages with text must have tags,
    and most headings must stand out, be short and hold letters.
    """
    with_text = sum(bool(page.lines) for page in pages)
    if 2 * sum(bool(page.tags) for page in pages) < with_text:
        return []
    found: list[Tagged] = []
    good = lines = 0
    for index, page in enumerate(pages):
        lines += len(page.lines)
        for level, group in _on_page(index, page, left_out, body):
            text = " ".join(line.text for line in group)
            if never_a_heading(text):
                continue
            good += len(text) <= _LONGEST and any(stands_out(line, body) for line in group)
            found.append(Tagged(level, tuple((index, line.order) for line in group)))
    total = sum(len(heading.lines) for heading in found)
    if good < _TRUSTED * len(found) or total > _LARGEST_SHARE * lines:
        return []
    return found


def _on_page(
    index: int, page: DrawnPage, left_out: Set[LineId], body: Body
) -> Iterator[tuple[int, list[Line]]]:
    """The lines of every heading element with their level.

    Marked contents do not tell which element they belong to, so lines of one level that follow
    each other are one heading if they share a content or look like one.
    """
    group: list[Line] = []
    level = 0
    for line in page.lines:
        if (index, line.order) in left_out:
            continue
        here = _level(line, page)
        shares = bool(group) and not set(group[-1].tags).isdisjoint(line.tags)
        if group and here == level and (shares or goes_on(group, line, body)):
            group.append(line)
            continue
        if group:
            yield level, group
        group, level = ([line] if here else []), here
    if group:
        yield level, group


def _level(line: Line, page: DrawnPage) -> int:
    """The heading level that the tags of a line give, or 0."""
    for tag in line.tags:
        path = page.tags.get(tag, ())
        if _NEVER_WITHIN.intersection(path):
            return 0
        for depth, kind in enumerate(path):
            match = _TYPE.fullmatch(kind)
            if match is not None:
                return int(match["level"]) if match["level"] else max(1, path[:depth].count("Sect"))
    return 0

"""Headings with levels: from structure tags, else the outline, else the contents page, else by style."""

from collections.abc import Sequence, Set
from dataclasses import dataclass

from corpus.pdf import contents_page, heading_contents, heading_outline, heading_tags
from corpus.pdf.cover import title_above, title_on_cover
from corpus.pdf.heading_blocks import Block, blocks
from corpus.pdf.heading_body import Body, body_of
from corpus.pdf.heading_levels import (
    Known,
    levels_of_looks,
    look_of,
    prominence,
    raised_after_contents,
    ranked,
    unflattened,
    usual_depths,
    without_title,
)
from corpus.pdf.heading_match import TitleFinder
from corpus.pdf.heading_style import found_by_style
from corpus.pdf.heading_text import is_contents_title, plain
from corpus.pdf.layout import DrawnDocument, Line, LineId, Style

DEEPEST = 6
_FOUND = 0.5
"""Part of the titles of an outline or contents page that must be found; else it is of another document."""


@dataclass(frozen=True, slots=True)
class HeadingLine:
    """A line of a heading; ``starts`` is false where it continues the heading on the line before."""

    level: int
    starts: bool


@dataclass(frozen=True, slots=True)
class Headings:
    """The lines that are headings and where that was learned.

    ``source`` is ``"tags"``, ``"outline"``, ``"contents"`` or ``"style"``. ``contents`` are the
    lines that are entries of a contents page, ``title`` the title as the cover or page 1 prints it.
    """

    lines: dict[LineId, HeadingLine]
    source: str
    contents: frozenset[LineId] = frozenset()
    title: str | None = None


def headings(document: DrawnDocument, left_out: Set[LineId]) -> Headings:
    """The headings of a document; ``left_out`` are lines of headers, footers and footnotes.

    Tags, outline and contents page give the levels they have; headings in the same look, and
    smaller ones below them, are then found by style.
    """
    pages = document.pages
    listed, contents = contents_page.entries(pages, left_out)
    apart = left_out | contents
    kept = [
        [line for line in page.lines if (index, line.order) not in apart and not line.aside]
        for index, page in enumerate(pages)
    ]
    real = [lines for page, lines in zip(pages, kept, strict=True) if not page.recognised]
    body = body_of(real) or body_of(kept)
    if body is None:
        return Headings({}, "style", contents)
    title, covers = title_on_cover(kept, body)
    candidates = [block for block in blocks(pages, kept, body) if block.page not in covers]
    source, known = _known(document, candidates, listed, apart, body)
    styles = {(index, line.order): line.style for index, page in enumerate(pages) for line in page.lines}
    known = unflattened(_without_covers(known, covers), styles)
    styled = found_by_style(candidates, sum(len(line.text) for lines in kept for line in lines))
    found = known + _added(source, known, styled, styles, body)
    if 0 not in covers:
        found, title = without_title(found, _texts(document, found))
        title = title or title_above(kept[0], _heading_lines(kept, found), body)
    if contents:
        found = raised_after_contents(found, max(page for page, _ in contents))
    lines = {
        line_id: HeadingLine(min(level, DEEPEST), position == 0)
        for level, ids in found
        for position, line_id in enumerate(ids)
    }
    return Headings(lines, source, contents, title)


def _known(
    document: DrawnDocument,
    candidates: Sequence[Block],
    listed: Sequence[contents_page.Entry],
    apart: Set[LineId],
    body: Body,
) -> tuple[str, Known]:
    """The first source that gives headings, and what it gives."""
    tagged = heading_tags.tagged(document.pages, apart, body)
    if tagged:
        return "tags", [(heading.level, heading.lines) for heading in tagged]
    if document.outline:
        finder = TitleFinder(document.pages, candidates, apart)
        outlined = heading_outline.matched(document.outline, finder)
        if len(outlined) >= _FOUND * len(document.outline):
            return "outline", [(entry.level, lines) for entry, lines in outlined]
    if listed:
        finder = TitleFinder(document.pages, candidates, apart)
        found = heading_contents.matched(listed, finder, document.pages)
        if len(found) >= max(2, _FOUND * len(listed)):
            return "contents", [(entry.level, lines) for entry, lines in found]
    return "style", []


def _without_covers(known: Known, covers: Set[int]) -> Known:
    """Without the title on a cover, and the outermost of what remains at level 1."""
    kept = [(level, lines) for level, lines in known if lines[0][0] not in covers]
    outermost = min((level for level, _ in kept), default=1)
    return [(level - outermost + 1, lines) for level, lines in kept]


def _added(
    source: str, known: Known, styled: Sequence[Block], styles: dict[LineId, Style], body: Body
) -> Known:
    """The headings found by style that the source does not give.

    Tags of more than one level are complete, unless most of the headings by style have none. An
    outline is complete for the larger looks, but for the heading of the table of contents.
    """
    given = {line_id for _, ids in known for line_id in ids}
    new = [block for block in styled if given.isdisjoint(block.ids)]
    if source == "tags" and len({level for level, _ in known}) > 1 and len(known) > len(new):
        return []
    levels = levels_of_looks(known, styles, body)
    if known and source == "outline":
        innermost = max(map(prominence, levels))
        new = [
            block
            for block in new
            if (look := look_of(block.style, body)) in levels
            or prominence(look) > innermost
            or is_contents_title(block.text)
        ]
    looks = ranked({look_of(block.style, body) for block in new}, levels, usual_depths(new, body))
    return [(looks[look_of(block.style, body)], block.ids) for block in new]


def _heading_lines(kept: Sequence[Sequence[Line]], found: Known) -> list[Line]:
    ids = {line_id for _, lines in found for line_id in lines}
    return [line for index, lines in enumerate(kept) for line in lines if (index, line.order) in ids]


def _texts(document: DrawnDocument, found: Known) -> dict[LineId, str]:
    """The texts of the headings on the first page."""
    first = {line_id for _, ids in found for line_id in ids if line_id[0] == 0}
    return {(0, line.order): plain(line) for line in document.pages[0].lines if (0, line.order) in first}

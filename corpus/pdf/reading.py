"""From drawn pages to running text: the stages of reading, one after another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.compose import Content
from corpus.pdf.columns import reading_order
from corpus.pdf.footnotes import footnotes
from corpus.pdf.furniture import Furniture, body_size, furniture
from corpus.pdf.headings import HeadingLine, Headings, headings
from corpus.pdf.joining import Joiner
from corpus.pdf.layout import DrawnDocument, DrawnPage, Line
from corpus.pdf.paragraphs import Draft, drafts
from corpus.pdf.regions import regions
from corpus.pdf.tables import with_filled_tables, with_ruled_tables
from corpus.pdf.writing import Writer
from corpus.publication import BlockKind


@dataclass(frozen=True, slots=True)
class Reading:
    """The content of a document, and what of its characters did not become running text.

    ``furniture`` are the headers, footers and page numbers as ``(page index, text)``;
    ``removed_hyphens`` is how many hyphens only broke a word at a line end.
    """

    content: Content
    furniture: tuple[tuple[int, str], ...]
    removed_hyphens: int


def read_document(document: DrawnDocument) -> Reading:
    """Put the lines of all pages in reading order and write them as text with structure."""
    pages = document.pages
    body = body_size(pages)
    found = furniture(pages, body)
    kept = [_kept(index, page, found) for index, page in enumerate(pages)]
    notes = [footnotes(page, lines, body) for page, lines in zip(pages, kept, strict=True)]
    in_notes = {
        (index, line.order) for index, group in enumerate(notes) for note in group for line in note.lines
    }
    heads = headings(document, found.lines | in_notes)
    joiner = Joiner(line for lines in kept for line in lines)
    writer = Writer(joiner)
    for index, page in enumerate(pages):
        running = [line for line in kept[index] if (index, line.order) not in in_notes]
        label = found.labels.get(index) or page.label
        writer.page(page, label, _page_drafts(page, running, index, heads, body), notes[index])
    return Reading(
        content=writer.composer.content(title=heads.title),
        furniture=tuple(
            (index, line.text)
            for index, page in enumerate(pages)
            for line in page.lines
            if (index, line.order) in found.lines
        ),
        removed_hyphens=joiner.removed_hyphens,
    )


def _kept(index: int, page: DrawnPage, found: Furniture) -> list[Line]:
    return [line for line in page.lines if (index, line.order) not in found.lines]


def _page_drafts(
    page: DrawnPage, lines: Sequence[Line], index: int, heads: Headings, body: float
) -> list[Draft]:
    """The blocks of a page in reading order; text written in another direction comes last."""
    here: Mapping[int, HeadingLine] = {
        order: heading for (at, order), heading in heads.lines.items() if at == index
    }
    entries = frozenset(order for at, order in heads.contents if at == index)
    upright = [line for line in lines if not line.aside]
    loose, ruled = with_ruled_tables(page, upright)
    whole = with_filled_tables(regions(page, loose), body)
    whole = replace(whole, regions=(*whole.regions, *ruled))
    stretches = reading_order(whole, body)
    out = drafts(stretches, here, entries)
    return out + _aside([line for line in lines if line.aside])


def _aside(lines: Sequence[Line]) -> list[Draft]:
    """Lines in another direction, those of one style that follow and touch each other as one paragraph."""
    out: list[Draft] = []
    for line in lines:
        if out and out[-1].lines[-1].style == line.style and _touch(out[-1].lines[-1], line):
            out[-1].lines.append(line)
        else:
            out.append(Draft(BlockKind.PARAGRAPH, [line], region=-1))
    return out


def _touch(one: Line, other: Line) -> bool:
    reach = 0.5 * one.size
    across = min(one.box.right, other.box.right) - max(one.box.left, other.box.left)
    down = min(one.box.bottom, other.box.bottom) - max(one.box.top, other.box.top)
    return across > -reach and down > -reach

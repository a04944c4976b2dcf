"""The sections of a publication as they were read, and what their headings open."""

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass, replace

from corpus.kinds import PassageKind
from corpus.publication import Block, BlockKind, Publication
from corpus.structure.kind_rules import KindRules, Opening

MAX_TITLE_LENGTH = 100
"""A longer line is no heading that the reader missed but text."""
_PROSE_LENGTH = 60
"""A line of this length is text even if no sign ends it."""

_ENDS_SENTENCE = re.compile(r"[.!?:;…][\"”’')\]]*$")
_ENDS_ENTRY = re.compile(r"(?:\.{3,}|…|\s)\s*\d{1,3}$")
"""How an entry of a table of contents ends: with dots or a space and a page number."""

CLOSING = (PassageKind.ORGANISATION, PassageKind.BACKGROUND)
"""Kinds of which a heading ends the wegwijzer before it."""

LABELS = (PassageKind.LESSON, PassageKind.STORY, PassageKind.ADVICE, PassageKind.DILEMMA)
"""Kinds that designers print as a small label above a heading."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A section before its kinds are known; ``heading`` is its own heading, if it begins with one.

    ``lineage`` are the indices of the units whose headings it stands under, from the outside in,
    its own last if it has one.
    """

    index: int
    path: tuple[str, ...]
    blocks: tuple[Block, ...]
    heading: str | None
    lineage: tuple[int, ...]

    @property
    def body(self) -> tuple[Block, ...]:
        """The blocks after the heading."""
        return self.blocks[1:] if self.heading is not None else self.blocks

    def goes_on(self, position: int) -> bool:
        """Whether the block at this position was broken off at the end of its page."""
        kind = self.blocks[position].kind
        return next((block.continued for block in self.blocks[position + 1 :] if block.kind is kind), False)


@dataclass(frozen=True, slots=True)
class Outline:
    """The units of a publication, and what the heading of each opens wherever it stands."""

    publication: Publication
    units: tuple[Unit, ...]
    openings: tuple[Opening | None, ...]
    rules: KindRules

    def line(self, block: Block) -> str:
        """The text of a block on one line."""
        return " ".join(self.publication.text_of(block.span).split())

    def is_contents(self, unit: Unit) -> bool:
        """Whether a unit stands right under the heading of a table of contents."""
        above = self.openings[unit.lineage[-1]] if unit.lineage else None
        return above is not None and above.kind is None and not above.part

    def after(self, unit: Unit) -> Unit | None:
        """The unit after this one."""
        return self.units[unit.index + 1] if unit.index + 1 < len(self.units) else None


def outline_of(publication: Publication, rules: KindRules) -> Outline:
    """The sections with one heading each (those split for their kind are one again), and what they open."""
    units: list[Unit] = []
    above: list[tuple[str, int]] = []
    for section in publication.sections:
        headed = bool(section.blocks) and section.blocks[0].kind is BlockKind.HEADING
        if units and not headed and section.path == units[-1].path:
            units[-1] = replace(units[-1], blocks=units[-1].blocks + section.blocks)
            continue
        path = section.path[:-1] if headed else section.path
        del above[_shared([heading for heading, _ in above], path) :]
        heading = None
        if headed:
            heading = " ".join(publication.text_of(section.blocks[0].span).split())
            above.append((section.path[-1] if section.path else heading, len(units)))
        lineage = tuple(index for _, index in above)
        units.append(Unit(len(units), section.path, section.blocks, heading, lineage))
    openings = tuple(rules.heading(unit.heading) if unit.heading else None for unit in units)
    return Outline(publication, tuple(units), openings, rules)


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    """How many headings from the outside in two paths have in common."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (mine, theirs) in pairs if mine != theirs), min(len(one), len(other)))


def is_title(text: str) -> bool:
    """Whether a paragraph is so short and unfinished that it may be a heading the reader missed."""
    return len(text) <= MAX_TITLE_LENGTH and not re.search(r"[.;,]$", text)


def is_prose(text: str) -> bool:
    """Whether a text says something: a sentence or a long line, and no entry of a table of contents."""
    if _ENDS_SENTENCE.search(text):
        return True
    return len(text) >= _PROSE_LENGTH and _ENDS_ENTRY.search(text) is None


def is_closing(opening: Opening | None) -> bool:
    """Whether a heading begins something that belongs to no wegwijzer."""
    return opening is not None and (opening.kind in CLOSING or (opening.kind is None and not opening.part))


def openings_around(
    outline: Outline, heads: Container[int], loose: Container[int]
) -> tuple[Opening | None, ...]:
    """What the heading of each unit opens, given where wegwijzers begin.

    Headings such as 'Voor raadsleden' only count inside a wegwijzer or advice. Inside is: below
    its heading, or after it at the same level, for documents that give all headings one level.

    Args:
        outline: the publication.
        heads: the units whose headings open a wegwijzer.
        loose: the units in which a paragraph opens one.
    """
    openings: list[Opening | None] = []
    depth: int | None = None  # that of the wegwijzer that may still be open
    for unit in outline.units:
        level = len(unit.path)
        if unit.index in heads:
            depth = level
            openings.append(Opening(PassageKind.SIGNPOST))
            continue
        opening = outline.openings[unit.index]
        if depth is not None and (level < depth or (level == depth and is_closing(opening))):
            depth = None
        if unit.heading is not None and (opening is None or opening.kind is PassageKind.SIGNPOST):
            opening = outline.rules.heading(unit.heading, _inside(unit, outline, openings, depth is not None))
            if opening is not None and opening.kind is PassageKind.SIGNPOST:
                opening = None  # looks like one, but is an entry in a list
            opening = opening or _label_above(unit, outline, openings)
        if unit.index in loose:
            depth = level
        openings.append(opening)
    return tuple(openings)


def _label_above(unit: Unit, outline: Outline, openings: Sequence[Opening | None]) -> Opening | None:
    """What a label ('Les 3', 'Praktijkverhaal') with nothing but this heading under it opens.

    The label is a heading of the same or a deeper level, or a line of its own above the heading.
    """
    if not unit.index:
        return None
    above = outline.units[unit.index - 1]
    if above.heading is not None and not above.body:
        label = openings[above.index] if len(above.path) >= len(unit.path) else None
    else:
        last = above.blocks[-1] if above.blocks else None
        text = outline.line(last) if last is not None and last.kind is BlockKind.PARAGRAPH else ""
        label = outline.rules.heading(text) if text and is_title(text) else None
    return label if label is not None and label.kind in LABELS and not label.title else None


def _inside(
    unit: Unit, outline: Outline, openings: Sequence[Opening | None], in_stop: bool
) -> set[PassageKind]:
    kinds = {
        opening.kind
        for index in unit.lineage
        if index < unit.index and (opening := openings[index]) is not None and opening.kind is not None
    }
    if in_stop:
        kinds.add(PassageKind.SIGNPOST)
    before = unit.index - 1
    if unit.index and len(outline.units[before].path) == len(unit.path):
        sibling = openings[before]
        if sibling is not None and sibling.kind is PassageKind.ADVICE:
            kinds.add(PassageKind.ADVICE)
    return kinds

"""The kind of every passage, from the headings it stands under and the words it begins with."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from corpus.kinds import PassageKind, Role
from corpus.publication import Block, BlockKind, Publication, Section
from corpus.structure.kind_rules import KindRules, Opening
from corpus.structure.openings import Outline, Unit, is_prose, is_title, openings_around, outline_of
from corpus.structure.references import find_references
from corpus.structure.stop_extent import stop_of_units
from corpus.structure.stops import Stop, find_stops

MAX_REFERENCE_LENGTH = 300
"""A longer paragraph that begins with 'Zie' tells more than where something stands."""

_LEADING = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.TABLE_ROW)
_BESIDE = (BlockKind.NOTE, BlockKind.CAPTION)


@dataclass(frozen=True, slots=True)
class Label:
    """What holds for a block; ``stop`` is the index of the wegwijzer it belongs to."""

    kind: PassageKind | None = None
    roles: tuple[Role, ...] = ()
    stop: int | None = None


@dataclass(frozen=True, slots=True)
class Classified:
    """A publication with kinds, its wegwijzers in reading order, and which one each section is of."""

    publication: Publication
    stops: tuple[Stop, ...]
    stop_of: tuple[int | None, ...]


def classify(publication: Publication, rules: KindRules) -> Publication:
    """The same publication with kind, roles and wegwijzer of its sections filled in.

    A section in which the kind changes is split into sections with the same path; blocks, spans
    and texts stay as they are. A publication of which the kind is given (anything but background,
    by its front matter or the catalogue) is returned as it is.
    """
    return classified(publication, rules).publication


def classified(publication: Publication, rules: KindRules) -> Classified:
    """Like ``classify``, with the wegwijzers that were found on the way."""
    if publication.metadata.kind is not PassageKind.BACKGROUND:
        return Classified(publication, (), (None,) * len(publication.sections))
    outline = outline_of(publication, rules)
    stops = find_stops(outline)
    heads = {head for stop in stops for head in stop.heads}
    loose = {stop.unit for stop in stops if not stop.heads}
    openings = openings_around(outline, heads, loose)
    sections: list[Section] = []
    stop_of: list[int | None] = []
    for unit, current in zip(outline.units, stop_of_units(outline, stops, openings), strict=True):
        labels = _Labels(outline, stops, openings, unit, current).all()
        for label, pairs in groupby(zip(labels, unit.blocks, strict=True), key=lambda pair: pair[0]):
            number = stops[label.stop].number if label.stop is not None else None
            blocks = tuple(block for _, block in pairs)
            sections.append(Section(unit.path, blocks, label.kind, label.roles, number))
            stop_of.append(label.stop)
    return Classified(replace(publication, sections=tuple(sections)), stops, tuple(stop_of))


class _Labels:
    """Walks through the blocks of one unit and says what holds for each.

    ``held`` is what a run-in heading ('Advies aan raadsleden:') opened; it holds for the whole
    rest if it is a line of its own or another one like it follows, and otherwise for its
    paragraph and the list or table after it.
    """

    def __init__(
        self,
        outline: Outline,
        stops: Sequence[Stop],
        openings: Sequence[Opening | None],
        unit: Unit,
        current: int | None,
    ) -> None:
        self._outline, self._stops, self._openings, self._unit = outline, stops, openings, unit
        self._base = self._from_headings(current)
        self._begins = {stop.block: at for at, stop in enumerate(stops) if stop.unit == unit.index}
        self._held: Label | None = None
        self._to_next = False

    def all(self) -> Iterator[Label]:
        """The label of each block, in order."""
        lead_ins = self._lead_ins()
        former = self._base
        for position, block in enumerate(self._unit.blocks):
            if position in self._begins:
                self._base, self._held = Label(PassageKind.SIGNPOST, (), self._begins[position]), None
                former = self._base
            elif not (block.continued or block.kind in _BESIDE):
                former = self._label(position, block, lead_ins)
            yield former

    def _from_headings(self, current: int | None) -> Label:
        """What the nearest heading says; of a wegwijzer only the headings in it count."""
        after = -1
        if current is not None:
            stop = self._stops[current]
            after = max(stop.heads, default=stop.unit)
        kind: PassageKind | None = None
        for index in reversed([index for index in self._unit.lineage if index > after]):
            opening = self._openings[index]
            if opening is None:
                continue
            if kind is None:
                kind = opening.kind
                if kind is not PassageKind.ADVICE or opening.roles:
                    return Label(kind, opening.roles, current)
            elif opening.kind is not kind:
                break
            elif opening.roles:
                return Label(kind, opening.roles, current)
        if kind is None and current is not None:
            kind = PassageKind.SIGNPOST
        return Label(kind, (), current)

    def _lead_ins(self) -> dict[int, tuple[Opening, bool]]:
        """The blocks that begin with a run-in heading, and whether that is a line of its own."""
        unit, outline = self._unit, self._outline
        if outline.is_contents(unit):
            return {}
        found: dict[int, tuple[Opening, bool]] = {}
        inside = {self._base.kind} if self._base.kind else set()
        if self._base.stop is not None:
            inside.add(PassageKind.SIGNPOST)
        for position, block in enumerate(unit.blocks):
            if position in self._begins:
                inside = {PassageKind.SIGNPOST}
            if block.kind not in _LEADING or block.continued:
                continue
            text = outline.line(block)
            whole = block.kind is BlockKind.PARAGRAPH and is_title(text) and not unit.goes_on(position)
            opening = (outline.rules.heading if whole else outline.rules.run_in)(text, inside)
            if opening is None or not _announces(opening):
                continue
            asks = opening.number is None and opening.title != "" and text.endswith(("?", "!"))
            found[position] = opening, whole and not asks
            if opening.kind is not None:
                inside = inside | {opening.kind}
        return self._without_entries(found) | self._addressed(found)

    def _addressed(self, found: dict[int, tuple[Opening, bool]]) -> dict[int, tuple[Opening, bool]]:
        """In advice that names nobody: the blocks that begin with whom they are for, if those differ."""
        if self._base.kind is not PassageKind.ADVICE or self._base.roles:
            return {}
        named: dict[int, tuple[Opening, bool]] = {}
        for position, block in enumerate(self._unit.blocks):
            if block.kind in _LEADING and not block.continued and position not in found:
                roles = self._outline.rules.addressed(self._outline.line(block))
                if roles:
                    named[position] = Opening(PassageKind.ADVICE, roles), False
        return named if len({opening.roles for opening, _ in named.values()}) > 1 else {}

    def _without_entries(self, found: dict[int, tuple[Opening, bool]]) -> dict[int, tuple[Opening, bool]]:
        """Without lines 'Les 3: Begin klein' with no text between them and the next: a list."""
        ends = [*found, len(self._unit.blocks)][1:]
        bare = [
            whole
            and opening.number is not None
            and not any(
                is_prose(self._outline.line(block)) for block in self._unit.blocks[position + 1 : end]
            )
            for (position, (opening, whole)), end in zip(found.items(), ends, strict=True)
        ]
        return {
            position: lead
            for (position, lead), is_bare in zip(found.items(), bare, strict=True)
            if not is_bare
        }

    def _label(self, position: int, block: Block, lead_ins: dict[int, tuple[Opening, bool]]) -> Label:
        lead = lead_ins.get(position)
        if lead is not None:
            opening, whole = lead
            label = Label(opening.kind, self._roles(opening), self._base.stop)
            if block.kind is BlockKind.PARAGRAPH:
                self._held = label
                later = (other for at, (other, _) in lead_ins.items() if at > position)
                self._to_next = whole or any(other.kind is opening.kind for other in later)
            return label
        if self._is_reference(block):
            return Label(PassageKind.REFERENCE, (), self._base.stop)
        if block.kind is BlockKind.PARAGRAPH and not self._to_next:
            self._held = None
        return self._held or self._base

    def _roles(self, opening: Opening) -> tuple[Role, ...]:
        """Those it names; a tip under 'Advies aan raadsleden' is for raadsleden too."""
        return opening.roles or (self._base.roles if opening.kind is self._base.kind else ())

    def _is_reference(self, block: Block) -> bool:
        if block.kind not in _LEADING or block.span.end - block.span.start > MAX_REFERENCE_LENGTH:
            return False
        text = self._outline.line(block)
        return self._outline.rules.begins_as_reference(text) and bool(find_references(text))


def _announces(opening: Opening) -> bool:
    """Whether a run-in heading opens a kind; wegwijzers are found apart."""
    return opening.kind not in (
        None, PassageKind.SIGNPOST, PassageKind.ORGANISATION, PassageKind.BACKGROUND
    )  # fmt: skip

"""Which sections belong to which wegwijzer."""

from collections.abc import Sequence

from corpus.kinds import PassageKind
from corpus.structure.kind_rules import Opening
from corpus.structure.openings import Outline, is_closing
from corpus.structure.stops import Stop

_PARTS = (PassageKind.STORY, PassageKind.ADVICE, PassageKind.DILEMMA, PassageKind.REFERENCE)


def stop_of_units(
    outline: Outline, stops: Sequence[Stop], openings: Sequence[Opening | None]
) -> tuple[int | None, ...]:
    """For each unit the index of the wegwijzer that its first block belongs to.

    A wegwijzer lasts as long as its heading. Where story and advice have headings of the same
    level as the wegwijzer, or a paragraph announces it, it lasts until the last of those.
    """
    heads = {head: at for at, stop in enumerate(stops) for head in stop.heads}
    loose = {stop.unit: at for at, stop in enumerate(stops) if not stop.heads}
    flat = not any(
        opening is not None and opening.kind in _PARTS and any(index in heads for index in unit.lineage[:-1])
        for unit, opening in zip(outline.units, openings, strict=True)
    )
    current: int | None = None
    last = -1
    result: list[int | None] = []
    for unit in outline.units:
        under = [heads[index] for index in unit.lineage if index in heads]
        if unit.index in heads:
            current = heads[unit.index]
            last = _last_part(outline, stops, openings, current) if flat else -1
        elif under:
            current = under[-1] if current is None else current
        elif unit.index > last:
            current = None
        result.append(current)
        if unit.index in loose:
            current = loose[unit.index]
            last = _last_part(outline, stops, openings, current)
    return tuple(result)


def _last_part(outline: Outline, stops: Sequence[Stop], openings: Sequence[Opening | None], at: int) -> int:
    """The last unit with a story, advice, dilemma or reference of this wegwijzer, or below it."""
    stop = stops[at]
    first = max(stop.heads, default=stop.unit)
    following = stops[at + 1] if at + 1 < len(stops) else None
    end = following.unit + (not following.heads) if following else len(outline.units)
    depth = len(outline.units[first].path)
    last = first
    for unit in outline.units[first + 1 : end]:
        opening = openings[unit.index]
        level = len(unit.path)
        if level < depth or (level == depth and is_closing(opening)):
            break
        below = level > len(outline.units[last].path) and last > first
        if below or (opening is not None and opening.kind in _PARTS):
            last = unit.index
    return last

"""The wegwijzers of a publication: where each begins, and which sections belong to it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.kinds import PassageKind
from corpus.publication import BlockKind, Span
from corpus.structure.openings import MAX_TITLE_LENGTH, Outline, Unit, is_closing, is_prose, is_title

_ENOUGH_HEADINGS = 2
_SIGNPOST_WORD = re.compile(rf"\b{PassageKind.SIGNPOST}\b", re.IGNORECASE)
_FIRST_SENTENCE = re.compile(r"(.+?)(?:\.|(?<=[!?]))(?:\s|$)")


@dataclass(frozen=True, slots=True)
class Stop:
    """A wegwijzer: its number and title as the source gives them, and where it begins.

    ``heading`` is the heading, or the words that stand for one in a paragraph. It begins in
    ``unit`` at ``block``; ``heads`` are the units whose headings announce it, none where only a
    paragraph does. ``says`` tells that this paragraph goes on with text of its own, ``by_place``
    that only its place in a part with wegwijzers says what it is.
    """

    number: int | None
    title: str
    heading: Span
    unit: int
    block: int
    heads: tuple[int, ...] = ()
    says: bool = False
    by_place: bool = False

    @property
    def place(self) -> tuple[int, int]:
        """Unit and block where it begins."""
        return self.unit, self.block


def find_stops(outline: Outline) -> tuple[Stop, ...]:
    """The wegwijzers in reading order; entries of lists and repeated page headings are none."""
    found: list[Stop] = []
    for unit in outline.units:
        found += _in_heading(outline, unit)
        if not outline.is_contents(unit):
            found += _in_paragraphs(outline, unit)
    return _without_repeats(_preferred(_without_entries(outline, sorted(found, key=lambda stop: stop.place))))


def _in_heading(outline: Outline, unit: Unit) -> Iterator[Stop]:
    if unit.heading is None:
        return
    opening, by_place = outline.openings[unit.index], False
    if opening is None and _right_under_part(outline, unit):
        opening, by_place = outline.rules.heading(unit.heading, in_part=True), True
        if opening is not None and outline.rules.heading(opening.title) is not None:
            return  # '1. Inleiding'
    if opening is None or opening.kind is not PassageKind.SIGNPOST:
        return
    stop = Stop(
        opening.number, opening.title, unit.blocks[0].span, unit.index, 0, (unit.index,), by_place=by_place
    )
    yield stop if stop.title else _titled(outline, stop, unit)


def _right_under_part(outline: Outline, unit: Unit) -> bool:
    """Whether it stands right under a heading 'Wegwijzers' that is not the title of the whole."""
    if len(unit.lineage) < 2:
        return False
    above = outline.openings[unit.lineage[-2]]
    heading = outline.units[unit.lineage[-2]].heading or ""
    return above is not None and above.part and heading.lower() != outline.publication.metadata.title.lower()


def _titled(outline: Outline, stop: Stop, unit: Unit) -> Stop:
    """With the title that follows a heading 'Wegwijzer 4': the next heading or a short first line."""
    if not unit.body:
        return _titled_by_next(outline, stop, unit)
    text = outline.line(unit.body[0])
    is_line = unit.body[0].kind is BlockKind.PARAGRAPH and is_title(text) and not is_prose(text)
    return replace(stop, title=text) if is_line and len(unit.body) > 1 else stop


def _titled_by_next(outline: Outline, stop: Stop, unit: Unit) -> Stop:
    after = outline.after(unit)
    if after is None or after.heading is None or outline.openings[after.index] is not None:
        return stop
    if outline.rules.heading(after.heading, {PassageKind.SIGNPOST}) is not None:
        return stop
    return replace(stop, title=after.heading, heads=(*stop.heads, after.index))


def _in_paragraphs(outline: Outline, unit: Unit) -> Iterator[Stop]:
    for position, block in enumerate(unit.blocks):
        if block.kind is not BlockKind.PARAGRAPH or block.continued:
            continue
        text = outline.line(block)
        whole = is_title(text) and not unit.goes_on(position)
        opening = outline.rules.heading(text) if whole else outline.rules.run_in(text)
        if opening is None or opening.kind is not PassageKind.SIGNPOST:
            continue
        if len(_SIGNPOST_WORD.findall(text[:200])) > 1:
            continue  # a table of contents in one paragraph
        sentence = _FIRST_SENTENCE.match(text[opening.rest :])
        title = opening.title if whole else sentence[1] if sentence else ""
        if len(title) > MAX_TITLE_LENGTH:
            title = ""
        stop = Stop(opening.number, title, block.span, unit.index, position, says=not whole)
        yield stop if title or stop.says else _labelled(outline, stop, unit)


def _labelled(outline: Outline, stop: Stop, unit: Unit) -> Stop:
    """A line 'Wegwijzer 4' right under or right above a heading makes that heading its title."""
    if unit.heading is not None and stop.block == 1 and outline.openings[unit.index] is None:
        return replace(stop, title=unit.heading, heading=unit.blocks[0].span, block=0, heads=(unit.index,))
    return _titled_by_next(outline, stop, unit) if stop.block == len(unit.blocks) - 1 else stop


def _without_entries(outline: Outline, found: Sequence[Stop]) -> list[Stop]:
    """Without the titles that stand in a list of wegwijzers instead of above one.

    An entry has no text before the next entry. The last one of a list may seem to have: it is an
    entry if the one before it is and a later wegwijzer has its number.
    """
    full = [_has_text(outline, found, at) for at in range(len(found))]

    def again(at: int) -> bool:
        return any(
            full[later] and found[later].number == found[at].number for later in range(at + 1, len(found))
        )

    return [stop for at, stop in enumerate(found) if full[at] and not (at and not full[at - 1] and again(at))]


def _has_text(outline: Outline, found: Sequence[Stop], at: int) -> bool:
    stop = found[at]
    if stop.says:
        return True
    end = next(
        (other.place for other in found[at + 1 :] if other.number != stop.number), (len(outline.units), 0)
    )
    depth = min(len(outline.units[unit].path) for unit in stop.heads or (stop.unit,))
    for unit in outline.units[stop.unit : end[0] + 1]:
        if unit.index > stop.unit and unit.index not in stop.heads and unit.heading is not None:
            level = len(unit.path)
            if level < depth or (level == depth and is_closing(outline.openings[unit.index])):
                return False
        for position, block in enumerate(unit.blocks):
            inside = stop.place < (unit.index, position) < end
            if inside and block.kind is not BlockKind.HEADING and is_prose(outline.line(block)):
                return True
    return False


def _preferred(found: Sequence[Stop]) -> list[Stop]:
    """The surest signs only: headings with the word wegwijzer, numbered headings, then paragraphs.

    Where headings announce the wegwijzers, a paragraph only does for a number that no heading has.
    """
    kept = list(found)
    if sum(bool(stop.heads) and not stop.by_place for stop in kept) >= _ENOUGH_HEADINGS:
        kept = [stop for stop in kept if not stop.by_place]
    headed = [stop.number for stop in kept if stop.heads]
    if len(headed) >= _ENOUGH_HEADINGS:
        kept = [stop for stop in kept if stop.heads or stop.number not in headed]
    return kept


def _without_repeats(found: Sequence[Stop]) -> tuple[Stop, ...]:
    """With 'Wegwijzer 4' on the next page of wegwijzer 4 taken for a part of it."""
    stops: list[Stop] = []
    for stop in found:
        before = stops[-1] if stops else None
        if (
            before is not None
            and stop.number is not None
            and stop.number == before.number
            and (not stop.title or stop.title.lower() == before.title.lower())
        ):
            stops[-1] = replace(before, heads=before.heads + stop.heads)
        else:
            stops.append(stop)
    return tuple(stops)

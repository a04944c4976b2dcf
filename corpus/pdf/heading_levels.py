"""Levels of headings: from the rank of their looks, their numbering and what is known of others."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from corpus.pdf.heading_blocks import Block
from corpus.pdf.heading_body import Body, family
from corpus.pdf.heading_text import numbering, opens_as_chapter
from corpus.pdf.layout import LineId, Style

_FOREWORD = 1.3
"""A foreword is set like a chapter or a little larger; a part title is much larger."""
_SAME_SIZE = 1.04
"""Sizes within this factor count as one in the ranking."""

Known = list[tuple[int, tuple[LineId, ...]]]
"""Level and lines of headings."""

Look = tuple[float, bool, bool, bool]
"""What a reader takes for one kind of text: its size, bold, italic, of another colour or font."""


def look_of(style: Style, body: Body) -> Look:
    """The look of a style; colour counts only for text that is neither large nor bold."""
    size = round(style.size * 2) / 2
    other = (style.color != body.color or family(style.font) != body.font) and not style.bold
    return size, style.bold, style.italic, other and size <= 1.05 * body.size


def ranked(looks: Iterable[Look], known: dict[Look, int], depths: dict[Look, int]) -> dict[Look, int]:
    """A level for every look: the known one, else by rank and by depth of numbering.

    Ranked by size, then bold before bold italic before regular before italic; every look comes one
    level below the one before. Looks numbered to the same depth share a level, and so do chapters
    and a slightly larger look without numbers (a foreword).
    """
    levels: dict[Look, int] = {}
    level, deepest, before = 0, 0, None
    for look in sorted({*looks, *known}, key=prominence):
        depth = depths.get(look, 0)
        if look in known:
            level = known[look]
        elif before is None or not _alike(before, look):
            same = depth > 0 and depth == deepest and depths.get(before or look) == depth
            first = depth == 1 and deepest == 0 and before is not None and before[0] <= _FOREWORD * look[0]
            level = max(level, 1) if same or first else level + 1
        deepest = max(deepest, depth)
        levels[look] = level
        before = look
    return levels


def prominence(look: Look) -> tuple[float, int]:
    """A key that sorts looks from most to least prominent."""
    size, bold, italic, _ = look
    return -size, {(True, False): 0, (True, True): 1, (False, False): 2, (False, True): 3}[bold, italic]


def _alike(one: Look, other: Look) -> bool:
    return one[0] <= _SAME_SIZE * other[0] and one[1:3] == other[1:3]


def usual_depths(found: Sequence[Block], body: Body) -> dict[Look, int]:
    """For every look that is mostly numbered the depth that most of its numbers have."""
    depths: dict[Look, Counter[int]] = defaultdict(Counter)
    for block in found:
        depths[look_of(block.style, body)][numbering(block.text).depth] += 1
    usual = {}
    for look, counted in depths.items():
        unnumbered = counted.pop(0, 0)
        if counted.total() > unnumbered:
            usual[look] = counted.most_common(1)[0][0]
    return usual


def levels_of_looks(known: Known, styles: dict[LineId, Style], body: Body) -> dict[Look, int]:
    """For every look the level that most known headings in it have."""
    counted: dict[Look, Counter[int]] = defaultdict(Counter)
    for level, ids in known:
        counted[look_of(styles[ids[0]], body)][level] += 1
    return {look: levels.most_common(1)[0][0] for look, levels in counted.items()}


def unflattened(known: Known, styles: dict[LineId, Style]) -> Known:
    """With levels by size where all headings were given one level but clearly differ in size."""
    if len({level for level, _ in known}) != 1:
        return known
    by_size: dict[float, int] = {}
    level, largest = 0, float("inf")
    for size in sorted({styles[ids[0]].size for _, ids in known}, reverse=True):
        if largest > _FOREWORD * size:
            level, largest = level + 1, size
        by_size[size] = level
    return [(by_size[styles[ids[0]].size], ids) for _, ids in known]


def raised_after_contents(found: Known, page: int) -> Known:
    """With the headings after the contents page outermost at level 1.

    What comes before it (about this document, colophon) may be set larger than the chapters, and
    no chapter belongs under it.
    """
    up = min((level for level, ids in found if ids[0][0] > page), default=1) - 1
    return [(level - up if ids[0][0] > page else level, ids) for level, ids in found]


def without_title(found: Known, texts: dict[LineId, str]) -> tuple[Known, str | None]:
    """Where the first heading on page 1 is the title above all others, those one level up, and the title.

    It is the title if it is the only heading of the outermost level and not that of a chapter.
    """
    first = min(found, key=lambda heading: heading[1][0], default=None)
    if first is None or first[1][0][0] != 0:
        return found, None
    others = [heading for heading in found if heading is not first]
    title = " ".join(texts[line_id] for line_id in first[1])
    if not others or min(level for level, _ in others) <= first[0] or opens_as_chapter(title):
        return found, None
    up = min(level for level, _ in others) - 1
    return [(1, first[1]), *((level - up, ids) for level, ids in others)], title

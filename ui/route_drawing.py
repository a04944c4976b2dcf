"""The routekaart as a drawing: a road with a stop for every wegwijzer, as SVG.

Nothing in it is scaled, so that its letters stay as large as the rest of the page: there is a drawing for
every width, of which the style sheet shows the one that fits. Sizes are CSS pixels.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ui import route_texts as texts
from ui.escaping import escape, visible
from ui.route_wrapping import wrapped

LETTERS = 15
"""Font size of a title; ``route.css`` sets the same."""
MOST_CHARACTERS = 240
"""Of a title in the drawing; the rest of it is in its name and in the list."""

_LINE = 20
_RADIUS = 24
_ROAD = 18
_MARGIN = 30
_TURN = 18
_TOP = 36
_BELOW = 22
_ROADSIDE, _TEXT_LEFT = (34, 54), 96
_LEAST_ROW = 84


@dataclass(frozen=True, slots=True)
class Layout:
    """A drawing of a width; with one column the road goes down, else it winds through the rows."""

    name: str
    width: int
    columns: int


LAYOUTS = (
    Layout("smal", 272, 1),
    Layout("telefoon", 344, 1),
    Layout("midden", 584, 3),
    Layout("breed", 784, 4),
)


@dataclass(frozen=True, slots=True)
class Sign:
    """What stands at a stop: its number if it has one, and its title."""

    number: int | None
    title: str

    @property
    def name(self) -> str:
        """How the stop is called."""
        number = texts.STOP if self.number is None else f"{texts.STOP} {self.number}"
        return f"{number}: {self.title or texts.NO_TITLE}"


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a stop stands: the middle of its sign, its whole plate, and the lines of its title."""

    x: float
    y: float
    left: float
    top: float
    right: float
    bottom: float
    lines: tuple[str, ...]


def lay_out(signs: Sequence[Sign], layout: Layout) -> tuple[tuple[Placed, ...], float]:
    """The places of the stops in order, and the height of the drawing."""
    return _down(signs, layout) if layout.columns == 1 else _winding(signs, layout)


def drawing(signs: Sequence[Sign], layout: Layout) -> str:
    """The drawing; every stop is a link to ``#routekaart/<position>`` with its position from 1."""
    places, height = lay_out(signs, layout)
    road = _road_down(places) if layout.columns == 1 else _road_winding(places, layout)
    stops = "".join(
        _stop(position, sign, place, layout)
        for position, (sign, place) in enumerate(zip(signs, places, strict=True), 1)
    )
    return (
        f'<svg class="route-drawing route-{layout.name}" width="{layout.width}" height="{height:.0f}" '
        f'viewBox="0 0 {layout.width} {height:.0f}">'
        f'<path class="road" d="{road}"/><path class="road-line" d="{road}"/>'
        f'<g role="list" aria-label="{texts.STOPS}">{stops}</g></svg>'
    )


def _down(signs: Sequence[Sign], layout: Layout) -> tuple[tuple[Placed, ...], float]:
    places, top = [], 4.0
    for at, sign in enumerate(signs):
        lines = _lines(sign, layout.width - _TEXT_LEFT - 8)
        bottom = top + max(_LEAST_ROW, len(lines) * _LINE + 32) - 6
        places.append(Placed(_ROADSIDE[at % 2], (top + bottom) / 2, 2, top, layout.width - 2, bottom, lines))
        top = bottom + 6
    return tuple(places), top


def _winding(signs: Sequence[Sign], layout: Layout) -> tuple[tuple[Placed, ...], float]:
    cell = (layout.width - 2 * _MARGIN) / layout.columns
    places, top = [], 4.0
    for first in range(0, len(signs), layout.columns):
        titles = [_lines(sign, cell - 20) for sign in signs[first : first + layout.columns]]
        y = top + _TOP
        bottom = y + _RADIUS + 10 + max(map(len, titles)) * _LINE + 8
        for at, lines in enumerate(titles):
            column = at if first // layout.columns % 2 == 0 else layout.columns - 1 - at
            left = _MARGIN + column * cell
            places.append(Placed(left + cell / 2, y, left + 3, top, left + cell - 3, bottom, lines))
        top = bottom + _BELOW
    return tuple(places), top - _BELOW + 4


def _lines(sign: Sign, width: float) -> tuple[str, ...]:
    title = visible(sign.title) or texts.NO_TITLE
    if len(title) > MOST_CHARACTERS:
        title = f"{title[: MOST_CHARACTERS - 1].rstrip()}…"
    return wrapped(title, LETTERS, width) or (texts.NO_TITLE,)


def _road_down(places: Sequence[Placed]) -> str:
    first, last = places[0], places[-1]
    parts = [f"M{first.x} {first.y:.1f}"]
    for before, after in pairwise(places):
        middle = (before.y + after.y) / 2
        parts.append(f"C{before.x} {middle:.1f} {after.x} {middle:.1f} {after.x} {after.y:.1f}")
    return " ".join(parts) if len(places) > 1 else f"M{first.x} {first.top + 12:.1f}V{last.bottom - 12:.1f}"


def _road_winding(places: Sequence[Placed], layout: Layout) -> str:
    """Along the rows, with a turn at the end of each but the last."""
    first, last = places[0], places[-1]
    parts = [f"M{_MARGIN:.1f} {first.y:.1f}"]
    rows = sorted({place.y for place in places})
    for row, below in enumerate(rows[1:]):
        rightwards = row % 2 == 0
        edge, side, sweep = (layout.width - _MARGIN, 1, 1) if rightwards else (_MARGIN, -1, 0)
        turn = f"{_TURN} {_TURN} 0 0 {sweep}"
        parts.append(f"H{edge} a{turn} {side * _TURN} {_TURN}")
        parts.append(f"V{below - _TURN:.1f} a{turn} {-side * _TURN} {_TURN}")
    onwards = 1 if len(rows) % 2 else -1
    parts.append(f"H{last.x + onwards * (_RADIUS + 24):.1f}")
    return " ".join(parts)


def _stop(position: int, sign: Sign, place: Placed, layout: Layout) -> str:
    down = layout.columns == 1
    x = _TEXT_LEFT if down else place.x
    height = len(place.lines) * _LINE
    y = place.y - height / 2 + 15 if down else place.y + _RADIUS + 24
    lines = "".join(
        f'<tspan x="{x:.1f}" y="{y + at * _LINE:.1f}">{escape(line)}</tspan>'
        for at, line in enumerate(place.lines)
    )
    face = (
        f'<circle class="dot" cx="{place.x:.1f}" cy="{place.y:.1f}" r="6"/>'
        if sign.number is None
        else f'<text class="number" x="{place.x:.1f}" y="{place.y + 6:.1f}">{sign.number}</text>'
    )
    plate = (
        f'x="{place.left:.1f}" y="{place.top:.1f}" width="{place.right - place.left:.1f}" '
        f'height="{place.bottom - place.top:.1f}"'
    )
    return (
        f'<g role="listitem"><a href="#routekaart/{position}" data-stop="{position}" '
        f'aria-label="{escape(sign.name)}"><rect class="plate" rx="10" {plate}/>'
        f'<circle class="sign" cx="{place.x:.1f}" cy="{place.y:.1f}" r="{_RADIUS}"/>{face}'
        f'<text class="title {"beside" if down else "below"}">{lines}</text>'
        f'<g class="used" transform="translate({place.x + 18:.1f} {place.y - 18:.1f})">'
        f'<circle r="11"/><path d="M-5 0l4 4l6 -8"/></g></a></g>'
    )

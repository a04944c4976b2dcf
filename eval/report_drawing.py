"""Drawing a plot as SVG that can stand inside a page: the same bytes every time, nothing from outside."""

import hashlib
import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

INK, SOFT, LINE = "#1c2427", "#4c585d", "#dfe4e5"
FIRST, SECOND = "#0b5568", "#a4520f"
"""The two series; they also differ in shape or hatching, for who sees no colours and for print."""
BETTER, WORSE = "#1d6b34", "#8c2f1f"

WIDTH = 4.7
"""Inches; so narrow that the text can still be read when it shrinks to the width of a phone."""

_STYLE: dict[Any, Any] = {
    "axes.edgecolor": SOFT,
    "axes.grid": True,
    "axes.labelcolor": INK,
    "axes.axisbelow": True,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "figure.constrained_layout.use": True,
    "font.family": ["DejaVu Sans"],
    "font.size": 10.5,
    "grid.color": LINE,
    "hatch.linewidth": 0.6,
    "legend.frameon": False,
    "svg.fonttype": "none",
    "svg.hashsalt": "denktank",
    "text.color": INK,
    "text.parse_math": False,
    "xtick.color": SOFT,
    "xtick.labelcolor": INK,
    "ytick.color": SOFT,
    "ytick.labelcolor": INK,
}

_OUTSIDE_SVG = re.compile(r"^.*?(?=<svg)|<metadata>.*?</metadata>|<style.*?</style>", re.DOTALL)
_NAMESPACES = re.compile(r' xmlns(:\w+)?="[^"]*"')
_REFERENCES = re.compile(r'( id="| xlink:href="#|url\(#)')


@dataclass(frozen=True, slots=True)
class Plot:
    """A drawing with what it shows: ``alt`` in words for who cannot see it, ``caption`` for everybody."""

    title: str
    svg: str
    alt: str
    caption: str


def draw(height: float, paint: "Callable[[Figure], None]") -> str:
    """What ``paint`` puts on a figure of ``height`` inches, as an ``<svg>`` element."""
    import matplotlib
    from matplotlib.figure import Figure

    out = io.StringIO()
    with matplotlib.rc_context(_STYLE):
        figure = Figure(figsize=(WIDTH, height))
        paint(figure)
        figure.savefig(out, format="svg", metadata={"Date": None})
    return _inline(out.getvalue())


def _inline(svg: str) -> str:
    """Without what only a file of its own needs, and with ids that no other plot has."""
    start, rest = _OUTSIDE_SVG.sub("", svg).split(">", 1)
    prefix = f"p{hashlib.blake2b(rest.encode('utf-8'), digest_size=4).hexdigest()}-"
    rest = _REFERENCES.sub(lambda found: found[1].replace("xlink:", "") + prefix, rest)
    return f'{_NAMESPACES.sub("", start)} aria-hidden="true" focusable="false">{rest}'


def comma_axis(axes: "Axes", which: str = "both", digits: int = 1) -> None:
    """Write the numbers along an axis with a decimal comma."""
    from matplotlib.ticker import FuncFormatter

    form = FuncFormatter(lambda value, _: f"{value:.{digits}f}".replace(".", ",").replace("-", "−"))
    if which in ("x", "both"):
        axes.xaxis.set_major_formatter(form)
    if which in ("y", "both"):
        axes.yaxis.set_major_formatter(form)


def legend_above(axes: "Axes", columns: int = 2) -> None:
    """A legend over the plot, where it covers nothing."""
    axes.legend(
        loc="lower left",
        bbox_to_anchor=(0, 1.01),
        ncols=columns,
        borderaxespad=0,
        handletextpad=0.5,
        columnspacing=1.4,
    )


def short_label(label: str, most: int = 24) -> str:
    """A label that leaves room for the plot."""
    return label if len(label) <= most else f"{label[: most - 1]}…"

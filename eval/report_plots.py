"""Plots of what was found, per tag and compared; each is ``None`` where there is nothing to show."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from eval import intervals, metrics
from eval.places import DEPTH
from eval.report_drawing import (
    BETTER,
    FIRST,
    INK,
    SECOND,
    SOFT,
    WORSE,
    Plot,
    comma_axis,
    draw,
    legend_above,
    short_label,
)
from eval.report_text import CHAIN, LOWER_IS_BETTER, OURS, amount, number, plain_tag, signed
from eval.run_record import Figure

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Sheet

Ranks = Sequence[int | None]

_MARKS = (("o", "-", FIRST), ("s", "--", SECOND))


def recall_curve(systems: Mapping[str, Ranks]) -> Plot | None:
    """The share of the questions in scope that is found among the first k, for two systems at most."""
    systems = {name: ranks for name, ranks in systems.items() if ranks}
    if not systems:
        return None
    depths = list(range(1, DEPTH + 1))
    curves = {name: [_recall(ranks, depth) for depth in depths] for name, ranks in systems.items()}

    def paint(sheet: "Sheet") -> None:
        axes = sheet.subplots()
        for (mark, line, colour), (name, found) in zip(_MARKS, curves.items(), strict=False):
            axes.fill_between(
                depths, [item.low for item in found], [item.high for item in found],
                color=colour, alpha=0.13, linewidth=0,
            )  # fmt: skip
            axes.plot(
                depths, [item.value for item in found], line, marker=mark, markersize=5, color=colour,
                label=short_label(name),
            )  # fmt: skip
        axes.set(ylim=(0, 1.02), xticks=depths, xlabel="eerste k passages", ylabel="recall@k")
        comma_axis(axes, "y")
        legend_above(axes)

    said = "; ".join(
        f"{name}: " + ", ".join(f"{number(found[k - 1].value, 2)} bij k = {k}" for k in (1, 3, 5, 10))
        for name, found in curves.items()
    )
    asked = amount(max(map(len, systems.values())), "vraag", "vragen")
    return Plot(
        "Hoe vaak staat een goede passage bij de eerste k?",
        draw(3.3, paint),
        f"Lijngrafiek van recall@k over {asked}. {said}.",
        f"Over {asked} binnen de bronnen. De band is het 95%-interval.",
    )


def _recall(ranks: Ranks, depth: int) -> Figure:
    return intervals.mean([float(rank is not None and rank <= depth) for rank in ranks])


def by_tag(measure: str, figures: Mapping[str, Mapping[str, Figure]]) -> Plot | None:
    """A measure per tag with intervals, the best tag on top; with the peer where it was asked."""
    tags = [tag for tag in figures if tag != metrics.ALL and measure in figures[tag]]
    if not tags:
        return None
    tags.sort(key=lambda tag: (figures[tag][measure].value, tag))
    peer = f"{metrics.PEER}{measure}"
    has_peer = any(peer in figures[tag] for tag in tags)

    def paint(sheet: "Sheet") -> None:
        axes = sheet.subplots()
        _points(axes, [figures[tag][measure] for tag in tags], 0.15 * has_peer, _MARKS[0], OURS)
        if has_peer:
            _points(axes, [figures[tag].get(peer) for tag in tags], -0.15, _MARKS[1], CHAIN)
        labels = [f"{short_label(plain_tag(tag))} ({figures[tag][measure].count})" for tag in tags]
        axes.set_yticks(range(len(tags)), labels)
        axes.set(xlim=(-0.02, 1.02), ylim=(-0.6, len(tags) - 0.4), xlabel=measure)
        axes.grid(visible=False, axis="y")
        comma_axis(axes, "x")
        legend_above(axes)

    said = "; ".join(
        f"{plain_tag(tag)} {number(figures[tag][measure].value, 2)}"
        + (f", keten {number(figures[tag][peer].value, 2)}" if peer in figures[tag] else "")
        for tag in reversed(tags)
    )
    return Plot(
        f"{measure} per soort vraag",
        draw(1.1 + 0.34 * len(tags), paint),
        f"Puntgrafiek van {measure} per soort vraag: {said}.",
        "Tussen haakjes het aantal vragen. De streep is het 95%-interval.",
    )


def _points(
    axes: "Axes",
    found: Iterable[Figure | None],
    shift: float,
    style: tuple[str, str, str],
    label: str | None,
) -> None:
    """Points with their intervals, one per row."""
    mark, _, colour = style
    known = [(row, item) for row, item in enumerate(found) if item is not None]
    rows = [row + shift for row, _ in known]
    axes.hlines(rows, [item.low for _, item in known], [item.high for _, item in known], colour, lw=1.6)
    axes.plot([item.value for _, item in known], rows, mark, color=colour, markersize=5.5, label=label)


def differences(found: Mapping[str, Figure]) -> Plot | None:
    """Paired differences with their intervals; green where more is better, red where worse."""
    shown = list(found.items())[::-1]
    if not shown:
        return None

    def paint(sheet: "Sheet") -> None:
        axes = sheet.subplots()
        axes.axvline(0, color=INK, linewidth=1)
        for row, (name, item) in enumerate(shown):
            _points(axes, [item], row, ("o", "", _colour(name, item)), None)
        axes.set_yticks(range(len(shown)), [short_label(name, 32) for name, _ in shown])
        axes.set(ylim=(-0.6, len(shown) - 0.4), xlabel="verschil, nu min toen")
        reach = max(0.1, *(max(abs(item.low), abs(item.high)) for _, item in shown)) * 1.1
        axes.set_xlim(-reach, reach)
        axes.grid(visible=False, axis="y")
        comma_axis(axes, "x", 2)

    said = "; ".join(f"{name} {signed(item.value, 2)}" for name, item in found.items())
    return Plot(
        "Wat er veranderde",
        draw(0.9 + 0.27 * len(shown), paint),
        f"Puntgrafiek van de verschillen: {said}.",
        "Groen is beter, rood is slechter, grijs kan toeval zijn: het 95%-interval bevat nul. "
        "Bij Brier en bij geweigerd binnen de bronnen is minder beter.",
    )


def _colour(name: str, item: Figure) -> str:
    if item.low <= 0 <= item.high:
        return SOFT
    return BETTER if (item.low > 0) != (name in LOWER_IS_BETTER) else WORSE

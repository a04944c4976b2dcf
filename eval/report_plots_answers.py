"""Plots of confidence and of time; each is ``None`` where there is nothing to show."""

import statistics
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from eval import intervals, metrics
from eval.report_drawing import FIRST, INK, SECOND, SOFT, Plot, comma_axis, draw, legend_above, short_label
from eval.report_text import amount, number, percent, plain_tag
from eval.run_record import Figure, RecordedQuestion

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Sheet

_BIN_WIDTH = 1 / intervals.BINS


def reliability(questions: Sequence[RecordedQuestion], figures: Mapping[str, Figure]) -> Plot | None:
    """Confidence against how often the sources do answer the question; needs both kinds of question.

    ``figures`` are those over the same questions, of which the calibration is told.
    """
    truths = [question.in_scope for question in questions]
    if len(set(truths)) < 2:
        return None
    bins: dict[int, list[RecordedQuestion]] = {}
    for question in questions:
        at = min(int(question.answer.confidence * intervals.BINS), intervals.BINS - 1)
        bins.setdefault(at, []).append(question)
    filled = [bins[at] for at in sorted(bins)]
    said = [sum(question.answer.confidence for question in group) / len(group) for group in filled]
    true = [sum(question.in_scope for question in group) for group in filled]
    came = [count / len(group) for count, group in zip(true, filled, strict=True)]
    ranges = [_wilson(count, len(group)) for count, group in zip(true, filled, strict=True)]

    def paint(sheet: "Sheet") -> None:
        top, bottom = sheet.subplots(2, 1, sharex=True, height_ratios=(3, 1))
        top.plot([0, 1], [0, 1], ":", color=SOFT, linewidth=1.3)
        top.vlines(said, [low for low, _ in ranges], [high for _, high in ranges], FIRST, lw=1.6)
        top.plot(said, came, "o-", color=FIRST, markersize=5.5)
        top.set(xlim=(-0.02, 1.02), ylim=(-0.03, 1.03), ylabel="kwam uit")
        counts = [len(group) for group in filled]
        lefts = [at * _BIN_WIDTH for at in sorted(bins)]
        bars = bottom.bar(lefts, counts, _BIN_WIDTH * 0.9, align="edge", color=FIRST, alpha=0.75)
        bottom.bar_label(bars, fontsize=8.5)
        bottom.set(xlabel="zekerheid", ylabel="vragen", ylim=(0, max(counts) * 1.35))
        bottom.grid(visible=False)
        comma_axis(top)

    calibration = " ".join(
        f"{name}: {number(figures[name].value, 3)}."
        for name in (metrics.BRIER, metrics.ECE)
        if name in figures
    )
    pairs = "; ".join(
        f"{number(at, 2)} zekerheid, {number(share, 2)} kwam uit ({len(group)})"
        for at, share, group in zip(said, came, filled, strict=True)
    )
    return Plot(
        "Klopt de zekerheid?",
        draw(3.9, paint),
        f"Betrouwbaarheidsdiagram, per tiende van de zekerheid: {pairs}.",
        "Uitgekomen is: de bronnen beantwoorden de vraag. Op de stippellijn klopt de zekerheid precies. "
        "De strepen zijn 95%-intervallen (Wilson), onderaan staat het aantal vragen. " + calibration,
    )


def _wilson(count: int, of: int) -> tuple[float, float]:
    """The 95 % interval of a share, after Wilson (1927)."""
    from scipy.stats import binomtest

    found = binomtest(count, of).proportion_ci(method="wilson")
    return float(found.low), float(found.high)


def confidences(questions: Sequence[RecordedQuestion]) -> Plot | None:
    """How the confidence spreads over questions in and out of scope."""
    groups = {
        "binnen de bronnen": [item.answer.confidence for item in questions if item.in_scope],
        "buiten de bronnen": [item.answer.confidence for item in questions if not item.in_scope],
    }
    groups = {name: found for name, found in groups.items() if found}
    if not groups:
        return None
    from matplotlib.ticker import MaxNLocator

    def paint(sheet: "Sheet") -> None:
        axes = sheet.subplots()
        axes.hist(
            list(groups.values()),
            bins=[at * _BIN_WIDTH for at in range(intervals.BINS + 1)],
            color=[FIRST if name.startswith("binnen") else SECOND for name in groups],
            label=list(groups),
            rwidth=0.86,
        )
        for bars in [item for item in axes.containers if len(groups) > 1][1:]:
            for bar in bars:
                bar.set_hatch("////")
                bar.set_edgecolor("white")
                bar.set_linewidth(0)
        axes.set(xlim=(-0.01, 1.01), xlabel="zekerheid", ylabel="vragen")
        axes.yaxis.set_major_locator(MaxNLocator(integer=True))
        axes.grid(visible=False, axis="x")
        comma_axis(axes, "x")
        legend_above(axes)

    said = "; ".join(
        f"{amount(len(found), 'vraag', 'vragen')} {name}, "
        f"{percent(sum(value >= 0.5 for value in found) / len(found))} met een zekerheid van 0,5 of meer"
        for name, found in groups.items()
    )
    return Plot(
        "Scheidt de zekerheid binnen van buiten?",
        draw(3.2, paint),
        f"Staafgrafiek van de zekerheid: {said}.",
        "Hoe verder de twee uit elkaar liggen, hoe beter er te kiezen is tussen antwoord en weigering.",
    )


def durations(questions: Sequence[RecordedQuestion]) -> Plot | None:
    """Milliseconds per question as boxes: the total and the steps it is made of."""
    steps: dict[str, list[float]] = {}
    for question in questions:
        for step, took in question.answer.timings_ms.items():
            steps.setdefault(step, []).append(took)
    if not steps:
        return None
    order = sorted(steps, key=lambda step: (step == "totaal", sum(steps[step])))

    def paint(sheet: "Sheet") -> None:
        axes = sheet.subplots()
        boxes = axes.boxplot(
            [steps[step] for step in order],
            orientation="horizontal",
            whis=(5, 95),
            showfliers=False,
            widths=0.55,
            patch_artist=True,
            medianprops={"color": INK, "linewidth": 1.8},
            boxprops={"facecolor": "#bcd3d9", "edgecolor": FIRST},
            whiskerprops={"color": FIRST},
            capprops={"color": FIRST},
        )
        boxes["boxes"][-1].set_facecolor("#7fabb7")
        axes.set_yticks(range(1, len(order) + 1), [short_label(plain_tag(step)) for step in order])
        axes.set(xlabel="milliseconden per vraag")
        axes.set_xlim(left=0)
        axes.grid(visible=False, axis="y")

    said = "; ".join(
        f"{plain_tag(step)} {number(statistics.median(steps[step]), 0)} ms" for step in reversed(order)
    )
    slowest = max(steps[order[-1]])
    return Plot(
        "Hoe lang duurt een vraag?",
        draw(1.0 + 0.42 * len(order), paint),
        f"Doosdiagram van de tijd per vraag, mediaan per stap: {said}.",
        "Het vak is de middelste helft, de lijn de mediaan, de uiteinden 5% en 95%. "
        f"De langzaamste vraag duurde {number(slowest, 0)} ms ({plain_tag(order[-1])}).",
    )

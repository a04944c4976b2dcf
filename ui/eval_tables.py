"""The outcome of a measurement as tables for a terminal."""

import io
import sys
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from eval import metrics
from eval.known_item_run import MEASURES, OURS, KnownItemRun
from eval.plain_search import FUSION
from ui.output import count

if TYPE_CHECKING:
    from eval.run_record import Figure, Run

_WIDTH = 200
"""Columns; more than any table takes, so that no figure is cut off."""
_ONLY_OVERALL = {metrics.AUC, metrics.BRIER, metrics.ECE, metrics.MILLISECONDS}
_NONE = "–"
_COLUMNS = ("Denktank", "keten", "verschil", "aantal")


def run(run: "Run") -> str:
    """A run: the figures of every tag, then those over all questions, where a terminal ends."""
    asked = count(len(run.questions), "vraag", "vragen")
    lines = [f"{_name(run)}: {asked} ({run.half}), vectormodel {run.model}."]
    if run.left_out:
        left = count(run.left_out, "vraag doet", "vragen doen")
        lines.append(f"{left} niet mee: daarvan staat het document niet in deze bibliotheek.")
    lines.append("Tussen haakjes het 95%-interval (bootstrap over vragen).")
    return "\n".join([*lines, _render([_by_tag(run), _overall(run)])])


def comparison(run: "Run", other: "Run") -> str:
    """Two runs side by side, with the paired difference over the questions they share."""
    table = _table(f"Vergeleken met {escape(_name(other))}", "nu", "toen", "verschil", "vragen")
    differences = metrics.compare(run.questions, other.questions)
    now, then = run.figures.get(metrics.ALL, {}), other.figures.get(metrics.ALL, {})
    for name in _measures(now):
        difference = differences.get(name)
        shared = str(difference.count) if difference else _NONE
        table.add_row(
            escape(name), _figure(now[name], name), _figure(then.get(name), name), _gain(difference), shared
        )
    return _render([table])


def known_item(run: KnownItemRun) -> str:
    """A known-item run: a row per system, and what ours gains on plain fusion."""
    asked = count(len(run.queries), "kop", "koppen")
    name = f"{run.label}: " if run.label else ""
    head = (
        f"{name}{asked} van de {run.possible} die een vraag kunnen zijn, gezocht in "
        f"{count(run.sections, 'stuk', 'stukken')} zonder koppen; vectormodel {run.model}."
    )
    table = _table("Stukken teruggevonden op hun kop", *MEASURES)
    for system, figures in run.figures.items():
        table.add_row(escape(system), *(_figure(figures[measure], measure) for measure in MEASURES))
    table.add_section()
    table.add_row(f"{OURS} min {FUSION}", *(_gain(run.gain[measure]) for measure in MEASURES))
    return "\n".join([head, "Tussen haakjes het 95%-interval (bootstrap over koppen).", _render([table])])


def _overall(run: "Run") -> Table:
    table = _table("Alle vragen", *_COLUMNS)
    figures = run.figures.get(metrics.ALL, {})
    for measure in _measures(figures):
        table.add_row(escape(measure), *_cells(figures, measure))
    return table


def _by_tag(run: "Run") -> Table:
    """Per measure a row for each tag that it is defined for."""
    table = _table("Per soort vraag", *_COLUMNS)
    tags = {name: figures for name, figures in run.figures.items() if name != metrics.ALL}
    for measure in _measures(run.figures.get(metrics.ALL, {})):
        rows = [(tag, _cells(figures, measure)) for tag, figures in tags.items() if measure in figures]
        if not rows or measure in _ONLY_OVERALL:
            continue
        table.add_row(f"[bold]{escape(measure)}[/bold]")
        for tag, cells in rows:
            table.add_row(f"  {escape(tag)}", *cells)
    return table


def _measures(figures: "Mapping[str, Figure]") -> list[str]:
    """The measures of a run; those of the peer and the differences have columns of their own."""
    return [name for name in figures if not name.startswith((metrics.PEER, metrics.DIFFERENCE))]


def _cells(figures: "Mapping[str, Figure]", measure: str) -> tuple[str, str, str, str]:
    peer = figures.get(f"{metrics.PEER}{measure}")
    difference = figures.get(f"{metrics.DIFFERENCE}{measure}")
    figure = figures[measure]
    return _figure(figure, measure), _figure(peer, measure), _gain(difference), str(figure.count)


def _table(title: str, *columns: str) -> Table:
    table = Table("", *columns, title=title, title_justify="left", title_style="bold", box=SIMPLE_HEAD)
    for column in table.columns:
        column.no_wrap = True
    return table


def _render(tables: Iterable[Table]) -> str:
    """The tables as text; in bold only where somebody watches."""
    out = io.StringIO()
    watched = sys.stdout.isatty()
    console = Console(file=out, width=_WIDTH, force_terminal=watched, no_color=True)
    for table in tables:
        console.print(table)
    return "\n".join(line.rstrip() for line in out.getvalue().rstrip().split("\n"))


def _name(run: "Run") -> str:
    when = run.made[:16].replace("T", " ")
    return f"{run.label} ({when})" if run.label else f"Meting van {when}"


def _figure(figure: "Figure | None", measure: str) -> str:
    if figure is None:
        return _NONE
    if measure == metrics.MILLISECONDS:
        return f"{figure.value:.0f} ({figure.low:.0f}–{figure.high:.0f})"
    return _dutch(f"{figure.value:.3f} ({figure.low:.2f}–{figure.high:.2f})")


def _gain(figure: "Figure | None") -> str:
    if figure is None:
        return _NONE
    return _dutch(f"{figure.value:+.3f} ({figure.low:+.2f} tot {figure.high:+.2f})")


def _dutch(number: str) -> str:
    return number.replace(".", ",")

"""The outcome of a measurement as tables for a terminal."""

import io
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from eval import answer_metrics, metrics
from eval.known_item_run import MEASURES, OURS, KnownItemRun
from eval.plain_search import FUSION
from ui.output import count

if TYPE_CHECKING:
    from eval.answer_record import AnswersRun, MeasuredAnswer
    from eval.run_record import Figure, Run

_WIDTH = 200
"""Columns; more than any table takes, so that no figure is cut off."""
_ONLY_OVERALL = {metrics.AUC, metrics.BRIER, metrics.ECE, metrics.MILLISECONDS}
_NONE = "–"
_INTERVAL = "Tussen haakjes het 95%-interval (bootstrap over vragen)."
_DIGITS = {
    metrics.MILLISECONDS: 0,
    answer_metrics.FIRST: 0,
    answer_metrics.FIRST_LATE: 0,
    answer_metrics.TOTAL: 0,
    answer_metrics.TOTAL_LATE: 0,
    answer_metrics.READING: 1,
    answer_metrics.SENTENCES: 1,
    answer_metrics.WORDS: 1,
}
"""Decimals of what is no share."""
_JUDGE = """\
Of een passage een zin steunt, beoordeelt de controle van dit programma zelf. Een citaat staat letterlijk in
zijn passage: wat daar aan 1 ontbreekt, is een fout van die controle. Hoe vaak zij zich vergist, meet:
python -m eval.check_scores"""
_JUDGE_OF_MODEL = """\
Zinnen van het taalmodel zijn al door die controle goedgekeurd: hun citation recall is een bovengrens. Of een
zin alleen woorden van zijn bron heeft, hangt niet van die controle af."""
_COLUMNS = ("Denktank", "keten", "verschil", "aantal")


def run(run: "Run") -> str:
    """A run: the figures of every tag, then those over all questions, where a terminal ends."""
    asked = count(len(run.questions), "vraag", "vragen")
    lines = [f"{_name(run)}: {asked} ({run.half}), vectormodel {run.model}."]
    if run.left_out:
        lines.append(_left_out(run.left_out))
    lines.append(_INTERVAL)
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


def answers(run: "AnswersRun") -> str:
    """A run over answers: a column per system, and what the last gains on the first."""
    asked = count(len(run.questions), "vraag", "vragen")
    of = f" van de {run.possible}" if len(run.questions) < run.possible else ""
    lines = [f"{_name(run)}: {asked}{of} ({run.half}), vectormodel {run.model}."]
    if run.left_out:
        lines.append(_left_out(run.left_out))
    for system in run.systems:
        refused = len(run.questions) - len(answer_metrics.shown(run.questions, system))
        lines.append(
            f"{system}: {count(refused, 'vraag', 'vragen')} geweigerd. Die tellen alleen bij het weigeren, "
            "het kernwoord en de bladzijde."
        )
    lines += [_why_fallen_back(run, system) for system in run.systems if _fallen_back(run, system)]
    lines.append(_JUDGE)
    if len(run.systems) > 1:
        lines.append(_JUDGE_OF_MODEL)
    return "\n".join([*lines, _INTERVAL, _render([_answers_table(run)])])


def _fallen_back(run: "AnswersRun", system: str) -> list["MeasuredAnswer"]:
    return [answer for answer in answer_metrics.shown(run.questions, system) if answer.fell_back]


def _why_fallen_back(run: "AnswersRun", system: str) -> str:
    """How often quotations took over from a language model, and the note that mostly told why."""
    fallen = _fallen_back(run, system)
    ((note, _),) = Counter(answer.notes[0] for answer in fallen).most_common(1)
    return f"{system}: {len(fallen)} keer teruggevallen op citaten, meestal hierom: “{note}”"


def _answers_table(run: "AnswersRun") -> Table:
    columns = [cell for system in run.systems for cell in (escape(system), "aantal")]
    table = _table("Antwoorden", *columns, *(["verschil"] if run.differences else []))
    for group in answer_metrics.MEASURES:
        table.add_section()
        for measure in group:
            figures = [run.figures[system].get(measure) for system in run.systems]
            if not any(figures):
                continue
            cells = [
                cell
                for figure in figures
                for cell in (_figure(figure, measure), str(figure.count) if figure else _NONE)
            ]
            gained = [_gain(run.differences.get(measure), measure)] if run.differences else []
            table.add_row(escape(measure), *cells, *gained)
    return table


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


def _left_out(number: int) -> str:
    left = count(number, "vraag doet", "vragen doen")
    return f"{left} niet mee: daarvan staat het document niet in deze bibliotheek."


def _name(run: "Run | AnswersRun") -> str:
    when = run.made[:16].replace("T", " ")
    return f"{run.label} ({when})" if run.label else f"Meting van {when}"


def _figure(figure: "Figure | None", measure: str) -> str:
    if figure is None:
        return _NONE
    value, bound = _decimals(measure)
    return _dutch(f"{figure.value:.{value}f} ({figure.low:.{bound}f}–{figure.high:.{bound}f})")


def _gain(figure: "Figure | None", measure: str = "") -> str:
    if figure is None:
        return _NONE
    value, bound = _decimals(measure)
    return _dutch(f"{figure.value:+.{value}f} ({figure.low:+.{bound}f} tot {figure.high:+.{bound}f})")


def _decimals(measure: str) -> tuple[int, int]:
    """Of a figure and of its bounds; three and two of a share."""
    digits = _DIGITS.get(measure)
    return (3, 2) if digits is None else (digits, digits)


def _dutch(number: str) -> str:
    return number.replace(".", ",")

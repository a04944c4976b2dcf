"""A report of one or more runs as a single web page that needs nothing from outside.

The first run is described in full; every other is compared with it.
"""

import base64
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from corpus.clean import printable
from corpus.files import write_atomically
from eval import metrics, report_compare, report_plots, report_plots_answers
from eval import report_text as text
from eval.measure import FIRST_CLAIMS
from eval.report_compare import Comparison
from eval.report_drawing import Plot
from eval.report_questions import Verdict, verdict
from eval.report_text import Shown
from eval.run_record import Figure, RecordedQuestion, Run

_TILES = (
    ("recall@5", "goede passage bij de eerste vijf"),
    (metrics.NUGGET, "kernwoord in het antwoord"),
    (metrics.OUTSIDE_REFUSED, "geweigerd, van wat niet in de bronnen staat"),
    (metrics.INSIDE_REFUSED, "geweigerd, van wat er wel in staat"),
    (metrics.MILLISECONDS, "per vraag (mediaan)"),
)
_TAG_COLUMNS = ("recall@5", "nDCG@10", metrics.NUGGET, metrics.DECIDED)

_FAILED, _NOT_FOUND, _PEER_ABOVE = "fout", "niet-gevonden", "keten-hoger"
_FILTERS = (
    ("", "alle vragen"),
    (_FAILED, "alleen wat fout ging"),
    *((item.value.replace(" ", "-"), item.value) for item in Verdict if item is not Verdict.GOOD),
    (_NOT_FOUND, "passage niet bij de eerste tien"),
    (_PEER_ABOVE, "keten vond het hoger"),
)


@dataclass(frozen=True, slots=True)
class Tile:
    """One of the figures on top of the page."""

    value: str
    meaning: str
    interval: str
    peer: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table of figures."""

    name: str
    meaning: str
    cells: tuple[Shown, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it is listed; ``kinds`` are the filters that keep it in sight."""

    recorded: RecordedQuestion
    verdict: Verdict
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """Everything that the page shows of the first run, and the comparisons with the others."""

    run: Run
    others: tuple[Run, ...]
    tiles: tuple[Tile, ...]
    figures: tuple[tuple[str, tuple[Row, ...]], ...]
    has_peer: bool
    tag_columns: tuple[str, ...]
    tags: tuple[Row, ...]
    search_plots: tuple[Plot, ...]
    answer_plots: tuple[Plot, ...]
    both_scopes: bool
    questions: tuple[Asked, ...]
    comparisons: tuple[Comparison, ...]


def write_html(runs: Sequence[Run], path: Path) -> None:
    """Write the report of ``runs`` (at least one; the newest first) to ``path``.

    The same runs give the same bytes.

    Raises:
        OSError: ``path`` cannot be written.
    """
    write_atomically(path, _render(_page(runs[0], runs[1:])).encode("utf-8"))


def _page(run: Run, others: Sequence[Run]) -> Page:
    overall = run.figures.get(metrics.ALL, {})
    ranks = {
        text.OURS: [item.ours.rank for item in run.questions if item.in_scope],
        text.CHAIN: [item.peer.rank for item in run.questions if item.in_scope and item.peer],
    }
    search_plots = (
        report_plots.recall_curve(ranks),
        report_plots.by_tag("recall@5", run.figures),
        report_plots.by_tag("nDCG@10", run.figures),
    )
    answer_plots = (
        report_plots_answers.reliability(run.questions, overall),
        report_plots_answers.confidences(run.questions),
        report_plots_answers.durations(run.questions),
    )
    columns = tuple(name for name in _TAG_COLUMNS if name in overall)
    return Page(
        run=run,
        others=tuple(others),
        tiles=tuple(_tile(name, meaning, overall) for name, meaning in _TILES if name in overall),
        figures=tuple(
            (title, tuple(_row(name, overall) for name in names))
            for title, names in text.measures(list(overall))
        ),
        has_peer=bool(ranks[text.CHAIN]),
        tag_columns=columns,
        tags=tuple(
            _tag_row(tag, columns, found, run) for tag, found in run.figures.items() if tag != metrics.ALL
        ),
        search_plots=tuple(plot for plot in search_plots if plot),
        answer_plots=tuple(plot for plot in answer_plots if plot),
        both_scopes=len({question.in_scope for question in run.questions}) == 2,
        questions=tuple(_asked(question) for question in run.questions),
        comparisons=tuple(report_compare.compare(run, other) for other in others),
    )


def _tile(name: str, meaning: str, figures: Mapping[str, Figure]) -> Tile:
    found, peer = figures[name], figures.get(f"{metrics.PEER}{name}")
    if name == metrics.MILLISECONDS:
        low, high = text.number(found.low, 0), text.number(found.high, 0)
        return Tile(f"{text.number(found.value, 0)} ms", meaning, f"{low} tot {high} ms", "")
    return Tile(
        value=text.percent(found.value),
        meaning=meaning,
        interval=f"{text.percent(found.low)} tot {text.percent(found.high)}",
        peer=text.percent(peer.value) if peer else "",
    )


def _row(name: str, figures: Mapping[str, Figure]) -> Row:
    cells = (
        text.figure(name, figures[name]),
        text.figure(name, figures.get(f"{metrics.PEER}{name}")),
        text.difference(name, figures.get(f"{metrics.DIFFERENCE}{name}")),
    )
    return Row(name, text.MEANING.get(name, ""), cells, figures[name].count)


def _tag_row(tag: str, columns: Iterable[str], figures: Mapping[str, Figure], run: Run) -> Row:
    cells = []
    for name in columns:
        cells.append(text.figure(name, figures.get(name)))
        if name in metrics.RANKING:
            cells.append(text.figure(name, figures.get(f"{metrics.PEER}{name}")))
            cells.append(text.difference(name, figures.get(f"{metrics.DIFFERENCE}{name}")))
    count = sum(question.tag == tag for question in run.questions)
    return Row(text.plain_tag(tag), "", tuple(cells), count)


def _asked(question: RecordedQuestion) -> Asked:
    found = verdict(question)
    kinds = [found.value.replace(" ", "-")]
    if found is not Verdict.GOOD:
        kinds.append(_FAILED)
    if question.in_scope and question.ours.rank is None:
        kinds.append(_NOT_FOUND)
    if question.peer and (question.peer.rank or 99) < (question.ours.rank or 99):
        kinds.append(_PEER_ABOVE)
    return Asked(question, found, tuple(kinds))


def _render(page: Page) -> str:
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=PackageLoader("eval", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "moment": text.moment,
        "number": text.number,
        "plain_tag": text.plain_tag,
        "run_name": text.name,
    }
    script = _beside("report_page.js")
    digest = base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")
    return printable(
        environment.get_template("report_page.html.j2").render(
            page=page,
            first_claims=FIRST_CLAIMS,
            amount=text.amount,
            ranking=metrics.RANKING,
            question_filters=[item for item in _FILTERS if page.has_peer or item[0] != _PEER_ABOVE],
            # Ours, read from the package: the only text that is not escaped, besides the plots.
            style=Markup(_beside("report_page.css")),  # noqa: S704 - our own file
            script=Markup(script),  # noqa: S704 - our own file
            script_hash=digest,
        )
    )


def _beside(name: str) -> str:
    return (files("eval") / name).read_text(encoding="utf-8")

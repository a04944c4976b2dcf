"""``denktank eval``: how well the assistant finds, answers and refuses, measured on golden questions."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from assistant.assemble import Workspace
    from assistant.settings import Settings
    from eval.answer_record import AnswersRun
    from eval.golden_set import GoldenQuestion
    from eval.run_record import Run
    from eval.temporary_library import Progress

_MOST = 500
_ALL = "alles"


@dataclass(frozen=True, slots=True)
class _Wish:
    """What is asked for, checked as far as that can be done before measuring."""

    half: str
    label: str
    documents: tuple[Path, ...]
    with_startcorpus: bool
    with_chain: bool


def evaluate(
    half: Annotated[
        str,
        typer.Option("--helft", metavar="HELFT", help="Welke vragen: bijstellen, rapporteren of alles."),
    ] = "rapporteren",
    questions: Annotated[
        Path | None,
        typer.Option("--vragen", metavar="BESTAND", help="Eigen vragen (.jsonl), in plaats van de onze."),
    ] = None,
    documents: Annotated[
        list[Path] | None,
        typer.Option(
            "--documenten",
            metavar="MAP",
            help="Meet over het startcorpus met deze documenten, niet over uw eigen bibliotheek; mag vaker.",
        ),
    ] = None,
    no_startcorpus: Annotated[
        bool, typer.Option("--zonder-startcorpus", help="Laat het startcorpus weg bij --documenten.")
    ] = False,
    no_chain: Annotated[
        bool, typer.Option("--zonder-keten", help="Laat de vergelijking met een standaardketen weg.")
    ] = False,
    label: Annotated[
        str, typer.Option("--naam", metavar="NAAM", help="Hoe deze meting heet in een vergelijking.")
    ] = "",
    json_path: Annotated[
        Path | None, typer.Option("--json", metavar="BESTAND", help="Bewaar alles wat gemeten is.")
    ] = None,
    html_path: Annotated[
        Path | None, typer.Option("--html", metavar="BESTAND", help="Bewaar een verslag om te lezen.")
    ] = None,
    compared: Annotated[
        list[Path] | None,
        typer.Option(
            "--vergelijk", metavar="BESTAND", help="Zet er een bewaarde meting (.json) naast; mag vaker."
        ),
    ] = None,
    only_compare: Annotated[
        bool,
        typer.Option(
            "--alleen-vergelijken", help="Meet niets; zet de laatste --vergelijk naast elke eerdere."
        ),
    ] = False,
    known_item: Annotated[
        Path | None,
        typer.Option(
            "--known-item", metavar="MAP", help="Zoek stukken terug op hun kop, in elke map met documenten."
        ),
    ] = None,
    answers: Annotated[
        bool,
        typer.Option(
            "--answers", help="Meet de antwoorden zelf; met een taalmodel ook die, ernaast in dezelfde tabel."
        ),
    ] = False,
    most: Annotated[
        int | None,
        typer.Option(
            "--most",
            metavar="AANTAL",
            min=1,
            help=f"Hoeveel koppen bij --known-item [standaard: {_MOST}], of vragen bij --answers.",
        ),
    ] = None,
) -> None:
    """Meet hoe goed er gezocht, geantwoord en geweigerd wordt."""
    from ui import cli_eval_checks as checks

    measured = {"--html": html_path, "--vergelijk": compared, "--alleen-vergelijken": only_compare}
    if known_item is not None:
        own = {"--vragen": questions, "--documenten": documents, "--answers": answers}
        checks.refuse_together("--known-item", {**own, **measured})
    elif answers:
        checks.refuse_together("--answers", {"--zonder-keten": no_chain, **measured})
    elif most is not None:
        checks.refuse_without("--most", "--known-item of --answers")
    if no_startcorpus and not documents:
        checks.refuse_without("--zonder-startcorpus", "--documenten")
    checks.refuse_unwritable([json_path, html_path])
    with_chain = not (no_chain or only_compare or answers)
    checks.require_libraries(with_chain, with_report=html_path is not None)
    if known_item is not None:
        _known_item(known_item, most or _MOST, not no_chain, label, json_path)
        return
    saved = checks.saved_runs(compared or [], only_compare)
    if only_compare:
        _tell(saved[-1], saved[:-1], json_path, html_path)
        return
    asked = checks.questions_of(questions, half)
    wish = _Wish(half, label, tuple(documents or ()), not no_startcorpus, with_chain)
    if answers:
        _answers(wish, asked, most, json_path)
        return
    _tell(_measure(wish, asked), saved, json_path, html_path)


def _answers(
    wish: _Wish, asked: "Sequence[GoldenQuestion]", most: int | None, json_path: Path | None
) -> None:
    from eval import answer_record
    from ui import cli_eval_checks as checks
    from ui import eval_tables, output

    settings = _settings()
    checks.require_model(settings)
    run = _measure_answers(wish, asked, most, settings.chat_model)
    if json_path is not None:
        answer_record.save(run, json_path)
        output.say(f"Bewaard: {json_path}")
    output.put(eval_tables.answers(run))


def _measure_answers(
    wish: _Wish, asked: "Sequence[GoldenQuestion]", most: int | None, chat_model: str
) -> "AnswersRun":
    from eval.answer_quality import measure_answers, systems
    from ui import output

    with _bars() as bars, _place(wish, bars) as place:
        assistants = systems(place, chat_model)
        if chat_model:
            output.say(assistants[chat_model].destination_line)
        progress = bars.next("Vragen stellen")
        return measure_answers(place, assistants, asked, most, wish.label, wish.half, progress)


def _measure(wish: _Wish, asked: "Sequence[GoldenQuestion]") -> "Run":
    from eval.measure import measure
    from eval.standard_chain import standard_chain

    with ExitStack() as stack:
        bars = stack.enter_context(_bars())
        place = stack.enter_context(_place(wish, bars))
        chain = None
        if wish.with_chain:
            library = place.library
            texts = [library.publication(entry.key) for entry in library.entries()]
            chain = stack.enter_context(standard_chain(texts, place.encoder, bars.next("Keten vullen")))
        return measure(place, asked, chain, wish.label, wish.half, bars.next("Vragen stellen"))


@contextmanager
def _place(wish: _Wish, bars: "_Bars") -> "Iterator[Workspace]":
    """The user's own library, or a temporary one over the documents asked for; without a chat model."""
    from assistant.assemble import Workspace
    from eval.temporary_library import temporary_library
    from ui import output
    from ui.cli_index import warn_if_stale

    own = Workspace(_settings().model_copy(update={"chat_model": ""}))
    if not wish.documents:
        with own.current.use():
            warn_if_stale(own)
        yield own
        return
    with temporary_library(
        own.settings, wish.documents, wish.with_startcorpus, bars.next, output.say
    ) as place:
        yield place


def _settings() -> "Settings":
    from ui import workspace

    return workspace.open_workspace().settings


def _known_item(folder: Path, most: int, with_chain: bool, label: str, json_path: Path | None) -> None:
    from eval import known_item_run
    from ui import eval_tables, output

    settings = _settings().model_copy(update={"chat_model": ""})
    with _bars() as bars:
        run = known_item_run.run_known_item(settings, folder, most, with_chain, label, bars.next, output.say)
    if json_path is not None:
        known_item_run.save(run, json_path)
        output.say(f"Bewaard: {json_path}")
    output.put(eval_tables.known_item(run))


def _tell(run: "Run", saved: "Sequence[Run]", json_path: Path | None, html_path: Path | None) -> None:
    """Save first: who pipes the tables to ``head`` still gets the files."""
    from eval import run_record
    from ui import eval_tables, output

    if json_path is not None:
        run_record.save(run, json_path)
        output.say(f"Bewaard: {json_path}")
    if html_path is not None:
        from eval.report import write_html

        write_html([run, *saved], html_path)
        output.say(f"Bewaard: {html_path}")
    output.put(eval_tables.run(run))
    for other in saved:
        output.put(eval_tables.comparison(run, other))


class _Bars:
    """Progress bars one after the other; a terminal shows only one at a time."""

    def __init__(self) -> None:
        self._open = ExitStack()

    def next(self, name: str) -> "Progress":
        """The bar of the next part of the work; it is shown, and the one before it ended, when told of."""
        from ui import output

        shown: list[Progress] = []

        def update(done: int, total: int) -> None:
            if not shown:
                self.close()
                shown.append(self._open.enter_context(output.progress_bar(name)))
            shown[0](done, total)

        return update

    def close(self) -> None:
        """End the bar that is shown."""
        self._open.close()


@contextmanager
def _bars() -> Iterator[_Bars]:
    bars = _Bars()
    try:
        yield bars
    finally:
        bars.close()

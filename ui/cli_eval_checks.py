"""What ``denktank eval`` refuses before it spends minutes measuring; each error is one Dutch line."""

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NoReturn

from assistant.settings import Settings
from corpus.errors import DenktankError
from eval import extras, golden_set, run_record
from eval.golden_set import GoldenQuestion
from eval.halves import Half
from eval.metrics import ALL
from eval.run_record import Run


def refuse_together(option: str, others: Mapping[str, object]) -> None:
    """Refuse options that mean nothing beside ``option``; ``others`` maps name to what was given."""
    given = [name for name, value in others.items() if value]
    if given:
        raise DenktankError(f"{option} gaat niet samen met {' en '.join(given)}. Laat een van beide weg.")


def refuse_without(option: str, needed: str) -> NoReturn:
    """Refuse an option that means nothing without another."""
    raise DenktankError(f"{option} hoort bij {needed}. Geef {needed} ook, of laat {option} weg.")


def refuse_unwritable(paths: Sequence[Path | None]) -> None:
    """Refuse files that cannot be written, and two that are the same."""
    wanted = [path for path in paths if path is not None]
    if len({path.resolve() for path in wanted}) < len(wanted):
        raise DenktankError("--json en --html noemen hetzelfde bestand. Geef twee verschillende namen.")
    for path in wanted:
        if path.is_dir():
            raise DenktankError(f"{path} is een map. Geef de naam van een bestand op.")
        if not path.parent.is_dir():
            raise DenktankError(f"De map {path.parent} bestaat niet. Maak die eerst, of kies een andere.")
        try:
            with tempfile.TemporaryFile(dir=path.parent):
                pass
        except OSError as error:
            raise DenktankError(
                f"In de map {path.parent} kan niet geschreven worden ({error.strerror}). Kies een andere map."
            ) from error


def require_libraries(with_chain: bool, with_report: bool) -> None:
    """Refuse to start without the libraries that this measurement needs."""
    groups = [extras.MEASURING]
    if with_chain:
        groups.append(extras.CHAIN)
    if with_report:
        groups.append(extras.REPORT)
    extras.require(*groups)


def require_model(settings: Settings) -> None:
    """Refuse to start with a chat model that cannot be asked: a wrong name, a missing key or package."""
    from assistant.chat_model import chat_model_spec, make_chat_model

    spec = chat_model_spec(settings)
    if spec is not None:
        make_chat_model(spec)


def saved_runs(paths: Sequence[Path], only_compare: bool) -> list[Run]:
    """The saved runs, at least two where nothing else is compared."""
    if only_compare and len(paths) < 2:
        raise DenktankError(
            "--alleen-vergelijken zet bewaarde metingen naast elkaar. Geef er minstens twee met --vergelijk."
        )
    return [run_record.load(path) for path in paths]


def questions_of(path: Path | None, half: str) -> tuple[GoldenQuestion, ...]:
    """The questions of a file, or else ours, of one half or all."""
    if half != ALL and half not in set(Half):
        raise DenktankError(f"De helft '{half}' is niet bekend. Kies uit: {', '.join([*Half, ALL])}.")
    found = golden_set.load(path)
    chosen = tuple(question for question in found if half in (ALL, question.half))
    if not chosen:
        raise DenktankError(
            f"In {path or 'het vragenbestand'} staat geen vraag voor de helft '{half}'. Kies: --helft {ALL}"
        )
    return chosen

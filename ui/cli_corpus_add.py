"""``denktank corpus add``: files and folders into the library, with what reading them gave."""

import os
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from corpus.library import Added, Library, Overrides
    from corpus.worker import Worker

_ASKING = (
    "Voor pdf's met een wachtwoord: vraagt erom zonder het te tonen. Zonder toetsenbord komt het uit "
    "DENKTANK_PDF_PASSWORD of van de standaardinvoer. Het wordt nergens bewaard."
)
_REMOVE_WITH = "Verwijder dan de oude: denktank corpus remove {key}"


@dataclass(frozen=True, slots=True)
class _Wish:
    """What the user asks for every file of one run."""

    overrides: "Overrides"
    password: str | None


def add(
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="PAD…", help="Bestanden of mappen (.pdf, .docx, .odt, .html, .md, .txt)."),
    ],
    title: Annotated[
        str | None,
        typer.Option("--title", metavar="TITEL", help="De titel, als die in het bestand niet klopt."),
    ] = None,
    date: Annotated[
        str | None,
        typer.Option("--date", metavar="DATUM", help="De datum: 2018-06-28, of alleen 2018-06 of 2018."),
    ] = None,
    kind: Annotated[
        str | None,
        typer.Option(
            "--kind", metavar="SOORT", help="Het soort publicatie, zoals praktijkverhaal of advies."
        ),
    ] = None,
    password: Annotated[bool, typer.Option("--password", help=_ASKING)] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Geef per bestand de uitkomst als JSON.")] = False,
) -> None:
    """Voeg bestanden of hele mappen toe."""
    from ui import output, workspace

    overrides = _overrides(title, date, kind)
    library = workspace.open_workspace().library
    files, empty = _files(paths)
    _refuse_one_title_for_many(title, files)
    wish = _Wish(overrides, _password() if password else None)
    with library.reader() as reader:
        outcomes = [_add_one(library, file, wish, reader) for file in files]
    if len(outcomes) > 1:
        output.say(_tally(outcomes))
    if as_json:
        output.put_json(outcomes)
    if any(outcome["change"] not in (None, "ongewijzigd") for outcome in outcomes):
        output.say("Maak nu de index bij, dan doen ze mee in de antwoorden: denktank index build")
    if empty or any(outcome["error"] for outcome in outcomes):
        raise typer.Exit(1)


def _files(paths: list[Path]) -> tuple[list[Path], int]:
    """The files to read, and how many folders have none."""
    from corpus.folders import readable_files
    from corpus.read import SUFFIXES
    from ui import output

    found: list[Path] = []
    empty = 0
    for path in paths:
        if not path.is_dir():
            found.append(path)
            continue
        _report_skipped(path)
        inside = readable_files(path)
        found += inside
        if not inside:
            empty += 1
            output.say(
                f"{path}: in deze map staat geen bestand dat gelezen kan worden. "
                f"Kies een andere map, of bewaar de bestanden als {', '.join(SUFFIXES)}."
            )
    return found, empty


def _report_skipped(folder: Path) -> None:
    from corpus.folders import is_readable, visible_files
    from ui import output

    passed_over = [path.name for path in visible_files(folder) if not is_readable(path)]
    if passed_over:
        output.say(
            f"In {folder} overgeslagen, want zulke bestanden kunnen niet gelezen worden: "
            f"{_first_names(passed_over)}."
        )


def _first_names(names: list[str]) -> str:
    more = f" en nog {len(names) - 10}" if len(names) > 10 else ""
    return f"{', '.join(names[:10])}{more}"


def _overrides(title: str | None, date: str | None, kind: str | None) -> "Overrides":
    from assistant.dates_and_places import iso_date
    from corpus.clean import one_line
    from corpus.errors import DenktankError
    from corpus.kinds import PassageKind
    from corpus.library import Overrides

    if title is not None and not one_line(title):
        raise DenktankError("De titel is leeg. Geef na --title een titel, of laat --title weg.")
    found = iso_date(date) if date is not None else None
    if date is not None and found is None:
        raise DenktankError(
            f"De datum '{date}' bestaat niet. Schrijf een datum als 2018-06-28, of alleen 2018-06 of 2018."
        )
    if kind is not None and kind.lower() not in set(PassageKind):
        raise DenktankError(f"Het soort '{kind}' is niet bekend. Kies uit: {', '.join(PassageKind)}.")
    return Overrides(
        title=one_line(title) if title else None,
        date=found,
        kind=PassageKind(kind.lower()) if kind is not None else None,
    )


def _refuse_one_title_for_many(title: str | None, files: list[Path]) -> None:
    from corpus.errors import DenktankError

    if title is not None and len(files) > 1:
        raise DenktankError(
            f"--title geldt voor één bestand, en dit zijn er {len(files)}. Voeg ze een voor een toe."
        )


def _password() -> str:
    """From the environment, the keyboard or standard input; never from the command line."""
    from getpass import getpass

    from corpus.errors import DenktankError
    from corpus.worker import PASSWORD_VARIABLE

    found = os.environ.get(PASSWORD_VARIABLE)
    if not found and sys.stdin.isatty():
        found = getpass("Wachtwoord van het pdf-bestand: ", stream=sys.stderr)
    elif not found:
        found = sys.stdin.readline().rstrip("\r\n")
    if not found:
        raise DenktankError(
            f"Er is geen wachtwoord gegeven. Typ het als erom gevraagd wordt, of zet {PASSWORD_VARIABLE}."
        )
    return found


def _add_one(library: "Library", file: Path, wish: _Wish, reader: "Worker") -> dict[str, Any]:
    from corpus.errors import DenktankError, UnreadableFileError
    from ui import output
    from ui.library_lines import added_lines

    try:
        with output.page_progress(file.name) as progress:
            added = library.add(file, wish.overrides, wish.password, progress, reader)
    except UnreadableFileError as error:
        output.say(str(error))
        return _failure(file, str(error))
    except DenktankError as error:
        output.say(f"{file.name}: niet toegevoegd. {error}")
        return _failure(file, str(error))
    except KeyboardInterrupt:
        output.say(f"Afgebroken. {file.name} is niet toegevoegd; de bibliotheek is verder zoals die was.")
        raise typer.Exit(130) from None
    first, *more = added_lines(file.name, added, _REMOVE_WITH)
    output.say(first)
    for line in more:
        output.say(f"- {line}")
    return _outcome(file, added)


def _tally(outcomes: list[dict[str, Any]]) -> str:
    """How adding several files went; names what failed, which the lines in between can hide."""
    failed = [Path(outcome["path"]).name for outcome in outcomes if outcome["error"]]
    same = sum(outcome["change"] == "ongewijzigd" for outcome in outcomes)
    parts = [f"{len(outcomes) - same - len(failed)} toegevoegd of bijgewerkt"]
    if same:
        parts.append(f"{same} ongewijzigd")
    if failed:
        parts.append(f"{len(failed)} niet gelukt ({_first_names(failed)})")
    return f"Klaar met {len(outcomes)} bestanden: {', '.join(parts)}."


def _failure(file: Path, error: str) -> dict[str, Any]:
    return {"path": str(file), "change": None, "error": error}


def _outcome(file: Path, added: "Added") -> dict[str, Any]:
    from ui import output

    found = asdict(added.summary) if added.summary else {}
    return {
        "path": str(file),
        "change": added.change,
        "error": None,
        **output.entry_fields(added.entry),
        **found,
    }

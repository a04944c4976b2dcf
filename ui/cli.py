"""The command line: ``denktank``. Heavy imports happen inside the commands that need them."""

import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from assistant.quiet import silence
from ui import workspace
from ui.dutch_cli import DutchCommand, DutchGroup, describe_usage_error, usage_help

if TYPE_CHECKING:
    from assistant.answer import Length
    from corpus.kinds import Role

Choice = TypeVar("Choice", bound=StrEnum)
_CONTEXT = {"help_option_names": ["-h", "--help"]}

app = typer.Typer(
    cls=DutchGroup,
    name="denktank",
    help="Vragen stellen over de 4e VNG Denktank, met bij elke zin een bron.",
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    context_settings=_CONTEXT,
    options_metavar="[OPTIES]",
    subcommand_metavar="OPDRACHT …",
)


def _show_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        sys.stdout.write(f"denktank-assistent {version('denktank-assistent')}\n")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool,
        typer.Option(
            "--version", help="Toon het versienummer en stop.", callback=_show_version, is_eager=True
        ),
    ] = False,
) -> None:
    """Vragen stellen over de 4e VNG Denktank, met bij elke zin een bron."""


@app.command(cls=DutchCommand, options_metavar="[OPTIES]")
def ask(
    question: Annotated[str, typer.Argument(metavar="VRAAG", help="De vraag, tussen aanhalingstekens.")],
    role: Annotated[
        str | None,
        typer.Option(
            "--rol", metavar="ROL", help="Wie vraagt: burgemeester, wethouder, raadslid of ambtenaar."
        ),
    ] = None,
    length: Annotated[
        str, typer.Option("--lengte", metavar="LENGTE", help="Hoe lang: kort, gewoon of uitgebreid.")
    ] = "gewoon",
    plain: Annotated[
        bool,
        typer.Option("--eenvoudig", help="In zo eenvoudig mogelijke taal; alleen met een taalmodel."),
    ] = False,
    unconfirmed: Annotated[
        bool,
        typer.Option(
            "--niet-bevestigd", help="Toon ook de zinnen van het taalmodel die de bronnen niet bevestigen."
        ),
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Geef het antwoord als JSON.")] = False,
) -> None:
    """Stel een vraag en krijg een antwoord met bronnen."""
    from assistant.answer import Question
    from ui import output
    from ui.cli_index import ensure_index, warn_if_stale

    place = workspace.open_workspace()
    asked = Question(question, _role(role), _length(length), plain)
    ensure_index(place)
    warn_if_stale(place)
    answer = place.assistant.answer(asked)
    if plain and answer.claims and not any(claim.generated for claim in answer.claims):
        output.say("--eenvoudig werkt alleen met een taalmodel; dit zijn zinnen uit de bronnen zelf.")
    if as_json:
        output.put_json(output.answer_fields(answer))
        return
    output.put(output.answer_page(answer, unconfirmed))


@app.command(cls=DutchCommand, options_metavar="[OPTIES]")
def search(
    query: Annotated[str, typer.Argument(metavar="WOORDEN", help="Waar u naar zoekt.")],
    k: Annotated[int, typer.Option("-k", metavar="AANTAL", min=1, max=200, help="Hoeveel passages.")] = 10,
    as_json: Annotated[bool, typer.Option("--json", help="Geef de passages als JSON.")] = False,
) -> None:
    """Zoek passages, zonder er een antwoord van te maken."""
    from ui import output
    from ui.cli_index import ensure_index, warn_if_stale

    place = workspace.open_workspace()
    ensure_index(place)
    warn_if_stale(place)
    hits = place.assistant.search(query, k)
    if as_json:
        output.put_json({"query": query, "hits": [output.citation_fields(hit) for hit in hits]})
        return
    for hit in hits:
        output.put(f"{output.source_line(hit)}\n{hit.quote}\n")
    if not hits:
        output.say("Niets gevonden. Probeer andere woorden.")


@app.command(cls=DutchCommand, options_metavar="[OPTIES]")
def chat(
    host: Annotated[
        str, typer.Option("--host", metavar="ADRES", help="Alleen een adres van deze computer.")
    ] = "127.0.0.1",
    port: Annotated[
        int | None,
        typer.Option("--port", metavar="POORT", min=1, max=65535, help="Standaard DENKTANK_PORT, of 7860."),
    ] = None,
    browser: Annotated[
        bool, typer.Option("--browser/--geen-browser", help="Open het venster ook in de browser.")
    ] = True,
) -> None:
    """Open het chatvenster in de browser."""
    from ui.cli_index import ensure_index, warn_if_stale
    from ui.listening import listen

    place = workspace.open_workspace()
    with listen(host, port or place.settings.port) as listening:
        ensure_index(place)
        warn_if_stale(place)
        place.assistant.warm_up()
        from ui.app import build_app, serve
        from ui.feedback import FILE_NAME, Feedback

        site = build_app(
            place.assistant,
            place.assistant.destination_line,
            writes=bool(place.settings.chat_model),
            opinions=Feedback(place.home / FILE_NAME) if place.settings.feedback else None,
        )
        serve(site, listening, browser)


def _role(name: str | None) -> "Role | None":
    from corpus.kinds import Role

    return None if name is None else _choice(Role, name, f"De rol '{name}'")


def _length(name: str) -> "Length":
    from assistant.answer import Length

    return _choice(Length, name, f"De lengte '{name}'")


def _choice(kind: type[Choice], name: str, subject: str) -> Choice:
    """The member with this value, whatever its capitals."""
    from corpus.errors import DenktankError

    try:
        return kind(name.strip().lower())
    except ValueError as error:
        choices = ", ".join(member.value for member in kind)
        raise DenktankError(f"{subject} is niet bekend. Kies uit: {choices}.") from error


def _add_groups() -> None:
    from ui.cli_corpus import corpus_app
    from ui.cli_eval import evaluate
    from ui.cli_index import index_app
    from ui.cli_status import status

    for name, group in (("corpus", corpus_app), ("index", index_app)):
        app.add_typer(
            group,
            name=name,
            context_settings=_CONTEXT,
            options_metavar="[OPTIES]",
            subcommand_metavar="OPDRACHT …",
        )
    app.command("status", cls=DutchCommand, options_metavar="[OPTIES]")(status)
    app.command("eval", cls=DutchCommand, options_metavar="[OPTIES]")(evaluate)


_add_groups()


def main() -> None:
    """Run the command line; every failure is one Dutch line and an exit code."""
    silence()
    from corpus.errors import DenktankError, describe_os_error
    from ui.failures import report
    from ui.output import say, use_utf8

    use_utf8()
    code = 0
    try:
        code = int(app(prog_name="denktank", standalone_mode=False) or 0)
        sys.stdout.flush()
    except DenktankError as error:
        say(str(error))
        code = 1
    except typer.exceptions.TyperException as error:
        say(usage_help(error) or describe_usage_error(error))
        code = 2
    except (KeyboardInterrupt, typer.Abort):
        say("Afgebroken.")
        code = 130
    except BrokenPipeError:
        # The reader of the output has gone ("| head"); nothing more to say, also not at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 141
    except OSError as error:
        say(describe_os_error(error, Path(error.filename or "de uitvoer")))
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 1
    except Exception as error:  # noqa: BLE001 - the last resort: one line here, the details in a file
        report(error)
        code = 1
    raise SystemExit(code)


if __name__ == "__main__":
    main()

"""The command line: ``denktank``. Heavy imports happen inside the commands that need them."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from assistant.quiet import silence
from ui import workspace
from ui.dutch_cli import DutchCommand, DutchGroup, describe_usage_error, usage_help

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
    from assistant.answer import Length, Question
    from ui import output
    from ui.choice_option import choice_option, role_option
    from ui.cli_index import ensure_index, warn_if_stale

    place = workspace.open_workspace()
    asked = Question(
        question,
        role_option(role),
        choice_option(Length, length, f"De lengte '{length}'"),
        plain,
    )
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
    from ui.listening import listen

    place = workspace.open_workspace()
    with listen(host, port or place.settings.port) as listening:
        from ui.cli_chat import serve_chat

        serve_chat(place, listening, browser)


def _add_groups() -> None:
    from ui.cli_corpus import corpus_app
    from ui.cli_eval import evaluate
    from ui.cli_index import index_app
    from ui.cli_mail import mail
    from ui.cli_memo import memo
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
    app.command("memo", cls=DutchCommand, options_metavar="[OPTIES]")(memo)
    app.command("mail", cls=DutchCommand, options_metavar="[OPTIES]")(mail)
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

"""``denktank corpus``: the library of publications."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ui.dutch_cli import DutchCommand, DutchGroup

if TYPE_CHECKING:
    from corpus.library import Added

corpus_app = typer.Typer(
    cls=DutchGroup, help="De bibliotheek: publicaties toevoegen en bekijken.", no_args_is_help=True
)

_KEY = typer.Argument(metavar="SLEUTEL", help="De sleutel uit: denktank corpus list")


@corpus_app.command("add", cls=DutchCommand, options_metavar="[OPTIES]")
def add(
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="PAD…", help="Bestanden of mappen (.pdf, .html, .md, .txt)."),
    ],
) -> None:
    """Voeg bestanden of hele mappen toe."""
    from corpus.errors import DenktankError, UnreadableFileError
    from corpus.folders import readable_files
    from corpus.read import SUFFIXES
    from ui import output, workspace

    library = workspace.open_workspace().library
    failed = changed = 0
    for path in paths:
        files = readable_files(path) if path.is_dir() else (path,)
        if path.is_dir():
            _report_skipped(path)
        if not files:
            output.say(
                f"{path}: in deze map staat geen bestand dat gelezen kan worden. "
                f"Kies een andere map, of bewaar de bestanden als {', '.join(SUFFIXES)}."
            )
            failed += 1
        for file in files:
            try:
                added = library.add(file)
            except UnreadableFileError as error:
                output.say(str(error))
                failed += 1
                continue
            except DenktankError as error:
                output.say(f"{file.name}: niet toegevoegd. {error}")
                failed += 1
                continue
            changed += added.change != "ongewijzigd"
            _report(file.name, added)
    if changed:
        output.say("Maak nu de index bij, dan doen ze mee in de antwoorden: denktank index build")
    if failed:
        raise typer.Exit(1)


def _report_skipped(folder: Path) -> None:
    from corpus.folders import is_readable, visible_files
    from ui import output

    passed_over = [path.name for path in visible_files(folder) if not is_readable(path)]
    if passed_over:
        more = f" en nog {len(passed_over) - 10}" if len(passed_over) > 10 else ""
        output.say(
            f"{folder}: overgeslagen, want dit soort kan niet gelezen worden: "
            f"{', '.join(passed_over[:10])}{more}."
        )


def _report(file: str, added: "Added") -> None:
    from ui import output

    entry = added.entry
    if added.change == "ongewijzigd":
        same = "" if file == entry.file else f" (onder de naam {entry.file})"
        output.say(f"{file}: stond al in de bibliotheek als '{entry.key}'{same}; er is niets veranderd.")
        return
    verb = "toegevoegd" if added.change == "nieuw" else "vervangen door de nieuwe versie"
    pages = f", {output.count(entry.pages, 'bladzijde', 'bladzijden')}" if entry.pages else ""
    passages = output.count(entry.passages, "passage", "passages")
    output.say(f"{file}: {verb} als '{entry.key}' ({entry.title}{pages}, {passages}).")
    if entry.catalogue_id is not None:
        output.say("  Herkend als een bekende publicatie; titel en datum komen uit de catalogus.")
    for warning in added.warnings:
        output.say(f"  {warning}")
    if added.namesake is not None and added.change == "nieuw":
        output.say(
            f"  Let op: '{added.namesake}' heeft dezelfde bestandsnaam. Is dit een nieuwe versie? "
            f"Verwijder dan de oude: denktank corpus remove {added.namesake}"
        )


@corpus_app.command("list", cls=DutchCommand, options_metavar="[OPTIES]")
def list_(
    as_json: Annotated[bool, typer.Option("--json", help="Geef de lijst als JSON.")] = False,
) -> None:
    """Toon wat er in de bibliotheek staat, en wat er nog ontbreekt."""
    from corpus.catalogue import missing
    from ui import output, workspace
    from ui.dates_and_places import dutch_date

    entries = workspace.open_workspace().library.entries()
    if as_json:
        output.put_json([output.entry_fields(entry) for entry in entries])
        return
    for entry in entries:
        details = [
            entry.file,
            entry.kind.value,
            dutch_date(entry.date) if entry.date else "",
            output.count(entry.pages, "bladzijde", "bladzijden") if entry.pages else "",
            output.count(entry.passages, "passage", "passages"),
        ]
        output.put(f"{entry.key}\n    {entry.title}\n    {' · '.join(filter(None, details))}")
    absent = missing(entry.catalogue_id for entry in entries if entry.catalogue_id)
    if absent:
        output.put("\nNog niet in uw bibliotheek:")
        for known in absent:
            link = f" {known.metadata.links[0]}" if known.metadata.links else ""
            output.put(
                f"    {known.metadata.title} ({dutch_date(known.metadata.date or '')}). {known.where}{link}"
            )


@corpus_app.command("show", cls=DutchCommand, options_metavar="[OPTIES]")
def show(
    key: Annotated[str, _KEY],
    page: Annotated[
        int | None,
        typer.Option("--page", metavar="NUMMER", min=1, help="Alleen deze bladzijde (de eerste is 1)."),
    ] = None,
) -> None:
    """Toon de tekst van een publicatie in leesvolgorde."""
    from corpus.errors import DenktankError
    from ui import output, workspace

    publication = workspace.open_workspace().library.publication(key)
    if page is None:
        several = len(publication.pages) > 1
        for item in publication.pages:
            if several:
                output.say(f"--- bladzijde {item.number} ---")
            output.put(item.text)
        return
    found = next((item for item in publication.pages if item.number == page), None)
    if found is None:
        pages = sum(item.number is not None for item in publication.pages)
        have = f"heeft {pages} bladzijden" if pages else "heeft geen bladzijden; laat --page weg"
        raise DenktankError(f"Bladzijde {page} bestaat niet: '{key}' {have}.")
    output.put(found.text)


@corpus_app.command("remove", cls=DutchCommand, options_metavar="[OPTIES]")
def remove(key: Annotated[str, _KEY]) -> None:
    """Haal een publicatie uit de bibliotheek."""
    from ui import output, workspace

    entry = workspace.open_workspace().library.remove(key)
    output.say(
        f"'{key}' ({entry.file}) is verwijderd. "
        "Antwoorden gebruiken het nog tot u de index bijwerkt: denktank index build"
    )

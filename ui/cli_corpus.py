"""``denktank corpus``: the library of publications."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ui.cli_corpus_add import add
from ui.cli_corpus_routekaart import routekaart
from ui.dutch_cli import DutchCommand, DutchGroup

if TYPE_CHECKING:
    from corpus.library import Entry

corpus_app = typer.Typer(
    cls=DutchGroup, help="De bibliotheek: publicaties toevoegen en bekijken.", no_args_is_help=True
)

_KEY = typer.Argument(metavar="SLEUTEL", help="De sleutel uit: denktank corpus list")

corpus_app.command("add", cls=DutchCommand, options_metavar="[OPTIES]")(add)
corpus_app.command("routekaart", cls=DutchCommand, options_metavar="[OPTIES]")(routekaart)


@corpus_app.command("list", cls=DutchCommand, options_metavar="[OPTIES]")
def list_(
    as_json: Annotated[bool, typer.Option("--json", help="Geef de lijst als JSON.")] = False,
) -> None:
    """Toon wat er in de bibliotheek staat, en wat er nog ontbreekt."""
    from assistant.dates_and_places import dutch_date
    from corpus.catalogue import missing
    from ui import output, workspace

    entries = workspace.open_workspace().library.entries()
    if as_json:
        output.put_json([output.entry_fields(entry) for entry in entries])
        return
    for entry in entries:
        output.put(f"{entry.key}\n    {entry.title}\n    {' · '.join(filter(None, _details(entry)))}")
    absent = missing(entry.catalogue_id for entry in entries if entry.catalogue_id)
    if absent:
        output.put("\nNog niet in uw bibliotheek:")
        for known in absent:
            link = f" {known.metadata.links[0]}" if known.metadata.links else ""
            output.put(
                f"    {known.metadata.title} ({dutch_date(known.metadata.date or '')}). {known.where}{link}"
            )


def _details(entry: "Entry") -> Iterator[str]:
    from assistant.dates_and_places import dutch_date
    from corpus.read import READER_VERSION
    from ui import output

    yield entry.file
    yield entry.kind.value
    yield dutch_date(entry.date) if entry.date else ""
    yield output.count(entry.pages, "bladzijde", "bladzijden") if entry.pages else ""
    yield output.count(entry.passages, "passage", "passages")
    if entry.unread:
        yield f"{output.count(len(entry.unread), 'bladzijde', 'bladzijden')} niet gelezen"
    if entry.locked and entry.reader != READER_VERSION:
        yield "gelezen door een eerdere versie; voeg het opnieuw toe met --password"


@corpus_app.command("show", cls=DutchCommand, options_metavar="[OPTIES]")
def show(
    key: Annotated[str, _KEY],
    page: Annotated[
        int | None,
        typer.Option("--page", metavar="NUMMER", min=1, help="Alleen deze bladzijde (de eerste is 1)."),
    ] = None,
    image: Annotated[
        Path | None,
        typer.Option("--image", metavar="BESTAND", help="Bewaar de bladzijde als afbeelding (.png)."),
    ] = None,
    mark: Annotated[
        str | None,
        typer.Option("--mark", metavar="CITAAT", help="Markeer dit citaat op de afbeelding."),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Overschrijf een afbeelding die er al staat.")
    ] = False,
) -> None:
    """Toon de tekst van een publicatie in leesvolgorde, of een bladzijde als afbeelding."""
    from assistant.dates_and_places import page_line
    from corpus.errors import DenktankError
    from ui import output, workspace
    from ui.cli_corpus_image import write_image
    from ui.finding_pages import page_with_number

    library = workspace.open_workspace().library
    if image is not None:
        described = write_image(library, key, page, image, mark, force)
        output.say(f"{image}: {described}")
        return
    if mark is not None or force:
        raise DenktankError("--mark en --force horen bij een afbeelding. Voeg toe: --image BESTAND.png")
    publication = library.publication(key)
    wanted = publication.pages if page is None else (page_with_number(publication, page),)
    for item in wanted:
        if len(publication.pages) > 1:
            output.say(f"--- {page_line(item.number, item.label)} ---")
        output.put(item.text)


@corpus_app.command("remove", cls=DutchCommand, options_metavar="[OPTIES]")
def remove(key: Annotated[str, _KEY]) -> None:
    """Haal een publicatie uit de bibliotheek."""
    from ui import output, workspace

    entry = workspace.open_workspace().library.remove(key)
    output.say(
        f"'{key}' ({entry.file}) is verwijderd. "
        "Antwoorden gebruiken het nog tot u de index bijwerkt: denktank index build"
    )

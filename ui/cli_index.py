"""``denktank index``: building the index and saying how it stands."""

from typing import TYPE_CHECKING, Annotated

import typer

from ui.dutch_cli import DutchCommand, DutchGroup

if TYPE_CHECKING:
    from assistant.assemble import Workspace
    from index.manifest import Manifest

index_app = typer.Typer(cls=DutchGroup, help="De index: maken en bekijken.", no_args_is_help=True)


@index_app.command("build", cls=DutchCommand, options_metavar="[OPTIES]")
def build(
    force: Annotated[bool, typer.Option("--opnieuw", help="Ook als er niets veranderd is.")] = False,
) -> None:
    """Maak de index over alles in de bibliotheek."""
    from ui import output, workspace

    place = workspace.open_workspace()
    if not force and place.index_is_up_to_date():
        output.say("De index is al bijgewerkt; er is niets veranderd.")
        return
    _build(place)


@index_app.command("status", cls=DutchCommand, options_metavar="[OPTIES]")
def status(
    as_json: Annotated[bool, typer.Option("--json", help="Geef de stand als JSON.")] = False,
) -> None:
    """Laat zien welke index geldt en of hij nog klopt."""
    from index import manifest as manifests
    from ui import output, workspace

    place = workspace.open_workspace()
    folder = place.generations.current()
    if folder is None:
        if as_json:
            output.put_json({"index": None, "up_to_date": False, "home": str(place.home)})
        else:
            output.put("Er is nog geen index. Maak hem met: denktank index build")
        return
    manifest = manifests.load(folder)
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    up_to_date = place.index_is_up_to_date()
    if as_json:
        output.put_json(
            {
                "index": folder.name,
                "model": manifest.model_name,
                "reranker": place.settings.reranker or None,
                "built": manifest.built,
                "publications": len(manifest.publications),
                "chunks": manifest.chunks,
                "sentences": manifest.sentences,
                "bytes": size,
                "up_to_date": up_to_date,
                "home": str(place.home),
            }
        )
        return
    output.put(f"Index:        {folder.name}, gemaakt op {manifest.built[:16].replace('T', ' om ')} uur")
    output.put(f"Vectormodel:  {manifest.model_name}")
    if place.settings.reranker:
        output.put(f"Herschikken:  {place.settings.reranker}")
    output.put(f"Inhoud:       {_content(manifest)}")
    megabytes = f"{size / 1_000_000:.1f}".replace(".", ",")
    output.put(f"Grootte:      {megabytes} MB in {folder}")
    output.put(
        "Stand:        bijgewerkt"
        if up_to_date
        else "Stand:        de bibliotheek of een instelling is veranderd. Draai: denktank index build"
    )


def ensure_index(place: "Workspace") -> None:
    """Build the index first if there is none yet."""
    if place.generations.current() is None:
        from ui import output

        output.say("Er is nog geen index; die wordt nu eerst gemaakt. Dat gebeurt maar één keer.")
        _build(place)


def warn_if_stale(place: "Workspace") -> None:
    """Say on standard error that the library has changed since the index was built."""
    from ui import output

    if place.library_has_changed():
        output.say(
            "Let op: de bibliotheek is veranderd na het maken van de index. Draai: denktank index build"
        )


def _build(place: "Workspace") -> None:
    from ui import output

    with output.progress_bar("Index maken") as update:
        manifest = place.build_index(update)
    output.say(f"De index is klaar: {_content(manifest)}.")


def _content(manifest: "Manifest") -> str:
    from ui.output import count

    parts = (
        count(len(manifest.publications), "publicatie", "publicaties"),
        count(manifest.chunks, "stuk", "stukken"),
        count(manifest.sentences, "zin", "zinnen"),
    )
    return ", ".join(parts)

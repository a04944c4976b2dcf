"""``denktank index``: building the index and saying how it stands."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from ui.dutch_cli import DutchCommand, DutchGroup

if TYPE_CHECKING:
    from assistant.assemble import Workspace
    from index.build import Progress

CHANGED = "de bibliotheek of een instelling is veranderd"

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
    from ui import output, workspace

    place = workspace.open_workspace()
    if as_json:
        output.put_json(index_fields(place))
        return
    output.put("\n".join(index_lines(place)))


def index_fields(place: "Workspace") -> dict[str, Any]:
    """The fields of ``denktank index status --json``."""
    from index import manifest as manifests

    folder = place.generations.current()
    if folder is None:
        return {"index": None, "up_to_date": False, "home": str(place.home)}
    manifest = manifests.load(folder)
    return {
        "index": folder.name,
        "model": manifest.model_name,
        "reranker": place.settings.reranker or None,
        "built": manifest.built,
        "publications": len(manifest.publications),
        "chunks": manifest.chunks,
        "sentences": manifest.sentences,
        "bytes": sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()),
        "up_to_date": place.index_is_up_to_date(),
        "home": str(place.home),
    }


def index_lines(place: "Workspace") -> list[str]:
    """The same for people: a line for each, with a name in front."""
    fields = index_fields(place)
    if fields["index"] is None:
        return ["Er is nog geen index. Maak hem met: denktank index build"]
    megabytes = f"{fields['bytes'] / 1_000_000:.1f}".replace(".", ",")
    lines = [
        f"Index:        {fields['index']}, gemaakt op {fields['built'][:16].replace('T', ' om ')} uur",
        f"Vectormodel:  {fields['model']}",
    ]
    if fields["reranker"]:
        lines.append(f"Herschikken:  {fields['reranker']}")
    up_to_date = "bijgewerkt" if fields["up_to_date"] else f"{CHANGED}. Draai: denktank index build"
    return [
        *lines,
        f"Inhoud:       {_content(fields['publications'], fields['chunks'], fields['sentences'])}",
        f"Grootte:      {megabytes} MB in {place.generations.root / fields['index']}",
        f"Stand:        {up_to_date}",
    ]


def ensure_index(place: "Workspace", told: "Progress | None" = None) -> None:
    """Build the index first if there is none yet.

    ``told`` hears of the progress too: nothing of nothing at the start, then texts encoded and to encode.
    """
    if place.generations.current() is None:
        from ui import output

        output.say("Er is nog geen index; die wordt nu eerst gemaakt. Dat gebeurt maar één keer.")
        _build(place, told)


def warn_if_stale(place: "Workspace") -> None:
    """Say on standard error that the library has changed since the index was built."""
    from ui import output

    if place.library_has_changed():
        output.say(
            "Let op: de bibliotheek is veranderd na het maken van de index. Draai: denktank index build"
        )


def _build(place: "Workspace", told: "Progress | None" = None) -> None:
    from ui import output

    with output.progress_bar("Index maken") as update:

        def both(done: int, total: int) -> None:
            update(done, total)
            if told:
                told(done, total)

        if told:
            told(0, 0)
        manifest = place.build_index(both)
    content = _content(len(manifest.publications), manifest.chunks, manifest.sentences)
    output.say(f"De index is klaar: {content}.")


def _content(publications: int, chunks: int, sentences: int) -> str:
    from ui.output import count

    parts = (
        count(publications, "publicatie", "publicaties"),
        count(chunks, "stuk", "stukken"),
        count(sentences, "zin", "zinnen"),
    )
    return ", ".join(parts)

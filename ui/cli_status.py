"""``denktank status``: what writes the answers, where text goes, and how the index stands."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from assistant.assemble import Workspace
    from assistant.local_ollama import LocalOllama


def status(
    as_json: Annotated[bool, typer.Option("--json", help="Geef de stand als JSON.")] = False,
) -> None:
    """Laat zien wie de antwoorden schrijft, waar uw tekst heen gaat en hoe de index erbij staat."""
    from assistant.local_ollama import find_ollama
    from ui import output, workspace

    place = workspace.open_workspace()
    fields = _model_fields(place)
    ollama = find_ollama()
    if as_json:
        found = {"url": ollama.url, "models": list(ollama.models)} if ollama else None
        output.put_json({**fields, "ollama": found, "index": _index_fields(place)})
        return
    lines = [*_model_lines(fields), *_index_lines(place), *_ollama_lines(fields, ollama)]
    output.put("\n".join(lines))


def _model_fields(place: "Workspace") -> dict[str, Any]:
    """The model, where text goes, and what keeps the model from being used, if anything does."""
    from assistant.ask import EXTRACTIVE_MODEL
    from assistant.chat_model import chat_model_spec, make_chat_model
    from assistant.destination import destination
    from corpus.errors import DenktankError
    from ui.model_lines import HERE

    spec = chat_model_spec(place.settings)
    fields: dict[str, Any] = {
        "model": spec.model if spec else EXTRACTIVE_MODEL,
        "destination": None if spec else HERE,
        "problem": None,
        "embedding_model": place.encoder.name,
    }
    if spec is not None:
        try:
            fields["destination"] = destination(spec).wording
            make_chat_model(spec)
        except DenktankError as error:
            fields["problem"] = str(error)
    return fields


def _model_lines(fields: dict[str, Any]) -> list[str]:
    from ui.model_lines import HERE

    where = fields["destination"]
    goes = {None: "gaat nergens heen, want het taalmodel is niet te gebruiken", HERE: f"blijft {HERE}"}
    lines = [f"Antwoorden:   {fields['model']}", f"Uw tekst:     {goes.get(where, f'gaat {where}')}"]
    if fields["problem"]:
        lines.append(f"Let op:       {fields['problem']}")
    return lines


def _index_fields(place: "Workspace") -> dict[str, Any]:
    from corpus.errors import DenktankError
    from ui.cli_index import index_fields

    try:
        return {**index_fields(place), "problem": None}
    except DenktankError as error:
        return {"index": None, "up_to_date": False, "home": str(place.home), "problem": str(error)}


def _index_lines(place: "Workspace") -> list[str]:
    from corpus.errors import DenktankError
    from ui.cli_index import index_lines

    try:
        lines = index_lines(place)
    except DenktankError as error:
        lines = [f"Index:        {error}"]
    if any(place.encoder.name in line for line in lines):
        return lines
    return [f"Zoekt met:    {place.encoder.name}", *lines]


def _ollama_lines(fields: dict[str, Any], ollama: "LocalOllama | None") -> list[str]:
    """The offer of what runs here anyway, to who uses no model or one elsewhere."""
    if ollama is None or fields["model"].startswith("ollama:"):
        return []
    return [f"Ollama:       {ollama.offer}"]

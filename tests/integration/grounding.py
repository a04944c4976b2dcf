"""A small library on regional cooperation, and an assistant over it with a model on a scripted server."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from assistant.ask import Assistant
from assistant.assemble import Workspace
from assistant.chat_model import chat_model_spec, make_chat_model
from assistant.destination import Destination, destination
from assistant.generate import Writer
from assistant.model_stream import Limits
from assistant.settings import load_settings
from tests.index.conftest import write_texts

CONTACT = "griffie@gemeente.example"

TEXTS = {
    "regioraad.md": """# De regioraad Vechtdelta

## Hoe de regioraad werkt

De regioraad Vechtdelta bestaat sinds 2019. Vijf gemeenten werken erin samen. De regioraad vergadert vier keer
per jaar in het gemeentehuis van Oosterwal. Burgemeester Ilse Terpstra is voorzitter van de regioraad.

## Wie er beslist

De regioraad neemt geen besluiten over geld zonder instemming van de gemeenteraden. Elke gemeenteraad
krijgt een voorstel acht weken van tevoren. Een raadslid mag vragen stellen tijdens de vergadering van de
regioraad.

## Wat het kost

Elke gemeente betaalt 2,40 euro per inwoner per jaar aan de regioraad. Dat geld is bedoeld voor het
secretariaat en voor onderzoek.
""",
    "jeugdhulp.md": """# Samen jeugdhulp inkopen

## Waarom gemeenten samen inkopen

De gemeenten Oosterwal, Lindehout en Marsdam kopen jeugdhulp samen in. Kleine gemeenten hebben alleen te
weinig kennis van ingewikkelde contracten. Door samen in te kopen hoeven aanbieders maar één contract te
tekenen.

## Wat er misging

In 2021 waren de wachttijden langer dan afgesproken. De wethouders hadden niet duidelijk gemaakt wie de
aanbieders aansprak. Sindsdien spreekt één accountmanager namens alle gemeenten met de aanbieders.

## Advies voor wethouders

Maak vooraf schriftelijke afspraken over wie er ingrijpt als een aanbieder tekortschiet. Bespreek de
wachttijden elk kwartaal in het overleg van de wethouders.
""",
    "woningbouw.md": """# Woningbouw in de regio

## De woondeal

In de woondeal staat dat de regio tot 2030 samen 3.200 woningen bouwt. Marsdam bouwt daarvan 900 woningen.
Van alle nieuwe woningen moet dertig procent een sociale huurwoning zijn.

## Als een gemeente achterblijft

Een gemeente die minder bouwt dan afgesproken, meldt dat vóór 1 oktober aan de andere gemeenten. De gemeenten
mogen woningen onderling ruilen als de provincie daarmee instemt.
""",
    "raad.md": """# De raad betrekken bij regionale samenwerking

## Vroeg meedenken

Een raad die pas aan het eind meedoet, voelt zich voor het blok gezet. Organiseer daarom voor het begin
van een regionaal plan een avond voor alle raadsleden uit de regio. Vraag de raadsleden welke onderwerpen
zij zelf willen beslissen.

## Een raadsrapporteur

In Lindehout volgt een raadsrapporteur de regio. Griffier Bram Dekker helpt de raadsrapporteur met het
lezen van de stukken. De raadsrapporteur vertelt elke maand aan de andere raadsleden wat er speelt.
""",
    "vertrouwen.md": """# Vertrouwen tussen gemeenten

## Elkaar leren kennen

Bestuurders die elkaar alleen in vergaderingen zien, vertrouwen elkaar minder snel. Werkbezoeken helpen om de
problemen van een andere gemeente te begrijpen. Een grote gemeente moet niet altijd de voorzitter leveren.

## Als het misgaat

Spreek een ruzie binnen twee weken uit, met een gespreksleider van buiten de regio. Wie een afspraak niet
nakomt, legt dat uit aan de andere gemeenten.
""",
}

_BLOCK = re.compile(
    r"<<<PASSAGES (?P<secret>\w+)>>>\n(?P<inside>.*)\n<<<EINDE (?P=secret)>>>\n\n(?:Vraag|Onderwerp): ",
    re.DOTALL,
)
_NUMBER = re.compile(r"^\[(\d+)\] ", re.MULTILINE)


def library_over(folder: Path, cache: Path, texts: Mapping[str, str]) -> Workspace:
    """A workspace with an index over these texts by the real model, without the startcorpus."""
    workspace = Workspace(
        load_settings(home=folder / "home", cache_dir=cache, startcorpus=False, contact=CONTACT)
    )
    for path in write_texts(folder / "files", dict(texts)):
        workspace.library.add(path)
    workspace.build_index()
    return workspace


def with_model(
    workspace: Workspace, base_url: str, seconds: float = 30.0, elsewhere: str | None = None
) -> Assistant:
    """An assistant over the workspace's index, with a model as ``writer_at`` gives it."""
    settings = workspace.settings
    return Assistant(
        current=workspace.current,
        encoder=workspace.encoder,
        contact=CONTACT,
        contact_date="",
        passages=settings.passages_per_answer,
        most_sentences=settings.max_sentences,
        writer=writer_at(workspace, base_url, seconds, elsewhere),
    )


def writer_at(
    workspace: Workspace, base_url: str, seconds: float = 30.0, elsewhere: str | None = None
) -> Writer:
    """A model at an address, for the index of a workspace.

    Args:
        workspace: with the index.
        base_url: of the server.
        seconds: for an answer of the model.
        elsewhere: the host that it is to take the server for; on this machine without.
    """
    settings = load_settings(
        home=workspace.home,
        cache_dir=workspace.cache_dir,
        chat_model="openai:proef",
        chat_base_url=base_url,
        chat_timeout=seconds,
    )
    spec = chat_model_spec(settings)
    assert spec is not None
    return Writer(
        model=make_chat_model(spec),
        name=spec.model,
        destination=Destination(elsewhere, local=False) if elsewhere else destination(spec),
        limits=Limits.within(seconds),
        reads=spec.window - spec.max_tokens,
        encoder=workspace.encoder,
        contact=f"U kunt uw vraag stellen aan {CONTACT}.",
    )


def rules_of(request: Mapping[str, Any]) -> str:
    """The system message of a request."""
    return str(request["messages"][0]["content"])


def asked_of(request: Mapping[str, Any]) -> str:
    """What stands after the passages in the first message of the user."""
    return _block(request).string[_block(request).end() :]


def block_of(request: Mapping[str, Any]) -> str:
    """What stands between the marks that the rules of the same request name."""
    return _block(request)["inside"]


def _block(request: Mapping[str, Any]) -> re.Match[str]:
    content = str(request["messages"][1]["content"])
    found = _BLOCK.match(content)
    assert found is not None, content
    assert f"<<<PASSAGES {found['secret']}>>>" in rules_of(request)
    assert f"<<<EINDE {found['secret']}>>>" in rules_of(request)
    return found


def passages_of(request: Mapping[str, Any]) -> dict[int, str]:
    """The passages in a request by their number; a number that comes again or too early is text."""
    block = block_of(request)
    starts = [0]
    for mark in _NUMBER.finditer(block):
        if int(mark[1]) == len(starts) + (mark.start() > 0) and mark.start():
            starts.append(mark.start())
    ends = [*starts[1:], len(block)]
    return {key: block[start:end] for key, (start, end) in enumerate(zip(starts, ends, strict=True), 1)}


def key_of(request: Mapping[str, Any], fragment: str) -> int:
    """The number of the first passage in a request that has this text."""
    return next(key for key, text in passages_of(request).items() if fragment in text)


def filled(text: str, request: Mapping[str, Any], otherwise: int | None = None) -> str:
    """The text with the number of the passage that has the words in the place of ``[{words}]``.

    ``otherwise`` is the number for words that were not sent; without it that is an error.
    """

    def key(found: re.Match[str]) -> str:
        if otherwise is not None and found[1] not in block_of(request):
            return f"[{otherwise}]"
        return f"[{key_of(request, found[1])}]"

    return re.sub(r"\[\{(.+?)\}\]", key, text)

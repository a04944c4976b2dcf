"""``denktank memo``: a memo with footnotes about a subject, or of a conversation, as a file."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.plain_question import has_words
from corpus.errors import DenktankError
from ui.input_file import read_input

if TYPE_CHECKING:
    from assistant.assemble import Workspace
    from assistant.memo.operator_style import OperatorStyle
    from assistant.memo.values import Memo, MemoFields
    from corpus.kinds import Role

_MOST_BYTES = 50_000_000
_WHERE_FROM = (
    'Geef een onderwerp (denktank memo "de raad betrekken"), of een bewaard gesprek met --uit gesprek.json.'
)
_NOT_BOTH = "Geef een onderwerp of --uit, niet allebei. Het onderwerp van een gesprek zet u met --onderwerp."
_SUBJECT_WITH_TOPIC = "--onderwerp hoort bij --uit. Zonder --uit is het onderwerp zelf de titel van het memo."
_WITHOUT_FILE = "--force, --sjabloon en --citaten gaan over een bestand. Noem het met -o memo.docx."
_NOT_SAVED = "{} is geen bewaard gesprek of memo. Kies een .json uit het scherm."
_NO_ROLE = "--rol hoort bij een onderwerp. De antwoorden van een gesprek zijn al voor een rol gemaakt."


def memo(
    topic: Annotated[
        str | None, typer.Argument(metavar="[ONDERWERP]", help="Waar het memo over gaat, of een vraag.")
    ] = None,
    target: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--uitvoer",
            metavar="BESTAND",
            help="Het memo: .docx, .odt, .md of .html. Zonder: Markdown op het scherm.",
        ),
    ] = None,
    role: Annotated[
        str | None,
        typer.Option("--rol", metavar="ROL", help="Voor: burgemeester, wethouder, raadslid of ambtenaar."),
    ] = None,
    source: Annotated[
        Path | None,
        typer.Option(
            "--uit", metavar="BESTAND", help="Een bewaard gesprek of een bewaard memo (.json) uit het scherm."
        ),
    ] = None,
    subject: Annotated[
        str | None,
        typer.Option("--onderwerp", metavar="TEKST", help="Het onderwerp, als dat van --uit niet past."),
    ] = None,
    to: Annotated[str, typer.Option("--aan", metavar="TEKST", help="Aan wie het memo is.")] = "",
    sender: Annotated[str, typer.Option("--van", metavar="TEKST", help="Van wie het memo is.")] = "",
    date: Annotated[
        str | None, typer.Option("--datum", metavar="TEKST", help="De datum. Standaard: vandaag.")
    ] = None,
    quotes: Annotated[
        bool, typer.Option("--citaten", help="Zet in elke noot ook het letterlijke citaat.")
    ] = False,
    reference: Annotated[
        Path | None,
        typer.Option(
            "--sjabloon", metavar="BESTAND", help="Een eigen .docx of .odt waarvan het memo de opmaak krijgt."
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Overschrijf een bestand dat er al is.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Geef het memo als JSON.")] = False,
) -> None:
    """Maak een memo met bij elke zin een voetnoot."""
    from assistant.memo.drafting import title_of
    from assistant.memo.files import MemoFormat, format_of, load_style, memo_file, refuse_target, save
    from assistant.memo.keeping import memo_json
    from assistant.memo.reference_check import read_reference
    from assistant.memo.values import MemoFields
    from ui import output, workspace
    from ui.choice_option import role_option
    from ui.cli_index import ensure_index, warn_if_stale

    _refuse_combination(topic, source, subject, role)
    if target is None and (force or reference is not None or (as_json and quotes)):
        raise DenktankError(_WITHOUT_FILE)
    form = format_of(target) if target is not None else MemoFormat.MARKDOWN
    if target is not None:
        refuse_target(target, force)
    place = workspace.open_workspace()
    style = load_style(place.home)
    asked = role_option(role)
    own = reference or style.reference(form)
    if own is not None:
        read_reference(own, form)
    ensure_index(place)
    warn_if_stale(place)
    given = MemoFields(title_of(subject or topic or ""), to, sender, date or "")
    if source is not None:
        made = _of_file(place, source, given, style)
    else:
        made = _of_topic(place, topic or "", asked, _filled(given, style))
    if target is not None:
        save(target, memo_file(made, form, quotes, own), force)
        output.say(f"{target}: {_summary(made)}")
    if as_json:
        output.put(memo_json(made))
    elif target is None:
        output.put(memo_file(made, form, quotes).decode("utf-8").rstrip("\n"))


def _refuse_combination(
    topic: str | None, source: Path | None, subject: str | None, role: str | None
) -> None:
    if source is None and not has_words(topic or ""):
        raise DenktankError(_WHERE_FROM)
    if source is not None and topic is not None:
        raise DenktankError(_NOT_BOTH)
    if source is None and subject is not None:
        raise DenktankError(_SUBJECT_WITH_TOPIC)
    if source is not None and role is not None:
        raise DenktankError(_NO_ROLE)


def _filled(fields: "MemoFields", style: "OperatorStyle") -> "MemoFields":
    """The fields with those of the operator and with today, where nothing was given."""
    from dataclasses import replace

    from ui.today import today

    return style.filled(replace(fields, date=fields.date or today()))


def _of_topic(place: "Workspace", topic: str, role: "Role | None", fields: "MemoFields") -> "Memo":
    from assistant.answer import Question
    from ui import output

    def told(part: str) -> None:
        if place.settings.chat_model:
            output.say(f"Bezig met: {part}")

    return place.memos.from_topic(Question(topic, role), fields, told=told)


def _of_file(place: "Workspace", source: Path, given: "MemoFields", style: "OperatorStyle") -> "Memo":
    """The memo of a saved conversation, or a saved memo that is checked again."""
    from dataclasses import replace

    from assistant.memo.drafting import title_of
    from assistant.memo.keeping import is_memo, read_memo
    from ui.exported import read_exported

    text = _text(source)
    if not is_memo(text):
        title, answered = read_exported(text)
        named = replace(given, subject=given.subject or title_of(title))
        return place.memos.from_answers(answered, _filled(named, style))
    kept = read_memo(text)
    fields = replace(
        kept.fields,
        subject=given.subject or kept.fields.subject,
        to=given.to or kept.fields.to,
        sender=given.sender or kept.fields.sender,
        date=given.date or kept.fields.date,
    )
    return place.memos.checked(replace(kept, fields=style.filled(fields)))


def _text(source: Path) -> str:
    data = read_input(source, _MOST_BYTES + 1)
    if len(data) > _MOST_BYTES:
        raise DenktankError(f"{source} is te groot voor een gesprek of een memo. Kies een ander bestand.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise DenktankError(_NOT_SAVED.format(source)) from None


def _summary(memo: "Memo") -> str:
    """What is in a memo, in one line."""
    from assistant.memo.values import Standing
    from ui import output

    statements = [item for section in memo.sections for item in section.statements]
    if not memo.sources:
        return "de bronnen zeggen hier niets over; dat staat in het memo."
    noted = sum(bool(item.sources) for item in statements)
    doubted = sum(item.standing is Standing.UNCONFIRMED for item in statements)
    places = output.count(len(memo.sources), "plaats", "plaatsen")
    line = f"{output.count(noted, 'zin', 'zinnen')} met een noot, uit {places} in de bronnen."
    if not doubted:
        return line
    return (
        f"{line} Let op: {output.count(doubted, 'zin wordt', 'zinnen worden')} niet door de bron bevestigd."
    )

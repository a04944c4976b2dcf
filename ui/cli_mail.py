"""``denktank mail``: the draft of a reply to a mail, or to every unseen message of a mailbox."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from corpus.errors import DenktankError
from ui.input_file import read_input

if TYPE_CHECKING:
    from assistant.mail.values import Mail, MailKind, MailQuestion, Reply

_MOST_BYTES = 60_000_000
_WHICH = "Geef een bestand (denktank mail bericht.eml), - voor tekst van de standaardinvoer, of --imap."
_ONE_OF = "Een bestand en --imap gaan niet samen. Kies één van de twee."
_ONLY_IMAP = "--dry-run en --limit horen bij --imap."
_NOT_IMAP = "-o en --force horen bij een bestand: met --imap komen de concepten in de mailbox."
_NOTHING = "Er staat niets in dit bericht. Kies een ander bestand, of plak de tekst van de mail."
_NOT_EML = "{}: een concept is een .eml-bestand. Laat de naam eindigen op .eml."


def mail(
    source: Annotated[
        str | None,
        typer.Argument(metavar="[BESTAND]", help="Een .eml, .msg of tekstbestand; - is de standaardinvoer."),
    ] = None,
    target: Annotated[
        Path | None,
        typer.Option("-o", "--uitvoer", metavar="BESTAND", help="Bewaar het concept als .eml."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Overschrijf een bestand dat er al is.")] = False,
    imap: Annotated[
        bool,
        typer.Option(
            "--imap", help="Maak concepten voor de ongelezen berichten van de mailbox in de instellingen."
        ),
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Met --imap: laat zien wat er zou gebeuren, verander niets.")
    ] = False,
    limit: Annotated[
        int | None,
        typer.Option("--limit", metavar="AANTAL", min=1, help="Met --imap: hoogstens zoveel berichten."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Geef de uitkomst als JSON.")] = False,
) -> None:
    """Maak een concept-antwoord op een mail; verzonden wordt er niets."""
    if imap and source is not None:
        raise DenktankError(_ONE_OF)
    if imap:
        if target is not None or force:
            raise DenktankError(_NOT_IMAP)
        from ui.cli_mailbox import answer_mailbox

        answer_mailbox(limit, dry_run, as_json)
        return
    if dry_run or limit is not None:
        raise DenktankError(_ONLY_IMAP)
    if source is None:
        raise DenktankError(_WHICH)
    _answer_file(source, target, force, as_json)


def _answer_file(source: str, target: Path | None, force: bool, as_json: bool) -> None:
    from assistant.mail.kinds import kind_of
    from assistant.mail.message import read_mail
    from assistant.mail.questions import questions
    from assistant.mail.values import MailKind
    from assistant.mail.writing import draft_message, reply_text
    from assistant.memo.files import refuse_target, save
    from ui import output, workspace
    from ui.cli_index import ensure_index, warn_if_stale

    if target is not None:
        if target.suffix.lower() != ".eml":
            raise DenktankError(_NOT_EML.format(target.name))
        refuse_target(target, force)
    data, name = _bytes(source)
    if not data.strip():
        raise DenktankError(_NOTHING)
    place = workspace.open_workspace()
    read = read_mail(data, name)
    kind, asked = kind_of(read), questions(read)
    ensure_index(place)
    warn_if_stale(place)
    if kind is MailKind.AUTOMATIC and as_json:
        output.put_json(reply_fields(read, kind, asked, None))
        return
    reply = place.replies.reply(read, kind, asked)
    if target is not None:
        save(target, draft_message(reply, read, place.settings.mail_from), force)
        output.say(f"{target}: {_summary(reply)} Lees het na en verstuur het zelf.")
    if as_json:
        output.put_json(reply_fields(read, kind, asked, reply))
    elif target is None:
        output.put(reply_text(reply).rstrip("\n"))
    for note in reply.notes:
        output.say(f"Let op: {note}")


def _bytes(source: str) -> tuple[bytes, str]:
    if source == "-":
        return sys.stdin.buffer.read(_MOST_BYTES), ""
    path = Path(source)
    return read_input(path, _MOST_BYTES), path.name


def _summary(reply: "Reply") -> str:
    from ui import output

    covered = sum(part.covered for part in reply.parts)
    return f"{output.count(len(reply.parts), 'vraag', 'vragen')}, {covered} beantwoord uit de bronnen."


def reply_fields(
    mail: "Mail", kind: "MailKind", asked: "tuple[MailQuestion, ...]", reply: "Reply | None"
) -> dict[str, Any]:
    """The fields of ``denktank mail --json``; those of the reply only where there is one."""
    return {
        "kind": kind.value,
        "subject": mail.subject,
        "from": mail.sender_address,
        "attachments": list(mail.attachments),
        "questions": [
            {"question": one.text, "written": one.written, "implicit": one.implicit} for one in asked
        ],
        **(_fields_of(reply) if reply is not None else {}),
    }


def _fields_of(reply: "Reply") -> dict[str, Any]:
    from assistant.mail.writing import reply_text
    from ui import output

    return {
        "to": reply.to,
        "reply_subject": reply.subject,
        "in_reply_to": reply.in_reply_to,
        "references": list(reply.references),
        "reply": reply_text(reply),
        "parts": [
            {
                "question": part.question.text,
                "covered": part.covered,
                "partly": part.partly,
                "statements": [
                    {
                        "text": item.text,
                        "sources": list(item.sources),
                        "standing": item.standing.value,
                        "generated": item.generated,
                        "reasons": [{"reason": kind, "detail": detail} for kind, detail in item.reasons],
                    }
                    for item in part.statements
                ],
            }
            for part in reply.parts
        ],
        "sources": [output.citation_fields(source) for source in reply.sources],
        "notes": list(reply.notes),
    }

"""``denktank mail --imap``: drafts for the unseen messages of a mailbox."""

import sys
from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from assistant.assemble import Workspace
    from assistant.mail.drafter import Drafter
    from assistant.mail.mailbox_values import Handled


def answer_mailbox(limit: int | None, dry_run: bool, as_json: bool) -> None:
    """Make the drafts and tell of each message what became of it.

    Raises:
        DenktankError: a setting is missing, the mailbox cannot be used, or nothing can be answered now.
    """
    from assistant.mail.ledger import FOLDER_NAME, Ledger
    from assistant.mail.mailbox import handle_mailbox
    from assistant.mail.mailbox_values import Outcome
    from assistant.mail.place import mailbox_place
    from ui import output, workspace
    from ui.cli_index import ensure_index, warn_if_stale

    place = workspace.open_workspace()
    mailbox = mailbox_place(place.settings)
    ensure_index(place)
    warn_if_stale(place)
    place.assistant.warm_up()
    drafter = _drafter(place)
    done: list[Handled] = []
    ledger = Ledger(place.home / FOLDER_NAME)
    with output.progress_bar("Berichten", transient=True) as told:
        messages = handle_mailbox(mailbox, drafter.draft, ledger, limit=limit, dry_run=dry_run, told=told)
        for handled in messages:
            done.append(handled)
            output.say(_line(handled))
    output.say(_tally(done, dry_run))
    if as_json:
        output.put_json([_fields(handled) for handled in done])
    if any(handled.outcome is Outcome.FAILED for handled in done):
        raise typer.Exit(1)


def _drafter(place: "Workspace") -> "Drafter":
    from assistant.mail.drafter import Drafter

    settings = place.settings
    sender = settings.mail_from or (settings.mail_user if "@" in settings.mail_user else "")
    return Drafter(place.replies, sender, place.own_addresses, lambda: datetime.now().astimezone())


def _line(handled: "Handled") -> str:
    # Only on a terminal: elsewhere this ends up in a log, and a subject may name a person.
    watched = sys.stderr.isatty() and handled.subject
    return f"{handled.subject[:60] if watched else f'Bericht {handled.uid}'}: {handled.line}"


def _tally(done: "list[Handled]", dry_run: bool) -> str:
    from ui import output

    if not done:
        return "Er zijn geen ongelezen berichten om te beantwoorden."
    counts = Counter(handled.outcome.value.replace("_", " ") for handled in done)
    line = f"{output.count(len(done), 'bericht', 'berichten')}: " + ", ".join(
        f"{number} {outcome}" for outcome, number in counts.items()
    )
    return f"{line}. Er is niets veranderd (--dry-run)." if dry_run else f"{line}. Er is niets verzonden."


def _fields(handled: "Handled") -> dict[str, object]:
    return {
        "uid": handled.uid,
        "subject": handled.subject,
        "outcome": handled.outcome.value,
        "line": handled.line,
    }

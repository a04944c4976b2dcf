"""Handles a mailbox in a process of its own that is killed at a step, with ``python -m``.

The arguments are the port, the file of the authority, the folder of the ledger, and the step and the number
of the message to be killed at. ``making`` is the step inside the making of a draft.
"""

import os
import signal
import sys
from pathlib import Path

from pydantic import SecretStr

from assistant.mail.ledger import Ledger
from assistant.mail.mailbox import handle_mailbox
from assistant.mail.mailbox_values import Drafted, MailboxPlace, Step
from tests.integration import mailbox_mails
from tests.integration.dovecot import PASSWORD, USER

MAKING = "making"


def main(port: str, ca_file: str, ledger: str, killed_at: str, killed_uid: str) -> None:
    """Handle the mailbox until killed."""
    place = MailboxPlace(
        "localhost", USER, SecretStr(PASSWORD), port=int(port), ca_file=Path(ca_file), timeout=10
    )
    at = 0

    def step(step: Step, uid: int) -> None:
        nonlocal at
        at = uid
        if step == killed_at and uid == int(killed_uid):
            os.kill(os.getpid(), signal.SIGKILL)

    def make_draft(message: bytes, draft_id: str) -> Drafted:
        if killed_at == MAKING and at == int(killed_uid):
            os.kill(os.getpid(), signal.SIGKILL)
        return mailbox_mails.make_draft(message, draft_id)

    for _ in handle_mailbox(place, make_draft, Ledger(Path(ledger)), step=step):
        pass


if __name__ == "__main__":
    main(*sys.argv[1:])

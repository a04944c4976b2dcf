"""What visitors think of answers, kept in a file on this machine where the operator switched that on.

One JSON object a line, with the date and time, the question, the answer, where its quotations stand, the
generation of the index, the vote and the reason. Personal data are replaced by placeholders first. Of several
lines with one ``beurt`` the last counts: who explains a vote adds a line.
"""

import json
import re
from datetime import datetime
from functools import partial
from pathlib import Path

import portalocker

from assistant.privacy import redact_all
from corpus.errors import DenktankError, describe_os_error
from ui.render import plain_text
from ui.session import Turn

FILE_NAME = "meningen.jsonl"
"""In ``DENKTANK_HOME``."""
_VERSION = 1


class Feedback:
    """The file with opinions."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def add(self, turn: Turn, reason: str = "") -> None:
        """Add the vote on a turn to the file.

        Raises:
            DenktankError: the file cannot be written, or personal data cannot be recognised.
        """
        if turn.answer is None or turn.vote is None:
            return
        # The names in its sources are public.
        sources = "\n".join(f"{one.title}\n{one.quote}" for one in turn.answer.citations)
        redacted = redact_all((turn.question, plain_text(turn.answer), reason), partial(_is_named, sources))
        question, answer, why = (one.text for one in redacted)
        line = {
            "versie": _VERSION,
            "tijd": datetime.now().astimezone().isoformat(timespec="seconds"),
            "beurt": turn.id,
            "vraag": question,
            "antwoord": answer,
            "bronnen": [
                {
                    "nummer": one.n,
                    "publicatie": one.publication,
                    "bladzijde": one.page,
                    "van": one.start,
                    "tot": one.end,
                }
                for one in turn.answer.citations
            ],
            "index": turn.answer.index,
            "taalmodel": turn.answer.model,
            "mening": turn.vote.value,
            "reden": why,
        }
        self._append(json.dumps(line, ensure_ascii=False))

    def _append(self, line: str) -> None:
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with self._file.open("a", encoding="utf-8", errors="replace") as file:
                portalocker.lock(file, portalocker.LockFlags.EXCLUSIVE)
                file.write(line + "\n")
        except OSError as error:
            raise DenktankError(describe_os_error(error, self._file)) from error


def _is_named(text: str, name: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None

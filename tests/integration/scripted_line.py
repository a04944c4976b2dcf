"""A model that writes what a test wants on a real connection, and the answers that come of it."""

import re
from collections.abc import Callable, Sequence
from typing import Any

from assistant import wording
from assistant.answer import Answer, Question
from assistant.assemble import Workspace
from tests.integration.chat_behaviours import answers, empty
from tests.integration.chat_server import Behaviour, ChatServer, Script
from tests.integration.grounding import filled, with_model

QUESTION = Question("Hoe vaak vergadert de regioraad Vechtdelta?")
OFTEN = "De regioraad vergadert vier keer per jaar in het gemeentehuis van Oosterwal [{vier keer}]."
MONEY = (
    "De regioraad neemt geen besluiten over geld zonder instemming van de gemeenteraden [{geen besluiten}]."
)
WRONG = "De regioraad vergadert zes keer per jaar in het gemeentehuis van Oosterwal [{vier keer}]."
GOOD = f"{OFTEN} {MONEY}"
PATIENCE = 10.0
"""Seconds for the server to notice something."""


class Line:
    """A server of which the behaviour is set by a test, and the assistant that uses it."""

    def __init__(self, workspace: Workspace, server: ChatServer) -> None:
        self.workspace = workspace
        self.server = server
        self.script: Script = lambda request: empty
        self.assistant = with_model(workspace, server.base_url)

    @property
    def requests(self) -> Sequence[dict[str, Any]]:
        return [received.body for received in self.server.requests]

    def answer(self, script: Script | Behaviour | str, question: Question = QUESTION) -> Answer:
        self.plays(script)
        return self.assistant.answer(question)

    def plays(self, script: Script | Behaviour | str) -> None:
        """What the server does: a text with its numbers filled in, or a script."""
        self.script = writes(script) if isinstance(script, str) else script  # type: ignore[assignment]


def writes(text: str, behaviour: Callable[[str], Behaviour] = answers) -> Script:
    return lambda request: behaviour(filled(text, request))


def always(behaviour: Behaviour) -> Script:
    return lambda request: behaviour


def texts(answer: Answer) -> list[str]:
    return [claim.text for claim in answer.claims]


def sentence(text: str) -> str:
    """A sentence of a script as it is shown."""
    return re.sub(r" \[.*?\]", "", text)


def generated(answer: Answer) -> list[bool]:
    return [claim.generated for claim in answer.claims]


def assert_quoted(answer: Answer, *lines: str) -> None:
    """The answer is one of quotations, and says why."""
    assert answer.claims and not any(generated(answer))
    for claim in answer.claims:
        assert [c.quote for c in answer.citations if c.n in claim.citations] == [claim.text]
    assert answer.notes[0] == " ".join((*lines, wording.QUOTED_INSTEAD))
    assert answer.notes[0] in answer.text

"""Replies in the words of a language model: checked, and without the personal data of who wrote."""

from typing import Any

import pytest

from assistant.mail.kinds import kind_of
from assistant.mail.message import mail_of_text
from assistant.mail.questions import questions
from assistant.mail.replying import Replies
from assistant.mail.values import Reply
from assistant.memo.values import Standing
from tests.integration.chat_behaviours import answers
from tests.integration.chat_server import Behaviour
from tests.integration.grounding import CONTACT, filled, with_model
from tests.integration.scripted_line import GOOD, MONEY, OFTEN, WRONG, Line, sentence

pytestmark = pytest.mark.integration
MAIL = """Van: Willemijn Achterberg <willemijn.achterberg@prive.example>
Onderwerp: De regioraad

Beste mensen,

Ik ben Willemijn Achterberg, telefoon 06-12345678, Kerkstraat 12, 1234 AB Oosterwal. Hoe vaak vergadert de
regioraad Vechtdelta daar? Mail mij op willemijn.achterberg@prive.example of bel 06-12345678.

Met vriendelijke groet,
Willemijn Achterberg
"""


def replied(line: Line, elsewhere: str | None = None) -> Reply:
    place = line.workspace
    assistant = with_model(place, line.server.base_url, elsewhere=elsewhere)
    mail = mail_of_text(MAIL)
    return Replies(assistant, place.current, place.encoder, CONTACT).reply(
        mail, kind_of(mail), questions(mail)
    )


def says(text: str) -> Any:
    def script(request: dict[str, Any]) -> Behaviour:
        return answers(filled(text, request))

    return script


def test_each_sentence_of_the_model_is_checked(line: Line) -> None:
    line.plays(says(f"{GOOD} {WRONG}"))
    (part,) = replied(line).parts
    assert [item.text for item in part.statements] == [sentence(OFTEN), sentence(MONEY)]
    assert all(item.generated and item.sources for item in part.statements)
    assert all(item.standing is not Standing.UNCONFIRMED for item in part.statements)


def test_nothing_of_who_wrote_leaves_this_machine(line: Line) -> None:
    line.plays(says(GOOD))
    reply = replied(line, elsewhere="model.example")
    assert reply.parts[0].covered and line.requests
    sent = str([request["messages"] for request in line.requests])
    for personal in ("Willemijn", "Achterberg", "prive.example", "12345678", "Kerkstraat 12", "1234 AB"):
        assert personal not in sent

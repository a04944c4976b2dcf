"""The reply to each labelled mail: structure and headers, and that nothing of it runs or is fetched."""

import email
import re
from email.message import EmailMessage
from email.policy import default
from typing import cast

import pytest

from assistant.assemble import Workspace
from assistant.mail import courtesy
from assistant.mail.kinds import kind_of
from assistant.mail.message import read_mail
from assistant.mail.questions import questions
from assistant.mail.replying import Replies
from assistant.mail.values import MailKind
from assistant.mail.writing import draft_message, reply_text
from assistant.memo.values import Standing
from corpus.errors import DenktankError
from eval.mail_set import GoldenMail, load

pytestmark = pytest.mark.integration
MAILS = load()
CONTACT = "griffie@gemeente.example"
_HEADERS = frozenset(
    {"from", "to", "subject", "in-reply-to", "references", "x-unsent", "x-mailer", "content-language"}
    | {"content-type", "content-transfer-encoding", "mime-version"}
)


@pytest.fixture(scope="module")
def replies(startcorpus_workspace: Workspace) -> Replies:
    place = startcorpus_workspace
    return Replies(place.assistant, place.current, place.encoder, CONTACT)


def test_there_are_enough_of_them() -> None:
    assert len(MAILS) >= 40
    assert {mail.kind for mail in MAILS} == set(MailKind)


@pytest.mark.parametrize("golden", MAILS, ids=lambda golden: golden.id)
def test_the_reply_to_a_mail(replies: Replies, golden: GoldenMail) -> None:
    mail = read_mail(golden.source.encode("utf-8", "surrogatepass"))
    kind, asked = kind_of(mail), questions(mail)
    if kind is MailKind.AUTOMATIC:
        with pytest.raises(DenktankError):
            replies.reply(mail, kind, asked)
        return
    reply = replies.reply(mail, kind, asked)
    assert [part.question for part in reply.parts] == list(asked)
    numbers = {n for part in reply.parts for item in part.statements for n in item.sources}
    assert numbers == {source.n for source in reply.sources}
    for part in reply.parts:
        assert part.covered == bool(part.statements)
        for item in part.statements:
            assert (item.standing, bool(item.sources)) == (Standing.QUOTED, True)
    _assert_text(reply_text(reply), len(asked))
    message = cast(EmailMessage, email.message_from_bytes(draft_message(reply, mail), policy=default))
    assert not message.defects and not message.is_multipart()
    assert {name.lower() for name in message} <= _HEADERS
    assert message["X-Unsent"] == "1"
    assert message["In-Reply-To"] == (mail.message_id or None)
    assert message.get_content_type() == "text/plain"
    assert message.get_content().startswith(reply.salutation)


def _assert_text(text: str, asked: int) -> None:
    lines = text.splitlines()
    assert re.fullmatch(r"Beste .+,|Geachte heer of mevrouw,", lines[0])
    assert lines.index(courtesy.CLOSING) > 2
    assert sum(line.startswith("> ") for line in lines) == asked
    assert text.count(courtesy.NOT_COVERED) == text.count(CONTACT)
    if f"{courtesy.SOURCES}:" in lines:
        listed = lines[lines.index(f"{courtesy.SOURCES}:") + 1 :]
        assert [line.split(" ")[0] for line in listed] == [f"[{n}]" for n in range(1, len(listed) + 1)]

"""The routes of the mails: what a browser may send, what it gets, and what is refused."""

import json
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from typing import Any

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from assistant.mail.keeping import MailDraft, draft_json, read_draft
from assistant.mail.letter import MOST_BYTES
from assistant.mail.message import read_mail
from assistant.mail.questions import questions
from assistant.mail.values import MailKind, MailQuestion, Reply
from assistant.memo.values import Standing
from tests.ui.fake_assistant import HOSTILE, QUOTE, FakeAssistant, citation, links
from tests.ui.fake_replies import CONTACT, GONE, MAIL, NOTE, REFUSED, FakeReplies, find_sources
from tests.ui.mail_site import SENDER
from ui import mail_texts as texts
from ui import statement_texts
from ui import texts as site_texts
from ui.app import build_app
from ui.mail_routes import AGAIN, CHECK, FILE, READ, SOURCES
from ui.mail_view import MOST_BODY, mail_view

ADDRESS = "http://127.0.0.1:7860"
OWN = {"X-Denktank": "1"}
EML = b"""From: =?utf-8?q?Andr=C3=A9_Bos?= <andre@gemeente.example>
To: info@denktank.example
Subject: De raad
Date: Tue, 03 Mar 2026 10:00:00 +0100
Message-ID: <een@gemeente.example>
References: <nul@gemeente.example>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=x

--x
Content-Type: text/plain; charset=utf-8

Hoe betrek ik de raad bij de regio?

Op ma 2 mrt 2026 om 09:00 schreef Iemand <i@x.example>:
> Wat vond u ervan?
--x
Content-Type: application/pdf; name="plan.pdf"
Content-Disposition: attachment; filename="plan.pdf"

niets
--x--
"""


@pytest.fixture
def replies() -> FakeReplies:
    return FakeReplies()


@pytest.fixture
def client(replies: FakeReplies) -> Iterator[TestClient]:
    view = mail_view(lambda: replies, find_sources, lambda: SENDER)
    with TestClient(build_app(FakeAssistant(), "", views=[view]), base_url=ADDRESS) as client:
        yield client


def post(client: TestClient, path: str, body: object, headers: dict[str, str] | None = None) -> Response:
    sent = body if isinstance(body, (str, bytes)) else json.dumps(body)
    return client.post(path, content=sent, headers=OWN if headers is None else headers)


def draft_of(answer: Response) -> MailDraft:
    assert answer.status_code == 200, answer.text
    return read_draft(json.dumps(answer.json()["concept"]))


def reply_of(answer: Response) -> Reply:
    reply = draft_of(answer).reply
    assert reply is not None
    return reply


def sample(replies: FakeReplies, mail: str | bytes = MAIL) -> MailDraft:
    read = read_mail(mail.encode() if isinstance(mail, str) else mail)
    asked = questions(read)
    return MailDraft(read, asked, replies.reply(read, MailKind.QUESTIONS, asked, lambda: False))


def changed(draft: MailDraft, **fields: Any) -> str:
    assert draft.reply is not None
    return draft_json(replace(draft, reply=replace(draft.reply, **fields)))


def test_a_pasted_mail_becomes_a_draft(client: TestClient, replies: FakeReplies) -> None:
    answer = post(client, READ, MAIL)
    shown = answer.json()
    mail, kind, asked = replies.asked[0]
    assert (mail.sender_address, kind) == ("jan@gemeente.example", MailKind.QUESTIONS)
    assert [one.text for one in asked] == [
        "Hoe betrek ik de raad bij de regio?",
        "Wat staat er over kernenergie?",
    ]
    assert shown["getoond"]["van"] == "Jan Jansen"
    assert shown["getoond"]["onderwerp"] == "De raad en de regio"
    assert shown["getoond"]["eraf"][0][0] == "Ondertekening"
    reply = reply_of(answer)
    assert (reply.to, reply.salutation) == ("jan@gemeente.example", "Beste Jan Jansen,")
    assert [[mark["soort"] for mark in marks] for marks in shown["oordelen"]] == [
        ["citaat", "bevestigd", "niet_bevestigd"],
        [],
    ]
    assert shown["oordelen"][0][2]["regel"].endswith("dit getal staat niet in de bron (“12”).")
    assert [source["adres"] for source in shown["bronnen"]] == links(reply.sources)
    assert CONTACT in shown["onbeantwoord"]
    assert NOTE in reply.notes
    assert f"- {QUOTE} [1]\n" in shown["tekst"]
    assert NOTE not in shown["tekst"]
    assert answer.headers["cache-control"] == "no-store"


def test_a_file_is_read_by_what_is_in_it(client: TestClient) -> None:
    shown = post(client, f"{READ}?naam=bericht.eml", EML).json()["getoond"]
    assert (shown["van"], shown["bijlagen"]) == ("André Bos", ["plan.pdf"])
    assert shown["datum"] == "2026-03-03T10:00:00+01:00"
    assert "Wat vond u ervan?" in shown["eraf"][0][1]


@pytest.mark.parametrize(
    ("body", "status", "line"),
    [
        (" \n", 400, texts.NOTHING_SENT),
        (b"\x00\x01\x02" * 500, 400, "bericht.exe is geen mailbericht dat te lezen is."),
        (MAIL.replace("kernenergie", "weiger"), 400, REFUSED),
        (MAIL.replace("kernenergie", "kapot"), 500, statement_texts.UNEXPECTED),
    ],
)
def test_what_cannot_be_answered_is_refused_in_dutch(
    client: TestClient, body: str | bytes, status: int, line: str
) -> None:
    answer = post(client, f"{READ}?naam=bericht.exe", body)
    assert answer.status_code == status
    assert answer.text.startswith(line)


def test_a_machine_gets_no_reply(client: TestClient, replies: FakeReplies) -> None:
    answer = post(client, READ, EML.replace(b"MIME-Version", b"Auto-Submitted: auto-replied\nMIME-Version"))
    shown = answer.json()
    assert (shown["concept"]["antwoord"], shown["concept"]["vragen"]) == (None, [])
    assert (shown["regel"], shown["tekst"]) == (texts.KINDS[MailKind.AUTOMATIC], "")
    assert replies.asked == []
    for path in (CHECK, FILE):
        refused = post(client, path, shown["concept"])
        assert (refused.status_code, refused.text) == (400, texts.NO_REPLY)
    assert post(client, AGAIN, shown["concept"]).json()["concept"]["antwoord"] is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Hartelijk dank voor uw antwoord!", MailKind.THANKS),
        ("Hierbij stuur ik u ons verslag van de bijeenkomst. Het was een mooie dag.", MailKind.NO_QUESTION),
    ],
)
def test_a_mail_without_a_question_gets_a_short_reply(
    client: TestClient, replies: FakeReplies, text: str, kind: MailKind
) -> None:
    shown = post(client, READ, text).json()
    assert replies.asked[0][1] is kind
    assert shown["regel"] == texts.KINDS[kind]
    assert shown["concept"]["antwoord"]["parts"] == []
    assert "Dank u wel voor uw bericht." in shown["tekst"]


def test_changed_questions_are_answered_anew(client: TestClient, replies: FakeReplies) -> None:
    asked = (MailQuestion(" Wie zit er\n aan tafel? ", ""), MailQuestion(" ", ""))
    answer = post(client, AGAIN, draft_json(replace(sample(replies), questions=asked)))
    assert [part.question.text for part in reply_of(answer).parts] == ["Wie zit er aan tafel?"]
    assert draft_of(answer).questions == (MailQuestion("Wie zit er aan tafel?", ""),)


def test_a_reply_is_checked_whatever_it_says_of_itself(client: TestClient, replies: FakeReplies) -> None:
    draft = sample(replies)
    assert draft.reply is not None
    first = draft.reply.parts[0]
    lying = replace(first, statements=(replace(first.statements[2], standing=Standing.QUOTED),))
    answer = post(client, CHECK, changed(draft, parts=(lying,)))
    reply = reply_of(answer)
    assert reply.parts[0].statements[0].standing is Standing.UNCONFIRMED
    assert len(reply.sources) == 1
    assert answer.json()["fout"] == ""
    assert "[niet bevestigd door de bron]" in answer.json()["tekst"]
    assert b"[niet bevestigd door de bron]" in post(client, FILE, changed(draft, parts=(lying,))).content


def test_a_reply_that_cannot_be_checked_comes_back_with_why(client: TestClient, replies: FakeReplies) -> None:
    draft = sample(replies)
    gone = changed(draft, sources=(citation(1, title="Weggehaald"), citation(2)))
    answer = post(client, CHECK, gone)
    assert draft_of(answer) == read_draft(gone)
    shown = answer.json()
    assert (shown["fout"], shown["oordelen"], shown["tekst"]) == (f"{GONE} {texts.DROP_SOURCE}", [], "")
    refused = post(client, FILE, gone)
    assert (refused.status_code, refused.text) == (400, GONE)


def test_a_draft_for_a_mail_program(client: TestClient, replies: FakeReplies) -> None:
    answer = post(client, FILE, draft_json(sample(replies, EML)))
    assert answer.headers["content-type"] == "message/rfc822"
    assert answer.headers["content-disposition"] == 'attachment; filename="concept.eml"'
    message = message_from_bytes(answer.content, policy=policy.default)
    assert message["X-Unsent"] == "1"
    assert (message["To"], message["From"]) == ("andre@gemeente.example", SENDER)
    assert message["In-Reply-To"] == "<een@gemeente.example>"
    assert message["References"] == "<nul@gemeente.example> <een@gemeente.example>"
    assert message["Subject"] == "Re: De raad"
    assert QUOTE in message.get_content()
    assert "> Hoe betrek ik de raad bij de regio?" in message.get_content()


@pytest.mark.parametrize(
    "end", ["\r\n", "\n", "\r", "\u2028", "\x0b", "\x85", "\r\n\r\n"], ids=lambda text: repr(text)
)
def test_no_edited_field_makes_a_header(client: TestClient, replies: FakeReplies, end: str) -> None:
    bad = f"{end}Bcc: evil@evil.example"
    edited = changed(
        sample(replies, EML),
        to=f"jan@gemeente.example{bad}",
        subject=f"Re: hallo{bad}",
        salutation=f"Beste Jan,{bad}",
        in_reply_to=f"<a@b>{bad}",
        references=(f"<a@b>{bad}", "<goed@b.example>"),
        contact=f"x@y.example{bad}",
    )
    answer = post(client, FILE, edited)
    assert answer.status_code == 200
    message = message_from_bytes(answer.content, policy=policy.default)
    assert message["Bcc"] is None
    assert {name.lower() for name in message} <= {
        "from", "to", "subject", "references", "x-unsent", "x-mailer", "content-language", "content-type",
        "content-transfer-encoding", "mime-version",
    }  # fmt: skip
    assert "evil" not in str(message["To"])
    assert message["References"] == "<goed@b.example>"


def altered(draft: MailDraft, **changes: object) -> str:
    return json.dumps(json.loads(draft_json(draft)) | changes)


@pytest.mark.parametrize("path", [AGAIN, CHECK, FILE])
@pytest.mark.parametrize(
    "sent", ["", "[]", "7", '{"soort": "denktank-memo"}', b"\xff", "[" * 100_000], ids=range(6)
)
def test_what_is_no_draft_is_refused(client: TestClient, path: str, sent: str | bytes) -> None:
    answer = post(client, path, sent)
    assert answer.status_code == 400
    assert answer.text.startswith("Dit is geen concept van deze assistent")


def test_a_draft_that_cannot_have_been_made_here_is_refused(client: TestClient, replies: FakeReplies) -> None:
    draft = sample(replies)
    assert draft.reply is not None
    kept = json.loads(draft_json(draft))
    reply = kept["antwoord"]
    cited = {"text": "Zin.", "sources": [9], "standing": "citaat"}
    question = {"text": "x", "written": ""}
    for wrong in (
        {"mail": {"tekst": "x"}},
        {"mail": {**kept["mail"], "text": 7}},
        {"vragen": "x"},
        {"vragen": [question] * 21},
        {"vragen": [{"text": "x" * 100_001, "written": ""}]},
        {"antwoord": reply | {"to": ["x"]}},
        {"antwoord": reply | {"subject": "x" * 5_001}},
        {"antwoord": reply | {"parts": [reply["parts"][0] | {"statements": [cited]}]}},
        {"antwoord": reply | {"sources": [reply["sources"][0]] * 2}},
        {"antwoord": reply | {"sources": [reply["sources"][0] | {"n": 0}]}},
        {"antwoord": reply | {"sources": [reply["sources"][0] | {"start": -1}]}},
        {"antwoord": reply | {"notes": ["x"] * 1_001}},
    ):
        answer = post(client, CHECK, altered(draft, **wrong))
        assert (answer.status_code, answer.text[:27]) == (400, "Dit is geen concept van dez"), wrong
    assert "andere versie" in post(client, CHECK, altered(draft, versie=2)).text


def test_sources_that_could_be_added(client: TestClient, replies: FakeReplies) -> None:
    found = client.get(SOURCES, params={"woorden": "  de   tafel "}).json()["bronnen"]
    assert found[0]["bron"]["quote"] == "Over de tafel staat hier iets."
    nothing = client.get(SOURCES, params={"woorden": "  "})
    assert (nothing.status_code, nothing.text) == (400, statement_texts.NO_WORDS)
    kept = json.loads(draft_json(sample(replies)))
    kept["antwoord"]["sources"].append(found[0]["bron"] | {"n": 3})
    kept["antwoord"]["parts"][0]["statements"][0]["sources"] = [3]
    assert "Gevonden stuk" in {source.title for source in reply_of(post(client, CHECK, kept)).sources}


@pytest.mark.parametrize(
    ("path", "most"), [(READ, MOST_BYTES), *((p, MOST_BODY) for p in (AGAIN, CHECK, FILE))]
)
def test_only_our_own_scripts_may_send_and_not_too_much(client: TestClient, path: str, most: int) -> None:
    assert post(client, path, MAIL, {}).text == site_texts.WRONG_ORIGIN
    elsewhere = post(client, path, MAIL, OWN | {"Origin": "http://evil.example"})
    assert (elsewhere.status_code, elsewhere.text) == (403, site_texts.WRONG_ORIGIN)
    large = post(client, path, b"x" * (most + 1))
    assert (large.status_code, large.text) == (413, site_texts.TOO_LARGE)
    assert client.get(path).status_code == 404


def test_hostile_text_comes_as_data_and_not_as_markup(client: TestClient) -> None:
    mail = f"Van: \u202e<script> <x@y.example>\nOnderwerp: {HOSTILE}\n\nWat is vijandig aan {HOSTILE}?\n"
    answer = post(client, READ, mail)
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["x-content-type-options"] == "nosniff"
    shown = answer.json()
    assert all("\u202e" not in shown["getoond"][name] for name in ("van", "onderwerp", "tekst"))
    assert shown["bronnen"][0]["adres"].startswith("/?bron=javascript%3A")


def test_where_text_goes_is_escaped_on_the_page() -> None:
    view = mail_view(FakeReplies, find_sources, str, "Naar <b>model</b>.")
    assert "Naar &lt;b&gt;model&lt;/b&gt;." in view.html

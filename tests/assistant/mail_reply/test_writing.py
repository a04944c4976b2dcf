"""A reply as text and as a message: threading, headers, characters, and nothing that slips in."""

import email
from dataclasses import replace
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import default
from typing import cast

import pytest

from assistant.answer import Citation
from assistant.mail import courtesy
from assistant.mail.values import Mail, MailQuestion, Reply, ReplyPart
from assistant.mail.writing import MOST_HISTORY, draft_message, reply_text
from assistant.memo.values import Standing, Statement
from corpus.kinds import PassageKind

SOURCE = Citation(
    1, "gids", "Samen op pad", "gids.pdf", PassageKind.ADVICE, ("Samen op pad", "De raad"), 14, "12",
    "Vraag de raad vroeg.", 4, 24, 0.9, "2018-06-28",
)  # fmt: skip
ASKED = ReplyPart(
    MailQuestion("Hoe betrek ik de raad?", "hoe betrek ik de raad?"),
    (
        Statement("Vraag de raad vroeg.", (1,), standing=Standing.QUOTED),
        Statement("De raad krijgt € 12.", (1,), standing=Standing.UNCONFIRMED),
        Statement("Bel gerust.", standing=Standing.OWN),
    ),
    covered=True,
)
ELSEWHERE = ReplyPart(MailQuestion("Wat kost een paspoort?", "Wat kost een paspoort?"), (), covered=False)
REPLY = Reply(
    to="Noa Jansen <noa@oosterwal.example>",
    subject="Re: De raad – één vraag",
    salutation="Beste Noa Jansen,",
    opening="Dank u wel voor uw bericht.",
    parts=(ASKED, ELSEWHERE),
    closing=courtesy.CLOSING,
    sources=(SOURCE,),
    in_reply_to="<2@oosterwal.example>",
    references=("<1@oosterwal.example>", "<2@oosterwal.example>"),
    contact="griffie@gemeente.example",
)
MAIL = Mail("Hallo,\n\nhoe betrek ik de raad?", sender_name="Noa Jansen")


def parsed(data: bytes) -> EmailMessage:
    return cast(EmailMessage, email.message_from_bytes(data, policy=default))


def test_the_text_has_everything_in_order() -> None:
    assert reply_text(REPLY, MAIL).splitlines() == [
        "Beste Noa Jansen,",
        "",
        "Dank u wel voor uw bericht.",
        "",
        "> hoe betrek ik de raad?",
        "",
        "- Vraag de raad vroeg. [1]",
        f"- De raad krijgt € 12. [1] {courtesy.UNCONFIRMED_MARK}",
        f"- Bel gerust. {courtesy.OWN_MARK}",
        "",
        "> Wat kost een paspoort?",
        "",
        f"{courtesy.NOT_COVERED} U kunt deze vraag stellen aan griffie@gemeente.example.",
        "",
        "Met vriendelijke groet,",
        "",
        "Bronnen:",
        "[1] Samen op pad · De raad · bladzijde 14 (op de bladzijde staat 12) · 28 juni 2018",
        "",
        "Noa Jansen schreef:",
        "> Hallo,",
        ">",
        "> hoe betrek ik de raad?",
    ]


def test_a_source_that_says_nothing_of_it_is_named() -> None:
    statement = replace(ASKED.statements[0], sources=(1, 2), silent=(2,))
    other = replace(SOURCE, n=2)
    reply = replace(REPLY, parts=(replace(ASKED, statements=(statement,)),), sources=(SOURCE, other))
    assert "- Vraag de raad vroeg. [1][2: zegt dit niet zelf]" in reply_text(reply)


def test_a_long_mail_is_repeated_in_part() -> None:
    text = reply_text(REPLY, Mail("woord " * MOST_HISTORY))
    repeated = text.split("schreef:\n")[1]
    assert len(repeated) < 1.2 * MOST_HISTORY
    assert repeated.rstrip().endswith("> […]")
    assert max(map(len, repeated.splitlines())) <= 78


def test_the_draft_is_threaded_and_opens_as_one_to_be_sent() -> None:
    now = datetime(2026, 5, 1, 12, tzinfo=UTC)
    data = draft_message(
        REPLY, MAIL, "Denktank <denktank@vng.example>", "<abc@denktank-assistent.invalid>", now
    )
    message = parsed(data)
    assert message["From"] == "Denktank <denktank@vng.example>"
    assert message["To"] == "Noa Jansen <noa@oosterwal.example>"
    assert message["Subject"] == "Re: De raad – één vraag"
    assert message["In-Reply-To"] == "<2@oosterwal.example>"
    assert message["References"].split() == ["<1@oosterwal.example>", "<2@oosterwal.example>"]
    assert message["Message-ID"] == "<abc@denktank-assistent.invalid>"
    assert message["Date"] == "Fri, 01 May 2026 12:00:00 +0000"
    assert (message["X-Unsent"], message["MIME-Version"]) == ("1", "1.0")
    assert message.get_content_type() == "text/plain"
    assert message.get_content_charset() == "utf-8"
    assert message["Content-Transfer-Encoding"] == "quoted-printable"
    assert not message.is_multipart() and not message.defects
    assert message.get_content().splitlines() == reply_text(REPLY, MAIL).splitlines()


def test_every_line_of_the_draft_is_ascii_and_short() -> None:
    lines = draft_message(REPLY, Mail("é" * 5_000)).split(b"\r\n")
    assert all(line.isascii() and len(line) <= 998 for line in lines)
    assert b"\n" not in b"".join(lines)


def test_what_is_not_known_is_left_to_the_mail_program() -> None:
    message = parsed(draft_message(Reply("", "Re:", "Dag,", "Dank.", (), "Groet,"), None))
    for name in ("From", "To", "Date", "Message-ID", "In-Reply-To", "References"):
        assert name not in message
    assert message["X-Unsent"] == "1"


INJECTED = "\r\nBcc: alle@oosterwal.example\r\n\r\n<script>alert(1)</script>"


@pytest.mark.parametrize(
    "changes",
    [
        {"subject": f"Re: raad{INJECTED}"},
        {"to": f"noa@oosterwal.example{INJECTED}"},
        {"to": f'"Noa{INJECTED}" <noa@oosterwal.example>'},
        {"to": '"alle@oosterwal.example" <noa@oosterwal.example>'},
        {"in_reply_to": f"<2@x.example>{INJECTED}"},
        {"references": (f"<1@x.example>{INJECTED}", "<2@x.example>")},
        {"in_reply_to": "<2@x.example\nBcc: a@b.example>"},
        {"subject": "x" * 5_000 + INJECTED},
        {"subject": "raad\u2028Bcc: a@b.example"},
        {"subject": "raad\x00\x1b[31m"},
    ],
)
def test_nothing_from_a_mail_becomes_a_header_or_a_part(changes: dict[str, object]) -> None:
    data = draft_message(replace(REPLY, **changes), MAIL, sender=f"denktank@vng.example{INJECTED}")  # type: ignore[arg-type]
    message = parsed(data)
    allowed = {
        "from", "to", "subject", "in-reply-to", "references", "x-unsent", "x-mailer", "content-language",
        "content-type", "content-transfer-encoding", "mime-version",
    }  # fmt: skip
    assert {name.lower() for name in message} <= allowed
    assert len(message.keys()) == len(set(message.keys()))
    assert message.get_content().startswith("Beste Noa Jansen,")
    assert message["To"] is None or "alle@oosterwal" not in message["To"]


@pytest.mark.parametrize("to", ["geen adres", "<>", "@", "a@b@c", "ë@x.example", "noa@\r\nBcc: x@y"])
def test_what_is_no_address_is_left_out(to: str) -> None:
    assert "To" not in parsed(draft_message(replace(REPLY, to=to), MAIL))


def test_a_reply_has_one_reader() -> None:
    message = parsed(draft_message(replace(REPLY, to="noa@x.example, alle@x.example"), MAIL))
    assert message["To"] == "noa@x.example"


def test_an_international_domain_is_written_as_the_mail_knows_it() -> None:
    message = parsed(draft_message(replace(REPLY, to="jan@büro.example"), MAIL))
    assert message["To"] == "jan@xn--bro-hoa.example"


def test_a_link_from_a_mail_is_not_sent_on() -> None:
    bait = "Bevestig uw gegevens via https://phish.example/login?x=1"
    part = replace(ASKED, question=MailQuestion(bait, bait))
    text = reply_text(replace(REPLY, parts=(part,)), Mail(f"Zie www.phish.example en {bait}"))
    assert "phish" not in text and text.count("[link weggelaten]") == 3

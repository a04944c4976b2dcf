"""Two copies of a message are one; nothing else is."""

from email import policy
from email.message import EmailMessage

from hypothesis import given
from hypothesis import strategies as st

from assistant.mail.message_identity import draft_id, identity, message_id, subject

MAIL = (
    b"From: a@b.example\r\nDate: Mon, 09 Mar 2026 10:00:00 +0100\r\nMessage-ID: <1@b.example>\r\n"
    b"\r\nWie beslist?\r\n"
)


def test_how_it_came_does_not_count() -> None:
    assert identity(b"Received: from x\r\nX-Spam: no\r\n" + MAIL) == identity(MAIL)
    assert identity(MAIL.replace(b"\r\n", b"\n")) == identity(MAIL)


def test_one_message_id_for_two_messages_does_not_make_them_one() -> None:
    others = [
        MAIL.replace(b"Wie beslist", b"Wie betaalt"),
        MAIL.replace(b"a@b.example", b"c@b.example"),
        MAIL.replace(b"<1@", b"<2@"),
        MAIL.replace(b"09 Mar", b"10 Mar"),
    ]
    assert len({identity(one) for one in (MAIL, *others)}) == 5


def test_a_message_without_headers_has_an_identity_too() -> None:
    without = [
        b"",
        b"Wie beslist?",
        b"Wie betaalt?",
        b"Wie betaalt?\r\n\r\nGroet",
        b"Wie beslist?\r\n\r\nGroet",
    ]
    assert len({identity(one) for one in without}) == len(without)


@given(st.binary(max_size=300), st.binary(max_size=300))
def test_any_bytes_have_an_identity_and_a_subject_on_one_line(headers: bytes, body: bytes) -> None:
    message = b"Subject: " + headers + b"\r\n\r\n" + body
    assert len(identity(message)) == 64
    assert identity(message) == identity(b"Received: x\r\n" + message)
    shown = subject(message)
    assert shown.isprintable()
    assert len(shown) <= 200


def test_the_subject_for_the_screen() -> None:
    assert subject(b"Subject: =?utf-8?q?Re=C3=BCnie?= van\r\n gemeenten\r\n\r\n") == "Reünie van gemeenten"
    assert "\x1b" not in subject(b"Subject: =?utf-8?q?=1B[2Jweg?=\r\n\r\n")
    assert subject(b"Subject: =?x-weet-niet?q?a?=\r\n\r\n") == "a"
    assert subject(b"\r\nWie?") == ""


def test_the_id_of_a_draft_is_stable_and_stands_on_one_line() -> None:
    name = draft_id(identity(MAIL), "Denktank@vng.example")
    assert name == draft_id(identity(MAIL), "denktank@vng.example")
    assert name != draft_id(identity(MAIL), "ander@vng.example")
    made = EmailMessage(policy=policy.SMTP)
    made["Message-ID"] = name
    assert f"Message-ID: {name}\r\n".encode() in made.as_bytes()
    assert message_id(made.as_bytes()) == name

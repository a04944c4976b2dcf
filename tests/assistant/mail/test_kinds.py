import pytest

from assistant.mail.kinds import kind_of
from assistant.mail.message import read_mail
from assistant.mail.values import MailKind


def kind(text: str, *headers: str, subject: str = "raad", sender: str = "jan@example.nl") -> MailKind:
    head = "\n".join((f"From: {sender}", f"Subject: {subject}", *headers))
    return kind_of(read_mail(f"{head}\n\n{text}\n".encode()))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wat is een les?", MailKind.QUESTIONS),
        ("Hierbij het verslag van 3 mei.", MailKind.NO_QUESTION),
        ("Hartelijk dank voor uw antwoord!", MailKind.THANKS),
        ("Hartelijk dank!\n\nGroet, Jan", MailKind.THANKS),
        ("Bedankt! Kunt u mij nog bellen?", MailKind.NO_QUESTION),
        ("Dank voor uw brief. Wij besluiten later. U hoort van ons.", MailKind.NO_QUESTION),
        ("Bedankt! Wat is een les?", MailKind.QUESTIONS),
        ("Ik dien een klacht in over uw dienst.", MailKind.COMPLAINT),
        ("Ik ben zeer ontevreden. Wie schreef het rapport?", MailKind.COMPLAINT),
        ("", MailKind.EMPTY),
        ("Met vriendelijke groet,\nJan", MailKind.EMPTY),
    ],
)
def test_kind_by_its_text(text: str, expected: MailKind):
    assert kind(text) is expected


@pytest.mark.parametrize(
    "headers",
    [
        "Auto-Submitted: auto-replied",
        "Precedence: bulk",
        "List-Unsubscribe: <https://lijst.example.nl>",
        "X-Autoreply: yes",
        "Return-Path: <>",
        "Content-Type: multipart/report; boundary=x",
    ],
)
def test_sent_by_a_machine(headers: str):
    assert kind("Wat is een les?", headers) is MailKind.AUTOMATIC


def test_headers_that_people_send_too():
    assert kind("Wat is een les?", "Auto-Submitted: no") is MailKind.QUESTIONS
    assert kind("Wat is een les?", "Precedence: normal") is MailKind.QUESTIONS


@pytest.mark.parametrize(
    "subject", ["Automatisch antwoord: raad", "Out of Office Re: raad", "Onbestelbaar: raad"]
)
def test_machine_by_its_subject(subject: str):
    assert kind("Wat is een les?", subject=subject) is MailKind.AUTOMATIC


@pytest.mark.parametrize(
    "subject",
    [
        "Afwezigheid van raadsleden bij regiovergadering",
        "Afwezig: wie vervangt de burgemeester?",
        "Ontvangstbevestiging niet gekregen",
        "Automatisch antwoord op onze vraag",
    ],
)
def test_a_person_may_write_about_a_machine(subject: str):
    assert kind("Wat is een les?", subject=subject) is MailKind.QUESTIONS


@pytest.mark.parametrize("headers", ["List-Id: <griffie.example.nl>", "Precedence: list"])
def test_what_is_sent_to_a_group_comes_by_a_list(headers: str):
    assert kind("Wat is een les?", headers) is MailKind.QUESTIONS
    assert kind("Dit is onze nieuwsbrief.", headers) is MailKind.AUTOMATIC


@pytest.mark.parametrize(
    "text",
    [
        "Dank voor uw antwoord. Dat van de begroting klopt niet.",
        "Dank je wel. Maar ik wacht nog steeds op het rapport.",
        "Bedankt voor de snelle reactie! De bijlage ontbreekt alleen.",
        "Dank u, maar ons raadslid wil graag een gesprek.",
        "Alvast bedankt voor het toesturen van het rapport.",
        "Bij voorbaat dank voor uw advies over onze regeling.",
    ],
)
def test_thanks_with_something_left_open_are_more_than_thanks(text: str):
    assert kind(text) is not MailKind.THANKS


def test_answering_machine_by_its_text():
    assert kind("Bedankt voor uw mail. Ik ben afwezig tot 3 mei. Wie kunt u bellen?") is MailKind.AUTOMATIC


def test_form_of_a_website_is_of_a_person():
    sender = "noreply@example.nl"
    assert kind("Wat is een les?", sender=sender) is MailKind.AUTOMATIC
    assert kind("Wat is een les?", "Reply-To: jan@example.nl", sender=sender) is MailKind.QUESTIONS

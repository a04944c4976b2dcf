"""How the reader of a reply is addressed."""

import pytest

from assistant.mail import courtesy
from assistant.mail.values import MailKind


@pytest.mark.parametrize(
    ("name", "addressed"),
    [
        ("Jan de Vries", "Beste Jan de Vries,"),
        ("Vries, Jan de", "Beste Jan de Vries,"),
        ('"A.B. van der Meer-Smit"', "Beste A.B. van der Meer-Smit,"),
        ("Vries de, Jan", "Beste Jan de Vries,"),
        ("Drs. J. Jansen, MSc", "Beste J. Jansen,"),
        ("Noa O’Brien", "Beste Noa O’Brien,"),
        ("  Fatma\n Yıldız ", "Beste Fatma Yıldız,"),
    ],
)
def test_a_person_is_addressed_by_name(name: str, addressed: str) -> None:
    assert courtesy.salutation(name) == addressed


@pytest.mark.parametrize(
    "name",
    [
        "",
        "griffie",
        "Gemeente Oosterwal",
        "Raadsgriffie Oosterwal",
        "info@oosterwal.example",
        "Team Samenwerking",
        "Jan de Vries via Outlook",
        "JAN DE VRIES",
        "jan de vries",
        "Jan",
        "Gemeenteraad Putten",
        "Provinciale Staten",
        "Belastingdienst Toeslagen",
        "Raad van State",
        "Beleid en Onderzoek",
        "VNG Denktank",
        "Jan de Vries\r\nBcc: alle@oosterwal.example",
        "Jan <script>alert(1)</script>",
        "http://oosterwal.example klik hier",
        "Jan 12",
        "x" * 100,
        "No-reply Loket",
    ],
)
def test_what_is_no_name_of_a_person_is_not_used(name: str) -> None:
    assert courtesy.salutation(name) == courtesy.NEUTRAL


@pytest.mark.parametrize(
    ("subject", "replied"),
    [
        ("De raad", "Re: De raad"),
        ("RE: De raad", "RE: De raad"),
        ("Antw: De raad", "Antw: De raad"),
        ("Regio", "Re: Regio"),
        ("", "Re:"),
        ("De raad\r\nBcc: alle@x.example", "Re: De raad Bcc: alle@x.example"),
    ],
)
def test_the_subject_stays_on_one_line(subject: str, replied: str) -> None:
    assert courtesy.reply_subject(subject) == replied


def test_each_kind_of_mail_has_an_opening() -> None:
    kinds = [
        kind for kind in MailKind if kind not in (MailKind.AUTOMATIC, MailKind.EMPTY, MailKind.QUESTIONS)
    ]
    openings = {courtesy.opening(kind, 0) for kind in kinds}
    assert len(openings) == len(kinds)
    assert all(openings)
    assert "per vraag" in courtesy.opening(MailKind.QUESTIONS, 2, covered=1)
    assert "uw vraag" in courtesy.opening(MailKind.QUESTIONS, 1, covered=1)
    assert courtesy.opening(MailKind.QUESTIONS, 2) == courtesy.THANKS  # nothing is there to read
    assert "niet tevreden" in courtesy.opening(MailKind.COMPLAINT, 1, covered=1)
    assert courtesy.opening(MailKind.EMPTY, 0)
    assert "versleuteld" in courtesy.opening(MailKind.EMPTY, 0, encrypted=True)

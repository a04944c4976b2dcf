import pytest

from assistant.mail.history import divide

OUTLOOK = "Van: Els <els@example.nl>\nVerzonden: maandag 4 november 2024 09:15\nAan: Jan\nOnderwerp: raad\n"


@pytest.mark.parametrize(
    "mark",
    [
        OUTLOOK,
        f"________________________________\n{OUTLOOK}",
        f"-----Oorspronkelijk bericht-----\n{OUTLOOK}",
        OUTLOOK.replace("Van:", "*Van:*").replace("Aan:", "*Aan:*"),
        "From: Els <els@example.nl>\nSent: Monday, November 4, 2024 9:15 AM\nTo: Jan\nSubject: raad\n",
        "---------- Forwarded message ---------\nVan: Els\nDate: ma 4 nov 2024 om 09:15\nTo: Jan\n",
        "Begin doorgestuurd bericht:\n\nVan: Els\nOnderwerp: raad\nDatum: 4 november 2024\n",
        "Op ma 4 nov 2024 om 09:15 schreef Els <els@example.nl>:\n",
        "Op ma 4 nov 2024 om 09:15 schreef Els de Boer van de gemeente Oudermeer\n<els@example.nl>:\n",
        "Op 4 nov. 2024, om 09:15 heeft Els <els@example.nl> het volgende geschreven:\n",
        "On Mon, 4 Nov 2024 at 09:15, Els <els@example.nl> wrote:\n",
        "Els de Boer <els@example.nl> schreef op 4 november 2024 09:15:\n",
    ],
)
@pytest.mark.parametrize("quote", ["", "> "])
def test_earlier_mail_below(mark: str, quote: str):
    found = divide(f"Wat is een les?\n\n{mark}\n{quote}Beste Jan,\n{quote}Waar gaat het over?")
    assert found.own == "Wat is een les?"
    assert found.earlier.strip() == "Beste Jan,\nWaar gaat het over?"
    assert "Els" in found.earlier_sender or "Els" in found.header


def test_answer_below_what_is_quoted():
    text = "Op 4 nov 2024 om 09:15 schreef Els <e@example.nl>:\n\n> Waar gaat het over?\n\nOver de raad."
    found = divide(text)
    assert (found.own, found.earlier) == ("Over de raad.", "Waar gaat het over?")


def test_answers_between_what_is_quoted():
    found = divide("Zie onder.\n> Waarom?\nDaarom.\n>> Hoe?\nZo.")
    assert found.own == "Zie onder.\nDaarom.\nZo."
    assert found.earlier == "Waarom?\n> Hoe?"


@pytest.mark.parametrize(
    "text",
    [
        "Van: wie is dit voorstel?\nEn wat staat erin?",
        "Op maandag schreef ik de griffier het volgende:\nkan het anders?",
        "Op 4 november 2024 schreef ik u over de raad:\nhoe staat het ermee?",
        "Onderwerp van gesprek: de raad\nDatum: 4 mei\nWie komt er?",
    ],
)
def test_prose_that_looks_like_a_mark(text: str):
    found = divide(text)
    assert (found.own, found.earlier) == (text, "")


def test_mail_that_says_it_was_passed_on():
    assert divide("Zie onder\n---------- Forwarded message ---------\nVan: Els\n\nHoi").forwarded
    assert not divide(f"Zie onder\n-----Oorspronkelijk bericht-----\n{OUTLOOK}\nHoi").forwarded

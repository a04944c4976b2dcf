"""Names, addresses and quotations that no cited passage has."""

import pytest

from assistant.checks.facts import missing_facts
from assistant.checks.values import Finding, Reason
from tests.assistant.checks.by_hand import source


def found(sentence: str, text: str, heading: str = "") -> list[Finding]:
    return missing_facts(sentence, [source(text, heading)])


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("Volgens Jansens brief is dat zo.", "Volgens Jansen is dat zo."),
        ("De Utrechtse raad stemde in.", "De raad van Utrecht stemde in."),
        ("De Amsterdammers stemden in.", "Amsterdam stemde in."),
        ("Het Groningse plan is klaar.", "Het plan van Groningen is klaar."),
        ("De VNG helpt.", "De Vereniging van Nederlandse Gemeenten helpt."),
        ("Hier helpt de Vereniging van Nederlandse Gemeenten.", "Hier helpt de VNG."),
        ("Dat is een GR.", "Dat is een gemeenschappelijke regeling."),
        ("Hier werkt De Haven samen.", "Hier werkt de Haven samen."),
        ("Raden stellen vast wat nodig is.", "De raad stelt vast wat nodig is."),
        ("Daar kunt U terecht.", "Daar kan iedereen terecht."),
    ],
)
def test_a_name_in_another_form_is_there(sentence: str, text: str) -> None:
    assert found(sentence, text) == []


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Volgens Pietersen is dat zo.", "Pietersen"),
        ("Nijmegen stemde in.", "Nijmegen"),
        ("De gemeente Amstelveen stemde in.", "Amstelveen"),
        ("Dat zegt het CPB.", "CPB"),
    ],
)
def test_another_name_is_named(sentence: str, name: str) -> None:
    text = "Volgens Jansen stemde Amsterdam in. Dat zegt de VNG."
    assert found(sentence, text) == [Finding(Reason.NAME, name)]


def test_a_name_may_stand_in_the_heading() -> None:
    assert found("In Zuiderlaar begon het overleg.", "Toen begon het overleg.", heading="Zuiderlaar") == []


@pytest.mark.parametrize(
    "quotation",
    [
        "“dat is  niet zo”",
        '"Dat is niet zo."',
        "‘dat is niet zo’",
        "«dat is niet zo»",
        "'dat is niet zo'",
        "„dat is niet zo”",
    ],
)
def test_the_form_of_the_marks_does_not_count(quotation: str) -> None:
    assert found(f"Zij zei {quotation} tegen de raad.", "Zij zei: ‘Dat is niet\nzo.’ tegen de raad.") == []


@pytest.mark.parametrize(
    "quotation", ["“dat is wel zo”", '"dat is helemaal niet zo"', "‘dat niet is zo’", "“is niet zomaar”"]
)
def test_a_quotation_must_be_word_for_word(quotation: str) -> None:
    (finding,) = found(
        f"Zij zei {quotation} tegen de raad.", "Zij zei: ‘Dat is niet zo’ tegen de raad, helemaal wel zomaar."
    )
    assert finding.reason is Reason.QUOTATION


def test_a_quotation_may_leave_out_words_in_order() -> None:
    text = "Wij doen dit samen met alle gemeenten in de regio."
    assert found("Zij zei: “Wij doen dit samen […] in de regio.”", text) == []
    assert found("Zij zei: “in de regio … doen dit samen”", text) != []


def test_a_term_between_marks_is_no_quotation_and_an_apostrophe_no_mark() -> None:
    text = "Zo'n agenda's-lijst heet een agenda."
    assert found("Zo'n lijst met agenda's heet 'een overzicht' in zo'n nota.", text) == []


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("Mail naar info@vng.nl.", "Het adres is info@vng.nl."),
        ("Kijk op www.vng.nl.", "Kijk op https://vng.nl/"),
        ("Bel 070-373 83 93.", "Bel (070) 3738393."),
        ("Bel +31 70 3738393.", "Bel 070-3738393."),
    ],
)
def test_an_address_written_otherwise_is_there(sentence: str, text: str) -> None:
    assert found(sentence, text) == []


@pytest.mark.parametrize(
    ("sentence", "address"),
    [
        ("Mail naar info@vng.com.", "info@vng.com"),
        ("Kijk op vng.nl.kwaad.example.com voor meer.", "vng.nl.kwaad.example.com"),
        ("Kijk op https://evil.example/vng.nl nu.", "https://evil.example/vng.nl"),
        ("Bel 070-3738394.", "070-3738394"),
    ],
)
def test_another_address_is_named(sentence: str, address: str) -> None:
    text = "Mail naar info@vng.nl, kijk op vng.nl of bel 070-3738393."
    assert Finding(Reason.ADDRESS, address) in found(sentence, text)

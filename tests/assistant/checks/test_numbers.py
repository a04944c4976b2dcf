"""Numbers, dates and times are the same however they are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.checks.facts import missing_facts
from assistant.checks.numbers import Kind, quantities
from assistant.checks.values import Reason
from tests.assistant.checks.by_hand import source


def missing(sentence: str, text: str, heading: str = "") -> list[tuple[Reason, str]]:
    return [(item.reason, item.detail) for item in missing_facts(sentence, [source(text, heading)])]


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("Er deden acht raden mee.", "Er deden 8 raden mee."),
        ("Er deden 8 raden mee.", "Er deden acht raden mee."),
        ("Er zijn honderdtwaalf gemeenten.", "Er zijn 112 gemeenten."),
        ("Het duurt tweeëntwintig weken.", "Het duurt 22 weken."),
        ("Het duurde anderhalf jaar.", "Het duurde 1,5 jaar."),
        ("Het duurde anderhalf jaar.", "Het duurde achttien maanden."),
        ("Het kost 1000 euro.", "Het kost € 1.000."),
        ("Het kost 35 miljoen.", "Het kost 35.000.000 euro."),
        ("Het kost 2,5 miljoen euro.", "Het kost € 2.500.000."),
        ("Er waren duizend mensen.", "Er waren 1.000 mensen."),
        ("Er waren twaalf stoelen.", "Er was een dozijn stoelen."),
        ("De helft stemde voor.", "Van de leden stemde 50 procent voor."),
        ("Tweederde stemde voor.", "Van de leden stemde twee derde voor."),
        ("Driekwart was tevreden.", "75% was tevreden."),
        ("De eerste stap is praten.", "Stap 1 is praten."),
        ("De 7e wegwijzer gaat over geld.", "De zevende wegwijzer gaat over geld."),
        ("Dat was op 27 juni 2018.", "Dat was op 27-06-2018."),
        ("Dat was op 27-06-2018.", "Dat was op 27 juni 2018."),
        ("Dat was in juni 2018.", "Dat was op 27 juni 2018."),
        ("Dat was in 1871.", "Zij werd op 3 april 1871 geboren."),
        ("Dat was in december 2018.", "Dat was eind 2018."),
        ("De vergadering begint om half negen.", "De vergadering begint om 20.30 uur."),
        ("De vergadering begint om kwart over acht.", "De vergadering begint om 8:15."),
        ("Er is vier keer per jaar overleg.", "Er is elk kwartaal overleg."),
        ("Er is twee keer per jaar overleg.", "Er is ieder half jaar overleg."),
        ("De bijdrage wordt twee keer zo hoog.", "De bijdrage wordt verdubbeld."),
        ("Er kwamen ongeveer 1.200 mensen.", "Er kwamen 1.240 mensen."),
        ("Samen betalen zij 80 procent.", "De een betaalt de helft, de ander 30 procent."),
        ("Er zijn drie partijen: raad, college en griffie.", "De raad, het college en de griffie doen mee."),
        ("Artikel 213a regelt dat.", "Dat staat in artikel 213a."),
        ("De raad acht dit nodig.", "De raad acht dit nodig."),
    ],
)
def test_the_same_amount_written_otherwise_is_there(sentence: str, text: str) -> None:
    assert missing(sentence, text) == []


@pytest.mark.parametrize(
    ("sentence", "text", "reason", "detail"),
    [
        ("Er deden negen raden mee.", "Er deden acht raden mee.", Reason.NUMBER, "negen"),
        ("Het kost 1.000 euro.", "Het kost 10.000 euro.", Reason.NUMBER, "1.000"),
        ("Het duurt twaalf maanden.", "Het duurt twaalf weken.", Reason.NUMBER, "twaalf"),
        ("Het kost 3 euro.", "Het kost 3 procent.", Reason.NUMBER, "3"),
        ("Dat was op 27 juni 2018.", "Dat was op 28 juni 2018.", Reason.DATE, "27 juni 2018"),
        (
            "Dat was in juni 2019.",
            "Dat was in juni 2018. In 2019 was er iets anders.",
            Reason.DATE,
            "juni 2019",
        ),
        ("Dat was in mei.", "Dat was in juni.", Reason.DATE, "mei"),
        ("Dat was in het najaar.", "Dat was in het voorjaar.", Reason.DATE, "najaar"),
        ("Het is open op dinsdag.", "Het is open op donderdag.", Reason.DATE, "dinsdag"),
        ("Het begint om 20.00 uur.", "Het begint om 20.30 uur.", Reason.DATE, "20.00 uur"),
        ("De N201 gaat dicht.", "De N200 gaat dicht.", Reason.NUMBER, "N201"),
        ("Er kwamen ongeveer 1.900 mensen.", "Er kwamen 1.600 mensen.", Reason.NUMBER, "1.900"),
        ("Van de 31 plannen zijn er 12 gelukt.", "Van de 31 plannen zijn er 19 gelukt.", Reason.NUMBER, "12"),
    ],
)
def test_another_amount_is_named(sentence: str, text: str, reason: Reason, detail: str) -> None:
    assert (reason, detail) in missing(sentence, text)


def test_a_number_may_stand_in_the_heading() -> None:
    assert missing("In 2018 begon het overleg.", "Toen begon het overleg.", heading="Verslag 2018") == []


def test_an_article_is_no_number_and_an_accented_one_is() -> None:
    (found,) = [item for item in quantities("Een raad heeft één griffier.") if not item.vague]
    assert (found.written, found.value) == ("één", 1)


def test_what_is_read_stands_where_it_is_said_to_stand() -> None:
    text = "Op 3 mei om 8.15 uur kwamen tweeduizend achttien mensen uit de A12."
    assert [(item.kind, item.written) for item in quantities(text)] == [
        (Kind.DATE, "3 mei"),
        (Kind.TIME, "8.15 uur"),
        (Kind.NUMBER, "tweeduizend achttien"),
        (Kind.CODE, "A12"),
    ]
    assert all(text[item.start : item.end] == item.written for item in quantities(text))


@given(st.text(max_size=80))
def test_any_text_can_be_read_and_has_its_own_numbers(text: str) -> None:
    assert all(text[item.start : item.end] == item.written for item in quantities(text))
    assert [item for item in missing_facts(text, [source(text)]) if item.reason is Reason.NUMBER] == []


@given(st.integers(1, 999_999))
def test_a_number_is_found_by_its_dutch_thousands(number: int) -> None:
    written = f"{number:,}".replace(",", ".")
    assert missing(f"Er waren {number} mensen.", f"Er waren {written} mensen.") == []

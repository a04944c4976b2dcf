"""Each kind in the ways in which people write it, and what only looks like it."""

import pytest

from assistant.privacy import Kind, redact


def found(text: str) -> list[tuple[Kind, str]]:
    return [(item.kind, item.original) for item in redact(text, lambda name: False).replaced]


@pytest.mark.parametrize(
    "written",
    [
        "jan@voorbeeld.nl",
        "J.de-Vries+raad@post.voorbeeld.example",
        "o'brien@post.example",
        "kees[at]mail.example",
        "m.jansen@gemeente",
    ],
)
def test_e_mail_addresses(written: str) -> None:
    assert found(f"Mail naar '{written}'.") == [(Kind.EMAIL, written)]


def test_a_full_stop_behind_an_address_is_no_part_of_it() -> None:
    assert redact("Mail jan@voorbeeld.nl.", lambda name: False).text == "Mail [E-MAIL-1]."


@pytest.mark.parametrize(
    "written",
    [
        "06-12345678",
        "0612345678",
        "06 12 34 56 78",
        "06 - 12 34 56 78",
        "06.12.34.56.78",
        "06/12345678",
        "06\u201112345678",
        "(06) 12345678",
        "030-1234567",
        "(0512) 34 56 78",
        "0313 - 123 456",
        "088 123 45 67",
        "+31612345678",
        "+31 6 12 34 56 78",
        "+31 (0)6 1234 5678",
        "(+31) 6 12345678",
        "0031 6 12345678",
        "00 31 6 12 34 56 78",
        "0031(0)302345678",
        "31612345678",
        "+32 2 123 45 67",
        "0049 30 1234567",
    ],
)
def test_phone_numbers(written: str) -> None:
    assert found(f"Bel {written}, graag vandaag.") == [(Kind.PHONE, written)]


@pytest.mark.parametrize(
    "written",
    [
        "14 030",
        "14030",
        "112",
        "0800-1234",
        "0900-8844",
        "0900 202 0327",
        "0800 1234567",
        "(0800) 123 4567",
        "06 12 18 24 30 36",
        "01-02-2024 12",
        "0123456",
        "012345678901",
        "06.500,-",
        "+12.345.678",
        "0,0612345678",
    ],
)
def test_public_and_other_numbers_are_no_phone_numbers(written: str) -> None:
    assert found(f"Het is {written} vandaag") == []


def test_a_phone_number_behind_a_date_is_found() -> None:
    assert found("Op 01-02-2024 06 12345678 gebeld") == [(Kind.PHONE, "06 12345678")]


@pytest.mark.parametrize("written", ["123456782", "1234.56.782", "123.456.782", "123 456 782", "12.345.6782"])
def test_citizen_numbers(written: str) -> None:
    assert found(f"Het gaat om {written}.") == [(Kind.BSN, written)]


@pytest.mark.parametrize(
    "written", ["123456781", "123.456.789", "€ 123.456.782", "123456782,50", "1123456782"]
)
def test_nine_digits_that_are_no_citizen_number(written: str) -> None:
    assert found(f"Het gaat om {written} samen") == []


def test_eight_digits_are_a_citizen_number_only_with_a_label() -> None:
    assert found("Mijn BSN is 12345672.") == [(Kind.BSN, "12345672")]
    assert found("Mijn KvK-nummer is 12345672.") == []


def test_citizen_numbers_in_a_row() -> None:
    assert len(found("123456782 111222333 123 456 782 111 222 333")) == 4


@pytest.mark.parametrize(
    "written",
    [
        "NL91ABNA0417164300",
        "NL91 ABNA 0417 1643 00",
        "nl91abna0417164300",
        "NL91-ABNA-0417-1643-00",
        "DE89 3704 0044 0532 0130 00",
        "BE68539007547034",
        "FR1420041010050500013M02606",
    ],
)
def test_bank_accounts(written: str) -> None:
    assert found(f"Betaal op {written} tnv de vereniging") == [(Kind.IBAN, written)]


@pytest.mark.parametrize(
    "written", ["NL92ABNA0417164300", "NL00 ABNA 0417 1643 00", "INGBNL2A", "NL123456789B01"]
)
def test_no_bank_account_without_the_right_check_digits(written: str) -> None:
    assert found(f"Betaal op {written} graag") == []


def test_a_bank_account_behind_a_number_that_looks_like_its_beginning() -> None:
    assert found("Om 12 NL91 ABNA 0417 1643 00") == [(Kind.IBAN, "NL91 ABNA 0417 1643 00")]


@pytest.mark.parametrize(
    "written",
    [
        "1234 AB 12",
        "1234AB 12-a",
        "1234ab 7",
        "1234 KL, nr. 9",
        "1234 AB huisnummer 12",
        "Kerkstraat 5",
        "Kerkstraat 5, 1234 AB",
        "Lindelaan 14b\n4321 ZZ",
        "Prins Hendrikkade 112-3",
        "Van Speykstraat 101 hs",
        "Zeedijk 77 II, 1234 CD",
        "Laan van Meerdervoort 1200",
        "'s-Gravenweg 12",
        "Hofje 3, 1234 PQ",
        "Postbus 123, 1234 AB",
        "Antwoordnummer 4567, 1234 VB",
        "dorpsstraat 12",
    ],
)
def test_addresses(written: str) -> None:
    assert found(f"Ik schreef naar {written} vorige week") == [(Kind.ADDRESS, written)]


def test_the_place_name_stays() -> None:
    assert redact("Kerkstraat 5, 1234AB Houten", lambda name: False).text == "[ADRES-1] Houten"


def test_a_street_that_its_name_does_not_tell_is_found_behind_a_label() -> None:
    assert found("Zij woont op Bosrand 8 in Heide") == [(Kind.ADDRESS, "Bosrand 8")]
    assert found("Zij kocht Bosrand 8 in Heide") == []


@pytest.mark.parametrize(
    "text",
    [
        "Postcode 1234 AB valt onder Noord.",
        "De Kerkstraat en het Marktplein worden heringericht.",
        "Stationsplein 2025 is een programma.",
        "De A12, de Rijksweg 73 en de N201.",
        "Op wegwijzer 7 en bladzijde 12.",
        "De score is 1234 EN dat is hoog.",
        "Kies op weg 3 stappen.",
        "Bij Plein 1944 staat een monument.",
    ],
)
def test_streets_and_postcodes_without_a_number_stay(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text, number",
    [
        ("Zie Z/2024/012345 graag", "Z/2024/012345"),
        ("Zie Z-24-1234 graag", "Z-24-1234"),
        ("Zie Z24.001234 graag", "Z24.001234"),
        ("Zie WMO-2024-00457 graag", "WMO-2024-00457"),
        ("Het zaaknummer is 2024-0012.", "2024-0012"),
        ("zaaknr. 24.001234", "24.001234"),
        ("Ons kenmerk: 2024/ABC/123", "2024/ABC/123"),
        ("Ons kenmerk\n2024-UIT-00412", "2024-UIT-00412"),
        ("kenmerk: PB 2024 00871", "PB 2024 00871"),
        ("dossiernummer 4471", "4471"),
        ("dossier 12345678", "12345678"),
        ("cliëntnummer C-448812", "C-448812"),
    ],
)
def test_case_numbers(text: str, number: str) -> None:
    assert found(text) == [(Kind.CASE_NUMBER, number)]


@pytest.mark.parametrize(
    "text",
    [
        "Dit dossier loopt al 12 jaar; de zaak van 2024 ook.",
        "Zaak C-311/18 van het Hof van Justitie.",
        "ECLI:NL:RVS:2019:1603 en Kamerstuk 35 300 VII, nr. 2.",
        "Kenmerk 1 is vertrouwen, kenmerk 2 is tijd.",
        "Motie 24-17 en raadsvoorstel 2024-012.",
        "Verordening (EU) 2016/679 en richtlijn 2014/24/EU.",
        "Artikel 2:15 Awb, artikel 213a Gemeentewet.",
    ],
)
def test_other_numbers_are_no_case_numbers(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text, date",
    [
        ("geboren op 12-03-1985 in Zwolle", "12-03-1985"),
        ("geb. 12 maart 1985", "12 maart 1985"),
        ("geboortedatum: 1985-03-12", "1985-03-12"),
        ("Geboortedatum\n12/3/85", "12/3/85"),
        ("geboren te Sneek op zaterdag 12 mrt. 1985", "12 mrt. 1985"),
        ("geboren d.d. 14/08/1987", "14/08/1987"),
        ("geboren op 7 februari '61", "7 februari '61"),
        ("Zij is 3 mei 1937 geboren", "3 mei 1937"),
    ],
)
def test_dates_of_birth(text: str, date: str) -> None:
    assert found(text) == [(Kind.BIRTH_DATE, date)]


def test_dates_of_birth_in_a_row() -> None:
    assert len(found("geboren op 3-3-2015, 4-4-2016 en 21-11-2017")) == 3


@pytest.mark.parametrize(
    "text",
    [
        "Het besluit van 12-03-1985 geldt nog.",
        "Geboren in 1985.",
        "De fusie van 1 januari 2019 is geboren uit nood.",
        "De wijk is geboren uit een idee van 12 maart 1985.",
    ],
)
def test_other_dates_stay(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    ["BSN: １２３４５６７８２", "BSN: 12345\u200b6782", "BSN: 123\u00a0456\u00a0782", "BSN: 1234\u00ad56782"],
)
def test_characters_that_nobody_sees_hide_nothing(text: str) -> None:
    redacted = redact(text, lambda name: False)
    assert redacted.text == "BSN: [BSN-1]"
    assert redacted.restore(redacted.text) == text

"""Mail addresses, web addresses and telephone numbers that no source has."""

import pytest

from assistant.checks.addresses import unknown_addresses


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("De raad komt bijeen, zie regioraad.app/agenda.", "regioraad.app"),
        ("Zie bit.ly/3xYz voor meer.", "bit.ly"),
        ("Kijk op regioraad[.]example nu.", "regioraad[.]example"),
        ("Kijk op ｖａｌｓ．ｅｘａｍｐｌｅ nu.", "vals.example"),
        ("Kijk op loket.regio.example.com nu.", "loket.regio.example.com"),
    ],
)
def test_an_address_that_no_source_has_is_found(text: str, address: str) -> None:
    (found,) = unknown_addresses(text, ["Vragen? Loket.regio.example helpt u."])
    assert found.startswith(address)


@pytest.mark.parametrize(
    "text",
    [
        "De raad komt o.a. in mei bijeen, d.w.z. laat.",
        "Dat kost 2.140 euro om 8.15 uur, zie paragraaf 3.2.",
        "Mail naar loket.regio.example.",
        "Kijk op ｌｏｋｅｔ．ｒｅｇｉｏ．ｅｘａｍｐｌｅ nu.",
    ],
)
def test_abbreviations_numbers_and_addresses_of_a_source_are_none(text: str) -> None:
    assert unknown_addresses(text, ["Vragen? Loket.regio.example helpt u."]) == []

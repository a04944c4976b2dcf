"""Rules and addresses that a model may not carry along in a sentence."""

import pytest

from assistant.overheard import foreign_address, repeats

RULES = "Gebruik alleen wat letterlijk in de passages staat of er rechtstreeks uit volgt."


def test_a_row_of_words_of_the_rules_is_noticed() -> None:
    assert repeats("Er stond: gebruik alleen wat letterlijk in de passages staat.", RULES)
    assert not repeats("De raad gebruikt alleen wat in de brief staat.", RULES)
    assert not repeats("", RULES)
    assert not repeats("wat letterlijk", "wat letterlijk")


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("De raad komt bijeen, zie regioraad.app/agenda.", "regioraad.app"),
        ("Zie bit.ly/3xYz voor meer.", "bit.ly"),
        ("Kijk op regioraad[.]example nu.", "regioraad[.]example"),
        ("Kijk op ｖａｌｓ．ｅｘａｍｐｌｅ nu.", "vals.example"),
        ("De raad komt o.a. in mei bijeen, d.w.z. laat.", ""),
        ("Dat kost 2.140 euro om 8.15 uur, zie paragraaf 3.2.", ""),
        ("Mail naar loket.regio.example.", ""),
    ],
)
def test_an_address_that_no_source_has_is_noticed(text: str, address: str) -> None:
    assert foreign_address(text, ["Vragen? Loket.regio.example helpt u."]) == address

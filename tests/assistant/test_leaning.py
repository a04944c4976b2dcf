"""Sentences that point back are recognised by their first word."""

import pytest

from assistant.leaning import leans


@pytest.mark.parametrize(
    "sentence",
    [
        "Dat voelt als verlies.",
        "Daarom begint het met een bezoek.",
        "Daar staat tegenover dat het tijd kost.",
        "“Zij kwamen niet”, zei hij.",
        "Maar de raad wilde meer.",
        "Sindsdien krijgt de raad bericht.",
    ],
)
def test_it_points_back(sentence: str) -> None:
    assert leans(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "De raad koos.",
        "Er zijn acht gemeenten.",
        "Het is een kwestie van volgorde.",
        "Datum en plaats staan in de brief.",
        "Diemen ligt bij Amsterdam.",
        "Endossement is een oud woord.",
        "",
    ],
)
def test_it_stands_alone(sentence: str) -> None:
    assert not leans(sentence)

import pytest

from assistant.mail.signature import unsigned

TEXT = "Wat is een les? Wij horen het graag."


@pytest.mark.parametrize(
    "below",
    [
        "Met vriendelijke groet,\n\nEls de Boer\nbeleidsadviseur\n06-12345678",
        "Met de meeste hoogachting,\nE. de Boer",
        "Mvg Els",
        "Groetjes, Els",
        "Alvast bedankt!\nEls",
        "Kind regards,\nEls",
        "-- \nEls de Boer\nAl lid van onze nieuwsbrief?",
        "Els",
        "Els de Boer\nT 0512 - 34 56 78\nPostbus 1, 1234 AB Oudermeer",
    ],
)
def test_closing_is_taken_out(below: str):
    found = unsigned(f"{TEXT}\n\n{below}", "Els de Boer")
    assert found.text == TEXT
    assert "Els" in found.signature or "E. de Boer" in found.signature


def test_line_of_a_telephone():
    found = unsigned(f"{TEXT}\n\nVerstuurd vanaf mijn iPhone")
    assert (found.text, found.signature) == (TEXT, "Verstuurd vanaf mijn iPhone")


@pytest.mark.parametrize(
    "disclaimer",
    [
        "Dit bericht is uitsluitend bestemd voor de geadresseerde. Bent u dat niet? Dan is het ten onrechte "
        "ontvangen.",
        "Disclaimer: aan dit bericht kunt u niets ontlenen.",
        "Denk aan het milieu voordat u deze e-mail print.",
        "Let op: deze e-mail komt van buiten de organisatie. Vertrouwt u de afzender?",
    ],
)
@pytest.mark.parametrize("order", ["boven", "onder"])
def test_disclaimer_is_taken_out(disclaimer: str, order: str):
    text = f"{disclaimer}\n\n{TEXT}" if order == "boven" else f"{TEXT}\n\n{disclaimer}"
    found = unsigned(text)
    assert (found.text, found.disclaimer) == (TEXT, disclaimer)


def test_postscript_stays():
    found = unsigned(f"{TEXT}\n\nGroet,\nEls\n\nPS is er een samenvatting?", "Els")
    assert found.text == f"{TEXT}\n\nPS is er een samenvatting?"


@pytest.mark.parametrize(
    "text",
    [
        "Met vriendelijke mensen werkt de gemeente graag samen aan een agenda voor de hele regio, en nu?",
        "Uw verzoek is bekend.\n\nVoor vragen belt u mevrouw Brouwer, telefoonnummer (030) 765 43 21.",
        "De wethouder las een rapport dat vertrouwelijk is.\n\nWie mag dat zien?",
        "Dit is de eerste regel.\n\nWie is Els?",
    ],
)
def test_text_that_looks_like_a_closing_stays(text: str):
    found = unsigned(text, "Els de Boer")
    assert (found.text, found.signature, found.disclaimer) == (text, "", "")

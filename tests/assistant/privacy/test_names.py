"""Names of persons, and what only looks like one."""

import pytest

from assistant.privacy import Kind, redact


def names(text: str, *known: str) -> list[str]:
    replaced = redact(text, frozenset(known).__contains__).replaced
    return [item.original for item in replaced if item.kind is Kind.NAME]


@pytest.mark.parametrize(
    "text, name",
    [
        ("Met vriendelijke groet,\n\nSanne de Boer", "Sanne de Boer"),
        ("Hoogachtend,\nnamens het college,\nJ.P. van der Laan", "J.P. van der Laan"),
        ("Gr. Dirk-Jan", "Dirk-Jan"),
        ("groetjes truus", "truus"),
        ("Beste Anneke,\n\nWat is een les?", "Anneke"),
        ("Geachte heer Van den Heuvel,", "Van den Heuvel"),
        ("Wat wil mevrouw El Idrissi?", "El Idrissi"),
        ("Dat zei dhr. M. Otten gisteren.", "M. Otten"),
        ("Dat zei mw. drs. P. Ramdin gisteren.", "P. Ramdin"),
        ("Dat zei dhr de Vries gisteren.", "de Vries"),
        ("Fam. v.d. Berg belde.", "v.d. Berg"),
        ("Mevrouw Groen belde.", "Groen"),
        ("mevrouw JANSEN belde.", "JANSEN"),
        ("Mijn naam is Pieter van den Heuvel en ik vraag iets.", "Pieter van den Heuvel"),
        ("mijn naam is mehmet yildiz, hallo", "mehmet yildiz"),
        ("Ik ben Aleksandra Nowak, raadslid.", "Aleksandra Nowak"),
        ("Mijn collega Fatima zegt het.", "Fatima"),
        ("Mijn buurman Gerrit Smit bouwt.", "Gerrit Smit"),
        ("Wat vindt wethouder De Groot?", "De Groot"),
        ("Het gaat om K. Wiśniewska uit het dorp.", "K. Wiśniewska"),
        ("Het gaat om Jose\u0301 Alvarez uit het dorp.", "Jose\u0301 Alvarez"),
        ("Het gaat om Marijke Jansen-de Wit uit het dorp.", "Marijke Jansen-de Wit"),
        ("Het gaat om Xander in 't Veld uit het dorp.", "Xander in 't Veld"),
        ("Volgens hoogleraar Wendelien Korstanje klopt het.", "Wendelien Korstanje"),
        ("t.n.v. D. Postma", "D. Postma"),
        ('From: "Verhoeven, Lotte" <x>', "Verhoeven, Lotte"),
    ],
)
def test_names_of_persons(text: str, name: str) -> None:
    assert names(text) == [name]


def test_every_name_in_a_list() -> None:
    text = "Aanwezig: Anneke Terpstra (voorzitter), Ruben Bakker en G. Meijerink"
    assert names(text) == ["Anneke Terpstra", "Ruben Bakker", "G. Meijerink"]


@pytest.mark.parametrize(
    "text",
    [
        "Wat zegt Schoenmaker over de raad?",
        "Welke rol heeft de burgemeester? En de wethouder Financiën?",
        "Geachte voorzitter, geachte leden van de raad,",
        "Mevrouw de voorzitter, wat vindt u?",
        "Beste raadsleden,",
        "Met vriendelijke groet,\nGemeente Zuiderdam",
        "Met vriendelijke groet,\nTeam Participatie",
        "Ik ben raadslid. Ik ben Nederlander.",
        "Mijn naam is bij u bekend.",
        "In Houten, Best en Goes, en in Den Haag.",
        "De burgemeester van Zwolle en de Commissaris van de Koning.",
        "De Kerkstraat, het Anne Frankplantsoen en de Johan de Wittstraat.",
        "Stichting De Linde en basisschool De Populier.",
        "Op 12 jan 2024; Jan. 2024: 12.",
        "Groen moet. Roos is een bloem. Storm en regen.",
        "A. Inleiding\nB. Financiën",
        "Het kabinet-Rutte IV en koning Willem III.",
        "Het rapport 'Maatwerkdemocratie' van de Raad voor het Openbaar Bestuur.",
        "Een gezin in Steenwolde en een familie uit Beekdaal.",
    ],
)
def test_offices_places_and_organisations_stay(text: str) -> None:
    assert names(text) == []


def test_a_name_of_the_library_stays() -> None:
    text = "Wat vindt mevrouw Kriens, en wat schreef Jantine Kriens?"
    assert names(text, "Kriens", "Jantine Kriens") == []
    assert names(text, "Jantine Kriens") == ["Kriens"]


def test_the_library_is_asked_for_the_name_on_one_line_without_titles() -> None:
    asked = []
    redact("Geachte heer Van\u00a0den  Heuvel,", lambda name: bool(asked.append(name)))
    assert set(asked) == {"Van den Heuvel"}


def test_a_surname_is_recognised_elsewhere_in_the_text() -> None:
    assert names("Tim Vermeulen belde. Is Vermeulen raadslid?") == ["Tim Vermeulen", "Vermeulen"]


def test_an_ordinary_word_that_is_also_a_surname_stays_elsewhere() -> None:
    assert names("Mevrouw Bos belde over het park. Bos en hei zijn mooi.") == ["Bos"]
    assert redact("Mevrouw Bos belde. Bos en hei.", lambda name: False).text.endswith("Bos en hei.")

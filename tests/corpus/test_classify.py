"""The kinds and roles that sections and passages get."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.kinds import PassageKind
from corpus.passage import passages
from corpus.startcorpus_pieces import startcorpus
from corpus.structure.classify import classify
from corpus.structure.kind_rules import default_rules
from tests.corpus.classified import classified, kinds, rows
from tests.corpus.composed import composed

GUIDE = """
# Inhoud
Wegwijzer 1 Begin klein 5
Wegwijzer 2 Maak een agenda 9
Colofon 20
# Inleiding
Zoals wegwijzer 2 laat zien, is een agenda nodig.
# Wegwijzer 1 – Begin klein
Begin met één opgave.
## Praktijkverhaal: Dorp
In Dorp begon men klein.
### Hoe het verder ging
Daarna werd het groter.
## Advies
- Burgemeesters: breng partijen bij elkaar.
- Raad en college: stel samen kaders.
- Vraag op tijd om hulp.
## Zie ook
Hoofdstuk 3.2 (blz. 41).
# Wegwijzer 2 – Maak een agenda
Een agenda helpt.
## Voor wethouders
Kies.
## Achtergrond
Waar dit vandaan komt.
# Colofon
Uitgave van de uitgever.
"""


def test_a_guide_gets_its_kinds_roles_and_wegwijzers() -> None:
    assert rows(GUIDE) == [
        ("Wegwijzer 1 Begin klein 5", "", (), None),
        ("Wegwijzer 2 Maak een agenda 9", "", (), None),
        ("Colofon 20", "", (), None),
        ("Zoals wegwijzer 2 laat zien, is een agenda nodig.", "achtergrond", (), None),
        ("Begin met één opgave.", "wegwijzer", (), 1),
        ("In Dorp begon men klein.", "praktijkverhaal", (), 1),
        ("Daarna werd het groter.", "praktijkverhaal", (), 1),
        ("Burgemeesters: breng partijen bij elkaar.", "advies", ("burgemeester",), 1),
        ("Raad en college: stel samen kaders.", "advies", ("burgemeester", "wethouder", "raadslid"), 1),
        ("Vraag op tijd om hulp.", "advies", (), 1),
        ("Hoofdstuk 3.2 (blz. 41).", "verwijzing", (), 1),
        ("Een agenda helpt.", "wegwijzer", (), 2),
        ("Kies.", "advies", ("wethouder",), 2),
        ("Waar dit vandaan komt.", "achtergrond", (), 2),
        ("Uitgave van de uitgever.", "organisatie", (), None),
    ]


def test_headings_of_one_level_give_the_same_kinds() -> None:
    guide = GUIDE.replace("## Achtergrond\nWaar dit vandaan komt.\n", "")
    flat = guide.replace("###", "#").replace("##", "#").replace("# Hoe het", "## Hoe het")
    assert rows(flat) == rows(guide)


def test_passages_carry_the_kind_and_roles_of_their_section() -> None:
    found = {passage.text: passage for passage in passages(classified(GUIDE))}
    assert found["Kies."].kind is PassageKind.ADVICE
    assert found["Colofon 20"].kind is PassageKind.BACKGROUND


def test_run_in_headings_divide_a_section() -> None:
    script = """
    # Wegwijzer 3: Kies samen
    Kiezen is moeilijk.
    Advies aan raadsleden: vraag om de agenda.
    - Doe dat op tijd.
    En nu verder.
    Dilemma: wie betaalt?
    Niemand weet het.
    Advies aan wethouders
    Trek samen op.
    Doe dat vaker.
    """
    assert [(kind, roles) for _, kind, roles, _ in rows(script)] == [
        ("wegwijzer", ()),
        ("advies", ("raadslid",)),
        ("advies", ("raadslid",)),
        ("advies", ("raadslid",)),  # another advice follows
        ("dilemma", ()),
        ("wegwijzer", ()),
        ("advies", ("wethouder",)),
        ("advies", ("wethouder",)),
        ("advies", ("wethouder",)),
    ]
    sections = classified(script).sections
    assert {section.path for section in sections} == {("Wegwijzer 3: Kies samen",)}


def test_lessons_in_running_text_last_until_the_next() -> None:
    script = """
    # Tot besluit
    Wij trokken drie conclusies.
    Les 1: Begin klein. Dat lukt altijd.
    Het kost weinig.
    Les 2: Blijf praten. Ook als het moeilijk wordt.
    Daarmee eindigt het.
    """
    assert kinds(script) == ["", "les", "les", "les", ""]


def test_everything_under_a_heading_lessons_is_a_lesson() -> None:
    script = """
    # 7 Lessen
    Wat de regio leert.
    ## 7.1 Bouw aan vertrouwen
    Vertrouwen komt te voet.
    # 8 Verantwoording
    Zo is het onderzocht.
    """
    assert kinds(script) == ["les", "les", "achtergrond"]


def test_a_list_of_lessons_is_no_lesson() -> None:
    script = "# Overzicht\nLes 1: Begin klein\nLes 2: Blijf praten\nLes 3: Kies\n# Vervolg\nHier de tekst.\n"
    assert set(kinds(script)) == {""}


@pytest.mark.parametrize(
    "sentence",
    [
        "Zoals wegwijzer 3 laat zien, is vertrouwen nodig.",
        "Wegwijzer 3 laat zien dat vertrouwen nodig is.",
        "In les 2 staat hoe dat gaat.",
        "Het advies aan raadsleden is eenvoudig: doe mee.",
        "Voor raadsleden is dit een dilemma: zij staan op afstand.",
        "Een verhaal uit de praktijk maakt veel duidelijk.",
        "Lees dit hoofdstuk en denk na.",
    ],
)
def test_a_mention_in_running_text_opens_nothing(sentence: str) -> None:
    assert kinds(f"# Samenwerken\n{sentence}\nDaarna volgt meer tekst.\n") == ["", ""]


def test_a_short_paragraph_that_only_refers_is_a_reference() -> None:
    script = """
    # Samenwerken
    Zie hoofdstuk 3.2 van het rapport (blz. 41-43).
    Lees meer in paragraaf 2.1.
    Het hele verhaal staat in het rapport: zie hoofdstuk 4.2, blz. 12.
    Zie hoe mooi het geworden is.
    Op bladzijde 3 van het rapport staat dat ook.
    """
    assert kinds(script) == ["verwijzing", "verwijzing", "verwijzing", "", ""]


def test_advice_to_nobody_may_tell_in_each_paragraph_whom_it_is_for() -> None:
    script = """
    # Wegwijzer 1 Begin klein
    De burgemeester en de wethouder doen het samen.
    ## Wie kan wat doen?
    Ieder heeft een taak.
    De burgemeester stelt vragen. Ga op bezoek.
    Het raadslid vertelt verder.
    - Schrijf er een stuk over.
    ## Advies aan wethouders
    Raadsleden vinden dit moeilijk.
    De burgemeester ook.
    """
    assert [(kind, roles) for _, kind, roles, _ in rows(script)] == [
        ("wegwijzer", ()),
        ("advies", ()),
        ("advies", ("burgemeester",)),
        ("advies", ("raadslid",)),
        ("advies", ("raadslid",)),
        ("advies", ("wethouder",)),
        ("advies", ("wethouder",)),
    ]


def test_a_broken_off_paragraph_keeps_the_kind_of_its_beginning() -> None:
    script = """
    == 1
    # Samenwerken
    Dilemma: soms weet niemand wie er
    ^ Een noot bij het dilemma.
    == 2
    > betaalt voor de regio.
    Dan een nieuwe alinea.
    """
    assert kinds(script) == ["dilemma", "dilemma", "dilemma", ""]


def test_a_given_kind_is_kept() -> None:
    publication = composed("# Les 1 Begin klein\nEen tekst.\n", kind=PassageKind.ORGANISATION)
    assert classify(publication, default_rules()) == publication


def test_no_piece_of_the_startcorpus_becomes_a_lesson_or_wegwijzer() -> None:
    for piece in startcorpus():
        kinds_found = {section.kind for section in classify(piece, default_rules()).sections}
        assert not kinds_found & {PassageKind.LESSON, PassageKind.SIGNPOST}


lines = st.lists(
    st.tuples(
        st.sampled_from(["", "# ", "## ", "### ", "- ", "| ", "> ", "^ ", "== "]),
        st.one_of(
            st.sampled_from(
                [
                    "Wegwijzer 1",
                    "Wegwijzer 2: Kies samen",
                    "Wegwijzers",
                    "1. Begin klein",
                    "2",
                    "Inhoud",
                    "Les 3: Begin",
                    "Advies aan raadsleden",
                    "Advies: doe het.",
                    "Raadsleden: doe het.",
                    "Voor de wethouder",
                    "Colofon",
                    "Dilemma",
                    "Praktijkverhaal: Dorp",
                    "Zie blz. 3.",
                    "Een gewone zin staat hier.",
                    "Slot 12",
                ]
            ),
            st.text(alphabet="abc 12.:–", min_size=1, max_size=20),
        ),
    ),
    max_size=25,
)


@settings(max_examples=300, deadline=None)
@given(lines)
def test_text_and_blocks_stay_as_they_are_and_a_second_time_changes_nothing(
    written: list[tuple[str, str]],
) -> None:
    publication = composed("\n".join(mark + text for mark, text in written))
    once = classify(publication, default_rules())
    assert replace(once, sections=()) == replace(publication, sections=())
    assert [block for section in once.sections for block in section.blocks] == [
        block for section in publication.sections for block in section.blocks
    ]
    assert [path for section in once.sections for path in [section.path] * len(section.blocks)] == [
        path for section in publication.sections for path in [section.path] * len(section.blocks)
    ]
    assert classify(once, default_rules()) == once

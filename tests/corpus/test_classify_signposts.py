"""Wegwijzers: what makes one, and what only looks like one."""

import pytest

from tests.corpus.classified import classified, kinds, numbers, rows


def test_a_label_above_a_heading_names_what_the_heading_opens() -> None:
    script = """
    ### Wegwijzer 1
    # Begin klein
    Begin met één opgave.
    ### Praktijkverhaal
    ## De haven van Waterstad
    In Waterstad begon men klein.
    ### Wegwijzer 2
    # Maak een agenda
    Een agenda helpt.
    # Sturen in netwerken
    Over netwerken.
    """
    assert [(kind, number) for _, kind, _, number in rows(script)] == [
        ("wegwijzer", 1), ("praktijkverhaal", 1), ("wegwijzer", 2), ("", None),
    ]  # fmt: skip


def test_a_label_the_reader_took_for_a_paragraph_does_too() -> None:
    script = """
    == 1
    Wegwijzer 1
    # Begin klein
    Begin met één opgave.
    == 2
    Wegwijzer 1
    Dat is nooit te laat.
    Wegwijzer 2
    # Maak een agenda
    Een agenda helpt.
    """
    assert numbers(script) == [1, 1, 1, 1, 2, 2]


def test_wegwijzers_may_be_paragraphs() -> None:
    script = """
    # De tien wegwijzers
    Er zijn er twee.
    Wegwijzer 1: Begin klein
    Begin met één opgave.
    Praktijkverhaal: in Dorp ging het zo.
    Wegwijzer 2: Maak een agenda
    Een agenda helpt.
    ## Advies aan de raad
    Vraag erom.
    # Colofon
    Uitgave van de uitgever.
    """
    assert numbers(script) == [None, 1, 1, 1, 2, 2, 2, None]
    assert kinds(script)[3] == "praktijkverhaal"


def test_numbered_headings_in_a_part_with_wegwijzers_are_wegwijzers() -> None:
    script = """
    # Wegwijzers
    Er zijn er twee.
    ## Inleiding
    Vooraf iets.
    ## 1. Begin klein
    Begin met één opgave.
    ### 1. Eerste stap
    Zet een stap.
    ## 2. Maak een agenda
    Een agenda helpt.
    # 3. Slot
    Tot ziens.
    """
    assert numbers(script) == [None, None, 1, 1, 2, None]


def test_numbered_chapters_under_the_title_of_the_whole_are_none() -> None:
    script = "# Wegwijzers\n## 1. Werken aan werk\nTekst over werk.\n## 2. Sturen\nTekst over sturen.\n"
    assert numbers(script) == [1, 2]
    assert {section.signpost for section in classified(script, title="Wegwijzers").sections} == {None}


@pytest.mark.parametrize(
    "contents",
    [
        "# Wegwijzer 1 Begin klein\n# Wegwijzer 2 Maak iets\n# Wegwijzer 3 Kies samen\n# Voorwoord\n",
        "## Wegwijzer 1 Begin klein 5\n## Wegwijzer 2 Maak iets 9\n## Wegwijzer 3 Kies samen 12\n# Zo\n",
        "# Overzicht\nWegwijzer 1: Begin klein\nWegwijzer 2: Maak iets\nWegwijzer 3: Kies samen\n# Zo\n",
        "# Overzicht\n- Wegwijzer 1: Begin klein\n- Wegwijzer 2: Maak iets\n# Zo\n",
        "# Overzicht\n| Wegwijzer 1 | Begin klein | 5\n| Wegwijzer 2 | Maak iets | 9\n# Zo\n",
        "# Overzicht\nWegwijzer 1 Begin klein 5 Wegwijzer 2 Maak iets 9\n# Zo\n",
        "# Overzicht\nWegwijzer 1: Begin klein\nWegwijzer 2: Maak iets\nHier komt elk van terug.\n# Zo\n",
        "# Wegwijzer 1\nBegin klein 5\n# Wegwijzer 2\nMaak iets 9\n# Wegwijzer 3\nKies samen 12\n# Zo\n",
    ],
)
def test_a_list_of_wegwijzers_is_not_ten_wegwijzers(contents: str) -> None:
    body = """
    Dit gaat vooraf aan de wegwijzers.
    # Wegwijzer 1 Begin klein
    Begin met één opgave.
    # Wegwijzer 2 Maak een agenda
    Een agenda helpt.
    # Wegwijzer 3 Kies samen
    Kiezen is moeilijk.
    """
    assert numbers(contents + body)[-4:] == [None, 1, 2, 3]
    assert set(numbers(contents + body)[:-4]) <= {None}

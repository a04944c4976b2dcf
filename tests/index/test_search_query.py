"""From a question to what is searched for: concepts, synonyms and repaired spelling."""

from pathlib import Path

import pytest

from index.glossary import load_glossary
from index.keywords import KeywordIndex
from index.search_query import MOST_CONCEPTS, SearchQuery, understand

TEXTS = [
    "De burgemeester en de wethouders vormen het college.",
    "De raad van de gemeente stelt de begroting vast.",
    "Een gemeenschappelijke regeling is een afspraak tussen gemeenten.",
    "De arbeidsmarkt in de regio vraagt om samenwerking.",
    "Raadsleden stellen vragen over de agenda van de regio.",
    "Het ministerie betaalt mee.",
]


@pytest.fixture(scope="module")
def keywords(tmp_path_factory: pytest.TempPathFactory) -> KeywordIndex:
    folder = tmp_path_factory.mktemp("bm25")
    KeywordIndex.build(TEXTS, folder)
    return KeywordIndex.open(folder, len(TEXTS))


def found(query: SearchQuery, keywords: KeywordIndex) -> list[int]:
    return [number for number, _ in keywords.ranking(query.concepts, 10)]


def asked(query: SearchQuery) -> list[str]:
    return [concept.asked for concept in query.concepts]


def test_function_words_and_politeness_are_no_concepts(keywords: KeywordIndex) -> None:
    query = understand("Goedemiddag, kunt u mij vertellen wat de begroting is? Alvast bedankt!", keywords)
    assert asked(query) == ["begroting"]


def test_a_question_of_politeness_only_keeps_its_words(keywords: KeywordIndex) -> None:
    assert asked(understand("bedankt", keywords)) == ["bedankt"]


@pytest.mark.parametrize("text", ["", "  ", "wat is het?", "?!"])
def test_nothing_to_search_gives_no_concepts(keywords: KeywordIndex, text: str) -> None:
    assert understand(text, keywords) == SearchQuery(text, ())


def test_the_same_word_twice_is_one_concept(keywords: KeywordIndex) -> None:
    assert asked(understand("gemeente, gemeenten en nog een gemeente", keywords)) == ["gemeente"]


@pytest.mark.parametrize(
    ("question", "best"),
    [
        ("wat doet een GR", 2),
        ("hoeveel geeft het departement", 5),
        ("wie zitten er in B&W", 0),
        ("wie zitten er in b en w", 0),
        ("arbeidsmarktregio", 3),
        ("burgemeeter", 0),
        ("wat kost de arbeisdmarkt", 3),
        ("rol van deraad", 1),
    ],
)
def test_other_words_find_the_text(keywords: KeywordIndex, question: str, best: int) -> None:
    assert found(understand(question, keywords), keywords)[0] == best


def test_a_repair_shows_in_text_and_corrections(keywords: KeywordIndex) -> None:
    query = understand("Wat doet de burgemeeter in de rigio?", keywords)
    assert query.text == "Wat doet de burgemeester in de regio?"
    assert query.corrections == (("burgemeeter", "burgemeester"), ("rigio", "regio"))


@pytest.mark.parametrize(
    "text",
    [
        "Wat verdient een brandweerman?",  # Dutch, though no text has it
        "Hoe werkt de regiosamenwerking?",  # a compound of known words
        "Wat vindt Rasd van de regio?",  # a name
        "Is de RAAAD akkoord?",  # an abbreviation, perhaps
        "Wie schreef U2018004x?",  # a code
        "Wat is machine learning?",  # English
        "Wat is een xyzzyplugh?",  # near nothing
    ],
)
def test_what_may_be_meant_is_not_repaired(keywords: KeywordIndex, text: str) -> None:
    query = understand(text, keywords)
    assert (query.text, query.corrections) == (text, ())


def test_a_name_that_begins_the_question_may_be_a_mistake(keywords: KeywordIndex) -> None:
    assert understand("Burgemeeter en regio?", keywords).text == "burgemeester en regio?"


def test_text_in_another_language_is_not_repaired_to_pieces(keywords: KeywordIndex) -> None:
    text = "gemeentte rrraad regjio begroting burgemeeester arbeidsmarkd collegge raadslefen"
    assert understand(text, keywords).corrections == ()


def test_a_long_mail_keeps_what_tells_apart(keywords: KeywordIndex) -> None:
    words = [
        f"{a}{b}{c}"
        for a in "bdfg"
        for b in ("aak", "eem", "oor")
        for c in ("pen", "ten", "len", "ven", "zen")
    ]
    query = understand(" ".join(words) + ". Wat is de begroting?", keywords)
    assert len(query.concepts) == MOST_CONCEPTS


def test_an_operators_word_finds_the_text(keywords: KeywordIndex, tmp_path: Path) -> None:
    (tmp_path / "begrippen.toml").write_text('[ook]\n"grote baas" = ["burgemeester"]\n', encoding="utf-8")
    query = understand("wie is de grote baas", keywords, load_glossary(tmp_path))
    assert found(query, keywords) == [0]
    assert found(understand("wie is de grote baas", keywords), keywords) == []


def test_a_joined_word_with_an_entry_keeps_its_other_part(keywords: KeywordIndex) -> None:
    assert asked(understand("de ministerie-begroting", keywords)) == ["ministerie", "begroting"]

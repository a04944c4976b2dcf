"""Dutch keywords: stems, stop words and diacritics, and only texts that really share a word."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.keywords import KeywordIndex, terms, words

TEXTS = [
    "De gemeenten werken samen in de regio.",
    "Een parkeervergunning vraagt u aan bij het loket.",
    "De raad van de gemeente vergadert over de begroting.",
    "Coördinatie van het regionale overleg.",
]


def opened(folder: Path, texts: list[str]) -> KeywordIndex:
    KeywordIndex.build(texts, folder)
    return KeywordIndex.open(folder, len(texts))


@pytest.fixture
def index(tmp_path: Path) -> KeywordIndex:
    return opened(tmp_path / "bm25", TEXTS)


def numbers(index: KeywordIndex, query: str, k: int = 10) -> list[int]:
    return [number for number, _ in index.ranking(query, k)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("gemeente", "gemeenten"),
        ("wegwijzer", "wegwijzers"),
        ("samenwerking", "samenwerkingen"),
        ("praktijkverhaal", "praktijkverhalen"),
        ("REGIO", "regio"),
        ("coördinatie", "coordinatie"),
        ("e\u0301e\u0301n agenda", "één agenda"),
        ("ﬁnancieel", "financieel"),
        ("’s-Hertogenbosch", "s-hertogenbosch"),
    ],
)
def test_forms_of_a_word_share_their_first_stem(one: str, other: str) -> None:
    assert terms(one)[0] == terms(other)[0]


def test_stop_words_and_signs_are_left_out() -> None:
    assert words("Wat is de rol van het college in een regio?") == ["rol", "college", "regio"]
    assert words("de het een van") == []
    assert words("… – • _ / !?") == []


def test_numbers_and_compounds_are_words() -> None:
    assert words("COS/U201800494 van 28-06-2018") == ["cos", "u201800494", "28", "06", "2018"]


@given(st.text(max_size=200))
def test_words_are_lower_case_letters_and_digits(text: str) -> None:
    for word in words(text):
        assert word.isalnum()
        assert word == word.lower()


def test_a_query_finds_other_forms_of_its_words(index: KeywordIndex) -> None:
    assert numbers(index, "parkeervergunningen") == [1]
    assert set(numbers(index, "gemeentes")) == {0, 2}
    assert numbers(index, "coordinatie") == [3]


def test_the_text_that_shares_more_comes_first(index: KeywordIndex) -> None:
    ranking = index.ranking("begroting van de gemeente", 10)
    assert [number for number, _ in ranking] == [2, 0]
    assert ranking[0][1] > ranking[1][1] > 0


@pytest.mark.parametrize("query", ["", "   ", "de het een", "?!", "kernenergie", "xyzzy kernenergie"])
def test_nothing_in_common_finds_nothing(index: KeywordIndex, query: str) -> None:
    assert list(index.ranking(query, 10)) == []


def test_a_known_word_beside_an_unknown_one_still_finds(index: KeywordIndex) -> None:
    assert numbers(index, "xyzzy loket") == [1]


@pytest.mark.parametrize("k", [1, 2, 4, 5, 1000])
def test_at_most_k_and_never_more_than_there_are(index: KeywordIndex, k: int) -> None:
    found = index.ranking("gemeente regio raad loket overleg", k)
    assert len(found) == min(k, 4)
    assert all(score > 0 for _, score in found)
    assert [score for _, score in found] == sorted((score for _, score in found), reverse=True)


def test_saving_and_opening_gives_the_same_ranking(tmp_path: Path) -> None:
    index = opened(tmp_path / "bm25", TEXTS)
    again = KeywordIndex.open(tmp_path / "bm25", len(TEXTS))
    for query in ("gemeente", "regio overleg", "loket"):
        assert again.ranking(query, 10) == index.ranking(query, 10) != []


def test_texts_without_words_keep_their_number(tmp_path: Path) -> None:
    index = opened(tmp_path / "bm25", ["", "de het een", "Een loket.", "… !"])
    assert numbers(index, "loket") == [2]


def test_a_collection_without_any_words_finds_nothing(tmp_path: Path) -> None:
    assert list(opened(tmp_path / "bm25", ["", "…"]).ranking("loket", 5)) == []


def test_one_text_is_enough(tmp_path: Path) -> None:
    assert numbers(opened(tmp_path / "bm25", ["Een loket."]), "loket") == [0]


def test_a_word_that_stands_everywhere_still_finds(tmp_path: Path) -> None:
    index = opened(tmp_path / "bm25", ["Loket noord.", "Loket zuid.", "Loket west."])
    assert sorted(numbers(index, "loket")) == [0, 1, 2]

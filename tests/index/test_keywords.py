"""Dutch keywords: stems, stop words and diacritics, and only texts that really share a word."""

from collections import Counter
from math import log
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.keywords import Concept, KeywordIndex, Variant, terms, words

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


COMPOUNDS = [
    "De agenda voor de samenwerking ligt vast.",
    "Een samenwerkingsagenda maakt u samen.",
    "De tuin van de buren.",
    "Brief CO/U201800494 van 28-06-2018, bel 070-3738393.",
    "De AI-verordening geldt voor B&W.",
    "Cocreatie met de raad.",
]


@pytest.fixture
def compounds(tmp_path: Path) -> KeywordIndex:
    return opened(tmp_path / "bm25", COMPOUNDS)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("samenwerkingsagenda", {0, 1}),
        ("agenda", {0, 1}),
        ("2018", {3}),
        ("U201800494", {3}),
        ("co/u201800494", {3}),
        ("070-3738393", {3}),
        ("verordening", {4}),
        ("AI verordening", {4}),
        ("b&w", {4}),
        ("cocreatie", {5}),
        ("creatie", set()),
    ],
)
def test_compounds_codes_and_joined_words_find_each_other(
    compounds: KeywordIndex, query: str, expected: set[int]
) -> None:
    assert set(numbers(compounds, query)) == expected


def test_a_joined_word_finds_what_is_written_as_one(compounds: KeywordIndex) -> None:
    assert numbers(compounds, "co-creatie")[0] == 5


def test_the_whole_compound_counts_more_than_one_part(compounds: KeywordIndex) -> None:
    ranking = dict(compounds.ranking("samenwerkingsagenda", 10))
    only_part = dict(compounds.ranking("samenwerkingsagenda buren", 10))
    assert ranking[1] > ranking[0] * 0.5
    assert set(only_part) == {0, 1, 2}


def test_a_word_that_contains_the_asked_one_counts_less(compounds: KeywordIndex) -> None:
    ranking = compounds.ranking("agenda", 10)
    assert [number for number, _ in ranking] == [0, 1]


def test_a_concept_scores_its_best_variant(index: KeywordIndex) -> None:
    both = Concept("x", (Variant("loket", 0.5), Variant("raad", 1.0)))
    loket = dict(index.ranking((Concept("loket", (Variant("loket"),)),), 10))
    raad = dict(index.ranking((Concept("raad", (Variant("raad"),)),), 10))
    assert dict(index.ranking((both,), 10)) == pytest.approx({1: loket[1] / 2, 2: raad[2]})


def test_weight_of_a_concept_counts(index: KeywordIndex) -> None:
    full = dict(index.ranking((Concept("raad", (Variant("raad"),)),), 10))
    half = dict(index.ranking((Concept("raad", (Variant("raad"),), 0.5),), 10))
    assert half == pytest.approx({number: score / 2 for number, score in full.items()})


def test_a_phrase_needs_all_its_words(compounds: KeywordIndex) -> None:
    phrase = Concept("x", (Variant("agenda samenwerk"),))
    assert [number for number, _ in compounds.ranking((phrase,), 10)] == [0]
    assert compounds.coverage((phrase,), [0, 1, 2]).tolist() == [[1.0], [0.0], [0.0]]
    assert compounds.coverage_of_texts((phrase,), ["samenwerking zonder agenda", "agenda"]).tolist() == [
        [1],
        [0],
    ]


def test_coverage_tells_how_fully_each_chunk_has_each_concept(compounds: KeywordIndex) -> None:
    concepts = (
        Concept("agenda", (Variant("agenda"), Variant("+agenda", 0.5))),
        Concept("raad", (Variant("raad"),)),
        Concept("onbekend", (Variant("onbekend"),)),
    )
    found = compounds.coverage(concepts, np.array([5, 1, 0]))
    assert found.tolist() == [[0, 1, 0], [0.5, 0, 0], [1, 0, 0]]
    texts = [COMPOUNDS[number] for number in (5, 1, 0)]
    assert compounds.coverage_of_texts(concepts, texts).tolist() == found.tolist()


def test_coverage_of_nothing_is_empty(index: KeywordIndex) -> None:
    assert index.coverage((), [0, 1]).shape == (2, 0)
    assert index.coverage((Concept("raad", (Variant("raad"),)),), []).shape == (0, 1)


def test_idf_is_highest_for_what_no_chunk_has(index: KeywordIndex) -> None:
    def of(term: str) -> float:
        return index.idf(Concept(term, (Variant(term),)))

    assert index.document_frequency(terms("gemeente")[0]) == 2
    assert of("kernenergie") > of("loket") > of(terms("gemeente")[0]) > 0


def test_an_absent_variant_does_not_make_a_concept_rare(index: KeywordIndex) -> None:
    raad = Concept("raad", (Variant("raad"),))
    assert index.idf(Concept("raad", (*raad.variants, Variant("kernenergie", 0.9)))) == index.idf(raad)


def test_vocabulary_counts_the_words_as_written(index: KeywordIndex) -> None:
    counts = index.vocabulary()
    assert (counts["gemeente"], counts["gemeenten"], counts["de"]) == (1, 1, 5)
    assert "coordinatie" in counts


def test_vocabulary_has_no_codes_and_joined_words_apart(compounds: KeywordIndex) -> None:
    counts = compounds.vocabulary()
    assert "verordening" in counts
    assert not any(any(char.isdigit() for char in word) or "-" in word for word in counts)


_LETTERS = st.sampled_from(["zon", "maan", "ster", "boom", "tak", "blad"])


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.lists(_LETTERS, max_size=8), min_size=1, max_size=6),
    st.lists(_LETTERS, min_size=1, max_size=4),
)
def test_ranking_is_bm25(content: list[list[str]], asked: list[str]) -> None:
    with TemporaryDirectory() as folder:
        index = opened(Path(folder), [" ".join(chunk) for chunk in content])
        ranking = index.ranking(" ".join(asked), len(content))
    expected = _bm25(content, set(asked))
    assert dict(ranking) == pytest.approx(expected, rel=1e-4)
    assert ranking == sorted(ranking, key=lambda pair: (-pair[1], pair[0]))


def _bm25(content: list[list[str]], asked: set[str]) -> dict[int, float]:
    """Lucene's BM25 with k1 = 1.5 and b = 0.75; a chunk without words counts as one word long."""
    lengths = [max(len(chunk), 1) for chunk in content]
    mean = sum(lengths) / len(lengths)
    scores: Counter[int] = Counter()
    for term in asked:
        count = sum(term in chunk for chunk in content)
        idf = log(1 + (len(content) - count + 0.5) / (count + 0.5))
        for number, chunk in enumerate(content):
            often = chunk.count(term)
            if often:
                scores[number] += idf * often / (often + 1.5 * (0.25 + 0.75 * lengths[number] / mean))
    return dict(scores)

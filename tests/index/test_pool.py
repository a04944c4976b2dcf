"""The pool: what either search finds, and features that mean what they are said to mean."""

from collections.abc import Iterator
from math import log

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.generic_queries import generic_queries
from index.opened import OpenIndex
from index.pool import FEATURES, LEAN_SHARE, POOL, Pool, gather
from index.retriever import look_up, prepare
from index.search_query import understand
from index.texts import StoredChunk
from tests.index.conftest import index_over
from tests.index.fake_encoder import FakeEncoder

TOLERANCE = 0.02
"""Vectors are kept at half precision, and similarities divided by a spread of 0.1 to 0.2."""

LONG = " ".join(
    f"De woning aan de {place} staat {state} en de huur blijft {height}."
    for place in ("haven", "brink", "gracht", "dijk", "markt")
    for state in ("leeg", "scheef", "te koop", "onder water")
    for height in ("laag", "hoog")
)
TEXTS = {
    "regio.md": "# Regio\n\nDe begroting van de regio staat vast. De raad stemt in maart over de regio.\n\n"
    f"## Wonen\n\n{LONG}\n\n## Sport\n\nJa, sport.\n",
    "zwembad.md": "# Zwembad\n\nHet zwembad opent vroeg. De regio betaalt het zwembad.\n",
    "gids.md": "# Gids\n\n## Wegwijzer 2: Delen\n\nDeel wat u weet met uw buren.\n\n"
    "## Wegwijzer 3: Kiezen\n\nKies samen een klus. Lees ook wegwijzer 2.\n",
}
QUESTION = "Wat kost de woning aan de haven in de regio?"

Values = npt.NDArray[np.floating]


@pytest.fixture(scope="module")
def encoder() -> FakeEncoder:
    return FakeEncoder()


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory, encoder: FakeEncoder) -> Iterator[OpenIndex]:
    with index_over(tmp_path_factory.mktemp("klein"), TEXTS, encoder) as index:
        yield index


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory, encoder: FakeEncoder) -> Iterator[OpenIndex]:
    """More chunks than take part: many alike, and one on another subject."""
    alike = "\n".join(f"## Kop {n}\n\nDe raad bespreekt zaak {n} van de avond.\n" for n in range(POOL + 60))
    other = f"## Elders\n\nKernfusie levert warmte. {LONG[:600]}\n"
    texts = {"groot.md": f"# Groot\n\n{alike}\n{other}"}
    with index_over(tmp_path_factory.mktemp("groot"), texts, encoder) as index:
        yield index


def found(index: OpenIndex, encoder: FakeEncoder, question: str) -> Pool:
    return prepare(index, encoder, question).pool


def feature(pool: Pool, name: str) -> Values:
    return pool.features[:, FEATURES.index(name)]


def chunks(index: OpenIndex, pool: Pool) -> list[StoredChunk]:
    return index.texts.chunks(pool.numbers)


def embedded(index: OpenIndex, pool: Pool, encoder: FakeEncoder) -> Values:
    return np.array([encoder.vector(stored.chunk.embedded_text) for stored in chunks(index, pool)])


def sentence_vectors(stored: StoredChunk, encoder: FakeEncoder) -> Values:
    chunk = stored.chunk
    return np.array([encoder.vector(chunk.embedded_sentence(sentence)) for sentence in chunk.sentences])


def spread(index: OpenIndex, encoder: FakeEncoder, question: str) -> float:
    """The standard deviation of the similarities of a question with all sentences."""
    everything = index.texts.chunks(range(index.manifest.chunks))
    rows = np.concatenate([sentence_vectors(stored, encoder) for stored in everything])
    return float((rows @ encoder.vector(question)).std())


def lean(encoder: FakeEncoder) -> Values:
    return np.mean([encoder.vector(text) for text in generic_queries()], axis=0)


def of_section(index: OpenIndex, pool: Pool, values: Values, heading: str) -> list[float]:
    return [
        float(value)
        for stored, value in zip(chunks(index, pool), values, strict=True)
        if stored.chunk.section[-1].startswith(heading)
    ]


def test_a_passage_found_by_only_one_of_the_searches_is_there(large: OpenIndex, encoder: FakeEncoder) -> None:
    vector = encoder.vector("Groot – Kop 7\nDe raad bespreekt zaak 7 van de avond.")
    pool = look_up(large, understand("kernfusie", large.keywords), vector).pool
    near = {number for number, _ in large.chunk_vectors.ranking(vector, POOL)}
    (only_by_keywords,) = set(pool.numbers.tolist()) - near
    assert "Kernfusie" in large.texts.chunks([only_by_keywords])[0].chunk.text
    assert near < set(pool.numbers.tolist())
    assert pool.numbers[pool.keywords > 0].tolist() == [only_by_keywords]


def test_without_keywords_only_what_is_near_is_there(large: OpenIndex, encoder: FakeEncoder) -> None:
    vector = encoder.vector("Groot – Kop 7\nDe raad bespreekt zaak 7 van de avond.")
    query = understand("kernfusie", large.keywords)
    pool = gather(large, query, vector, use_keywords=False)
    assert set(pool.numbers.tolist()) == {n for n, _ in large.chunk_vectors.ranking(vector, POOL)}
    for name in ("keywords", "coverage"):
        assert not feature(pool, name).any()
    assert not pool.keywords.any()


def test_chunks_come_once_and_in_their_order(large: OpenIndex, encoder: FakeEncoder) -> None:
    pool = found(large, encoder, "Wat bespreekt de raad over kernfusie?")
    assert POOL <= len(pool.numbers) <= 2 * POOL
    assert (np.diff(pool.numbers) > 0).all()
    assert pool.features.shape == (len(pool.numbers), len(FEATURES))


def test_an_index_smaller_than_the_pool_is_in_it_whole(index: OpenIndex, encoder: FakeEncoder) -> None:
    assert found(index, encoder, "xyzzy").numbers.tolist() == list(range(index.manifest.chunks))


def test_dense_is_the_cosine_in_spreads(index: OpenIndex, encoder: FakeEncoder) -> None:
    pool = found(index, encoder, QUESTION)
    cosine = embedded(index, pool, encoder) @ encoder.vector(QUESTION)
    assert np.allclose(pool.similarity, cosine, atol=1e-3)
    assert pool.spread == pytest.approx(spread(index, encoder, QUESTION), rel=1e-2)
    assert np.allclose(feature(pool, "dense"), cosine / spread(index, encoder, QUESTION), atol=TOLERANCE)


def test_lean_counts_against_what_is_near_to_any_question(index: OpenIndex, encoder: FakeEncoder) -> None:
    pool = found(index, encoder, QUESTION)
    expected = -(embedded(index, pool, encoder) @ lean(encoder)) / spread(index, encoder, QUESTION)
    assert np.allclose(feature(pool, "lean"), expected, atol=TOLERANCE)
    assert np.ptp(expected) > 10 * TOLERANCE


def test_sentence_is_the_best_sentence_less_what_any_question_gives(
    index: OpenIndex, encoder: FakeEncoder
) -> None:
    pool = found(index, encoder, QUESTION)
    query = encoder.vector(QUESTION) - LEAN_SHARE * lean(encoder)
    best = np.array([(sentence_vectors(s, encoder) @ query).max() for s in chunks(index, pool)])
    assert np.allclose(feature(pool, "sentence"), best / spread(index, encoder, QUESTION), atol=TOLERANCE)


def test_sentences_know_their_chunk_and_their_cosine(index: OpenIndex, encoder: FakeEncoder) -> None:
    pool = found(index, encoder, QUESTION)
    stored = chunks(index, pool)
    assert pool.sentences.tolist() == [number for item in stored for number in item.sentence_numbers]
    rows = [row for row, item in enumerate(stored) for _ in item.sentence_numbers]
    assert pool.sentence_row.tolist() == rows
    vectors = np.concatenate([sentence_vectors(item, encoder) for item in stored])
    assert np.allclose(pool.sentence_similarity, vectors @ encoder.vector(QUESTION), atol=1e-3)


def test_section_is_the_cosine_with_the_mean_of_the_section(index: OpenIndex, encoder: FakeEncoder) -> None:
    pool = found(index, encoder, QUESTION)
    paths = [stored.chunk.section for stored in chunks(index, pool)]
    assert len(set(paths)) < len(paths)
    vectors = embedded(index, pool, encoder)
    means = np.array([vectors[[other == path for other in paths]].mean(axis=0) for path in paths])
    expected = means @ encoder.vector(QUESTION) / spread(index, encoder, QUESTION)
    assert np.allclose(feature(pool, "section"), expected, atol=TOLERANCE)


def test_length_is_the_logarithm_of_the_characters_and_short_is_short(
    index: OpenIndex, encoder: FakeEncoder
) -> None:
    pool = found(index, encoder, QUESTION)
    expected = [log(max(len(stored.chunk.text), 20)) for stored in chunks(index, pool)]
    assert feature(pool, "length").tolist() == pytest.approx(expected, abs=1e-3)
    assert of_section(index, pool, feature(pool, "length"), "Sport") == pytest.approx([log(20)], abs=1e-3)


def test_keywords_are_relative_to_the_best(index: OpenIndex, encoder: FakeEncoder) -> None:
    prepared = prepare(index, encoder, "het zwembad in de regio")
    pool = prepared.pool
    bm25 = dict(index.keywords.ranking(prepared.query.concepts, 100))
    assert 1 < len(bm25) < len(pool.numbers)
    expected = [bm25.get(number, 0.0) for number in pool.numbers.tolist()]
    assert pool.keywords.tolist() == pytest.approx(expected)
    assert feature(pool, "keywords").tolist() == pytest.approx([value / max(expected) for value in expected])
    assert of_section(index, pool, feature(pool, "keywords"), "Zwembad") == [1]


def test_coverage_is_the_share_of_what_is_asked_and_rare_words_count_more(
    index: OpenIndex, encoder: FakeEncoder
) -> None:
    pool = found(index, encoder, "Komt er begroting voor sport in de regio?")
    coverage = {
        heading: of_section(index, pool, feature(pool, "coverage"), heading)[0]
        for heading in ("Regio", "Sport", "Wonen", "Zwembad", "Wegwijzer 2")
    }
    assert coverage["Wegwijzer 2"] == 0
    # The title Regio stands above all its sections; sport and begroting stand in one chunk each.
    assert 0 < coverage["Wonen"] == coverage["Zwembad"] < coverage["Sport"] < 1
    assert coverage["Sport"] == pytest.approx(coverage["Regio"])
    apart = found(index, encoder, "een klus in de regio")
    rare, usual = (
        of_section(index, apart, feature(apart, "coverage"), one) for one in ("Wegwijzer 3", "Wonen")
    )
    assert rare[0] > 1.5 * usual[0] > 0
    assert rare[0] + usual[0] == pytest.approx(1)
    whole = found(index, encoder, "begroting van de regio")
    assert of_section(index, whole, feature(whole, "coverage"), "Regio") == pytest.approx([1])


def test_an_unknown_word_lowers_the_coverage_of_all(index: OpenIndex, encoder: FakeEncoder) -> None:
    alone = feature(found(index, encoder, "sport"), "coverage").max()
    beside = feature(found(index, encoder, "sport xyzzyplugh"), "coverage").max()
    assert 0 < beside < alone == pytest.approx(1)


def test_own_part_marks_the_part_itself_and_not_what_refers_to_it(
    index: OpenIndex, encoder: FakeEncoder
) -> None:
    pool = found(index, encoder, "Wat staat er in de tweede wegwijzer?")
    own = feature(pool, "own_part")
    assert of_section(index, pool, own, "Wegwijzer 2") == [1]
    assert own.sum() == 1
    assert of_section(index, pool, pool.keywords, "Wegwijzer 3") > [0]


@pytest.mark.parametrize("question", ["Wat is een wegwijzer?", "wegwijzer 9", "2 buren", "delen"])
def test_a_question_that_names_no_part_of_the_texts_marks_none(
    index: OpenIndex, encoder: FakeEncoder, question: str
) -> None:
    assert not feature(found(index, encoder, question), "own_part").any()


def test_a_chunk_without_likeness_to_anything_does_no_harm(index: OpenIndex, encoder: FakeEncoder) -> None:
    query = understand("", index.keywords)
    pool = gather(index, query, np.zeros(encoder.dimension, np.float32))
    assert np.isfinite(pool.features).all()


_WORDS = st.sampled_from(
    ["regio", "zwembad", "zwembadregio", "begrotingg", "wegwijzer 2", "de 3e wegwijzer", "xyzzy", "b&w", "de"]
)


@settings(max_examples=80, deadline=None)
@given(st.one_of(st.lists(_WORDS, max_size=8).map(" ".join), st.text(max_size=60)))
def test_whatever_is_asked_features_stay_within_their_bounds(
    index: OpenIndex, encoder: FakeEncoder, question: str
) -> None:
    pool = found(index, encoder, question)
    assert np.isfinite(pool.features).all()
    for name in ("keywords", "coverage", "own_part"):
        assert ((feature(pool, name) >= 0) & (feature(pool, name) <= 1 + 1e-6)).all()
    assert feature(pool, "keywords").max() == pytest.approx(1 if pool.keywords.any() else 0)
    again = found(index, encoder, question)
    assert np.array_equal(again.numbers, pool.numbers)
    assert np.array_equal(again.features, pool.features)

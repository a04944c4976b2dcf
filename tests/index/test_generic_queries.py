"""The generic queries: encoded once for a model, and what an index knows by them."""

import numpy as np
import pytest

from corpus.library import Library
from index.background import Background
from index.build import build
from index.generation import Generations
from index.generic_queries import encode_generic_queries, generic_queries
from index.layout import BACKGROUND_FILE, SENTENCES_FILE
from index.vectors import open_vectors
from tests.index.fake_encoder import FakeEncoder


def background(generations: Generations) -> Background:
    folder = generations.current()
    assert folder is not None
    return Background.load(folder)


def test_there_are_topics_and_questions_and_none_twice() -> None:
    queries = generic_queries()
    questions = [query for query in queries if query.endswith("?")]
    assert len(queries) >= 40
    assert 0.4 <= len(questions) / len(queries) <= 0.6
    assert len({query.casefold() for query in queries}) == len(queries)
    assert not any(query != query.strip() or query.startswith("#") for query in queries)


def test_they_are_encoded_as_questions_in_their_order(encoder: FakeEncoder) -> None:
    vectors = encode_generic_queries(encoder)
    assert encoder.asked == list(generic_queries())
    assert encoder.encoded == []
    assert np.array_equal(vectors, [encoder.vector(query) for query in generic_queries()])


def test_a_build_encodes_them_and_a_rebuild_takes_them_over(
    library: Library, generations: Generations, encoder: FakeEncoder
) -> None:
    build(library, generations, encoder)
    assert encoder.asked == list(generic_queries())
    first = background(generations)
    again = FakeEncoder()
    library.remove("parkeren")
    build(library, generations, again)
    assert again.asked == []
    assert np.array_equal(background(generations).queries, first.queries)


def test_another_model_encodes_them_again(library: Library, built: Generations) -> None:
    other = FakeEncoder("ander model")
    build(library, built, other)
    assert other.asked == list(generic_queries())


@pytest.mark.parametrize("damage", [b"", b"geen vectoren"])
def test_damaged_ones_are_encoded_again(library: Library, built: Generations, damage: bytes) -> None:
    folder = built.current()
    assert folder is not None
    (folder / BACKGROUND_FILE).write_bytes(damage)
    again = FakeEncoder()
    build(library, built, again)
    assert again.asked == list(generic_queries())
    assert background(built).queries.shape == (len(generic_queries()), again.dimension)


def test_an_index_knows_how_near_each_comes_now(
    library: Library, built: Generations, encoder: FakeEncoder
) -> None:
    before = background(built).nearest
    library.remove("zwembad")
    build(library, built, encoder)
    folder = built.current()
    assert folder is not None
    rows = open_vectors(folder / SENTENCES_FILE).astype(np.float32)
    expected = [(rows @ encoder.vector(query)).max() for query in generic_queries()]
    after = background(built)
    assert np.allclose(after.nearest, expected, atol=1e-5)
    assert not np.allclose(after.nearest, before, atol=1e-3)
    lean = np.mean([encoder.vector(query) for query in generic_queries()], axis=0)
    assert np.allclose(after.lean, lean, atol=1e-6)

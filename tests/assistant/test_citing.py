"""The sentence of a cited passage that a reader gets to see."""

import numpy as np

from assistant.citing import Citations, Material
from assistant.evidence import Evidence
from assistant.packing import Given
from tests.assistant.by_hand import axis, passage, unit


def material(key: int, source: Evidence) -> Material:
    """The sentence in row r of passage k says what no other does, and lies on axis 10 k + r."""
    vectors = np.stack([axis(10 * key + row) for row in range(len(source.sentences))])
    return Material(Given(key, source), vectors)


ONE = material(1, passage("De raad koos.", "De stoet trok verder.", publication="een", chunk=1))
TWO = material(2, passage("Het regende.", publication="twee", chunk=2))


def test_the_sentence_that_is_nearest_is_cited() -> None:
    citations = Citations({1: ONE, 2: TWO})
    assert citations.cite([1], axis(11)) == (1,)
    (citation,) = citations.made
    assert (citation.quote, citation.publication) == ("De stoet trok verder.", "een")
    assert citation.score == 1.0


def test_each_cited_passage_gives_one_citation() -> None:
    citations = Citations({1: ONE, 2: TWO})
    assert citations.cite([2, 1], unit(*axis(10), *axis(20))[:32]) == (1, 2)
    assert [citation.quote for citation in citations.made] == ["Het regende.", "De raad koos."]
    assert [source.publication for source in citations.passages] == ["twee", "een"]


def test_a_sentence_that_is_cited_again_keeps_its_number() -> None:
    citations = Citations({1: ONE, 2: TWO})
    assert citations.cite([1], axis(10)) == (1,)
    assert citations.cite([2], axis(20)) == (2,)
    assert citations.cite([1, 1], axis(10)) == (1,)
    assert len(citations.made) == 2


def test_a_sentence_that_can_stand_alone_goes_before_half_a_one() -> None:
    source = passage("en toen", "De raad koos.", chunk=3)
    halves = source.sentences[0]
    object.__setattr__(halves, "quotable", False)
    citations = Citations({1: material(1, source)})
    citations.cite([1], unit(*(axis(10) * 0.9 + axis(11) * 0.4)))
    assert citations.made[0].quote == "De raad koos."

"""The decision whether the sources cover a question."""

from assistant import scope
from assistant.answer import Outcome


def support(similarity: float, words: str = "raad betrekken", passage: str = "De raad betrekken.") -> float:
    found = scope.signals(words, similarity, background=0.85, passages=[passage], foreign=False)
    return found.support


def test_more_similar_and_more_covered_is_more_supported() -> None:
    assert support(0.80) < support(0.86) < support(0.92)
    assert support(0.86, passage="Iets heel anders.") < support(0.86)


def test_the_decision_runs_from_refusing_to_answering() -> None:
    outcomes = [scope.decide(scope.Signals(value, 0.5)) for value in (-0.5, 0.0, 0.4)]
    assert outcomes == [Outcome.NOT_IN_SOURCES, Outcome.PARTIAL, Outcome.ANSWERED]


def test_a_question_of_function_words_only_has_no_coverage() -> None:
    assert scope.signals("en wat dan?", 0.8, 0.85, ["tekst"], foreign=False).coverage == 0.0


def test_a_foreign_question_is_not_held_to_dutch_words() -> None:
    dutch = scope.signals("involve council", 0.83, 0.85, ["De raad betrekken."], foreign=False)
    english = scope.signals("involve council", 0.83, 0.85, ["De raad betrekken."], foreign=True)
    assert english.support > dutch.support


def test_a_corpus_of_one_identical_sentence_does_not_divide_by_zero() -> None:
    assert 0.0 <= scope.signals("x", 1.0, 1.0, [], foreign=False).support <= 1.0

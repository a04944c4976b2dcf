"""Choosing and ordering sentences, on evidence made by hand."""

import numpy as np

from assistant.answer import Part
from assistant.evidence import Evidence, EvidenceSentence
from assistant.extractive import Candidate, candidates, compose, select
from corpus.kinds import PassageKind, Role


def passage(
    *sentences: str,
    kind: PassageKind = PassageKind.BACKGROUND,
    roles: tuple[Role, ...] = (),
    score: float = 0.5,
    publication: str = "stuk",
    quotable: bool = True,
) -> Evidence:
    """Evidence of which the sentences stand one after another, from offset 100."""
    text = " ".join(sentences)
    found, position = [], 100
    for number, sentence in enumerate(sentences):
        found.append(EvidenceSentence(number, sentence, position, position + len(sentence), quotable))
        position += len(sentence) + 1
    return Evidence(
        publication=publication,
        title="Titel",
        file="stuk.md",
        kind=kind,
        roles=roles,
        section=("Titel", "Kop"),
        page=3,
        page_label="iii",
        date="2018",
        text=text,
        start=100,
        end=100 + len(text),
        score=score,
        similarity=score,
        sentences=tuple(found),
    )


def unit(*values: float) -> np.ndarray:
    vector = np.array(values, dtype=np.float32)
    return vector / np.linalg.norm(vector)


def candidate(evidence: Evidence, row: int, score: float, vector: np.ndarray) -> Candidate:
    return Candidate(evidence, evidence.sentences[row], vector, 0.9, score)


def test_the_most_similar_sentence_of_equal_passages_comes_first() -> None:
    evidence = [passage("Eerste zin over de raad.", "Tweede zin over de markt.")]
    vectors = np.array([unit(0, 1), unit(1, 0.1)])
    ranked = candidates("waarover dan?", unit(1, 0), evidence, vectors, role=None)
    assert [item.sentence.number for item in ranked] == [1, 0]


def test_a_sentence_of_a_passage_for_the_asker_is_preferred() -> None:
    evidence = [
        passage("Een zin voor iedereen hier.", "Nog een andere zin.", publication="a"),
        passage("Een zin voor de wethouder hier.", publication="b", roles=(Role.ALDERMAN,)),
    ]
    vectors = np.array([unit(1, 0.02), unit(0, 1), unit(1, 0)])
    question = unit(1, 0.02)
    assert candidates("vraag", question, evidence, vectors, role=None)[0].evidence.publication == "a"
    assert candidates("vraag", question, evidence, vectors, Role.ALDERMAN)[0].evidence.publication == "b"


def test_a_sentence_that_only_repeats_the_question_comes_after_one_that_answers_it() -> None:
    evidence = [passage("Hoe kan de raad beter meedoen?", "De raad kan meedoen met een themasessie.")]
    vectors = np.array([unit(1, 0), unit(1, 0)])
    ranked = candidates("hoe kan de raad meedoen", unit(1, 0), evidence, vectors, role=None)
    assert ranked[0].sentence.text.endswith("themasessie.")


def test_fragments_are_never_quoted() -> None:
    evidence = [passage("halve zin die begint", quotable=False)]
    assert candidates("vraag", unit(1, 0), evidence, np.array([unit(1, 0)]), None) == []


def test_no_evidence_gives_no_candidates() -> None:
    assert candidates("vraag", unit(1, 0), [], np.empty((0, 2), dtype=np.float32), None) == []
    assert compose([]) == ((), ())


def test_sentences_that_say_the_same_are_given_once_and_no_more_than_asked() -> None:
    evidence = passage("Een.", "Twee.", "Drie.", "Vier.")
    vectors = [unit(1, 0, 0), unit(1, 0.01, 0), unit(0, 1, 0), unit(0, 0, 1)]
    ranked = [candidate(evidence, row, 1.0 - row / 10, vectors[row]) for row in range(4)]
    assert [item.sentence.text for item in select(ranked, most=2)] == ["Een.", "Drie."]


def test_sentences_far_below_the_best_are_left_out() -> None:
    evidence = passage("Een.", "Twee.")
    ranked = [candidate(evidence, 0, 2.0, unit(1, 0)), candidate(evidence, 1, 0.2, unit(0, 1))]
    assert len(select(ranked, most=6)) == 1


def test_the_direct_answer_comes_first_then_lessons_then_the_route() -> None:
    advice = passage("Best advies.", "Tweede advies.", kind=PassageKind.ADVICE, publication="advies")
    lesson = passage("Een les.", kind=PassageKind.LESSON, publication="rapport")
    fact = passage("Een feit.", publication="feiten")
    chosen = [
        candidate(advice, 0, 4, unit(1, 0)),
        candidate(advice, 1, 3, unit(1, 0)),
        candidate(lesson, 0, 2, unit(1, 0)),
        candidate(fact, 0, 1, unit(1, 0)),
    ]
    claims, citations = compose(chosen)
    assert [(claim.text, claim.part) for claim in claims] == [
        ("Best advies.", Part.DIRECT),
        ("Een feit.", Part.DIRECT),
        ("Een les.", Part.LESSONS),
        ("Tweede advies.", Part.ROUTE),
    ]
    assert [claim.citations for claim in claims] == [(1,), (2,), (3,), (4,)]
    assert [citation.n for citation in citations] == [1, 2, 3, 4]


def test_a_question_is_not_given_as_the_direct_answer() -> None:
    evidence = passage("Bestuurders vroegen hoe de raad mee kan doen.", "Een themasessie betrekt de raad.")
    chosen = [candidate(evidence, 0, 2, unit(1, 0)), candidate(evidence, 1, 1, unit(0, 1))]
    claims, _ = compose(chosen)
    assert claims[0].text == "Een themasessie betrekt de raad."
    assert compose(chosen[:1])[0][0].text.startswith("Bestuurders vroegen")


def test_a_citation_carries_the_place_of_its_sentence() -> None:
    evidence = passage("Eerste zin.", "Tweede zin.")
    _, citations = compose([candidate(evidence, 1, 1, unit(1, 0))])
    found = citations[0]
    assert (found.quote, found.start, found.end) == ("Tweede zin.", 112, 123)
    assert (found.page, found.page_label, found.file, found.section) == (
        3,
        "iii",
        "stuk.md",
        ("Titel", "Kop"),
    )

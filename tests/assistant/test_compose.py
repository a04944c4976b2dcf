"""From what was found for each part of a question to an answer or a refusal, made by hand."""

from dataclasses import replace

from assistant import wording
from assistant.answer import Answer, Outcome, Question
from assistant.compose import NEAREST, Looked, compose_answer
from assistant.extractive import Candidate
from corpus.kinds import PassageKind
from tests.assistant.by_hand import axis, candidate, looked, passage

CONTACT = "U kunt uw vraag stellen aan griffie@gemeente.example."
MOST = 6


def answer(*parts: Looked, most: int = MOST) -> Answer:
    return compose_answer(Question("De vraag?"), parts, most, CONTACT)


def covered(number: int = 0, **changes: object) -> Looked:
    """A part of a question that a passage of its own answers."""
    found = candidate(passage(f"Feit nummer {number}.", publication=f"p{number}"), 0, 2.0, axis(number))
    return looked(found, **changes)  # type: ignore[arg-type]


def refused(number: int = 9, **changes: object) -> Looked:
    """A part that the sources do not answer."""
    return covered(number, **{"outcome": Outcome.NOT_IN_SOURCES, "confidence": 0.1, **changes})


def test_a_covered_question_is_answered_without_warnings() -> None:
    found = answer(covered())
    assert (found.outcome, found.notes, found.nearest) == (Outcome.ANSWERED, (), ())
    assert [claim.text for claim in found.claims] == ["Feit nummer 0."]
    assert found.text == "Feit nummer 0. [1]"


def test_a_part_that_is_not_covered_is_named_and_the_rest_answered() -> None:
    found = answer(covered(), refused(text="Wat kost een zwemles?"))
    assert found.outcome is Outcome.PARTIAL
    assert [claim.text for claim in found.claims] == ["Feit nummer 0."]
    assert found.notes == ("Dit staat niet in de bronnen: “Wat kost een zwemles?”",)
    assert found.notes[0] in found.text
    assert found.confidence == 0.9


def test_a_name_that_no_quoted_passage_has_is_named() -> None:
    part = covered()
    here, elsewhere = part.evidence[0], passage("Feit over Gouda.", publication="elders")
    found = answer(replace(part, names={"Gouda": [elsewhere], "2018": [here, elsewhere]}))
    assert found.outcome is Outcome.PARTIAL
    assert found.notes == (wording.names_not_quoted(["Gouda"]),)
    assert [claim.text for claim in found.claims] == ["Feit nummer 0."]


def test_a_name_that_a_quoted_passage_has_is_no_reason_to_warn() -> None:
    part = covered()
    found = answer(replace(part, names={"gouda": part.evidence}))
    assert (found.outcome, found.notes) == (Outcome.ANSWERED, ())


def test_a_name_that_the_sources_nowhere_have_is_named_once() -> None:
    found = answer(replace(covered(unknown=("gouda",)), names={"Gouda": []}))
    assert found.notes == (wording.words_not_covered(["gouda"]),)


def test_every_covered_part_gets_its_share_of_the_quotations() -> None:
    def sentence(part: int, n: int) -> Candidate:
        return candidate(passage(f"Z{part}{n}.", publication=f"p{part}{n}"), 0, 3 - n / 10, axis(n))

    many = [looked(*(sentence(part, n) for n in range(8))) for part in range(2)]
    found = answer(*many)
    assert found.outcome is Outcome.ANSWERED
    texts = {claim.text for claim in found.claims}
    assert texts == {f"Z{part}{n}." for part in range(2) for n in range(3)}
    assert [citation.n for citation in found.citations] == [1, 2, 3, 4, 5, 6]


def test_a_sentence_that_answers_two_parts_is_quoted_once() -> None:
    shared = candidate(passage("Eén feit voor beide."), 0, 2.0)
    found = answer(looked(shared, text="Wat is dit?"), looked(shared, text="Wat is dat?"))
    assert [citation.quote for citation in found.citations] == ["Eén feit voor beide."]


def test_what_one_part_quotes_is_not_quoted_again_with_its_neighbour() -> None:
    evidence = passage("Eerste zin.", "Tweede zin.")
    first, second = candidate(evidence, 0, 2.0), candidate(evidence, 1, 1.0)
    found = answer(looked(first), looked(first, second))
    assert sorted(citation.quote for citation in found.citations) == ["Eerste zin.", "Tweede zin."]


def test_when_no_part_is_covered_the_nearest_passages_are_given() -> None:
    first = looked(
        *(candidate(passage(f"Eerste {n}. Meer.", publication=f"a{n}"), 0, 1.0) for n in range(2)),
        outcome=Outcome.NOT_IN_SOURCES,
        confidence=0.2,
    )
    second = looked(
        *(candidate(passage(f"Tweede {n}.", publication=f"b{n}"), 0, 1.0) for n in range(4)),
        outcome=Outcome.NOT_IN_SOURCES,
        confidence=0.3,
    )
    found = answer(first, second)
    assert (found.outcome, found.claims, found.citations) == (Outcome.NOT_IN_SOURCES, (), ())
    assert [place.quote for place in found.nearest] == ["Eerste 0. Meer.", "Eerste 1. Meer.", "Tweede 0."]
    assert [place.n for place in found.nearest] == [1, 2, 3] == list(range(1, NEAREST + 1))
    assert found.confidence == 0.2
    assert found.notes == (wording.NOT_IN_SOURCES, CONTACT)


def test_a_refusal_without_evidence_offers_nothing() -> None:
    found = answer(looked(outcome=Outcome.NOT_IN_SOURCES, confidence=0.0))
    assert (found.nearest, found.confidence) == ((), 0.0)
    assert found.text == f"{wording.NOT_IN_SOURCES}\n\n{CONTACT}"


def test_what_is_no_question_is_refused_without_passages() -> None:
    assert answer(replace(refused(), is_question=False)).nearest == ()
    assert answer(refused(confidence=0.0)).nearest != ()


def test_words_of_what_is_no_question_are_not_named() -> None:
    found = answer(replace(refused(unknown=("onerror",)), is_question=False))
    assert found.notes == (wording.NOT_IN_SOURCES, CONTACT)


def test_words_that_the_sources_do_not_know_are_named() -> None:
    partial = answer(covered(unknown=("blockchain",)))
    assert partial.outcome is Outcome.PARTIAL
    assert any("“blockchain”" in note for note in partial.notes)
    refusal = answer(refused(unknown=("erwtensoep", "rookworst", "erwtensoep")))
    assert "“erwtensoep” en “rookworst”" in refusal.notes[0]
    assert refusal.text.count("erwtensoep") == 1


def test_words_of_a_part_that_is_refused_are_not_said_of_the_answer() -> None:
    found = answer(covered(), refused(text="Wat is erwtensoep?", unknown=("erwtensoep",)))
    assert found.notes == ("Dit staat niet in de bronnen: “Wat is erwtensoep?”",)


def test_an_uncertain_answer_says_so() -> None:
    found = answer(covered(outcome=Outcome.PARTIAL, confidence=0.5))
    assert (found.outcome, found.confidence) == (Outcome.PARTIAL, 0.5)
    assert found.notes == (wording.PARTLY_IN_SOURCES,)


def test_the_least_certain_covered_part_decides_the_confidence() -> None:
    found = answer(covered(0, confidence=0.95), covered(1, confidence=0.7), refused(confidence=0.1))
    assert found.confidence == 0.7


def test_corrections_are_noted_once_and_kept() -> None:
    pair = ("gemeenteraaad", "gemeenteraad")
    for part in (covered, refused):
        found = answer(part(0, corrections=(pair,)), part(1, corrections=(pair,)))
        assert found.notes[0] == "Gezocht op “gemeenteraad”."
        assert found.text.count("Gezocht op") == 1
        assert pair in found.corrections


def test_an_english_question_is_told_that_the_answer_is_dutch() -> None:
    for part in (covered(foreign=True), refused(foreign=True)):
        found = answer(part)
        assert found.notes[0] == wording.ENGLISH_QUESTION
    assert wording.ENGLISH_QUESTION not in answer(covered()).notes


def test_the_age_of_names_and_offices_is_told() -> None:
    named = candidate(passage("Dit is de voorzitter.", kind=PassageKind.ORGANISATION), 0, 2.0)
    assert any("2018" in note for note in answer(looked(named)).notes)

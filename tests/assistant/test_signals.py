"""What tells whether the sources answer a question, over a small index with a model of word counts."""

from dataclasses import replace

import numpy as np
import pytest

from assistant.evidence import Evidence, from_document
from assistant.extractive import Candidate, candidates
from assistant.signals import (
    SIGNALS,
    TELLING,
    names_in,
    names_missing_part,
    rarity,
    signals,
    telling_unknown_words,
)
from corpus.kinds import Role
from index.opened import OpenIndex
from index.retriever import HybridRetriever, Prepared, prepare
from tests.index.fake_encoder import FakeEncoder


def look_up(index: OpenIndex, question: str) -> Prepared:
    return prepare(index, FakeEncoder(), question)


def evidence(index: OpenIndex, question: str) -> list[Evidence]:
    found = HybridRetriever.over(index, FakeEncoder(), 5, prepared=look_up(index, question))
    return [from_document(document) for document in found.invoke(question)]


def ranked(
    index: OpenIndex, question: str, passages: list[Evidence], role: Role | None = None
) -> list[Candidate]:
    prepared = look_up(index, question)
    numbers = [sentence.number for passage in passages for sentence in passage.sentences]
    return candidates(
        question,
        prepared.query,
        prepared.vector,
        passages,
        index.sentence_vectors(numbers),
        index.keywords,
        index.background,
        role,
    )


def found_signals(index: OpenIndex, question: str, foreign: bool = False) -> dict[str, float]:
    values = signals(question, look_up(index, question), index, foreign)
    assert values.shape == (len(SIGNALS),)
    assert np.isfinite(values).all()
    return dict(zip(SIGNALS, values.tolist(), strict=True))


def test_a_rare_word_that_the_sources_lack_tells_and_a_common_one_does_not(index: OpenIndex) -> None:
    def telling(question: str) -> tuple[str, ...]:
        return telling_unknown_words(look_up(index, question), index.keywords)

    assert telling("Gaat erwtensoep bij het restafval?") == ("erwtensoep",)
    assert telling("Haalt de gemeente het restafval op?") == ()
    assert telling("Werkt de gemeente morgen?") == ()
    assert rarity("morgen") < TELLING <= rarity("erwtensoep")


def test_names_and_numbers_in_a_question_are_known_by_their_form(index: OpenIndex) -> None:
    def names(question: str) -> list[str]:
        return [name for name, _ in names_in(question, look_up(index, question).query)]

    assert names("Waarom ging Gouda in 2017 over op restafval?") == ["Gouda", "2017"]
    assert names("Restafval wordt hoe vaak opgehaald?") == []


def test_rarity_grows_as_words_are_used_less() -> None:
    found = [rarity(word) for word in ("de", "gemeente", "erwtensoep", "xyzzyq")]
    assert found == sorted(found)
    assert (found[0], found[-1]) == (0.0, 4.0)
    assert rarity("Gemeente") == rarity("gemeente")


def test_a_question_that_the_sources_answer_is_told_from_one_they_do_not(index: OpenIndex) -> None:
    inside = found_signals(index, "Wanneer haalt de gemeente het restafval?")
    outside = found_signals(index, "Hoe kook ik erwtensoep met rookworst?")
    assert inside["unknown"] < outside["unknown"]
    assert inside["named"] > outside["named"]
    assert inside["nearest"] > outside["nearest"]


def test_unknown_names_and_numbers_and_another_language_are_signals(index: OpenIndex) -> None:
    assert found_signals(index, "Wat vindt Zwolle van het restafval?")["unknown_name"] == 1
    assert found_signals(index, "Hoeveel restafval was er in 1987?")["unknown_name"] == 1
    assert found_signals(index, "Wat vindt iedereen van het restafval?")["unknown_name"] == 0
    for foreign in (True, False):
        assert found_signals(index, "restafval", foreign)["foreign"] == foreign


@pytest.mark.parametrize("question", ["?", "de het een", "xyzzyq", "🙂", "restafval " * 200])
def test_any_question_has_signals(index: OpenIndex, question: str) -> None:
    found_signals(index, question)


def test_a_numbered_part_is_missing_where_others_of_its_kind_are_there(index: OpenIndex) -> None:
    def missing(question: str) -> bool:
        return names_missing_part(look_up(index, question), index.keywords)

    assert missing("Wat staat er in stap 14?")
    assert not missing("Wat staat er in stap 1?")
    assert not missing("Wat staat er in wegwijzer 14?")
    assert not missing("Wat staat er in de stappen?")
    assert not missing("Wat is in die stap een goede keuze?")
    assert not missing("Hoe laat opent het zwembad?")


def test_the_sentence_that_answers_comes_first(index: OpenIndex) -> None:
    question = "Waar vraag ik een parkeervergunning aan?"
    passages = evidence(index, question)
    found = ranked(index, question, passages)
    assert found[0].sentence.text == "Een parkeervergunning vraagt u aan bij het loket."
    assert [item.score for item in found] == sorted((item.score for item in found), reverse=True)
    quotable = {
        sentence.number for passage in passages for sentence in passage.sentences if sentence.quotable
    }
    assert {item.sentence.number for item in found} == quotable
    for item in found:
        own = index.sentence_vectors([item.sentence.number])[0]
        assert np.array_equal(item.vector, own)
        assert item.similarity == pytest.approx(float(own @ look_up(index, question).vector))


def test_no_evidence_gives_no_candidates(index: OpenIndex) -> None:
    assert ranked(index, "restafval", []) == []


def test_a_passage_for_the_asker_is_preferred(index: OpenIndex) -> None:
    question = "Waar vraag ik een parkeervergunning aan?"
    passages = [
        replace(item, roles=(Role.ALDERMAN,)) if "zwemles" in item.text else item
        for item in evidence(index, question)
    ]
    plain = {item.sentence.number: item.score for item in ranked(index, question, passages)}
    for role, raised in ((Role.ALDERMAN, True), (Role.MAYOR, False)):
        found = ranked(index, question, passages, role)
        assert len(found) == len(plain)
        for item in found:
            for_role = raised and "zwemles" in item.evidence.text
            assert (item.score > plain[item.sentence.number]) is for_role
    assert any("zwemles" in item.text for item in passages)

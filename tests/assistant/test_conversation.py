"""The history of a conversation: bounded, and safe to take from a browser."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.answer import Answer, Citation, Claim, Length, Outcome
from assistant.conversation import (
    MOST_CHARACTERS,
    MOST_JSON,
    MOST_LINES,
    MOST_SAID,
    MOST_TURNS,
    History,
    Said,
    Standalone,
    Turn,
    sentences,
)
from corpus.errors import DenktankError
from corpus.kinds import PassageKind


def citation(n: int, *section: str) -> Citation:
    return Citation(
        n, "stuk", "Titel", "stuk.md", PassageKind.BACKGROUND, section, 1, "1", "tekst", 0, 5, 1.0
    )


def test_a_turn_remembers_the_sentences_and_the_headings_of_an_answer() -> None:
    answer = Answer(
        question="Wie betaalt de leerbus?",
        outcome=Outcome.ANSWERED,
        claims=(Claim("De gemeente betaalt.", (1,)), Claim("Het Rijk betaalt mee.", (1, 2))),
        citations=(citation(1, "Rapport", "Kosten"), citation(2)),
    )
    turn = Turn.of("en wie betaalt dat?", Standalone("Wie betaalt de leerbus?"), answer)
    assert (turn.question, turn.standalone) == ("en wie betaalt dat?", "Wie betaalt de leerbus?")
    assert turn.claims == (Said("De gemeente betaalt.", (1,)), Said("Het Rijk betaalt mee.", (1, 2)))
    assert turn.sources == ("Kosten", "Titel")


def test_the_last_question_is_the_last_that_was_searched_for() -> None:
    history = History().with_turn(Turn("Wat is afval?", "Wat is afval?"))
    history = history.with_turn(Turn.of("dank je", Standalone("dank je"), None))
    assert history.last is not None
    assert history.last.standalone == "Wat is afval?"
    assert History().last is None


def test_the_oldest_turns_make_way_and_texts_are_cut() -> None:
    history = History()
    for number in range(MOST_TURNS + 3):
        long = Turn(
            f"{number} " + "x" * 10_000,
            "y\n" * 5_000,
            (Said("z" * 5_000, tuple(range(500))),) * 100,
            ("kop" * 1_000,) * 100,
        )
        history = history.with_turn(long)
    assert [turn.question.split()[0] for turn in history.turns] == [str(n) for n in range(3, MOST_TURNS + 3)]
    for turn in history.turns:
        assert len(turn.question) <= MOST_CHARACTERS
        assert "\n" not in turn.standalone
        assert len(turn.claims) == len(turn.sources) == MOST_LINES
        assert all(len(said.text) <= MOST_SAID and len(said.citations) <= MOST_LINES for said in turn.claims)
    assert len(history.to_json()) <= MOST_JSON
    assert History.from_json(history.to_json()) == history


texts = st.text(max_size=60)
turns = st.builds(
    Turn,
    texts,
    texts,
    st.lists(st.builds(Said, texts, st.lists(st.integers(0, 99)).map(tuple))).map(tuple),
    st.lists(texts).map(tuple),
)


@settings(max_examples=50, deadline=None)
@given(st.lists(turns, max_size=12))
def test_what_the_browser_kept_comes_back(given_turns: list[Turn]) -> None:
    history = History()
    for turn in given_turns:
        history = history.with_turn(turn)
    assert History.from_json(history.to_json()) == history


@pytest.mark.parametrize(
    "text",
    [
        "",
        "geen json",
        "[]",
        '{"turns": "veel"}',
        '{"turns": [{"question": 1, "standalone": "x"}]}',
        '{"turns": [{"question": "x"}]}',
        '{"turns": [{"question": "x", "standalone": "x", "claims": [{"text": "x", "citations": ["een"]}]}]}',
        '{"turns": [{"question": "x", "standalone": "x", "sources": [null]}]}',
        '{"turns": [["x"]]}',
        "[" * 50_000,
        '{"turns": "\ud800"}',
    ],
)
def test_anything_else_from_a_browser_is_refused_in_dutch(text: str) -> None:
    with pytest.raises(DenktankError, match="Begin een nieuw gesprek"):
        History.from_json(text)


def test_a_history_without_end_is_refused_and_a_long_one_cut() -> None:
    turn = {"question": "x", "standalone": "x"}
    with pytest.raises(DenktankError, match="te groot"):
        History.from_json(json.dumps({"turns": [turn] * MOST_JSON}))
    made = History.from_json(json.dumps({"turns": [{**turn, "question": str(n)} for n in range(100)]}))
    assert [found.question for found in made.turns] == [str(n) for n in range(100 - MOST_TURNS, 100)]


def test_control_characters_of_a_browser_are_taken_out() -> None:
    text = json.dumps({"turns": [{"question": "a\x00b\x1b[31m", "standalone": "c\u2028d"}]})
    assert History.from_json(text).turns == (Turn("ab[31m", "c d"),)


def test_a_length_is_a_number_of_sentences() -> None:
    assert [sentences(length, 6) for length in (Length.SHORT, Length.NORMAL, Length.LONG)] == [2, 6, 12]
    assert sentences(Length.SHORT, 1) == 1

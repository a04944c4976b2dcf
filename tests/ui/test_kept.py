"""What a browser kept of a conversation comes back whole, and what somebody made of it cannot do harm."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import MAX_QUESTION_LENGTH, Length
from assistant.conversation import Kind, Standalone
from corpus.kinds import Role
from tests.ui.fake_assistant import HOSTILE, NEXT, full_answer, links, model_answer, refusal
from tests.ui.test_render import Seen
from ui import texts
from ui.choices import Choices
from ui.kept import MOST_JSON, Kept, kept_turn, read_kept
from ui.render import turn_html
from ui.session import MAX_TURNS, Session, Turn, TurnState

NAME = "0123456789abcdef" * 2


def done(question: str = "v") -> Turn:
    return Turn(
        number=7,
        question=question,
        choices=Choices(Role.MAYOR, Length.LONG, plain=True),
        state=TurnState.DONE,
        understood=Standalone(question, Kind.ROLE, Role.ALDERMAN, rewritten=True),
        remark="Begrepen als: “v”",
        answer=model_answer(question),
        next_questions=NEXT,
    )


def back(*turns: str | object, name: object = NAME) -> Kept:
    kept = read_kept({"gesprek": name, "beurten": list(turns)})
    assert kept is not None
    return kept


def changed(turn: Turn, **fields: Any) -> str:
    return json.dumps(json.loads(kept_turn(turn)) | fields)


@pytest.mark.parametrize("answer", [full_answer("v"), model_answer("v"), refusal("v"), None])
@pytest.mark.parametrize("state", [TurnState.DONE, TurnState.STOPPED, TurnState.FAILED])
def test_a_turn_comes_back_as_it_was(answer: Any, state: TurnState) -> None:
    turn = replace(done(), answer=answer, state=state, failure="Er ging iets mis.")
    kept = back(kept_turn(turn))
    assert kept == Kept(NAME, (replace(turn, number=0),), 0)


def test_a_turn_that_was_being_answered_was_interrupted() -> None:
    (turn,) = back(kept_turn(replace(done(), state=TurnState.BUSY))).turns
    assert (turn.state, turn.failure, turn.answer) == (TurnState.FAILED, texts.INTERRUPTED, None)


def test_a_follow_up_after_coming_back_has_the_same_history() -> None:
    session = Session()
    session.restore(NAME, back(kept_turn(done("Hoe betrek ik de raad?"))).turns)
    before = Session()
    before.restore(NAME, [done("Hoe betrek ik de raad?")])
    assert session.history == before.history
    assert session.history.last is not None
    assert session.turn("1") is session.turns[0]
    assert session.next_question("1-2") == NEXT[1]
    assert session.ask("en dan?", Choices()).number == 2
    assert session.conversation == NAME


@pytest.mark.parametrize("sent", [None, [], "x", {}, {"gesprek": NAME}, {"gesprek": 1, "beurten": []}])
def test_what_is_no_conversation_is_refused(sent: object) -> None:
    assert read_kept(sent) is None


@pytest.mark.parametrize("name", ["", "../x", NAME.upper(), NAME + "0", "٠" * 32])
def test_a_made_up_name_is_refused(name: str) -> None:
    assert read_kept({"gesprek": name, "beurten": []}) is None


@pytest.mark.parametrize(
    "wrong",
    [
        None,
        7,
        {"question": "v"},
        "",
        "geen json",
        "[" * 100_000,
        "9" * 5_000,
        '"\\ud800"',
        changed(done(), question=""),
        changed(done(), question="  \n"),
        changed(done(), question=["v"]),
        changed(done(), question="a" * (MAX_QUESTION_LENGTH + 1)),
        changed(done(), question="\ud800"),
        changed(done(), id="x"),
        changed(done(), state="af"),
        changed(done(), choices={"role": "koning"}),
        changed(done(), next_questions=["v"] * 11),
        changed(done(), failure="a" * MOST_JSON),
        changed(done(), answer={"question": "v"}),
    ],
)
def test_a_turn_that_was_tampered_with_is_left_out_and_the_others_stay(wrong: object) -> None:
    kept = back(kept_turn(done()), wrong)
    assert len(kept.turns) == 1
    assert kept.unreadable == 1


@pytest.mark.parametrize(
    "place", [{"page": 0}, {"page": -3}, {"start": -1}, {"start": 9, "end": 8}, {"n": 0}, {"end": 10**400}]
)
@pytest.mark.parametrize("where", ["citations", "nearest"])
def test_an_impossible_place_of_a_source_is_refused(place: dict[str, int], where: str) -> None:
    fields = json.loads(kept_turn(done()))
    fields["answer"][where] = [fields["answer"]["citations"][0] | place]
    assert back(json.dumps(fields)).unreadable == 1


def test_hostile_text_that_comes_back_stays_text() -> None:
    turn = replace(done(HOSTILE), answer=model_answer(HOSTILE, HOSTILE), remark=HOSTILE, failure=HOSTILE)
    (restored,) = back(kept_turn(turn)).turns
    seen = Seen(turn_html(restored))
    assert set(seen.links) == set(links(model_answer(HOSTILE, HOSTILE).citations))
    assert '<img src="http://evil.example/x.png" onerror="window.hacked=1">' in seen.text


def test_only_the_newest_turns_are_taken_and_each_once() -> None:
    turns = [kept_turn(done(f"vraag {number}")) for number in range(MAX_TURNS + 5)]
    kept = back(*turns)
    assert [turn.question for turn in kept.turns] == [f"vraag {n}" for n in range(5, MAX_TURNS + 5)]
    again = kept_turn(done())
    assert len(back(again, again).turns) == 1


@given(st.text(st.characters(codec=None), min_size=1, max_size=50).filter(str.strip))
def test_whatever_was_asked_and_answered_can_be_kept(text: str) -> None:
    turn = replace(done(text), remark=text, answer=model_answer(text, text))
    (restored,) = back(kept_turn(turn)).turns
    assert restored.question == text.encode("utf-8", "replace").decode("utf-8")

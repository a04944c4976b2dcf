"""What a visitor asked and was answered: kept, forgotten and ended."""

import pytest

from tests.ui.fake_assistant import NEXT, full_answer
from ui.choices import Choices
from ui.session import MAX_TURNS, Session, TurnState


@pytest.mark.parametrize(
    "ref",
    [
        None,
        1,
        "",
        "1",
        "1-",
        "1-3",
        "2-1",
        "1-1 ",
        " 1-1",
        "1-01",
        "-1-1",
        ["1-1"],
        {"ref": "1-1"},
        "1-¹",
        "9" * 5000,
    ],
)
def test_a_reference_that_was_not_shown_opens_nothing(ref: object) -> None:
    session = Session()
    session.ask("v", Choices()).next_questions = NEXT
    assert session.next_question(ref) is None


def test_old_answers_are_forgotten_and_numbers_never_return() -> None:
    session = Session()
    for _ in range(MAX_TURNS + 1):
        session.ask("v", Choices()).answer = full_answer("v")
    assert session.turn("1") is None
    assert session.turn(f"{MAX_TURNS + 1}") is not None
    session.clear()
    assert session.ask("v", Choices()).number == MAX_TURNS + 2
    assert session.turn("2") is None


def test_whatever_ends_a_turn_first_decides_how_it_ended() -> None:
    session = Session()
    turn = session.ask("v", Choices())
    session.stop()
    turn.end(TurnState.DONE)
    assert turn.state is TurnState.STOPPED
    assert session.take_pending() is None
    assert not session.busy

"""What a visitor chooses and says before reaches the assistant; what the browser sends is not trusted."""

import pytest

from assistant.answer import Length, Question
from assistant.conversation import MOST_TURNS, Kind, Standalone
from corpus.kinds import Role
from tests.ui.fake_assistant import full_answer
from ui.choices import Choices, choices_html, read_choices
from ui.session import Session, TurnState
from ui.understood import understood_line


def test_the_choices_of_the_browser_are_read() -> None:
    sent = {"role": "raadslid", "length": "kort", "plain": True}
    assert read_choices(sent) == Choices(Role.COUNCILLOR, Length.SHORT, plain=True)
    assert read_choices({"role": "", "length": "gewoon"}) == Choices()


@pytest.mark.parametrize(
    "sent",
    [
        None,
        "<div>",
        [],
        {"role": "koning", "length": "eindeloos", "plain": "ja"},
        {"role": ["raadslid"], "length": {"x": 1}, "plain": 1},
        {"role": None, "length": None, "plain": None},
    ],
)
def test_choices_that_were_not_offered_are_ignored(sent: object) -> None:
    assert read_choices(sent) == Choices()


def test_plain_language_is_offered_only_with_a_model() -> None:
    assert 'name="plain"' in choices_html(with_plain=True)
    assert 'name="plain"' not in choices_html(with_plain=False)


def test_what_a_message_asks_for_goes_before_the_choices() -> None:
    choices = Choices(Role.MAYOR, Length.LONG, plain=False)
    assert choices.question(Standalone("v")) == Question("v", Role.MAYOR, Length.LONG, plain=False)
    asked = Standalone("v", role=Role.ALDERMAN, length=Length.SHORT, plain=True)
    assert choices.question(asked) == Question("v", Role.ALDERMAN, Length.SHORT, plain=True)


@pytest.mark.parametrize(
    ("understood", "writes", "line"),
    [
        (Standalone("Hoe werkt de raad?"), True, ""),
        (Standalone("Hoe werkt de raad?", rewritten=True), True, "Begrepen als: “Hoe werkt de raad?”"),
        (Standalone("v", role=Role.ALDERMAN), True, "De rol staat nu op wethouder."),
        (Standalone("v", length=Length.SHORT), False, "Kort, zoals u vroeg."),
        (Standalone("v", length=Length.LONG), False, "Uitgebreid, zoals u vroeg."),
        (Standalone("v", plain=True), True, "In eenvoudige taal, zoals u vroeg."),
        (
            Standalone("v", plain=True),
            False,
            "Eenvoudiger kan alleen met een taalmodel; dit zijn zinnen uit de bronnen.",
        ),
        (
            Standalone("Wat is X?", length=Length.SHORT, role=Role.MAYOR, rewritten=True),
            True,
            "Begrepen als: “Wat is X?” De rol staat nu op burgemeester. Kort, zoals u vroeg.",
        ),
        (Standalone("dank u", Kind.SMALL_TALK, role=Role.MAYOR, reply="Graag gedaan."), True, ""),
    ],
)
def test_how_a_message_was_understood_is_told(understood: Standalone, writes: bool, line: str) -> None:
    assert understood_line(understood, Choices(), writes) == line


def test_what_was_chosen_already_is_not_told() -> None:
    chosen = Choices(Role.ALDERMAN, Length.SHORT, plain=True)
    same = Standalone("v", role=Role.ALDERMAN, length=Length.SHORT, plain=True)
    assert understood_line(same, chosen, writes=True) == ""
    normal = Standalone("v", length=Length.NORMAL)
    assert understood_line(normal, chosen, writes=True) == "Weer van gewone lengte."


def test_the_history_has_what_was_understood_and_is_bounded() -> None:
    session = Session()
    assert session.history.turns == ()
    first = session.ask("wat is X?", Choices())
    first.understood, first.answer = Standalone("Wat is X?", rewritten=True), full_answer("Wat is X?")
    first.end(TurnState.DONE)
    stopped = session.ask("en Y?", Choices())
    stopped.understood = Standalone("Wat is Y?", rewritten=True)
    stopped.end(TurnState.STOPPED)
    session.ask("nooit begrepen", Choices()).end(TurnState.FAILED)
    talk = session.ask("bedankt", Choices())
    talk.understood = Standalone("bedankt", Kind.SMALL_TALK, reply="Graag gedaan.")
    remembered = [(turn.question, turn.standalone) for turn in session.history.turns]
    assert remembered == [("wat is X?", "Wat is X?"), ("en Y?", "Wat is Y?"), ("bedankt", "")]
    assert session.history.turns[0].claims[0].text == "De raad hoort er vroeg bij."
    for _ in range(MOST_TURNS):
        session.ask("v", Choices()).understood = Standalone("v")
    assert [turn.question for turn in session.history.turns] == ["v"] * MOST_TURNS
    session.clear()
    assert session.history.turns == ()

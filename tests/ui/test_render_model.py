"""What a language model did to an answer is told, and nothing that it wrote becomes markup."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Answer, Unconfirmed
from assistant.checks.values import Reason
from assistant.conversation import Kind, Standalone
from tests.ui.fake_assistant import HOSTILE, NEXT, full_answer, links, model_answer, refusal
from tests.ui.seen_html import Seen, log_html
from ui.choices import Choices
from ui.model_lines import BY_MODEL, reasons_line
from ui.render import answer_html, plain_text
from ui.session import Session, Turn, TurnState

MARK = f'<span class="by-model" role="img" aria-label="{BY_MODEL}" title="{BY_MODEL}">AI</span>'


def done(answer: Answer, number: int = 3) -> Turn:
    return Turn(number, "vraag", state=TurnState.DONE, answer=answer)


def hostile_turn(text: str, state: TurnState = TurnState.DONE) -> Turn:
    return Turn(
        number=3,
        question=text,
        state=state,
        understood=Standalone(text, Kind.REFERENCE, rewritten=True),
        remark=text,
        answer=model_answer(text, text),
        failure=text,
        next_questions=(text, text),
    )


@pytest.mark.parametrize("state", TurnState)
def test_hostile_text_of_a_model_stays_text(state: TurnState) -> None:
    seen = Seen(log_html([hostile_turn(HOSTILE, state)]))
    assert set(seen.links) == set(links(model_answer(HOSTILE, HOSTILE).citations))
    assert "[klik](javascript:window.hacked=1)" in seen.text
    reply = Standalone(HOSTILE, Kind.SMALL_TALK, reply=HOSTILE)
    assert not Seen(log_html([Turn(4, HOSTILE, state=state, understood=reply)])).links


@given(st.text())
def test_whatever_a_model_writes_only_our_tags_come_out(text: str) -> None:
    assert set(Seen(log_html([hostile_turn(text)])).links) == set(links(model_answer(text, text).citations))


def test_a_sentence_of_a_model_has_a_mark_with_a_text_alternative_inside_the_sentence() -> None:
    html = answer_html(model_answer("v"), 1)
    assert html.count(MARK) == 3
    assert f"</a>{MARK}</span>.</p>" in html
    quoted = replace(model_answer("v"), claims=(full_answer("v").claims[0],))
    assert MARK not in answer_html(quoted, 1)


def test_what_was_left_out_is_folded_away_with_the_reason() -> None:
    html = log_html([done(model_answer("v"))])
    assert '<details id="niet-bevestigd-3"><summary>Niet bevestigd door de bronnen (2)</summary>' in html
    text = Seen(html).text
    assert "Er zijn 12 wegwijzers.Dit getal staat niet in de bron (“12”)." in text
    assert "De bron zegt misschien het omgekeerde (“nooit”); de bron bevestigt dit niet." in text
    growing = Turn(3, "v", answer=model_answer("v"))
    assert "<details" not in log_html([growing, done(full_answer("v"), 4)])


def test_what_the_model_did_not_get_to_see_is_told() -> None:
    html = log_html([done(model_answer("v"))])
    assert '<details id="niet-gestuurd-3"><summary>Niet naar het taalmodel gestuurd (2)</summary>' in html
    assert "“Jan de Vries” werd [NAAM-1]" in Seen(html).text


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_of_the_checks_has_a_line_of_its_own(reason: Reason) -> None:
    line = reasons_line(Unconfirmed("Zin.", ((reason.value, "twaalf"),)))
    assert line != reasons_line(Unconfirmed("Zin.", (("onbekend", "twaalf"),)))
    assert line.endswith(" (“twaalf”).") and line[0].isupper()


def test_a_sentence_without_any_reason_is_still_said_to_be_unconfirmed() -> None:
    assert reasons_line(Unconfirmed("Zin.", ())) == "De bron bevestigt dit niet."
    twice = Unconfirmed("Zin.", (("getal", "3"), ("getal", "3"), ("engels", "")))
    assert reasons_line(twice) == "Dit getal staat niet in de bron (“3”); de zin is niet in het Nederlands."


@pytest.mark.parametrize(
    ("answer", "origin"),
    [
        (full_answer("v"), "Dit zijn letterlijke zinnen uit de bronnen. Uw vraag bleef op deze computer."),
        (refusal("v"), "Uw vraag bleef op deze computer."),
        (
            model_answer("v"),
            "Geschreven door een taalmodel (openai:proefmodel) en zin voor zin gecontroleerd met de bronnen. "
            "Uw vraag en de gevonden passages gingen naar model.example.nl.",
        ),
        (
            replace(model_answer("v"), destination="op deze computer"),
            "Geschreven door een taalmodel (openai:proefmodel) en zin voor zin gecontroleerd met de bronnen. "
            "Uw vraag bleef op deze computer.",
        ),
        (
            replace(full_answer("v"), destination="naar model.example.nl"),
            "Dit zijn letterlijke zinnen uit de bronnen. "
            "Uw vraag en de gevonden passages gingen naar model.example.nl.",
        ),
    ],
)
def test_every_answer_tells_who_wrote_it_and_where_text_went(answer: Answer, origin: str) -> None:
    for state in (TurnState.DONE, TurnState.STOPPED, TurnState.FAILED):
        turn = Turn(3, "v", state=state, answer=answer)
        assert f'<p class="origin">{origin}</p>' in log_html([turn])


def test_a_copied_answer_tells_that_a_model_wrote_it() -> None:
    assert plain_text(model_answer("v")).endswith(
        "\n\nGeschreven door een taalmodel (openai:proefmodel) en zin voor zin gecontroleerd met de bronnen."
    )
    assert "taalmodel" not in plain_text(full_answer("v"))


def test_a_follow_up_is_shown_as_it_was_understood_before_its_answer() -> None:
    turn = replace(done(full_answer("v")), remark="Begrepen als: “Hoe werkt dat?”")
    html = log_html([turn])
    assert '<p class="understood">Begrepen als: “Hoe werkt dat?”</p>' in html
    assert html.index("Begrepen als") < html.index("De raad hoort er vroeg bij")


def test_small_talk_gets_its_line_and_no_sources() -> None:
    turn = Turn(
        3,
        "dank u wel",
        state=TurnState.DONE,
        understood=Standalone("dank u wel", Kind.SMALL_TALK, reply="Graag gedaan."),
    )
    seen = Seen(log_html([turn]))
    assert "Graag gedaan." in seen.text
    assert not seen.links and "Bronnen" not in seen.text and "computer" not in seen.text


def test_next_questions_stand_under_their_answer() -> None:
    html = log_html([replace(done(full_answer("v"), 2), next_questions=NEXT)])
    assert f'<button type="button" data-suggest="2-1">{NEXT[0]}</button>' in html
    assert html.index('data-suggest="2-2"') > html.index("Bronnen")
    assert "verder vragen" not in log_html([done(full_answer("v"))])


def test_only_a_question_that_was_offered_can_be_asked_with_a_click() -> None:
    session = Session()
    session.ask("v", Choices()).next_questions = NEXT
    assert [session.next_question(ref) for ref in ("1-1", "1-2")] == list(NEXT)
    for ref in (None, 1, "", "1-0", "1-3", "2-1", "1-01", "1", ["1-1"], "1-¹"):
        assert session.next_question(ref) is None

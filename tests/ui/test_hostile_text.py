"""Nothing from a source or a visitor can become markup."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Answer, Claim, Part
from tests.ui.fake_assistant import HOSTILE, citation, full_answer, links, refusal
from tests.ui.seen_html import Seen, log_html
from ui.session import Turn, TurnState, Vote


def hostile_answer(text: str) -> Answer:
    return replace(
        full_answer(text),
        text=text,
        claims=(Claim(text, (1,)), Claim(text, (1,), Part.LESSONS)),
        citations=(citation(1, title=text, section=(text, text), page_label=text, date=text),),
        notes=(text,),
        corrections=((text, text),),
    )


def hostile_refusal(text: str) -> Answer:
    near = citation(1, title=text, section=(text, text), page_label=text, date=text, quote=text)
    return replace(refusal(text), text=text, notes=(text,), nearest=(near,), corrections=((text, text),))


def hostile_turn(text: str, state: TurnState) -> Turn:
    return Turn(
        3, text, state=state, answer=hostile_answer(text), failure=text, vote=Vote.BAD, vote_line=text
    )


@pytest.mark.parametrize("state", TurnState)
def test_hostile_text_stays_text_in_a_turn(state: TurnState) -> None:
    seen = Seen(log_html([hostile_turn(HOSTILE, state)]))
    assert set(seen.links) == set(links(hostile_answer(HOSTILE).citations))
    assert '<img src="http://evil.example/x.png" onerror="window.hacked=1">' in seen.text
    assert "[klik](javascript:window.hacked=1)" in seen.text
    assert "&lt;b&gt;" in seen.text


def test_hostile_text_stays_text_in_a_refusal() -> None:
    seen = Seen(log_html([Turn(3, HOSTILE, state=TurnState.DONE, answer=hostile_refusal(HOSTILE))]))
    assert seen.links == links(hostile_refusal(HOSTILE).nearest)
    assert '<img src="http://evil.example/x.png" onerror="window.hacked=1">' in seen.text


@given(st.text())
def test_whatever_the_text_is_only_our_tags_come_out(text: str) -> None:
    refusing = hostile_refusal(text)
    refused = Turn(4, text, state=TurnState.DONE, answer=refusing)
    turns = [hostile_turn(text, TurnState.DONE), hostile_turn(text, TurnState.FAILED), refused]
    shown = (*hostile_answer(text).citations, *refusing.nearest)
    assert set(Seen(log_html(turns)).links) == set(links(shown))

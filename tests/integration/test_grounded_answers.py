"""From a question to an answer that a model wrote and the sources confirm, over a real connection."""

import re
import threading
from typing import Any

import pytest

from assistant import wording
from assistant.answer import Outcome, Question
from assistant.prompt import NO_ANSWER
from tests.integration.chat_server import Behaviour, Exchange
from tests.integration.grounding import TEXTS, asked_of, block_of, filled, key_of, rules_of
from tests.integration.scripted_line import (
    GOOD,
    MONEY,
    OFTEN,
    PATIENCE,
    QUESTION,
    Line,
    generated,
    sentence,
    texts,
)

pytestmark = pytest.mark.integration


def test_a_good_answer_has_a_verbatim_source_for_every_sentence(line: Line) -> None:
    found = line.answer(GOOD)
    assert texts(found) == [sentence(OFTEN), sentence(MONEY)]
    assert all(generated(found)) and found.unconfirmed == ()
    assert found.outcome is Outcome.ANSWERED and found.complete
    assert found.model == "openai:proef"
    assert found.destination == "op deze computer"
    assert found.replaced == ()
    assert found.text.startswith(f"{sentence(OFTEN)} [1]\n{sentence(MONEY)} [2]")
    for claim in found.claims:
        assert claim.support is not None and claim.support > 0.5
        (citation,) = [c for c in found.citations if c.n in claim.citations]
        page = line.assistant.source(citation)
        assert page.text[page.start : page.end] == citation.quote
        assert citation.quote in " ".join(TEXTS["regioraad.md"].split())
        assert set(re.findall(r"\w{6,}", claim.text)) <= set(re.findall(r"\w+", citation.quote))
    assert len(line.requests) == 1


def test_the_request_has_rules_passages_and_question(line: Line) -> None:
    line.answer(GOOD)
    (request,) = line.requests
    assert [message["role"] for message in request["messages"]] == ["system", "user"]
    assert request["model"] == "proef" and request["stream"] is True
    assert asked_of(request) == QUESTION.text
    assert "[1] De regioraad Vechtdelta · " in block_of(request)
    for claim in ("vier keer", "geen besluiten", "2,40 euro"):  # the whole document fits
        assert key_of(request, claim)
    assert NO_ANSWER in rules_of(request)


def test_a_sentence_is_shown_before_the_model_is_done(line: Line) -> None:
    go_on = threading.Event()

    def script(request: dict[str, Any]) -> Behaviour:
        def behave(exchange: Exchange) -> None:
            exchange.begin()
            exchange.piece(filled(f"{OFTEN} De ", request))
            assert go_on.wait(PATIENCE)
            exchange.piece(filled(MONEY, request)[3:])
            exchange.end()

        return behave

    line.plays(script)
    growing = line.assistant.stream(QUESTION)
    first = next(growing)
    assert (texts(first), first.complete) == ([sentence(OFTEN)], False)
    assert first.model == "openai:proef" and first.notes == ()
    assert first.text == f"{sentence(OFTEN)} [1]"
    assert not line.server.requests[0].ended.is_set()
    go_on.set()
    rest = list(growing)
    assert [answer.complete for answer in rest] == [False, True]
    assert texts(rest[-1]) == [sentence(OFTEN), sentence(MONEY)]
    assert rest[-1].citations[0] == first.citations[0]


def test_a_sentence_that_rests_on_two_passages_cites_both(line: Line) -> None:
    two = (
        "De regioraad Vechtdelta bestaat sinds 2019 en in Lindehout volgt een raadsrapporteur de regio "
        "[{sinds 2019}][{volgt een raadsrapporteur}]."
    )
    found = line.answer(f"{two} {OFTEN}", Question("Hoe volgt een raadsrapporteur de regioraad Vechtdelta?"))
    assert texts(found)[0] == sentence(two).replace("[{volgt een raadsrapporteur}]", "")
    quotes = [c.quote for c in found.citations if c.n in found.claims[0].citations]
    assert len(quotes) == 2
    assert any("sinds 2019" in one for one in quotes) and any("raadsrapporteur" in one for one in quotes)


def test_an_answer_with_markup_is_shown_as_plain_sentences(line: Line) -> None:
    found = line.answer(f"## Antwoord\n\n- **{OFTEN}**\n- {MONEY}\n\nBronnen:\n[1] De regioraad")
    assert texts(found) == [sentence(OFTEN), sentence(MONEY)]


def test_the_question_of_two_parts_gets_passages_for_both(line: Line) -> None:
    question = Question("Hoe vaak vergadert de regioraad Vechtdelta? Hoeveel woningen bouwt Marsdam?")
    built = "Marsdam bouwt 900 woningen [{900 woningen}]."
    found = line.answer(f"{OFTEN} {built}", question)
    assert texts(found) == [sentence(OFTEN), sentence(built)]
    assert len(line.requests) == 1


def test_notes_come_with_the_whole_answer(line: Line) -> None:
    line.plays(GOOD)
    *growing, whole = line.assistant.stream(Question("How often does the regioraad Vechtdelta meet?"))
    assert growing and whole.notes and whole.notes[0] in whole.text
    for part in growing:
        assert part.notes == () and part.text == wording.answer_text(part.claims, ())


def test_a_sentence_that_comes_again_is_shown_once(line: Line) -> None:
    found = line.answer(f"{OFTEN} {MONEY} " + f"{OFTEN} " * 30)
    assert texts(found) == [sentence(OFTEN), sentence(MONEY)]
    assert found.unconfirmed == ()

"""Answers of which the model fails on the way, or that nobody waits for any longer."""

import re
import threading
from collections.abc import Callable
from typing import Any

import pytest

from assistant import wording
from tests.integration.chat_behaviours import (
    drops_after,
    empty,
    hangs,
    hangs_after,
    rate_limited,
    status,
    truncated,
)
from tests.integration.chat_server import Behaviour, Script
from tests.integration.grounding import with_model
from tests.integration.scripted_line import (
    GOOD,
    MONEY,
    OFTEN,
    PATIENCE,
    QUESTION,
    Line,
    always,
    generated,
    sentence,
    texts,
    writes,
)

pytestmark = pytest.mark.integration

ASKS = "Een raadslid mag vragen stellen tijdens de vergadering van de regioraad [{mag vragen}]."


# What goes wrong on the way


FAILURES = {
    "leeg": (always(empty), "Het taalmodel gaf een leeg antwoord."),
    "sleutel": (always(status(401)), "Het taalmodel weigert de sleutel."),
    "te druk": (always(rate_limited("60")), "Het taalmodel krijgt nu te veel vragen"),
    "fout": (always(status(500)), "De server van het taalmodel geeft een fout."),
    "weggevallen": (
        writes("De regioraad vergadert vier", drops_after),
        "De verbinding met het taalmodel viel weg tijdens het antwoord.",
    ),
    "afgekapt": (writes("De regioraad vergadert", truncated), "Het antwoord van het taalmodel is afgekapt."),
}


@pytest.mark.parametrize(("script", "said"), FAILURES.values(), ids=FAILURES)
def test_a_failure_gives_quotations_and_one_dutch_line(line: Line, script: Script, said: str) -> None:
    found = line.answer(script)
    assert found.claims and not any(generated(found)) and found.complete
    assert found.notes[0].startswith(said) and found.notes[0].endswith(wording.QUOTED_INSTEAD)
    assert sum("taalmodel" in note for note in found.notes) == 1
    assert "Traceback" not in found.text


def test_a_server_that_hangs_is_not_waited_for(line: Line) -> None:
    line.assistant = with_model(line.workspace, line.server.base_url, seconds=1)
    found = line.answer(always(hangs))
    assert found.claims and not any(generated(found))
    assert found.notes[0].startswith("Het taalmodel was niet op tijd klaar.")
    assert line.server.requests[0].hung_up.wait(PATIENCE)


def test_a_server_that_is_not_there(line: Line) -> None:
    line.assistant = with_model(line.workspace, "http://127.0.0.1:9/v1", seconds=4)
    found = line.assistant.answer(QUESTION)
    assert found.claims and not any(generated(found))
    assert found.notes[0].startswith("Er is geen verbinding met het taalmodel.")


def test_a_busy_moment_is_got_over(line: Line) -> None:
    scripts = iter([always(rate_limited()), always(status(503)), writes(GOOD)])
    found = line.answer(lambda request: next(scripts)(request))
    assert texts(found) == [sentence(OFTEN), sentence(MONEY)]
    assert found.notes == ()
    assert len(line.requests) == 3


@pytest.mark.parametrize(
    ("ending", "said"),
    [
        (truncated, "Het antwoord van het taalmodel is afgekapt."),
        (drops_after, "De verbinding met het taalmodel viel weg"),
    ],
)
def test_what_was_confirmed_before_a_failure_is_kept(
    line: Line, ending: Callable[[str], Behaviour], said: str
) -> None:
    found = line.answer(writes(f"{GOOD} Elke gemeente", ending))
    assert texts(found)[:2] == [sentence(OFTEN), sentence(MONEY)]
    assert "Elke gemeente" not in texts(found)
    assert found.notes[0].startswith(said) and found.notes[0].endswith(wording.UNFINISHED)
    assert found.complete and len(line.requests) == 1


def test_half_a_sentence_is_never_shown(line: Line) -> None:
    half = "Vijf gemeenten werken"
    found = line.answer(writes(f"{MONEY} {ASKS} {half}", drops_after))
    assert texts(found) == [sentence(MONEY), sentence(ASKS)]
    assert half not in found.text


# Who no longer waits


def test_cancelling_closes_the_connection(line: Line) -> None:
    line.plays(writes(f"{OFTEN} De ", hangs_after))
    cancelled = threading.Event()
    growing = line.assistant.stream(QUESTION, cancelled.is_set)
    assert texts(next(growing)) == [sentence(OFTEN)]
    cancelled.set()
    assert list(growing) == []
    assert line.server.requests[0].hung_up.wait(PATIENCE)
    assert len(line.requests) == 1


def test_an_answer_that_is_no_longer_read_closes_the_connection(line: Line) -> None:
    line.plays(writes(f"{OFTEN} De ", hangs_after))
    growing = line.assistant.stream(QUESTION)
    next(growing)
    growing.close()  # type: ignore[attr-defined]
    assert line.server.requests[0].hung_up.wait(PATIENCE)


def test_cancelling_the_whole_answer_says_so(line: Line) -> None:
    cancelled = threading.Event()

    def script(request: dict[str, Any]) -> Behaviour:
        cancelled.set()
        return hangs

    line.plays(script)
    with pytest.raises(Exception, match=re.escape(wording.CANCELLED)):
        line.assistant.answer(QUESTION, cancelled.is_set)
    assert line.server.requests[0].hung_up.wait(PATIENCE)

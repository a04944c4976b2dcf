"""What is sent to a model for an answer, what stays here, and what comes back in the answer."""

import json
import re

import pytest

from assistant.answer import Outcome, Question
from assistant.ask import EXTRACTIVE_MODEL
from assistant.generate import CHARACTERS_PER_TOKEN
from assistant.settings import load_settings
from tests.integration.chat_behaviours import status
from tests.integration.grounding import asked_of, with_model
from tests.integration.scripted_line import GOOD, MONEY, QUESTION, Line, always, sentence, texts, writes

pytestmark = pytest.mark.integration


@pytest.mark.parametrize(
    "question", ["Wat is een lekker recept voor erwtensoep?", "Schrijf een gedicht over de regioraad"]
)
def test_what_the_sources_do_not_cover_is_not_sent(line: Line, question: str) -> None:
    found = line.answer(GOOD, Question(question))
    assert found.outcome is Outcome.NOT_IN_SOURCES and found.claims == ()
    assert line.requests == []
    assert found.model == EXTRACTIVE_MODEL


PERSONAL = Question(
    "Mijn naam is Sanne Verhagen, mijn nummer is 06-12345678 en mijn mail is sanne.verhagen@post.example. "
    "Is Ilse Terpstra voorzitter van de regioraad Vechtdelta?"
)
CHAIR = "Burgemeester Ilse Terpstra is voorzitter van de regioraad [{Ilse Terpstra}]."


def test_personal_data_stays_here_and_comes_back(line: Line) -> None:
    line.assistant = with_model(line.workspace, line.server.base_url, elsewhere="model.example")
    found = line.answer(f"{CHAIR} {MONEY} De vraag van [NAAM-1] gaat daarover [1].", PERSONAL)
    (request,) = line.requests
    sent = json.dumps(request, ensure_ascii=False)
    for private in ("Sanne", "Verhagen", "06-12345678", "post.example"):
        assert private not in sent
    assert "[NAAM-1]" in asked_of(request) and "[E-MAIL-1]" in asked_of(request)
    assert "Ilse Terpstra" in asked_of(request)  # the library has that name
    assert texts(found) == [sentence(CHAIR), sentence(MONEY)]
    assert dict(found.replaced)["[E-MAIL-1]"] == "sanne.verhagen@post.example"
    assert "Sanne Verhagen" in dict(found.replaced).values()
    assert [one.text for one in found.unconfirmed] == ["De vraag van Sanne Verhagen gaat daarover."]
    assert found.destination == "naar model.example"
    assert found.question == PERSONAL.text


def test_what_is_sent_once_more_has_no_personal_data_either(line: Line) -> None:
    line.assistant = with_model(line.workspace, line.server.base_url, elsewhere="model.example")
    scripts = iter([writes("De vraag is van [NAAM-1] [1]."), writes(f"{CHAIR} {MONEY}")])
    found = line.answer(lambda request: next(scripts)(request), PERSONAL)
    assert texts(found) == [sentence(CHAIR), sentence(MONEY)]
    assert len(line.requests) == 2
    assert "Verhagen" not in json.dumps(line.requests)


@pytest.mark.parametrize("name", ["Linde", "Bram"])
def test_a_name_that_is_part_of_a_word_in_the_library_stays_here(line: Line, name: str) -> None:
    """Lindehout is in it, and Bram Dekker: the one tells nothing about Linde, the other is a known name."""
    line.assistant = with_model(line.workspace, line.server.base_url, elsewhere="model.example")
    asked = Question(f"Wie volgt de regio in Lindehout? En helpt de griffier daarbij?\n\nGroetjes,\n{name}")
    line.answer("De raadsrapporteur volgt de regio [{volgt een raadsrapporteur}].", asked)
    sent = asked_of(line.requests[0])
    assert (re.search(rf"\b{name}\b", sent) is None) == (name == "Linde")


def test_what_the_sources_have_is_put_back_in_the_answer(line: Line) -> None:
    line.assistant = with_model(line.workspace, line.server.base_url, elsewhere="model.example")
    asked = Question("Kan ik vragen over de regioraad sturen naar loket@vechtdelta.example?")
    found = line.answer("Vragen over de regioraad stuurt u naar [E-MAIL-1] [{loket@}].", asked)
    assert "[E-MAIL-1]" in asked_of(line.requests[0])
    assert texts(found) == ["Vragen over de regioraad stuurt u naar loket@vechtdelta.example."]


def test_on_this_machine_nothing_is_replaced(line: Line) -> None:
    found = line.answer(f"{CHAIR} {MONEY}", PERSONAL)
    assert asked_of(line.requests[0]) == PERSONAL.text
    assert found.replaced == ()


def test_the_quotations_of_a_failure_tell_where_the_question_went(line: Line) -> None:
    line.assistant = with_model(line.workspace, line.server.base_url, elsewhere="model.example")
    found = line.answer(always(status(401)), PERSONAL)
    assert found.destination == "naar model.example" and dict(found.replaced)
    assert not re.search(r"\[(?:NAAM|E-MAIL|TELEFOON)-\d\]", found.text)


def test_a_question_that_fills_the_window_is_not_sent_in_full(line: Line) -> None:
    mail = "Ik woon al jaren in Oosterwal en ik maak mij zorgen over de regioraad. " * 275
    found = line.answer(GOOD, Question(f"{QUESTION.text}\n\n{mail}"))
    assert found.claims
    assert any(note.startswith("Uw vraag is lang: het taalmodel kreeg de eerste") for note in found.notes)
    settings = load_settings()
    for request in line.requests:
        sent = sum(len(message["content"]) for message in request["messages"])
        assert sent <= (settings.chat_window - settings.chat_max_tokens) * CHARACTERS_PER_TOKEN

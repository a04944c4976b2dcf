"""The chat in a real browser with the real assistant and a language model on a real, scripted server."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from assistant.assemble import Workspace
from tests.integration.chat_behaviours import answers, hangs, hangs_after, status
from tests.integration.chat_server import ChatServer, Script, chat_server
from tests.integration.grounding import TEXTS, asked_of, key_of, library_over, with_model
from tests.ui.browsing import DESKTOP, Visit, visiting
from tests.ui.serving import running_server
from ui import texts
from ui.model_lines import BY_MODEL, REPLACED, UNCONFIRMED
from ui.source_routes import WorkspaceSources

pytestmark = [pytest.mark.integration, pytest.mark.slow]

QUESTION = "Hoe vaak vergadert de regioraad Vechtdelta?"
PRIVATE = "Hoe vaak vergadert de regioraad Vechtdelta? Mail het aan piet@voorbeeld.example."
OFTEN = "De regioraad vergadert vier keer per jaar in het gemeentehuis van Oosterwal"
WRONG = "De regioraad vergadert zes keer per jaar in het gemeentehuis van Oosterwal"
MONEY = "De regioraad neemt geen besluiten over geld zonder instemming van de gemeenteraden"
SOURCES = {OFTEN: "vier keer", WRONG: "vier keer", MONEY: "geen besluiten"}
"""Words of the passage that each sentence cites."""
PATIENCE = 10.0
"""Seconds for the server to notice something."""


class Model:
    """What the server does, set by a test."""

    def __init__(self) -> None:
        self.script: Script = lambda request: hangs
        self.server: ChatServer

    def writes(self, *sentences: str) -> None:
        """Answer with these sentences, each with its source."""
        self.script = lambda request: answers(
            " ".join(f"{sentence} [{key_of(request, SOURCES[sentence])}]." for sentence in sentences)
        )


@pytest.fixture(scope="module")
def model() -> Iterator[Model]:
    model = Model()
    with chat_server(lambda request: model.script(request)) as server:
        model.server = server
        yield model


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory, model_cache: Path) -> Workspace:
    return library_over(tmp_path_factory.mktemp("browser-model"), model_cache, TEXTS)


@pytest.fixture(scope="module")
def address(workspace: Workspace, model: Model) -> Iterator[str]:
    assistant = with_model(workspace, model.server.base_url, elsewhere="model.example.nl")
    sources = WorkspaceSources(workspace)
    with running_server(assistant, assistant.destination_line, writes=True, sources=sources) as address:
        yield address


def test_the_first_screen_says_where_questions_go(visit: Visit) -> None:
    expect(visit.page.get_by_text("uw vraag gaat naar model.example.nl")).to_be_visible()


def test_only_what_the_sources_confirm_is_shown_and_the_rest_on_request(visit: Visit, model: Model) -> None:
    model.writes(OFTEN, WRONG, MONEY)
    visit.ask_and_wait(PRIVATE)
    expect(visit.last.get_by_role("img", name=BY_MODEL)).to_have_count(2)
    expect(visit.last).to_contain_text(f"{OFTEN} [1]")
    left_out = visit.last.get_by_text(f"{WRONG}.")
    expect(left_out).to_be_hidden()
    visit.last.get_by_text(f"{UNCONFIRMED} (1)").click()
    expect(left_out).to_be_visible()
    visit.last.get_by_text(f"{REPLACED} (1)").click()
    expect(visit.last.get_by_text("“piet@voorbeeld.example” werd")).to_be_visible()
    assert "piet@voorbeeld.example" not in asked_of(model.server.requests[-1].body)
    expect(visit.last).to_contain_text("Uw vraag en de gevonden passages gingen naar model.example.nl.")
    visit.last.locator("a.cite").first.click()
    expect(visit.panel.locator("mark")).to_contain_text("vier keer")


def test_a_confirmed_sentence_is_shown_while_the_model_still_writes(desktop: Visit, model: Model) -> None:
    model.script = lambda request: hangs_after(f"{OFTEN} [{key_of(request, 'vier keer')}]. De ")
    desktop.ask(QUESTION)
    expect(desktop.last).to_contain_text(f"{OFTEN} [1]")
    expect(desktop.last.locator(".busy")).to_be_visible()
    assert not model.server.requests[-1].hung_up.is_set()
    desktop.page.get_by_role("button", name=texts.STOP, exact=True).click()
    assert model.server.requests[-1].hung_up.wait(PATIENCE)
    expect(desktop.last).to_contain_text(texts.STOPPED)
    expect(desktop.last).to_contain_text("gingen naar model.example.nl.")


@pytest.mark.parametrize("leave", ["stop", "nieuw gesprek", "weg"])
def test_whoever_stops_waiting_cancels_the_request(
    browser: Browser, address: str, model: Model, leave: str
) -> None:
    model.script = lambda request: hangs
    before = len(model.server.requests)
    with visiting(browser, address, DESKTOP) as visit:
        visit.ask(QUESTION)
        deadline = time.monotonic() + PATIENCE
        while len(model.server.requests) == before and time.monotonic() < deadline:
            visit.page.wait_for_timeout(50)
        request = model.server.requests[before]
        assert not request.hung_up.wait(1.5)
        if leave != "weg":
            name = texts.STOP if leave == "stop" else texts.NEW_CONVERSATION
            visit.page.get_by_role("button", name=name, exact=True).click()
            assert request.hung_up.wait(PATIENCE)
    assert request.hung_up.wait(PATIENCE)


def test_a_model_that_fails_is_told_and_the_sources_answer(desktop: Visit, model: Model) -> None:
    model.script = lambda request: status(401)
    desktop.ask_and_wait(QUESTION)
    expect(desktop.last).to_contain_text("Het taalmodel weigert de sleutel.")
    expect(desktop.last).to_contain_text("De regioraad vergadert vier keer per jaar")
    expect(desktop.last.get_by_role("img", name=BY_MODEL)).to_have_count(0)
    model.writes(OFTEN)
    desktop.ask_and_wait(QUESTION)
    expect(desktop.last.get_by_role("img", name=BY_MODEL)).to_have_count(1)


def test_a_follow_up_goes_to_the_model_as_it_was_understood(desktop: Visit, model: Model) -> None:
    model.writes(OFTEN)
    desktop.ask_and_wait(QUESTION)
    desktop.ask_and_wait("korter graag")
    expect(desktop.last).to_contain_text(f"Begrepen als: “{QUESTION}” Kort, zoals u vroeg.")
    assert QUESTION in asked_of(model.server.requests[-1].body)

"""A browser, a server with the chat of an assistant without index or model, and one of a scripted model."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from assistant.assemble import Workspace
from tests.integration.chat_server import chat_server
from tests.integration.grounding import TEXTS, library_over
from tests.integration.scripted_line import Line
from tests.ui.browsing import ARGUMENTS, CHROMIUM, DESKTOP, PHONE, Visit, visiting
from tests.ui.fake_assistant import FakeAssistant
from tests.ui.serving import running_server

MAILED = "# Het loket\n\nVragen over de regioraad stuurt u naar loket@vechtdelta.example.\n"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        # Without a browser on the PATH this is the one that Playwright installed, if it did.
        path = CHROMIUM or playwright.chromium.executable_path
        if not Path(path).exists():
            pytest.skip("geen Chromium op deze computer: niet gedraaid")
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def fake_assistant() -> FakeAssistant:
    return FakeAssistant()


@pytest.fixture(scope="module")
def address(fake_assistant: FakeAssistant) -> Iterator[str]:
    with running_server(fake_assistant) as address:
        yield address


@pytest.fixture(params=[DESKTOP, PHONE], ids=["desktop", "telefoon"])
def visit(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Visit]:
    with visiting(browser, address, request.param) as visit:
        yield visit


@pytest.fixture
def desktop(browser: Browser, address: str) -> Iterator[Visit]:
    with visiting(browser, address, DESKTOP) as visit:
        yield visit


@pytest.fixture
def phone(browser: Browser, address: str) -> Iterator[Visit]:
    with visiting(browser, address, PHONE) as visit:
        yield visit


@pytest.fixture(scope="session")
def workspace(tmp_path_factory: pytest.TempPathFactory, model_cache: Path) -> Workspace:
    """An index over the texts on regional cooperation, for a scripted model; only read from."""
    return library_over(tmp_path_factory.mktemp("grounded"), model_cache, TEXTS | {"loket.md": MAILED})


@pytest.fixture
def line(workspace: Workspace) -> Iterator[Line]:
    made: list[Line] = []
    with chat_server(lambda request: made[0].script(request)) as server:
        made.append(Line(workspace, server))
        yield made[0]

"""The chat in a real browser with the real assistant behind it: model, Chroma and startcorpus."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from assistant.assemble import Workspace
from tests.ui.browsing import DESKTOP, PHONE, visiting
from tests.ui.serving import running_server
from ui import texts
from ui.source_routes import WorkspaceSources

pytestmark = pytest.mark.integration


@pytest.fixture(scope="module")
def real_address(startcorpus_workspace: Workspace) -> Iterator[str]:
    sources = WorkspaceSources(startcorpus_workspace)
    with running_server(startcorpus_workspace.assistant, sources=sources) as address:
        yield address


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "telefoon"])
def test_ask_click_a_citation_and_read_the_passage(
    browser: Browser, real_address: str, size: tuple[int, int]
) -> None:
    with visiting(browser, real_address, size) as visit:
        visit.ask_and_wait("hoe betrek ik de raad?")
        links = visit.last.locator("a.cite")
        assert links.count() >= 3
        sentence = visit.last.get_by_text("raden van de buurgemeenten").first
        expect(sentence).to_be_visible()
        sentence.locator("a.cite").first.click()
        expect(visit.panel.locator("mark")).to_contain_text(
            "De Denktank raadde in het voorjaar van 2018 aan een themasessie over regionale samenwerking te "
            "organiseren, als het kan samen met de raden van de buurgemeenten."
        )
        expect(visit.panel.locator(".page-text")).to_contain_text("Hoe betrek je de raad")
        expect(visit.panel).to_contain_text("27 juni 2018")
        visit.page.get_by_role("button", name=texts.BACK).click()
        expect(visit.panel).to_have_count(0)
        visit.ask_and_wait("Hoe vervang ik de ketting van mijn fiets?")
        expect(visit.last).to_contain_text("Dit staat niet in de bronnen")
        assert visit.last.locator("a.cite").count() == 0

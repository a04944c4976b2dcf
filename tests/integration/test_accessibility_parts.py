"""The parts of the site over a real library, judged by axe-core: light and dark, desktop and phone."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, expect

from assistant.assemble import Workspace
from assistant.settings import load_settings
from tests.documents import truth
from tests.integration.axe import BEST_PRACTICE, WCAG, violations
from tests.ui.browsing import DESKTOP, PHONE, Visit
from tests.ui.fake_memos import FIELDS, file_of
from tests.ui.serving import running_server
from ui import library_texts, mail_texts, memo_texts, route_texts, source_texts
from ui.library_view import library_view
from ui.mail_view import mail_view
from ui.memo_view import memo_view
from ui.route_view import route_view
from ui.source_routes import WorkspaceSources

MAIL = "Van: Jan Jansen <jan@gemeente.example>\nOnderwerp: De raad\n\nHoe betrek ik de raad bij de regio?\n"
pytestmark = [pytest.mark.integration, pytest.mark.slow]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, model_cache: Path) -> Iterator[str]:
    home = tmp_path_factory.mktemp("parts-home")
    workspace = Workspace(load_settings(home=home, cache_dir=model_cache))
    for name in ("gids", "rapport-een-kolom"):
        workspace.library.add(truth.FOLDER / f"{name}.pdf")
    workspace.build_index()
    workspace.assistant.warm_up()
    views = [
        route_view(workspace),
        memo_view(lambda: workspace.memos, lambda: FIELDS, file_of),
        mail_view(lambda: workspace.replies, lambda words: workspace.memos.sources_for(words), str),
        library_view(workspace),
    ]
    with running_server(workspace.assistant, views=views, sources=WorkspaceSources(workspace)) as address:
        yield address


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "telefoon"])
def test_every_part(
    browser: Browser, site: str, size: tuple[int, int], scheme: Literal["light", "dark"]
) -> None:
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        has_touch=size == PHONE,
        color_scheme=scheme,
        locale="en-US",
    )
    visit = Visit(context, site)
    page = visit.page
    found = {}

    def judge(name: str) -> None:
        found[name] = violations(page, WCAG + BEST_PRACTICE)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name

    page.get_by_role("link", name=route_texts.TITLE, exact=True).click()
    stops = page.get_by_role("list", name=route_texts.STOPS)
    expect(stops).to_be_visible()
    judge("routekaart")
    stops.get_by_role("link", name="Wegwijzer 3:").click()
    expect(page.locator("#route .quote").first).to_be_visible()
    judge("wegwijzer")
    page.locator("#route .quote a[data-source]").first.click()
    expect(page.locator("#panel img")).to_be_visible()
    judge("bron als bladzijde")
    page.get_by_role("link", name=source_texts.READ_ALL).click()
    expect(page.locator("#panel").get_by_text("Inhoud")).to_be_visible()
    judge("lezen")
    for _ in range(2):
        page.keyboard.press("Escape")
    page.get_by_role("link", name=memo_texts.TITLE, exact=True).click()
    page.get_by_label(memo_texts.SUBJECT, exact=True).fill("de raad betrekken bij regionale samenwerking")
    judge("memo maken")
    page.get_by_role("button", name=memo_texts.MAKE).click()
    expect(page.locator("#memo-paper .citaat").first).to_be_visible()
    judge("memo")
    page.get_by_role("button", name="Voeg een zin toe").first.click()
    page.get_by_role("button", name="Bronnen", exact=True).click()
    page.get_by_label("Zoek een zin in de bronnen").fill("wie zit er aan tafel")
    page.keyboard.press("Enter")
    expect(page.locator("#memo-paper .told")).to_contain_text("gevonden")
    judge("bron bij een memo")
    page.keyboard.press("Escape")
    page.get_by_role("link", name=mail_texts.TITLE, exact=True).click()
    page.get_by_label(mail_texts.TEXT).fill(MAIL)
    judge("mail")
    page.get_by_role("button", name=mail_texts.MAKE).click()
    expect(page.locator("#mail-paper .citaat").first).to_be_visible()
    page.get_by_text("De tekst van de mail").click()
    judge("concept")
    page.get_by_role("link", name=library_texts.TITLE, exact=True).click()
    expect(page.get_by_role("heading", name=library_texts.ADD)).to_be_visible()
    judge("publicaties")
    page.get_by_role("button", name=library_texts.REMOVE).first.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    judge("verwijderen")
    assert {name: lines for name, lines in found.items() if lines} == {}
    context.close()

"""The publications in a real browser: adding with progress, asking about what was added, removing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from assistant.assemble import Workspace
from assistant.settings import load_settings
from tests.ui.browsing import CONTRASTS, DESKTOP, ENGLISH, PHONE, visiting
from tests.ui.fake_assistant import FakeAssistant
from tests.ui.library_site import GUIDE, NOTE, workspace
from tests.ui.serving import running_server
from ui import library_texts as texts
from ui.library_view import library_view

pytestmark = [pytest.mark.integration, pytest.mark.slow]
SIZES = pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "telefoon"])
INDEXED = 120_000
"""Milliseconds that an index may take on a busy machine."""
DROP = """([files, target]) => {
    const transfer = new DataTransfer();
    for (const [name, text] of files) transfer.items.add(new File([text], name));
    for (const type of ['dragover', 'drop']) {
        const event = new DragEvent(type, {dataTransfer: transfer, bubbles: true, cancelable: true});
        document.querySelector(target).dispatchEvent(event);
    }
}"""


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """The site over a library of its own, with a small vector model."""
    place = workspace(tmp_path / "home", startcorpus=True)
    with running_server(FakeAssistant(), views=[library_view(place, place.build_index)]) as address:
        yield address


def open_publications(page: Page) -> None:
    page.get_by_role("link", name=texts.TITLE, exact=True).click()
    expect(page.get_by_role("heading", name=texts.MISSING)).to_be_visible()


def own(page: Page) -> Locator:
    return page.get_by_role("region", name=texts.OWN).get_by_role("listitem")


@SIZES
def test_add_see_and_remove(browser: Browser, address: str, size: tuple[int, int]) -> None:
    with visiting(browser, address, size) as visit:
        page = visit.page
        page.evaluate(
            "document.addEventListener('library-changed', () => { window.changes ??= 0; changes++; })"
        )
        open_publications(page)
        expect(page.get_by_text(texts.NO_OWN)).to_be_visible()
        with page.expect_file_chooser() as chooser:
            page.get_by_role("button", name=texts.CHOOSE).press("Enter")
        chooser.value.set_files([GUIDE, Path(__file__)])
        expect(page.get_by_role("progressbar").first).to_be_visible()
        outcomes = page.locator("#library-work").get_by_role("list", name=texts.UPLOADS)
        expect(outcomes).to_contain_text(
            "toegevoegd als 'gids' (Samen op pad, 18 bladzijden", timeout=INDEXED
        )
        expect(outcomes).to_contain_text("10 wegwijzers")
        expect(outcomes).to_contain_text("het soort bestand (.py) kan niet gelezen worden")
        expect(page.get_by_text(texts.INDEX_DONE_ONE).first).to_be_visible(timeout=INDEXED)
        expect(page.locator("#library-said")).to_contain_text(texts.INDEX_DONE_ONE)
        expect(own(page)).to_contain_text("Samen op pad")
        expect(own(page)).to_contain_text("18 bladzijden")
        assert page.evaluate("changes") >= 1
        assert ENGLISH.search(page.locator("#view-publicaties").inner_text()) is None
        assert [found for found in page.evaluate(CONTRASTS) if found[1] < 4.5] == []

        button = own(page).get_by_role("button", name="Verwijder Samen op pad")
        button.focus()
        page.keyboard.press("Enter")
        dialog = page.get_by_role("dialog", name=texts.REMOVE_QUESTION)
        expect(dialog).to_contain_text("Samen op pad")
        expect(dialog.get_by_role("button", name=texts.KEEP)).to_be_focused()
        page.keyboard.press("Escape")
        expect(dialog).to_be_hidden()
        expect(button).to_be_focused()
        page.keyboard.press("Enter")
        dialog.get_by_role("button", name=texts.REMOVE).click()
        expect(page.locator("#library-told")).to_contain_text("‘Samen op pad’ is verwijderd")
        expect(page.locator("#library-told")).to_be_focused()
        expect(own(page)).to_have_count(0)
        expect(page.get_by_text(texts.INDEX_DONE).first).to_be_visible(timeout=INDEXED)


@SIZES
def test_drop_files_anywhere_on_the_part(browser: Browser, address: str, size: tuple[int, int]) -> None:
    with visiting(browser, address, size) as visit:
        page = visit.page
        page.evaluate(DROP, [[["verdwaald.md", NOTE.decode()]], "#view-gesprek"])
        open_publications(page)
        name = "<img src=x onerror=alert(1)>.md"
        page.evaluate(DROP, [[["wonen.md", NOTE.decode()], [name, NOTE.decode() + "\nMeer.\n"]], "#drop"])
        expect(own(page)).to_have_count(2, timeout=INDEXED)
        expect(page.get_by_text(texts.INDEX_DONE_MORE).first).to_be_visible(timeout=INDEXED)
        assert page.locator("#view-publicaties img").count() == 0
        pieces = page.get_by_role("region", name=texts.STARTCORPUS)
        pieces.locator("summary").click()
        expect(pieces.get_by_role("link", name="Hoe betrek je de raad")).to_be_visible()


def test_a_file_that_is_too_large_is_not_even_sent(browser: Browser, tmp_path: Path) -> None:
    place = workspace(tmp_path / "home", max_file_mb=0.001)
    views = [library_view(place, place.build_index)]
    with running_server(FakeAssistant(), views=views) as address, visiting(browser, address, PHONE) as visit:
        open_publications(visit.page)
        page = visit.page
        page.locator("#library-files").set_input_files(GUIDE)
        expect(page.get_by_role("list", name=texts.UPLOADS)).to_contain_text("gids.pdf: te groot bestand")
        assert not [url for url in visit.requests if "naam=" in url]


def test_a_program_that_has_stopped_is_told_of(browser: Browser, tmp_path: Path) -> None:
    views = [library_view(workspace(tmp_path / "home"), print)]
    with running_server(FakeAssistant(), views=views) as address:
        context = browser.new_context()
        page = context.new_page()
        page.goto(address)
        open_publications(page)
    page.locator("#library-files").set_input_files(GUIDE)
    expect(page.locator("#library-uploads")).to_contain_text(
        "gids.pdf: niet toegevoegd. Het programma geeft geen"
    )
    context.close()


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory, model_cache: Path) -> Workspace:
    """A library of one note, with an index by the real model."""
    home = tmp_path_factory.mktemp("bibliotheek")
    made = Workspace(load_settings(home=home, cache_dir=model_cache, startcorpus=False))
    (home / "wonen.md").write_bytes(NOTE)
    made.library.add(home / "wonen.md")
    made.build_index()
    return made


def test_what_is_added_is_cited_in_the_next_answer(browser: Browser, real: Workspace) -> None:
    view = library_view(real)
    with (
        running_server(real.assistant, views=[view]) as address,
        visiting(browser, address, DESKTOP) as visit,
    ):
        page = visit.page
        question = "Hoe zoek je wie er nog niet aan tafel zit?"
        open_publications(page)
        page.locator("#library-files").set_input_files(GUIDE)
        expect(page.get_by_text(texts.INDEX_BUILDING)).to_be_visible(timeout=INDEXED)
        page.get_by_role("link", name="Gesprek").click()
        visit.ask_and_wait("Wie maken de woonagenda?")
        expect(visit.last.get_by_role("link", name="Samen wonen").first).to_be_visible()
        open_publications(page)
        expect(page.get_by_text(texts.INDEX_DONE_ONE).first).to_be_visible(timeout=INDEXED)
        page.get_by_role("link", name="Gesprek").click()
        visit.ask_and_wait(question)
        expect(visit.last.get_by_role("link", name="Samen op pad").first).to_be_visible()
        open_publications(page)
        own(page).get_by_role("button", name="Verwijder Samen op pad").click()
        page.get_by_role("dialog").get_by_role("button", name=texts.REMOVE).click()
        expect(page.get_by_text(texts.INDEX_DONE).first).to_be_visible(timeout=INDEXED)
        page.get_by_role("link", name="Gesprek").click()
        visit.ask_and_wait(question)
        expect(visit.last.get_by_role("link", name="Samen op pad")).to_have_count(0)

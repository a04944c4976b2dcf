"""A memo that is changed in a real browser, with keyboard, mouse and touch."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from corpus.kinds import Role
from tests.ui.browsing import DESKTOP, PHONE, comes, visiting
from tests.ui.fake_assistant import QUOTE
from tests.ui.fake_memos import FakeMemos
from tests.ui.memo_site import (
    CHECKED,
    edit,
    kept,
    made,
    memo_site,
    row,
    statements,
)
from ui import memo_texts as texts
from ui import texts as site_texts

pytestmark = [pytest.mark.integration, pytest.mark.slow]
SIZES = pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "telefoon"])
FULL = """() => {
    Storage.prototype.setItem = () => { throw new DOMException('vol', 'QuotaExceededError'); };
}"""


@pytest.fixture
def memos() -> FakeMemos:
    return FakeMemos()


@pytest.fixture
def address(memos: FakeMemos) -> Iterator[str]:
    with memo_site(memos) as address:
        yield address


@SIZES
def test_a_sentence_is_changed_in_its_place_and_checked_again(
    browser: Browser, address: str, size: tuple[int, int]
) -> None:
    with visiting(browser, address, size) as visit:
        page = visit.page
        made(page)
        edit(page, "De raad hoort erbij.")
        page.keyboard.type(" weg")
        page.keyboard.press("Escape")
        expect(page.get_by_role("button", name="Bewerk: De raad hoort erbij.")).to_be_focused()
        expect(row(page, "De raad hoort erbij.")).not_to_contain_text("erbij. weg")
        edit(page, "De raad hoort erbij.")
        page.keyboard.press("ControlOrMeta+a")
        page.keyboard.type("De raad kent 12 partijen.")
        page.keyboard.press("Control+Enter")
        expect(page.get_by_role("button", name="Bewerk: De raad kent 12")).to_be_focused()
        expect(row(page, "12 partijen")).to_contain_text("Niet bevestigd door de bron: dit getal")
        expect(page.locator("#memo-said")).to_contain_text("Nagekeken: Niet bevestigd door de bron")

        row(page, QUOTE).locator("bdi").click()
        page.get_by_label("Zin", exact=True).fill("Betrek de raad.")
        page.get_by_role("heading", name="Kern").click()
        expect(row(page, "Betrek de raad.")).to_contain_text("Bevestigd door de bron")
        assert statements(page, "Kern") == [
            "Betrek de raad.",
            "De raad kent 12 partijen.",
            "Er zijn 12 wegwijzers.",
        ]
        undo = page.get_by_role("button", name=texts.UNDO)
        undo.click()
        undo.click()
        expect(row(page, QUOTE)).to_contain_text("Citaat")
        expect(row(page, "De raad hoort erbij.")).to_contain_text("Bevestigd")
        expect(undo).to_be_disabled()
        page.get_by_label("Onderwerp").last.fill("Iets anders")
        page.get_by_label("Kenmerk").fill("R-8")
        page.keyboard.press("Tab")
        expect(page.locator("#memo-state")).to_have_text(CHECKED)
        assert kept(page)["fields"]["subject"] == "Iets anders"
        assert kept(page)["fields"]["extra"] == [["Kenmerk", "R-8"]]
        page.get_by_label("Onderwerp").last.fill(" ")
        page.keyboard.press("Tab")
        expect(page.get_by_label("Onderwerp").last).to_have_value("Iets anders")


def test_remove_move_and_add_with_the_keyboard_alone(browser: Browser, address: str) -> None:
    with visiting(browser, address, DESKTOP) as visit:
        page = visit.page
        made(page)
        edit(page, QUOTE)
        page.get_by_role("button", name="Omlaag").press("Enter")
        expect(page.get_by_role("button", name="Omlaag")).to_be_focused()
        page.keyboard.press("Enter")
        assert statements(page, "Kern")[-1] == QUOTE
        expect(page.get_by_role("button", name="Klaar")).to_be_focused()
        page.get_by_role("button", name="Verwijder").press("Enter")
        expect(page.get_by_role("button", name="Bewerk: Er zijn 12")).to_be_focused()
        expect(page.locator("#memo-said")).to_contain_text("verwijderd")
        expect(page.locator("#memo-state")).to_have_text(CHECKED)
        page.get_by_role("button", name=texts.UNDO).press("Enter")
        assert statements(page, "Kern")[-1] == QUOTE

        page.get_by_role("button", name="Voeg een zin toe: Kern").press("Enter")
        page.keyboard.type("Dit schreef ik zelf.")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(row(page, "Dit schreef ik zelf.")).to_contain_text("Eigen tekst, zonder bron")
        page.get_by_role("button", name="Voeg een zin toe: Kern").press("Enter")
        page.keyboard.press("Control+Enter")
        expect(page.get_by_role("button", name="Bewerk: Dit schreef")).to_be_focused()
        assert len(statements(page, "Kern")) == 4
        edit(page, "Dit schreef")
        page.keyboard.type(" En dit. En nog wat. Dat is veel.")
        page.keyboard.press("Control+Enter")
        expect(page.locator(".kindly")).to_contain_text("Hier staan nu 7 zinnen.")

        page.get_by_label("Nog een onderdeel").select_option("Lessen")
        page.get_by_role("button", name="Voeg toe: het gekozen").press("Enter")
        page.keyboard.type("Een les.")
        page.keyboard.press("Control+Enter")
        expect(page.get_by_role("heading", name="Lessen")).to_be_visible()
        edit(page, "Een les.")
        page.get_by_role("button", name="Verwijder").press("Enter")
        expect(page.get_by_role("heading", name="Lessen")).to_have_count(0)
        expect(page.get_by_role("button", name="Voeg toe: het gekozen")).to_be_focused()

        edit(page, "Begin samen.")
        page.get_by_label("Voor wie").select_option("ambtenaar")
        page.keyboard.press("Control+Enter")
        expect(page.get_by_role("heading", name=texts.ROLES[Role.OFFICIAL])).to_be_visible()


def test_a_sentence_that_moves_while_it_is_being_changed(
    browser: Browser, address: str, memos: FakeMemos
) -> None:
    """The program puts what it says itself last, also when somebody has just begun to change that."""
    with visiting(browser, address, DESKTOP) as visit:
        page = visit.page
        made(page)
        memos.may_check.clear()
        checks = memos.checks
        page.get_by_role("button", name="Voeg een zin toe: Aanleiding").click()
        page.keyboard.type("Dit ging eraan vooraf.")
        page.keyboard.press("Control+Enter")
        edit(page, "U vroeg naar")
        assert comes(lambda: memos.checks > checks)
        page.keyboard.type(" Dank.")
        memos.may_check.set()
        expect(page.locator("#memo-state")).to_have_text(CHECKED)
        expect(page.get_by_label("Zin", exact=True)).to_be_focused()
        page.keyboard.type(" Echt.")
        page.keyboard.press("Control+Enter")
        assert statements(page, "Aanleiding") == [
            "Dit ging eraan vooraf.",
            "U vroeg naar de raad en de regio. Dank. Echt.",
        ]


@SIZES
def test_sources_of_a_sentence(browser: Browser, address: str, size: tuple[int, int]) -> None:
    with visiting(browser, address, size) as visit:
        page = visit.page
        made(page)
        page.get_by_role("button", name="Voeg een zin toe: Kern").click()
        page.keyboard.type("Iets over de tafel.")
        page.get_by_role("button", name="Bronnen", exact=True).click()
        own = page.get_by_role("group", name="Bronnen van deze zin")
        expect(own).to_contain_text("Deze zin heeft geen bron.")
        own.locator("li").filter(has_text="Rapport").get_by_role("button", name="Voeg toe").click()
        expect(own.get_by_role("button", name="Haal weg")).to_be_focused()
        page.get_by_label("Zoek een zin in de bronnen").fill("niets")
        page.keyboard.press("Enter")
        expect(own).to_contain_text("Niets gevonden. Probeer andere woorden.")
        page.get_by_label("Zoek een zin in de bronnen").fill("de tafel")
        page.keyboard.press("Enter")
        expect(own).to_contain_text("Over de tafel staat hier iets.")
        own.get_by_role("link", name="Gevonden stuk").click()
        expect(visit.panel).to_be_visible()
        page.get_by_role("button", name=site_texts.BACK).click()
        expect(own.get_by_role("link", name="Gevonden stuk")).to_be_focused()
        own.locator("li").filter(has_text="Gevonden").get_by_role("button", name="Voeg toe").click()
        page.get_by_role("button", name="Klaar").click()
        written = row(page, "Iets over de tafel.")
        expect(written).to_contain_text("Bevestigd door de bron")
        expect(written.get_by_role("link")).to_have_count(2)
        assert [source["title"] for source in kept(page)["sources"]][2:] == ["Rapport", "Gevonden stuk"]

        edit(page, "Iets over de tafel.")
        page.get_by_role("button", name="Bronnen", exact=True).click()
        own.get_by_role("button", name="Haal weg").first.click()
        own.get_by_role("button", name="Haal weg").first.click()
        page.get_by_role("button", name="Klaar").click()
        expect(written).to_contain_text("Eigen tekst, zonder bron")
        expect(page.locator("#memo-state")).to_have_text(CHECKED)
        assert len(kept(page)["sources"]) == 3

        page.get_by_role("button", name="Haal weg: bron 1").click()
        expect(row(page, QUOTE)).to_contain_text("Eigen tekst, zonder bron")
        expect(page.get_by_role("button", name="Haal weg: bron 1")).to_be_focused()

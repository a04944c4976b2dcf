"""Memos in a real browser: making, keeping and getting them as a file, and what can go wrong."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from corpus.kinds import Role
from tests.integration.axe import BEST_PRACTICE, WCAG, violations
from tests.ui.browsing import CONTRASTS, DESKTOP, ENGLISH, PHONE, Visit, comes, is_in_view, visiting
from tests.ui.fake_assistant import QUOTE
from tests.ui.fake_memos import GONE, REFUSED, FakeMemos
from tests.ui.memo_site import (
    CHECKED,
    KEPT,
    edit,
    forgive_refusals,
    go,
    kept,
    made,
    make,
    memo_site,
    row,
    statements,
)
from ui import memo_texts as texts
from ui import texts as site_texts

pytestmark = [pytest.mark.integration, pytest.mark.slow]
SIZES = pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "telefoon"])
REWRITE = """([from, to]) => {
    const name = 'denktank-memo';
    localStorage.setItem(name, localStorage.getItem(name).replaceAll(from, to));
}"""
TOO_SMALL = """() => {
    const targets = '#memos :is(button, select, textarea, input[type=text]), #memos .sheet-choice';
    return [...document.querySelectorAll(targets)].filter((one) => one.checkVisibility())
        .filter((one) => Math.min(one.offsetHeight, one.offsetWidth) < 44).map((one) => one.outerHTML);
}"""
DROP = """([name, text]) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([text], name));
    for (const type of ['dragover', 'drop']) {
        const event = new DragEvent(type, {dataTransfer: transfer, bubbles: true, cancelable: true});
        document.querySelector('#memo-open').dispatchEvent(event);
    }
}"""
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
def test_from_a_topic_to_a_file(
    browser: Browser, address: str, memos: FakeMemos, size: tuple[int, int]
) -> None:
    with visiting(browser, address, size) as visit:
        page = visit.page
        go(page)
        expect(page.get_by_label(texts.TO, exact=True)).to_have_value("De raad")
        expect(page.get_by_label(texts.DATE, exact=True)).to_have_value("3 maart 2026")
        page.get_by_label(texts.ROLE, exact=True).last.select_option("wethouder")
        page.get_by_label(texts.SENDER, exact=True).fill("Ik zelf")
        make(page)
        paper = page.locator("#memo-paper")
        expect(page.get_by_role("heading", name=texts.TITLE, exact=True)).to_be_focused()
        expect(page.locator("#memo-said")).to_contain_text("Het memo is klaar")
        assert memos.topics[0][0].role is Role.ALDERMAN
        assert memos.topics[0][1].sender == "Ik zelf"
        headings = paper.locator("h3, h4").all_text_contents()
        assert headings[2:] == ["Routekaart en advies per rol", *list(texts.ROLES.values())[::2], "Bronnen"]
        expect(paper.get_by_label("Kenmerk")).to_have_value("R-7")
        expect(row(page, QUOTE)).to_contain_text("Citaat")
        expect(row(page, "12 wegwijzers")).to_contain_text(
            "Niet bevestigd door de bron: dit getal staat niet in de bron (“12”)."
        )
        expect(row(page, "U vroeg naar")).to_contain_text("Mededeling van het programma")
        assert ENGLISH.search(page.locator("#view-memo").inner_text()) is None
        assert [found for found in page.evaluate(CONTRASTS) if found[1] < 4.5] == []

        row(page, QUOTE).get_by_role("link", name="Bron 1: Werkende samenwerking").click()
        expect(visit.panel.locator("mark")).to_have_text(QUOTE)
        page.get_by_role("button", name=site_texts.BACK).click()
        expect(row(page, QUOTE).get_by_role("link")).to_be_focused()

        page.get_by_label(texts.QUOTES).check()
        for suffix, label in texts.FORMATS:
            with page.expect_download() as download:
                page.get_by_role("button", name=label).click()
            assert download.value.suggested_filename == f"memo-de-raad-en-de-regio.{suffix}"
            written = Path(download.value.path()).read_text()
            assert written.startswith(f"{suffix}\nmet citaten\n")
            assert "niet_bevestigd: Er zijn 12 wegwijzers." in written


@SIZES
def test_from_the_chat(browser: Browser, address: str, memos: FakeMemos, size: tuple[int, int]) -> None:
    with visiting(browser, address, size) as visit:
        page = visit.page
        visit.ask_and_wait("Hoe betrek ik de raad?")
        visit.ask("dank u wel")
        expect(visit.last).to_contain_text("Graag gedaan.")
        expect(visit.last.get_by_role("button", name=site_texts.MEMO)).to_have_count(0)
        visit.ask_and_wait("En de regio?")
        visit.last.get_by_role("button", name=site_texts.MEMO).click()
        expect(page.get_by_role("heading", name=texts.START)).to_be_focused()
        boxes = page.locator("#memo-answers").get_by_role("checkbox")
        expect(boxes).to_have_count(2)
        expect(boxes.nth(1)).to_be_checked()
        expect(boxes.nth(0)).not_to_be_checked()
        expect(page.get_by_label(texts.SUBJECT, exact=True)).to_have_value("En de regio?")
        page.get_by_role("button", name=texts.MAKE).click()
        expect(page.locator("#memo-paper")).to_contain_text("De raad hoort er vroeg bij.")
        assert [item.question for item in memos.answered[0]] == ["En de regio?"]

        page.get_by_role("link", name="Gesprek", exact=True).click()
        page.get_by_role("button", name=site_texts.CONVERSATIONS).click()
        page.get_by_role("button", name="Maak een memo: Hoe betrek").click()
        expect(page.get_by_text("U hebt nog een memo over ‘En de regio?’")).to_be_visible()
        expect(boxes.nth(0)).to_be_checked()
        expect(boxes.nth(1)).to_be_checked()
        expect(page.locator("#memo-onderwerp")).to_have_value("Hoe betrek ik de raad?")
        for box in (0, 1):
            boxes.nth(box).uncheck()
        page.get_by_role("button", name=texts.MAKE).click()
        page.get_by_role("button", name=texts.SURE).click()
        expect(page.get_by_role("alert").filter(has_text="Kies minstens één antwoord")).to_be_visible()
        page.get_by_role("button", name="Terug naar mijn memo").click()
        expect(page.locator("#memo-paper")).to_contain_text("De raad hoort er vroeg bij.")


def test_making_can_be_stopped_and_can_fail_with_the_form_kept(
    browser: Browser, address: str, memos: FakeMemos
) -> None:
    with visiting(browser, address, PHONE) as visit:
        page = visit.page
        go(page)
        make(page, "langzaam memo")
        expect(page.get_by_role("progressbar")).to_be_visible()
        expect(page.get_by_role("button", name=texts.STOP)).to_be_focused()
        expect(page.get_by_role("button", name=texts.MAKE)).to_be_hidden()
        assert memos.began.wait(10)
        page.keyboard.press("Enter")
        alert = page.locator("#memo-alert")
        expect(alert).to_contain_text("gestopt")
        expect(page.get_by_role("button", name=texts.MAKE)).to_be_focused()
        expect(page.get_by_label(texts.SUBJECT, exact=True)).to_have_value("langzaam memo")
        assert comes(lambda: memos.stopped == 1)
        make(page, "weiger dit")
        expect(alert).to_contain_text(REFUSED)
        make(page, "nu wel")
        expect(page.locator("#memo-paper")).to_be_visible()
        expect(alert).to_be_empty()
        forgive_refusals(visit)


def test_a_memo_survives_a_reload_and_goes_only_when_asked(browser: Browser, address: str) -> None:
    with visiting(browser, address, DESKTOP) as visit:
        page = visit.page
        made(page)
        edit(page, "De raad hoort erbij.")
        page.keyboard.type(" Half getypt.")
        page.reload()
        expect(row(page, "Half getypt.")).to_contain_text("Bevestigd door de bron")
        with page.expect_download() as download:
            page.get_by_role("button", name=texts.KEEP).click()
        assert download.value.suggested_filename == "memo-de-raad-en-de-regio.json"
        written = Path(download.value.path()).read_text()

        new = page.get_by_role("button", name=texts.NEW)
        new.press("Enter")
        dialog = page.get_by_role("dialog", name=texts.DISCARD)
        expect(dialog.get_by_role("button", name=texts.LEAVE)).to_be_focused()
        page.keyboard.press("Escape")
        expect(new).to_be_focused()
        new.press("Enter")
        dialog.get_by_role("button", name=texts.SURE).click()
        expect(page.get_by_role("heading", name=texts.START)).to_be_focused()
        assert page.evaluate(KEPT) is None
        expect(page.get_by_label(texts.SUBJECT, exact=True)).to_have_value("")
        expect(page.get_by_label(texts.TO, exact=True)).to_have_value("De raad")

        page.evaluate(DROP, ["brief.json", "geen memo"])
        expect(page.locator("#memo-alert")).to_contain_text("Dit is geen memo van deze assistent")
        page.evaluate(DROP, ["memo.json", written.replace("Half", "Heel")])
        expect(row(page, "Heel getypt.")).to_be_visible()
        assert "Heel getypt." in statements(page, "Kern")[1]

        other = visit.page.context.new_page()
        other.goto(f"{address}/#memo")
        expect(row(other, "Heel getypt.")).to_be_visible()
        edit(page, "De raad hoort erbij.")
        page.keyboard.type(" Uit het ene tabblad.")
        page.keyboard.press("Control+Enter")
        expect(row(other, "Uit het ene tabblad.")).to_be_visible()
        expect(page.get_by_role("button", name=texts.UNDO)).to_be_enabled()
        page.get_by_role("button", name=texts.NEW).click()
        page.get_by_role("button", name=texts.SURE).click()
        expect(other.get_by_role("heading", name=texts.START)).to_be_visible()
        assert page.evaluate(KEPT) is None
        forgive_refusals(visit)


def test_a_browser_without_room_goes_on_and_says_so(browser: Browser, address: str) -> None:
    with visiting(browser, address, DESKTOP) as visit:
        page = visit.page
        page.evaluate(FULL)
        made(page)
        expect(page.locator("#memo-unkept")).to_contain_text("Deze browser kan uw memo niet bewaren.")
        edit(page, "De raad hoort erbij.")
        page.keyboard.press("ControlOrMeta+a")
        page.keyboard.type("Er zijn 12 raden.")
        page.keyboard.press("Control+Enter")
        expect(row(page, "Er zijn 12 raden.")).to_contain_text("Niet bevestigd")


def test_nothing_is_lost_when_the_program_cannot_check(browser: Browser, memos: FakeMemos) -> None:
    with memo_site(memos) as address:
        context = browser.new_context()
        page = context.new_page()
        page.goto(address)
        made(page)
        memos.failure = ValueError("proef")
        edit(page, "De raad hoort erbij.")
        page.keyboard.type(" Nog iets.")
        page.keyboard.press("Control+Enter")
        state = page.locator("#memo-state")
        expect(state).to_contain_text("Er ging iets mis dat niet had mogen gebeuren.")
        expect(state).to_contain_text("Uw tekst staat nog hier.")
        expect(row(page, "Nog iets.")).to_contain_text("Nog niet nagekeken")
        expect(row(page, QUOTE)).to_contain_text("Citaat")
        page.get_by_role("button", name="Word").click()
        told = page.locator("#memo-file-alert")
        expect(told).to_contain_text("Er ging iets mis")
        assert is_in_view(told)
        memos.failure = None
        page.get_by_role("button", name="Kijk opnieuw na").click()
        expect(row(page, "Nog iets.")).to_contain_text("Bevestigd door de bron")
        page.evaluate(REWRITE, ["Brief van de VNG", "Weggehaald"])
        page.reload()
        expect(state).to_contain_text(GONE)
        expect(row(page, QUOTE)).to_contain_text("Nog niet nagekeken")
        page.get_by_role("button", name="Haal weg: bron 2").click()
        expect(state).to_have_text(CHECKED)
    page.get_by_label("Kenmerk").fill("R-9")
    page.keyboard.press("Tab")
    expect(state).to_contain_text("Het programma geeft geen antwoord.")
    assert kept(page)["fields"]["extra"] == [["Kenmerk", "R-9"]]
    context.close()


def test_hostile_text_is_shown_and_does_nothing(browser: Browser, address: str) -> None:
    with visiting(browser, address, DESKTOP) as visit:
        page = visit.page
        go(page)
        make(page, "vijandig")
        paper = page.locator("#memo-paper")
        expect(paper).to_contain_text('<img src="http://evil.example/x.png"')
        expect(page.locator("#memo-state")).to_have_text(CHECKED)
        assert paper.locator("img, script, iframe, form").count() == 0
        edit(page, "<img")
        page.get_by_role("button", name="Bronnen", exact=True).click()
        page.keyboard.press("Escape")
        page.evaluate(REWRITE, ['"n":1', '"n":"<img src=x>"'])
        page.reload()
        expect(page.locator("#memo-alert")).to_contain_text("Dit is geen memo")
        expect(page.get_by_text("U hebt nog een memo dat hier niet getoond kan worden.")).to_be_visible()
        assert page.evaluate("window.hacked") is None
        forgive_refusals(visit)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@SIZES
def test_axe_finds_nothing(browser: Browser, address: str, size: tuple[int, int], scheme: Any) -> None:
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, color_scheme=scheme, has_touch=size == PHONE
    )
    visit = Visit(context, address)
    page = visit.page
    found = {}

    def judge(name: str) -> None:
        found[name] = violations(page, WCAG + BEST_PRACTICE)

    visit.ask_and_wait("Hoe betrek ik de raad?")
    judge("gesprek")
    visit.last.get_by_role("button", name=site_texts.MEMO).click()
    expect(page.locator("#memo-answers").get_by_role("checkbox")).to_be_checked()
    judge("begin")
    page.get_by_label(texts.FROM_TOPIC).check()
    made(page)
    judge("memo")
    edit(page, "Vraag om")
    page.get_by_role("button", name="Bronnen", exact=True).click()
    page.get_by_label("Zoek een zin").fill("de tafel")
    page.keyboard.press("Enter")
    expect(page.locator("#memo-paper .told")).to_contain_text("2 gevonden")
    judge("bronnen")
    page.get_by_role("button", name=texts.NEW).click()
    expect(page.get_by_role("dialog")).to_be_visible()
    judge("weg")
    assert {name: lines for name, lines in found.items() if lines} == {}
    context.close()


@pytest.mark.parametrize(("width", "height"), [(320, 640), (640, 400)], ids=["320", "200 procent"])
def test_it_fits_and_can_be_hit_on_a_small_screen(
    browser: Browser, address: str, width: int, height: int
) -> None:
    with visiting(browser, address, (width, height)) as visit:
        page = visit.page
        go(page)
        expect(page.locator("#memo-form")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        made(page)
        edit(page, "Vraag om")
        page.get_by_role("button", name="Bronnen", exact=True).click()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert page.evaluate(TOO_SMALL) == []

"""What a real browser may never do with the chat: load from elsewhere, run a source, be unreadable."""

import time
from typing import Literal

import pytest
from playwright.sync_api import Browser, expect

from tests.ui.browsing import CONTRASTS, ENGLISH, Visit
from tests.ui.fake_assistant import HOSTILE, QUOTE
from ui import texts

pytestmark = pytest.mark.integration


@pytest.mark.parametrize(
    ("question", "target"),
    [("vijandig", "a.cite"), ("vijandig", "a.source"), ("vijandig en onbekend", "a.source")],
)
def test_a_hostile_source_loads_and_runs_nothing(visit: Visit, question: str, target: str) -> None:
    visit.ask_and_wait(question)
    visit.last.locator(target).first.click()
    expect(visit.panel.locator("mark")).to_be_visible()
    expect(visit.panel.locator("mark")).to_have_text(HOSTILE.replace("\u202e", ""))
    page = visit.page
    assert page.evaluate("window.hacked") is None
    assert page.locator("#log :is(img, form, iframe, script, svg, code, b, strong, em, math)").count() == 0
    assert page.locator("#panel :is(form, iframe, script, svg, code, b, strong, em, math)").count() == 0
    drawn = page.locator("#panel img").evaluate_all("all => all.map(image => image.getAttribute('src'))")
    assert all(source.startswith("/denktank/bladzijde.png?") for source in drawn)
    hrefs = page.locator("#log a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert all(href.startswith("/?bron=") for href in hrefs)
    links = visit.panel.locator("a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert [link for link in links if not link.startswith("/?bron=")] == ["https://vng.nl/denktank"]


def test_the_policy_blocks_what_would_slip_through(browser: Browser, address: str) -> None:
    context = browser.new_context()
    visit = Visit(context, address)
    visit.page.evaluate(
        """() => {
            const log = document.getElementById('log');
            log.innerHTML = '<img src="http://evil.example/x.png"><img src="x:" onerror="window.hacked = 1">'
                + '<form action="http://evil.example/"><button id="bad">x</button></form>'
                + '<iframe src="http://evil.example/"></iframe>';
            document.getElementById('bad').click();
            fetch('http://evil.example/').catch(() => {});
        }"""
    )
    time.sleep(0.5)
    assert visit.page.evaluate("window.hacked") is None
    assert visit.page.url.startswith(address)
    assert len(visit.complaints) >= 4
    context.close()


def test_a_made_up_reference_opens_a_friendly_panel(desktop: Visit) -> None:
    desktop.ask_and_wait("Hoe betrek ik de raad?")
    for query in ("", "bron=weg", "bron=handreiking&pagina=-1", "bron=../../etc/passwd&pagina=1'; drop"):
        desktop.last.locator("a.cite").first.evaluate("(link, query) => { link.search = query; }", query)
        desktop.last.locator("a.cite").first.click()
        expect(desktop.panel.locator(".failure")).not_to_be_empty()
        desktop.page.get_by_role("button", name=texts.BACK).click()
        expect(desktop.panel).to_have_count(0)
    desktop.complaints = [line for line in desktop.complaints if "404" not in line]


def test_visitors_cannot_open_each_others_sources(browser: Browser, address: str) -> None:
    visits = [Visit(browser.new_context(), address) for _ in range(2)]
    visits[0].ask_and_wait("vijandig")
    visits[1].ask_and_wait("Hoe betrek ik de raad?")
    visits[1].last.locator("a.cite").first.click()
    expect(visits[1].panel.locator("mark")).to_have_text(QUOTE)
    for visit in visits:
        visit.leave()
        visit.page.context.close()


def test_an_english_browser_sees_no_english(visit: Visit) -> None:
    seen = [visit.page.inner_text("body")]
    visit.ask("langzaam")
    expect(visit.last).to_contain_text("Dit is zin 2")
    seen.append(visit.page.inner_text("body"))
    visit.page.get_by_role("button", name=texts.STOP, exact=True).click()
    for question in ("kapot", "onbekend", "gedeeltelijk", "Hoe betrek ik de raad?"):
        visit.ask_and_wait(question)
    visit.last.locator("a.cite").first.click()
    expect(visit.panel).to_be_visible()
    seen.append(visit.page.inner_text("body"))
    seen += visit.page.locator("[aria-label], [title], [placeholder], [alt]").evaluate_all(
        """all => all.flatMap(element => ['aria-label', 'title', 'placeholder', 'alt']
            .map(name => element.getAttribute(name) || ''))"""
    )
    assert [match[0] for text in seen for match in ENGLISH.finditer(text)] == []


def test_buttons_are_large_and_named(visit: Visit) -> None:
    visit.ask_and_wait("Hoe betrek ik de raad?")
    visit.last.locator("a.cite").first.click()
    expect(visit.panel).to_be_visible()
    buttons = visit.page.locator("button:visible").evaluate_all(
        """all => all.map(button => [
            button.innerText.trim() || button.ariaLabel, button.offsetWidth, button.offsetHeight])"""
    )
    assert buttons
    assert [button for button in buttons if not button[0] or button[1] < 44 or button[2] < 44] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_is_easy_to_read(browser: Browser, address: str, scheme: Literal["light", "dark"]) -> None:
    context = browser.new_context(color_scheme=scheme)
    visit = Visit(context, address)
    seen = visit.page.evaluate(CONTRASTS)
    for question in ("kapot", "onbekend", "gedeeltelijk", "Hoe betrek ik de raad?"):
        visit.ask_and_wait(question)
    visit.ask("   ")
    visit.last.locator("a.cite").first.click()
    expect(visit.panel).to_be_visible()
    seen += visit.page.evaluate(CONTRASTS)
    assert len(seen) > 40
    assert [text for text in seen if text[1] < 4.5] == []
    context.close()

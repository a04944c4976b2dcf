"""Every state of the chat, judged by axe-core: no violation of WCAG 2.1 A or AA, in light and in dark.

What axe cannot see stands in docs/toegankelijkheid.md, with what was checked by hand.
"""

from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, expect

from tests.integration.axe import BEST_PRACTICE, WCAG, violations
from tests.ui.browsing import DESKTOP, PHONE, Visit
from tests.ui.fake_assistant import FakeAssistant
from tests.ui.serving import running_server
from ui import readiness_texts, texts
from ui.readiness import Stage, State

pytestmark = [pytest.mark.integration, pytest.mark.slow]

ANSWERS = {
    "heel antwoord": "Hoe betrek ik de raad?",
    "gedeeltelijk antwoord": "gedeeltelijk",
    "weigering": "onbekend",
    "antwoord van een taalmodel": "taalmodel",
    "storing": "kapot",
}


class Changing:
    """A state that a test sets."""

    def __init__(self) -> None:
        self.now = State(Stage.READY)

    def __call__(self) -> State:
        return self.now


@pytest.fixture(scope="module")
def state() -> Changing:
    return Changing()


@pytest.fixture(scope="module")
def site(state: Changing) -> Iterator[str]:
    with running_server(FakeAssistant(), writes=True, state=state) as address:
        yield address


@pytest.fixture(params=[DESKTOP, PHONE], ids=["desktop", "telefoon"])
def size(request: pytest.FixtureRequest) -> tuple[int, int]:
    return request.param  # type: ignore[no-any-return]


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> Literal["light", "dark"]:
    return request.param  # type: ignore[no-any-return]


@pytest.fixture
def seen(
    browser: Browser, site: str, size: tuple[int, int], scheme: Literal["light", "dark"]
) -> Iterator[Visit]:
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        has_touch=size == PHONE,
        color_scheme=scheme,
        locale="en-US",
    )
    yield Visit(context, site)
    context.close()


def faults(visit: Visit) -> list[str]:
    return violations(visit.page, WCAG + BEST_PRACTICE)


def test_every_state_of_the_chat(seen: Visit) -> None:
    found = {"eerste scherm": faults(seen)}
    for name, question in ANSWERS.items():
        seen.ask_and_wait(question)
        found[name] = faults(seen)
    for details in seen.page.locator("#log summary").all():
        details.click()
    found["uitgeklapt"] = faults(seen)
    seen.page.locator("#log a.cite").first.click()
    expect(seen.panel.locator("mark")).to_be_visible()
    found["bron"] = faults(seen)
    seen.page.get_by_role("button", name=texts.BACK).click()
    seen.page.get_by_role("button", name=texts.NEW_CONVERSATION).click()
    expect(seen.page.locator("#intro")).to_be_visible()
    seen.ask("langzaam")
    expect(seen.last).to_contain_text("Dit is zin 2")
    found["tijdens het antwoorden"] = faults(seen)
    seen.ask("nog iets")
    expect(seen.page.get_by_role("alert").filter(has_text=texts.STILL_BUSY)).to_be_visible()
    seen.page.get_by_role("button", name=texts.STOP, exact=True).click()
    expect(seen.last).to_contain_text(texts.STOPPED)
    found["gestopt, met een melding"] = faults(seen)
    assert {name: lines for name, lines in found.items() if lines} == {}


def test_the_conversations_that_are_kept(seen: Visit) -> None:
    seen.ask_and_wait("Hoe betrek ik de raad?")
    seen.page.locator("#open-conversations").click()
    dialog = seen.page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    assert faults(seen) == []
    dialog.get_by_role("button", name="Wijzig naam").click()
    assert faults(seen) == []


def test_every_screen_before_the_chat_is_ready(seen: Visit, state: Changing) -> None:
    found = {}
    for stage in Stage:
        state.now = State(stage, 3, 20, "Er is iets mis.")
        seen.page.reload()
        expect(seen.box).to_be_visible()
        if stage is not Stage.READY:
            expect(seen.page.get_by_role("heading", name=state.now.title)).to_be_visible()
        found[stage.value] = faults(seen)
    state.now = State(Stage.READY)
    assert {name: lines for name, lines in found.items() if lines} == {}


def test_the_check_sees_what_is_wrong(browser: Browser, site: str) -> None:
    context = browser.new_context()
    page = Visit(context, site).page
    wrong = '<img src="data:,"><p style="color: #ccc; background: #fff">flets</p><button></button>'
    page.locator("#intro").evaluate("(intro, html) => intro.insertAdjacentHTML('beforeend', html)", wrong)
    assert {line.split(" ")[0] for line in violations(page)} >= {"image-alt", "color-contrast", "button-name"}
    context.close()


def test_the_waiting_screen_counts_and_turns_into_the_chat(
    browser: Browser, site: str, state: Changing, size: tuple[int, int]
) -> None:
    state.now = State(Stage.BUILDING)
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, locale="en-US")
    visit = Visit(context, site)
    screen = visit.page.get_by_role("region", name=readiness_texts.BUILDING_TITLE)
    expect(screen).to_contain_text(readiness_texts.READING)
    bar = screen.get_by_role("progressbar")
    expect(bar).not_to_have_attribute("value", "3")
    expect(visit.page.get_by_role("heading", name=texts.INTRO_TITLE)).to_be_hidden()
    state.now = State(Stage.BUILDING, 3, 20)
    expect(screen).to_contain_text("3 van 20 stukken tekst")
    expect(bar).to_have_attribute("value", "3")
    assert visit.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    visit.box.fill("Hoe betrek")
    state.now = State(Stage.READY)
    expect(screen).to_have_count(0)
    expect(visit.page.get_by_role("heading", name=texts.INTRO_TITLE)).to_be_visible()
    expect(visit.page.get_by_role("status").filter(has_text=readiness_texts.NOW_READY)).to_have_count(1)
    expect(visit.box).to_have_value("Hoe betrek")
    visit.ask_and_wait("Hoe betrek ik de raad?")
    visit.leave()
    context.close()


def test_a_theme_that_was_chosen_stays_and_the_system_decides_otherwise(browser: Browser, site: str) -> None:
    context = browser.new_context(color_scheme="dark")
    page = Visit(context, site).page
    ground = "getComputedStyle(document.body).backgroundColor"
    field = page.get_by_label(texts.THEME)
    dark = page.evaluate(ground)
    page.emulate_media(color_scheme="light")
    page.wait_for_function(f"dark => {ground} !== dark", arg=dark)
    light = page.evaluate(ground)
    field.select_option(label=texts.THEME_DARK)
    assert page.evaluate(ground) == dark
    page.reload()
    expect(field).to_have_value("dark")
    assert page.evaluate(ground) == dark
    field.select_option(label=texts.THEME_OF_SYSTEM)
    assert page.evaluate(ground) == light
    context.close()


@pytest.mark.parametrize("width", [320, 640], ids=["320 px", "1280 px op 200 %"])
def test_nothing_needs_sideways_scrolling(browser: Browser, site: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 400})
    visit = Visit(context, site)
    wide = "document.documentElement.scrollWidth > innerWidth"
    assert not visit.page.evaluate(wide)
    for question in ANSWERS.values():
        visit.ask_and_wait(question)
        assert not visit.page.evaluate(wide)
    visit.page.locator("#log a.cite").first.click()
    expect(visit.panel.locator("mark")).to_be_visible()
    assert not visit.page.evaluate(wide)
    context.close()


def test_the_skip_link_comes_first_and_leads_past_the_top(browser: Browser, site: str) -> None:
    context = browser.new_context()
    visit = Visit(context, site)
    skip = visit.page.get_by_role("link", name=texts.SKIP)
    first = "link => document.querySelector('a[href], button, input, select, textarea, [tabindex]') === link"
    assert skip.evaluate(first)
    skip.focus()
    expect(skip).to_be_in_viewport()
    visit.page.keyboard.press("Enter")
    visit.page.keyboard.press("Tab")
    expect(visit.page.get_by_role("button", name=texts.EXAMPLES[0][1])).to_be_focused()
    for landmark in ("banner", "main"):
        expect(visit.page.get_by_role(landmark)).to_have_count(1)
    context.close()


def test_paper_has_the_answer_with_its_sources_and_nothing_to_click(browser: Browser, site: str) -> None:
    context = browser.new_context(color_scheme="dark")
    visit = Visit(context, site)
    visit.ask_and_wait("Hoe betrek ik de raad?")
    visit.last.locator("a.cite").first.click()
    expect(visit.panel).to_be_visible()
    visit.page.emulate_media(media="print")
    expect(visit.last).to_contain_text("De raad hoort er vroeg bij [1].")
    expect(visit.last.locator(".source").nth(1)).to_contain_text("Brief van de VNG")
    for gone in ("button", "textarea", "select", "nav", "#panel"):
        expect(visit.page.locator(f"{gone}:visible")).to_have_count(0)
    assert (
        visit.page.evaluate("getComputedStyle(document.querySelector('#log .answer')).color")
        == "rgb(28, 36, 39)"
    )
    context.close()

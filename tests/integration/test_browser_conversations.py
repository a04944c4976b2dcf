"""Conversations that the browser keeps: they survive what happens to the page, the tab and the program."""

import gc
import json
import re
from pathlib import Path
from typing import Any

import gradio as gr
import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.ui.browsing import DESKTOP, Visit, comes, is_in_view, visiting
from tests.ui.fake_assistant import HOSTILE, QUOTE, FakeAssistant, full_answer
from tests.ui.serving import running_server
from ui import texts
from ui.kept import read_kept
from ui.session import Turn

pytestmark = [pytest.mark.integration, pytest.mark.slow]

KEPT = "Object.entries(localStorage).filter(([name]) => name.startsWith('denktank-gesprek-'))"
WATCH_EARLIER = """() => {
    window.redrawn = 0;
    const turn = document.querySelector('#turns .turn');
    new MutationObserver((all) => { window.redrawn += all.length; })
        .observe(turn, {childList: true, subtree: true, characterData: true, attributes: true});
}"""
TAMPER = """(hostile) => {
    const [name, written] = %s[0];
    const entry = JSON.parse(written);
    const answer = entry.beurten[0].answer;
    entry.titel = hostile;
    answer.claims = [{...answer.claims[0], text: hostile}];
    answer.citations = [{...answer.citations[0], title: hostile, publication: 'javascript:window.hacked=1'}];
    entry.beurten.push({...entry.beurten[0], id: 'x'.repeat(16)}, hostile, null, {question: hostile});
    localStorage.setItem(name, JSON.stringify(entry));
    localStorage.setItem('denktank-gesprek-' + '0'.repeat(32), hostile);
}"""


def kept(visit: Visit) -> list[dict[str, Any]]:
    return [json.loads(written) for _, written in visit.page.evaluate(KEPT)]


def open_list(visit: Visit) -> None:
    visit.page.get_by_role("button", name=texts.CONVERSATIONS).click()
    expect(visit.page.get_by_role("dialog")).to_be_visible()


def press_until(visit: Visit, key: str, selector: str) -> None:
    """Move the focus until it is on an element."""
    for _ in range(60):
        if visit.page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        visit.page.keyboard.press(key)
    raise AssertionError(f"the focus never came to {selector}")


def test_earlier_turns_are_left_alone_while_an_answer_comes(desktop: Visit) -> None:
    desktop.ask_and_wait("taalmodel")
    earlier = desktop.page.locator("#turns .turn").first
    earlier.locator("summary").first.click()
    desktop.ask("langzaam")
    expect(desktop.last).to_contain_text("Dit is zin 2")
    desktop.page.evaluate(WATCH_EARLIER)
    link = earlier.locator("a.cite").first
    link.evaluate("""link => {
        link.closest('p').scrollIntoView();
        link.focus({preventScroll: true});
        getSelection().selectAllChildren(link.closest('p'));
    }""")
    top = desktop.page.evaluate("scrollY")
    expect(desktop.last).to_contain_text("Dit is zin 9")
    assert desktop.page.evaluate("window.redrawn") == 0
    assert desktop.page.evaluate("scrollY") == top
    assert "De raad hoort er vroeg bij" in desktop.page.evaluate("getSelection().toString()")
    expect(link).to_be_focused()
    expect(earlier.locator("details").first).to_have_attribute("open", "")
    desktop.page.get_by_role("button", name=texts.STOP, exact=True).click()
    expect(desktop.last).to_contain_text(texts.STOPPED)


def test_what_is_selected_in_the_growing_answer_stays_selected(desktop: Visit) -> None:
    desktop.ask("langzaam")
    expect(desktop.last).to_contain_text("Dit is zin 2")
    desktop.last.locator(".answer p").first.evaluate("line => getSelection().selectAllChildren(line)")
    desktop.last.locator("a.cite").first.focus()
    expect(desktop.last).to_contain_text("Dit is zin 8")
    assert "Dit is zin 1" in desktop.page.evaluate("getSelection().toString()")
    expect(desktop.last.locator("a.cite").first).to_be_focused()
    desktop.page.get_by_role("button", name=texts.STOP, exact=True).click()
    expect(desktop.last).to_contain_text(texts.STOPPED)


def test_a_reload_keeps_the_conversation_and_what_was_typed(
    visit: Visit, fake_assistant: FakeAssistant
) -> None:
    visit.ask_and_wait("Hoe betrek ik de raad?")
    visit.ask_and_wait("onbekend")
    visit.box.fill("half getypt")
    visit.page.reload()
    expect(visit.page.locator("#turns .turn")).to_have_count(2)
    expect(visit.box).to_have_value("half getypt")
    expect(visit.page.get_by_text(texts.INTRO_TITLE)).not_to_be_visible()
    first = visit.page.locator("#turns .turn").first
    expect(first).to_contain_text("De raad hoort er vroeg bij [1].")
    first.locator("a.cite").first.click()
    expect(visit.panel.locator("mark")).to_have_text(QUOTE)
    visit.page.get_by_role("button", name=texts.BACK).click()
    visit.ask_and_wait("en voor een wethouder?")
    assert fake_assistant.asked[-1].text == "onbekend (wethouder)"
    assert [len(entry["beurten"]) for entry in kept(visit)] == [3]


def test_a_program_that_dies_halfway_comes_back_with_the_conversation(browser: Browser) -> None:
    assistant = FakeAssistant()
    context = browser.new_context(locale="en-US")
    with running_server(assistant) as address:
        visit = Visit(context, address)
        visit.ask_and_wait("Hoe betrek ik de raad?")
        visit.ask("langzaam")
        expect(visit.last).to_contain_text("Dit is zin 2")
    expect(visit.page.get_by_text("Het programma geeft geen antwoord")).to_be_visible(timeout=15_000)
    visit.box.fill("half getypt")
    with running_server(assistant, port=int(address.rpartition(":")[2])):
        expect(visit.page.get_by_text(texts.INTERRUPTED)).to_be_visible(timeout=20_000)
        expect(visit.page.locator("#turns .turn")).to_have_count(2)
        expect(visit.page.locator("#turns .turn").first).to_contain_text("De raad hoort er vroeg bij [1].")
        expect(visit.box).to_have_value("half getypt")
        visit.last.get_by_role("button", name=texts.RETRY).click()
        expect(visit.page.locator("#turns .turn")).to_have_count(3)
        expect(visit.last).to_contain_text("Dit is zin 2")
        assert assistant.asked[-1].text == "langzaam"
        visit.page.get_by_role("button", name=texts.STOP, exact=True).click()
        expect(visit.last).to_contain_text(texts.STOPPED)
        context.close()


def test_a_program_that_was_started_again_unnoticed_gets_the_conversation_back(browser: Browser) -> None:
    assistant = FakeAssistant()
    context = browser.new_context(locale="en-US")
    with running_server(assistant) as address:
        visit = Visit(context, address)
        visit.ask_and_wait("Hoe betrek ik de raad?")
    with running_server(assistant, port=int(address.rpartition(":")[2])):
        visit.ask("en voor een wethouder?")
        expect(visit.page.get_by_role("alert").filter(has_text=texts.RESTORED_ASK_AGAIN)).to_be_visible()
        expect(visit.box).to_have_value("en voor een wethouder?")
        visit.box.press("Enter")
        expect(visit.page.locator("#turns .turn")).to_have_count(2)
        expect(visit.last).to_contain_text("Begrepen als: “Hoe betrek ik de raad? (wethouder)”")
        visit.leave()
        context.close()


def test_conversations_are_listed_renamed_searched_exported_and_deleted(visit: Visit) -> None:
    page = visit.page
    visit.ask_and_wait("Hoe betrek ik de raad?")
    page.get_by_role("button", name=texts.NEW_CONVERSATION).click()
    expect(page.locator("#turns .turn")).to_have_count(0)
    visit.ask_and_wait("onbekend")
    open_list(visit)
    rows = page.locator("#conversations li")
    titles = page.locator("#conversations li bdi")
    expect(titles).to_have_text(["onbekend", "Hoe betrek ik de raad?"])
    search = page.get_by_label(texts.SEARCH_CONVERSATIONS)
    search.fill("VROEG hoort")
    expect(titles).to_have_text(["Hoe betrek ik de raad?"])
    page.get_by_role("button", name="Wijzig naam").click()
    page.get_by_label("Nieuwe naam").fill("De <b>raad</b>")
    page.keyboard.press("Enter")
    expect(titles).to_have_text(["De <b>raad</b>"])
    with page.expect_download() as saved:
        page.get_by_role("button", name="JSON").click()
    entry = json.loads(Path(saved.value.path()).read_text(encoding="utf-8"))
    assert (entry["soort"], entry["versie"], entry["titel"]) == ("denktank-gesprek", 1, "De <b>raad</b>")
    (turn,) = entry["beurten"]
    assert turn["question"] == "Hoe betrek ik de raad?"
    assert turn["answer"]["claims"][1]["citations"] == [1, 2]
    assert turn["answer"]["citations"][0]["quote"] == QUOTE
    assert turn["answer"]["citations"][0]["page"] == 14
    read = read_kept({"gesprek": "0" * 32, "beurten": [json.dumps(turn)]})
    assert read is not None and read.turns[0].answer == full_answer("Hoe betrek ik de raad?")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Markdown").click()
    markdown = Path(saved.value.path()).read_text(encoding="utf-8")
    assert markdown.startswith("# De \\<b\\>raad\\</b\\>\n\n## Hoe betrek ik de raad?\n")
    assert "- Een les is om samen te beginnen. [1][2]" in markdown
    assert f"- [1] Werkende samenwerking, Wegwijzers › De raad, bladzijde 14: “{QUOTE}”" in markdown
    search.fill("")
    rows.first.get_by_role("button", name="Verwijder").click()
    page.get_by_role("button", name="Laat zo").click()
    expect(rows).to_have_count(2)
    rows.first.get_by_role("button", name="Verwijder").click()
    page.get_by_role("button", name="Ja, verwijder").click()
    expect(titles).to_have_text(["De <b>raad</b>"])
    expect(page.locator("#turns .turn")).to_have_count(0)
    rows.first.locator("[data-do=open]").click()
    expect(visit.last).to_contain_text("De raad hoort er vroeg bij [1].")
    open_list(visit)
    page.get_by_role("button", name=texts.DELETE_ALL).click()
    page.get_by_role("button", name="Ja, verwijder alles").click()
    expect(rows).to_have_count(0)
    assert kept(visit) == []


def test_two_tabs_do_not_overwrite_each_other(browser: Browser, address: str) -> None:
    context = browser.new_context()
    visits = [Visit(context, address) for _ in range(2)]
    for number in range(2):
        for place, visit in enumerate(visits):
            visit.ask_and_wait(f"vraag {number} van tab {place}")
    assert sorted(turn["question"] for entry in kept(visits[0]) for turn in entry["beurten"]) == [
        f"vraag {number} van tab {place}" for number in range(2) for place in range(2)
    ]
    assert len(kept(visits[0])) == 2
    visits[0].leave()
    context.close()


def test_ten_tabs_are_answered(browser: Browser, address: str) -> None:
    context = browser.new_context()
    visits = [Visit(context, address) for _ in range(10)]
    for visit in visits:
        visit.ask("Hoe betrek ik de raad?")
    for visit in visits:
        expect(visit.last).to_contain_text("De raad hoort er vroeg bij [1].")
    visits[0].leave()
    context.close()


def test_what_somebody_put_in_the_browser_stays_text(browser: Browser, address: str) -> None:
    context = browser.new_context()
    visit = Visit(context, address)
    visit.ask_and_wait("Hoe betrek ik de raad?")
    visit.page.evaluate(TAMPER % KEPT, HOSTILE)
    visit.page.reload()
    expect(visit.page.get_by_role("alert").filter(has_text="kan ik niet meer lezen")).to_be_visible()
    expect(visit.page.locator("#turns .turn")).to_have_count(1)
    expect(visit.last).to_contain_text('<img src="http://evil.example/x.png"')
    visit.last.locator("a.cite").first.click()
    expect(visit.panel.locator(".failure, mark").first).to_be_visible()
    visit.page.get_by_role("button", name=texts.BACK).click()
    open_list(visit)
    expect(visit.page.locator("#conversations li")).to_have_count(2)
    dangerous = ":is(#log, #chat-bar, #conversations, #panel) :is(img, form, iframe, script, svg, b)"
    assert visit.page.locator(dangerous).count() == 0
    assert visit.page.evaluate("window.hacked") is None
    visit.complaints = [line for line in visit.complaints if "404" not in line]
    visit.leave()
    context.close()


def test_nothing_stays_on_the_server_when_a_tab_is_closed(browser: Browser, address: str) -> None:
    def is_remembered() -> bool:
        gc.collect()
        everything = gc.get_objects()
        screens = [one.state_holder.session_data for one in everything if isinstance(one, gr.Blocks)]
        values = [str(screen.config_values) for held in screens for screen in held.values()]
        turns = [one.question for one in everything if isinstance(one, Turn)]
        return any("een vraag om te vergeten" in text for text in (*values, *turns))

    visit = Visit(browser.new_context(), address)
    visit.ask_and_wait("een vraag om te vergeten")
    assert is_remembered()
    visit.page.close(run_before_unload=True)
    assert comes(lambda: not is_remembered())
    visit.page.context.close()


def full_storage(context: BrowserContext) -> None:
    context.add_init_script("""
        const put = Storage.prototype.setItem;
        Storage.prototype.setItem = function (name, value) {
            const taken = Object.entries(localStorage).filter(([other]) => other !== name)
                .reduce((sum, [, text]) => sum + text.length, 0);
            if (this === localStorage && taken + value.length > 5_000) {
                throw new DOMException('vol', 'QuotaExceededError');
            }
            put.call(this, name, value);
        };""")


def test_a_browser_that_is_full_offers_to_delete_the_oldest(browser: Browser, address: str) -> None:
    context = browser.new_context()
    full_storage(context)
    visit = Visit(context, address)
    page = visit.page
    visit.ask_and_wait("eerste gesprek")
    page.get_by_role("button", name=texts.NEW_CONVERSATION).click()
    expect(page.locator("#turns .turn")).to_have_count(0)
    for question in ("tweede gesprek", "en verder", "en daarna"):
        visit.ask(question)
        expect(visit.last.locator(".tools")).to_be_visible()
        if page.get_by_role("dialog").is_visible():
            break
    drop = page.get_by_role("button", name="Verwijder het oudste: eerste gesprek")
    expect(page.get_by_role("alert").filter(has_text="De opslag van deze browser is vol")).to_be_visible()
    drop.click()
    expect(page.locator("#conversations li bdi")).to_have_text(["tweede gesprek"])
    assert kept(visit)[0]["beurten"][-1]["state"] == "klaar"
    visit.leave()
    context.close()


def test_a_browser_that_keeps_nothing_says_so_and_works(browser: Browser, address: str) -> None:
    context = browser.new_context()
    context.add_init_script("""
        for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(
            window, name, {get() { throw new DOMException('nee', 'SecurityError'); }});""")
    visit = Visit(context, address)
    expect(visit.page.get_by_text("Deze browser bewaart niets")).to_be_visible()
    visit.ask_and_wait("Hoe betrek ik de raad?")
    visit.ask_and_wait("en voor een wethouder?")
    open_list(visit)
    expect(visit.page.locator("#conversations li")).to_have_count(1)
    visit.leave()
    context.close()


def test_a_whole_conversation_with_the_keyboard_alone(desktop: Visit) -> None:
    keyboard = desktop.page.keyboard
    keyboard.type("Hoe betrek ik de raad?")
    keyboard.press("Enter")
    expect(desktop.last.locator(".next")).to_be_visible()
    press_until(desktop, "Shift+Tab", "[data-suggest]")
    keyboard.press("Enter")
    expect(desktop.page.locator("#turns .turn")).to_have_count(2)
    expect(desktop.last.locator(".next")).to_be_visible()
    press_until(desktop, "Shift+Tab", ".turn:last-of-type [data-edit]")
    keyboard.press("Enter")
    expect(desktop.box).to_be_focused()
    keyboard.press("End")
    keyboard.type(" Kort graag.")
    keyboard.press("Enter")
    expect(desktop.page.locator("#turns .turn")).to_have_count(3)
    expect(desktop.last.get_by_role("heading", level=2)).to_contain_text("Kort graag.")
    expect(desktop.last.locator(".next")).to_be_visible()
    press_until(desktop, "Shift+Tab", "#open-conversations")
    keyboard.press("Enter")
    expect(desktop.page.get_by_role("dialog")).to_be_visible()
    press_until(desktop, "Tab", "[data-do=rename]")
    keyboard.press("Enter")
    keyboard.type("Mijn raad")
    keyboard.press("Enter")
    expect(desktop.page.locator("#conversations li bdi")).to_have_text(["Mijn raad"])
    keyboard.press("Escape")
    expect(desktop.page.get_by_role("dialog")).not_to_be_visible()
    press_until(desktop, "Tab", "#fresh")
    keyboard.press("Enter")
    expect(desktop.page.locator("#turns .turn")).to_have_count(0)
    expect(desktop.box).to_be_focused()


def test_text_that_runs_the_other_way_and_invisible_marks_change_nothing_else(
    visit: Visit, fake_assistant: FakeAssistant
) -> None:
    question = "\u202eomgekeerd שלום עולם 123\u200b\u2067 met\u200dtekens (einde)"
    visit.ask(question)
    expect(visit.last.locator(".tools")).to_be_visible()
    assert fake_assistant.asked[-1].text == question
    asked = visit.last.locator(".question bdi")
    expect(asked).to_contain_text("omgekeerd שלום עולם 123")
    assert asked.evaluate("line => getComputedStyle(line).unicodeBidi") == "isolate"
    shown = visit.page.locator("body").inner_text()
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", shown)
    copy = visit.last.get_by_role("button", name=texts.COPY)
    assert copy.evaluate("button => getComputedStyle(button).direction") == "ltr"
    visit.page.reload()
    expect(visit.last.locator(".question bdi")).to_contain_text("omgekeerd שלום עולם 123")


def test_a_very_long_question_is_answered_and_kept(visit: Visit) -> None:
    question = "Hoe betrek ik de raad? " + "Bijzonderheden van onze gemeente. " * 587
    assert 19_900 < len(question.strip()) <= 20_000
    visit.box.fill(question)
    visit.box.press("Enter")
    expect(visit.last).to_contain_text("De raad hoort er vroeg bij [1].")
    expect(visit.last.locator(".tools")).to_be_visible()
    visit.page.reload()
    expect(visit.last).to_contain_text("De raad hoort er vroeg bij [1].")
    assert kept(visit)[0]["beurten"][0]["question"] == question.strip()
    assert is_in_view(visit.box)


class Heard:
    """Opinions as they came."""

    def __init__(self) -> None:
        self.all: list[tuple[str, str | None, str]] = []

    def add(self, turn: Turn, reason: str = "") -> None:
        self.all.append((turn.question, turn.vote.value if turn.vote else None, reason))


def test_an_opinion_is_asked_only_where_that_is_switched_on(browser: Browser, address: str) -> None:
    heard = Heard()
    with (
        running_server(FakeAssistant(), opinions=heard) as asking,
        visiting(browser, asking, DESKTOP) as visit,
    ):
        visit.ask_and_wait("Hoe betrek ik de raad?")
        visit.last.get_by_role("button", name=texts.BAD).click()
        expect(visit.last.get_by_text(texts.OPINION_KEPT)).to_be_visible()
        visit.last.get_by_label(texts.REASON).fill("Er mist een bron.")
        visit.last.get_by_role("button", name=texts.KEEP_REASON).click()
        expect(visit.last.get_by_text(texts.REASON_KEPT)).to_be_visible()
        expect(visit.last.get_by_role("button", name=texts.BAD)).to_have_attribute("aria-pressed", "true")
    question = "Hoe betrek ik de raad?"
    assert heard.all == [(question, "niet goed", ""), (question, "niet goed", "Er mist een bron.")]
    with visiting(browser, address, DESKTOP) as visit:
        visit.ask_and_wait(question)
        expect(visit.page.get_by_text(texts.OPINION)).to_have_count(0)

"""The chat in a real browser, against a real server, as a visitor meets it.

Every visit also checks that the browser asked nothing of any other machine, and that the page's
own policy was never violated.
"""

import re
import signal
import subprocess
import sys
import time
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, expect

from assistant.wording import NEAREST_PASSAGES
from tests.ui.browsing import ENGLISH, Visit, is_in_view
from tests.ui.fake_assistant import QUOTE, FakeAssistant
from tests.ui.serving import running_server
from ui import texts

pytestmark = pytest.mark.integration


def test_the_first_screen_says_what_this_is(visit: Visit) -> None:
    page = visit.page
    assert page.title() == texts.TITLE
    assert page.evaluate("document.documentElement.lang") == "nl"
    assert page.evaluate("navigator.language") == "nl"
    expect(visit.box).to_be_focused()
    assert visit.box.evaluate("element => getComputedStyle(element).outlineStyle") == "solid"
    expect(page.get_by_text("u praat met een machine")).to_be_visible()
    expect(page.get_by_text("Bronnen: 2 publicaties.")).to_be_visible()
    expect(page.get_by_role("button", name=texts.STOP)).to_have_count(0)
    for _, example in texts.EXAMPLES:
        expect(page.get_by_role("button", name=example)).to_be_visible()


def test_a_question_gets_an_answer_whose_source_opens_and_closes(visit: Visit) -> None:
    visit.ask_and_wait("Hoe betrek ik de raad?")
    expect(visit.box).to_have_value("")
    expect(visit.last).to_contain_text("De raad hoort er vroeg bij [1].")
    expect(visit.page.get_by_role("status").filter(has_text=texts.DONE)).to_have_count(1)
    link = visit.last.locator("a.cite").nth(1)
    link.click()
    mark = visit.panel.locator("mark")
    expect(mark).to_have_text(QUOTE)
    expect(visit.panel).to_contain_text("Werkende samenwerking")
    expect(visit.panel).to_contain_text("bladzijde 14 (op de bladzijde staat 12) · 28 juni 2018")
    assert is_in_view(mark)
    visit.page.get_by_role("button", name=texts.BACK).click()
    expect(visit.panel).to_have_count(0)
    expect(link).to_be_focused()
    assert is_in_view(link)
    link.click()
    expect(mark).to_have_text(QUOTE)
    visit.page.keyboard.press("Escape")
    expect(visit.panel).to_have_count(0)
    expect(link).to_be_focused()


def test_what_is_typed_while_a_question_is_taken_stays(desktop: Visit) -> None:
    # Nobody types a whole question within the milliseconds that the browser needs to send the first.
    with desktop.page.expect_request(lambda request: "/queue/join" in request.url):
        desktop.ask("langzaam")
    desktop.ask("Hoe betrek ik de raad?")
    expect(desktop.last).to_contain_text("Dit is zin 2")
    expect(desktop.box).to_have_value("Hoe betrek ik de raad?")
    desktop.page.get_by_role("button", name=texts.STOP, exact=True).click()
    expect(desktop.box).to_have_value("Hoe betrek ik de raad?")


def test_a_refusal_has_links_to_what_comes_nearest(visit: Visit) -> None:
    visit.ask_and_wait("onbekend")
    expect(visit.last).to_contain_text("Dit staat niet in de bronnen")
    expect(visit.last.get_by_role("heading", name=NEAREST_PASSAGES)).to_be_visible()
    links = visit.last.get_by_role("link")
    expect(links).to_have_count(3)
    near = visit.last.get_by_role("link", name="Brief van de VNG")
    near.click()
    expect(visit.panel.locator("mark")).to_have_text(QUOTE)
    expect(visit.panel).to_contain_text("Brief van de VNG")
    assert is_in_view(visit.panel.locator("mark"))
    visit.page.get_by_role("button", name=texts.BACK).click()
    expect(visit.panel).to_have_count(0)
    expect(near).to_be_focused()
    visit.page.keyboard.press("Enter")
    expect(visit.panel.locator("mark")).to_have_text(QUOTE)
    visit.page.keyboard.press("Escape")
    expect(visit.panel).to_have_count(0)
    expect(near).to_be_focused()
    spoken = visit.page.get_by_role("status").filter(has_text=NEAREST_PASSAGES)
    expect(spoken).to_contain_text("Brief van de VNG")


def test_a_partial_answer_shows_its_warning_above_the_sentences(visit: Visit) -> None:
    visit.ask_and_wait("gedeeltelijk")
    expect(visit.last.get_by_text(texts.PARTIAL)).to_be_visible()
    shown = (
        "Gezocht op “raadsleden”",
        "over “kernenergie” zeggen de bronnen niets",
        "De raad hoort er vroeg",
    )
    parts = [visit.last.locator("p").filter(has_text=text) for text in shown]
    tops = [part.evaluate("element => element.getBoundingClientRect().top") for part in parts]
    assert tops == sorted(tops)
    assert is_in_view(parts[1])


def test_everything_works_with_the_keyboard_alone(desktop: Visit) -> None:
    keyboard = desktop.page.keyboard
    keyboard.type("Hoe betrek ik de raad?")
    keyboard.press("Enter")
    expect(desktop.last.get_by_role("button", name=texts.COPY)).to_be_visible()
    link = desktop.last.locator("a.cite").first
    for _ in range(20):
        if link.evaluate("element => element === document.activeElement"):
            break
        keyboard.press("Shift+Tab")
    expect(link).to_be_focused()
    assert link.evaluate("element => getComputedStyle(element).outlineStyle") == "solid"
    keyboard.press("Enter")
    expect(desktop.panel.locator("mark")).to_have_text(QUOTE)
    expect(desktop.page.get_by_role("button", name=texts.BACK)).to_be_focused()
    keyboard.press("Enter")
    expect(desktop.panel).to_have_count(0)
    expect(link).to_be_focused()


def test_on_a_phone_the_back_button_closes_the_source_and_keeps_the_conversation(phone: Visit) -> None:
    phone.ask_and_wait("Hoe betrek ik de raad?")
    phone.last.locator("a.source").first.tap()
    expect(phone.panel.locator("mark")).to_be_visible()
    phone.page.evaluate("history.back()")
    expect(phone.panel).to_have_count(0)
    expect(phone.last).to_contain_text("De raad hoort er vroeg bij")
    assert phone.page.evaluate("history.state?.source ?? null") is None


def test_sentences_appear_while_the_answer_is_being_made_and_stop_stops(visit: Visit) -> None:
    visit.ask_and_wait("Hoe betrek ik de raad?")
    visit.ask("langzaam")
    expect(visit.last).to_contain_text("Dit is zin 3 [1].")
    assert is_in_view(visit.last.get_by_text("Dit is zin 3"))
    visit.last.locator("a.cite").first.click()
    expect(visit.panel.locator("mark")).to_have_text(QUOTE)
    visit.page.get_by_role("button", name=texts.BACK).click()
    visit.page.get_by_role("button", name=texts.STOP, exact=True).click()
    expect(visit.last).to_contain_text(texts.STOPPED)
    shown = visit.last.locator("p").count()
    time.sleep(1)
    assert visit.last.locator("p").count() == shown
    expect(visit.last.locator(".busy")).to_have_count(0)
    visit.ask_and_wait("En nu?")
    expect(visit.last).to_contain_text("De raad hoort er vroeg bij [1].")


@pytest.mark.parametrize("question", ["kapot", "halverwege kapot", "leeg corpus"])
def test_a_failing_turn_says_so_and_the_next_one_works(browser: Browser, address: str, question: str) -> None:
    context = browser.new_context(locale="en-US")
    visit = Visit(context, address)
    visit.ask_and_wait(question)
    expected = "Voeg eerst een publicatie toe." if question == "leeg corpus" else texts.UNEXPECTED
    expect(visit.last.locator(".failure")).to_have_text(re.compile(re.escape(expected)))
    assert "geheim detail" not in visit.page.content()
    visit.page.get_by_role("button", name=texts.RETRY).click()
    expect(visit.page.locator("#log .turn")).to_have_count(2)
    expect(visit.last.locator(".failure")).to_be_visible()
    visit.ask_and_wait("Hoe betrek ik de raad?")
    expect(visit.last).to_contain_text("De raad hoort er vroeg bij [1].")
    visit.leave()
    context.close()


def test_answers_that_hang_hold_up_nothing(desktop: Visit) -> None:
    for count in range(1, 11):
        desktop.ask("hangt")
        expect(desktop.page.locator("#log .turn")).to_have_count(count)
        desktop.page.get_by_role("button", name=texts.STOP, exact=True).click()
        expect(desktop.last).to_contain_text(texts.STOPPED)
    desktop.ask_and_wait("Hoe betrek ik de raad?")
    expect(desktop.last).to_contain_text("De raad hoort er vroeg bij [1].")


def test_a_question_during_an_answer_is_kept_for_later(desktop: Visit) -> None:
    desktop.ask("langzaam")
    expect(desktop.last).to_contain_text("Dit is zin 2")
    desktop.ask("Hoe betrek ik de raad?")
    expect(desktop.page.get_by_role("alert").filter(has_text=texts.STILL_BUSY)).to_be_visible()
    expect(desktop.box).to_have_value("Hoe betrek ik de raad?")
    desktop.page.get_by_role("button", name=texts.NEW_CONVERSATION).click()
    expect(desktop.page.locator("#log .turn")).to_have_count(0)
    expect(desktop.page.get_by_role("button", name=texts.EXAMPLES[0][1])).to_be_visible()
    time.sleep(0.5)
    expect(desktop.page.locator("#log .turn")).to_have_count(0)
    desktop.page.get_by_role("button", name=texts.EXAMPLES[0][1]).click()
    expect(desktop.last).to_contain_text("De raad hoort er vroeg bij [1].")
    expect(desktop.box).to_be_focused()


def test_an_empty_or_far_too_long_question_is_not_asked(
    desktop: Visit, fake_assistant: FakeAssistant
) -> None:
    asked = len(fake_assistant.asked)
    desktop.ask("   ")
    desktop.box.fill("a" * 400_000)
    desktop.box.press("Enter")
    expect(desktop.page.get_by_role("alert").filter(has_text="langer dan 20.000 tekens")).to_be_visible()
    expect(desktop.page.locator("#log .turn")).to_have_count(0)
    assert len(fake_assistant.asked) == asked
    assert desktop.box.evaluate("box => box.value.length") == 400_000
    desktop.ask_and_wait("Hoe betrek ik de raad?")


def test_the_answer_can_be_copied_as_plain_text(visit: Visit) -> None:
    visit.ask_and_wait("Hoe betrek ik de raad?")
    visit.last.get_by_role("button", name=texts.COPY).click()
    expect(visit.last.get_by_role("button", name="Gekopieerd")).to_be_visible()
    copied = visit.page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("De raad hoort er vroeg bij [1].\n\nLessen\n")
    assert "[2] Brief van de VNG." in copied


def test_a_server_that_goes_away_is_told_in_dutch(browser: Browser) -> None:
    context = browser.new_context(locale="en-US")
    with running_server(FakeAssistant()) as address:
        visit = Visit(context, address)
        visit.ask_and_wait("Hoe betrek ik de raad?")
    visit.ask("En nu?")
    expect(visit.page.get_by_text("Het programma geeft geen antwoord")).to_be_visible()
    assert not ENGLISH.search(visit.page.inner_text("body"))
    context.close()


def test_several_visitors_are_answered_at_the_same_time(browser: Browser, address: str) -> None:
    visits = [Visit(browser.new_context(), address) for _ in range(3)]
    for visit in visits[:2]:
        visit.ask("langzaam")
    visits[2].ask_and_wait("Hoe betrek ik de raad?")
    for visit in visits[:2]:
        expect(visit.last).to_contain_text("Dit is zin 4")
        visit.page.get_by_role("button", name=texts.STOP, exact=True).click()
        expect(visit.last).to_contain_text(texts.STOPPED)
    for visit in visits:
        visit.leave()
        visit.page.context.close()


def test_serving_says_where_and_stops_quietly() -> None:
    program = (
        "from tests.ui.fake_assistant import FakeAssistant\n"
        "from ui.app import build_app, serve\n"
        "from ui.listening import listen\n"
        "serve(build_app(FakeAssistant(), ''), listen('127.0.0.1', 0))"
    )
    server = subprocess.Popen([sys.executable, "-c", program], stderr=subprocess.PIPE, text=True)
    assert server.stderr is not None
    ready = re.search(r"http://127\.0\.0\.1:\d+", server.stderr.readline())
    assert ready
    assert urlopen(ready[0]).status == 200
    server.send_signal(signal.SIGINT)
    assert server.wait(20) == 0
    assert server.stderr.read() == ""

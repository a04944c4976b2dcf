"""The chat with a language model behind it: choices, follow-ups, what was left out, and being cancelled."""

import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from assistant.answer import Length, Question
from assistant.wording import NO_MODEL
from corpus.kinds import Role
from tests.ui.browsing import CONTRASTS, DESKTOP, ENGLISH, PHONE, Visit, comes, is_in_view, visiting
from tests.ui.fake_assistant import HOSTILE, NEXT, FakeAssistant
from tests.ui.serving import running_server
from ui import texts
from ui.model_lines import BY_MODEL, REPLACED, UNCONFIRMED

pytestmark = [pytest.mark.integration, pytest.mark.slow]

WENT = "Uw vraag en de gevonden passages gingen naar model.example.nl."
LISTEN = """() => {
    const status = document.querySelector('#status');
    window.heard = [];
    new MutationObserver(() => window.heard.push(status.textContent.trim()))
        .observe(status, {childList: true, subtree: true, characterData: true});
}"""
"""Keeps every change of what a screen reader reads aloud."""


@pytest.fixture(scope="module")
def address(fake_assistant: FakeAssistant) -> Iterator[str]:
    with running_server(fake_assistant, NO_MODEL, writes=True) as address:
        yield address


def test_role_length_and_plain_language_reach_the_assistant(
    visit: Visit, fake_assistant: FakeAssistant
) -> None:
    page = visit.page
    page.get_by_label(texts.ROLE, exact=True).select_option("raadslid")
    page.get_by_label(texts.LENGTH, exact=True).select_option("kort")
    page.get_by_label(texts.PLAIN).check()
    visit.ask_and_wait("Hoe betrek ik de raad?")
    assert fake_assistant.asked[-1] == Question(
        "Hoe betrek ik de raad?", Role.COUNCILLOR, Length.SHORT, plain=True
    )
    page.get_by_label(texts.ROLE, exact=True).select_option("")
    page.get_by_role("button", name=texts.NEW_CONVERSATION).click()
    role, example = texts.EXAMPLES[0]
    page.get_by_role("button", name=example).click()
    expect(visit.last.locator(".tools")).to_be_visible()
    assert fake_assistant.asked[-1] == Question(example, role, Length.SHORT, plain=True)


def test_the_choices_can_be_made_with_the_keyboard(desktop: Visit, fake_assistant: FakeAssistant) -> None:
    keyboard = desktop.page.keyboard
    expect(desktop.box).to_be_focused()
    keyboard.press("Tab")
    keyboard.press("Tab")
    expect(desktop.page.get_by_role("group", name=texts.CHOICES).get_by_label(texts.ROLE)).to_be_focused()
    keyboard.type("weth")
    keyboard.press("Tab")
    keyboard.type("uit")
    keyboard.press("Tab")
    keyboard.press("Space")
    desktop.box.focus()
    keyboard.type("Hoe betrek ik de raad?")
    keyboard.press("Enter")
    expect(desktop.last.locator(".tools")).to_be_visible()
    asked = fake_assistant.asked[-1]
    assert (asked.role, asked.length, asked.plain) == (Role.ALDERMAN, Length.LONG, True)


def test_plain_language_is_not_offered_without_a_model(browser: Browser) -> None:
    with running_server(FakeAssistant(), NO_MODEL) as address, visiting(browser, address, PHONE) as visit:
        expect(visit.page.get_by_label(texts.ROLE, exact=True)).to_be_visible()
        expect(visit.page.get_by_label(texts.PLAIN)).to_have_count(0)
        expect(visit.page.get_by_text(NO_MODEL)).to_be_visible()


def test_a_follow_up_is_shown_as_it_was_understood(visit: Visit, fake_assistant: FakeAssistant) -> None:
    visit.ask_and_wait("Hoe betrek ik de raad?")
    visit.ask_and_wait("en voor een wethouder?")
    understood = "Hoe betrek ik de raad? (wethouder)"
    shown = visit.last.get_by_text(f"Begrepen als: “{understood}” De rol staat nu op wethouder.")
    expect(shown).to_be_visible()
    assert is_in_view(shown)
    assert fake_assistant.asked[-1] == Question(understood, Role.ALDERMAN)
    visit.ask("dank u wel")
    expect(visit.last).to_contain_text("Graag gedaan.")
    assert visit.last.locator("a").count() == 0
    visit.ask_and_wait("korter en simpeler")
    expect(visit.last).to_contain_text("Kort, zoals u vroeg. In eenvoudige taal, zoals u vroeg.")
    assert fake_assistant.asked[-1] == Question(understood, Role.ALDERMAN, Length.SHORT, plain=True)
    visit.page.get_by_role("button", name=texts.NEW_CONVERSATION).click()
    expect(visit.page.locator("#log .turn")).to_have_count(0)
    visit.ask_and_wait("en voor een wethouder?")
    expect(visit.last.get_by_text("Begrepen als")).to_have_count(0)


def test_a_role_that_is_told_becomes_the_chosen_one_until_another_is(
    visit: Visit, fake_assistant: FakeAssistant
) -> None:
    role = visit.page.get_by_label(texts.ROLE, exact=True)
    visit.ask("ik ben ambtenaar")
    expect(visit.last).to_contain_text("Ik houd er rekening mee.")
    expect(role).to_have_value("ambtenaar")
    visit.ask_and_wait("Hoe betrek ik de raad?")
    assert fake_assistant.asked[-1].role is Role.OFFICIAL
    expect(visit.last.locator(".understood")).to_have_count(0)
    role.select_option("")
    visit.ask_and_wait("Wie zaten er in de Denktank?")
    assert fake_assistant.asked[-1].role is None
    expect(role).to_have_value("")


def test_how_a_follow_up_is_understood_is_read_aloud_with_the_answer(desktop: Visit) -> None:
    desktop.ask_and_wait("Hoe betrek ik de raad?")
    desktop.page.evaluate(LISTEN)
    desktop.ask_and_wait("en voor een wethouder?")
    heard = [line for line in desktop.page.evaluate("window.heard") if line.startswith(texts.DONE)]
    assert len(heard) == 1
    understood = "Begrepen als: “Hoe betrek ik de raad? (wethouder)” De rol staat nu op wethouder."
    assert heard[0].startswith(f"{texts.DONE} {understood} De raad hoort er vroeg bij [1].")


def test_next_questions_come_later_without_moving_focus_or_being_read_aloud(desktop: Visit) -> None:
    page = desktop.page
    desktop.ask_and_wait("traag verder")
    link = desktop.last.locator("a.cite").first
    link.focus()
    page.evaluate(LISTEN)
    assert desktop.last.get_by_role("button", name=NEXT[0]).count() == 0
    expect(desktop.last.get_by_role("button", name=NEXT[0])).to_be_visible()
    expect(link).to_be_focused()
    assert page.evaluate("window.heard") == []
    spoken = page.get_by_role("status").filter(has_text=texts.DONE)
    expect(spoken).to_have_count(1)
    expect(spoken).not_to_contain_text(NEXT[0])


def test_a_next_question_is_asked_with_one_click(visit: Visit, fake_assistant: FakeAssistant) -> None:
    visit.ask_and_wait("Hoe betrek ik de raad?")
    visit.page.get_by_label(texts.ROLE, exact=True).select_option("ambtenaar")
    visit.box.fill("nog niet klaar")
    visit.last.get_by_role("button", name=NEXT[1]).click()
    expect(visit.page.locator("#log .turn")).to_have_count(2)
    expect(visit.last.get_by_role("heading", level=2)).to_contain_text(NEXT[1])
    expect(visit.last.locator(".tools")).to_be_visible()
    assert fake_assistant.asked[-1] == Question(NEXT[1], Role.OFFICIAL)
    expect(visit.box).to_have_value("nog niet klaar")
    expect(visit.page.get_by_role("button", name=NEXT[1])).to_have_count(1)


def test_next_questions_that_fail_leave_the_answer_alone(desktop: Visit) -> None:
    desktop.ask_and_wait("suggesties kapot")
    expect(desktop.last).to_contain_text("De raad hoort er vroeg bij [1].")
    expect(desktop.last.locator(".failure, .next")).to_have_count(0)
    desktop.ask_and_wait("begrip kapot")
    expect(desktop.last.locator(".failure")).to_have_text(texts.UNEXPECTED)
    desktop.ask_and_wait("Hoe betrek ik de raad?")
    expect(desktop.last.get_by_role("button", name=NEXT[0])).to_be_visible()


def test_the_number_of_a_source_is_not_broken_over_lines(phone: Visit) -> None:
    phone.ask_and_wait("lange titel")
    number = phone.last.locator("a.source .number").first
    assert number.evaluate("element => element.offsetHeight < element.parentElement.offsetHeight / 2")


def test_an_answer_of_a_model_is_marked_and_tells_what_was_left_out(visit: Visit) -> None:
    visit.ask_and_wait("taalmodel")
    expect(visit.last.get_by_role("img", name=BY_MODEL)).to_have_count(3)
    expect(visit.last).to_contain_text(WENT)
    left_out = visit.last.get_by_text("Er zijn 12 wegwijzers.")
    expect(left_out).to_be_hidden()
    visit.last.get_by_text(f"{UNCONFIRMED} (2)").click()
    expect(left_out).to_be_visible()
    expect(visit.last.get_by_text("Dit getal staat niet in de bron (“12”).")).to_be_visible()
    expect(visit.last.get_by_text("“Jan de Vries” werd [NAAM-1]")).to_be_hidden()
    visit.last.get_by_text(f"{REPLACED} (2)").focus()
    visit.page.keyboard.press("Enter")
    expect(visit.last.get_by_text("“Jan de Vries” werd [NAAM-1]")).to_be_visible()


def test_what_was_folded_out_stays_so_and_what_was_not_does_not_open(desktop: Visit) -> None:
    desktop.ask_and_wait("taalmodel")
    desktop.last.get_by_text(UNCONFIRMED).click()
    first = desktop.last.get_by_text("Er zijn 12 wegwijzers.")
    expect(first).to_be_visible()
    desktop.ask("taalmodel")
    turns = desktop.page.locator("#log .turn")
    expect(turns.nth(1).locator("details")).to_have_count(2)
    expect(turns.nth(0).locator("details[open]")).to_have_count(1)
    expect(turns.nth(0).get_by_text("Er zijn 12 wegwijzers.")).to_be_visible()
    expect(turns.nth(1).locator("details[open]")).to_have_count(0)
    turns.nth(0).get_by_text(UNCONFIRMED).click()
    desktop.ask_and_wait("Hoe betrek ik de raad?")
    expect(desktop.page.locator("#log details[open]")).to_have_count(0)


def test_stopping_cancels_the_answer(visit: Visit, fake_assistant: FakeAssistant) -> None:
    for end in (texts.STOP, texts.NEW_CONVERSATION):
        before, asked = len(fake_assistant.cancelled), len(fake_assistant.asked)
        visit.ask("wacht")
        assert comes(lambda: len(fake_assistant.asked) == asked + 1)  # noqa: B023 - called here
        assert len(fake_assistant.cancelled) == before
        visit.page.get_by_role("button", name=end, exact=True).click()
        assert comes(lambda: len(fake_assistant.cancelled) == before + 1)  # noqa: B023 - called here
    expect(visit.page.locator("#log .turn")).to_have_count(0)
    visit.ask_and_wait("Hoe betrek ik de raad?")


def test_a_visitor_who_leaves_cancels_the_answer(
    browser: Browser, address: str, fake_assistant: FakeAssistant
) -> None:
    before, asked = len(fake_assistant.cancelled), len(fake_assistant.asked)
    with visiting(browser, address, DESKTOP) as visit:
        visit.ask("wacht")
        assert comes(lambda: len(fake_assistant.asked) == asked + 1)
        time.sleep(1.5)
        assert len(fake_assistant.cancelled) == before
    assert comes(lambda: len(fake_assistant.cancelled) == before + 1)


def test_a_hostile_model_loads_and_runs_nothing(visit: Visit) -> None:
    visit.ask_and_wait("vijandig taalmodel")
    for summary in visit.last.locator("summary").all():
        summary.click()
    expect(visit.last.locator(".next button")).to_have_text(HOSTILE.replace("\u202e", ""))
    visit.last.locator(".next button").click()
    expect(visit.page.locator("#log .turn")).to_have_count(2)
    expect(visit.last.locator(".tools")).to_be_visible()
    visit.ask_and_wait("vijandig vervolg")
    expect(visit.last.locator(".understood")).to_contain_text("[klik](javascript:window.hacked=1)")
    page = visit.page
    assert page.evaluate("window.hacked") is None
    assert page.locator("#log :is(img, form, iframe, script, svg, code, b, strong, em, math)").count() == 0
    hrefs = page.locator("#log a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert hrefs and all(href.startswith("/?bron=") for href in hrefs)


def test_what_a_model_adds_is_large_readable_and_dutch(visit: Visit) -> None:
    visit.ask_and_wait("taalmodel")
    for summary in visit.last.locator("summary").all():
        summary.click()
    expect(visit.last.locator(".next button").first).to_be_visible()
    targets = visit.page.locator(":is(button, select, summary, label.choice):visible").evaluate_all(
        "all => all.map(one => [one.innerText.trim() || one.ariaLabel, one.offsetWidth, one.offsetHeight])"
    )
    assert len(targets) > 7
    assert [target for target in targets if not target[0] or target[1] < 44 or target[2] < 44] == []
    seen = visit.page.evaluate(CONTRASTS)
    assert [text for text in seen if text[1] < 4.5] == []
    assert not ENGLISH.search(visit.page.inner_text("body"))

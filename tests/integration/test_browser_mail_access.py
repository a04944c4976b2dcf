"""Mails in a real browser for everyone: judged by axe-core, and on a small screen."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.integration.axe import BEST_PRACTICE, WCAG, violations
from tests.ui.browsing import DESKTOP, PHONE, Visit, visiting
from tests.ui.fake_replies import MAIL, FakeReplies
from tests.ui.mail_site import drafted, edit, go, mail_site
from ui import mail_texts as texts

pytestmark = [pytest.mark.integration, pytest.mark.slow]
SIZES = pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "telefoon"])
TOO_SMALL = """() => {
    const targets = '#mails :is(button, select, textarea, summary, input[type=text])';
    return [...document.querySelectorAll(targets)].filter((one) => one.checkVisibility())
        .filter((one) => Math.min(one.offsetHeight, one.offsetWidth) < 44).map((one) => one.outerHTML);
}"""


@pytest.fixture
def address() -> Iterator[str]:
    with mail_site(FakeReplies()) as address:
        yield address


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

    go(page)
    judge("begin")
    drafted(page)
    for folded in ("De tekst van de mail", "Wat eraf is gehaald"):
        page.get_by_text(folded).click()
    judge("concept")
    page.get_by_label("Vraag 1", exact=True).fill("Iets anders?")
    edit(page, "De raad")
    page.get_by_role("button", name="Bronnen", exact=True).click()
    page.get_by_label("Zoek een zin").fill("de tafel")
    page.keyboard.press("Enter")
    expect(page.locator("#mail-paper .told")).to_contain_text("1 gevonden")
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
        long = f"{'Langwoord' * 30} "
        drafted(page, MAIL.replace("Jan Jansen <", f"{long}<").replace("kernenergie", f"kernenergie {long}"))
        for folded in ("De tekst van de mail", "Wat eraf is gehaald"):
            page.get_by_text(folded).click()
        edit(page, "De raad")
        page.get_by_role("button", name="Bronnen", exact=True).click()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert page.evaluate(TOO_SMALL) == []

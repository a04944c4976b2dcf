"""The parts of the site in a real browser, where the browser draws them late and in pieces."""

import pytest
from playwright.sync_api import Browser, expect

from tests.ui.fake_assistant import FakeAssistant
from tests.ui.serving import running_server

pytestmark = pytest.mark.integration
UNDRAWN = """<!doctype html><html lang="nl"><body>
<a class="skip" href="#work">Naar de inhoud</a>
<nav id="views"><a href="#gesprek">Gesprek</a><a href="#publicaties">Publicaties</a></nav>
<main id="work"></main>
<script>
window.shown = [];
document.addEventListener('view-shown', ({detail}) => window.shown.push(detail));
window.drawn = (name) => {
    const part = document.createElement('section');
    part.className = 'view';
    part.id = `view-${name}`;
    part.textContent = name;
    document.querySelector('main').append(part);
};
</script>
<script type="module" src="./ui/views.js"></script></body></html>"""


def test_a_part_that_is_chosen_before_it_is_drawn_is_told_of_once_it_is(browser: Browser) -> None:
    with running_server(FakeAssistant()) as address:
        page = browser.new_page()
        page.route(f"{address}/", lambda route: route.fulfill(content_type="text/html", body=UNDRAWN))
        page.goto(address)
        page.evaluate("drawn('gesprek')")
        page.wait_for_function("shown.length === 1")
        page.get_by_role("link", name="Publicaties").click()
        expect(page.get_by_role("link", name="Publicaties")).to_have_attribute("aria-current", "page")
        assert page.evaluate("shown") == ["gesprek"]
        page.evaluate("drawn('publicaties')")
        page.wait_for_function("shown.length === 2", timeout=5000)
        assert page.evaluate("shown") == ["gesprek", "publicaties"]
        expect(page.locator("#view-publicaties")).to_be_visible()
        expect(page.locator("#view-gesprek")).to_be_hidden()
        page.close()

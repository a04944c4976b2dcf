"""The routekaart in a real browser, with the real assistant over the self-made guide and report."""

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from starlette.testclient import TestClient

from assistant.answer import Outcome, Question
from assistant.assemble import Workspace
from assistant.settings import load_settings
from assistant.source_place import SourcePlace
from corpus.structure.kind_rules import load_rules
from tests.documents import truth
from tests.ui.browsing import DESKTOP, PHONE, Visit, is_in_view, visiting
from tests.ui.fake_assistant import FakeAssistant
from tests.ui.serving import running_server
from ui import route_texts as texts
from ui import texts as chat_texts
from ui.app import build_app
from ui.route_questions import questions
from ui.route_reading import Routes
from ui.route_view import route_view
from ui.source_routes import WorkspaceSources

pytestmark = [pytest.mark.integration, pytest.mark.slow]

SIZES = pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "telefoon"])
_ANSWER_MS = 30_000
REPORT = "rapport-een-kolom"
STOPS = len(truth.document("gids").wegwijzers)
TITLE = truth.document("gids").wegwijzers[2].title
HOSTILE = '"><script>window.hacked=1</script><img src=x onerror=window.hacked=1> &lt;b&gt; \u202etxt'


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory, model_cache: Path) -> Workspace:
    home = tmp_path_factory.mktemp("route-home")
    workspace = Workspace(load_settings(home=home, cache_dir=model_cache, startcorpus=False))
    for name in ("gids", REPORT):
        workspace.library.add(truth.FOLDER / f"{name}.pdf")
    workspace.build_index()
    workspace.assistant.warm_up()
    return workspace


@pytest.fixture(scope="module")
def route_address(workspace: Workspace) -> Iterator[str]:
    with running_server(
        workspace.assistant, views=[route_view(workspace)], sources=WorkspaceSources(workspace)
    ) as address:
        yield address


def open_map(page: Page) -> None:
    page.get_by_role("link", name=texts.TITLE, exact=True).click()
    expect(page.get_by_role("heading", name=texts.TITLE, exact=True)).to_be_visible()


def stop_link(page: Page, number: int) -> Locator:
    return page.get_by_role("list", name=texts.STOPS).get_by_role("link", name=f"Wegwijzer {number}:")


def test_every_link_to_a_source_opens_exactly_what_is_quoted(workspace: Workspace) -> None:
    app = build_app(
        workspace.assistant, "", views=[route_view(workspace)], sources=WorkspaceSources(workspace)
    )
    seen = 0
    with TestClient(app, base_url="http://127.0.0.1:7860") as client:
        assert texts.NOT_INDEXED not in client.get("/denktank/routekaart").text
        for position in range(1, STOPS + 1):
            stop = client.get(f"/denktank/routekaart/{position}?rapport={REPORT}").text
            for shown, link in re.findall(r'<p class="quote">(.*?) <a href="/\?([^"]*)"', stop, re.S):
                page = client.get(f"/denktank/bron?{html.unescape(link)}")
                mark = re.search(r"<mark[^>]*>(.*?)</mark>", page.text, re.S)
                assert page.status_code == 200 and mark is not None
                assert mark[1] == shown or mark[1].startswith(shown.removesuffix(" …"))
                seen += 1
    assert seen > 10 * STOPS


def test_the_questions_of_a_stop_are_answered_from_that_stop(workspace: Workspace) -> None:
    route = Routes(workspace.library, load_rules(workspace.home)).read()
    assert route is not None
    for stop in route.stops:
        offered = questions(stop, None, workspace.assistant)
        assert 2 <= len(offered) <= 3
        for question in offered:
            assert stop.sign.title in question
            answer = workspace.assistant.answer(Question(question))
            best = max(answer.citations, key=lambda citation: citation.score)
            assert answer.outcome is Outcome.ANSWERED
            assert stop.covers(SourcePlace.of(best))


@SIZES
def test_from_the_map_to_a_stop_its_source_a_question_and_back(
    browser: Browser, route_address: str, size: tuple[int, int]
) -> None:
    with visiting(browser, route_address, size) as visit:
        page = visit.page
        open_map(page)
        expect(page.get_by_role("list", name=texts.STOPS)).to_have_count(1)
        expect(page.get_by_role("list", name=texts.STOPS).get_by_role("link")).to_have_count(STOPS)
        stop_link(page, 3).click()
        heading = page.get_by_role("heading", name=f"Wegwijzer 3: {TITLE}")
        expect(heading).to_be_focused()
        assert is_in_view(heading)
        assert page.evaluate("location.hash") == "#routekaart/3"

        story = page.locator("#route .story .quote").first
        quoted = story.evaluate("element => element.firstChild.data.trim()")
        story.get_by_role("link").click()
        expect(visit.panel.locator("mark")).to_have_text(quoted)
        page.keyboard.press("Escape")
        expect(visit.panel).to_have_count(0)

        page.get_by_role("button", name=texts.ASK).click()
        question = page.locator("#stop-questions").get_by_role("button", name="praktijkverhaal")
        asked = question.inner_text()
        question.click()
        expect(visit.last.get_by_role("heading", level=2)).to_contain_text(asked)
        expect(visit.last.locator(".tools")).to_be_visible(timeout=_ANSWER_MS)

        open_map(page)
        lit = stop_link(page, 3)
        expect(lit).to_have_accessible_name(f"Wegwijzer 3: {TITLE} ({texts.USED_MARK})")
        expect(lit.locator(".used")).to_be_visible()
        expect(page.get_by_text("In het laatste antwoord gebruikt: ")).to_contain_text(TITLE)
        expect(stop_link(page, 8)).to_have_accessible_name(re.compile(r"stormt$"))
        page.get_by_role("button", name=texts.AS_LIST).click()
        expect(page.get_by_role("list", name=texts.STOPS)).to_have_count(1)
        expect(page.get_by_role("listitem").filter(has_text=TITLE)).to_contain_text(texts.USED_MARK)


@SIZES
def test_an_address_with_a_stop_opens_it_and_its_neighbours_follow(
    browser: Browser, route_address: str, size: tuple[int, int]
) -> None:
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, locale="en-US")
    page = context.new_page()
    page.goto(f"{route_address}/#routekaart/9")
    expect(page.get_by_label(chat_texts.INPUT_LABEL, exact=True)).to_be_hidden()
    expect(page.get_by_role("heading", name="Wegwijzer 9:")).to_be_visible()
    page.get_by_role("link", name=texts.NEXT).click()
    expect(page.get_by_role("heading", name="Wegwijzer 10:")).to_be_focused()
    expect(page.get_by_role("link", name=texts.NEXT)).to_have_count(0)
    page.go_back()
    expect(page.get_by_role("heading", name="Wegwijzer 9:")).to_be_focused()
    page.get_by_role("link", name=texts.TO_MAP).click()
    expect(stop_link(page, 9)).to_be_focused()
    expect(page.locator("#route-stop")).to_be_empty()
    context.close()


def test_the_route_can_be_walked_with_the_keyboard_alone(browser: Browser, route_address: str) -> None:
    with visiting(browser, route_address, DESKTOP) as visit:
        visit.page.locator("#choice-role").select_option("ambtenaar")
        reach(visit, visit.page.get_by_role("link", name=texts.TITLE, exact=True), "Shift+Tab")
        visit.page.keyboard.press("Enter")
        expect(stop_link(visit.page, 2)).to_be_visible()
        reach(visit, stop_link(visit.page, 2))
        plate = stop_link(visit.page, 2).locator(".plate")
        assert plate.evaluate("e => getComputedStyle(e).stroke") != "rgba(0, 0, 0, 0)"
        visit.page.keyboard.press("Enter")
        expect(visit.page.locator("#stop-title")).to_be_focused()
        expect(visit.page.get_by_role("heading", name="Advies voor u als ambtenaar")).to_be_visible()
        link = visit.page.locator("#route .story a[data-source]").first
        reach(visit, link)
        visit.page.keyboard.press("Enter")
        expect(visit.panel.locator("mark")).to_be_visible()
        visit.page.keyboard.press("Escape")
        expect(link).to_be_focused()
        reach(visit, visit.page.get_by_role("button", name=texts.ASK), "Shift+Tab")
        visit.page.keyboard.press("Enter")
        question = visit.page.locator("[data-route-question]").first
        expect(question).to_contain_text("een ambtenaar")
        reach(visit, question)
        visit.page.keyboard.press("Enter")
        expect(visit.last.locator(".tools")).to_be_visible(timeout=_ANSWER_MS)
        expect(visit.page.get_by_role("button", name=chat_texts.SEND)).to_be_visible()


def reach(visit: Visit, wanted: Locator, key: str = "Tab") -> None:
    """Press a key until an element has the focus."""
    for _ in range(60):
        if wanted.evaluate("element => element === document.activeElement"):
            return
        visit.page.keyboard.press(key)
    expect(wanted).to_be_focused()


@pytest.mark.parametrize("width", [320, 390, 680, 1280])
def test_long_and_hostile_titles_stay_text_inside_their_place(
    browser: Browser, tmp_path: Path, width: int
) -> None:
    written = HOSTILE.replace("<", "\\<")
    kinds = (written, "MWMWMWMWMW" * 8, "Regionale samenwerking en wat die vraagt " * 4, "Ga", "長い題名" * 9)
    stops = "".join(
        f"## Wegwijzer {n}: {kinds[n % 5][:190]}\n\nWij doen dit samen.\n\n" for n in range(1, 31)
    )
    (tmp_path / "lang.md").write_text(f"# Lange gids\n\n{stops}", encoding="utf-8")
    workspace = Workspace(load_settings(home=tmp_path / "home"))
    workspace.library.add(tmp_path / "lang.md")
    with (
        running_server(
            FakeAssistant(), views=[route_view(workspace)], sources=WorkspaceSources(workspace)
        ) as address,
        visiting(browser, address, (width, 800)) as visit,
    ):
        open_map(visit.page)
        links = visit.page.get_by_role("list", name=texts.STOPS).get_by_role("link")
        expect(links).to_have_count(30)
        for link in links.all():
            fits, size = link.evaluate(
                """link => {
                    const [inner, outer] = [link.querySelector('.title'), link.querySelector('.plate')]
                        .map((element) => element.getBoundingClientRect());
                    const size = parseFloat(getComputedStyle(link.querySelector('.title')).fontSize);
                    return [inner.left >= outer.left && inner.right <= outer.right
                        && inner.top >= outer.top && inner.bottom <= outer.bottom, size];
                }"""
            )
            assert fits, link.get_attribute("aria-label")
            assert size >= 14
        assert visit.page.evaluate("window.hacked ?? null") is None

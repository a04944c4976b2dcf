"""Sources in a real browser: the marked page beside the answer, reading on, and sending a place on."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Browser, Locator, expect

from assistant.answer import Answer, Citation, Question
from assistant.assemble import Workspace
from corpus.kinds import PassageKind
from tests.ui.browsing import DESKTOP, PHONE, Visit, is_in_view, visiting
from tests.ui.fake_assistant import CHANGED, UNDRAWABLE, FakeAssistant, full_answer
from tests.ui.guide_library import GUIDE, NOTE, guide_workspace
from tests.ui.serving import running_server
from ui import source_texts, texts
from ui.source_routes import WorkspaceSources

pytestmark = [pytest.mark.integration, pytest.mark.slow]

SENTENCE = "Vraag één keer per jaar welke proef mislukt is."
ELSEWHERE = "Kies één advies en spreek af wanneer u het uitprobeert."
YELLOW = """image => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
    const context = canvas.getContext('2d');
    context.drawImage(image, 0, 0);
    const {data} = context.getImageData(0, 0, canvas.width, canvas.height);
    const box = [1, 1, 0, 0];
    for (let i = 0; i < data.length; i += 4) {
        if (data[i] !== 255 || data[i + 1] !== 235 || data[i + 2] !== 59) continue;
        const at = i / 4;
        const [x, y] = [at % canvas.width / canvas.width, Math.floor(at / canvas.width) / canvas.height];
        [box[0], box[1]] = [Math.min(box[0], x), Math.min(box[1], y)];
        [box[2], box[3]] = [Math.max(box[2], x), Math.max(box[3], y)];
    }
    return box;
}"""
"""The place of all yellow pixels of an image: left, top, right and bottom as parts of its size."""
PLACE = """mark => {
    const [own, all] = [mark.getBoundingClientRect(), mark.parentElement.getBoundingClientRect()];
    return [(own.left - all.left) / all.width, (own.top - all.top) / all.height,
        (own.right - all.left) / all.width, (own.bottom - all.top) / all.height];
}"""


class GuideAssistant(FakeAssistant):
    """Answers every question with two sentences of the guide."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace

    def _citation(self, n: int, sentence: str) -> Citation:
        (hit,) = self._workspace.reading.find(GUIDE, sentence).hits
        return Citation(
            n=n, publication=GUIDE, title="Samen op pad", file="gids.pdf", kind=PassageKind.ADVICE,
            section=(), page=hit.page.number, page_label=hit.page.label, quote=hit.found, start=hit.start,
            end=hit.end, score=1.0,
        )  # fmt: skip

    def stream(self, question: Question, cancelled: Callable[[], bool] = lambda: False) -> Iterator[Answer]:
        self.asked.append(question)
        found = [self._citation(n, sentence) for n, sentence in enumerate((SENTENCE, ELSEWHERE), 1)]
        yield replace(full_answer(question.text), citations=tuple(found))


@pytest.fixture(scope="module")
def guide_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    workspace = guide_workspace(tmp_path_factory.mktemp("guide"))
    assistant = GuideAssistant(workspace)
    with running_server(assistant, sources=WorkspaceSources(workspace)) as address:
        yield address


@pytest.fixture(params=[DESKTOP, PHONE], ids=["desktop", "telefoon"])
def reader(browser: Browser, guide_address: str, request: pytest.FixtureRequest) -> Iterator[Visit]:
    with visiting(browser, guide_address, request.param) as visit:
        yield visit


def opened(visit: Visit) -> Locator:
    """The panel after a click on the first citation of an answer."""
    visit.ask_and_wait("Wat vragen wij van raadsleden?")
    visit.last.locator("a.cite").first.click()
    expect(visit.panel).to_be_visible()
    return visit.panel


def image_of(visit: Visit) -> Locator:
    """The image of the page, once it has come."""
    image = visit.panel.locator(".page-image img")
    expect(image).to_have_js_property("complete", True)
    assert image.evaluate("image => image.naturalWidth") > 0
    return image


def is_in_the_room_of(panel: Locator, mark: Locator) -> bool:
    """Whether a mark begins within what is seen of the page."""
    room, place = panel.locator(".panel-body").bounding_box(), mark.bounding_box()
    assert room and place
    return (
        room["y"] <= place["y"]
        and place["y"] + place["height"] <= room["y"] + room["height"]
        and room["x"] <= place["x"] < room["x"] + room["width"]
    )


def unfold_contents(panel: Locator) -> None:
    if panel.locator(".contents").get_attribute("open") is None:
        panel.get_by_text(source_texts.CONTENTS, exact=True).click()


def press(visit: Visit, key: str) -> None:
    visit.panel.locator(f'[data-key="{key}"]').click()


def test_a_citation_opens_the_page_with_its_sentence_marked_and_in_view(reader: Visit) -> None:
    panel = opened(reader)
    image = image_of(reader)
    expect(panel.locator(".quotation mark")).to_have_text(SENTENCE)
    assert is_in_view(panel.locator(".quotation mark"))
    expect(panel).to_contain_text("bladzijde 10 (op de bladzijde staat 9)")
    expect(panel).to_contain_text("Advies")
    assert SENTENCE in (image.get_attribute("alt") or "")
    yellow, place = image.evaluate(YELLOW), panel.locator(".mark-place").evaluate(PLACE)
    assert yellow == pytest.approx(place, abs=0.01)
    mark = panel.locator(".mark-place")
    assert is_in_the_room_of(panel, mark)
    before = mark.bounding_box()
    size = image.bounding_box()
    assert size and size["width"] / size["height"] == pytest.approx(595 / 842, abs=0.01)
    press(reader, "groter")
    larger = mark.bounding_box()
    assert before and larger and larger["width"] > before["width"]
    assert is_in_the_room_of(panel, mark)
    press(reader, "groter")


def test_text_and_page_can_be_switched_and_the_choice_stays(reader: Visit) -> None:
    panel = opened(reader)
    press(reader, "toon")
    expect(panel.locator(".page-text mark")).to_have_text(SENTENCE)
    assert is_in_the_room_of(panel, panel.locator(".page-text mark"))
    expect(panel.locator('[data-key="toon"]')).to_be_focused()
    expect(panel.locator('[data-key="toon"]')).to_have_text(source_texts.SHOW_PAGE)
    press(reader, "volgende")
    expect(panel).to_contain_text("bladzijde 11")
    expect(panel.locator(".page-text")).to_be_visible()
    press(reader, "toon")
    image_of(reader)


def test_pages_turn_and_the_sources_of_the_answer_follow_each_other(reader: Visit) -> None:
    panel = opened(reader)
    press(reader, "volgende")
    expect(panel.locator(".where").first).to_contain_text("bladzijde 11")
    expect(panel.locator('[data-key="volgende"]')).to_be_focused()
    expect(reader.page.get_by_role("status").filter(has_text="bladzijde 11")).to_have_count(1)
    image_of(reader)
    press(reader, "vorige")
    expect(panel.locator(".where").first).to_contain_text("bladzijde 10")
    expect(panel).to_contain_text("Bron 1 van 2")
    expect(panel.get_by_role("button", name=source_texts.FORMER_SOURCE)).to_be_disabled()
    panel.get_by_role("button", name=source_texts.NEXT_SOURCE).click()
    expect(panel.locator(".quotation mark")).to_have_text(ELSEWHERE)
    expect(panel).to_contain_text("Bron 2 van 2")
    reader.page.get_by_role("button", name=texts.BACK).click()
    expect(reader.panel).to_have_count(0)
    expect(reader.last.locator("a.source").nth(1)).to_be_focused()


def test_the_whole_publication_can_be_read_and_searched(reader: Visit) -> None:
    panel = opened(reader)
    press(reader, "lezen")
    expect(panel).to_contain_text(source_texts.PAGE_OF.format(number=10, count=18))
    image_of(reader)
    unfold_contents(panel)
    expect(panel.locator('.contents [aria-current="true"]')).to_contain_text("Wat vragen wij van raadsleden?")
    panel.get_by_role("link", name="Wegwijzer 2 – Teken samen één kaart").click()
    expect(panel).to_contain_text(source_texts.PAGE_OF.format(number=6, count=18))
    panel.get_by_label(source_texts.GO_TO).fill("3")
    press(reader, "ga")
    expect(panel).to_contain_text(source_texts.PAGE_OF.format(number=3, count=18))
    panel.get_by_label(source_texts.SEARCH_LABEL).fill("VERSCHILLÉNDE GETALLEN")
    panel.get_by_label(source_texts.SEARCH_LABEL).press("Enter")
    expect(panel.get_by_label(source_texts.SEARCH_LABEL)).to_be_focused()
    expect(panel).to_contain_text(source_texts.ONE_HIT.format(words="VERSCHILLÉNDE GETALLEN"))
    panel.locator(".results a").click()
    expect(panel).to_contain_text(source_texts.PAGE_OF.format(number=6, count=18))
    yellow = image_of(reader).evaluate(YELLOW)
    assert yellow == pytest.approx(panel.locator(".mark-place").evaluate(PLACE), abs=0.01)
    expect(panel.locator(".results")).to_contain_text("verschillende getallen")
    panel.get_by_label(source_texts.GO_TO).fill("99")
    panel.get_by_label(source_texts.GO_TO).evaluate("field => { field.max = ''; }")
    press(reader, "ga")
    expect(panel).to_contain_text(source_texts.NO_SUCH_PAGE.format(number=99, count=18))
    panel.get_by_role("link", name=source_texts.OPEN_AT_PAGE.format(number=1)).click()
    expect(panel).to_contain_text(source_texts.PAGE_OF.format(number=1, count=18))
    reader.page.keyboard.press("Escape")
    expect(panel.locator(".quotation mark")).to_have_text(SENTENCE)
    expect(panel.locator('[data-key="lezen"]')).to_be_focused()
    reader.page.keyboard.press("Escape")
    expect(reader.panel).to_have_count(0)
    expect(reader.last.locator("a.cite").first).to_be_focused()
    reader.complaints = [line for line in reader.complaints if "404" not in line]


def test_a_copied_link_opens_the_same_place_in_a_fresh_tab(reader: Visit, browser: Browser) -> None:
    panel = opened(reader)
    press(reader, "link")
    expect(panel.get_by_role("button", name="Gekopieerd")).to_be_visible()
    link = reader.page.evaluate("navigator.clipboard.readText()")
    size = reader.page.viewport_size
    assert size and link.startswith("http://127.0.0.1:")
    with visiting(browser, link, (size["width"], size["height"])) as fresh:
        expect(fresh.panel.locator(".quotation mark")).to_have_text(SENTENCE)
        yellow = image_of(fresh).evaluate(YELLOW)
        assert yellow == pytest.approx(fresh.panel.locator(".mark-place").evaluate(PLACE), abs=0.01)
        fresh.page.reload()
        expect(fresh.panel.locator(".quotation mark")).to_have_text(SENTENCE)
        fresh.page.get_by_role("button", name=texts.BACK).click()
        expect(fresh.panel).to_have_count(0)
        expect(fresh.box).to_be_visible()
        assert "bron" not in fresh.page.url


def test_a_text_without_pages_is_read_by_its_headings(reader: Visit, guide_address: str) -> None:
    reader.page.goto(f"{guide_address}/?bron={NOTE}")
    panel = reader.panel
    expect(panel).to_contain_text("Deze nota heeft geen bladzijden.")
    unfold_contents(panel)
    panel.get_by_role("link", name="Punt 7").click()
    expect(panel).to_contain_text(source_texts.PART_OF.format(number=3, count=3))
    press(reader, "vorige")
    expect(panel).to_contain_text(source_texts.PART_OF.format(number=2, count=3))


def test_a_sheet_keeps_the_keyboard_until_it_is_left(phone: Visit) -> None:
    phone.ask_and_wait("Hoe betrek ik de raad?")
    cite = phone.last.locator("a.cite").first
    cite.click()
    expect(phone.page.get_by_role("dialog")).to_be_visible()
    box = phone.page.locator("#panel").bounding_box()
    assert box and (box["x"], box["y"], box["width"]) == (0, 0, 390)
    for _ in range(25):
        phone.page.keyboard.press("Tab")
        assert phone.page.evaluate(
            "document.activeElement === document.body || Boolean(document.activeElement.closest('#panel'))"
        )
    phone.page.go_back()
    expect(phone.panel).to_have_count(0)
    expect(cite).to_be_focused()
    expect(phone.page.get_by_role("dialog")).to_have_count(0)
    phone.ask_and_wait("En nog een vraag?")


def test_what_cannot_be_drawn_is_shown_as_text(desktop: Visit, address: str) -> None:
    desktop.page.goto(f"{address}/?bron=handreiking&pagina={UNDRAWABLE}")
    expect(desktop.panel).to_contain_text(source_texts.NOT_DRAWN)
    expect(desktop.panel.locator(".page-text")).to_contain_text("Samen aan tafel")
    desktop.complaints = [line for line in desktop.complaints if "404" not in line]


def test_a_link_to_a_text_that_has_changed_has_a_way_on(desktop: Visit, address: str) -> None:
    desktop.page.goto(f"{address}/?bron=handreiking&pagina=14&van=0&tot=9&zin={CHANGED}")
    expect(desktop.panel.locator(".failure")).to_contain_text("veranderd")
    desktop.panel.get_by_role("link", name=source_texts.OPEN_AT_PAGE.format(number=14)).click()
    expect(desktop.panel).to_contain_text(source_texts.PAGE_OF.format(number=14, count=20))
    desktop.complaints = [line for line in desktop.complaints if "404" not in line]


def test_a_program_that_is_gone_is_told_in_the_panel(desktop: Visit) -> None:
    desktop.ask_and_wait("Hoe betrek ik de raad?")
    desktop.page.route("**/denktank/bron*", lambda route: route.abort())
    desktop.last.locator("a.cite").first.click()
    expect(desktop.panel).to_contain_text("Het programma geeft geen antwoord.")
    desktop.page.get_by_role("button", name=texts.BACK).click()
    expect(desktop.panel).to_have_count(0)
    desktop.complaints = [line for line in desktop.complaints if "ERR_FAILED" not in line]

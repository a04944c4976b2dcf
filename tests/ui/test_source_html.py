"""Nothing from a publication can become markup beside an answer or in reading, and all of it is shown."""

import re
from dataclasses import replace
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.source_place import SourcePlace
from corpus.boxes import Box
from index.reading import Heading, Hit, Hits, PageName
from tests.ui.fake_assistant import BOX, HOSTILE, PAGE, QUOTE, FakeAssistant, citation
from tests.ui.seen_html import Seen
from ui.escaping import escape
from ui.reading_view import ReadingView, reading_html
from ui.source_panel import failure_html, source_html
from ui.source_parts import text_html
from ui.source_view import SourceView

ALLOWED = {
    "article": {"role", "aria-labelledby", "data-mode", "data-address", "data-told"},
    "div": {"class", "tabindex", "role", "aria-label", "aria-labelledby", "hidden"},
    "button": {
        "type", "aria-label", "aria-pressed", "data-close", "data-key", "data-other", "data-show",
        "data-larger", "data-share",
    },
    "input": {
        "id", "name", "type", "value", "hidden", "readonly", "required", "min", "max", "maxlength",
        "inputmode", "autocomplete", "aria-label", "data-shared",
    },
    "form": {"data-mode", "class", "role", "action", "method"},
    "label": {"for"},
    "h2": {"id"},
    "p": {"class"},
    "span": {"class", "style"},
    "nav": {"class", "aria-label"},
    "a": {"class", "href", "data-mode", "data-key", "aria-label", "aria-current", "target", "rel"},
    "ul": {"class"},
    "ol": set(),
    "li": {"data-level"},
    "img": {"src", "width", "height", "alt"},
    "blockquote": {"class", "tabindex"},
    "mark": {"tabindex"},
    "strong": set(),
    "details": {"class", "open"},
    "summary": set(),
}  # fmt: skip


def view_of(place: SourcePlace, as_text: bool = False) -> SourceView:
    source = FakeAssistant()
    return SourceView(place, source.source_at(place), source.pages(place.publication), as_text)


def shown(html: str) -> Seen:
    return Seen(html, ALLOWED)


def reading_of(text: str, as_text: bool) -> ReadingView:
    """Reading a publication of which everything that others wrote is this text."""
    view = view_of(SourcePlace.of(citation()), as_text)
    page = replace(view.page, title=text, section=(text,), page_label=text, date=text, publisher=text)
    page = replace(page, text=text * 3, start=len(text), end=2 * len(text), links=(text,))
    view = replace(view, page=page, place=replace(view.place, publication=text or "x"))
    hit = Hit(PageName(14, text), 0, 1, text, text, text)
    return ReadingView(view, (Heading(text, 1, 14, 0),), text, Hits((hit,), True))


@pytest.mark.parametrize("as_text", [False, True])
def test_hostile_text_stays_text(as_text: bool) -> None:
    reading = reading_of(HOSTILE, as_text)
    for html in (source_html(reading.view), reading_html(reading)):
        seen = shown(html)
        assert all(link.startswith("/?bron=") for link in seen.links)
        assert '<img src="http://evil.example/x.png" onerror="window.hacked=1">' in seen.text
    assert shown(source_html(reading.view)).marked == HOSTILE.replace("\u202e", "")
    assert not shown(failure_html(HOSTILE)).links


@given(st.text(), st.booleans())
def test_whatever_the_text_is_only_our_tags_come_out(text: str, as_text: bool) -> None:
    reading = reading_of(text, as_text)
    for html in (source_html(reading.view), reading_html(reading), failure_html(text, reading.view.place)):
        shown(html)


@given(st.text(), st.integers(-5, 60), st.integers(-5, 60))
def test_the_whole_page_is_shown_once_wherever_the_quotation_is(text: str, start: int, end: int) -> None:
    page = replace(view_of(SourcePlace.of(citation())).page, text=text, start=start, end=end)
    assert shown(text_html(page)).text.rstrip("\n") == Seen(f"<div>{escape(text)}</div>").text.rstrip("\n")


def test_a_page_that_cannot_be_drawn_as_image_is_text_with_the_quotation_marked() -> None:
    seen = shown(source_html(view_of(SourcePlace.of(citation()), as_text=True)))
    assert seen.marked == QUOTE
    assert PAGE in seen.text
    assert "Wegwijzers › De raad · bladzijde 14 (op de bladzijde staat 12) · 28 juni 2018" in seen.text
    assert "Les · VNG" in seen.text


def test_an_image_comes_with_its_size_its_words_and_where_the_quotation_is() -> None:
    html = source_html(view_of(SourcePlace.of(citation())))
    assert 'width="909" height="1286"' in html
    assert (
        'alt="Bladzijde 12 (bladzijde 14 van het bestand) van ‘Werkende samenwerking’, onder het kopje '
        f"‘De raad’. Gemarkeerd is: ‘{QUOTE}’" in html
    )
    top, height = 100 * BOX.top / 842, 100 * BOX.height / 842
    assert f"top:{top:.2f}%" in html and f"height:{height:.2f}%" in html
    assert f'"page-text">{PAGE[:10]}' not in html
    assert shown(html).marked == QUOTE


def test_the_place_of_a_quotation_over_two_columns_is_in_the_first() -> None:
    view = view_of(SourcePlace.of(citation()))
    columns = (Box(50, 700, 250, 715), Box(50, 720, 250, 735), Box(320, 80, 520, 95))
    html = source_html(replace(view, page=replace(view.page, boxes=columns)))
    assert f"top:{100 * 700 / 842:.2f}%" in html


@pytest.mark.parametrize(("page", "beside"), [(1, ["2"]), (14, ["13", "15"]), (20, ["19"])])
def test_the_pages_beside_it_are_one_click_away(page: int, beside: list[str]) -> None:
    place = SourcePlace("handreiking", page)
    for html in (
        source_html(view_of(place)),
        reading_html(ReadingView(view_of(place), ())),
    ):
        pager = html[html.index('<nav class="pager"') : html.index("</nav>")]
        links = [parse_qs(urlsplit(link).query) for link in shown(f"{pager}</nav>").links]
        assert [link["pagina"] for link in links] == [[number] for number in beside]


def test_a_text_without_pages_is_read_in_parts_that_follow_each_other() -> None:
    view = view_of(SourcePlace("Wat is de routekaart?", None))
    text = "".join(f"Kop {number}\n\n{'Een zin over de regio. ' * 100}\n\n" for number in range(12))
    headings = tuple(Heading(f"Kop {number}", 1, None, text.index(f"Kop {number}\n")) for number in range(12))
    seen, start = "", 0
    for _ in range(20):
        page = replace(view.page, text=text, start=start, end=0, links=(), publisher=None, kind=None)
        html = reading_html(ReadingView(replace(view, page=page), headings))
        body = html[html.index('<div class="page-text">') : html.index('<div class="panel-foot">')]
        seen += Seen(f"<div>{body}", ALLOWED).text
        onwards = re.search(r'href="([^"]*)" data-mode="lezen" data-key="volgende"', html)
        if onwards is None:
            break
        start = int(parse_qs(urlsplit(unescape(onwards[1])).query)["van"][0])
    assert seen == text

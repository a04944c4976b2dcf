"""What a visitor waits for, and what the screen costs: the real site in a real browser.

Times are taken in the page itself, so the tool that drives the browser is not in them. The answers are
sentences from the sources, without a chat model.
"""

import statistics
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from eval import golden_set
from eval.bench_browser import (
    DOCUMENTS,
    NO_BROWSER,
    Site,
    Tab,
    TabMemory,
    find_browser,
    forget_settings,
    make_library,
    open_browser,
    running_site,
)
from eval.bench_first_sentence import measure_first_sentence

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

GUIDE = "gids.pdf"
VISITS = 5
DIFFERENT_QUESTIONS = 20
MOST_IMAGES = 20
KEPT_TURNS = 50
"""How many turns the chat keeps on the screen; only growth after that many is growth without end."""
MOST_QUESTIONS = 200
_SETTLE_MS = 1000
_READING_MS = 400
"""Between two questions: nobody asks on before the questions that go with an answer are there too."""

_WATCH = """
window.watched = {usable: 0, turns: {}, image: 0};
(() => {
    const now = () => performance.now();
    let pressed = 0;
    let clicked = 0;
    const waitForBox = () => {
        if (document.activeElement?.matches('#question textarea')) watched.usable = now();
        else requestAnimationFrame(waitForBox);
    };
    waitForBox();
    const look = () => {
        const turn = document.querySelector('#log .turn:last-of-type');
        if (!turn) return;
        const times = watched.turns[turn.dataset.number] ??= {pressed};
        if (turn.querySelector('.answer > :not(.busy, .understood)')) times.text ??= now() - times.pressed;
        if (turn.querySelector('.tools')) times.done ??= now() - times.pressed;
    };
    new MutationObserver(look).observe(document, {childList: true, subtree: true});
    document.addEventListener('keydown', ({key}) => { if (key === 'Enter') pressed = now(); }, true);
    document.addEventListener('click', ({target}) => {
        if (target.closest('a.source')) [clicked, watched.image] = [now(), 0];
    }, true);
    document.addEventListener('load', ({target}) => {
        if (target.matches?.('#panel .page-image img') && document.querySelector('#panel .mark-place')) {
            watched.image = now() - clicked;
        }
    }, true);
})();
"""
_WHEN = """name => new Promise((resolve) => {
    const look = () => { if (watched[name]) resolve(watched[name]); else setTimeout(look, 10); };
    look();
})"""


@dataclass(frozen=True, slots=True)
class Visits:
    """Milliseconds from navigating to the input having the focus, and bytes received."""

    very_first_ms: float
    first_ms: float
    second_ms: float
    first_bytes: int
    second_bytes: int


@dataclass(frozen=True, slots=True)
class Held:
    """What is in memory after this many questions in one tab."""

    questions: int
    server_mb: float
    tab: TabMemory


@dataclass(frozen=True, slots=True)
class Conversation:
    """Milliseconds from Enter to the first text and to the whole answer, and unpacked bytes, per question.

    ``fresh_ms`` are from a click on a source to the image of its page with the mark, drawn for the first
    time, and ``again_ms`` of the same source a second time.
    """

    text_ms: tuple[float, ...]
    done_ms: tuple[float, ...]
    question_bytes: tuple[int, ...]
    fresh_ms: tuple[float, ...]
    again_ms: tuple[float, ...]
    held: tuple[Held, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table."""

    what: str
    figure: str
    aim: str = ""


def measure_screen(home: Path) -> list[Row]:
    """Measure everything over the startcorpus and the self-made guide, in a library in ``home``."""
    path = find_browser()
    if path is None:
        return [Row("scherm", f"overgeslagen: {NO_BROWSER}")]
    environment = {"DENKTANK_HOME": str(home)}
    make_library([DOCUMENTS / GUIDE], environment)
    with running_site(environment) as site, open_browser(path) as browser:
        visits = _visit(browser, site.address)
        conversation = _converse(browser, site, questions_about([GUIDE]))
    return [*rows_of(visits, conversation), *_first_sentence()]


def questions_about(documents: Sequence[str]) -> list[str]:
    """Different questions, spread over the golden ones about the startcorpus and these documents."""
    fitting = [
        item.question
        for item in golden_set.load()
        if any(place.file in documents or not place.file.endswith(".pdf") for place in item.places)
    ]
    different = list(dict.fromkeys(fitting))
    return different[:: max(1, len(different) // DIFFERENT_QUESTIONS)][:DIFFERENT_QUESTIONS]


def _visit(browser: "Browser", address: str) -> Visits:
    """Visit with nothing kept yet and once more, a number of times."""
    first, second = [], []
    for _ in range(VISITS):
        context = browser.new_context()
        first.append(_visit_once(Tab(context, _WATCH), address))
        second.append(_visit_once(Tab(context, _WATCH), address))
        context.close()
    return Visits(
        very_first_ms=first[0][0],
        first_ms=statistics.median(ms for ms, _ in first[1:]),
        second_ms=statistics.median(ms for ms, _ in second),
        first_bytes=first[-1][1],
        second_bytes=second[-1][1],
    )


def _visit_once(tab: Tab, address: str) -> tuple[float, int]:
    tab.page.goto(address)
    usable = float(tab.page.evaluate(_WHEN, "usable"))
    tab.page.wait_for_timeout(_SETTLE_MS)
    tab.page.close()
    return usable, tab.received


def _converse(browser: "Browser", site: Site, questions: Sequence[str]) -> Conversation:
    """Ask on in one tab; after the first round every page that was cited is opened twice."""
    tab = Tab(browser.new_context(viewport={"width": 1280, "height": 800}), _WATCH)
    page = tab.page
    page.goto(site.address)
    page.evaluate(_WHEN, "usable")
    sizes, held, images = [], [], []
    for number in range(1, MOST_QUESTIONS + 1):
        before = tab.data
        _ask(page, number, questions[(number - 1) % len(questions)])
        page.wait_for_timeout(_READING_MS)
        sizes.append(tab.data - before)
        if number in (1, KEPT_TURNS, MOST_QUESTIONS):
            page.wait_for_timeout(_SETTLE_MS)
            held.append(Held(number, site.resident_mb(), tab.memory()))
        if number == len(questions):
            images = list(_open_images(page))
    turns = page.evaluate("watched.turns")
    times = [turns[str(number)] for number in range(1, MOST_QUESTIONS + 1)]
    return Conversation(
        text_ms=tuple(time["text"] for time in times),
        done_ms=tuple(time["done"] for time in times),
        question_bytes=tuple(sizes),
        fresh_ms=tuple(fresh for fresh, _ in images),
        again_ms=tuple(again for _, again in images),
        held=tuple(held),
    )


def _ask(page: "Page", number: int, question: str) -> None:
    box = page.locator("#question textarea")
    box.fill(question)
    box.press("Enter")
    page.locator(f'#turns > [data-number="{number}"] .tools').wait_for(state="attached")
    page.locator("#send").wait_for()


def _open_images(page: "Page") -> Iterator[tuple[float, float]]:
    """Milliseconds to the image of every different place that was cited: drawn anew, and once more."""
    links = page.locator('#log a.source[href*="pagina="]')
    addresses = [link.get_attribute("href") for link in links.all()]
    for at in list({address: at for at, address in enumerate(addresses)}.values())[:MOST_IMAGES]:
        yield _open_image(page, at), _open_image(page, at)


def _open_image(page: "Page", at: int) -> float:
    page.locator('#log a.source[href*="pagina="]').nth(at).click()
    found = float(page.evaluate(_WHEN, "image"))
    page.keyboard.press("Escape")
    page.locator("#panel article").wait_for(state="detached")
    return found


def _first_sentence() -> list[Row]:
    found = measure_first_sentence()
    if found is None:
        return []
    figure = f"{statistics.median(found.first):.0f} / {max(found.first):.0f} ms"
    return [Row("scherm: eerste zin van klaar tot te zien (mediaan, hoogste)", figure)]


def rows_of(visits: Visits, asked: Conversation) -> list[Row]:
    """The table of these figures."""
    return [
        Row("scherm: allereerste bezoek na de start", f"{visits.very_first_ms:.0f} ms"),
        Row("scherm: bezoek zonder bewaarde bestanden, mediaan", f"{visits.first_ms:.0f} ms"),
        Row("scherm: tweede bezoek, mediaan", f"{visits.second_ms:.0f} ms"),
        Row("scherm: ontvangen bij een eerste bezoek", f"{visits.first_bytes / 1000:.0f} kB"),
        Row("scherm: ontvangen bij een tweede bezoek", f"{visits.second_bytes / 1000:.0f} kB"),
        *_by_round("Enter tot eerste tekst", asked.text_ms, 1, "ms"),
        *_by_round("Enter tot hele antwoord", asked.done_ms, 1, "ms"),
        *_by_round("ontvangen per vraag, uitgepakt", asked.question_bytes, 1000, "kB"),
        Row("scherm: klik tot bladzijde, nieuw getekend (mediaan, p95)", _middle_and_high(asked.fresh_ms)),
        Row("scherm: klik tot bladzijde, nog een keer (mediaan, p95)", _middle_and_high(asked.again_ms)),
        *(_held_row(held) for held in asked.held),
    ]


def _by_round(what: str, values: Sequence[float], unit: int, name: str) -> Iterator[Row]:
    """The same questions at the beginning of the conversation and at the end."""
    rounds = {"begin": values[:DIFFERENT_QUESTIONS], "eind": values[-DIFFERENT_QUESTIONS:]}
    for when, part in rounds.items():
        middle, highest = statistics.median(part) / unit, max(part) / unit
        yield Row(f"scherm: {what}, {when} (mediaan, hoogste)", f"{middle:.0f} / {highest:.0f} {name}")


def _middle_and_high(values: Sequence[float]) -> str:
    if len(values) < 2:
        return "te weinig gemeten"
    return f"{statistics.median(values):.0f} / {statistics.quantiles(values, n=20)[-1]:.0f} ms"


def _held_row(held: Held) -> Row:
    asked = "1 vraag" if held.questions == 1 else f"{held.questions} vragen"
    return Row(
        f"scherm: geheugen na {asked}: server, tabblad, DOM",
        f"{held.server_mb:.0f} MB, {held.tab.heap_mb:.1f} MB, {held.tab.nodes}",
    )


def main() -> int:
    """Measure and print; exits 0 whatever the figures."""
    forget_settings()
    with tempfile.TemporaryDirectory(prefix="denktank-bench-") as folder:
        for row in measure_screen(Path(folder)):
            sys.stdout.write(f"{row.what:62} {row.figure:>30}   {row.aim}".rstrip() + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

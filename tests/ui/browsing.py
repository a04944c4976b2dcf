"""A visitor with a real browser, who notices every request to another site and every error."""

import re
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, expect

from ui import texts

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]
DESKTOP = (1280, 800)
PHONE = (390, 844)
ENGLISH = re.compile(
    r"\b(the|and|your|send|submit|copy|clear|retry|undo|share|loading|error|queue|processing|close|settings"
    r"|built with|use via|textbox|type a|message|cancel|waiting|connection)\b",
    re.IGNORECASE,
)


class Visit:
    """An opened page, with everything it asked for and everything it complained about."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.requests: list[str] = []
        self.complaints: list[str] = []
        context.on("request", lambda request: self.requests.append(request.url))
        self.page = context.new_page()
        self.page.on("websocket", lambda socket: self.requests.append(socket.url))
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: self.complaints.append(dialog.message))
        self.page.goto(address)
        self._own = urlsplit(address).netloc
        expect(self.box).to_be_visible()

    def _heard(self, line: ConsoleMessage) -> None:
        if line.type == "error":
            self.complaints.append(line.text)

    @property
    def box(self) -> Locator:
        return self.page.get_by_label(texts.INPUT_LABEL, exact=True)

    @property
    def last(self) -> Locator:
        return self.page.locator("#log .turn").last

    @property
    def panel(self) -> Locator:
        return self.page.get_by_role("region").filter(has=self.page.get_by_text(texts.BACK))

    def ask(self, question: str) -> None:
        self.box.fill(question)
        self.box.press("Enter")

    def ask_and_wait(self, question: str) -> None:
        self.ask(question)
        expect(self.last.get_by_role("heading", level=2)).to_contain_text(question)
        expect(self.last.locator(".tools")).to_be_visible()
        expect(self.page.get_by_role("button", name=texts.SEND)).to_be_visible()

    def leave(self) -> None:
        elsewhere = [
            url
            for url in self.requests
            if urlsplit(url).scheme not in ("data", "blob") and urlsplit(url).netloc != self._own
        ]
        assert elsewhere == []
        assert not self.complaints, self.complaints
        assert self.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@contextmanager
def visiting(browser: Browser, address: str, size: tuple[int, int]) -> Iterator[Visit]:
    """A visit with an English browser that must leave no trace of other sites or errors."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        has_touch=size == PHONE,
        locale="en-US",
        permissions=["clipboard-read", "clipboard-write"],
    )
    visit = Visit(context, address)
    yield visit
    visit.leave()
    context.close()


def comes(condition: Callable[[], bool], seconds: float = 10) -> bool:
    """Whether something happens before long."""
    deadline = time.monotonic() + seconds
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.02)
    return condition()


def is_in_view(locator: Locator) -> bool:
    return bool(
        locator.evaluate(
            """element => {
                const box = element.getBoundingClientRect();
                const hit = document.elementFromPoint(box.left + 5, box.top + 5);
                return box.top >= 0 && box.bottom <= innerHeight && element.contains(hit);
            }"""
        )
    )


CONTRASTS = """() => {
    const channel = (value) => (value /= 255) <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    const parse = (color) => (color.match(/[\\d.]+/g) || []).map(Number);
    const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
    const ground = (element) => {
        for (let e = element; e; e = e.parentElement) {
            const color = parse(getComputedStyle(e).backgroundColor);
            if (color.length === 3 || color[3] === 1) return color;
        }
        return [255, 255, 255];
    };
    const own = (element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    return [...document.querySelectorAll('body *')]
        .filter((e) => own(e) && e.checkVisibility() && !['SCRIPT', 'STYLE', 'NOSCRIPT'].includes(e.tagName))
        .map((e) => {
            const [a, b] = [light(parse(getComputedStyle(e).color)), light(ground(e))];
            return [e.textContent.slice(0, 40), (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)];
        });
}"""

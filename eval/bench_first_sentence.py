"""How long a sentence that is ready takes to the screen of a browser, and what each step weighs.

The assistant behind the chat is a stand-in that writes the time into its sentences, so what is measured is
the chat alone: from the moment a sentence is ready to the moment the page has it.
"""

import statistics
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from eval.bench_browser import NO_BROWSER, find_browser

_SENTENCES = 6
_ASSISTANT = f"""
import time
from assistant.quiet import silence
silence()
from assistant.answer import Answer, Citation, Claim, Outcome
from assistant.conversation import Standalone
from corpus.kinds import PassageKind
from ui.app import build_app, serve
from ui.listening import listen

QUOTE = "Betrek de raad vroeg bij de regionale agenda. " * 5
SOURCES = tuple(
    Citation(n, "handreiking", "Werkende samenwerking", "handreiking.pdf", PassageKind.LESSON, ("De raad",),
             n, str(n), QUOTE, 0, len(QUOTE), 0.9, "2018-06-28")
    for n in range(1, {_SENTENCES} + 1)
)

class Timed:
    def follow_up(self, text, history, cancelled):
        return Standalone(text)
    def stream(self, question, cancelled):
        claims = ()
        for n in range(1, {_SENTENCES} + 1):
            time.sleep(0.3)  # apart enough for every sentence to be drawn by itself
            claims += (Claim(f"Zin {{n}} van {{time.time_ns() // 1_000_000}} ms. " + QUOTE, (n,)),)
            yield Answer(question.text, Outcome.ANSWERED, "", claims, SOURCES[:n], complete=n == {_SENTENCES})
    def suggestions(self, answer, history, role):
        return ()
    def source_at(self, place):
        raise NotImplementedError

serve(build_app(Timed(), ""), listen("127.0.0.1", 0))
"""
_WATCH = r"""() => {
    window.delays = {};
    const look = () => {
        const text = document.querySelector('#log').textContent;
        for (const [, n, made] of text.matchAll(/Zin (\d+) van (\d+) ms/g)) {
            window.delays[made] ??= [Number(n), Date.now() - Number(made)];
        }
    };
    new MutationObserver(look).observe(
        document.querySelector('#log'), {childList: true, subtree: true, characterData: true});
}"""


@dataclass(frozen=True, slots=True)
class SentenceFigures:
    """Milliseconds from ready to on the screen, and bytes from the server for a whole answer.

    ``first`` are the first sentences of the answers and ``all`` every sentence; ``bytes_first`` is the first
    answer of the conversation and ``bytes_last`` the last: the same where earlier turns are not sent again.
    """

    first: tuple[float, ...]
    all: tuple[float, ...]
    bytes_first: int
    bytes_last: int

    def line(self) -> str:
        """The figures on one line."""
        return (
            f"eerste zin: mediaan {statistics.median(self.first):.0f} ms, hoogste {max(self.first):.0f} ms; "
            f"elke zin: mediaan {statistics.median(self.all):.0f} ms, hoogste {max(self.all):.0f} ms; "
            f"per antwoord {self.bytes_first / 1000:.0f} kB aan het begin en {self.bytes_last / 1000:.0f} kB "
            "aan het eind van het gesprek"
        )


def measure_first_sentence(answers: int = 20) -> SentenceFigures | None:
    """Ask ``answers`` questions in one conversation; ``None`` without a browser."""
    browser = find_browser()
    if browser is None:
        return None
    server = subprocess.Popen([sys.executable, "-c", _ASSISTANT], stderr=subprocess.PIPE, text=True)
    try:
        address = next(word for line in server.stderr or () for word in line.split() if "http://" in word)
        return _measure(browser, address, answers)
    finally:
        server.terminate()
        server.wait(20)


def _measure(browser: str, address: str, answers: int) -> SentenceFigures:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        window = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        page = window.new_page()
        received = [0]
        network = page.context.new_cdp_session(page)
        network.send("Network.enable")

        def count(event: dict[str, int]) -> None:
            received[0] += event["dataLength"]

        network.on("Network.dataReceived", count)
        page.goto(address)
        box = page.get_by_label("Uw vraag", exact=True)
        box.wait_for()
        page.evaluate(_WATCH)
        sizes = []
        for number in range(answers):
            before = received[0]
            box.fill(f"Vraag {number}")
            box.press("Enter")
            page.locator("#log .turn .tools").nth(number).wait_for()
            sizes.append(received[0] - before)
        delays: Sequence[tuple[int, float]] = page.evaluate("Object.values(window.delays)")
        window.close()
    return SentenceFigures(
        first=tuple(delay for n, delay in delays if n == 1),
        all=tuple(delay for _, delay in delays),
        bytes_first=sizes[0],
        bytes_last=sizes[-1],
    )


if __name__ == "__main__":
    figures = measure_first_sentence()
    sys.stdout.write((figures.line() if figures else f"Er is niet gemeten: {NO_BROWSER}.") + "\n")

"""``make schermafdrukken``: pictures of the real site, in ``docs/``, on a desktop and on a telephone."""

import io
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from eval.bench_browser import (
    DOCUMENTS,
    NO_BROWSER,
    find_browser,
    forget_settings,
    make_library,
    open_browser,
    running_site,
)

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FOLDER = Path(__file__).parent.parent / "docs"
FILES = ("gids.pdf", "rapport-een-kolom.pdf")
SIZES = {"breed": (1280, 800), "telefoon": (390, 844)}
QUESTION = "Hoe geef je de raad een plek aan het begin?"
STOP = 3
COLOURS = 128
"""Enough for text and drawings; a quarter of the size of the full picture."""
_SETTLE_MS = 700


class Camera:
    """Takes the pictures of one window; their names end in ``ending``."""

    def __init__(self, page: "Page", address: str, ending: str) -> None:
        self._page = page
        self._address = address
        self._ending = ending

    def take(self, name: str) -> None:
        """Keep what is on the screen as ``scherm-<name>-<ending>.png``."""
        self._page.mouse.move(1, 1)  # a pointer that rests on something marks it
        self._page.wait_for_timeout(_SETTLE_MS)
        path = FOLDER / f"scherm-{name}-{self._ending}.png"
        path.write_bytes(smaller(self._page.screenshot()))
        sys.stdout.write(f"{path.relative_to(FOLDER.parent)}: {path.stat().st_size / 1000:.0f} kB\n")

    def conversation(self, only_source: bool = False) -> None:
        """The first screen, an answer, and the page of one of its sources, or only that last one."""
        page = self._page
        page.goto(self._address)
        box = page.locator("#question textarea")
        box.wait_for()
        if not only_source:
            self.take("gesprek")
        box.fill(QUESTION)
        box.press("Enter")
        page.locator("#log .tools").wait_for()
        if not only_source:
            self.take("antwoord")
        page.locator('#log a.cite[href*="pagina="]').first.click()
        page.locator("#panel .mark-place").wait_for()
        self.take("bron")

    def other_parts(self) -> None:
        """The map, one stop of it, and the publications."""
        page = self._page
        page.goto(f"{self._address}/#routekaart")
        page.locator("#route-overview [data-stop]").first.wait_for(state="attached")
        self.take("routekaart")
        page.goto(f"{self._address}/#routekaart/{STOP}")
        page.locator("#route-stop h3").wait_for()
        self.take("stop")
        page.goto(f"{self._address}/#publicaties")
        page.locator("#library-list li").first.wait_for(state="attached")
        self.take("publicaties")


def smaller(png: bytes) -> bytes:
    """The picture with few colours, so that it takes little room."""
    from PIL import Image

    packed = io.BytesIO()
    with Image.open(io.BytesIO(png)) as picture:
        few = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
        few.save(packed, "PNG", optimize=True)
    return packed.getvalue()


def _take_all(browser: "Browser", address: str) -> None:
    for ending, (width, height) in SIZES.items():
        page = browser.new_page(viewport={"width": width, "height": height}, color_scheme="light")
        camera = Camera(page, address, ending)
        camera.conversation()
        camera.other_parts()
    width, height = SIZES["breed"]
    page = browser.new_page(viewport={"width": width, "height": height}, color_scheme="dark")
    Camera(page, address, "donker").conversation(only_source=True)


def main() -> int:
    """Make every picture; 1 without a browser."""
    path = find_browser()
    if path is None:
        sys.stderr.write(f"Er zijn geen schermafdrukken gemaakt: {NO_BROWSER}.\n")
        return 1
    forget_settings()
    with tempfile.TemporaryDirectory(prefix="denktank-scherm-") as folder:
        environment = {"DENKTANK_HOME": folder}
        make_library([DOCUMENTS / name for name in FILES], environment)
        with running_site(environment) as site, open_browser(path) as browser:
            _take_all(browser, site.address)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

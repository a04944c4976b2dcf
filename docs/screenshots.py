"""Makes the screenshots of README: ``python docs/screenshots.py`` (needs ``make install-test``)."""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from assistant.assemble import Workspace
from assistant.quiet import silence
from assistant.settings import load_settings

sys.path.insert(0, str(Path(__file__).parent.parent))

SIZES = {"breed": (1280, 800), "telefoon": (390, 844)}


def main() -> None:
    """Ask one question on both sizes and open a source."""
    silence()
    from tests.ui.serving import running_server

    workspace = Workspace(load_settings())
    if workspace.generations.current() is None:
        workspace.build_index()
    workspace.assistant.warm_up()
    folder = Path(__file__).parent
    browser_path = next(filter(None, map(shutil.which, ("chromium", "google-chrome"))), None)
    state = workspace.assistant.destination_line
    with running_server(workspace.assistant, state) as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        for name, (width, height) in SIZES.items():
            page = browser.new_page(viewport={"width": width, "height": height})
            page.goto(url)
            box = page.get_by_label("Uw vraag", exact=True)
            box.wait_for()
            page.wait_for_timeout(500)
            page.screenshot(path=folder / f"begin-{name}.png")
            box.fill("Hoe betrek ik de raad?")
            box.press("Enter")
            page.locator("#log .tools").wait_for()
            page.wait_for_timeout(500)
            page.screenshot(path=folder / f"antwoord-{name}.png")
            page.get_by_text("raden van de buurgemeenten").first.locator("a.cite").first.click()
            page.locator("mark").wait_for()
            page.wait_for_timeout(500)
            page.screenshot(path=folder / f"bron-{name}.png")
        browser.close()


if __name__ == "__main__":
    main()

"""The accessibility of a page as axe-core sees it: https://github.com/dequelabs/axe-core (4.12)."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa")
BEST_PRACTICE = ("best-practice",)

_AXE = Axe()


def violations(page: Page, tags: tuple[str, ...] = WCAG) -> list[str]:
    """What is wrong on the page as it now is: rule, seriousness, element, and what is the matter with it.

    axe is put in through the debugging protocol of the browser, which the page's own policy for scripts
    does not hold for. Colours that are on their way to another are measured halfway, so that is waited for.
    """
    page.evaluate("() => Promise.all(document.getAnimations().map((one) => one.finished.catch(() => {})))")
    found = _AXE.run(page, options={"runOnly": {"type": "tag", "values": list(tags)}})
    return [_line(rule, node) for rule in found.response["violations"] for node in rule["nodes"]]


def _line(rule: dict[str, Any], node: dict[str, Any]) -> str:
    reasons = "; ".join(check["message"] for check in (*node["any"], *node["all"], *node["none"]))
    return f"{rule['id']} ({rule['impact']}) {node['html'][:160]} – {reasons}"

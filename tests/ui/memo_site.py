"""Memos of the site without an index or a model, and what a visitor does there."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.ui.browsing import Visit
from tests.ui.fake_assistant import FakeAssistant
from tests.ui.fake_memos import FIELDS, FakeMemos, file_of
from tests.ui.serving import running_server
from ui import memo_texts as texts
from ui.memo_view import memo_view

CHECKED = "Alles is nagekeken met de bronnen."
KEPT = "localStorage.getItem('denktank-memo')"


@contextmanager
def memo_site(memos: FakeMemos) -> Iterator[str]:
    """The address of the site with these memos."""
    view = memo_view(lambda: memos, lambda: FIELDS, file_of)
    with running_server(FakeAssistant(), views=[view]) as address:
        yield address


def forgive_refusals(visit: Visit) -> None:
    """The browser itself writes a line about every answer that is a refusal."""
    visit.complaints[:] = [line for line in visit.complaints if "status of 400" not in line]


def go(page: Page) -> None:
    page.get_by_role("link", name=texts.TITLE, exact=True).click()


def make(page: Page, subject: str = "de raad en de regio") -> None:
    page.get_by_label(texts.SUBJECT, exact=True).fill(subject)
    page.get_by_role("button", name=texts.MAKE).click()


def made(page: Page) -> Locator:
    """A memo on the screen, after making one."""
    go(page)
    make(page)
    paper = page.locator("#memo-paper")
    expect(page.locator("#memo-state")).to_have_text(CHECKED)
    return paper


def kept(page: Page) -> dict[str, Any]:
    memo: dict[str, Any] = json.loads(page.evaluate(KEPT))["memo"]
    return memo


def statements(page: Page, part: str) -> list[str]:
    """What a part says in the memo that the browser keeps."""
    sections = {section["part"]: section["statements"] for section in kept(page)["sections"]}
    return [one["text"] for one in sections.get(part, ())]


def edit(page: Page, text: str) -> None:
    page.get_by_role("button", name=f"Bewerk: {text}").press("Enter")
    expect(page.get_by_label("Zin", exact=True)).to_be_focused()


def row(page: Page, text: str) -> Locator:
    return page.locator("#memo-paper .statements > li").filter(has_text=text)

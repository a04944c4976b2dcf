"""Mails of the site without an index or a model, and what a visitor does there."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Locator, Page, expect

from tests.ui.fake_assistant import FakeAssistant
from tests.ui.fake_replies import MAIL, FakeReplies, find_sources
from tests.ui.serving import running_server
from ui import mail_texts as texts
from ui.mail_view import mail_view

CHECKED = "Alles is nagekeken met de bronnen."
SENDER = "Denktank <info@denktank.example>"
WHERE = "Uw tekst blijft op deze computer."


@contextmanager
def mail_site(replies: FakeReplies) -> Iterator[str]:
    """The address of the site with these replies."""
    view = mail_view(lambda: replies, find_sources, lambda: SENDER, WHERE)
    with running_server(FakeAssistant(), views=[view]) as address:
        yield address


def go(page: Page) -> None:
    page.get_by_role("link", name=texts.TITLE, exact=True).click()


def paste(page: Page, mail: str = MAIL) -> None:
    page.get_by_label(texts.TEXT).fill(mail)
    page.get_by_role("button", name=texts.MAKE).click()


def drafted(page: Page, mail: str = MAIL) -> Locator:
    """A draft on the screen, after pasting a mail."""
    go(page)
    paste(page, mail)
    expect(page.locator("#mail-state")).to_have_text(CHECKED)
    return page.locator("#mail-paper")


def edit(page: Page, text: str) -> None:
    page.get_by_role("button", name=f"Bewerk: {text}").press("Enter")
    expect(page.get_by_label("Zin", exact=True)).to_be_focused()


def row(page: Page, text: str) -> Locator:
    return page.locator("#mail-paper .statements > li").filter(has_text=text)

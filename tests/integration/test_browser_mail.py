"""Mails in a real browser: a draft that is made, changed, copied and saved, and what can go wrong."""

from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from assistant.memo.checking import SourceChangedError
from tests.ui.browsing import CONTRASTS, DESKTOP, ENGLISH, PHONE, comes, visiting
from tests.ui.fake_assistant import QUOTE
from tests.ui.fake_replies import CONTACT, GONE, MAIL, NOTE, REFUSED, FakeReplies
from tests.ui.mail_site import CHECKED, WHERE, drafted, edit, go, mail_site, paste, row
from tests.ui.memo_site import forgive_refusals
from ui import mail_texts as texts
from ui import texts as site_texts

pytestmark = [pytest.mark.integration, pytest.mark.slow]
SIZES = pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "telefoon"])
DROP = """([name, text]) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([text], name));
    for (const type of ['dragover', 'drop']) {
        const event = new DragEvent(type, {dataTransfer: transfer, bubbles: true, cancelable: true});
        document.querySelector('#mail-text').dispatchEvent(event);
    }
}"""
KEPT = "JSON.stringify([{...localStorage}, {...sessionStorage}])"
HTML_MAIL = """From: "<img src=x onerror=window.hacked=1>" <evil@evil.example>
Subject: <script>window.hacked=1</script> vijandig
Message-ID: <een@evil.example>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=x

--x
Content-Type: text/html; charset=utf-8

<html><head><link rel=stylesheet href="http://evil.example/a.css"><script>window.hacked=1</script></head>
<body background="http://evil.example/b.png"><img src="http://evil.example/x.png" onerror="window.hacked=1">
<p>Wat is <b>vijandig</b> aan &lt;img src=http://evil.example/y.png onerror=window.hacked=1&gt;?</p>
<p><a href="javascript:window.hacked=1">Klik hier</a> <a href="http://phish.example/login">Uw bank</a></p>
<form action="http://evil.example/"><input name=wachtwoord><button>Log in</button></form>
<iframe src="http://evil.example/"></iframe></body></html>
--x
Content-Type: text/html
Content-Disposition: attachment; filename="<img src=x onerror=window.hacked=1>.html"

<script>window.hacked=1</script>
--x--
"""


@pytest.fixture
def replies() -> FakeReplies:
    return FakeReplies()


@pytest.fixture
def address(replies: FakeReplies) -> Iterator[str]:
    with mail_site(replies) as address:
        yield address


def questions(page: Page) -> list[str]:
    fields = page.locator("#mail-questions textarea")
    return [fields.nth(at).input_value() for at in range(fields.count())]


def copied(page: Page) -> str:
    page.get_by_role("button", name=texts.COPY).click()
    expect(page.locator("#mail-said")).to_contain_text("De tekst is gekopieerd.")
    text: str = page.evaluate("navigator.clipboard.readText()")
    return text


def saved(page: Page) -> tuple[str, Any]:
    with page.expect_download() as download:
        page.get_by_role("button", name=texts.SAVE).click()
    written = Path(download.value.path()).read_bytes()
    return download.value.suggested_filename, message_from_bytes(written, policy=policy.default)


@SIZES
def test_from_a_mail_to_a_draft(
    browser: Browser, address: str, replies: FakeReplies, size: tuple[int, int]
) -> None:
    with visiting(browser, address, size) as visit:
        page = visit.page
        go(page)
        expect(page.locator("#view-mail")).to_contain_text(WHERE)
        paper = drafted(page)
        expect(page.get_by_role("heading", name="De mail", exact=True)).to_be_focused()
        expect(page.locator("#mail-said")).to_contain_text("Het concept is klaar.")
        expect(page.locator("#mail-about")).to_contain_text("Jan Jansen <jan@gemeente.example>")
        assert questions(page) == ["Hoe betrek ik de raad bij de regio?", "Wat staat er over kernenergie?"]
        expect(page.locator("#mail-notes")).to_contain_text(NOTE)
        expect(paper).not_to_contain_text(NOTE)
        expect(row(page, QUOTE)).to_contain_text("Citaat")
        expect(row(page, "De raad hoort")).to_contain_text("Geschreven door een taalmodel. Bevestigd")
        expect(row(page, "12 wegwijzers")).to_contain_text("Niet bevestigd door de bron: dit getal")
        expect(paper).to_contain_text(f"U kunt deze vraag stellen aan {CONTACT}.")
        letter = page.get_by_role("region", name="Ondertekening")
        expect(letter).to_be_hidden()
        page.get_by_text("Wat eraf is gehaald").click()
        expect(letter).to_contain_text("Met vriendelijke groet,")
        assert ENGLISH.search(page.locator("#view-mail").inner_text()) is None
        assert [found for found in page.evaluate(CONTRASTS) if found[1] < 4.5] == []

        row(page, QUOTE).get_by_role("link", name="Bron 1: Werkende samenwerking").click()
        expect(visit.panel.locator("mark")).to_have_text(QUOTE)
        page.get_by_role("button", name=site_texts.BACK).click()
        expect(row(page, QUOTE).get_by_role("link")).to_be_focused()

        edit(page, "Er zijn 12")
        page.keyboard.press("ControlOrMeta+a")
        page.keyboard.type("Dit schreef ik.")
        page.keyboard.press("Control+Enter")
        text = copied(page)  # before the check has come
        assert "- Dit schreef ik. [2]\n" in text
        assert NOTE not in text
        assert "> Wat staat er over kernenergie?" in text
        name, message = saved(page)
        assert name == "concept-re-de-raad-en-de-regio.eml"
        assert (message["To"], message["X-Unsent"]) == ("jan@gemeente.example", "1")
        assert "Jan Jansen schreef:" in message.get_content()
        assert "jan@gemeente" not in page.evaluate(KEPT)
        page.reload()
        expect(page.get_by_role("heading", name=texts.START)).to_be_visible()
        expect(page.get_by_label(texts.TEXT)).to_have_value("")


@SIZES
def test_questions_are_changed_and_answered_anew(
    browser: Browser, address: str, replies: FakeReplies, size: tuple[int, int]
) -> None:
    with visiting(browser, address, size) as visit:
        page = visit.page
        paper = drafted(page)
        page.get_by_label("Aanhef", exact=True).fill("Dag Jan,")
        page.get_by_role("button", name="Haal weg: vraag 2").press("Enter")
        expect(page.get_by_role("heading", name="De vragen")).to_be_focused()
        expect(page.get_by_text("De vragen zijn veranderd.")).to_be_visible()
        page.get_by_label("Vraag 1", exact=True).fill("Wie zit er aan tafel?")
        page.get_by_label("Nog een vraag", exact=True).fill("Wat helpt deels?")
        page.keyboard.press("Enter")
        expect(page.get_by_label("Nog een vraag", exact=True)).to_be_focused()
        expect(page.get_by_label("Nog een vraag", exact=True)).to_have_value("")
        assert questions(page) == ["Wie zit er aan tafel?", "Wat helpt deels?"]
        page.get_by_role("button", name="Antwoord opnieuw").press("Enter")
        expect(paper.get_by_role("heading", name="Wat helpt deels?")).to_be_visible()
        expect(page.get_by_text("De vragen zijn veranderd.")).to_have_count(0)
        assert [one.text for one in replies.asked[1][2]] == ["Wie zit er aan tafel?", "Wat helpt deels?"]
        expect(page.get_by_label("Aanhef", exact=True)).to_have_value("Dag Jan,")
        expect(page.locator("#mail-state")).to_have_text(CHECKED)
        page.get_by_role("button", name="Haal deze regel weg").click()
        expect(paper).not_to_contain_text("Of dit uw hele vraag beantwoordt")
        assert "Of dit uw hele" not in copied(page)

        page.get_by_label("Vraag 1", exact=True).fill("")
        page.keyboard.press("Tab")
        expect(page.locator("#mail-alert")).to_contain_text("Een vraag kan niet leeg zijn.")
        expect(page.get_by_label("Vraag 1", exact=True)).to_have_value("Wie zit er aan tafel?")
        undo = page.get_by_role("button", name=texts.UNDO)
        undo.click()
        undo.click()
        expect(paper.get_by_role("heading", name="Wat staat er over kernenergie?")).to_be_visible()
        expect(page.locator("#mail-state")).to_have_text(CHECKED)
        expect(row(page, QUOTE)).to_contain_text("Citaat")


def test_the_reply_is_changed_with_the_keyboard(browser: Browser, address: str) -> None:
    with visiting(browser, address, DESKTOP) as visit:
        page = visit.page
        drafted(page)
        for label, text in (
            ("Aan", "piet@elders.example"),
            ("Onderwerp", "Re: Anders"),
            ("Begin", "Goed dat u het vraagt."),
            ("Verwijs naar", "de griffie"),
            ("Afsluiting", "Groet,\nde Denktank"),
        ):
            page.get_by_label(label, exact=True).fill(text)
        page.keyboard.press("Tab")
        expect(page.locator("#mail-paper")).to_contain_text("U kunt deze vraag stellen aan de griffie.")
        edit(page, "De raad hoort erbij.")
        page.get_by_role("button", name="Verwijder").press("Enter")
        expect(page.locator("#mail-said")).to_contain_text("verwijderd")
        page.get_by_role("button", name="Voeg een zin toe: Wat staat er over kernenergie?").press("Enter")
        page.keyboard.type("Over de tafel.")
        page.get_by_role("button", name="Bronnen", exact=True).press("Enter")
        page.get_by_label("Zoek een zin in de bronnen").fill("de tafel")
        page.keyboard.press("Enter")
        chooser = page.get_by_role("group", name="Bronnen van deze zin")
        found = chooser.locator("li").filter(has_text="Gevonden stuk")
        found.get_by_role("button", name="Voeg toe").press("Enter")
        page.get_by_role("button", name="Klaar").press("Enter")
        expect(row(page, "Over de tafel.")).to_contain_text("Bevestigd door de bron")
        expect(page.get_by_label("Verwijs naar", exact=True)).to_have_count(0)
        page.get_by_role("button", name="Haal weg: bron 1").press("Enter")
        expect(row(page, QUOTE)).to_contain_text("Eigen tekst, zonder bron")
        text = copied(page)
        assert "Goed dat u het vraagt." in text
        assert f"- {QUOTE} [eigen tekst, zonder bron]" in text
        assert "De raad hoort erbij." not in text
        assert "Groet,\nde Denktank" in text
        assert "Gevonden stuk" in text
        _, message = saved(page)
        assert (message["To"], message["Subject"]) == ("piet@elders.example", "Re: Anders")


def test_a_hostile_mail_is_text_and_nothing_else(browser: Browser, address: str) -> None:
    with visiting(browser, address, DESKTOP) as visit:
        page = visit.page
        go(page)
        page.evaluate(DROP, ["mail.eml", HTML_MAIL])
        expect(page.locator("#mail-state")).to_have_text(CHECKED)
        expect(page.locator("#mail-about")).to_contain_text("<script>window.hacked=1</script>")
        expect(page.locator("#mail-about")).to_contain_text("onerror=window.hacked=1")
        expect(page.locator("#mail-about")).to_contain_text("Bijlagen worden niet gelezen.")
        page.get_by_text("De tekst van de mail").click()
        expect(page.locator("#mail-paper")).to_contain_text('<img src="http://evil.example/x.png"')
        edit(page, "<img")
        page.get_by_role("button", name="Bronnen", exact=True).click()
        page.keyboard.press("Escape")
        assert page.locator("#mails").locator("img, script, iframe, link, style, [onerror]").count() == 0
        links = page.locator("#mails a").evaluate_all("links => links.map((one) => one.href)")
        assert links
        assert all(link.startswith(address) for link in links)
        assert page.locator("#mails form").evaluate_all("forms => forms.map((one) => one.id)") == [
            "mail-form",
            "mail-add",
        ]
        assert "<" not in saved(page)[1]["To"]
        assert page.evaluate("window.hacked") is None
        page.evaluate(DROP, ["ander.eml", MAIL])
        expect(page.locator("#mail-alert")).to_contain_text("Er staat nog een mail.")


def test_what_goes_wrong_is_told_and_nothing_is_lost(
    browser: Browser, address: str, replies: FakeReplies
) -> None:
    with visiting(browser, address, PHONE) as visit:
        page = visit.page
        alert = page.locator("#mail-alert")
        go(page)
        page.get_by_role("button", name=texts.MAKE).click()
        expect(alert).to_contain_text("Plak eerst een mail")
        page.locator("#mail-file").set_input_files(
            {"name": "foto.png", "mimeType": "image/png", "buffer": b"\x89PNG\x00\x01" * 100}
        )
        expect(alert).to_contain_text("foto.png is geen mailbericht dat te lezen is.")
        paste(page, MAIL.replace("kernenergie", "langzaam"))
        expect(page.get_by_role("button", name=texts.STOP)).to_be_focused()
        assert replies.began.wait(10)
        page.keyboard.press("Enter")
        expect(alert).to_contain_text("U hebt het gestopt.")
        assert comes(lambda: replies.stopped == 1)
        assert "langzaam" in page.get_by_label(texts.TEXT).input_value()
        paste(page, MAIL.replace("kernenergie", "weiger"))
        expect(alert).to_contain_text(REFUSED)
        paste(page)
        expect(page.locator("#mail-state")).to_have_text(CHECKED)
        expect(alert).to_be_empty()

        page.get_by_label("Vraag 2", exact=True).fill("Waarom weiger ik?")
        page.get_by_role("button", name="Antwoord opnieuw").click()
        expect(alert).to_contain_text(REFUSED)
        expect(row(page, QUOTE)).to_be_visible()
        replies.failure = ValueError("proef")
        page.get_by_label("Aanhef", exact=True).fill("Dag,")
        page.keyboard.press("Tab")
        state = page.locator("#mail-state")
        expect(state).to_contain_text("Er ging iets mis dat niet had mogen gebeuren.")
        page.get_by_role("button", name=texts.COPY).click()
        expect(alert).to_contain_text("Het antwoord kon niet worden nagekeken.")
        page.get_by_role("button", name=texts.SAVE).click()
        expect(alert).to_contain_text("Er ging iets mis")
        replies.failure = None
        page.get_by_role("button", name="Kijk opnieuw na").click()
        expect(state).to_have_text(CHECKED)
        expect(page.get_by_label("Aanhef", exact=True)).to_have_value("Dag,")
        replies.failure = SourceChangedError(GONE)
        page.get_by_label("Afsluiting").fill("Groet,")
        page.keyboard.press("Tab")
        expect(state).to_contain_text(f"{GONE} {texts.DROP_SOURCE}")
        expect(row(page, QUOTE)).to_contain_text("Nog niet nagekeken")
        replies.failure = None
        page.get_by_role("button", name="Haal weg: bron 2").click()
        expect(state).to_have_text(CHECKED)
        expect(row(page, "12 wegwijzers")).to_contain_text("Eigen tekst, zonder bron")
        visit.complaints[:] = [line for line in visit.complaints if "status of 500" not in line]
        forgive_refusals(visit)


def test_mails_that_ask_nothing(browser: Browser, address: str) -> None:
    with visiting(browser, address, DESKTOP) as visit:
        page = visit.page
        go(page)
        automatic = "From: x@y.example\nSubject: Afwezig\nAuto-Submitted: auto-replied\n\nIk ben er niet.\n"
        page.evaluate(DROP, ["afwezig.eml", automatic])
        expect(page.locator("#mail-about")).to_contain_text("Daar past geen antwoord op.")
        expect(page.get_by_role("button", name=texts.COPY)).to_be_hidden()
        page.get_by_role("button", name=texts.NEW).click()
        expect(page.get_by_role("heading", name=texts.START)).to_be_focused()

        drafted(page, "Hartelijk dank voor uw antwoord!")
        expect(page.locator("#mail-about")).to_contain_text("Dit is een bedankje.")
        page.get_by_label("Een vraag", exact=True).fill("Hoe betrek ik de raad?")
        page.keyboard.press("Enter")
        page.get_by_role("button", name="Antwoord opnieuw").click()
        expect(row(page, QUOTE)).to_contain_text("Citaat")
        new = page.get_by_role("button", name=texts.NEW)
        new.press("Enter")
        dialog = page.get_by_role("dialog", name=texts.DISCARD)
        expect(dialog.get_by_role("button", name=texts.LEAVE)).to_be_focused()
        page.keyboard.press("Escape")
        expect(new).to_be_focused()
        new.press("Enter")
        dialog.get_by_role("button", name=texts.SURE).click()
        expect(page.get_by_role("heading", name=texts.START)).to_be_focused()
        expect(page.get_by_label(texts.TEXT)).to_have_value("")
        expect(page.locator("#mail-paper")).to_be_empty()

"""Memos as a reader sees them: LibreOffice draws the Word and ODT files, Chromium the HTML."""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page

from assistant.memo.files import MemoFormat, memo_file, save
from assistant.memo.values import Memo, MemoFields, MemoPart, MemoSection, Standing, Statement
from tests.assistant.memo.made_memos import FIELDS, full_memo, memo_of_forty, memo_of_none, source
from tests.integration.axe import BEST_PRACTICE, WCAG, violations

pytestmark = [pytest.mark.integration, pytest.mark.slow]

OFFICE = [MemoFormat.DOCX, MemoFormat.ODT]


Pages = list[list[str]]
"""The lines of each page, from top to bottom."""
Draw = Callable[[Memo, MemoFormat], Pages]


@pytest.fixture(scope="module")
def draw(tmp_path_factory: pytest.TempPathFactory) -> Draw:
    """Draws a memo with LibreOffice."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        pytest.skip("geen LibreOffice (libreoffice-writer-nogui) op deze computer: niet gedraaid")
    folder = tmp_path_factory.mktemp("memos")

    def drawn(memo: Memo, form: MemoFormat) -> Pages:
        path = folder / f"memo.{form}"
        save(path, memo_file(memo, form, quotes=True), force=True)
        command = [program, f"-env:UserInstallation={(folder / 'profiel').as_uri()}", "--headless"]
        command += ["--convert-to", "pdf", "--outdir", str(folder), str(path)]
        subprocess.run(command, capture_output=True, check=True, timeout=180)
        return list(_pages(folder / "memo.pdf"))

    return drawn


def _pages(path: Path) -> Iterator[list[str]]:
    document = pypdfium2.PdfDocument(path)
    for page in document:
        text = page.get_textpage()
        lines: dict[int, str] = {}
        for i in range(text.count_rects()):
            left, bottom, right, top = text.get_rect(i)
            height = round((bottom + top) / 2)
            near = next((key for key in lines if abs(key - height) < 4), height)  # a raised number too
            lines[near] = lines.get(near, "") + text.get_text_bounded(left, bottom, right, top)
        yield [lines[key] for key in sorted(lines, reverse=True)]
    document.close()


def together(pages: Pages) -> str:
    """All that was drawn, without white space: lines break where they like."""
    return bare("".join("".join(page) for page in pages))


def bare(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("form", OFFICE)
def test_every_heading_statement_and_footnote_is_drawn(draw: Draw, form: MemoFormat) -> None:
    memo = full_memo()
    seen = together(draw(memo, form))
    statements = [bare(item.text) for section in memo.sections for item in section.statements]
    for text in (FIELDS.subject, *(section.part for section in memo.sections), "Voor raadsleden", "Bronnen"):
        assert bare(text) in seen
    assert [text for text in statements if text not in seen] == []
    for n in (1, 2, 3):
        assert bare(f"“Dit is citaat {n}, letter voor letter.”") in seen
    assert bare("[niet bevestigd door de bron]") in seen
    assert bare("Bladzijde 1 van 2") in seen


@pytest.mark.parametrize("form", OFFICE)
def test_footnotes_stand_at_the_bottom_of_the_page_of_their_reference(draw: Draw, form: MemoFormat) -> None:
    pages = draw(full_memo(), form)
    first = pages[0]
    reference = next(i for i, text in enumerate(first) if text.startswith("De raad vroeg om een overzicht."))
    note = next(i for i, text in enumerate(first) if "Eigen tekst van de opsteller" in text)
    assert first[reference].strip().endswith("1")
    assert first[note].strip().startswith("1")
    text_of_page = [i for i, text in enumerate(first) if text.startswith(("Kern", "Lessen", "Routekaart"))]
    assert max(text_of_page) < note
    numbered = [line.strip() for page in pages for line in page if "De gids" in line]
    assert any(text.startswith("10") for text in numbered), "footnotes are numbered on through the memo"


@pytest.mark.parametrize("form", OFFICE)
def test_forty_sources_each_have_their_footnote_and_their_row(draw: Draw, form: MemoFormat) -> None:
    seen = together(draw(memo_of_forty(), form))
    for n in range(1, 41):
        assert seen.count(bare(f"Rapport over bestuur, deel {n} · Hoofdstuk")) == 1
        assert bare(f"Les nummer {n}.") in seen
    assert seen.count(bare("Publicatie Datum Bladzijden")) >= 2, "the header is repeated on the next page"


@pytest.mark.parametrize("form", OFFICE)
def test_a_memo_without_sources_is_one_page_that_says_only_that(draw: Draw, form: MemoFormat) -> None:
    (page,) = draw(memo_of_none(), form)
    seen = together([page])
    assert seen.endswith(
        bare("Wat de bronnen niet zeggen In de bronnen staat hier niets over. Bladzijde 1 van 1")
    )


@pytest.fixture(params=[1280, 390, 320])
def page_of_memo(browser: Browser, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Page]:
    """The HTML of a memo in a browser, in three widths."""
    path = tmp_path / "memo.html"
    path.write_bytes(memo_file(full_memo(), MemoFormat.HTML, quotes=True))
    page = browser.new_page(viewport={"width": request.param, "height": 800})
    page.goto(path.as_uri())
    yield page
    page.close()


def test_html_fits_its_window_and_is_accessible(page_of_memo: Page) -> None:
    page = page_of_memo
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert violations(page, WCAG) + violations(page, BEST_PRACTICE) == []


def test_a_footnote_of_html_is_reached_and_left_by_keyboard(page_of_memo: Page) -> None:
    page = page_of_memo
    page.locator("#fnref3").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#fn3"
    page.locator("#fn3 [role=doc-backlink]").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#fnref3"


def test_words_without_end_do_not_widen_the_page(page_of_memo: Page, tmp_path: Path) -> None:
    word = "x" * 2_000
    there = source(1, title=word, section=(word,), quote=word)
    said = Statement(word, (1,), standing=Standing.QUOTED)
    fields = MemoFields(word, to=word, extra=((word, word),))
    path = tmp_path / "lang.html"
    memo = Memo(fields, (MemoSection(MemoPart.LESSONS, (said,)),), (there,))
    path.write_bytes(memo_file(memo, MemoFormat.HTML, quotes=True))
    page_of_memo.goto(path.as_uri())
    assert page_of_memo.evaluate("document.documentElement.scrollWidth <= window.innerWidth")

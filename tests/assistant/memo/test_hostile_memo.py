"""Text that means something to a reader of a format stays text in every one of them."""

import html
import re

import pytest
from markdown_it import MarkdownIt
from selectolax.lexbor import LexborHTMLParser

from assistant.memo.files import MemoFormat, memo_file
from assistant.memo.values import Memo, MemoFields, MemoPart, MemoSection, Standing, Statement
from tests.assistant.memo import opened
from tests.assistant.memo.made_memos import source
from tests.assistant.memo.opened import TEXT, XLINK, W

HOSTILE = [
    "<img src=http://evil.example/x>", "<script>alert(1)</script>", "[x](javascript:alert(1))",
    "![x](http://evil.example/y.png)", "@include", "[@key]", "```{=html}", "\\input{/etc/passwd}",
    "$x^2$ $$a$$", "http://evil.example/a_b_c?x=1&y=2", "www.evil.example a@b.nl", "<http://e.nl>", "# kop",
    "- a", "1. b", "+ c", "* d", "> c", "| a | b |", "[^1]: noot [^1]", "^[inline]", "---", "***", "===",
    "{.class #id}", "*a* _b_ ~~c~~ ~d~ ^e^", "`code`", "a\\", "&lt;b&gt; &copy;", "::: div", ":smile:", ":",
    "H~2~O", "[x]{.y}", "$body$", "<!-- c -->", "(@ex)", "a|b", "||", "% titel", "]]>", "{{x}}", "~~~", "<",
    "&", "12:30 uur", "\"q\" 'a'", "de 'raad' & co -- 2 > 1 ...", "שלום", "😀 één",
]  # fmt: skip
DIALECTS = ("gfm", "commonmark_x-smart", "markdown-smart")


def memo_of(texts: list[str]) -> Memo:
    """The texts in every place that text of others can come to."""
    there = source(1, title=texts[0], section=tuple(texts), quote=" ".join(texts))
    statements = tuple(
        Statement(text, (1,), standing=Standing.UNCONFIRMED, reasons=(("getal", text),)) for text in texts
    )
    fields = MemoFields(
        " ".join(texts),
        to=texts[0],
        sender=texts[1],
        date=texts[2],
        extra=tuple((text, text) for text in texts),
    )
    notices = tuple(Statement(text) for text in texts)
    return Memo(
        fields,
        (MemoSection(MemoPart.OCCASION, notices), MemoSection(MemoPart.LESSONS, statements)),
        (there,),
    )


@pytest.fixture(scope="module")
def hostile() -> Memo:
    return memo_of(HOSTILE)


def test_in_word_it_is_text_and_nothing_refers_outside(hostile: Memo) -> None:
    data = memo_file(hostile, MemoFormat.DOCX, quotes=True)
    parts = opened.xml_parts(data)
    texts = [text for style, text in opened.word_paragraphs(data) if style in ("FirstParagraph", "BodyText")]
    assert texts[: len(HOSTILE)] == HOSTILE
    targets = [
        one.attrib.get("TargetMode") for name, part in parts.items() if name.endswith(".rels") for one in part
    ]
    assert set(targets) == {None}
    kinds = {one.tag for part in parts.values() for one in part.iter()}
    assert not kinds & {f"{W}hyperlink", f"{W}drawing", f"{W}object", f"{W}altChunk"}


def test_in_libreoffice_it_is_text_and_nothing_refers_outside(hostile: Memo) -> None:
    content = opened.xml_parts(memo_file(hostile, MemoFormat.ODT, quotes=True))["content.xml"]
    texts = [opened.text_of(one) for one in content.iter(f"{TEXT}p")]
    assert set(HOSTILE) <= set(texts)
    assert not [one for one in content.iter() if f"{XLINK}href" in one.attrib]


def test_in_html_it_is_text_and_adds_no_element(hostile: Memo) -> None:
    page = LexborHTMLParser(memo_file(hostile, MemoFormat.HTML, quotes=True).decode())
    plain = LexborHTMLParser(memo_file(memo_of(["woord"] * 3), MemoFormat.HTML, quotes=True).decode())
    assert {one.tag for one in page.css("*")} == {one.tag for one in plain.css("*")}
    texts = {one.text() for one in page.css("main > p")}
    assert set(HOSTILE) == texts
    assert page.css_first("title").text() == " ".join(HOSTILE)
    addresses = [one.attributes["href"] or "" for one in page.css("[href]")]
    assert all(address.startswith("#fn") for address in addresses)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_in_markdown_it_is_text_in_more_than_one_dialect(hostile: Memo, dialect: str) -> None:
    written = memo_file(hostile, MemoFormat.MARKDOWN, quotes=True).decode()
    blocks = opened.pandoc_blocks(written, dialect)["blocks"]
    names = [opened.said(block["c"][2]) if block["t"] == "Header" else "" for block in blocks]
    first = names.index("Aanleiding") + 1
    assert [opened.said(block) for block in blocks[first : first + len(HOSTILE)]] == HOSTILE
    assert names[first + len(HOSTILE)] == "Lessen"
    ours = {
        "Header",
        "Para",
        "Plain",
        "BulletList",
        "Table",
        "Str",
        "Space",
        "SoftBreak",
        "Strong",
        "Emph",
        "Note",
    }
    aligned = {"AlignDefault", "AlignLeft", "ColWidthDefault", "ColWidth"}
    assert opened.kinds_in(blocks) <= ours | aligned


def test_metadata_of_markdown_is_read_back_as_it_was(hostile: Memo) -> None:
    written = memo_file(hostile, MemoFormat.MARKDOWN).decode()
    meta = opened.pandoc_blocks(written, "gfm+yaml_metadata_block")["meta"]
    assert opened.said(meta["title"]) == hostile.fields.subject
    assert set(meta) == {"title", "lang"}


def test_a_reader_of_markdown_that_lets_html_through_gets_none(hostile: Memo) -> None:
    written = memo_file(hostile, MemoFormat.MARKDOWN, quotes=True).decode()
    shown = MarkdownIt("commonmark", {"html": True}).render(written.split("---\n", 2)[2])
    indented = {"pre", "code"}  # a note of more paragraphs, to a reader without footnotes
    assert set(re.findall(r"<(\w+)", shown)) <= {"h1", "h2", "p", "strong", "em", "ul", "li"} | indented
    assert "<script>alert(1)</script>" in html.unescape(shown)


@pytest.mark.parametrize("form", MemoFormat)
def test_what_xml_cannot_hold_is_left_out_and_direction_marks_too(form: MemoFormat) -> None:
    odd = "voor\x00\x08\ud800\ufffe\u202e\u2067na\nde regel"
    data = memo_file(memo_of([odd] * 3), form, quotes=True)
    if form in (MemoFormat.DOCX, MemoFormat.ODT):
        shown = "".join(map(opened.text_of, opened.xml_parts(data).values()))
    else:
        shown = data.decode()
    assert "voorna de regel" in shown
    assert not set("\x00\x08\ufffe\u202e\u2067") & set(shown)


@pytest.mark.parametrize("form", MemoFormat)
def test_a_word_of_twenty_thousand_letters_stays_whole(form: MemoFormat) -> None:
    word = "x" * 20_000
    memo = Memo(MemoFields("Lang"), (MemoSection(MemoPart.OCCASION, (Statement(word),)),))
    data = memo_file(memo, form)
    if form in (MemoFormat.DOCX, MemoFormat.ODT):
        assert word in "".join(map(opened.text_of, opened.xml_parts(data).values()))
    else:
        assert word in data.decode()

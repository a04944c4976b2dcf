"""One style for every format: what Word, LibreOffice and HTML say of a heading is the same."""

import re

from assistant.memo.files import MemoFormat, memo_file
from assistant.memo.house_style import house_style
from tests.assistant.memo import opened
from tests.assistant.memo.made_memos import full_memo
from tests.assistant.memo.opened import FO, STYLE, W


def luminance(colour: str) -> float:
    """https://www.w3.org/TR/WCAG21/#dfn-relative-luminance"""
    shares = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_colours_of_text_are_readable_on_white() -> None:
    style = house_style()
    assert 1.05 / (luminance(style.accent) + 0.05) >= 4.5
    assert 1.05 / (luminance(style.ink) + 0.05) >= 7


def test_heading_and_body_are_the_same_in_word_libreoffice_and_html() -> None:
    word = opened.xml_parts(memo_file(full_memo(), MemoFormat.DOCX))["word/styles.xml"]
    office = opened.xml_parts(memo_file(full_memo(), MemoFormat.ODT))["styles.xml"]
    page = memo_file(full_memo(), MemoFormat.HTML).decode()

    def in_word(name: str) -> tuple[float, str | None]:
        (one,) = [one for one in word.iter(f"{W}style") if one.attrib.get(f"{W}styleId") == name]
        size, colour = one.find(f"{W}rPr/{W}sz"), one.find(f"{W}rPr/{W}color")
        assert size is not None
        return int(size.attrib[f"{W}val"]) / 2, None if colour is None else f"#{colour.attrib[f'{W}val']}"

    def in_office(name: str) -> tuple[float, str | None]:
        (one,) = [one for one in office.iter(f"{STYLE}style") if one.attrib.get(f"{STYLE}name") == name]
        text = one.find(f"{STYLE}text-properties")
        assert text is not None
        return float(text.attrib[f"{FO}font-size"].removesuffix("pt")), text.attrib.get(f"{FO}color")

    def in_html(selector: str) -> tuple[float, str | None]:
        found = re.search(
            rf"^{re.escape(selector)} {{ font-size: ([\d.]+)rem;.* color: (#\w+)", page, re.MULTILINE
        )
        assert found is not None
        colour = found[2] if found[2] != house_style().ink else None
        return round(float(found[1]) * 12, 2), colour

    assert in_word("Heading1") == in_office("Heading_20_1") == in_html("h2")
    assert in_word("Title") == in_office("Title") == in_html("h1")
    assert in_word("BodyText") == in_office("Text_20_body") == in_html("main p")
    assert in_word("Heading1")[1] == house_style().accent

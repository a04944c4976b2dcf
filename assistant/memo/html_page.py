"""A memo as one HTML page that needs nothing else: its style, and Dutch names for its footnotes."""

from functools import cache
from pathlib import Path
from typing import Any

from assistant.memo.document import NOTES_ID
from assistant.memo.house_style import HouseStyle, TextStyle, house_style
from assistant.memo.pandoc_call import convert

_FOLDER = Path(__file__).parent
_SELECTORS = {
    "body": "main p",
    "title": "h1",
    "heading1": "h2",
    "heading2": "h3",
    "note": 'section[role="doc-endnotes"] :is(li, p)',
    "cell": "th, td",
    "field": ".velden > p",
}
"""A more specific one wins: a field is a paragraph too."""


def html_page(document: dict[str, Any]) -> bytes:
    """The page of a document in pandoc's JSON form; its headings begin at 2, the title is 1.

    Raises:
        DenktankError: see ``assistant.memo.pandoc_call.convert``.
    """
    style = {"t": "MetaInlines", "c": [{"t": "RawInline", "c": ["html", _style_sheet()]}]}
    meta = {**document["meta"], "style": style}
    template = _FOLDER.joinpath("memo.html").read_bytes()
    made = convert({**document, "meta": meta}, "html5", files={"--template": template})
    return _with_dutch_names(made.decode()).encode()


def _with_dutch_names(page: str) -> str:
    """Pandoc's notes have roles and no names; a screen reader would say "1" and the name of an arrow."""
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(page)
    for reference in tree.css('a[role="doc-noteref"]'):
        reference.attrs["aria-label"] = f"Voetnoot {reference.text()}"
    for number, back in enumerate(tree.css('a[role="doc-backlink"]'), 1):
        back.attrs["aria-label"] = f"Terug naar de tekst bij voetnoot {number}"
    for notes in tree.css('section[role="doc-endnotes"]'):
        notes.attrs["aria-labelledby"] = NOTES_ID
    return f"<!DOCTYPE html>\n{tree.html}\n"


@cache
def _style_sheet() -> str:
    style = house_style()
    page = style.page
    margins = " ".join(f"{side}mm" for side in (page.top, page.right, page.bottom, page.left))
    rules = [
        f":root {{ --ink: {style.ink}; --accent: {style.accent}; --line: {style.line}; "
        f"--indent: {style.indent:.1f}pt; --fonts: {', '.join(map(_quoted, style.fonts))}; }}",
        f"@page {{ size: {page.width}mm {page.height}mm; margin: {margins}; @bottom-right {{ "
        f"content: 'Bladzijde ' counter(page) ' van ' counter(pages); "
        f"font: {style.text['footer'].size}pt {_quoted(style.fonts[0])}, sans-serif; }} }}",
        *(_rule(selector, kind, style) for kind, selector in _SELECTORS.items()),
        _FOLDER.joinpath("memo.css").read_text(encoding="utf-8"),
    ]
    return "\n".join(rules)


def _rule(selector: str, kind: str, style: HouseStyle) -> str:
    text: TextStyle = style.text[kind]
    space = f"padding-top: {text.before}pt; padding-bottom: {text.after}pt"
    if kind != "cell":
        space = f"margin: {text.before}pt 0 {text.after}pt"
    weight = "bold" if text.bold else "inherit"
    keep = "; break-after: avoid" if text.keep else ""
    return (
        f"{selector} {{ font-size: {text.size / 16 * 96 / 72:.4g}rem; line-height: {text.line}; {space}; "
        f"font-weight: {weight}; color: {style.colour(text)}{keep} }}"
    )


def _quoted(font: str) -> str:
    return f"'{font}'" if " " in font else font

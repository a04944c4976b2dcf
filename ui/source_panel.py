"""The panel beside the conversation: the page a citation stands on, with the quotation marked."""

from urllib.parse import urlsplit

from assistant.answer import SourcePage
from ui import texts
from ui.dates_and_places import where
from ui.escaping import escape

AROUND = 20_000
"""Characters shown before and after the quotation; a file without pages is one page of any length."""


def source_html(page: SourcePage) -> str:
    """The whole page with ``[start, end)`` in a ``<mark>``; positions outside the text are clamped."""
    start = min(max(page.start, 0), len(page.text))
    end = min(max(page.end, start), len(page.text))
    quote = f'<mark tabindex="-1">{escape(page.text[start:end])}</mark>' if end > start else ""
    place = where(page.title, page.section, page.page, page.page_label, page.date)
    publisher = f'<p class="publisher">{escape(page.publisher)}</p>' if page.publisher else ""
    before, after = page.text[:start], page.text[end:]
    if len(before) > AROUND:
        before = f"… {before[-AROUND:]}"
    if len(after) > AROUND:
        after = f"{after[:AROUND]} …"
    text = f"{escape(before)}{quote}{escape(after)}"
    return _frame(
        f'<h2 id="source-title">{escape(page.title)}</h2><p class="where">{escape(place)}</p>',
        f'{publisher}{_links(page.links)}<div class="page-text">{text}</div>',
    )


def failure_html(message: str) -> str:
    """A panel that says why the source cannot be shown."""
    heading = f'<h2 id="source-title">{texts.SOURCE_REGION}</h2>'
    return _frame(heading, f'<p class="failure">{escape(message)}</p>')


def _frame(heading: str, body: str) -> str:
    return (
        '<article role="region" aria-labelledby="source-title">'
        f'<div class="panel-bar"><button type="button" data-close>← {texts.BACK}</button>{heading}</div>'
        f'<div class="panel-body" tabindex="0">{body}</div></article>'
    )


def _links(links: tuple[str, ...]) -> str:
    """Only links to the web; they open in a new tab and tell nobody where the visitor came from."""
    safe = [link for link in links if _is_web(link)]
    items = "".join(
        f'<li><a href="{escape(link)}" target="_blank" rel="noopener noreferrer">{escape(link)}</a></li>'
        for link in safe
    )
    return f'<p class="links-title">{texts.ONLINE}:</p><ul class="links">{items}</ul>' if items else ""


def _is_web(link: str) -> bool:
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)

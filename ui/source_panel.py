"""The panel beside the conversation: the page a citation stands on, with the quotation marked."""

from assistant.dates_and_places import where
from assistant.source_place import SourcePlace
from ui import source_texts as texts
from ui import texts as shell
from ui.escaping import escape
from ui.source_link import source_url
from ui.source_parts import (
    about_html,
    frame,
    link,
    not_drawn_html,
    picture_html,
    quotation_html,
    text_html,
    tools_html,
)
from ui.source_view import SourceView

MODE = "bron"
"""The name of the panel in its route and in the links that open it."""


def source_html(view: SourceView) -> str:
    """A page as an image, or as text where there is none, with the quotation marked."""
    page = view.page
    place = where(page.title, page.section, page.page, page.page_label, page.date)
    shown = picture_html(view) if view.shows_image else not_drawn_html(view) + text_html(page)
    heading = f'<h2 id="source-title">{escape(page.title)}</h2><p class="where">{escape(place)}</p>'
    foot = f"{quotation_html(view)}{_pager(view)}{tools_html(view, MODE)}"
    about = about_html(view)
    body = f"{shown}{about}" if view.shows_image else f"{about}{shown}"
    return frame(MODE, source_url(view.place), place, heading, body, foot)


def failure_html(message: str, instead: SourcePlace | None = None) -> str:
    """A panel that says why the source cannot be shown, with the place that can be."""
    heading = f'<h2 id="source-title">{shell.SOURCE_REGION}</h2>'
    body = f'<p class="failure">{escape(message)}</p>'
    if instead is not None:
        on_page = texts.OPEN_AT_PAGE.format(number=instead.page) if instead.page else texts.OPEN
        body += f"<p>{link(instead, 'lezen', 'verder', on_page)}</p>"
    return frame("fout", "", message, heading, body, "")


def _pager(view: SourceView) -> str:
    """To the pages beside this one; a publication without pages is whole already."""
    if view.page.page is None:
        return ""
    steps = (
        (-1, "vorige", f"‹ {texts.FORMER}", texts.FORMER_PAGE),
        (1, "volgende", f"{texts.NEXT} ›", texts.NEXT_PAGE),
    )
    links = [
        link(beside, MODE, key, text, name)
        for step, key, text, name in steps
        if (beside := view.beside(step)) is not None
    ]
    return f'<nav class="pager" aria-label="{texts.PAGER}">{"".join(links)}</nav>' if links else ""

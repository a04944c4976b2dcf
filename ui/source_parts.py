"""The pieces that a source beside the answer and a publication to read have in common."""

from urllib.parse import urlsplit

from assistant.answer import SourcePage
from assistant.source_place import SourcePlace
from corpus.boxes import Box, union
from corpus.page_image import DPI, image_in_words
from ui import source_texts as texts
from ui import texts as shell
from ui.escaping import escape
from ui.source_link import source_query, source_url
from ui.source_view import SourceView

AROUND = 20_000
"""Characters shown before and after the quotation; a file without pages is one page of any length."""
_POINTS_PER_INCH = 72


def frame(mode: str, address: str, told: str, bar: str, body: str, foot: str, side: str = "") -> str:
    """The panel: a bar that stays, the page that scrolls, and a foot that stays.

    Args:
        mode: the route that made it: ``bron`` or ``lezen``.
        address: of what is shown, as one would send it on.
        told: a line to read aloud when the page has been turned.
        bar: HTML with the heading ``#source-title``.
        body: HTML of the page.
        foot: HTML below it.
        side: HTML beside the page.
    """
    return (
        f'<article role="region" aria-labelledby="source-title" data-mode="{mode}" '
        f'data-address="{escape(address)}" data-told="{escape(told)}">'
        f'<div class="panel-bar"><div class="panel-row"><button type="button" data-close data-key="terug">'
        f"← {shell.BACK}</button>{_others() if mode == 'bron' else ''}</div>{bar}</div>"
        f"{side}"
        f'<div class="panel-body" tabindex="0" role="group" aria-labelledby="source-title">{body}</div>'
        f'<div class="panel-foot">{foot}</div></article>'
    )


def _others() -> str:
    """Which of the sources of an answer this is; filled in by the script, which knows the answer."""
    former, later = (
        f'<button type="button" data-other="{step}" data-key="bron{step}" aria-label="{name}">{sign}</button>'
        for step, name, sign in ((-1, texts.FORMER_SOURCE, "‹"), (1, texts.NEXT_SOURCE, "›"))
    )
    label = texts.WHERE_IN_ANSWER
    return f'<div class="others" role="group" aria-label="{label}" hidden>{former}<span></span>{later}</div>'


def link(place: SourcePlace, mode: str, key: str, text: str, name: str = "", extra: str = "") -> str:
    """A link that the panel opens in itself.

    Args:
        place: what it opens.
        mode: the route: ``bron`` or ``lezen``.
        key: a name for the control that stays when the page is turned, so that it keeps the focus.
        text: what it says.
        name: what is read aloud in place of that.
        extra: more of the query.
    """
    label = f' aria-label="{escape(name)}"' if name else ""
    address = escape(source_url(place) + extra)
    return f'<a class="button" href="{address}" data-mode="{mode}" data-key="{key}"{label}>{escape(text)}</a>'


def picture_html(view: SourceView) -> str:
    """The page as an image whose room is known before it is there, and where on it the quotation is."""
    page = view.page
    width, height = page.width or 1.0, page.height or 1.0
    # The hash of the file makes it another address when the file is replaced: it may be kept for good.
    address = f"/denktank/bladzijde.png?{source_query(view.place)}&v={page.sha256}"
    heading = page.section[-1] if page.section else ""
    quotation = page.text[page.start : page.end]
    words = image_in_words(page.title, page.page, page.page_label, heading, quotation)
    pixels = [round(side * DPI / _POINTS_PER_INCH) for side in (width, height)]
    return (
        f'<div class="page-image"><img src="{escape(address)}" width="{pixels[0]}" height="{pixels[1]}" '
        f'alt="{escape(words)}">{_mark_place(page.boxes, width, height)}</div>'
    )


def _mark_place(boxes: tuple[Box, ...], width: float, height: float) -> str:
    """An element without a shape around the first lines of the quotation, to scroll to."""
    if not boxes:
        return ""
    # A quotation over two columns begins in the first: a box around both would begin above it.
    around = union([box for box in boxes if abs(box.left - boxes[0].left) < boxes[0].width])
    left, top = 100 * around.left / width, 100 * around.top / height
    size = 100 * around.width / width, 100 * around.height / height
    return (
        f'<span class="mark-place" style="left:{left:.2f}%;top:{top:.2f}%;width:{size[0]:.2f}%;'
        f'height:{size[1]:.2f}%"></span>'
    )


def text_html(page: SourcePage, begin: int = 0, until: int | None = None) -> str:
    """The text of a page with ``[start, end)`` in a ``<mark>``; positions outside it are clamped.

    Args:
        page: the page.
        begin: where the part of the text that is shown begins.
        until: where it ends; without it at the end of the page.
    """
    last = len(page.text) if until is None else until
    start = min(max(page.start, begin), last)
    end = min(max(page.end, start), last)
    # Without a quotation a start within the text is a heading to come into view.
    quote = '<span class="mark-place"></span>' if start > begin else ""
    if end > start:
        quote = f'<mark tabindex="-1">{escape(page.text[start:end])}</mark>'
    before, after = page.text[begin:start], page.text[end:last]
    if len(before) > AROUND:
        before = f"… {before[-AROUND:]}"
    if len(after) > AROUND:
        after = f"{after[:AROUND]} …"
    return f'<div class="page-text">{escape(before)}{quote}{escape(after)}</div>'


def quotation_html(view: SourceView) -> str:
    """The quotation as text with what kind of passage it is from, below the image of its page."""
    page = view.page
    quote = page.text[max(page.start, 0) : max(page.end, 0)]
    if not quote or not view.shows_image:
        return ""
    return (
        f'<blockquote class="quotation" tabindex="0"><span>{_kind(page) or texts.QUOTATION}:</span>'
        f'<mark tabindex="-1">{escape(quote)}</mark></blockquote>'
    )


def tools_html(view: SourceView, mode: str, extra: str = "") -> str:
    """The switch between image and text, larger, and a link to this place."""
    buttons = []
    if view.has_image and not view.not_drawn:
        text, shown = (texts.SHOW_TEXT, "tekst") if view.shows_image else (texts.SHOW_PAGE, "bladzijde")
        buttons.append(f'<button type="button" data-show="{shown}" data-key="toon">{text}</button>')
    if view.shows_image:
        buttons.append(
            '<button type="button" data-larger data-key="groter" aria-pressed="false">'
            f"{texts.LARGER}</button>"
        )
    buttons.append(
        f'<button type="button" data-share data-key="link">{texts.COPY_LINK}</button>'
        f'<input data-shared readonly hidden aria-label="{texts.LINK}">'
    )
    if mode == "bron":
        buttons.append(link(view.place, "lezen", "lezen", texts.READ_ALL, extra=extra))
    return f'<div class="tools">{"".join(buttons)}</div>'


def not_drawn_html(view: SourceView) -> str:
    """The line above the text of a page that could not be drawn."""
    return f'<p class="failure">{texts.NOT_DRAWN}</p>' if view.not_drawn else ""


def about_html(view: SourceView) -> str:
    """What kind of passage it is, who published it, and where it can be read on the web."""
    kind = "" if view.shows_image else _kind(view.page)
    about = " · ".join(filter(None, (kind, view.page.publisher)))
    line = f'<p class="publisher">{escape(about)}</p>' if about else ""
    return f"{line}{_links(view.page.links)}"


def _kind(page: SourcePage) -> str:
    return page.kind.value.capitalize() if page.kind else ""


def _links(links: tuple[str, ...]) -> str:
    """Only links to the web; they open in a new tab and tell nobody where the visitor came from."""
    safe = [link for link in links if _is_web(link)]
    items = "".join(
        f'<li><a href="{escape(link)}" target="_blank" rel="noopener noreferrer">{escape(link)}</a></li>'
        for link in safe
    )
    return f'<p class="links-title">{shell.ONLINE}:</p><ul class="links">{items}</ul>' if items else ""


def _is_web(link: str) -> bool:
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)

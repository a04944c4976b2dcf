"""Reading a publication: a page at a time, with its table of contents and what was searched for in it."""

from dataclasses import dataclass
from urllib.parse import urlencode

from assistant.dates_and_places import dutch_date, page_line
from assistant.source_place import SourcePlace
from index.reading import Heading, Hit, Hits, parts
from ui import source_texts as texts
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

MODE = "lezen"
"""The name of reading in its route and in the links that open it."""
MOST_WORDS = 100
"""Characters that are searched for."""


NO_HITS = Hits((), False)
"""What is found where nothing was searched for."""


@dataclass(frozen=True, slots=True)
class ReadingView:
    """A page to read; ``words`` are what was searched for, empty where nothing was."""

    view: SourceView
    headings: tuple[Heading, ...]
    words: str = ""
    hits: Hits = NO_HITS

    @property
    def extra(self) -> str:
        """What every link adds to its address, so that the places found stay."""
        return f"&{urlencode({'zoek': self.words})}" if self.words else ""


def reading_html(reading: ReadingView) -> str:
    """The page, with the way to every other page of the publication."""
    view, page = reading.view, reading.view.page
    begin, until, place, pager = _turning(reading)
    date = dutch_date(page.date) if page.date else ""
    line = " · ".join(filter(None, (place, date)))
    shown = picture_html(view) if view.shows_image else not_drawn_html(view) + text_html(page, begin, until)
    heading = f'<h2 id="source-title">{escape(page.title)}</h2><p class="where">{escape(line)}</p>'
    return frame(
        MODE,
        source_url(view.place) + reading.extra,
        _found_line(reading) if reading.words and not page.end > page.start else place,
        heading,
        f"{shown}{about_html(view)}",
        f"{'' if reading.words else quotation_html(view)}{pager}{tools_html(view, MODE)}",
        _side(reading),
    )


def _turning(reading: ReadingView) -> tuple[int, int | None, str, str]:
    """What of the text is shown, how that place is called, and the way to the places beside it."""
    view = reading.view
    if view.page.page is not None:
        name = texts.PAGE_OF.format(number=view.page.page, count=len(view.pages))
        printed = page_line(view.page.page, view.page.page_label).partition(" (")[2]
        line = f"{name} ({printed}" if printed else name
        names = (texts.FORMER_PAGE, texts.NEXT_PAGE)
        return 0, None, line, _pager(reading.extra, view.beside(-1), view.beside(1), names, _go_to(reading))
    pieces = parts(view.page.text, [heading.start for heading in reading.headings])
    at = max(n for n, (begin, _) in enumerate(pieces) if begin <= min(view.page.start, len(view.page.text)))
    begin, until = pieces[at]
    key = view.place.publication
    former = SourcePlace(key, None, pieces[at - 1][0]) if at else None
    later = SourcePlace(key, None, pieces[at + 1][0]) if at + 1 < len(pieces) else None
    line = texts.PART_OF.format(number=at + 1, count=len(pieces)) if len(pieces) > 1 else ""
    names = (texts.FORMER_PART, texts.NEXT_PART)
    return begin, max(until, view.page.end), line, _pager(reading.extra, former, later, names, "")


def _pager(
    extra: str, former: SourcePlace | None, later: SourcePlace | None, names: tuple[str, str], go: str
) -> str:
    back = link(former, MODE, "vorige", f"‹ {texts.FORMER}", names[0], extra) if former else ""
    on = link(later, MODE, "volgende", f"{texts.NEXT} ›", names[1], extra) if later else ""
    return f'<nav class="pager" aria-label="{texts.PAGER}">{back}{go}{on}</nav>' if back or on else ""


def _go_to(reading: ReadingView) -> str:
    view = reading.view
    return _form(
        "ga",
        view,
        f'<label for="go-to-page">{texts.GO_TO}</label>'
        f'<input id="go-to-page" name="pagina" type="number" inputmode="numeric" min="1" '
        f'max="{view.pages[-1].number}" value="{view.page.page}" required>'
        f'<button type="submit" data-key="ga">{texts.GO}</button>',
        {"zoek": reading.words} if reading.words else {},
    )


def _form(kind: str, view: SourceView, html: str, hidden: dict[str, str]) -> str:
    fields = {"bron": view.place.publication, **hidden}
    kept = "".join(
        f'<input type="hidden" name="{name}" value="{escape(value)}">' for name, value in fields.items()
    )
    role = ' role="search"' if kind == "zoek" else ""
    return f'<form data-mode="{MODE}" class="{kind}"{role} action="/" method="get">{kept}{html}</form>'


def _side(reading: ReadingView) -> str:
    hidden = {} if reading.view.page.page is None else {"pagina": str(reading.view.page.page)}
    form = _form(
        "zoek",
        reading.view,
        f'<label for="search-words">{texts.SEARCH_LABEL}</label><span class="search-row">'
        f'<input id="search-words" name="zoek" type="search" maxlength="{MOST_WORDS}" autocomplete="off" '
        f'value="{escape(reading.words)}"><button type="submit" data-key="zoek">{texts.SEARCH}</button>'
        "</span>",
        hidden,
    )
    return f'<div class="reading-side">{form}{_results(reading)}{_contents(reading)}</div>'


def _found_line(reading: ReadingView) -> str:
    count = len(reading.hits.hits)
    line = texts.MORE_HITS if reading.hits.more else texts.ONE_HIT if count == 1 else texts.HITS
    return (line if count else texts.NO_HITS).format(count=count, words=reading.words)


def _results(reading: ReadingView) -> str:
    if not reading.words:
        return ""
    title = escape(_found_line(reading))
    if not reading.hits.hits:
        return f'<p class="no-hits">{title}</p>'
    items = "".join(_result(reading, hit) for hit in reading.hits.hits)
    return f'<details class="results" open><summary>{title}</summary><ol>{items}</ol></details>'


def _result(reading: ReadingView, hit: Hit) -> str:
    place = SourcePlace(reading.view.place.publication, hit.page.number, hit.start, hit.end)
    line = page_line(hit.page.number, hit.page.label)
    where = f'<span class="where">{escape(line.capitalize())}</span>' if line else ""
    here = place.page == reading.view.place.page and place.start == reading.view.place.start
    current = ' aria-current="true"' if here and reading.view.place.end else ""
    snippet = f"{escape(hit.before)}<strong>{escape(hit.found)}</strong>{escape(hit.after)}"
    address = escape(source_url(place) + reading.extra)
    return f'<li><a href="{address}" data-mode="{MODE}"{current}>{where}<span>… {snippet} …</span></a></li>'


def _contents(reading: ReadingView) -> str:
    if not reading.headings:
        return ""
    here = _heading_here(reading.view, reading.headings)
    items = "".join(_entry(reading, heading, heading is here) for heading in reading.headings)
    return f'<details class="contents"><summary>{texts.CONTENTS}</summary><ul>{items}</ul></details>'


def _entry(reading: ReadingView, heading: Heading, is_here: bool) -> str:
    start = heading.start if heading.page is None else 0
    address = source_url(SourcePlace(reading.view.place.publication, heading.page, start)) + reading.extra
    page = "" if heading.page is None else f'<span class="where">{heading.page}</span>'
    current = ' aria-current="true"' if is_here else ""
    return (
        f'<li data-level="{min(heading.level, 4)}"><a href="{escape(address)}" data-mode="{MODE}"{current}>'
        f"<span>{escape(heading.title)}</span>{page}</a></li>"
    )


def _heading_here(view: SourceView, headings: tuple[Heading, ...]) -> Heading | None:
    """The last heading before the marked place; without one the first on the page, else the last before."""
    page = view.page.page
    if page is None:
        begun = [heading for heading in headings if heading.start <= view.page.start]
    else:
        on_page = [heading for heading in headings if heading.page == page]
        above = [heading for heading in on_page if view.page.end and heading.start <= view.page.start]
        begun = above or on_page[:1] or [heading for heading in headings if (heading.page or 0) < page]
    return begun[-1] if begun else None

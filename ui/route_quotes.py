"""Texts of the source on the screen: word for word, each with a link to the place it stands."""

from collections.abc import Sequence

from ui import route_texts as texts
from ui.escaping import escape
from ui.route_stop import Quoted
from ui.source_link import source_query, source_url

MOST_CHARACTERS = 600
"""Of one text; what is longer is read in the source."""
MOST_TEXTS = 6
"""Of one part of a stop."""


def quotes_html(quoted: Sequence[Quoted]) -> str:
    """A part of a stop: its texts, and where the rest of them can be read."""
    shown = "".join(quote_html(one) for one in quoted[:MOST_TEXTS])
    left = quoted[MOST_TEXTS:]
    if not left:
        return shown
    more = texts.MORE_ONE if len(left) == 1 else texts.MORE.format(count=len(left))
    return f'{shown}<p class="more">{more} {source_link(left[0], _read_on(left[0]))}</p>'


def quote_html(quoted: Quoted, most: int = MOST_CHARACTERS) -> str:
    """One text, cut after a word where it is longer than ``most`` characters."""
    text = quoted.text
    if len(text) > most:
        cut = text[:most].rsplit(maxsplit=1)[0] if " " in text[:most] else text[:most]
        return f'<p class="quote">{escape(cut)} … {source_link(quoted, _read_on(quoted))}</p>'
    return f'<p class="quote">{escape(text)} {source_link(quoted, page_words(quoted))}</p>'


def source_link(quoted: Quoted, words: str) -> str:
    """A link that opens the source with exactly this text marked."""
    place = quoted.place
    address, name = escape(source_url(place)), escape(source_query(place))
    return f'<a href="{address}" data-source="{name}">{escape(words)}</a>'


def page_words(quoted: Quoted) -> str:
    """The page of a text, in as few words as can be told apart."""
    page = quoted.place.page
    return texts.IN_SOURCE if page is None else texts.PAGE.format(page=page)


def _read_on(quoted: Quoted) -> str:
    page = quoted.place.page
    return texts.READ_ON_ELSEWHERE if page is None else texts.READ_ON.format(page=page)

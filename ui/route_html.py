"""The routekaart as HTML: the map and the same as a list, or what is known where there is no guide."""

from collections.abc import Iterable

from corpus.catalogue import catalogue
from corpus.structure.routekaart import GUIDE
from ui import route_texts as texts
from ui.escaping import escape
from ui.route_choices import choice_html
from ui.route_drawing import LAYOUTS, drawing
from ui.route_quotes import quote_html
from ui.route_stop import Quoted, Route, Stop

_NEAR = 2
"""Characters between two texts of a stop that a quotation may run across."""


def route_html(route: Route, indexed: bool) -> str:
    """The whole routekaart: map, list, choices and remarks.

    Args:
        route: what is drawn.
        indexed: whether the index has the guide as it is now.
    """
    title = f'<p class="route-from">{texts.FROM} <cite>{escape(route.title)}</cite></p>'
    signs = [stop.sign for stop in route.stops]
    drawings = "".join(drawing(signs, layout) for layout in LAYOUTS)
    items = "".join(_item(stop) for stop in route.stops)
    return (
        f'<div class="route" data-publication="{escape(route.publication)}">'
        f'<h2 id="route-title">{texts.TITLE}</h2>{title}{_guide_choice(route)}'
        f'<div class="route-top"><p>{texts.INTRO}</p>'
        f'<button type="button" data-route-list data-as-list="{texts.AS_LIST}" data-as-map="{texts.AS_MAP}">'
        f"{texts.AS_LIST}</button></div>"
        f"{'' if indexed else _note(texts.NOT_INDEXED)}"
        '<p class="route-used" hidden></p>'
        f'<div class="route-map">{drawings}</div>'
        f'<ol class="route-list" aria-label="{texts.STOPS}" hidden>{items}</ol>{_warnings(route)}</div>'
    )


def no_guide_html(known: Iterable[tuple[str, Quoted]]) -> str:
    """What the screen says without a guide: why, what is known, and how to add it."""
    parts, last = [], None
    for heading, quoted in known:
        if heading != last:
            parts.append(f"<h4>{escape(heading)}</h4>")
            last = heading
        parts.append(quote_html(quoted))
    told = f"<h3>{texts.KNOWN}</h3><p>{texts.KNOWN_FROM}</p>{''.join(parts)}" if parts else ""
    commands = "\n".join(texts.ADD_COMMANDS)
    return (
        f'<div class="route"><h2 id="route-title">{texts.TITLE}</h2>'
        f'<p class="route-note"><strong>{texts.NO_GUIDE}.</strong> {texts.NO_GUIDE_INTRO}</p>'
        f"<h3>{texts.HOW_TO_ADD}</h3><ol><li>{_where_to_find()}</li>"
        f'<li><a class="route-button" href="#publicaties">{texts.ADD_HERE}</a></li></ol>'
        f"<p>{texts.ADD_THERE}</p><pre><code>{escape(commands)}</code></pre><p>{texts.THEN}</p>{told}</div>"
    )


def failure_html(message: str) -> str:
    """Why there is nothing to show."""
    return f'<p class="failure" role="alert">{escape(message)}</p>'


def _where_to_find() -> str:
    entry = next(item for item in catalogue() if item.id == GUIDE)
    links = "".join(
        f' <a href="{escape(link)}" target="_blank" rel="noopener noreferrer">{escape(link)}</a>'
        for link in entry.metadata.links
    )
    return f"{texts.FIND} <cite>{escape(entry.metadata.title)}</cite>. {escape(entry.where)}{links}"


def _guide_choice(route: Route) -> str:
    if len(route.guides) < 2:
        return ""
    return choice_html("gids", texts.GUIDE, route.guides, route.publication)


def _item(stop: Stop) -> str:
    number = "" if stop.sign.number is None else f'<span class="number">{stop.sign.number}</span> '
    return (
        f'<li data-spans="{_spans(stop)}"><a href="#routekaart/{stop.position}" data-stop="{stop.position}">'
        f"{number}<span>{escape(stop.sign.title or texts.NO_TITLE)}"
        f'<span class="used"> ({texts.USED_MARK})</span></span></a></li>'
    )


def _spans(stop: Stop) -> str:
    """Where the texts of a stop stand, as ``page:start-end`` in code points; without pages ``:start-end``."""
    merged: list[tuple[int, int, int]] = []
    places = {quoted.place for quoted in stop.texts}
    for page, start, end in sorted((place.page or 0, place.start, place.end) for place in places):
        if merged and merged[-1][0] == page and start <= merged[-1][2] + _NEAR:
            merged[-1] = (page, merged[-1][1], max(end, merged[-1][2]))
        else:
            merged.append((page, start, end))
    return " ".join(f"{page or ''}:{start}-{end}" for page, start, end in merged)


def _warnings(route: Route) -> str:
    items = "".join(f"<li>{escape(line)}</li>" for line in route.warnings)
    return (
        f'<details class="route-remarks"><summary>{texts.REMARKS}</summary><ul>{items}</ul></details>'
        if items
        else ""
    )


def _note(line: str) -> str:
    return f'<p class="route-note">{escape(line)}</p>'

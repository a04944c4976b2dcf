"""One stop of the routekaart as HTML: what the source says there, for whom, and where it leads."""

from collections.abc import Iterator, Sequence

from corpus.kinds import Role
from ui import route_texts as texts
from ui.escaping import escape
from ui.route_choices import choice_html
from ui.route_quotes import quote_html, quotes_html, source_link
from ui.route_stop import Advice, Choice, Passage, Pointer, Quoted, Route, Stop

_TARGETS = 4
"""Places shown of one reference."""
_TARGET_CHARACTERS = 240
_PERSONS = {
    Role.MAYOR: "burgemeesters",
    Role.ALDERMAN: "wethouders",
    Role.COUNCILLOR: "raadsleden",
    Role.OFFICIAL: "ambtenaren",
}


def stop_html(route: Route, stop: Stop, role: Role | None) -> str:
    """The details of a stop.

    Args:
        route: that it is on.
        stop: which one.
        role: of the visitor; the advice to it comes first.
    """
    parts = "".join(_parts(route, stop, role)) or f"<p>{texts.NOTHING}</p>"
    position = texts.POSITION.format(position=stop.position, total=len(route.stops))
    heading = source_link(stop.heading, stop.heading.page or texts.IN_SOURCE)
    return (
        '<article class="stop" aria-labelledby="stop-title">'
        f'<p class="position">{position}</p>'
        f'<h3 id="stop-title" tabindex="-1">{escape(stop.sign.name)}</h3><p class="where">{heading}</p>'
        f'<div class="stop-ask"><button type="button" data-route-ask aria-expanded="false" '
        f'aria-controls="stop-questions">{texts.ASK}</button>'
        f'<a class="route-button" href="#routekaart">{texts.TO_MAP}</a></div>'
        f'<div id="stop-questions" hidden></div>{parts}{_others(route, stop)}</article>'
    )


def questions_html(offered: Sequence[str]) -> str:
    """The questions to choose from."""
    if not offered:
        return f"<p>{texts.NO_QUESTIONS}</p>"
    items = "".join(
        f'<li><button type="button" data-route-question>{escape(question)}</button></li>'
        for question in offered
    )
    return f"<p>{texts.ASK_INTRO}</p><ul>{items}</ul>"


def _parts(route: Route, stop: Stop, role: Role | None) -> Iterator[str]:
    yield from _part(texts.ABOUT, stop.text, "about")
    yield from _part(texts.STORY, stop.story, "story")
    yield from _part(texts.DILEMMAS, stop.dilemmas, "dilemma")
    advice = "".join((*_advice_parts(stop, role), *_part(texts.ADVICE_TO_ALL, stop.advice_to_all, "advice")))
    yield f'<div class="advices">{advice}</div>' if advice else ""
    if stop.pointers:
        pointers = _report_choice(route) + "".join(_pointer(pointer) for pointer in stop.pointers)
        yield f'<section class="underlying"><h4>{texts.UNDERLYING}</h4>{pointers}</section>'


def _part(title: str, quoted: Sequence[Quoted], kind: str) -> Iterator[str]:
    if quoted:
        yield f'<section class="{kind}"><h4>{escape(title)}</h4>{quotes_html(quoted)}</section>'


def _advice_parts(stop: Stop, role: Role | None) -> Iterator[str]:
    """That to the visitor first, or else a line that there is none."""
    mine = [advice for advice in stop.advice if role in advice.roles]
    if role is not None and stop.advice and not mine:
        yield f'<p class="no-advice">{texts.NO_ADVICE.format(role=role.value)}</p>'
    for advice in mine:
        title = texts.ADVICE_YOURS.format(role=role.value) if role else ""
        yield from _part(title, advice.texts, "advice yours")
    for advice in stop.advice:
        if advice not in mine:
            yield from _part(texts.ADVICE.format(roles=_roles(advice)), advice.texts, "advice")


def _report_choice(route: Route) -> str:
    """Of the report that the guide means, where that is not known."""
    if not route.reports:
        return ""
    options = (Choice("", texts.NO_REPORT), *route.reports)
    return choice_html("rapport", texts.REPORT, options, route.report or "")


def _roles(advice: Advice) -> str:
    names = [_PERSONS[role] for role in advice.roles]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} en {names[-1]}"


def _pointer(pointer: Pointer) -> str:
    shown = "".join(_target(target) for target in pointer.targets[:_TARGETS])
    left = len(pointer.targets) - _TARGETS
    more = f"<li>{texts.MORE_TARGETS.format(count=left)}</li>" if left > 0 else ""
    places = f"<ul>{shown}{more}</ul>" if shown else ""
    note = f'<p class="no-advice">{escape(pointer.note)}</p>' if pointer.note else ""
    written = source_link(pointer.written, pointer.written.text)
    return f'<div class="pointer"><h5>“{written}”</h5>{places}{note}</div>'


def _target(target: Passage) -> str:
    where = f"{target.title} › {target.section}" if target.section else target.title
    return f'<li><p class="where">{escape(where)}</p>{quote_html(target.quoted, _TARGET_CHARACTERS)}</li>'


def _others(route: Route, stop: Stop) -> str:
    before, after = stop.position - 1, stop.position + 1
    links = []
    if before >= 1:
        links.append(_link(before, f"← {texts.PREVIOUS}", route.stops[before - 1]))
    if after <= len(route.stops):
        links.append(_link(after, f"{texts.NEXT} →", route.stops[after - 1]))
    return f'<nav aria-label="{texts.OTHERS}">{"".join(links)}</nav>'


def _link(position: int, words: str, stop: Stop) -> str:
    return (
        f'<a class="route-button" href="#routekaart/{position}">{words}'
        f'<span class="other">{escape(stop.sign.name)}</span></a>'
    )

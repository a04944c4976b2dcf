"""Questions about one stop of the routekaart, of which only those are offered that find that stop."""

from collections.abc import Iterator
from typing import Protocol

from assistant.answer import Citation
from assistant.source_place import SourcePlace
from corpus.kinds import Role
from ui.route_stop import Stop

MOST = 3
_LOOKED_AT = 3
"""Found passages among which one of the stop must be."""

_NAMED = {
    Role.MAYOR: "een burgemeester",
    Role.ALDERMAN: "een wethouder",
    Role.COUNCILLOR: "een raadslid",
    Role.OFFICIAL: "een ambtenaar",
}


class Finder(Protocol):
    """Who looks things up in the sources."""

    def search(self, query: str, k: int) -> tuple[Citation, ...]:
        """The best passages; raises ``DenktankError`` where there is no index to look in."""


def questions(stop: Stop, role: Role | None, finder: Finder) -> tuple[str, ...]:
    """At most ``MOST`` questions about what the stop has, each found to lead to it.

    Args:
        stop: what is asked about.
        role: of the visitor, whose advice is asked for; else that of a raadslid.
        finder: what a question is tried on.

    Raises:
        DenktankError: there is no index.
    """
    found: list[str] = []
    for question in _possible(stop, role):
        if len(found) == MOST:
            break
        if any(stop.covers(SourcePlace.of(hit)) for hit in finder.search(question, _LOOKED_AT)):
            found.append(question)
    return tuple(found)


def _possible(stop: Stop, role: Role | None) -> Iterator[str]:
    number = "de wegwijzer" if stop.sign.number is None else f"wegwijzer {stop.sign.number}"
    title = " ".join(stop.sign.title.split()).rstrip(".?!: ")
    if not title and stop.sign.number is None:
        return
    named = f"{number}: “{title}”" if title else number
    roles = [one for advice in stop.advice for one in advice.roles]
    first = next((one for one in (role, Role.COUNCILLOR, *roles) if one in roles), None)
    if first is not None:
        yield f"Wat is het advies voor {_NAMED[first]} bij {named}?"
    if stop.story:
        yield f"Welk praktijkverhaal hoort bij {named}?"
    if stop.dilemmas:
        yield f"Wat is het dilemma bij {named}?"
    yield f"Waar gaat {number} over: “{title}”?" if title else f"Waar gaat {number} over?"

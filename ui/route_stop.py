"""What the screen knows of a routekaart: every text with the place it was quoted from."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from assistant.source_place import SourcePlace
from corpus.kinds import Role
from ui.route_drawing import Sign


@dataclass(frozen=True, slots=True)
class Quoted:
    """A text exactly as it stands at ``place``, and its page in words (empty where there are no pages)."""

    text: str
    place: SourcePlace
    page: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage that a reference leads to: the publication, the heading above it, and its beginning."""

    title: str
    section: str
    quoted: Quoted


@dataclass(frozen=True, slots=True)
class Pointer:
    """A reference as it is written in the stop; ``note`` says why it leads nowhere or to several places."""

    written: Quoted
    targets: tuple[Passage, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Advice:
    """The same texts for one or more roles."""

    roles: tuple[Role, ...]
    texts: tuple[Quoted, ...]


@dataclass(frozen=True, slots=True)
class Stop:
    """One wegwijzer; ``position`` is its place on the route from 1, ``text`` what is nothing else."""

    position: int
    sign: Sign
    heading: Quoted
    text: tuple[Quoted, ...]
    story: tuple[Quoted, ...]
    dilemmas: tuple[Quoted, ...]
    advice: tuple[Advice, ...]
    advice_to_all: tuple[Quoted, ...]
    pointers: tuple[Pointer, ...]

    @property
    def texts(self) -> Iterator[Quoted]:
        """Everything of the source that belongs to the stop."""
        advice = chain.from_iterable(item.texts for item in self.advice)
        yield from chain((self.heading,), self.text, self.story, self.dilemmas, advice, self.advice_to_all)

    def covers(self, place: SourcePlace) -> bool:
        """Whether a quotation overlaps a text of the stop."""
        return any(
            own.publication == place.publication
            and own.page == place.page
            and own.start < place.end
            and place.start < own.end
            for own in (quoted.place for quoted in self.texts)
        )


@dataclass(frozen=True, slots=True)
class Choice:
    """A publication that may be chosen."""

    key: str
    title: str


@dataclass(frozen=True, slots=True)
class Route:
    """The route through one guide, as it is shown.

    ``guides`` are all guides with a route, this one among them. ``reports`` are what its references may be
    looked up in, empty where that is known, and ``report`` is the one that was chosen.
    """

    publication: str
    title: str
    stops: tuple[Stop, ...]
    warnings: tuple[str, ...]
    guides: tuple[Choice, ...]
    reports: tuple[Choice, ...]
    report: str | None

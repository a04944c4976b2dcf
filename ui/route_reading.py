"""The routekaart of the library as the screen needs it, read again whenever the library has changed."""

import threading
from collections.abc import Iterator, Sequence

from assistant.dates_and_places import page_line
from assistant.source_place import SourcePlace, quote_hash
from corpus.errors import DenktankError
from corpus.kinds import Role
from corpus.library import Library
from corpus.manifest import Entry
from corpus.passage import passages
from corpus.publication import Publication, Span
from corpus.structure.kind_rules import KindRules
from corpus.structure.routekaart import GUIDE, REPORT, Reference, Routekaart, Signpost, routekaart
from ui.route_drawing import Sign
from ui.route_stop import Advice, Choice, Passage, Pointer, Quoted, Route, Stop

_ABOUT = ("routekaart", "wegwijzer")


class Routes:
    """Reads routes from a library and keeps them until it changes; safe to use from several threads."""

    def __init__(self, library: Library, rules: KindRules | None = None) -> None:
        self._library = library
        self._rules = rules
        self._lock = threading.Lock()
        self._seen: dict[str, str] = {}
        self._is_guide: dict[tuple[str, str], bool] = {}
        self._routes: dict[tuple[str, str | None], Route] = {}

    def read(self, guide: str | None = None, report: str | None = None) -> Route | None:
        """The route through a guide; ``None`` where the library has no guide with wegwijzers.

        Args:
            guide: the key; one that has no route counts as none: then it is the first guide.
            report: the key of what the guide means by 'the report', where that is not known.

        Raises:
            DenktankError: the library or the guide cannot be read.
        """
        with self._lock:
            own = sorted(self._library.own_entries(), key=lambda entry: entry.catalogue_id != GUIDE)
            prints = {entry.key: self._library.fingerprint(entry) for entry in own}
            if prints != self._seen:
                self._routes.clear()
                self._is_guide = {
                    known: found for known, found in self._is_guide.items() if known in prints.items()
                }
                self._seen = prints
            guides, problems = self._guides(own, prints)
            if not guides:
                return None
            chosen = next((entry for entry in guides if entry.key == guide), guides[0])
            meant = report if report in prints and report != chosen.key else None
            key = (chosen.key, meant)
            if key not in self._routes:
                self._routes[key] = self._made(chosen, meant, own, guides, problems)
            return self._routes[key]

    def known(self) -> Iterator[tuple[str, Quoted]]:
        """What the startcorpus says of the routekaart: each passage with the heading above it.

        Pieces that are about it as a whole come first.
        """
        pieces = [entry for entry in self._library.entries() if entry.origin is None]
        for entry in sorted(pieces, key=lambda entry: not _is_about(entry.title)):
            piece = self._library.publication(entry.key)
            for passage in passages(piece):
                heading = passage.section[-1] if passage.section else ""
                if _is_about(heading):
                    yield heading, _quoted(piece, passage.span)

    def _guides(self, own: Sequence[Entry], prints: dict[str, str]) -> tuple[list[Entry], list[str]]:
        """The publications with a route, and why others could not be read."""
        problems = []
        for entry in own:
            known = (entry.key, prints[entry.key])
            if known not in self._is_guide:
                try:
                    publication = self._library.publication(entry.key)
                except DenktankError as error:
                    problems.append(str(error))
                    continue
                self._is_guide[known] = routekaart(publication, rules=self._rules) is not None
        found = [entry for entry in own if self._is_guide.get((entry.key, prints[entry.key]))]
        return found, problems

    def _made(
        self,
        chosen: Entry,
        meant: str | None,
        own: Sequence[Entry],
        guides: Sequence[Entry],
        problems: Sequence[str],
    ) -> Route:
        route = self._library.routekaart(chosen.key, meant)
        if route is None:
            raise DenktankError(f"'{chosen.key}' is net veranderd. Laad de pagina opnieuw.")
        opened = _Opened(self._library)
        known = chosen.catalogue_id == GUIDE and any(entry.catalogue_id == REPORT for entry in own)
        points = any(signpost.references for signpost in route.signposts)
        others = [entry for entry in own if entry != chosen] if points and not known else []
        return Route(
            publication=route.publication,
            title=route.title,
            stops=tuple(_stops(route, opened)),
            warnings=(*route.warnings, *problems),
            guides=tuple(Choice(entry.key, entry.title) for entry in guides),
            reports=tuple(Choice(entry.key, entry.title) for entry in others),
            report=meant,
        )


def _is_about(title: str) -> bool:
    return any(word in title.lower() for word in _ABOUT)


class _Opened:
    """The publications that a route quotes, each loaded once."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._known: dict[str, Publication] = {}

    def __getitem__(self, key: str) -> Publication:
        if key not in self._known:
            self._known[key] = self._library.publication(key)
        return self._known[key]


def _stops(route: Routekaart, opened: _Opened) -> Iterator[Stop]:
    guide = opened[route.publication]
    for position, signpost in enumerate(route.signposts, 1):
        yield Stop(
            position=position,
            sign=Sign(signpost.number, signpost.title),
            heading=_quoted(guide, signpost.heading),
            text=_all(guide, signpost.text),
            story=_all(guide, signpost.story),
            dilemmas=_all(guide, signpost.dilemmas),
            advice=tuple(_advice(guide, signpost)),
            advice_to_all=_all(guide, signpost.advice_to_all),
            pointers=tuple(_pointer(guide, reference, opened) for reference in signpost.references),
        )


def _advice(guide: Publication, signpost: Signpost) -> Iterator[Advice]:
    """Advice to several roles at once stands there once."""
    roles_of: dict[tuple[Span, ...], list[Role]] = {}
    for role, spans in signpost.advice:
        roles_of.setdefault(spans, []).append(role)
    for spans, roles in roles_of.items():
        yield Advice(tuple(roles), _all(guide, spans))


def _pointer(guide: Publication, reference: Reference, opened: _Opened) -> Pointer:
    targets = tuple(
        Passage(
            opened[target.publication].metadata.title,
            target.section[-1] if target.section else "",
            _quoted(opened[target.publication], target.span),
        )
        for target in reference.targets
    )
    return Pointer(_quoted(guide, reference.span), targets, reference.note)


def _all(publication: Publication, spans: Sequence[Span]) -> tuple[Quoted, ...]:
    return tuple(_quoted(publication, span) for span in spans)


def _quoted(publication: Publication, span: Span) -> Quoted:
    page = publication.pages[span.page]
    text = publication.text_of(span)
    place = SourcePlace(publication.key, page.number, span.start, span.end, quote_hash(text))
    return Quoted(text, place, page_line(page.number, page.label))

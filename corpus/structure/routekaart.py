"""The Routekaart: the wegwijzers of a guide in its own order, with what belongs to each."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus.catalogue import catalogue
from corpus.kinds import PassageKind, Role
from corpus.publication import BlockKind, Metadata, Publication, Section, Span
from corpus.structure.classify import Classified, classified
from corpus.structure.kind_rules import KindRules, default_rules
from corpus.structure.references import Mention, Whose, find_references
from corpus.structure.stops import Stop
from corpus.structure.targets import Target, resolve

FEWEST_STOPS = 2
"""One wegwijzer is no route."""

GUIDE, REPORT = "handreiking", "rapport"
"""The ids of the guide and the report in the catalogue."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference in a wegwijzer: its words, where they stand, and where they lead.

    ``note`` is a Dutch sentence where it leads nowhere or to more than one place.
    """

    text: str
    span: Span
    targets: tuple[Target, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Signpost:
    """One wegwijzer: number and title as printed, and the spans of its passages in reading order.

    ``heading`` is its heading in the guide, ``advice`` that to each role; ``advice_to_all`` is
    advice that names nobody. ``text`` is everything else.
    """

    number: int | None
    title: str
    heading: Span
    text: tuple[Span, ...]
    story: tuple[Span, ...]
    advice: tuple[tuple[Role, tuple[Span, ...]], ...]
    advice_to_all: tuple[Span, ...]
    dilemmas: tuple[Span, ...]
    references: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class Routekaart:
    """The wegwijzers of one guide in the order of the guide; ``warnings`` are Dutch sentences."""

    publication: str
    title: str
    signposts: tuple[Signpost, ...]
    warnings: tuple[str, ...] = ()


def routekaart(
    guide: Publication,
    others: Sequence[Publication] = (),
    report: str | None = None,
    rules: KindRules | None = None,
) -> Routekaart | None:
    """The route through a guide, or ``None`` if it has no two wegwijzers.

    Args:
        guide: the publication with the wegwijzers, classified or not.
        others: the publications its references may lead to.
        report: the key of the one it means by 'the report'; otherwise the report of the
            catalogue belongs to the guide of the catalogue, and other guides have none.
        rules: those that say what a wegwijzer is; the shipped ones if not given.
    """
    made = classified(guide, rules or default_rules())
    pieces: list[list[Section]] = [[] for _ in made.stops]
    for section, stop in zip(made.publication.sections, made.stop_of, strict=True):
        if stop is not None:
            pieces[stop].append(section)
    merged = _merged(made, pieces)
    if len(merged) < FEWEST_STOPS:
        return None
    meant = report_of(guide, others, report)
    return Routekaart(
        publication=guide.key,
        title=guide.metadata.title,
        signposts=tuple(_signpost(guide, stop, sections, meant) for stop, sections in merged),
        warnings=tuple(_warnings([stop.number for stop, _ in merged])),
    )


def report_of(
    guide: Publication, others: Iterable[Publication], report: str | None = None
) -> Publication | None:
    """The publication that a guide means by 'the report', if it is among the others."""
    if report is not None:
        return next((other for other in others if other.key == report), None)
    known = {entry.id: _origin(entry.metadata) for entry in catalogue()}
    if _origin(guide.metadata) != known[GUIDE]:
        return None
    return next((other for other in others if _origin(other.metadata) == known[REPORT]), None)


def _origin(metadata: Metadata) -> tuple[object, ...]:
    """What the catalogue says of a publication and a user does not change."""
    return metadata.authors, metadata.publisher, metadata.links


def _merged(made: Classified, pieces: Sequence[list[Section]]) -> list[tuple[Stop, list[Section]]]:
    """One entry for a wegwijzer that is announced twice with the same number and title.

    It stands where most of its text is: a guide may sum up its wegwijzers before it tells them.
    """
    same: dict[tuple[int | None, str] | int, list[int]] = {}
    for at, stop in enumerate(made.stops):
        same.setdefault((stop.number, stop.title.lower()) if stop.title else at, []).append(at)
    merged = []
    for places in same.values():
        main = max(places, key=lambda at: sum(map(_length, pieces[at])))
        sections = [section for at in sorted(places, key=lambda at: at != main) for section in pieces[at]]
        merged.append((main, sections))
    return [(made.stops[main], sections) for main, sections in sorted(merged, key=lambda pair: pair[0])]


def _length(section: Section) -> int:
    return sum(block.span.end - block.span.start for block in section.blocks)


def _signpost(
    guide: Publication, stop: Stop, sections: Sequence[Section], report: Publication | None
) -> Signpost:
    of_role = {
        role: tuple(
            _spans(
                section for section in sections if _is(section, PassageKind.ADVICE) and role in section.roles
            )
        )
        for role in Role
    }
    kept = (PassageKind.STORY, PassageKind.ADVICE, PassageKind.DILEMMA)
    return Signpost(
        number=stop.number,
        title=stop.title,
        heading=stop.heading,
        text=tuple(
            span
            for span in _spans(section for section in sections if section.kind not in kept)
            if span != stop.heading
        ),
        story=tuple(_spans(section for section in sections if _is(section, PassageKind.STORY))),
        advice=tuple((role, spans) for role, spans in of_role.items() if spans),
        advice_to_all=tuple(
            _spans(section for section in sections if _is(section, PassageKind.ADVICE) and not section.roles)
        ),
        dilemmas=tuple(_spans(section for section in sections if _is(section, PassageKind.DILEMMA))),
        references=tuple(_references(guide, sections, report)),
    )


def _is(section: Section, kind: PassageKind) -> bool:
    return section.kind is kind


def _spans(sections: Iterable[Section]) -> Iterator[Span]:
    for section in sections:
        yield from (block.span for block in section.blocks if block.kind is not BlockKind.HEADING)


def _references(
    guide: Publication, sections: Iterable[Section], report: Publication | None
) -> Iterator[Reference]:
    for section in sections:
        to_report = _is(section, PassageKind.REFERENCE)
        for block in section.blocks:
            text = guide.text_of(block.span)
            for mention in find_references(text):
                start = block.span.start
                span = Span(block.span.page, start + mention.start, start + mention.end)
                written = text[mention.start : mention.end]
                meant = _meant(mention, guide, report, to_report)
                targets = resolve(mention, meant) if meant is not None else ()
                yield Reference(written, span, targets, _note(written, mention, meant, targets))


def _meant(
    mention: Mention, guide: Publication, report: Publication | None, to_report: bool
) -> Publication | None:
    """The publication a reference is to; ``None`` if that is a report which is not there."""
    if mention.whose is Whose.REPORT:
        return report
    if mention.whose is Whose.UNSAID and to_report and report is not None:
        return report
    return guide


def _note(written: str, mention: Mention, meant: Publication | None, targets: Sequence[Target]) -> str:
    if meant is None:
        return "Het rapport waar dit naar verwijst staat niet in de bibliotheek."
    if not targets:
        return f"'{written}' is niet gevonden in {meant.metadata.title}."
    single = len(mention.numbers) == 1 and mention.numbers[0][0] == mention.numbers[0][1]
    if single and len(targets) > 1:
        return f"'{written}' komt in {meant.metadata.title} {len(targets)} keer voor."
    return ""


def _warnings(numbers: Sequence[int | None]) -> Iterator[str]:
    """What is odd about the numbers; the order stays that of the guide."""
    known = [value for value in numbers if value is not None]
    if len(known) < len(numbers):
        yield f"{len(numbers) - len(known)} wegwijzer(s) hebben in de bron geen nummer."
    for value in sorted({value for value in known if known.count(value) > 1}):
        yield f"Het nummer {value} staat in de bron bij {known.count(value)} wegwijzers."
    gaps = [value for value in range(1, max(known, default=0) + 1) if value not in known]
    if gaps:
        yield f"In de bron is geen wegwijzer gevonden met nummer {_enumerated(gaps)}."
    if known != sorted(known):
        yield "De nummers staan in de bron niet op volgorde; de volgorde van de bron is aangehouden."


def _enumerated(values: Sequence[int]) -> str:
    words = [str(value) for value in values]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} en {words[-1]}"

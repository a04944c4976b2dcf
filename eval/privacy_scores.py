"""How much personal data is found, and how often something else is taken for it.

    python -m eval.privacy_scores [--helft rapporteren|bijstellen|alles] [--fouten]

Recall is the share of labelled pieces of which every letter and digit is replaced, by whatever kind:
what is left shows. Precision is the share of replacements of which every letter and digit is labelled,
with the kind that was given. Rules were chosen on the tuning half, so figures are of the other.
"""

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.privacy import Kind, redact
from eval.halves import Half
from eval.privacy_set import Fragment, fragments
from eval.run_record import Figure

EVERYTHING = "alles"
PATTERNED = "patronen samen"


@dataclass(frozen=True, slots=True)
class Scores:
    """Of one kind or of several."""

    recall: Figure | None
    precision: Figure | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What happened in one fragment: places found, and for each place whether it was right."""

    fragment: Fragment
    labelled: tuple[tuple[Kind, str, bool], ...]
    replaced: tuple[tuple[Kind, str, bool], ...]


def outcome(fragment: Fragment) -> Outcome:
    """Redacts a fragment and compares."""
    places = _places(fragment)
    hidden = {at for start, end, _ in places for at in range(start, end)}
    labelled = tuple(
        (
            span.kind,
            fragment.text[span.start : span.end],
            _told(fragment.text, span.start, span.end) <= hidden,
        )
        for span in fragment.spans
    )
    replaced = tuple(
        (kind, fragment.text[start:end], _told(fragment.text, start, end) <= _labelled(fragment, kind))
        for start, end, kind in places
    )
    return Outcome(fragment, labelled, replaced)


def _told(text: str, start: int, end: int) -> set[int]:
    return {at for at in range(start, end) if text[at].isalnum()}


def _labelled(fragment: Fragment, kind: Kind) -> set[int]:
    return {at for span in fragment.spans if span.kind is kind for at in range(span.start, span.end)}


def _places(fragment: Fragment) -> list[tuple[int, int, Kind]]:
    """Where replacements stand in the text itself, read back from the result."""
    redacted = redact(fragment.text, frozenset(fragment.known).__contains__)
    places = []
    here = there = 0
    by_placeholder = {item.placeholder: item for item in redacted.replaced}
    while there < len(redacted.text):
        item = next((i for p, i in by_placeholder.items() if redacted.text.startswith(p, there)), None)
        if item is None:
            here, there = here + 1, there + 1
            continue
        places.append((here, here + len(item.original), item.kind))
        here, there = here + len(item.original), there + len(item.placeholder)
    return places


def scores(outcomes: Iterable[Outcome], kinds: Sequence[Kind]) -> Scores:
    """Recall and precision of the kinds together."""
    everything = list(outcomes)
    return Scores(
        _wilson([right for item in everything for kind, _, right in item.labelled if kind in kinds]),
        _wilson([right for item in everything for kind, _, right in item.replaced if kind in kinds]),
    )


def _wilson(rights: Sequence[bool]) -> Figure | None:
    """The share with its 95 % interval by Wilson (1927): also of use where all are right."""
    from scipy.stats import binomtest

    if not rights:
        return None
    found = binomtest(sum(rights), len(rights)).proportion_ci(method="wilson")
    return Figure(sum(rights) / len(rights), float(found.low), float(found.high), len(rights))


def table(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """The lines of the report."""
    yield f"{'soort':<16} {'gevonden (recall)':<28} {'terecht vervangen (precisie)':<28}"
    patterned = [kind for kind in Kind if kind is not Kind.NAME]
    rows: list[tuple[str, Sequence[Kind]]] = [(kind.value.lower(), (kind,)) for kind in Kind]
    for name, kinds in (*rows, (PATTERNED, patterned)):
        found = scores(outcomes, kinds)
        yield f"{name:<16} {_shown(found.recall):<28} {_shown(found.precision):<28}".rstrip()
    clean = [item for item in outcomes if not item.fragment.spans]
    touched = sum(bool(item.replaced) for item in clean)
    yield f"Van {len(clean)} fragmenten zonder persoonsgegevens is in {touched} toch iets vervangen."


def _shown(figure: Figure | None) -> str:
    if figure is None:
        return "geen"
    return f"{figure.value:.3f} ({figure.low:.3f}-{figure.high:.3f}) n={figure.count}"


def _mistakes(outcomes: Iterable[Outcome]) -> Iterator[str]:
    for item in outcomes:
        for kind, text, right in item.labelled:
            if not right:
                yield f"  gemist   {item.fragment.id} {kind}: {text!r}"
        for kind, text, right in item.replaced:
            if not right:
                yield f"  onterecht {item.fragment.id} {kind}: {text!r}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints the report."""
    parser = argparse.ArgumentParser(description="Meet hoe goed persoonsgegevens worden herkend.")
    parser.add_argument("--helft", choices=[*Half, EVERYTHING], default=Half.REPORTING.value)
    parser.add_argument("--fouten", action="store_true", help="noem ook wat gemist of onterecht vervangen is")
    chosen = parser.parse_args(arguments)
    outcomes = [outcome(item) for item in fragments() if chosen.helft in (EVERYTHING, item.half)]
    lines = [
        f"Helft: {chosen.helft}, {len(outcomes)} fragmenten; tussen haakjes het 95%-interval.",
        *table(outcomes),
    ]
    if chosen.fouten:
        lines += _mistakes(outcomes)
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()

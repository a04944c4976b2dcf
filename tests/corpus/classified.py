"""What classification makes of publications written down in a few lines."""

from corpus.publication import Publication
from corpus.structure.classify import classify
from corpus.structure.kind_rules import default_rules
from tests.corpus.composed import composed, kinds_of

Row = tuple[str, str, tuple[str, ...], int | None]


def classified(script: str, **of: str) -> Publication:
    return classify(composed(script, **of), default_rules())


def rows(script: str) -> list[Row]:
    return kinds_of(classified(script))


def kinds(script: str) -> list[str]:
    return [kind for _, kind, _, _ in rows(script)]


def numbers(script: str) -> list[int | None]:
    return [number for _, _, _, number in rows(script)]

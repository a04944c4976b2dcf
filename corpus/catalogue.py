"""The publications of and about the Denktank that are known to exist, and recognising them."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from corpus.compose import Content
from corpus.kinds import PassageKind
from corpus.publication import Metadata

_HEAD_LENGTH = 6000
"""Characters from the start of a file in which it must make itself known."""


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """One known publication: its metadata, where to get it, and the phrases it is known by."""

    id: str
    metadata: Metadata
    where: str
    recognise: tuple[str, ...]


@cache
def catalogue() -> tuple[CatalogueEntry, ...]:
    """All known publications, the report and the guide first."""
    raw = tomllib.loads((files("corpus") / "catalogue.toml").read_text(encoding="utf-8"))
    return tuple(
        CatalogueEntry(
            id=item["id"],
            metadata=Metadata(
                title=item["title"],
                kind=PassageKind(item["kind"]),
                date=item["date"],
                authors=tuple(item.get("authors", ())),
                publisher=item["publisher"],
                links=(item["link"],) if "link" in item else (),
            ),
            where=item["where"],
            recognise=tuple(item["recognise"]),
        )
        for item in raw["publication"]
    )


def recognise(content: Content) -> CatalogueEntry | None:
    """The catalogue entry whose phrases all stand at the start of the text, if there is one.

    The phrases must be in the first pages; where several entries fit, the one with the longest
    phrases wins.
    """
    head = " ".join(" ".join(page.text for page in content.pages)[:_HEAD_LENGTH].lower().split())
    fitting = [
        entry
        for entry in catalogue()
        if entry.recognise and all(phrase in head for phrase in entry.recognise)
    ]
    return max(fitting, key=lambda entry: sum(map(len, entry.recognise)), default=None)


def missing(present: Iterable[str]) -> tuple[CatalogueEntry, ...]:
    """The known publications whose id is not among those the library holds."""
    held = set(present)
    return tuple(entry for entry in catalogue() if entry.id not in held)

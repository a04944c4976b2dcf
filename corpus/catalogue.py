"""The publications of and about the Denktank that are known to exist, and recognising them."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from corpus.compose import Content
from corpus.kinds import PassageKind
from corpus.publication import Metadata

_HEAD_LENGTH = 400
"""Characters from the start in which a letter or web page must make itself known: its head."""
_OPENING_LENGTH = 6000
"""The same for a publication of many pages: title page, colophon and contents."""


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """One known publication: its metadata, where to get it, and what it is known by.

    ``pages`` is the least number of pages that the publication itself has.
    """

    id: str
    metadata: Metadata
    where: str
    recognise: tuple[str, ...]
    pages: int


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
            pages=item.get("pages", 0),
        )
        for item in raw["publication"]
    )


def recognise(content: Content) -> CatalogueEntry | None:
    """The catalogue entry that a file is, if it is one.

    It has the same title, or enough pages and all the phrases at its start; where several entries
    fit, the one with the longest phrases wins.
    """
    title = (content.title or "").split("|")[0].strip().casefold()
    start = "\n".join(page.text for page in content.pages[:5])[:_OPENING_LENGTH]
    opening = " ".join(start.casefold().split())
    pages = sum(page.number is not None for page in content.pages)
    fitting = [
        entry
        for entry in catalogue()
        if title == entry.metadata.title.casefold()
        or (
            entry.recognise
            and pages >= entry.pages
            and _all_in(opening if entry.pages else opening[:_HEAD_LENGTH], entry.recognise)
        )
    ]
    return max(fitting, key=lambda entry: sum(map(len, entry.recognise)), default=None)


def _all_in(text: str, phrases: Iterable[str]) -> bool:
    return all(phrase in text for phrase in phrases)


def missing(present: Iterable[str]) -> tuple[CatalogueEntry, ...]:
    """The known publications whose id is not among those the library holds."""
    held = set(present)
    return tuple(entry for entry in catalogue() if entry.id not in held)

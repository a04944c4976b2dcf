"""The pieces that ship with the program, in our own words, as publications."""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import PurePath
from typing import Any

from corpus import read
from corpus.kinds import PassageKind, Role
from corpus.publication import Metadata, Publication
from corpus.read_markdown import split_front_matter

PUBLISHER = "Startcorpus van de Denktank-assistent"


@cache
def startcorpus() -> tuple[Publication, ...]:
    """All pieces in the order of their file names."""
    return tuple(_pieces())


def startcorpus_hashes() -> dict[str, str]:
    """Key to SHA-256 of every piece, without reading the pieces as publications."""
    return {PurePath(name).stem: read.sha256_of(data) for name, data in _files()}


def _files() -> Iterator[tuple[str, bytes]]:
    folder = files("corpus.startcorpus")
    for item in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if item.name.endswith(".md"):
            yield item.name, item.read_bytes()


def _pieces() -> Iterator[Publication]:
    for name, data in _files():
        fields, _ = split_front_matter(data.decode("utf-8"))
        yield read.publication(
            content=read.parse(data, name),
            name=name,
            key=PurePath(name).stem,
            sha256=read.sha256_of(data),
            metadata=_metadata(fields),
        )


def _metadata(fields: dict[str, Any]) -> Metadata:
    return Metadata(
        title=fields["titel"],
        kind=PassageKind(fields["soort"]),
        roles=tuple(Role(role) for role in fields["rollen"]),
        date=str(fields["datum"]),
        publisher=PUBLISHER,
        links=tuple(fields["links"]),
        sources=tuple(fields["bronnen"]),
    )

"""Passages: the smallest pieces of a publication that can be cited."""

from collections.abc import Iterator
from dataclasses import dataclass

from corpus.kinds import PassageKind, Role
from corpus.publication import BlockKind, Publication, Span

__all__ = ["Passage", "PassageKind", "Role", "passages"]


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph or list item with its place: ``text`` is exactly what stands at ``span``."""

    publication: str
    kind: PassageKind
    roles: tuple[Role, ...]
    section: tuple[str, ...]
    span: Span
    text: str


def passages(publication: Publication) -> Iterator[Passage]:
    """Every paragraph and list item of a publication, in reading order."""
    for section in publication.sections:
        for block in section.blocks:
            if block.kind is not BlockKind.HEADING:
                yield Passage(
                    publication=publication.key,
                    kind=section.kind or publication.metadata.kind,
                    roles=section.roles or publication.metadata.roles,
                    section=section.path,
                    span=block.span,
                    text=publication.text_of(block.span),
                )

"""Known-item search: headings as questions about the sections they were taken from.

Any folder of documents becomes a test this way, without anybody writing questions. What is searched are
the bodies only: no titles, no headings, and no sentence that says the heading again. Otherwise the
test would be won by finding the words of the heading.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.errors import DenktankError
from corpus.publication import Block, BlockKind, Metadata, Page, Publication, Section, Span
from corpus.read import sha256_of
from eval.places import Passage
from eval.plain_search import stems
from index.sentences import sentence_spans

LEAST_WORDS = 40
"""Words a section has at least: below it there is little to find it by."""
LEAST_TERMS = 2
"""Content words a heading has at least; 'Inleiding' asks nothing."""
SAME = "Tekst"
"""Title and heading of everything that is searched, so that they tell nothing apart."""

_NUMBERING = re.compile(r"^(?:\d+(?:\.\d+)*|[A-Z]|[IVX]+)[.):]?\s+(?=\w)")


@dataclass(frozen=True, slots=True)
class Body:
    """A section without its heading: its blocks; ``query`` is its heading if it can be one."""

    file: str
    query: str | None
    blocks: tuple[tuple[BlockKind, str], ...]

    @property
    def words(self) -> int:
        """How many words it has."""
        return sum(len(text.split()) for _, text in self.blocks)


@dataclass(frozen=True, slots=True)
class Item:
    """A question with the stretch of text that answers it."""

    id: str
    query: str
    place: Passage


def bodies(publications: Sequence[Publication]) -> list[list[Body]]:
    """The sections of each publication without headings; ``query`` only where it is a fair question.

    A fair question has at least ``LEAST_TERMS`` content words, is asked by no other section, and leaves
    at least ``LEAST_WORDS`` words after what repeats it is taken out.

    Raises:
        DenktankError: there is none.
    """
    named = [
        [(section, _heading(publication, section)) for section in publication.sections]
        for publication in publications
    ]
    count = Counter(_stems(heading) for sections in named for _, heading in sections if heading)
    fair = {asked for asked, times in count.items() if times == 1 and len(asked) >= LEAST_TERMS}
    found = []
    for publication, sections in zip(publications, named, strict=True):
        inside = [_body(publication, section, heading, fair) for section, heading in sections]
        found.append([body for body in inside if body.blocks])
    if not any(body.query for inside in found for body in inside):
        raise DenktankError(
            f"In deze map staat geen kop die een vraag kan zijn: met minstens {LEAST_TERMS} woorden die iets "
            f"zeggen, maar één keer gebruikt, en met minstens {LEAST_WORDS} woorden eronder. "
            "Kies een map met meer of langere documenten."
        )
    return found


def _heading(publication: Publication, section: Section) -> str | None:
    """The heading nearest to a section, without its number; the title where it has none."""
    title = publication.metadata.title
    own_title = title if title != Path(publication.file).stem else None
    heading = section.path[-1] if section.path else own_title
    return _NUMBERING.sub("", heading) if heading else None


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem for stem in stems(text) if not stem.isdigit())


def _body(publication: Publication, section: Section, heading: str | None, fair: set[frozenset[str]]) -> Body:
    asked = _stems(heading) if heading else frozenset()
    own = asked if asked in fair else None
    texts = [(block.kind, _without_restating(publication, block, own, fair)) for block in section.blocks]
    blocks = tuple((kind, text) for kind, text in texts if text)
    body = Body(publication.file, heading if own else None, blocks)
    return body if body.words >= LEAST_WORDS else replace(body, query=None)


def _without_restating(
    publication: Publication, block: Block, own: frozenset[str] | None, fair: set[frozenset[str]]
) -> str:
    """The text of a block without the sentences that say the heading of its section again.

    What consists of the words of another heading, such as a line of a table of contents, goes as well.
    """
    if block.kind is BlockKind.HEADING:
        return ""
    text = publication.text_of(block.span)
    kept = []
    for start, end in sentence_spans(text):
        said = _stems(text[start:end])
        if said not in fair and not (own and own <= said):
            kept.append(text[start:end])
    return " ".join(" ".join(kept).split())


def collection(found: Sequence[Sequence[Body]]) -> tuple[list[Publication], list[Item]]:
    """Publications of nothing but bodies, and every question with its place in them."""
    publications, items = [], []
    for number, inside in enumerate(found):
        if inside:
            publication = _publication(f"{number:05}", inside)
            publications.append(publication)
            items += list(_items(publication, inside))
    return publications, items


def chosen(items: Sequence[Item], most: int) -> list[Item]:
    """At most ``most`` questions; which follows from a hash, so it stays when others come or go."""
    return sorted(items, key=lambda item: item.id)[:most]


def _publication(key: str, inside: Sequence[Body]) -> Publication:
    parts: list[str] = []
    sections = []
    position = 0
    for body in inside:
        blocks = []
        for kind, text in body.blocks:
            blocks.append(Block(kind, Span(0, position, position + len(text))))
            parts.append(text)
            position += len(text) + 1
        sections.append(Section((SAME,), tuple(blocks)))
    text = "\n".join(parts)
    return Publication(
        key=key,
        file=inside[0].file,
        sha256=sha256_of(f"{key} {text}".encode()),
        metadata=Metadata(SAME),
        pages=(Page(None, None, text),),
        sections=tuple(sections),
    )


def _items(publication: Publication, inside: Sequence[Body]) -> Iterator[Item]:
    for body, section in zip(inside, publication.sections, strict=True):
        if body.query is not None:
            start, end = section.blocks[0].span.start, section.blocks[-1].span.end
            place = Passage(publication.key, publication.file, None, start, end)
            identity = hashlib.blake2b(f"{body.file}\n{body.query}".encode(), digest_size=8).hexdigest()
            yield Item(identity, body.query, place)

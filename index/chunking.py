"""Structure-aware chunks: consecutive passages of one section on one page, never across either."""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from corpus.kinds import PassageKind, Role
from corpus.publication import Block, BlockKind, Publication, Section, Span
from index.sentences import is_quotable, is_quotable_row, sentence_spans

CHUNKING_VERSION = 6
"""Raised whenever the same publication would give other chunks, sentences or embedded texts."""

MAX_CHARS = 900
"""About 230 tokens of Dutch; ``ontwerp`` measured hybrid search on chunks of this size."""


_CONTENTS_ENTRY = re.compile(r"(?:(?<!\.)(?<!\.\s)(?:\.\s?){6,}+|(?<!…)…{3,}+)\s*+\S{0,5}+\s*+$")
"""A line of a table of contents, with dots up to the page number: it answers nothing itself. Each row
of dots is tried once, from its first dot: a form may have thousands of them."""

_LONGEST_ENTRY = 300
"""Characters; a paragraph that ends in dots is no entry."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in a chunk; ``quotable`` tells whether it can stand alone in an answer."""

    span: Span
    text: str
    quotable: bool


@dataclass(frozen=True, slots=True)
class Chunk:
    """What is searched: ``text`` is exactly what stands at ``span``; the heading path travels along.

    ``signpost`` is the number of the wegwijzer it belongs to.
    """

    publication: str
    title: str
    kind: PassageKind
    roles: tuple[Role, ...]
    section: tuple[str, ...]
    span: Span
    text: str
    sentences: tuple[Sentence, ...]
    signpost: int | None = None

    @property
    def embedded_text(self) -> str:
        """The text the encoder and the keyword index get: title and headings, then the passage."""
        return f"{' – '.join(heading_path(self.title, self.section))}\n{self.text}"

    def embedded_sentence(self, sentence: Sentence) -> str:
        """The text the encoder gets for one sentence: the nearest heading, then the sentence."""
        return f"{heading_path(self.title, self.section)[-1]}: {sentence.text}"


def heading_path(title: str, section: Sequence[str]) -> tuple[str, ...]:
    """Title and headings from the outside in, the title once."""
    if section and section[0].casefold() == title.casefold():
        return tuple(section)
    return (title, *section)


def identity() -> str:
    """What of the chunking decides the content of an index."""
    return f"chunking-{CHUNKING_VERSION}-{MAX_CHARS}"


def chunks(publication: Publication) -> Iterator[Chunk]:
    """Every chunk of a publication in reading order.

    A chunk is at most ``MAX_CHARS`` long, and twice that where there is no sentence end to cut at.
    """
    halves = _halves(publication)
    for section in publication.sections:
        group: list[tuple[Span, BlockKind]] = []
        for span, kind in _pieces(publication, section.blocks):
            if group and (span.page != group[0][0].page or span.end - group[0][0].start > MAX_CHARS):
                yield _chunk(publication, section, group, halves)
                group = []
            group.append((span, kind))
        if group:
            yield _chunk(publication, section, group, halves)


def _pieces(publication: Publication, blocks: Sequence[Block]) -> Iterator[tuple[Span, BlockKind]]:
    """The passages of a section, those longer than ``MAX_CHARS`` cut between sentences."""
    for block in blocks:
        span = block.span
        short = span.end - span.start <= _LONGEST_ENTRY
        if block.kind is BlockKind.HEADING or (short and _CONTENTS_ENTRY.search(publication.text_of(span))):
            continue
        if span.end - span.start <= MAX_CHARS:
            yield span, block.kind
            continue
        start = span.start
        last = start
        for _, end in sentence_spans(publication.text_of(span)):
            end += span.start
            if end - start > MAX_CHARS and last > start:
                yield from ((piece, block.kind) for piece in _cut(publication, Span(span.page, start, last)))
                start = _skip_space(publication, span.page, last)
            last = end
        yield from ((piece, block.kind) for piece in _cut(publication, Span(span.page, start, span.end)))


def _cut(publication: Publication, span: Span) -> Iterator[Span]:
    """Cut a span without sentence ends at white space, so that no piece is beyond measure."""
    text = publication.pages[span.page].text
    start = span.start
    while span.end - start > 2 * MAX_CHARS:
        space = text.rfind(" ", start + 1, start + MAX_CHARS)
        end = space if space > start else start + MAX_CHARS
        yield Span(span.page, start, end)
        start = _skip_space(publication, span.page, end)
    yield Span(span.page, start, span.end)


def _skip_space(publication: Publication, page: int, position: int) -> int:
    text = publication.pages[page].text
    while position < len(text) and text[position].isspace():
        position += 1
    return position


def _chunk(
    publication: Publication,
    section: Section,
    group: Sequence[tuple[Span, BlockKind]],
    halves: Set[tuple[int, int]],
) -> Chunk:
    span = Span(group[0][0].page, group[0][0].start, group[-1][0].end)
    return Chunk(
        publication=publication.key,
        title=publication.metadata.title,
        kind=section.kind or publication.metadata.kind,
        roles=section.roles or publication.metadata.roles,
        section=section.path,
        span=span,
        text=publication.text_of(span),
        sentences=tuple(_sentences(publication, group, halves)),
        signpost=section.signpost,
    )


def _halves(publication: Publication) -> set[tuple[int, int]]:
    """Page and position where a block begins or ends in the middle of a sentence, at a page end."""
    places: set[tuple[int, int]] = set()
    last: dict[BlockKind, Span] = {}
    for section in publication.sections:
        for block in section.blocks:
            if block.continued:
                places.add((block.span.page, block.span.start))
                if block.kind in last:
                    places.add((last[block.kind].page, last[block.kind].end))
            last[block.kind] = block.span
    return places


def _sentences(
    publication: Publication, group: Sequence[tuple[Span, BlockKind]], halves: Set[tuple[int, int]]
) -> Iterator[Sentence]:
    for span, kind in group:
        text = publication.text_of(span)
        if kind is BlockKind.TABLE_ROW:
            yield Sentence(span, text, is_quotable_row(text))
            continue
        for start, end in sentence_spans(text):
            sentence = text[start:end]
            place = Span(span.page, span.start + start, span.start + end)
            whole = halves.isdisjoint({(place.page, place.start), (place.page, place.end)})
            yield Sentence(place, sentence, whole and is_quotable(sentence, kind is BlockKind.LIST_ITEM))

"""Where a reference leads: the passage with that chapter number or on that page."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.publication import Block, BlockKind, Publication, Section, Span
from corpus.structure.numerals import CARDINAL, number
from corpus.structure.references import Mention, MentionKind

MOST_PAGES = 60
"""Of one range; a longer one is no reference to passages."""

_WORDS = {
    MentionKind.CHAPTER: r"hoofdstuk",
    MentionKind.PARAGRAPH: r"paragraaf|par\.|§",
    MentionKind.PART: r"deel",
    MentionKind.APPENDIX: r"bijlage",
    MentionKind.LESSON: r"les",
}
_BEFORE_TITLE = r"(?=\s*(?:$|[:.|–—-]|\s))"
_BARE = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,3})\.?(?:\s+[\"“‘'(]?(?-i:[^\W_a-zß-öø-ÿ])|\s*$)")
"""A number of its own before a title with a capital: not '10 wegwijzers voor de regio'."""
_NAMED = {
    kind: re.compile(
        rf"(?:{word})\s*(\d{{1,2}}(?:\.\d{{1,2}}){{0,3}}(?![.,]?\d)|[A-Z]\.?\d{{0,2}}|{CARDINAL}){_BEFORE_TITLE}",
        re.I,
    )
    for kind, word in _WORDS.items()
}


@dataclass(frozen=True, slots=True)
class Target:
    """A place a reference leads to.

    ``span`` is that of the first passage there, ``page`` the index of its page and ``section`` the
    path of headings it stands under.
    """

    publication: str
    section: tuple[str, ...]
    span: Span
    page: int


def resolve(mention: Mention, publication: Publication) -> tuple[Target, ...]:
    """Where a reference leads in a publication, in reading order.

    A chapter or paragraph is looked up in the numbers of the headings, a page by its printed
    number, and by its place in the file only where no page has a printed number. Where a number
    occurs twice every place is given; none where it does not occur.
    """
    if mention.kind is MentionKind.PAGE:
        found = [target for first, last in mention.numbers for target in _on_pages(first, last, publication)]
    else:
        found = [
            target
            for first, last in mention.numbers
            for wanted in _through(first, last)
            for target in _under_heading(mention.kind, wanted, publication)
        ]
    return tuple(dict.fromkeys(found))


def printed_pages(publication: Publication) -> dict[str, tuple[int, ...]]:
    """Printed page number, in lower case, to the indices of the pages that carry it.

    A page without one (a photograph, the first of a chapter) is counted along with its numbered
    neighbours, if those agree and no other page carries that number.
    """
    found: dict[str, list[int]] = {}
    numbered: list[tuple[int, int]] = []
    for index, page in enumerate(publication.pages):
        if page.label is not None:
            found.setdefault(page.label.lower(), []).append(index)
            if page.label.isdecimal():
                numbered.append((index, int(page.label) - index))
    for index, page in enumerate(publication.pages):
        if page.label is None:
            before = [offset for at, offset in numbered if at < index][-1:]
            after = [offset for at, offset in numbered if at > index][:1]
            offsets = {*before, *after}
            label = str(index + offsets.pop()) if len(offsets) == 1 else ""
            if label and not label.startswith(("-", "0")):
                found.setdefault(label, [index])
    return {label: tuple(indices) for label, indices in found.items()}


def _on_pages(first: str, last: str, publication: Publication) -> Iterator[Target]:
    wanted = _page_names(first, last)
    if any(page.label is not None for page in publication.pages):
        printed = printed_pages(publication)
        indices = [index for name in wanted for index in printed.get(name.lower(), ())]
    else:
        by_number = {str(page.number): index for index, page in enumerate(publication.pages)}
        indices = [by_number[name] for name in wanted if name in by_number]
    for index in indices:
        target = _first_on_page(index, publication)
        if target is not None:
            yield target


def _page_names(first: str, last: str) -> list[str]:
    if first.isdigit() and last.isdigit() and int(last) - int(first) < MOST_PAGES:
        return [str(page) for page in range(int(first), int(last) + 1)]
    return [first] if first == last else [first, last]


def _first_on_page(index: int, publication: Publication) -> Target | None:
    for section in publication.sections:
        for block in section.blocks:
            if block.span.page == index and block.kind is not BlockKind.HEADING:
                return Target(publication.key, section.path, block.span, index)
    return None


def _through(first: str, last: str) -> list[str]:
    """The numbers from the first to the last: 3, 4 and 5, or 2.1 and 2.2."""
    head, _, low = first.rpartition(".")
    other, _, high = last.rpartition(".")
    if head == other and low.isdigit() and high.isdigit() and 0 < int(high) - int(low) < MOST_PAGES:
        return [f"{head}.{value}" if head else str(value) for value in range(int(low), int(high) + 1)]
    if len(first) == len(last) == 1 and first.isalpha() and last.isalpha() and first < last:
        return [chr(code) for code in range(ord(first), ord(last) + 1)]
    return [first] if first == last else [first, last]


def _under_heading(kind: MentionKind, wanted: str, publication: Publication) -> Iterator[Target]:
    """The sections whose heading has this number; those with text and highest in rank only."""
    found: list[tuple[int, Target, bool]] = []
    for position, section in enumerate(publication.sections):
        heading = _heading(section)
        if heading is None:
            continue
        rank = _rank(kind, wanted, " ".join(publication.text_of(heading.span).split()))
        if rank is not None:
            first = _first_under(position, publication)
            span = (first or heading).span
            target = Target(publication.key, section.path, span, span.page)
            depth = 0 if "." in wanted else len(section.path)
            found.append((rank + depth, target, first is not None))
    if any(full for _, _, full in found):
        found = [entry for entry in found if entry[2]]
    best = min((rank for rank, _, _ in found), default=0)
    yield from (target for rank, target, _ in found if rank == best)


def _heading(section: Section) -> Block | None:
    first = section.blocks[0] if section.blocks else None
    return first if first is not None and first.kind is BlockKind.HEADING else None


def _first_under(position: int, publication: Publication) -> Block | None:
    """The first passage under a heading or under a heading below it."""
    path = publication.sections[position].path
    for offset, section in enumerate(publication.sections[position:]):
        if section.path[: len(path)] != path or (offset and section.path == path and _heading(section)):
            return None
        for block in section.blocks:
            if block.kind is not BlockKind.HEADING:
                return block
    return None


def _rank(kind: MentionKind, wanted: str, heading: str) -> int | None:
    """0 where a heading names the kind and number, 100 where it only has the number."""
    named = _NAMED[kind].match(heading)
    if named is not None:
        return 0 if _same(named[1], wanted) else None
    if kind in (MentionKind.PART, MentionKind.APPENDIX, MentionKind.LESSON):
        return None
    if kind is MentionKind.PARAGRAPH and (chapter := _NAMED[MentionKind.CHAPTER].match(heading)) is not None:
        return 100 if _same(chapter[1], wanted) else None
    bare = _BARE.match(heading)
    return 100 if bare is not None and _same(bare[1], wanted) else None


def _same(written: str, wanted: str) -> bool:
    if written.lower() == wanted.lower():
        return True
    if "." in written or "." in wanted:
        return False
    value = number(wanted)
    return value is not None and value == number(written)

"""Which passages a language model is given, and in which order: what was found, with whole sections."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.evidence import Evidence, from_document
from index.chunking import heading_path
from index.opened import OpenIndex
from index.retriever import Found, to_document

OVERHEAD = 160
"""Characters counted for the number and the heading of a passage."""

LONGEST_SECTION = 5000
"""Characters up to which a section is given as a whole; set by hand: about two pages."""


@dataclass(frozen=True, slots=True)
class Given:
    """A passage that the model is given, with the number by which it may cite it."""

    key: int
    passage: Evidence

    @property
    def heading(self) -> str:
        """Title, headings and page: where the passage stands."""
        passage = self.passage
        page = f"bladzijde {passage.page}" if passage.page is not None else ""
        path = heading_path(passage.title, passage.section)
        return " · ".join(filter(None, (*path, page, passage.date)))


def pack(index: OpenIndex, evidence: Sequence[Evidence], room: int) -> tuple[Given, ...]:
    """The found passages as far as they fit, and round them their sections where those fit as a whole.

    Args:
        index: that was searched.
        evidence: the found passages, best first.
        room: characters there are for them.

    Returns:
        Sections by their best passage, the passages of a section in reading order; numbered from 1. At
        least the best passage.
    """
    taken = {passage.number: passage for passage in evidence[:1]}
    room -= sum(map(_size, taken.values()))
    for passage in evidence[1:]:
        if passage.number not in taken and _size(passage) <= room:
            taken[passage.number] = passage
            room -= _size(passage)
    for passage in evidence:
        if passage.number not in taken:
            continue
        rest = [number for number in index.groups.section_of(passage.number) if number not in taken]
        size = int(index.texts.lengths(rest).sum()) + OVERHEAD * len(rest)
        if rest and size <= min(room, LONGEST_SECTION):
            taken |= {one.number: one for one in _read(index, rest, passage)}
            room -= size
    return tuple(Given(key, passage) for key, passage in enumerate(_ordered(index, taken), 1))


def _size(passage: Evidence) -> int:
    return len(passage.text) + OVERHEAD


def _read(index: OpenIndex, numbers: Sequence[int], beside: Evidence) -> list[Evidence]:
    """Passages that were not found themselves; their scores are those of the one they stand beside."""
    return [
        from_document(to_document(Found(stored, beside.score, beside.similarity)))
        for stored in index.texts.chunks(numbers)
    ]


def _ordered(index: OpenIndex, taken: dict[int, Evidence]) -> list[Evidence]:
    """Sections in the order of their first passage in ``taken``, passages in reading order."""
    sections: dict[int, list[int]] = {}
    for number in taken:
        sections.setdefault(index.groups.section_of(number).start, []).append(number)
    return [taken[number] for numbers in sections.values() for number in sorted(numbers)]

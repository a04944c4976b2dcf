"""From the passage that a model cites to the sentence in it that a reader should see."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.answer import Citation
from assistant.checks import Source
from assistant.evidence import Evidence
from assistant.packing import Given
from index.opened import OpenIndex
from index.vectors import FloatArray


@dataclass(frozen=True, slots=True)
class Material:
    """A passage that was given, with the unit vectors of its sentences (m × d)."""

    given: Given
    vectors: FloatArray

    @property
    def source(self) -> Source:
        """The passage as the checks read it."""
        return Source(
            key=self.given.key,
            heading=self.given.heading,
            text=self.given.passage.text,
            sentences=tuple(sentence.text for sentence in self.given.passage.sentences),
            vectors=self.vectors,
        )


def material_of(index: OpenIndex, given: Given) -> Material:
    """A passage with the vectors that its index has of its sentences."""
    return Material(given, index.sentence_vectors([one.number for one in given.passage.sentences]))


class Citations:
    """The citations of an answer as it grows; a sentence that is cited again keeps its number."""

    def __init__(self, material: Mapping[int, Material]) -> None:
        self._material = material
        self._numbers: dict[tuple[int, int], int] = {}
        self.made: list[Citation] = []
        self.passages: list[Evidence] = []

    def cite(self, keys: Sequence[int], vector: FloatArray) -> tuple[int, ...]:
        """The numbers of citations for a sentence with this vector (d,): one in each passage it cites."""
        return tuple(dict.fromkeys(self._cite(self._material[key], vector) for key in keys))

    def _cite(self, material: Material, vector: FloatArray) -> int:
        passage = material.given.passage
        if not passage.sentences:
            return self._number(passage, passage.start, passage.end, passage.similarity)
        likeness = material.vectors @ vector
        quotable = np.array([sentence.quotable for sentence in passage.sentences])
        best = int(np.argmax(np.where(quotable, likeness, likeness - 1) if quotable.any() else likeness))
        sentence = passage.sentences[best]
        return self._number(passage, sentence.start, sentence.end, float(likeness[best]))

    def _number(self, passage: Evidence, start: int, end: int, score: float) -> int:
        place = (passage.number, start)
        if place not in self._numbers:
            self._numbers[place] = len(self.made) + 1
            self.made.append(passage.cite(len(self.made) + 1, start, end, score))
            self.passages.append(passage)
        return self._numbers[place]

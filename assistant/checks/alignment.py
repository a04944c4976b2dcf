"""Which clauses of the cited passages say what a sentence says, word by word."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from assistant.checks.reading import Reading, joined, read
from assistant.checks.values import FloatArray, Source
from assistant.checks.words import Bag, Word, bag_of
from assistant.leaning import leans
from index.analysis import Splitter

NEIGHBOUR = 0.6
"""How fully a sentence says what its heading says, and the sentence before it where it points back; set by
hand."""
_IN_CLAUSE = 0.6
"""Of the score of a clause; the rest is of its whole sentence. Set by hand."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence of a cited passage, or its heading where ``number`` is -1; ``bags`` are of its clauses."""

    source: Source
    number: int
    reading: Reading
    bags: tuple[Bag, ...]
    leans: bool

    def clause_text(self, clause: int) -> str:
        """A clause in folded text."""
        return self.reading.texts[clause]


@dataclass(frozen=True, slots=True)
class Alignment:
    """The sentence beside the clauses of its sources.

    ``places`` are (unit, clause), ``full`` (words × places) how fully each clause says each word,
    ``unit_full`` (words × units) the same for whole sentences, with what they point back at; ``said``
    (words,) over everything that is cited, headings included. ``weight`` (words,).
    """

    draft: Reading
    units: tuple[Unit, ...]
    places: tuple[tuple[int, int], ...]
    full: FloatArray
    unit_full: FloatArray
    said: FloatArray
    weight: FloatArray

    def scores(self, weight: FloatArray) -> FloatArray:
        """How well each place says the words as they are weighed, 0 to 1, shape (places,)."""
        total = max(float(weight.sum()), 1e-6)
        of_unit = (weight @ self.unit_full) / total
        units = [unit for unit, _ in self.places]
        result: FloatArray = _IN_CLAUSE * (weight @ self.full) / total + (1 - _IN_CLAUSE) * of_unit[units]
        return result

    def sentences(self) -> npt.NDArray[np.bool_]:
        """Which places are in sentences and not in a heading, shape (places,)."""
        return np.array([self.units[unit].number >= 0 for unit, _ in self.places], dtype=np.bool_)

    def precision(self, place: int, said: Bag | None = None) -> float:
        """Which share of what a place says the sentence says as well, or ``said`` of it, 0 to 1."""
        unit, clause = self.places[place]
        words = [word for word in self.units[unit].reading.words if word.clause == clause]
        bag = said or self.draft.bag
        total = sum(word.weight for word in words)
        return sum(word.weight * bag.fullness(word) for word in words) / total if total else 0.0

    def of_clause(self, clause: int) -> FloatArray:
        """The weights of the words in one clause of the sentence, 0 for the others."""
        return np.array(
            [word.weight if word.clause == clause else 0.0 for word in self.draft.words], dtype=np.float32
        )


def align(text: str, sources: Sequence[Source], split: Splitter) -> Alignment:
    """Lay a sentence beside its sources."""
    draft = read(text, split)
    units = tuple(unit for source in sources for unit in _units(source, split))
    places = tuple((place, clause) for place, unit in enumerate(units) for clause in range(len(unit.bags)))
    words = draft.words
    full = np.zeros((len(words), len(places)), np.float32)
    unit_full = np.zeros((len(words), len(units)), np.float32)
    for row, word in enumerate(words):
        full[row] = [units[unit].bags[clause].fullness(word) for unit, clause in places]
        unit_full[row] = [unit.reading.bag.fullness(word) for unit in units]
    own, heading = unit_full.copy(), 0
    for column, unit in enumerate(units):
        heading = column if unit.number < 0 else heading
        before = column - 1 if unit.leans and unit.number > 0 else column
        context = np.maximum(own[:, before], own[:, heading])
        unit_full[:, column] = np.maximum(own[:, column], NEIGHBOUR * context)
    whole = joined(unit.reading for unit in units)
    said = np.array([whole.fullness(word) for word in words], dtype=np.float32)
    weight = np.array([word.weight for word in words], dtype=np.float32)
    return Alignment(draft, units, places, full, unit_full, said, weight)


def _units(source: Source, split: Splitter) -> Iterator[Unit]:
    heading = read(source.heading, split)
    yield Unit(source, -1, heading, (heading.bag,), False)
    for number, text in enumerate(rows_as_sentences(source.sentences)):
        reading = read(text, split)
        yield Unit(source, number, reading, _clause_bags(reading), leans(text))


def _clause_bags(reading: Reading) -> tuple[Bag, ...]:
    by_clause: list[list[Word]] = [[] for _ in reading.clauses]
    for word in reading.words:
        by_clause[word.clause].append(word)
    return tuple(map(bag_of, by_clause))


def rows_as_sentences(sentences: Sequence[str]) -> list[str]:
    """The sentences, with each row of a table read as clauses that name row, column and cell.

    The first of consecutive rows names the columns, unless it holds a number where the others do.
    """
    found = list(sentences)
    header: list[str] = []
    for place, text in enumerate(sentences):
        cells = _cells(text)
        if len(cells) < 2:
            header = []
        elif len(cells) != len(header):
            header = cells
        else:
            named = zip(header[1:], cells[1:], strict=True)
            found[place] = "; ".join(f"{header[0]} {cells[0]} {column} is {cell}" for column, cell in named)
    return found


def _cells(text: str) -> list[str]:
    if "|" not in text:
        return []
    return [cell.strip() for cell in text.strip().strip("|").split("|")]


def without(alignment: Alignment, words: Sequence[int]) -> Alignment:
    """The alignment with some words weighing nothing."""
    weight = alignment.weight.copy()
    weight[list(words)] = 0.0
    return replace(alignment, weight=weight)

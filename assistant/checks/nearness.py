"""Does a name or a subject stand near what is said of it, or does another one in the source?

What stands around it in the sentence is looked up around every place of the sources that has it, and around
every other name or subject that the sentence does not have. Numbers were tried too, without gain over the
clauses of ``binding``.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assistant.checks.alignment import Alignment
from assistant.checks.binding import kind_of
from assistant.checks.subjects import subject_of
from assistant.checks.values import FloatArray
from assistant.checks.words import Word, bag_of

BoolArray = npt.NDArray[np.bool_]

_REACH = 10.0
"""Words; how quickly what stands further off counts less, in the sentence and in a source."""
_OWN_CLAUSE, _NEXT_CLAUSE, _NEXT_SENTENCE = 10.0, 3.0, 12.0
"""Words that the end of a clause of the sentence counts for, of a clause and of a sentence of a source. These
four were chosen on practice passages in whose sentences a name was exchanged for another one."""
_SAID, _UNSAID = 0.65, 0.5
_LEAST_AROUND_NAME, _LEAST_AROUND_SUBJECT = 0.5, 1.5
"""Weight of what is said of it, from which it can be told."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The words of the sources in a row.

    ``of_name`` and ``of_subject`` (words,) say what they are part of, ``places`` (words,) where they stand,
    in words, ``units`` and ``sources`` (words,) of which sentence and passage, and ``full`` (words of the
    sentence × words) how fully each says each; ``ours`` are the places in the sentence.
    """

    of_name: BoolArray
    of_subject: BoolArray
    places: FloatArray
    units: npt.NDArray[np.int64]
    sources: npt.NDArray[np.int64]
    full: FloatArray
    ours: FloatArray


def layout(alignment: Alignment, unit_names: Sequence[frozenset[int]]) -> Layout:
    """Lay the words of the sources in a row.

    Args:
        alignment: of the sentence and its sources.
        unit_names: for each unit where the words of names begin.
    """
    words = [word for unit in alignment.units for word in unit.reading.words]
    places: list[FloatArray] = []
    end = 0.0
    for unit in alignment.units:
        places.append(_places(unit.reading.words, _NEXT_CLAUSE) + end + _NEXT_SENTENCE)
        end = float(places[-1].max(initial=end))
    units = np.repeat(np.arange(len(places)), [len(row) for row in places])
    bags = [bag_of((word,)) for word in words]
    return Layout(
        of_name=np.array(
            [
                kind_of(word, names) == "naam"
                for unit, names in zip(alignment.units, unit_names, strict=True)
                for word in unit.reading.words
            ],
            np.bool_,
        ),
        of_subject=np.concatenate([_of_subject(alignment, unit) for unit in range(len(places))]),
        places=np.concatenate(places),
        units=units,
        sources=np.array([id(unit.source) for unit in alignment.units], np.int64)[units],
        full=np.array([[bag.fullness(word) for bag in bags] for word in alignment.draft.words], np.float32),
        ours=_places(alignment.draft.words, _OWN_CLAUSE),
    )


def far_names(alignment: Alignment, found: Layout, names: frozenset[int]) -> Iterator[tuple[str, float]]:
    """The names whose surroundings stand nearer to another name, and by how much (0 to 1).

    Args:
        alignment: of the sentence and its sources.
        found: the words of its sources.
        names: where in the sentence the words of names begin.
    """
    draft = alignment.draft.words
    rows = [row for row, word in enumerate(draft) if kind_of(word, names) == "naam"]
    rivals = found.of_name & (found.full.max(axis=0, initial=0.0) < _SAID)
    several = len(np.unique(found.sources)) > 1
    for row in rows:
        beside = [other for other in rows if abs(found.ours[other] - found.ours[row]) < 2]
        own = found.of_name & (found.full[row] >= _SAID)
        if several:
            # Names tell the passages apart: in that of this one, sentences without a name are its own.
            passages = np.isin(found.sources, found.sources[own])
            own |= passages & ~np.isin(found.units, found.units[rivals])
        gap = _gap(alignment, found, row, beside, own, rivals, _LEAST_AROUND_NAME)
        if gap > 0:
            yield draft[row].written, gap


def far_subjects(alignment: Alignment, found: Layout) -> Iterator[tuple[str, float]]:
    """The subjects whose surroundings stand nearer to another subject, and by how much (0 to 1)."""
    draft = alignment.draft
    rivals = found.of_subject & (found.full.max(axis=0, initial=0.0) < _UNSAID)
    for clause in range(len(draft.clauses)):
        subject = subject_of(draft, clause)
        if subject is None or subject.passive:
            continue
        row = draft.words.index(subject.words[0])
        own = found.full[row] >= _SAID
        gap = _gap(alignment, found, row, [row], own, rivals, _LEAST_AROUND_SUBJECT)
        if gap > 0:
            yield subject.words[0].written, gap


def _gap(
    alignment: Alignment,
    found: Layout,
    row: int,
    beside: Sequence[int],
    own: BoolArray,
    rivals: BoolArray,
    least: float,
) -> float:
    """How much better what stands around a word of the sentence is said around a rival than around itself."""
    weight = alignment.weight * np.exp(-np.abs(found.ours - found.ours[row]) / _REACH)
    weight[[row, *beside]] = 0.0
    if float(weight.sum()) < least or not own.any() or not rivals.any():
        return 0.0
    return _best(weight, found, rivals) - _best(weight, found, own)


def _best(weight: FloatArray, found: Layout, chosen: BoolArray) -> float:
    """How well the words are said around the best of the chosen places, 0 to 1."""
    best = 0.0
    for place in found.places[chosen]:
        near = np.exp(-np.maximum(np.abs(found.places - place) - 1, 0) / _REACH)
        best = max(best, float(weight @ (found.full * near).max(axis=1)))
    return best / float(weight.sum())


def _of_subject(alignment: Alignment, unit: int) -> BoolArray:
    """Which words of a source sentence are in the subject of a clause; of a heading none."""
    reading = alignment.units[unit].reading
    if alignment.units[unit].number < 0:
        return np.zeros(len(reading.words), np.bool_)
    subjects = filter(None, (subject_of(reading, clause) for clause in range(len(reading.clauses))))
    places = {word.start for subject in subjects for word in subject.words}
    return np.array([word.start in places for word in reading.words], np.bool_)


def _places(words: Sequence[Word], between: float) -> FloatArray:
    """For each word its place in the sentence in words, with something extra between clauses."""
    found = np.zeros(len(words), np.float32)
    place, before = 0.0, None
    for row in sorted(range(len(words)), key=lambda row: words[row].start):
        place += 1.0 if before in (None, words[row].clause) else 1.0 + between
        before = words[row].clause
        found[row] = place
    return found

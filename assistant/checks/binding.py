"""Do a number, a name and a role stand beside what they stand beside in the source?

A number of the source in the wrong row, or the name of someone else in it, is found by what stands
around it in the sentence: the clause that says most of that must have it, or have none of its kind.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.checks.alignment import Alignment
from assistant.checks.lexicon import lexicon
from assistant.checks.reading import Reading
from assistant.checks.values import FloatArray
from assistant.checks.words import Word

REACH = 5.0
"""Words; how quickly what stands further off counts less, as exp(-distance / REACH). Set by hand."""
_OTHER_CLAUSE = 0.4
"""What a word of another clause counts beside one of the same clause; set by hand."""
_PRESENT = 0.65
_LEAST_HEAD = 6
_WORD = re.compile(r"[^\W_]+")
_ARTICLES = frozenset({"de", "het", "een", "en"})
_EVERYWHERE = frozenset({"", "member", "region", "company", "resident", "municipality"})
"""Roles that are in so many sentences that where they stand says little."""
_PREPOSITIONS = frozenset(
    {
        "in",
        "te",
        "van",
        "bij",
        "naar",
        "vanuit",
        "uit",
        "op",
        "door",
        "aan",
        "met",
        "volgens",
        "voor",
        "tussen",
    }
)
_PLACES = frozenset({"in", "te", "gemeente", "stad", "dorp", "regio", "wijk"})


@dataclass(frozen=True, slots=True)
class Loose:
    """A word that stands elsewhere in the sources than what is said of it; ``gap`` 0 to 1 tells how much."""

    word: Word
    kind: str
    gap: float


def kind_of(word: Word, names: frozenset[int]) -> str:
    """What kind of thing a word is, to be set beside others of its kind; empty for other words.

    Args:
        word: of the sentence or of a source.
        names: where in its text the words of names begin.
    """
    if word.quantity is not None and word.quantity.written.endswith(("de", "ste")):
        return ""  # the second of a list may be called so nowhere
    if word.quantity is not None:
        return word.quantity.kind.value
    if role_of(word) not in _EVERYWHERE:
        return "rol"
    return "naam" if word.start in names else ""


def role_of(word: Word) -> str:
    """The role that a word names, also as the head of a compound (oud-wethouder); or empty."""
    roles = lexicon().roles
    if word.folded in roles:
        return roles[word.folded]
    for start in range(2, len(word.folded) - _LEAST_HEAD + 1):
        if word.folded[start:] in roles:
            return roles[word.folded[start:]]
    return ""


def loose_words(
    alignment: Alignment, draft_names: frozenset[int], unit_names: Sequence[frozenset[int]]
) -> list[Loose]:
    """The numbers, names and roles whose surroundings belong to another of their kind in the sources."""
    words = alignment.draft.words
    kinds = [kind_of(word, draft_names) for word in words]
    found = []
    for row, word in enumerate(words):
        if not kinds[row]:
            continue
        context = _context(words, kinds, row)
        if context.sum() < 0.5:
            continue
        gap = _gap(alignment, row, context, kinds, unit_names)
        if gap > 0:
            found.append(Loose(word, kinds[row], gap))
    return found


def _context(words: Sequence[Word], kinds: Sequence[str], row: int) -> FloatArray:
    """How much each word counts as what is said of the one in ``row``."""
    order = {place: rank for rank, place in enumerate(sorted(word.start for word in words))}
    here = words[row]
    weight = np.zeros(len(words), np.float32)
    for other, word in enumerate(words):
        if other == row or (kinds[other] == kinds[row] == "naam" and _beside(order, word, here)):
            continue
        distance = abs(order[word.start] - order[here.start])
        near = np.exp(-distance / REACH) * (1.0 if word.clause == here.clause else _OTHER_CLAUSE)
        weight[other] = word.weight * near
    return weight


def _beside(order: dict[int, int], one: Word, other: Word) -> bool:
    return abs(order[one.start] - order[other.start]) <= 1


def _gap(
    alignment: Alignment,
    row: int,
    context: FloatArray,
    kinds: Sequence[str],
    unit_names: Sequence[frozenset[int]],
) -> float:
    """How much better the context fits a clause with a rival than the best one with the word itself."""
    scores = alignment.scores(context)
    has = np.array([alignment.full[row, place] >= _PRESENT for place in range(len(scores))])
    unit_has = alignment.unit_full[row] >= _PRESENT
    if not has.any():
        return 0.0
    own = np.flatnonzero(has).tolist()
    # What is named once may go unnamed after that: a role in its sentence, a name in its passage.
    sources = {id(alignment.units[unit].source) for unit in np.flatnonzero(unit_has)}
    own += [
        place
        for place, (unit, _) in enumerate(alignment.places)
        if (unit_has[unit] or (kinds[row] == "naam" and id(alignment.units[unit].source) in sources))
        and not _rivals(alignment, place, row, kinds, unit_names)
    ]
    rivals = [
        place
        for place in range(len(scores))
        if not has[place] and _rivals(alignment, place, row, kinds, unit_names)
    ]
    if not rivals:
        return 0.0
    return float(scores[rivals].max() - scores[own].max())


def _same_slot(alignment: Alignment, row: int, unit: int, word: Word) -> bool:
    """Whether two names stand after the same word (gemeente, in, wethouder), or one of them after none."""
    mine = _slot(alignment.draft, alignment.draft.words[row])
    theirs = _slot(alignment.units[unit].reading, word)
    if mine == theirs or not {mine, theirs} & _PREPOSITIONS or "is" in (mine, theirs):
        return True
    return all(slot in _PLACES or slot.endswith("gemeente") or not slot for slot in (mine, theirs))


def _slot(reading: Reading, word: Word) -> str:
    """The word before a name in its clause, without articles; empty at the beginning of the clause."""
    start, _ = reading.clauses[word.clause]
    before = [item for item in _WORD.findall(reading.folded[start : word.start]) if item not in _ARTICLES]
    if len(before) > 1 and before[-1] == "van" and before[-2] in lexicon().roles:
        return ""  # de raad van X
    return str(before[-1]) if before else ""


def _same_unit(one: Word, other: Word) -> bool:
    """Whether two numbers may be counted in the same; always for other words."""
    units = {word.quantity.unit for word in (one, other) if word.quantity} - {"", "keer"}
    return len(units) < 2


def _rivals(
    alignment: Alignment,
    place: int,
    row: int,
    kinds: Sequence[str],
    unit_names: Sequence[frozenset[int]],
) -> bool:
    """Whether a clause has another of the same kind, which the sentence does not have."""
    unit, clause = alignment.places[place]
    reading = alignment.units[unit].reading
    bag = alignment.draft.bag
    mine = role_of(alignment.draft.words[row])
    # A row of a table and the name of a passage are one whole.
    anywhere = kinds[row] == "naam"
    return any(
        (anywhere or word.clause == clause)
        and kind_of(word, unit_names[unit]) == kinds[row]
        and _same_unit(word, alignment.draft.words[row])
        and (not anywhere or _same_slot(alignment, row, unit, word))
        and bag.fullness(word) < _PRESENT
        and not (mine and role_of(word) == mine)
        for word in reading.words
    )

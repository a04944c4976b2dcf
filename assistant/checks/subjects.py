"""Who or what a clause speaks of, beside the source clause that says the same of another."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from assistant.checks.alignment import Alignment
from assistant.checks.lexicon import lexicon
from assistant.checks.reading import Reading
from assistant.checks.values import FloatArray
from assistant.checks.verbs import dictionary_form, is_finite
from assistant.checks.words import Bag, Word, bag_of

_LEAST_REST = 2.0
"""Weight of what is said of the subject, from which it can be told who it is said of; set by hand."""
_LEAST_SCORE = 0.5
"""Score of the source clause that says it; set by hand."""
_OTHER, _SWAPPED = 0.5, 0.8
_PASSIVE = re.compile(r"\b(?:word(?:t|en)|werd(?:en)?)\b")
_PERHAPS_PASSIVE = re.compile(r"\b(?:word(?:t|en)|werd(?:en)?|is|zijn|was|waren)\b")
_BY = re.compile(r"\bdoor\s+(?!te\b|dat\b|middel\b|toedoen\b)")
_TURNED = re.compile(r"\b(?:krijg\w*|kreeg|kregen|ontvang\w*|ontving\w*|is|zijn|was|waren)\b")
"""What turns who does something and whom it is done to round, or may."""
_MOST_WORDS = 3
_TOKEN = re.compile(r"[^\W_][\w'-]*")
_CONJUNCTIONS = frozenset(
    {
        "als", "omdat", "doordat", "nadat", "voordat", "hoewel", "zodra", "zolang", "indien", "wanneer",
        "terwijl", "toen", "aangezien", "sinds", "mits", "tenzij", "dat", "en", "maar", "of", "want",
        "zodat", "waardoor", "waarna", "waarbij", "waarin",
    }
)  # fmt: skip
_BREAKS = frozenset(
    {
        "aan", "achter", "af", "bij", "binnen", "boven", "door", "in", "langs", "met", "na", "naar",
        "naast", "onder", "op", "over", "per", "rond", "sinds", "tegen", "tijdens", "tot", "tussen",
        "uit", "vanaf", "vanwege", "via", "volgens", "voor", "wegens", "zonder", "dankzij", "om", "te",
        "ook", "niet", "wel", "nog", "al", "daar", "er", "hier", "dan", "die", "dat", "wie", "daarom",
        "daardoor", "daarna", "zo", "vaak", "soms", "altijd", "nooit", "pas", "alleen",
    }
)  # fmt: skip
"""Words at which a group of words that is the subject ends, or that stand where no subject does."""
_PRONOUNS = frozenset(
    {
        "hij", "zij", "ze", "het", "dit", "dat", "die", "deze", "we", "wij", "u", "je", "jij", "ik",
        "men", "er", "wie", "iedereen", "niemand", "haar", "hun", "zijn",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Subject:
    """The content words of a subject, the other words of its clause, and the one that is its verb.

    Of a passive it is who does it where "door" names that; else ``passive`` says that it is whom it is done
    to.
    """

    words: tuple[Word, ...]
    rest: tuple[Word, ...]
    verb: Word | None
    passive: bool


def strange_subjects(alignment: Alignment) -> Iterator[tuple[str, float]]:
    """Subjects of which no source clause says what the sentence says, while one says it of another.

    Yields the subject and how well that other clause says the rest, 0 to 1.
    """
    draft = alignment.draft
    for clause in range(len(draft.clauses)):
        subject = subject_of(draft, clause)
        if subject is None:
            continue
        rest = np.array(
            [
                word.weight * (2 if word is subject.verb else 1) * (word in subject.rest)
                for word in draft.words
            ],
            np.float32,
        )
        if float(rest.sum()) < _LEAST_REST:
            continue
        gap = _gap(alignment, clause, subject, rest)
        if gap > 0:
            yield " ".join(word.written for word in subject.words), gap


def _gap(alignment: Alignment, clause: int, subject: Subject, rest: FloatArray) -> float:
    """How much better the rest is said of another subject than anywhere of this one."""
    scores = alignment.scores(rest)
    own, others = 0.0, 0.0
    for place in np.flatnonzero(scores >= _LEAST_SCORE):
        score = float(scores[place])
        if _is_of_another(alignment, clause, subject, int(place)):
            others = max(others, score)
        else:
            own = max(own, score)
    return others - own


def _is_of_another(alignment: Alignment, clause: int, subject: Subject, place: int) -> bool:
    """Whether a source clause has a subject that this one is not, and not by another way of saying it."""
    unit, number = alignment.places[place]
    reading = alignment.units[unit].reading
    theirs = subject_of(reading, number)
    if theirs is None or theirs.passive != subject.passive or alignment.units[unit].number < 0:
        return False
    if _share(subject.words, bag_of(theirs.words)) > 0 or _share(theirs.words, bag_of(subject.words)) > 0:
        return False
    if _share(subject.words, reading.bag) < _OTHER:
        return _share(theirs.words, alignment.draft.bag) < _OTHER
    # Both are there: only the other way round if neither clause turns it round, as a passive does.
    ours, its = alignment.draft.texts[clause], reading.texts[number]
    return (
        _share(theirs.words, bag_of(subject.rest)) >= _SWAPPED
        and not _TURNED.search(ours)
        and not _TURNED.search(its)
    )


def _share(words: tuple[Word, ...], bag: Bag) -> float:
    """Which share of what some words say a bag says, by weight."""
    return sum(word.weight * bag.fullness(word) for word in words) / sum(word.weight for word in words)


def subject_of(reading: Reading, clause: int) -> Subject | None:
    """The subject of a clause as far as the order of its words tells; ``None`` for a pronoun or none."""
    start, end = reading.clauses[clause]
    row = [(match[0], start + match.start()) for match in _TOKEN.finditer(reading.folded[start:end])]
    if row and row[0][0] in ("wie", "die"):
        return None
    while row and row[0][0] in _CONJUNCTIONS:
        row = row[1:]
    finite = next((place for place, (word, _) in enumerate(row) if _is_verb(word)), None)
    if finite is None:
        return None
    passive = _PASSIVE.search(reading.folded, start, end) is not None
    agent = (
        _BY.search(reading.folded, start, end)
        if _PERHAPS_PASSIVE.search(reading.folded, start, end)
        else None
    )
    before = row[:finite]
    inverted = not before or before[0][0] in _BREAKS or before[0][0] in lexicon().function_words
    group = row[finite + 1 :] if inverted and not _is_subordinate(reading.folded[start:end]) else before
    if agent is not None:
        group = [(word, place) for word, place in row if place >= agent.end()]
    chosen: list[int] = []
    for word, place in group:
        if word in _PRONOUNS and not chosen:
            return None
        if word in _BREAKS or _is_verb(word):
            break
        chosen.append(place)
    words = tuple(word for word in reading.words if word.clause == clause and word.start in chosen)
    if len(words) > _MOST_WORDS or any(
        word.quantity or (word.folded.endswith("en") and dictionary_form(word.folded) == word.folded)
        for word in words
    ):
        return None
    rest = tuple(word for word in reading.words if word.clause == clause and word.start not in chosen)
    verb = next((word for word in rest if word.start == row[finite][1]), None)
    if verb is None and rest and row[finite][0] in lexicon().function_words:
        last = max(rest, key=lambda word: word.start)
        verb = last if last.start == row[-1][1] else None
    return Subject(words, rest, verb, passive and agent is None) if words else None


def _is_subordinate(text: str) -> bool:
    first = _TOKEN.search(text)
    return first is not None and first[0] in _CONJUNCTIONS - {"en", "maar", "of", "want"}


def _is_verb(word: str) -> bool:
    return word in lexicon().finite_verbs or is_finite(word)

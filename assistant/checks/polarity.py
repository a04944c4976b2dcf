"""Does a sentence say that something is so where its source says that it is not?"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np

from assistant.checks.alignment import Alignment
from assistant.checks.lexicon import lexicon
from assistant.checks.reading import Reading
from assistant.checks.values import FloatArray
from assistant.checks.words import Word, bag_of
from corpus.pdf.word_list import is_dutch
from index.words import plain_tokens

LEAST = 0.5
"""A clause that no source clause says for so much is not compared."""
NEAR = 0.85
"""Source clauses that score so much of the best count as saying the same."""
FOCUS = 20.0
"""Characters; how quickly words further from a negation count less in what it denies."""
SAID = 0.5
"""A source clause of which so much is said by the sentence is about the same; ``WHOLLY`` for certain.
These five are set by hand."""
WHOLLY = 0.7
_UN = re.compile(r"\bon[a-z]+\b")
_SHORTEST_UN = 5
_APART = re.compile(
    r"\b(?:schaf(?:t|te|ten|fen)|raadt?|raden|zag|zagen|ziet|zien|wees|wezen|wijst|wijzen)\b[^,;:]*\baf\b"
    r"|\b(?:valt|vallen|viel|vielen|blijft|blijven|bleef|bleven|sluit|sluiten|sloot|sloten)\b[^,;:]*\buit\b"
    r"|\b(?:houdt|houden|hield|hielden)\b[^,;:]*\bop\b|\b(?:laat|laten|liet|lieten)\b[^,;:]*\bna\b"
)
"""Verbs that deny, in two parts: schafte het gesprek af, valt bij vorst uit."""
_CONDITIONAL = re.compile(
    r"\W*(?:en |maar )?(?:als|indien|wanneer|wie|mocht|tenzij|zolang|zonder|zodra|of)\b"
)
_ADJECTIVES = (
    "d",
    "de",
    "t",
    "te",
    "lijk",
    "lijke",
    "ig",
    "ige",
    "baar",
    "bare",
    "gen",
    "zaam",
    "zame",
    "el",
    "ele",
)
_NO_UN = frozenset({"onderste", "onderlinge", "onderhoud", "ondergrond", "onlangs"})
_EMPHATIC = re.compile(r"\bwel\b")
_QUESTION = re.compile(r"\W*(?:en |maar )?of\b")
"""A question inside a sentence says nothing: of een raad representatief is."""
_ONLY = re.compile(r"\b(?:alleen|uitsluitend|enige|slechts)\b")
"""Who alone may do something: the source may say that others may not."""
_LITTLE, _TELLING = 0.9, 2.0
"""Weights of the words of a source clause, below and from which it says little or enough."""
_OPPOSITE = 0.8
_LEAST_UNIT, _LEAST_DENIED, _DENIED_WORDS = 0.7, 1.5, 2
_STOP = re.compile(r"[,;:.()]|\b(?:maar|en|of)\b")
_NAME_WEIGHT = 0.3
"""Names count less: what a passage is about is named once."""


def contradictions(alignment: Alignment, names: frozenset[int]) -> list[tuple[str, float]]:
    """Clauses whose polarity is not that of the clause that says the same, and how surely (0 to 1).

    Args:
        alignment: of the sentence and its sources.
        names: where in the sentence the words of names begin.
    """
    found = []
    draft = alignment.draft
    texts = draft.texts
    light = np.array([_NAME_WEIGHT if word.start in names else 1.0 for word in draft.words], np.float32)
    for clause, text in enumerate(texts):
        weight = alignment.of_clause(clause) * light
        if weight.sum() < 1.0:
            continue
        if negations(text) and clause + 1 < len(texts) and texts[clause + 1].startswith("maar"):
            continue  # niet X, maar Y: the source may say only Y
        if _ONLY.search(text) or _QUESTION.match(text):
            continue
        surely = _contradicted(alignment, text, weight * _focus(draft, clause))
        if surely:
            found.append((text.strip(" ,;"), surely))
    return found


def _contradicted(alignment: Alignment, text: str, weight: FloatArray) -> float:
    """How surely a clause is denied by the sources: the score of the clause that says the same."""
    scores = np.where(alignment.sentences(), with_opposites(alignment).scores(weight), 0.0)
    best = float(scores.max(initial=0.0))
    differs = {int(place): _differs(text, alignment, int(place)) for place in np.flatnonzero(scores > 0.1)}
    near = [place for place in differs if scores[place] >= NEAR * best]
    if best < LEAST:
        near = []
    if negations(text):
        if not near:
            return 0.0
        about = [
            place for place in differs if _negates(alignment, place) and alignment.precision(place) >= SAID
        ]
        return (
            0.0
            if any(not differs[place] for place in (*near, *about)) or _denied_nearby(alignment, near)
            else best
        )
    if near and all(differs[place] for place in near):
        return best
    said = bag_of(word for word, share in zip(alignment.draft.words, weight, strict=True) if share)
    denied = [
        place
        for place in differs
        if differs[place] and _negates(alignment, place) and not _is_conditional(alignment, place)
    ]
    enough = SAID if _EMPHATIC.search(text) else WHOLLY
    wholly = any(
        alignment.precision(place, said) >= enough and _told(alignment, place) >= _TELLING for place in denied
    )
    return max(best, LEAST) if wholly else 0.0


def with_opposites(alignment: Alignment) -> Alignment:
    """The alignment in which a word is also found where its opposite stands."""
    antonyms = lexicon().antonyms
    full, unit_full = alignment.full.copy(), alignment.unit_full.copy()
    for row, word in enumerate(alignment.draft.words):
        opposites = antonyms.get(word.folded, frozenset())
        if not opposites or alignment.said[row] > SAID:
            continue
        for place, (unit, clause) in enumerate(alignment.places):
            if opposites & set(plain_tokens(alignment.units[unit].clause_text(clause))):
                full[row, place] = _OPPOSITE
                unit_full[row, unit] = _OPPOSITE
    return replace(alignment, full=full, unit_full=unit_full)


def denied_phrases(alignment: Alignment) -> Iterator[tuple[str, float]]:
    """What a source sentence denies right after its negation, and a clause of the sentence says without one.

    With each how well that source sentence says the clause, 0 to 1.
    """
    draft = alignment.draft
    for clause, text in enumerate(draft.texts):
        weight = alignment.of_clause(clause)
        if weight.sum() < _TELLING or negations(text) or _ONLY.search(text) or _QUESTION.match(text):
            continue
        if lexicon().condition.search(text):
            continue
        said = bag_of(word for word in draft.words if word.clause == clause)
        scores = (weight @ alignment.unit_full) / float(weight.sum())
        for unit in np.flatnonzero(scores >= _LEAST_UNIT):
            reading = alignment.units[unit].reading
            for words in _denied(reading):
                if all(said.fullness(word) >= _OPPOSITE for word in words) and not opposites(
                    text, draft.folded, reading.folded, reading.folded
                ):
                    yield " ".join(word.written for word in words), float(scores[unit])


def _denied(reading: Reading) -> Iterator[list[Word]]:
    """The words that stand right after each negation in its clause, if they tell enough."""
    for match in lexicon().negation.finditer(
        lexicon().no_negation.sub(lambda found: " " * len(found[0]), reading.folded)
    ):
        end = next(end for _, end in reading.clauses if match.start() < end)
        stop = _STOP.search(reading.folded, match.end(), end)
        words = [
            word for word in reading.words if match.end() <= word.start < (stop.start() if stop else end)
        ]
        chosen = sorted(words, key=lambda word: word.start)[:_DENIED_WORDS]
        if sum(word.weight for word in chosen) >= _LEAST_DENIED:
            yield chosen


def _text(alignment: Alignment, place: int) -> str:
    unit, clause = alignment.places[place]
    return alignment.units[unit].clause_text(clause)


def _is_conditional(alignment: Alignment, place: int) -> bool:
    """Whether a source clause only says what holds if something is not so: beslist hij niet, dan ..."""
    unit, clause = alignment.places[place]
    texts = alignment.units[unit].reading.texts
    following = texts[clause + 1] if clause + 1 < len(texts) else ""
    return _CONDITIONAL.match(texts[clause]) is not None or following.lstrip(" ,").startswith("dan ")


def _negates(alignment: Alignment, place: int) -> bool:
    return negations(_text(alignment, place)) > 0


def _denied_nearby(alignment: Alignment, near: Sequence[int]) -> bool:
    """Whether beside the best source clause a clause without much of its own denies it: wie dat niet doet."""
    units = {alignment.places[place][0] for place in near}
    return any(
        unit in units and _negates(alignment, place) and _told(alignment, place) < _LITTLE
        for place, (unit, _) in enumerate(alignment.places)
    )


def _told(alignment: Alignment, place: int) -> float:
    """How much a source clause says: the weight of its words."""
    unit, clause = alignment.places[place]
    weights = [word.weight for word in alignment.units[unit].reading.words if word.clause == clause]
    return sum(weights) if len(weights) > 1 else min(sum(weights), _LITTLE)


def _focus(reading: Reading, clause: int) -> FloatArray:
    """How much each word counts in what a clause denies: the nearer to its negation the more; else 1."""
    start, _ = reading.clauses[clause]
    places = [start + match.start() for match in lexicon().negation.finditer(reading.texts[clause])]
    if not places:
        return np.ones(len(reading.words), np.float32)
    distance = [min(abs(word.start - place) for place in places) for word in reading.words]
    return np.asarray(np.exp(-np.array(distance, dtype=np.float32) / FOCUS), dtype=np.float32)


def _differs(clause: str, alignment: Alignment, place: int) -> bool:
    """Whether a clause and a source clause deny each other: an odd number of turns between them."""
    unit, number = alignment.places[place]
    reading = alignment.units[unit].reading
    source = alignment.units[unit].clause_text(number)
    ours, theirs = negations(clause), negations(source)
    if _ONLY.search(source):
        return False
    turns = ours + theirs + len(opposites(clause, alignment.draft.folded, source, reading.folded))
    if turns % 2 == 0:
        return False
    if ours > theirs:
        return _denied_stands_there(alignment, clause, unit)
    return not theirs or _denied_is_said(alignment, reading, number)


def _denied_stands_there(alignment: Alignment, clause: str, unit: int) -> bool:
    """Whether a source sentence has the word that a clause denies; else it may deny in its own way."""
    draft = alignment.draft
    number = draft.texts.index(clause)
    focus = _focus(draft, number) * [word.clause == number for word in draft.words]
    return bool(alignment.unit_full[int(np.argmax(focus)), unit] >= SAID)


def _denied_is_said(alignment: Alignment, reading: Reading, number: int) -> bool:
    """Whether the sentence says what a source clause denies, and not only what stands around it."""
    focus = _focus(reading, number) * np.array([word.clause == number for word in reading.words])
    weight = focus * np.array([word.weight for word in reading.words], dtype=np.float32)
    full = np.array([alignment.draft.bag.fullness(word) for word in reading.words], dtype=np.float32)
    if not weight.any():
        return False
    return float(weight @ full) >= SAID * float(weight.sum()) and bool(full[np.argmax(focus)] >= SAID)


def negations(text: str) -> int:
    """How often a folded clause negates; "niet zonder" is twice, and onbetaald is once."""
    words = lexicon()
    found = words.negation.findall(words.no_negation.sub(" ", text))
    return len(found) + len(_APART.findall(text)) + sum(map(is_negated, _UN.findall(text)))


@lru_cache(maxsize=10_000)
def is_negated(word: str) -> bool:
    """Whether a word that begins with on- denies what it is without that."""
    return (
        word.startswith("on")
        and len(word) > _SHORTEST_UN
        and word.endswith(_ADJECTIVES)
        and is_dutch(word[2:])
        and word not in _NO_UN
    )


def opposites(clause: str, sentence: str, source: str, unit: str) -> list[tuple[str, str]]:
    """Pairs of a word in a clause and its opposite in the source, where neither has the other's word."""
    antonyms = lexicon().antonyms
    ours, theirs = set(plain_tokens(sentence)), set(plain_tokens(unit))
    found = []
    for word in dict.fromkeys(plain_tokens(clause)):
        if word in theirs:
            continue
        for other in plain_tokens(source):
            opposite = other in antonyms.get(word, ()) and is_negated(word) == is_negated(other)
            if opposite and other not in ours and not antonyms.get(other, frozenset()) & theirs & {word}:
                found.append((word, other))
                break
    return found

"""What makes it less likely that the cited passages say a sentence, as plain numbers."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from assistant.checks.alignment import Alignment
from assistant.checks.binding import loose_words, role_of
from assistant.checks.degree import (
    Shift,
    almost_dropped,
    condition_denied,
    dropped_hedges,
    modality_shifts,
    quantifier_shifts,
)
from assistant.checks.direction import swapped_cause, swapped_roles
from assistant.checks.lexicon import lexicon
from assistant.checks.names import names
from assistant.checks.nearness import far_names, far_subjects, layout
from assistant.checks.polarity import contradictions, denied_phrases
from assistant.checks.subjects import strange_subjects
from assistant.checks.values import FloatArray

COVERAGE = ("unsaid_clause", "unsaid_whole", "unsaid_run", "unlike")
"""What a sentence has too much; high where a model adds something of its own."""

CONFLICT = (
    "polarity",
    "denied_phrase",
    "loose_number",
    "loose_name",
    "far_name",
    "loose_role",
    "strange_role",
    "other_subject",
    "far_subject",
    "swapped_roles",
    "swapped_cause",
    "all_added",
    "quantifier_exchanged",
    "almost_dropped",
    "condition_denied",
    "modality_exchanged",
    "hedge_dropped",
    "cause_added",
)
"""What a sentence says otherwise than its source; high also where it has the words of its source.

Tried as well, and without gain on practice pairs: other quantifiers added or dropped (alleen, sommige,
minstens), must added or an intention dropped, and which of two numbers of one source sentence stands nearest
to what is said of it; of what is added, the share of the whole sentence and words that are said apart."""

_KINDS = {"naam": "loose_name", "rol": "loose_role"}
_VAGUE_ROLES = frozenset({"", "member", "region", "board"})
"""Of these a sentence may speak where its source does not name them."""
_TELLING = 2.0
"""Weight of the words from which a clause is looked at by itself; set by hand."""
_UNSAID_WHOLE, _UNSAID_RUN = 0.7, 7.0
"""A clause of which so much is said nowhere, or words in a row of this weight, are the sentence's own."""
_NO_GAP, _WIDE_GAP = 0.1, 0.3
"""A smaller gap says nothing, and beyond the second one more a number or name surely belongs elsewhere. In
sentences of the practice texts with a number of the same text instead of their own it is mostly above 0.6, in
rewritten sentences between 0.3 and 0.6, and in supported ones seldom above 0.15."""
_NO_FAR_GAP, _NO_SUBJECT_GAP, _WIDE_FAR_GAP = 0.03, 0.1, 0.15
"""The same for names and for subjects by what stands around them, word by word. In practice sentences in
which one was exchanged for another of its passage the gap is mostly above 0.1, in supported ones seldom."""
_NEAREST = 6
"""Sentences of a source that are also tried two by two, for a sentence that is made of both."""


@dataclass(frozen=True, slots=True)
class Signal:
    """One reason for doubt: 0 is none. ``detail`` is the word or the clause it is about."""

    name: str
    value: float
    detail: str = ""


def signals(alignment: Alignment, vector: FloatArray) -> dict[str, Signal]:
    """The signals above 0 of a sentence laid beside its sources; of each the strongest.

    Args:
        alignment: of the sentence.
        vector: of the sentence, of unit length, shape (d,).
    """
    found: dict[str, Signal] = {}
    for signal in _all(alignment, vector):
        if signal.value > max(0.0, found[signal.name].value if signal.name in found else 0.0):
            found[signal.name] = signal
    return found


def _all(alignment: Alignment, vector: FloatArray) -> Iterator[Signal]:
    yield Signal("unlike", _unlike(alignment, vector))
    yield from _coverage(alignment)
    yield from _strange_roles(alignment)
    own_names = frozenset(name.start for name in names(alignment.draft.text))
    for text, surely in contradictions(alignment, own_names):
        yield Signal("polarity", (1 + surely) / 2, text)
    for text, score in denied_phrases(alignment):
        yield Signal("denied_phrase", score, text)
    unit_names = [frozenset(name.start for name in names(unit.reading.text)) for unit in alignment.units]
    for item in loose_words(alignment, own_names, unit_names):
        gap = min(1.0, (item.gap - _NO_GAP) / _WIDE_GAP)
        yield Signal(_KINDS.get(item.kind, "loose_number"), gap, item.word.written)
    row = layout(alignment, unit_names)
    for name, gap in far_names(alignment, row, own_names):
        yield Signal("far_name", min(1.0, (gap - _NO_FAR_GAP) / _WIDE_FAR_GAP), name)
    for subject, gap in far_subjects(alignment, row):
        yield Signal("far_subject", min(1.0, (gap - _NO_SUBJECT_GAP) / _WIDE_FAR_GAP), subject)
    for subject, gap in strange_subjects(alignment):
        yield Signal("other_subject", gap, subject)
    for text, score in dropped_hedges(alignment):
        yield Signal("hedge_dropped", score, text)
    for one, other in swapped_roles(alignment):
        yield Signal("swapped_roles", 1.0, f"{one} en {other}")
    yield Signal("swapped_cause", swapped_cause(alignment))
    for shift in quantifier_shifts(alignment):
        yield from _quantifier(shift)
    for shift in modality_shifts(alignment):
        bound = "must" in shift.dropped and "advise" not in shift.dropped
        if (shift.added & {"must", "plan"} and shift.dropped) or (shift.added and bound):
            yield Signal("modality_exchanged", shift.score, shift.text)
    for name, word in (
        ("almost_dropped", almost_dropped(alignment)),
        ("condition_denied", condition_denied(alignment)),
    ):
        yield Signal(name, float(bool(word)), word)
    yield Signal("cause_added", float(_adds_cause(alignment)))


def _unlike(alignment: Alignment, vector: FloatArray) -> float:
    """How far the nearest sentence lies, or the nearest two together, as 1 - cosine.

    0 where the sources have no vectors of the same model.
    """
    sources = {id(unit.source): unit.source for unit in alignment.units}.values()
    known = [source.vectors for source in sources if source.vectors.shape[-1:] == vector.shape]
    vectors = np.concatenate(known) if known else np.zeros((0, len(vector)), np.float32)
    if not len(vectors):
        return 0.0
    likeness = vectors @ vector
    first = np.argsort(-likeness)[:_NEAREST]
    pairs = [vectors[one] + vectors[other] for one, other in combinations(first, 2)]
    both = [float(pair @ vector / np.linalg.norm(pair)) for pair in pairs]
    return 1 - max(float(likeness.max()), *both, -1.0)


def _coverage(alignment: Alignment) -> Iterator[Signal]:
    """Words that no cited passage says: which share of one clause, and how many one after another."""
    weight, said = alignment.weight, alignment.said
    unsaid = [word for word, full in zip(alignment.draft.words, said, strict=True) if full < 0.5]
    detail = ", ".join(word.written for word in sorted(unsaid, key=lambda word: word.start))
    missing = weight * (1 - said)
    run = _longest_unsaid(alignment, missing)
    yield Signal("unsaid_run", run, detail)
    yield Signal("unsaid_whole", float(run > _UNSAID_RUN), detail)
    clauses = [alignment.of_clause(clause) for clause in range(len(alignment.draft.clauses))]
    telling = [clause for clause in clauses if clause.sum() >= _TELLING]
    for clause in telling:
        unsaid_share = float(clause @ (1 - said)) / float(clause.sum())
        yield Signal("unsaid_whole", float(unsaid_share > _UNSAID_WHOLE), detail)
    for clause in telling or [weight]:
        yield Signal("unsaid_clause", float(clause @ (1 - said)) / max(float(clause.sum()), 1e-6), detail)


def _longest_unsaid(alignment: Alignment, missing: FloatArray) -> float:
    """The weight of the words that no source says, of those that follow each other, where it is highest."""
    most = run = 0.0
    for row in sorted(range(len(missing)), key=lambda row: alignment.draft.words[row].start):
        run = run + float(missing[row]) if alignment.said[row] < 0.5 else 0.0
        most = max(most, run)
    return most


def _strange_roles(alignment: Alignment) -> Iterator[Signal]:
    known = {role_of(word) for unit in alignment.units for word in unit.reading.words} | _VAGUE_ROLES
    strange = [
        word.written
        for word, said in zip(alignment.draft.words, alignment.said, strict=True)
        if role_of(word) not in known and said < 0.65
    ]
    yield Signal("strange_role", float(len(strange)), ", ".join(strange))


def _quantifier(shift: Shift) -> Iterator[Signal]:
    if "all" in shift.added:
        yield Signal("all_added", shift.score, shift.text)
    if shift.added and shift.dropped - {"about", "all"}:
        yield Signal("quantifier_exchanged", shift.score, shift.text)


def _adds_cause(alignment: Alignment) -> bool:
    """Whether a sentence names a cause where no source sentence names one."""
    words, text = lexicon(), alignment.draft.folded
    if not words.cause_strict.search(text) and not words.effect_after.search(text):
        return False
    known = (words.cause_after, words.effect_after, words.cause_named)
    return not any(pattern.search(unit.reading.folded) for pattern in known for unit in alignment.units)

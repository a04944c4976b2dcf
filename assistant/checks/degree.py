"""How many, how sure, how binding: quantifiers and modality of a sentence beside those of its source."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from assistant.checks.alignment import Alignment
from assistant.checks.lexicon import Classes, lexicon
from assistant.checks.numbers import share_of
from assistant.checks.reading import Reading
from assistant.checks.verbs import is_verb_stem

NEAR = 0.95
_LEAST = 0.35
_ALL_OF = re.compile(r"\balle (?=\d|(?:twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf)\b)")
"""Of a counted group "alle" adds nothing: the number is checked."""
_BUT = re.compile(r"\bop (?:een|twee|drie|vier|vijf|zes|\d+|enkele|een paar)(?: [\w-]+){0,2} na\b")
"""Op drie leden na: all but these."""
_PER = re.compile(r"\bper\b")
"""Per doel is voor elk doel."""
_SUBJECTS = frozenset({"ik", "je", "jij", "u", "we", "wij", "hij", "zij", "ze", "het", "men", "jullie"})
_SHARES: Mapping[str, Callable[[Fraction], bool]] = {
    "all": lambda share: share == 1,
    "most": lambda share: share > Fraction(1, 2),
    "half": lambda share: abs(share - Fraction(1, 2)) < Fraction(1, 20),
    "few": lambda share: share < Fraction(1, 4),
}
_REACHING = frozenset({"none", "few"})
"""These hold for the whole sentence: ervaren leden werden mentor; geen van hen haakte af."""
_NEXT = 12
"""Characters between a word such as "bijna" and what it is said of."""


@dataclass(frozen=True, slots=True)
class Shift:
    """What a clause says more, less or otherwise than its source.

    ``added`` are classes that only the sentence has, ``dropped`` those that only the source has.
    """

    text: str
    added: frozenset[str]
    dropped: frozenset[str]
    score: float


def quantifier_shifts(alignment: Alignment) -> list[Shift]:
    """Clauses with other quantifiers than the source clauses that say the same."""
    return _shifts(alignment, lexicon().quantifiers, with_imperative=False)


def modality_shifts(alignment: Alignment) -> list[Shift]:
    """Clauses with another modality than the source clauses that say the same; an order counts as must."""
    return _shifts(alignment, lexicon().modality, with_imperative=True)


def dropped_hedges(alignment: Alignment) -> list[tuple[str, float]]:
    """Clauses that say as done what all source clauses that say it call a wish, a plan, a doubt or an advice.

    With each the score of those source clauses, 0 to 1.
    """
    words, draft, found = lexicon(), alignment.draft, []
    if words.hedges.search(draft.folded) or words.hedged.search(draft.folded):
        return []
    for clause, text in enumerate(draft.texts):
        weight = alignment.of_clause(clause)
        if weight.sum() < 1.0 or words.negation.search(text):
            continue
        scores = alignment.scores(weight)
        best = float(scores.max(initial=0.0))
        near = [alignment.places[place] for place in np.flatnonzero(scores >= NEAR * best)]
        if best >= _LEAST and all(
            words.hedges.search(alignment.units[unit].clause_text(number)) for unit, number in near
        ):
            found.append((text.strip(" ,;"), best))
    return found


def _shifts(alignment: Alignment, classes: Classes, with_imperative: bool) -> list[Shift]:
    draft, found = alignment.draft, []
    for clause, text in enumerate(draft.texts):
        weight = alignment.of_clause(clause)
        if weight.sum() < 1.0:
            continue
        scores = alignment.scores(weight)
        best = float(scores.max(initial=0.0))
        if best < _LEAST:
            continue
        ours = _classes(_ALL_OF.sub("", text), classes, with_imperative)
        options = []
        for place in np.flatnonzero(scores >= NEAR * best):
            unit, number = alignment.places[place]
            reading = alignment.units[unit].reading
            whole = _classes(reading.folded, classes, with_imperative)
            part = _classes(reading.texts[number], classes, with_imperative)
            if not with_imperative:
                whole, part = _with_shares(reading, whole, part, ours)
            options.append((ours - whole, (part | whole & _REACHING) - ours))
        added, dropped = min(options, key=lambda option: (len(option[0]) + len(option[1]), sorted(option[0])))
        if added or dropped:
            found.append(Shift(text.strip(" ,;"), added, dropped, best))
    return found


def _classes(text: str, classes: Classes, with_imperative: bool) -> frozenset[str]:
    found = classes.found(text)
    if with_imperative and not found and _is_order(text):
        return frozenset({"must", "advise"})
    return found


def _with_shares(
    reading: Reading, whole: frozenset[str], part: frozenset[str], ours: frozenset[str]
) -> tuple[frozenset[str], frozenset[str]]:
    """The classes of a source with what its shares and "per" say: 80 procent is most, a third is not."""
    if _PER.search(reading.folded):
        whole |= {"all"}
    shares = [
        share
        for word in reading.words
        if word.quantity
        and (share := share_of(word.quantity)) is not None
        and 0 < share <= 1
        and (word.quantity.unit == "procent" or share < 1)
    ]
    for name, fits in _SHARES.items():
        if shares and name in ours - whole:
            whole, part = (whole | {name}, part) if any(map(fits, shares)) else (whole, part | {"share"})
    return whole, part


def _is_order(text: str) -> bool:
    """Whether a clause tells the reader what to do: it begins with the stem of a verb, without a subject."""
    if lexicon().order.match(text):
        return True
    if text.lstrip().startswith(","):
        return False
    words = re.findall(r"[a-z]+", text)[:2]
    return len(words) == 2 and is_verb_stem(words[0]) and words[1] not in _SUBJECTS


def condition_denied(alignment: Alignment) -> str:
    """By what a sentence says that it always or never is so where its source has an exception; or ""."""
    match = lexicon().absolute.search(alignment.draft.folded)
    if match is None or lexicon().almost.search(alignment.draft.folded) or not len(alignment.draft.words):
        return ""
    unit, _ = alignment.places[int(np.argmax(alignment.scores(alignment.weight)))]
    source = alignment.units[unit].reading.folded
    return match[0] if _BUT.search(source) or lexicon().condition.search(source) else ""


def almost_dropped(alignment: Alignment) -> str:
    """By what a source says that something is nearly so where a sentence says that it is; or ""."""
    draft = alignment.draft
    if lexicon().almost.search(draft.folded) or not len(draft.words):
        return ""
    scores = alignment.scores(alignment.weight)
    unit, _ = alignment.places[int(np.argmax(scores))]
    reading = alignment.units[unit].reading
    for match in lexicon().almost.finditer(reading.folded):
        following = next((word for word in reading.words if word.start >= match.end()), None)
        if following and following.start - match.end() < _NEXT and draft.bag.fullness(following) > 0.5:
            return match[0]
    return ""

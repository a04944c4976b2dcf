"""Evidence, candidates and decisions made by hand, for tests that need no index."""

import numpy as np
import numpy.typing as npt

from assistant.answer import Outcome
from assistant.compose import Looked
from assistant.evidence import Evidence, EvidenceSentence
from assistant.extractive import Candidate
from assistant.scope import Decision
from assistant.signals import SIGNALS
from corpus.kinds import PassageKind, Role

OFFSET = 100
"""Where a passage made by hand begins on its page."""

Vector = npt.NDArray[np.float32]


def passage(
    *sentences: str,
    kind: PassageKind = PassageKind.BACKGROUND,
    roles: tuple[Role, ...] = (),
    score: float = 0.5,
    publication: str = "stuk",
    page: int | None = 3,
    quotable: bool = True,
    between: str = " ",
    from_startcorpus: bool = False,
    chunk: int = 0,
) -> Evidence:
    """Evidence of which the sentences stand one after another, from ``OFFSET``."""
    text = between.join(sentences)
    found, position = [], OFFSET
    for number, sentence in enumerate(sentences):
        found.append(EvidenceSentence(number, sentence, position, position + len(sentence), quotable))
        position += len(sentence) + len(between)
    return Evidence(
        number=chunk,
        publication=publication,
        title="Titel",
        file="stuk.md",
        kind=kind,
        roles=roles,
        section=("Titel", "Kop"),
        page=page,
        page_label="iii",
        date="2018",
        text=text,
        start=OFFSET,
        end=OFFSET + len(text),
        score=score,
        similarity=score,
        sentences=tuple(found),
        from_startcorpus=from_startcorpus,
    )


def unit(*values: float) -> Vector:
    """The vector of length 1 in this direction."""
    vector = np.array(values, dtype=np.float32)
    result: Vector = vector / np.linalg.norm(vector)
    return result


def axis(number: int, dimension: int = 32) -> Vector:
    """A unit vector that is at right angles to those of other numbers."""
    vector = np.zeros(dimension, dtype=np.float32)
    vector[number % dimension] = 1.0
    return vector


def candidate(evidence: Evidence, row: int, score: float, vector: Vector | None = None) -> Candidate:
    """The sentence of that number in the evidence; without a vector it says what no other number says."""
    return Candidate(evidence, evidence.sentences[row], axis(row) if vector is None else vector, 0.9, score)


def looked(
    *ranked: Candidate,
    text: str = "Wat zegt het stuk?",
    outcome: Outcome = Outcome.ANSWERED,
    confidence: float = 0.9,
    unknown: tuple[str, ...] = (),
    corrections: tuple[tuple[str, str], ...] = (),
    foreign: bool = False,
) -> Looked:
    """What was found for one question; the evidence is that of the candidates."""
    evidence: list[Evidence] = []
    for item in ranked:
        if item.evidence not in evidence:
            evidence.append(item.evidence)
    return Looked(text, corrections, outcome, confidence, unknown, evidence, ranked, foreign)


def deciding(intercept: float = 0.0, **weights: float) -> Decision:
    """A decision by the signals that are named; refuses below 0.4 and answers from 0.6."""
    assert set(weights) <= set(SIGNALS)
    return Decision(
        weights=np.array([weights.get(name, 0.0) for name in SIGNALS], dtype=np.float32),
        intercept=intercept,
        refuse_below=0.4,
        answer_from=0.6,
    )

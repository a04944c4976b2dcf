"""The answer without a language model: the sentences of the sources that answer the question."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assistant.answer import Citation, Claim, Part
from assistant.answer_type import wanted
from assistant.evidence import Evidence, EvidenceSentence
from corpus.kinds import PassageKind, Role
from index.keywords import terms

FloatArray = npt.NDArray[np.float32]

ROLE_BONUS = 0.5
"""Added to the score of sentences from passages for the role of the asker."""
DUPLICATE = 0.96
"""Cosine from which two sentences say the same; the lower-ranked one is left out. On the tuning set
0.93 lost 12 points of answers that contain the nugget, 0.97 gained none."""
MARGIN = 1.5
"""How far below the best a sentence may score. On the tuning set 1.5 lost no nugget and saved one
sentence in ten; 1.0 lost 3 points."""

QUESTION_PENALTY = 0.5
"""Taken from sentences that ask something, report a question or say what is lacking: much like the
question, but no answer to it. On the tuning set 0.25 to 0.75 gave 0.80 with the nugget instead of 0.78."""

TYPE_BONUS = 0.5
"""Added to sentences with what the question word asks for: a name, a date, a number, an address.
On the tuning set the first sentence held the nugget in 0.38 of the answers instead of 0.35."""

_REPORTED_QUESTION = re.compile(
    r"\b(?:vraagt?|vragen|vroeg(?:en)?|afvragen)\b[^.?!]*\b(?:hoe|of|wat|waarom|welke?|wie|waar|wanneer)\b",
    re.IGNORECASE,
)

_NOT_HERE = re.compile(r"\bniet in het startcorpus\b")
"""What the startcorpus says it lacks: honest, and seldom the direct answer."""

_PARTS = {
    PassageKind.LESSON: Part.LESSONS,
    PassageKind.SIGNPOST: Part.ROUTE,
    PassageKind.ADVICE: Part.ROUTE,
}
_ORDER = (Part.DIRECT, Part.LESSONS, Part.ROUTE)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may be quoted, with its evidence, its vector and its scores.

    ``similarity`` is the cosine with the question, ``score`` what sentences are ranked by.
    """

    evidence: Evidence
    sentence: EvidenceSentence
    vector: FloatArray
    similarity: float
    score: float


def candidates(
    question: str,
    vector: FloatArray,
    evidence: Sequence[Evidence],
    vectors: FloatArray,
    role: Role | None,
    foreign: bool = False,
) -> list[Candidate]:
    """Every quotable sentence of the evidence, best first.

    The score is the mean of four standardised signals: similarity of the sentence, share of the
    question's words in it, fused score and similarity of its passage. Equal weights: on the tuning
    set (60 questions in scope) 0.80 of the answers contained the nugget; sentence similarity with
    the passage score doubled gave 0.72, no other weighting more than 0.80.

    Args:
        question: its text.
        vector: its unit vector, shape (d,).
        evidence: the found passages, best first.
        vectors: unit vectors of all their sentences in order, shape (n, d).
        role: whom passages are preferred for.
        foreign: whether the question is in another language, so that shared words mean nothing.
    """
    pairs = [(passage, sentence) for passage in evidence for sentence in passage.sentences]
    keep = [row for row, (_, sentence) in enumerate(pairs) if sentence.quotable]
    if not keep:
        return []
    kept = [pairs[row] for row in keep]
    similarity = vectors[keep] @ vector
    lowest = min((passage.similarity for passage in evidence if passage.similarity is not None), default=0.0)
    asked = set() if foreign else set(terms(question))
    score = np.mean(
        [
            _standardised(similarity),
            _standardised([len(asked & set(terms(item.text))) / max(1, len(asked)) for _, item in kept]),
            _standardised([passage.score for passage, _ in kept]),
            _standardised([passage.similarity or lowest for passage, _ in kept]),
        ],
        axis=0,
    )
    score += ROLE_BONUS * np.array([role in passage.roles for passage, _ in kept])
    score -= QUESTION_PENALTY * np.array([_asks(sentence.text) for _, sentence in kept])
    kind = wanted(question)
    if kind is not None:
        score += TYPE_BONUS * np.array([kind.search(sentence.text) is not None for _, sentence in kept])
    order = np.argsort(-score, kind="stable")
    return [
        Candidate(
            evidence=kept[row][0],
            sentence=kept[row][1],
            vector=vectors[keep[row]],
            similarity=float(similarity[row]),
            score=float(score[row]),
        )
        for row in order
    ]


def _asks(sentence: str) -> bool:
    asking = sentence.rstrip("\"'”’) ").endswith("?") or _REPORTED_QUESTION.search(sentence) is not None
    return asking or _NOT_HERE.search(sentence) is not None


def _standardised(values: Sequence[float] | FloatArray) -> FloatArray:
    """Values with mean 0 and standard deviation 1; all 0 where they do not differ."""
    array = np.asarray(values, dtype=np.float32)
    centred = array - array.mean()
    spread = float(array.std())
    return centred / spread if spread > 1e-6 else np.zeros_like(centred)


def select(ranked: Sequence[Candidate], most: int) -> list[Candidate]:
    """The best sentences that say different things, at most ``most``, best first."""
    chosen: list[Candidate] = []
    for candidate in ranked:
        if len(chosen) == most or candidate.score < ranked[0].score - MARGIN:
            break
        if all(float(candidate.vector @ other.vector) < DUPLICATE for other in chosen):
            chosen.append(candidate)
    return chosen


def compose(chosen: Sequence[Candidate]) -> tuple[tuple[Claim, ...], tuple[Citation, ...]]:
    """Claims with citations in reading order: the best sentence first, then part by part.

    The first sentence is the direct answer, so it is one that does not itself ask something.

    Within a part, sentences of one publication stay together in the order of their page.
    """
    if not chosen:
        return (), ()
    first = next((candidate for candidate in chosen if not _asks(candidate.sentence.text)), chosen[0])
    rest = [candidate for candidate in chosen if candidate is not first]
    rank = {id(candidate): position for position, candidate in enumerate(rest)}
    best: dict[tuple[Part, str], int] = {}
    for candidate in rest:
        best.setdefault((_part(candidate), candidate.evidence.publication), rank[id(candidate)])
    rest.sort(
        key=lambda candidate: (
            _ORDER.index(_part(candidate)),
            best[_part(candidate), candidate.evidence.publication],
            candidate.evidence.page or 0,
            candidate.sentence.start,
        )
    )
    claims, citations = [], []
    for n, candidate in enumerate([first, *rest], 1):
        sentence = candidate.sentence
        claims.append(Claim(sentence.text, (n,), Part.DIRECT if n == 1 else _part(candidate)))
        citations.append(candidate.evidence.cite(n, sentence.start, sentence.end, candidate.similarity))
    return tuple(claims), tuple(citations)


def _part(candidate: Candidate) -> Part:
    return _PARTS.get(candidate.evidence.kind, Part.DIRECT)

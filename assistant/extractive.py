"""The answer without a language model: the sentences of the sources that answer the question."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from assistant.answer import Citation, Claim, Part
from assistant.asked_part import AskedPart
from assistant.evidence import Evidence, EvidenceSentence
from assistant.leaning import leans
from assistant.sentence_features import SENTENCE_FEATURES, Pair, asks, sentence_features
from corpus.kinds import PassageKind, Role
from index.background import Background
from index.keywords import KeywordIndex
from index.search_query import SearchQuery

FloatArray = npt.NDArray[np.float32]

ROLE_BONUS = 0.5
"""Added to the score of sentences from passages for the role of the asker; they are log odds."""
ROWS = 3
"""At most one of so many quotations of an answer is a row of a table. On the tuning half two rows in six
quotations gave as many nuggets as any number (0.690), one row fewer (0.683)."""
DUPLICATE = 0.96
"""Cosine from which two sentences say the same; the lower-ranked one is left out. On the tuning set
0.93 lost 12 points of answers that contain the nugget, 0.97 gained none."""
ORIGINAL_FIRST = 0.93
"""Cosine from which a sentence of a publication goes before one of the startcorpus that says the same; set
by hand, lower than ``DUPLICATE`` because the startcorpus says it in other words."""
MARGIN = 9.0
"""How far below the best a sentence may score, in log odds. On the tuning half 9 gave 0.71 of the answers
a nugget, 7 gave 0.71 and 5 gave 0.69."""
SAME_PAGE = 0.2
"""Taken from the score of a sentence for each sentence already chosen from its page. On the tuning half 0.69
of the answers held a nugget, with 0 0.67 and with 0.4 0.68."""
PER_QUOTATION = 2
MORE_SENTENCES = 1.5
"""Sentences that follow each other become one quotation of at most so many, and an answer has at most so
many times more sentences than quotations. On the tuning half (126 in scope) 0.71 of the answers contained
a nugget instead of 0.67; three a quotation and twice as many gave 0.72."""
LONGEST_LEAD = 400
"""Characters of what a quotation leans on; set by hand. On the tuning half 58 of 729 quotations began with
such a word, 34 of them got the sentence before, and answers had 138 words instead of 134."""

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


@cache
def weights() -> FloatArray:
    """The weight of each feature of a sentence, shape (len(SENTENCE_FEATURES),).

    Fitted by ``eval.fit``, except what is set by hand there. On the tuning half six sentences held a nugget
    in 0.67 of the answers, also when fitted on practice texts only.
    """
    text = (files("assistant") / "sentence_weights.json").read_text(encoding="utf-8")
    fitted = json.loads(text)["weights"]
    return np.array([fitted[name] for name in SENTENCE_FEATURES], dtype=np.float32)


def candidates(
    question: str,
    query: SearchQuery,
    vector: FloatArray,
    evidence: Sequence[Evidence],
    vectors: FloatArray,
    keywords: KeywordIndex,
    background: Background,
    role: Role | None,
) -> list[Candidate]:
    """Every quotable sentence of the evidence, best first.

    Args:
        question: its text.
        query: the question as understood.
        vector: its unit vector, shape (d,).
        evidence: the found passages, best first.
        vectors: unit vectors of all their sentences in order, shape (n, d).
        keywords: of the index.
        background: of the index.
        role: whom passages are preferred for.
    """
    pairs: list[Pair] = [(passage, sentence) for passage in evidence for sentence in passage.sentences]
    if not pairs:
        return []
    features = sentence_features(question, query, vector, pairs, vectors, keywords, background)
    score = features @ weights()
    if role is not None:
        score = score + ROLE_BONUS * np.array([role in passage.roles for passage, _ in pairs])
    asked = AskedPart(question)
    score = score + np.array([asked.bonus(passage) for passage, _ in pairs])
    similarity = vectors @ vector
    return [
        Candidate(
            evidence=pairs[row][0],
            sentence=pairs[row][1],
            vector=vectors[row],
            similarity=float(similarity[row]),
            score=float(score[row]),
        )
        for row in np.argsort(-score, kind="stable")
        if pairs[row][1].quotable
    ]


@dataclass(frozen=True, slots=True)
class Quotation:
    """One or more sentences that follow each other, quoted as a whole; ``best`` is the reason for it."""

    best: Candidate
    start: int
    end: int
    sentences: int = 1

    @property
    def part(self) -> Part:
        """The part of the answer that it belongs to."""
        return _PARTS.get(self.best.evidence.kind, Part.DIRECT)

    def extended(self, candidate: Candidate) -> "Quotation | None":
        """This quotation with a sentence right before or after it; ``None`` where that cannot be."""
        mine, other, sentence = self.best.evidence, candidate.evidence, candidate.sentence
        if (mine.publication, mine.page, mine.start) != (other.publication, other.page, other.start):
            return None
        first, last = min(self.start, sentence.start), max(self.end, sentence.end)
        between = (self.end, sentence.start) if sentence.start >= self.end else (sentence.end, self.start)
        gap = mine.text[between[0] - mine.start : between[1] - mine.start]
        if self.sentences == PER_QUOTATION or between[0] > between[1] or gap.strip(" "):
            return None
        return Quotation(self.best, first, last, self.sentences + 1)

    def with_lead(self, others: Sequence["Quotation"]) -> "Quotation":
        """This quotation with the sentences before it that it leans on, as far as they can be quoted."""
        passage, start = self.best.evidence, self.start
        for sentence in reversed([item for item in passage.sentences if item.end <= self.start]):
            between = passage.text[sentence.end - passage.start : start - passage.start]
            if not leans(passage.text[start - passage.start :]) or between.strip(" "):
                break
            if not sentence.quotable or is_quoted(passage, sentence, others):
                break
            start = sentence.start
        return replace(self, start=start) if self.start - start <= LONGEST_LEAD else self


def select(ranked: Sequence[Candidate], most: int) -> list[Quotation]:
    """The best sentences that say different things, in at most ``most`` quotations, best first."""
    chosen: list[Quotation] = []
    left = sorted(_originals_first(ranked), key=lambda candidate: -candidate.score)
    taken: list[Candidate] = []
    pages: Counter[tuple[str, int | None]] = Counter()
    while left and len(taken) < most * MORE_SENTENCES:
        candidate = max(left[: 4 * most], key=lambda item: item.score - SAME_PAGE * pages[_page(item)])
        left.remove(candidate)
        if candidate.score < ranked[0].score - MARGIN:
            break
        if any(float(candidate.vector @ other.vector) >= DUPLICATE for other in taken):
            continue
        if _is_row(candidate) and sum(map(_is_row, taken)) >= max(1, most // ROWS):
            continue
        if _added(chosen, candidate, most):
            taken.append(candidate)
            pages[_page(candidate)] += 1
    return [item.with_lead(chosen) for item in chosen]


def _added(chosen: list[Quotation], candidate: Candidate, most: int) -> bool:
    """Add a sentence to the quotation it follows or comes before, or as a new one while there is room."""
    for place, quotation in enumerate(chosen):
        longer = quotation.extended(candidate)
        if longer is not None:
            chosen[place] = longer
            return True
    if len(chosen) == most:
        return False
    chosen.append(Quotation(candidate, candidate.sentence.start, candidate.sentence.end))
    return True


def is_quoted(passage: Evidence, sentence: EvidenceSentence, chosen: Sequence[Quotation]) -> bool:
    """Whether a sentence of a passage is in one of the chosen quotations."""
    return any(
        (item.best.evidence.publication, item.best.evidence.page) == (passage.publication, passage.page)
        and item.start < sentence.end
        and sentence.start < item.end
        for item in chosen
    )


def _is_row(candidate: Candidate) -> bool:
    """Whether a sentence is a row of a table, which reads badly without its header."""
    return candidate.sentence.text.count(" | ") > 1


def _page(candidate: Candidate) -> tuple[str, int | None]:
    return candidate.evidence.publication, candidate.evidence.page


def _originals_first(ranked: Sequence[Candidate]) -> list[Candidate]:
    """The candidates without those of the startcorpus that a publication says as well."""
    originals = [candidate for candidate in ranked if not candidate.evidence.from_startcorpus]
    if not originals:
        return list(ranked)
    vectors = np.stack([candidate.vector for candidate in originals])
    return [
        candidate
        for candidate in ranked
        if not candidate.evidence.from_startcorpus
        or float((vectors @ candidate.vector).max()) < ORIGINAL_FIRST
    ]


def compose(
    chosen: Sequence[Quotation], best_first: bool = True
) -> tuple[tuple[Claim, ...], tuple[Citation, ...]]:
    """Claims with citations in reading order: the best quotation first, then part by part.

    The first one is the direct answer, so it is one that does not itself ask something. Without
    ``best_first`` it stands where it is read.

    Within a part, quotations of one publication stay together in the order of their page.
    """
    if not chosen:
        return (), ()
    first = next((item for item in chosen if not asks(item.best.sentence.text)), chosen[0])
    rest = [item for item in chosen if item is not first or not best_first]
    best: dict[tuple[Part, str], int] = {}
    for rank, item in enumerate(rest):
        best.setdefault((item.part, item.best.evidence.publication), rank)
    rest.sort(
        key=lambda item: (
            _ORDER.index(item.part),
            best[item.part, item.best.evidence.publication],
            item.best.evidence.page or 0,
            item.start,
        )
    )
    claims, citations = [], []
    for n, item in enumerate([first, *rest] if best_first else rest, 1):
        citation = item.best.evidence.cite(n, item.start, item.end, item.best.similarity)
        claims.append(Claim(citation.quote, (n,), Part.DIRECT if item is first else item.part))
        citations.append(citation)
    return tuple(claims), tuple(citations)

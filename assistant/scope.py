"""Do the sources cover the question? A first version of the decision.

Two signals. *Standing out*: how far the most similar sentence lies above what two arbitrary
sentences of the corpus have in common, as a share of what is possible. *Coverage*: which share of
the question's content words occurs in the best passages. A logistic function joins them.

Fitted on the tuning set (``eval/golden/tuning.jsonl``: 100 in scope, 50 out of scope, over the
startcorpus alone and with the test documents). There 0.74 of the questions out of scope were
refused and 0.12 of those in scope; the largest similarity alone has an AUC of 0.88, with coverage
0.89. Near misses and false premises are what remains.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp

from assistant.answer import Outcome
from index.keywords import terms

COVERAGE_PASSAGES = 3
FOREIGN_COVERAGE = 0.6
"""The mean coverage of questions in scope, taken where Dutch passages cannot share words."""
FOREIGN_SHIFT = 0.25
"""An English question lies 0.04 further from Dutch sentences than a Dutch one; as a share of the
room above the background. On 28 English tuning questions the similarity then has an AUC of 0.94."""

STANDING_OUT_WEIGHT = 9.6
COVERAGE_WEIGHT = 1.3
BIAS = -0.21
REFUSE_BELOW = 0.5
ANSWER_FROM = 0.7


@dataclass(frozen=True, slots=True)
class Signals:
    """What the decision rests on; both are at most 1."""

    standing_out: float
    coverage: float

    @property
    def support(self) -> float:
        """The signals as the probability that the sources cover the question."""
        return 1 / (
            1 + exp(-(STANDING_OUT_WEIGHT * self.standing_out + COVERAGE_WEIGHT * self.coverage + BIAS))
        )


def signals(
    question: str, best_similarity: float, background: float, passages: Sequence[str], foreign: bool
) -> Signals:
    """The signals for a question.

    Args:
        question: its text.
        best_similarity: the highest cosine among the sentences found.
        background: the mean cosine between sentences of the corpus.
        passages: the texts (with headings) of the passages found, best first.
        foreign: whether the question is in another language than the passages.
    """
    asked = set(terms(question))
    found = {term for text in passages[:COVERAGE_PASSAGES] for term in terms(text)}
    coverage = len(asked & found) / len(asked) if asked else 0.0
    standing_out = (best_similarity - background) / max(1 - background, 1e-3)
    if foreign:
        return Signals(standing_out + FOREIGN_SHIFT, FOREIGN_COVERAGE)
    return Signals(standing_out, coverage)


def decide(found: Signals) -> Outcome:
    """Whether to answer, to answer in part, or to say that the sources do not cover it."""
    if found.support < REFUSE_BELOW:
        return Outcome.NOT_IN_SOURCES
    if found.support < ANSWER_FROM:
        return Outcome.PARTIAL
    return Outcome.ANSWERED

"""Do the sources answer the question? A probability from several signals, and what follows from it."""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from assistant.answer import Outcome
from assistant.signals import SIGNALS, FloatArray


@dataclass(frozen=True, slots=True)
class Decision:
    """A logistic regression over the signals, and the two thresholds on what it gives."""

    weights: FloatArray
    intercept: float
    refuse_below: float
    answer_from: float

    def confidence(self, signals: FloatArray) -> float:
        """The probability, 0 to 1, that the sources answer the question."""
        return float(1 / (1 + np.exp(-(self.intercept + float(signals @ self.weights)))))

    def outcome(self, confidence: float) -> Outcome:
        """Whether to answer, to answer with a warning, or to say that the sources do not cover it."""
        if confidence < self.refuse_below:
            return Outcome.NOT_IN_SOURCES
        return Outcome.PARTIAL if confidence < self.answer_from else Outcome.ANSWERED


@cache
def decision() -> Decision:
    """The decision as fitted by ``eval.fit``; ``scope_weights.json`` says on how many questions.

    On the tuning half AUC 0.79, on the reporting half 0.69; with nearly the same weights on earlier and more
    ordinary questions 0.83 over the startcorpus and 0.94 over other documents.
    """
    fitted = json.loads((files("assistant") / "scope_weights.json").read_text(encoding="utf-8"))
    return Decision(
        weights=np.array([fitted["weights"][name] for name in SIGNALS], dtype=np.float32),
        intercept=fitted["intercept"],
        refuse_below=fitted["refuse_below"],
        answer_from=fitted["answer_from"],
    )

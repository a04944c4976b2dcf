"""How likely it is that the cited passages say a sentence: its signals in one number.

A sentence fails in two ways: it has something of its own, or says something otherwise. Signals of the first
kind are low where words of the source are kept, so each kind has its own logistic regression, and a
sentence must pass both: the lower probability counts. A sentence in words of its own may thus be unlike its
source without being held against it twice. The intercepts are set so that one threshold serves both.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from assistant.checks.signals import CONFLICT, COVERAGE, Signal
from assistant.checks.values import Finding, Reason

_REASONS = {
    **dict.fromkeys(
        ("loose_role", "strange_role", "swapped_roles", "other_subject", "far_subject"), Reason.ROLE
    ),
    **dict.fromkeys(("swapped_cause", "cause_added"), Reason.CAUSE),
    **dict.fromkeys(("all_added", "quantifier_exchanged"), Reason.QUANTIFIER),
    **dict.fromkeys(("almost_dropped", "condition_denied"), Reason.QUANTIFIER),
    **dict.fromkeys(("modality_exchanged", "hedge_dropped"), Reason.MODALITY),
    **dict.fromkeys(("polarity", "denied_phrase"), Reason.POLARITY),
    "loose_number": Reason.NUMBER,
    **dict.fromkeys(("loose_name", "far_name"), Reason.NAME),
}


@dataclass(frozen=True, slots=True)
class Regression:
    """A logistic regression over some signals; no weight is above 0, since each signal is a doubt."""

    weights: Mapping[str, float]
    intercept: float

    def probability(self, signals: Mapping[str, Signal]) -> float:
        """The probability, 0 to 1, that a sentence with these signals is supported."""
        against = sum(
            self.weights[name] * signal.value for name, signal in signals.items() if name in self.weights
        )
        return float(1 / (1 + np.exp(-(self.intercept + against))))


@dataclass(frozen=True, slots=True)
class SupportModel:
    """Both regressions, and from which support a sentence is taken for supported."""

    coverage: Regression
    conflict: Regression
    threshold: float

    def support(self, signals: Mapping[str, Signal]) -> float:
        """The probability, 0 to 1, that the passages say it."""
        return min(self.coverage.probability(signals), self.conflict.probability(signals))

    def findings(self, signals: Mapping[str, Signal]) -> list[Finding]:
        """What speaks most against a sentence: the signals that weigh at least half of the worst one."""
        weights = {**self.coverage.weights, **self.conflict.weights}
        against = {name: -weights[name] * signal.value for name, signal in signals.items()}
        least = max(against.values(), default=0.0) / 2
        named = sorted(
            (name for name in against if against[name] >= least > 0), key=lambda name: -against[name]
        )
        found = (Finding(_REASONS.get(name, Reason.SUPPORT), signals[name].detail) for name in named)
        return list(dict.fromkeys(found)) or [Finding(Reason.SUPPORT, "")]


@cache
def support_model() -> SupportModel:
    """The model as fitted by ``eval.fit_checks``; ``support_weights.json`` says on how many sentences."""
    fitted = json.loads((files("assistant.checks") / "support_weights.json").read_text(encoding="utf-8"))
    return SupportModel(
        coverage=_regression(fitted["coverage"], COVERAGE),
        conflict=_regression(fitted["conflict"], CONFLICT),
        threshold=fitted["threshold"],
    )


def _regression(fitted: Mapping[str, float], names: tuple[str, ...]) -> Regression:
    return Regression({name: fitted[name] for name in names}, fitted["intercept"])

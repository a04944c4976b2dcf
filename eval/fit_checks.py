"""Fits how the checks on a drafted sentence weigh their signals; writes ``support_weights.json``.

``python -m eval.fit_checks`` uses the tuning half of the labelled pairs and the practice pairs, never the
reporting half and never the pairs of ``support_heldout.jsonl``, on which ``python -m eval.check_scores
--helft oefening`` measures. ``--verlies 0.05`` sets which share of the supported sentences may be lost by
what they say otherwise than their source; that is measured on sentences about passages that the weights were
not fitted on.
"""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import numpy as np
import numpy.typing as npt

from assistant.assemble import Workspace
from assistant.checks.alignment import align
from assistant.checks.facts import missing_facts
from assistant.checks.signals import CONFLICT, COVERAGE, Signal, signals
from assistant.quiet import silence
from assistant.settings import load_settings
from eval import support_set
from eval.halves import Half
from eval.support_set import Label, SupportPair
from eval.support_sources import Passages, keywords_of
from index.text_encoder import TextEncoder

FloatArray = npt.NDArray[np.float64]
BoolArray = npt.NDArray[np.bool_]
Fitted = tuple[FloatArray, float]

SHRINK = 2e-3
"""Of the ridge penalty on standardised weights; as in ``eval.fit``."""
FIXED = {
    "unsaid_whole": -8.0,
    "all_added": -3.0,
    "swapped_roles": -4.0,
    "almost_dropped": -4.0,
    "condition_denied": -4.0,
}
"""Set by hand, because few sentences show them, and hardly any of the supported ones."""
FOLDS = 5
LOST_BY_CONFLICT, LOST_BY_COVERAGE = 0.07, 0.025
"""Share of the supported sentences that may be left out by each regression. The second is small: words that a
source does not have are in rewritten sentences of one writer twice as often as in those of another."""
THRESHOLD = 0.5
"""Where both regressions divide, once their intercepts are shifted."""
_WORST = frozenset({Label.NUMBER, Label.DATE, Label.NAME, Label.NEGATION})
_EXTRA = 2.0
"""Changed numbers, dates and names and denials are the worst, and count so much more."""
_ADDING = frozenset({Label.ELSEWHERE, Label.HALF_TRUTH})
_PATH = Path("assistant/checks/support_weights.json")


@dataclass(frozen=True, slots=True)
class Examples:
    """The pairs as the fitting sees them.

    ``coverage`` and ``conflict`` (n × signals), ``supported`` (n,), ``adds`` (n,) whether a sentence has
    something of its own, ``extra`` (n,) how much it counts, ``certain`` (n,) whether a fact is missing, so
    that the signals do not matter, and ``group`` (n,) the same number for pairs with the same first passage.
    """

    coverage: FloatArray
    conflict: FloatArray
    supported: BoolArray
    adds: BoolArray
    extra: FloatArray
    certain: BoolArray
    group: npt.NDArray[np.int64]


def practice_pairs() -> tuple[SupportPair, ...]:
    """Labelled sentences about the practice texts."""
    return support_set.load(Path(str(files("eval.practice") / "support.jsonl")))


def examples(pairs: Sequence[SupportPair], encoder: TextEncoder) -> Examples:
    """The signals of each pair."""
    found, certain = [], []
    passages = Passages(encoder)
    with keywords_of(pairs) as keywords:
        for pair in pairs:
            sources = list(passages.sources(pair).values())
            alignment = align(pair.sentence, sources, keywords.split)
            found.append(signals(alignment, encoder.encode_query(pair.sentence)))
            certain.append(bool(missing_facts(pair.sentence, sources)))
    headings = sorted({pair.passages[0].heading for pair in pairs})
    return Examples(
        coverage=_table(found, COVERAGE),
        conflict=_table(found, CONFLICT),
        supported=np.array([pair.supported for pair in pairs]),
        adds=np.array([pair.label in _ADDING for pair in pairs]),
        extra=np.array([_EXTRA if pair.label in _WORST else 1.0 for pair in pairs]),
        certain=np.array(certain),
        group=np.array([headings.index(pair.passages[0].heading) for pair in pairs]),
    )


def _table(found: Sequence[Mapping[str, Signal]], names: Sequence[str]) -> FloatArray:
    return np.array([[row[name].value if name in row else 0.0 for name in names] for row in found])


def fit(rows: FloatArray, supported: BoolArray, extra: FloatArray) -> Fitted:
    """Weights and intercept of a logistic regression in which no signal speaks for a sentence.

    Both classes weigh the same, and ``extra`` (n,) tells which examples count more within theirs. Every
    signal grows with doubt, so its weight is at most 0.
    """
    from scipy.optimize import minimize

    scale = rows.std(axis=0) + 1e-6
    table = rows / scale
    share = np.where(supported, 0.5 / extra[supported].sum(), 0.5 / extra[~supported].sum()) * extra

    def loss(values: FloatArray) -> tuple[float, FloatArray]:
        weights, intercept = values[:-1], values[-1]
        scores = np.where(supported, 1.0, -1.0) * (table @ weights + intercept)
        value = float(share @ np.logaddexp(0, -scores)) + SHRINK * float(weights @ weights)
        pull = share * np.where(supported, -1.0, 1.0) / (1 + np.exp(scores))
        return value, np.append(pull @ table + 2 * SHRINK * weights, pull.sum())

    bounds = [(None, 0.0)] * rows.shape[1] + [(None, None)]
    found = minimize(loss, np.zeros(rows.shape[1] + 1), jac=True, method="L-BFGS-B", bounds=bounds).x
    return np.asarray(found[:-1] / scale), float(found[-1])


def fit_both(found: Examples, chosen: BoolArray) -> tuple[Fitted, Fitted]:
    """The regression on what is added and the one on what is said otherwise, on the chosen pairs."""
    uncertain = chosen & ~found.certain
    adding, changing = uncertain & (found.supported | found.adds), uncertain & ~found.adds
    return (
        _with_fixed(COVERAGE, fit(found.coverage[adding], found.supported[adding], found.extra[adding])),
        _with_fixed(
            CONFLICT, fit(found.conflict[changing], found.supported[changing], found.extra[changing])
        ),
    )


def _with_fixed(names: Sequence[str], fitted: Fitted) -> Fitted:
    weights, intercept = fitted
    return np.array([FIXED.get(name, value) for name, value in zip(names, weights, strict=True)]), intercept


def held_out(found: Examples) -> tuple[FloatArray, FloatArray]:
    """For each pair the scores (log odds) by both regressions, fitted without its passage."""
    coverage, conflict = np.zeros(len(found.supported)), np.zeros(len(found.supported))
    order = np.random.default_rng(0).permutation(int(found.group.max()) + 1)
    for fold in range(FOLDS):
        tested = order[found.group] % FOLDS == fold
        (weights, intercept), (others, of_others) = fit_both(found, ~tested)
        coverage[tested] = found.coverage[tested] @ weights + intercept
        conflict[tested] = found.conflict[tested] @ others + of_others
    return coverage, conflict


def threshold_for(scores: FloatArray, supported: BoolArray, lost: float) -> float:
    """The highest threshold at which at most this share of the supported sentences falls below it."""
    of_supported = np.sort(scores[supported])
    return float(of_supported[int(lost * len(of_supported))])


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit the weights and write their file."""
    parser = argparse.ArgumentParser(prog="python -m eval.fit_checks", description=__doc__)
    parser.add_argument("--verlies", type=float, default=LOST_BY_CONFLICT)
    chosen = parser.parse_args(arguments)
    silence()
    tuning = [pair for pair in support_set.load() if support_set.half(pair) is Half.TUNING]
    found = examples([*tuning, *practice_pairs()], Workspace(load_settings()).encoder)
    everything = np.ones(len(found.supported), dtype=np.bool_)
    (coverage, of_coverage), (conflict, of_conflict) = fit_both(found, everything)
    by_coverage, by_conflict = held_out(found)
    of_coverage -= threshold_for(by_coverage, found.supported, LOST_BY_COVERAGE)
    of_conflict -= threshold_for(by_conflict, found.supported, chosen.verlies)
    fitted = {
        "coverage": _named(COVERAGE, coverage, of_coverage),
        "conflict": _named(CONFLICT, conflict, of_conflict),
        "threshold": THRESHOLD,
        "sentences": len(found.supported),
    }
    text = json.dumps(fitted, indent=1) + "\n"
    (Path(__file__).parent.parent / _PATH).write_text(text, encoding="utf-8")
    sys.stdout.write(text)
    return 0


def _named(names: Sequence[str], weights: FloatArray, intercept: float) -> dict[str, float]:
    rounded = [round(float(value), 3) for value in weights]
    return {**dict(zip(names, rounded, strict=True)), "intercept": round(intercept, 3)}


if __name__ == "__main__":
    raise SystemExit(main())

"""The order of the chunks of a pool: a weighted sum of their features.

The weights are fitted (``eval.fit``) on practice texts, on headings as queries for their own sections,
and on the tuning half of the golden questions; ``ranking_weights.json`` says on how many. Fitted
without the golden questions, MRR on their tuning half was 0.60, and 0.55 with reciprocal rank fusion.
"""

import json
from functools import cache
from importlib.resources import files

import numpy as np

from index.pool import FEATURES, Numbers, Pool
from index.vectors import FloatArray


@cache
def weights() -> FloatArray:
    """The weight of each feature, shape (len(FEATURES),)."""
    fitted = json.loads((files("index") / "ranking_weights.json").read_text(encoding="utf-8"))["weights"]
    return np.array([fitted[name] for name in FEATURES], dtype=np.float32)


def order(scores: FloatArray) -> Numbers:
    """Row numbers, the highest score first; equal scores in the order of the chunks."""
    return np.argsort(-scores, kind="stable")


def scores(pool: Pool) -> FloatArray:
    """For each chunk of a pool how well it fits, shape (n,): log odds, so only differences count."""
    return np.asarray(pool.features @ weights(), dtype=np.float32)

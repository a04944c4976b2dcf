"""What is usual in a generation: how its sentence vectors lie, and how near just any query comes."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index.arrays import loaded_all
from index.layout import BACKGROUND_FILE

FloatArray = npt.NDArray[np.float32]
HalfArray = npt.NDArray[np.float16]


@dataclass(frozen=True)
class Background:
    """Against this the similarities of a question are judged.

    ``mean``, shape (d,), and ``covariance``, shape (d, d), are those of all sentence vectors;
    ``queries``, shape (n, d), are the vectors of the generic queries and ``nearest``, shape (n,),
    the cosine of each with the sentence nearest to it.
    """

    mean: FloatArray
    covariance: FloatArray
    queries: FloatArray
    nearest: FloatArray

    @cached_property
    def lean(self) -> FloatArray:
        """The side that all queries lean to: the mean of the generic ones, shape (d,)."""
        return np.asarray(self.queries.mean(axis=0), dtype=np.float32)

    def spread(self, query: FloatArray) -> float:
        """The standard deviation of the similarities of a query with all sentences."""
        return float(np.sqrt(max(float(query @ self.covariance @ query), 1e-8)))

    def save(self, folder: Path) -> None:
        """Write it in the folder of a generation."""
        np.savez(
            folder / BACKGROUND_FILE,
            mean=self.mean,
            covariance=self.covariance,
            queries=self.queries,
            nearest=self.nearest,
        )

    @classmethod
    def load(cls, folder: Path) -> "Background":
        """Read that of a generation."""
        saved = loaded_all(folder / BACKGROUND_FILE)
        return cls(saved["mean"], saved["covariance"], saved["queries"], saved["nearest"])


def background_of(slabs: Iterable[HalfArray], queries: FloatArray) -> Background:
    """The background of sentence vectors, which come some thousands at a time (each slab n × d).

    Sums are kept around the mean of the first slab: vectors of a language model all lie to one side,
    and their squares would drown the differences.
    """
    dimension = queries.shape[1]
    nearest = np.full(len(queries), -1.0, np.float32)
    centre: FloatArray | None = None
    count = 0
    total = np.zeros(dimension)
    products = np.zeros((dimension, dimension))
    for slab in slabs:
        if not len(slab):
            continue
        rows = slab.astype(np.float32)
        nearest = np.maximum(nearest, (queries @ rows.T).max(axis=1))
        if centre is None:
            centre = rows.mean(axis=0)
        rows -= centre
        count += len(rows)
        total += rows.sum(axis=0, dtype=np.float64)
        products += rows.T @ rows
    if centre is None:
        zeros = np.zeros((dimension, dimension), np.float32)
        return Background(zeros[0], zeros, queries, np.zeros(len(queries), np.float32))
    mean = total / count
    covariance = products / count - np.outer(mean, mean)
    return Background((centre + mean).astype(np.float32), covariance.astype(np.float32), queries, nearest)

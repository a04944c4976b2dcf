"""Figures with 95 % intervals by the bootstrap: percentiles of resamples with a fixed seed.

Questions are what is resampled, so an interval tells how far a figure would move with other questions
of the same kind. Where there is nothing to resample (one question, or all the same) it is a point.
"""

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from eval.run_record import Figure

Samples = npt.NDArray[np.float64]

RESAMPLES = 2000
SEED = 20180628
BINS = 10
"""Bins of equal width of the calibration error."""
_LATE = 0.95
_MOST_AT_ONCE = 4_000_000
"""Numbers held at once while resampling: some 32 MB."""


def mean(values: Sequence[float]) -> Figure:
    """The mean; also of paired differences."""
    return _figure((values,), _mean, len(values))


def median(values: Sequence[float]) -> Figure:
    """The median."""
    return _figure((values,), _median, len(values))


def late(values: Sequence[float]) -> Figure:
    """The time within which 95 of 100 are done: the 95th percentile."""
    return _figure((values,), _percentile, len(values))


def ratio(parts: Sequence[float], wholes: Sequence[float]) -> Figure:
    """The sum of ``parts`` over the sum of ``wholes``, per question and positive; counts the wholes."""
    return _figure((parts, wholes), _ratio, round(sum(wholes)), paired=True)


def area_under_curve(positive: Sequence[float], negative: Sequence[float]) -> Figure:
    """The probability that a positive one is above a negative one, ties for half (ROC AUC).

    Both groups are resampled apart, so that neither is ever empty.
    """
    largest = max(1, len(positive) * len(negative))
    return _figure((positive, negative), _area, len(positive) + len(negative), largest=largest)


def calibration_error(confidences: Sequence[float], truths: Sequence[float]) -> Figure:
    """Expected calibration error: the gap between confidence and outcome per bin, weighted by size.

    As in Naeini, Cooper and Hauskrecht (2015), with ``BINS`` bins of equal width.
    """
    return _figure((confidences, truths), _calibration, len(truths), paired=True)


def _figure(
    samples: Sequence[Sequence[float]],
    statistic: Callable[..., Samples],
    count: int,
    paired: bool = False,
    largest: int = 0,
) -> Figure:
    """The statistic of the samples with its interval; ``largest`` is what one resample takes up."""
    from scipy.stats import bootstrap

    data = tuple(np.asarray(sample, dtype=np.float64) for sample in samples)
    value = float(statistic(*data, axis=-1))
    if any(len(sample) < 2 for sample in data) or all(np.ptp(sample) == 0 for sample in data):
        return Figure(value, value, value, count)
    found = bootstrap(
        data,
        statistic,
        n_resamples=RESAMPLES,
        batch=max(1, _MOST_AT_ONCE // max(largest, *map(len, data))),
        vectorized=True,
        paired=paired,
        method="percentile",
        rng=np.random.default_rng(SEED),
    ).confidence_interval
    return Figure(value, float(found.low), float(found.high), count)


def _mean(values: Samples, axis: int) -> Samples:
    return np.asarray(np.mean(values, axis=axis))


def _median(values: Samples, axis: int) -> Samples:
    return np.asarray(np.median(values, axis=axis))


def _percentile(values: Samples, axis: int) -> Samples:
    return np.asarray(np.quantile(values, _LATE, axis=axis))


def _ratio(parts: Samples, wholes: Samples, axis: int) -> Samples:
    return np.asarray(parts.sum(axis=axis) / wholes.sum(axis=axis))


def _area(positive: Samples, negative: Samples, axis: int) -> Samples:
    above, below = positive[..., :, None], negative[..., None, :]
    return np.asarray(((above > below) + 0.5 * (above == below)).mean(axis=(-2, -1)))


def _calibration(confidences: Samples, truths: Samples, axis: int) -> Samples:
    bins = np.minimum((confidences * BINS).astype(int), BINS - 1)
    gaps = [np.abs(((truths - confidences) * (bins == number)).sum(axis=axis)) for number in range(BINS)]
    return np.asarray(np.sum(gaps, axis=0) / truths.shape[axis])

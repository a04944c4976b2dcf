"""Sentences that stand in many publications (disclaimers, colophons) and so answer no question."""

import numpy as np
import numpy.typing as npt

from index.hashes import Hashes

BOILERPLATE_FROM = 3
"""A sentence that stands in this many publications is never quoted in an answer."""

NEAR_DUPLICATE_SENTENCES = 20
"""Publications that share at least this many different sentences, and more than half of those of the
smaller one, count once: the same report as PDF, as text and in a later print. The number keeps small
publications apart that consist mostly of the same disclaimer."""

Numbers = npt.NDArray[np.int64]


def boilerplate(sentences: Hashes, publications: Numbers) -> npt.NDArray[np.bool_]:
    """For every sentence whether it stands in too many publications to be quoted.

    Args:
        sentences: the hash of its own text, shape (n,).
        publications: the number of its publication, counted from 0, shape (n,).
    """
    if not len(sentences):
        return np.zeros(0, np.bool_)
    _, which = np.unique(sentences, return_inverse=True)
    pairs = np.unique(np.stack([which.astype(np.int64), publications], axis=1), axis=0)
    groups = near_duplicates(pairs[:, 0], pairs[:, 1])
    in_groups = np.unique(np.stack([pairs[:, 0], groups[pairs[:, 1]]], axis=1), axis=0)
    often: npt.NDArray[np.bool_] = np.bincount(in_groups[:, 0]) >= BOILERPLATE_FROM
    return often[which]


def near_duplicates(texts: Numbers, publications: Numbers) -> Numbers:
    """For every publication the lowest number among its near-duplicates, directly or through others.

    Args:
        texts: numbers of texts, each once for every publication it stands in, in rising order.
        publications: the publication of each.
    """
    count = int(publications.max()) + 1
    sizes = np.bincount(publications, minlength=count)
    ends = np.cumsum(np.bincount(texts))
    begins = np.concatenate([[0], ends[:-1]])
    order = np.argsort(publications, kind="stable")
    own = np.split(texts[order], np.cumsum(sizes)[:-1])
    group = np.arange(count)
    for number in range(count):
        if sizes[number] < NEAR_DUPLICATE_SENTENCES:
            continue
        others = [publications[begins[text] : ends[text]] for text in own[number]]
        shared = np.bincount(np.concatenate(others), minlength=count)
        alike = (shared >= NEAR_DUPLICATE_SENTENCES) & (2 * shared > np.minimum(sizes, sizes[number]))
        joined = np.unique(group[alike])
        group[np.isin(group, joined)] = joined[0]
    return group

"""A library of synthetic publications in something like Dutch, of any size.

The words of the real index come with their own frequencies; behind them come invented ones, as many
as the length of the text calls for by Heaps' law, with frequencies that go on falling by Zipf's law.
So the keyword index gets stop words in every passage and a vocabulary that grows with the library.
"""

import hashlib
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import numpy as np
import numpy.typing as npt

from corpus.boxes import CharBoxes
from corpus.compose import Composer, Piece
from corpus.library import Library
from corpus.manifest import Entry, entry_of
from corpus.publication import Metadata, Publication
from corpus.read import publication
from eval.scale_model import ScaleModel

PASSAGES_PER_PUBLICATION = 150
PASSAGES_PER_PAGE = 4
_LONGEST = 850
"""Characters in a passage: below what chunking cuts in two."""
_HEAPS = 0.6
"""Manning, Raghavan and Schütze (2008, section 5.1.1) give 0.4 to 0.6 for English; compounds give more."""
_SYLLABLES = [
    "".join(parts)
    for parts in product(
        ("b", "d", "g", "k", "l", "m", "r", "st", "v", "w"), ("a", "e", "i", "oe"), ("", "n")
    )
]
_LINE_WIDTH = 4600
"""In tenths of a point."""


class SyntheticLibrary(Library):
    """``passages`` passages, each under a heading that ends in its number; the same on every run."""

    def __init__(self, model: ScaleModel, passages: int, home: Path) -> None:
        super().__init__(home, max_file_bytes=0, with_startcorpus=False)
        self._model = model
        self._passages = passages
        self._random = np.random.default_rng(20)
        self._words, self._upto = _vocabulary(model, passages)

    def snapshot(self) -> Iterator[tuple[Entry, Publication]]:
        """The publications one by one, made as they are asked for."""
        for number, first in enumerate(range(0, self._passages, PASSAGES_PER_PUBLICATION)):
            last = min(first + PASSAGES_PER_PUBLICATION, self._passages)
            made = self._publication(f"publicatie-{number}", range(first, last))
            yield entry_of(made), made

    def _publication(self, key: str, passages: range) -> Publication:
        composer = Composer()
        for number in passages:
            if (number - passages.start) % PASSAGES_PER_PAGE == 0:
                page = (number - passages.start) // PASSAGES_PER_PAGE + 1
                composer.page(page, str(page), width=595.0, height=842.0)
            composer.heading(_drawn(f"{self._sentence(3)[:-1]} {number}"), 2)
            composer.paragraph(_drawn(self._passage()))
        sha256 = hashlib.sha256(key.encode()).hexdigest()
        title = self._sentence(4)[:-1]
        return publication(composer.content(), f"{key}.pdf", key, sha256, Metadata(title))

    def _passage(self) -> str:
        count = self._random.choice(self._model.per_passage)
        lengths = self._random.choice(self._model.sentence_lengths, max(1, count))
        text = ""
        for length in lengths.tolist():
            sentence = self._sentence(length)
            if text and len(text) + 1 + len(sentence) > _LONGEST:
                break
            text += f" {sentence}" if text else sentence[:_LONGEST]
        return text

    def _sentence(self, length: int) -> str:
        drawn = np.searchsorted(self._upto, self._random.random(length), side="right")
        return " ".join([self._words[number] for number in drawn.tolist()]).capitalize() + "."


def _vocabulary(model: ScaleModel, passages: int) -> tuple[list[str], npt.NDArray[np.float64]]:
    """The words by rank, and the chance that a word has that rank or a lower one."""
    tokens = passages * float(model.per_passage.mean() * model.sentence_lengths.mean())
    real = len(model.words)
    size = max(real, round(real * (tokens / model.counts.sum()) ** _HEAPS))
    ranks = np.arange(real + 1, size + 1)
    tail = model.counts[-1] * (real / ranks) ** (1 / _HEAPS)
    chances = np.concatenate([model.counts, tail])
    words = [*model.words.tolist(), *(_invented(rank) for rank in range(size - real))]
    return words, np.cumsum(chances / chances.sum())


def _invented(number: int) -> str:
    """A word of at least three syllables; another for every number."""
    base = len(_SYLLABLES)
    word = ""
    number += base * base
    while number:
        number, syllable = divmod(number, base)
        word += _SYLLABLES[syllable]
    return word


def _drawn(text: str) -> Piece:
    """The text with a box for every character, in lines of proportional letters."""
    codes = np.frombuffer(text.encode("utf-32-le"), dtype="<u4")
    widths = 30 + 5 * (codes % 7)
    right = np.cumsum(widths)
    line = right // _LINE_WIDTH
    left = right % _LINE_WIDTH
    boxes = np.stack([600 + left, 800 + 140 * line, 600 + left + widths, 900 + 140 * line], axis=1)
    return Piece(text, CharBoxes(boxes.astype("<u2").tobytes()))

"""A small deterministic vector model: texts that share words are near each other."""

import hashlib
import re
from collections.abc import Sequence

import numpy as np

from index.text_encoder import Progress, TextEncoder, Vectors

DIMENSION = 32

_WORD = re.compile(r"\w+")


def component(word: str) -> int:
    """The component of the vector in which a word is counted."""
    return hashlib.blake2b(word.encode("utf-8", "replace"), digest_size=2).digest()[0] % DIMENSION


class FakeEncoder(TextEncoder):
    """Counts words in hashed components; remembers the passages and questions it was asked to encode.

    ``fail_after`` interrupts the work as Ctrl-C would, when that many passages are ready.
    """

    def __init__(self, name: str = "nepmodel", fail_after: int | None = None) -> None:
        self.name = name
        self.encoded: list[str] = []
        self.asked: list[str] = []
        self._fail_after = fail_after

    @property
    def identity(self) -> str:
        return f"{self.name} versie 1"

    @property
    def dimension(self) -> int:
        return DIMENSION

    def encode_query(self, text: str) -> Vectors:
        self.asked.append(text)
        return self.vector(text)

    def vector(self, text: str) -> Vectors:
        """What a text is encoded as, without it being remembered."""
        vector = np.zeros(DIMENSION, np.float32)
        for word in _WORD.findall(text.casefold()):
            vector[component(word)] += 1.0
        length = float(np.linalg.norm(vector))
        if not length:
            vector[0] = length = 1.0
        result: Vectors = vector / np.float32(length)
        return result

    def encode_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        vectors = np.zeros((len(texts), DIMENSION), np.float32)
        for number, text in enumerate(texts):
            if number == self._fail_after:
                raise KeyboardInterrupt
            self.encoded.append(text)
            vectors[number] = self.vector(text)
            if progress:
                progress(number + 1)
        return vectors

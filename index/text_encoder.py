"""What every vector model has in common: cleaned text in, vectors of unit length out."""

import os
import re
import unicodedata
from abc import abstractmethod
from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt
from langchain_core.embeddings import Embeddings

Vectors = npt.NDArray[np.float32]
Progress = Callable[[int], None]

CLEANING = 1
"""Raised whenever ``clean`` changes; part of the identity of every model."""

_SPECIAL_TOKEN = re.compile(r"<(/?(?:s|pad|unk|mask))>")


def clean(text: str) -> str:
    """The text both engines get; they differ (cosine 0.86 to 0.98) on what is mended here.

    Compatibility characters become ordinary ones and loose accents join their letter (NFKC: what
    the model's own character map does, but with NFC included). Zero-width and control characters,
    soft hyphens, lone surrogates and unassigned characters go; private use characters, in PDFs
    mostly bullets, become a space; white space becomes single spaces; the names of the model's
    special tokens are broken up. Cleaning twice gives the same.
    """
    if not text.isprintable():
        text = "".join(character if character.isprintable() else _readable(character) for character in text)
    text = text.replace("\N{LOWER ONE EIGHTH BLOCK}", " ").replace("\N{REPLACEMENT CHARACTER}", " ")
    text = unicodedata.normalize("NFKC", text)
    return " ".join(_SPECIAL_TOKEN.sub(r"< \1 >", text).split())


def _readable(character: str) -> str:
    blank = character.isspace() or unicodedata.category(character) == "Co"
    return " " if blank else ""


def wait_patiently() -> None:
    """Let the threads of an engine wait briefly and then sleep; call before its library is loaded.

    By default they keep spinning. On a machine of 2 cores with other work that made encoding 10 times
    slower (32 passages in 18 to 25 s instead of 1 to 3) and a question take 1.5 s at worst instead of
    0.2; on a quiet machine there is no difference. What the user has set stays.
    """
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    os.environ.setdefault("GOMP_SPINCOUNT", "10000")


class TextEncoder(Embeddings):
    """A vector model behind LangChain's ``Embeddings``, with numpy arrays for our own use.

    ``name`` is for people; ``identity`` changes when the same text would get another vector and
    belongs in the manifest of an index.
    """

    name: str

    @property
    @abstractmethod
    def identity(self) -> str:
        """Model, version, maximum length, prompts and cleaning, in one line."""

    @property
    @abstractmethod
    def dimension(self) -> int:
        """The number of components of a vector."""

    @abstractmethod
    def encode_query(self, text: str) -> Vectors:
        """One question as a vector of unit length, shape ``(dimension,)``."""

    @abstractmethod
    def encode_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Passages as vectors of unit length, shape ``(len(texts), dimension)``, in the given order.

        ``progress`` gets the number of texts that are ready, every few seconds and at the end.
        """

    def embed_query(self, text: str) -> list[float]:
        """As ``encode_query``, in LangChain's form."""
        return [float(component) for component in self.encode_query(text)]

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """As ``encode_passages``, in LangChain's form."""
        return [[float(component) for component in vector] for vector in self.encode_passages(texts)]

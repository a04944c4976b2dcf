"""Sentence-transformers, loaded when the first text comes by (importing it takes 4 to 8 s)."""

import contextlib
import logging
import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from corpus.errors import DenktankError
from index.text_encoder import Progress, Vectors, clean, wait_patiently

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

BATCH_CHARACTERS = 4000
"""About 1000 tokens in one batch is fastest on 2 cores: with passages of 320 tokens 5000 tokens a
second in batches of 4 and 2800 in the usual batches of 32; with sentences of 25 tokens the reverse."""

_LARGEST_BATCH = 32
_SLAB = 16
_PATIENCE = 10.0


class TransformerEngine:
    """One sentence-transformers model, by folder or by its name on the hub.

    ``local`` forbids the network. Otherwise the network is used only when the model is not yet in
    the cache of the hub. ``half`` computes in bfloat16 on a processor with tiles for it (AMX), at
    twice the speed; the vectors of the embedded model stay within cosine 0.9999 of those in 32 bits.
    """

    def __init__(self, source: str, *, local: bool, half: bool = False) -> None:
        self.source = source
        self._local = local
        self._half = half
        self._model: SentenceTransformer | None = None
        self._dimension = 0
        self._lock = threading.RLock()

    @property
    def dimension(self) -> int:
        """The number of components of a vector; loads the model."""
        self.model()
        return self._dimension

    @property
    def prompts(self) -> dict[str, str]:
        """The prompts the model defines, by name; loads the model."""
        return {name: prompt for name, prompt in self.model().prompts.items() if prompt}

    def model(self) -> "SentenceTransformer":
        """The model itself, loaded the first time.

        Raises:
            DenktankError: the model is not there, is damaged, or cannot be fetched.
        """
        with self._lock:
            if self._model is None:
                self._model = self._load()
                self._dimension = len(self._encode([""], "", 1)[0])
            return self._model

    def encode(self, texts: Sequence[str], prompt: str, progress: Progress | None = None) -> Vectors:
        """Vectors of unit length in the given order; similar lengths share a batch, the longest go first."""
        cleaned = [clean(text) for text in texts]
        order = sorted(range(len(cleaned)), key=lambda number: -len(cleaned[number]))
        vectors = np.empty((len(cleaned), self.dimension), np.float32)
        done = 0
        while done < len(order):
            longest = len(cleaned[order[done]]) + len(prompt)
            size = max(1, min(_LARGEST_BATCH, BATCH_CHARACTERS // longest))
            slab = order[done : done + size * _SLAB]
            vectors[slab] = self._encode([cleaned[number] for number in slab], prompt, size)
            done += len(slab)
            if progress:
                progress(done)
        return vectors

    def _encode(self, texts: list[str], prompt: str, batch_size: int) -> Vectors:
        """One call at a time: the tokenizers of this library refuse two threads at once."""
        with self._lock, _precision(self._half):
            return self.model().encode(
                texts,
                prompt=prompt,
                batch_size=batch_size,
                normalize_embeddings=True,
                convert_to_numpy=True,
                show_progress_bar=False,
            )

    def _load(self) -> "SentenceTransformer":
        wait_patiently()
        from huggingface_hub import HfApi
        from sentence_transformers import SentenceTransformer

        _silence_libraries()
        device = "cpu" if self._half else None
        try:
            return SentenceTransformer(self.source, device=device, local_files_only=True)
        except Exception as error:  # any library below may fail in its own way; the user gets one line
            if self._local:
                raise DenktankError(self._explanation()) from error
        try:
            # One short attempt: without internet, loading tries again for over a minute.
            name = self.source if "/" in self.source else f"sentence-transformers/{self.source}"
            HfApi().model_info(name, timeout=_PATIENCE)
            return SentenceTransformer(self.source, device=device)
        except Exception as error:
            raise DenktankError(self._explanation()) from error

    def _explanation(self) -> str:
        if self._local:
            return (
                f"In de map {self.source} staat geen volledig sentence-transformers-model. Haal het model "
                "opnieuw op, of zet DENKTANK_EMBEDDING_MODEL op een ander model of op ‘ingebouwd’."
            )
        return (
            f"Het vectormodel {self.source} kan niet worden opgehaald of geladen. Controleer de naam in "
            "DENKTANK_EMBEDDING_MODEL en of er internet is (een model wordt één keer opgehaald), "
            "of kies een map met een model of ‘ingebouwd’."
        )


def _precision(half: bool) -> contextlib.AbstractContextManager[object]:
    """Bfloat16 where the processor has tiles for it; elsewhere it would be slower."""
    import torch

    capabilities: dict[str, object] = getattr(torch.cpu, "get_capabilities", dict)()
    return torch.autocast("cpu", dtype=torch.bfloat16, enabled=half and bool(capabilities.get("amx_bf16")))


def _silence_libraries() -> None:
    """No progress bars and no English warnings between the lines the user reads."""
    from transformers.utils import logging as transformers_logging

    transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    for library in ("transformers", "sentence_transformers", "huggingface_hub"):
        logging.getLogger(library).setLevel(logging.ERROR)

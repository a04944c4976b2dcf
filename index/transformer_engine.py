"""Sentence-transformers, loaded when the first text comes by (importing it takes 4 to 8 s)."""

import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from index.pretrained import load_pretrained
from index.text_encoder import Progress, Vectors, clean

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

BATCH_TOKENS = 2000
"""In one batch, and at most 64 texts. On 2 cores with AMX, 529 chunks and sentences of 48 tokens on
average: 252 to 272 texts a second with 2000 to 4000 tokens and 32 to 128 texts, 244 with 8000 tokens.
Sorted by characters, in batches of 1000 tokens and 32 texts, it was 155, and 198 with the weights in
16 bits."""

_LARGEST_BATCH = 64
_COUNTED_TOGETHER = 256


class TransformerEngine:
    """One sentence-transformers model, by folder or by its name on the hub.

    ``local`` forbids the network. Otherwise the network is used only when the model is not yet in
    the cache of the hub. ``half`` holds the weights in bfloat16 on a processor with tiles for it (AMX):
    2.7 times the speed of 32 bits and half the memory, and the vectors of the embedded model stay within
    cosine 0.9999 of those in 32 bits. Weights in int8 were no faster, and their vectors differ (0.95).
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
        lengths = self._lengths(cleaned, prompt)
        order = sorted(range(len(cleaned)), key=lambda number: -lengths[number])
        vectors = np.empty((len(cleaned), self.dimension), np.float32)
        done = 0
        while done < len(order):
            size = max(1, min(_LARGEST_BATCH, BATCH_TOKENS // max(1, lengths[order[done]])))
            batch = order[done : done + size]
            vectors[batch] = self._encode([cleaned[number] for number in batch], prompt, size)
            done += len(batch)
            if progress:
                progress(done)
        return vectors

    def _lengths(self, texts: Sequence[str], prompt: str) -> list[int]:
        """The number of tokens of every text with its prompt; of characters for a model that cannot tell."""
        tokenizer = self.model().tokenizer
        if not callable(tokenizer):
            return [len(prompt) + len(text) for text in texts]
        lengths: list[int] = []
        for first in range(0, len(texts), _COUNTED_TOGETHER):
            part = [prompt + text for text in texts[first : first + _COUNTED_TOGETHER]]
            with self._lock:
                found = tokenizer(part, truncation=True, return_attention_mask=False)["input_ids"]
            lengths += map(len, found)
        return lengths

    def _encode(self, texts: list[str], prompt: str, batch_size: int) -> Vectors:
        """One call at a time: the tokenizers of this library refuse two threads at once."""
        with self._lock:
            return self.model().encode(
                texts,
                prompt=prompt,
                batch_size=batch_size,
                normalize_embeddings=True,
                convert_to_numpy=True,
                show_progress_bar=False,
            )

    def _load(self) -> "SentenceTransformer":
        return load_pretrained(
            self._load_locally_or_not,
            self.source,
            local=self._local,
            organization="sentence-transformers",
            explanation=self._explanation(),
        )

    def _load_locally_or_not(self, local: bool) -> "SentenceTransformer":
        from sentence_transformers import SentenceTransformer

        if self._half and _has_tiles():
            return _in_half(self.source)
        device = "cpu" if self._half else None
        return SentenceTransformer(self.source, device=device, local_files_only=local)

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


def _has_tiles() -> bool:
    """Whether the processor multiplies bfloat16 in tiles; elsewhere that would be slower than 32 bits."""
    import torch

    capabilities: dict[str, object] = getattr(torch.cpu, "get_capabilities", dict)()
    return bool(capabilities.get("amx_bf16"))


def _in_half(source: str) -> "SentenceTransformer":
    """The model in a folder with the weights of its transformer in bfloat16.

    What comes after it stays in 32 bits: a mean over tokens in 16 bits costs the vectors (cosine 0.998).
    """
    import torch
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(
        source, device="cpu", local_files_only=True, model_kwargs={"dtype": torch.bfloat16}
    )
    model[0].register_forward_hook(_tokens_in_full)
    return model


def _tokens_in_full(_module: object, _inputs: object, output: dict[str, Any]) -> dict[str, Any]:
    return {**output, "token_embeddings": output["token_embeddings"].float()}

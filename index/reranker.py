"""Ranking the passages that were found again, by a model that reads each beside the question."""

import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from langchain_core.callbacks import Callbacks
from langchain_core.documents import BaseDocumentCompressor, Document
from pydantic import ConfigDict, PrivateAttr

from corpus.errors import DenktankError
from index.chunking import heading_path
from index.pretrained import folder_of, load_pretrained
from index.text_encoder import clean

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

Logits = npt.NDArray[np.float64]

RERANKED = 30
"""Passages that are ranked again. Of 88 questions with known places, the passage was among the first 12 in
0.91, the first 30 in 0.955 and the first 50 in 0.98; the time grows with the number. On 2 busy cores, 30
passages of 118 tokens on average took 2.2 s in a model of 12 layers of 384 wide, 10 s in one of 12 layers of
768, and 39 s in one of 24 layers of 1024."""

_BATCH = 16
_CLASSIFIER = "ForSequenceClassification"
_DECIMALS = 4
"""Of a logit: the passages it shares a batch with change what comes after."""
_LOWEST = -700.0
"""The logit difference of which the exponential is still above 0 in 64 bits."""


class CrossEncoderReranker(BaseDocumentCompressor):
    """Sorts documents of the retriever by a cross-encoder; safe to share between threads.

    ``model`` is a folder or a name on the hub; it is loaded when there is something to sort. It must
    give one logit for a question and a passage: the log-odds that the passage answers the question.
    """

    model_config = ConfigDict(frozen=True)

    model: str

    _loaded: "CrossEncoder | None" = PrivateAttr(default=None)
    _lock: threading.Lock = PrivateAttr(default_factory=threading.Lock)

    def compress_documents(
        self, documents: Sequence[Document], query: str, callbacks: Callbacks | None = None
    ) -> list[Document]:
        """The same documents, best first; equally good ones stay in the order given.

        The ``score`` in the metadata becomes the odds relative to those of the best, in (0, 1].

        Raises:
            DenktankError: the model is not there, cannot be fetched, or is no reranker.
        """
        if not documents:
            return []
        logits = self._logits([(clean(query), clean(_passage(document))) for document in documents])
        scores = np.exp(np.maximum(logits - logits.max(), _LOWEST))
        return [
            documents[place].model_copy(
                update={"metadata": {**documents[place].metadata, "score": float(scores[place])}}
            )
            for place in np.argsort(-logits, kind="stable")
        ]

    def _logits(self, pairs: list[tuple[str, str]]) -> Logits:
        """The logit of every pair, shape (n,)."""
        with self._lock:  # the tokenizers of this library refuse two threads at once
            if self._loaded is None:
                self._loaded = self._load()
            from torch.nn import Identity

            found = self._loaded.predict(
                pairs, batch_size=_BATCH, activation_fn=Identity(), show_progress_bar=False
            )
        logits: Logits = np.asarray(found, np.float64).round(_DECIMALS)
        if not np.isfinite(logits).all():
            raise self._unusable("geeft geen getallen als score")
        return logits

    def _load(self) -> "CrossEncoder":
        folder = folder_of(self.model)
        source = str(folder or self.model)

        def load(local: bool) -> "CrossEncoder":
            from sentence_transformers import CrossEncoder

            encoder: CrossEncoder = CrossEncoder(source, local_files_only=local)
            return encoder

        explanation = self._explanation(folder is not None)
        encoder = load_pretrained(
            load, source, local=folder is not None, organization="cross-encoder", explanation=explanation
        )
        if encoder.num_labels != 1:
            raise self._unusable(f"geeft per passage {encoder.num_labels} scores in plaats van één")
        if not _is_trained(encoder):
            raise self._unusable("is geen herschikmodel (cross-encoder): het heeft niet geleerd te scoren")
        return encoder

    def _explanation(self, is_folder: bool) -> str:
        if is_folder:
            return (
                f"In de map {self.model} staat geen volledig herschikmodel. Haal het model opnieuw op, "
                "kies met DENKTANK_RERANKER een ander model, of laat die instelling leeg."
            )
        return (
            f"Het herschikmodel {self.model} kan niet worden opgehaald of geladen. Controleer de naam "
            "in DENKTANK_RERANKER en of er internet is (een model wordt één keer opgehaald), "
            "kies een map met een model, of laat de instelling leeg."
        )

    def _unusable(self, cause: str) -> DenktankError:
        return DenktankError(
            f"Het model {self.model} {cause}. "
            "Kies met DENKTANK_RERANKER een ander model, of laat die instelling leeg."
        )


def make_reranker(model: str) -> BaseDocumentCompressor | None:
    """The reranker of the setting ``DENKTANK_RERANKER``, none if it is empty; nothing is loaded yet."""
    return CrossEncoderReranker(model=model) if model else None


def _passage(document: Document) -> str:
    """What the model reads of a document: its title and headings, then its text."""
    path = heading_path(document.metadata["title"], document.metadata["section"])
    return f"{' – '.join(path)}\n{document.page_content}"


def _is_trained(encoder: "CrossEncoder") -> bool:
    """Whether the scores are the model's own: to any other model the library adds a layer of chance."""
    if not type(encoder.model).__name__.endswith(_CLASSIFIER):
        return True
    architectures = getattr(encoder.config, "architectures", None) or []
    return any(name.endswith(_CLASSIFIER) for name in architectures)

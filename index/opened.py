"""An index generation opened for questions, and the one in use at any moment."""

import os
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

import numpy as np

from corpus.errors import DenktankError
from index import manifest as manifests
from index.build import CHROMA_FOLDER, KEYWORDS_FOLDER, SENTENCES_FILE, TEXTS_FILE
from index.embeddings import TextEncoder
from index.generation import Generations, Lease
from index.keywords import KeywordIndex
from index.manifest import REBUILD, Manifest
from index.texts import Texts
from index.vectors import ChunkVectors, FloatArray, open_sentence_vectors


class OpenIndex:
    """One generation, open: texts, chunk vectors, sentence vectors and keywords.

    Raises:
        DenktankError: built with other settings, or damaged.
        FileNotFoundError: the generation has just been replaced.
    """

    def __init__(self, folder: Path, encoder: TextEncoder) -> None:
        self.folder = folder
        self.name = folder.name
        with ExitStack() as files:
            files.enter_context(Lease(folder))
            self.manifest = manifests.load(folder)
            _refuse_other_settings(self.manifest, encoder)
            _refuse_read_only(folder)
            with manifests.named_damage():
                self.texts = Texts(folder / TEXTS_FILE)
                files.callback(self.texts.close)
                self.chunk_vectors = ChunkVectors(folder / CHROMA_FOLDER)
                files.callback(self.chunk_vectors.close)
                self.keywords = KeywordIndex.open(folder / KEYWORDS_FOLDER, self.manifest.chunks)
                self._sentences = open_sentence_vectors(folder / SENTENCES_FILE)
                self._refuse_incomplete()
            self._files = files.pop_all()

    def sentence_vectors(self, numbers: Sequence[int]) -> FloatArray:
        """The vectors (n × d) of the sentences with these numbers, in the order asked."""
        return np.asarray(self._sentences[list(numbers)], dtype=np.float32)

    def close(self) -> None:
        """Let go of the generation, so that it can be removed once it is no longer current."""
        self._files.close()

    def _refuse_incomplete(self) -> None:
        expected = (self.manifest.chunks, self.manifest.sentences)
        if self.texts.counts() != expected or (len(self.chunk_vectors), len(self._sentences)) != expected:
            raise DenktankError(f"De index is niet compleet. {REBUILD}")
        # Chroma reads its search graph at the first search; if that is damaged it must show here.
        self.chunk_vectors.ranking(self.sentence_vectors([0])[0], 1)


def _refuse_read_only(folder: Path) -> None:
    """Chroma also writes when it only reads, and says so in its own way."""
    for path in (folder, folder / CHROMA_FOLDER):
        if path.exists() and not os.access(path, os.W_OK):
            raise DenktankError(
                f"De map {path} is alleen te lezen; de index heeft ook schrijfrechten nodig. "
                "Pas de rechten aan, of kies met DENKTANK_HOME een andere map."
            )


def _refuse_other_settings(built: Manifest, encoder: TextEncoder) -> None:
    now = manifests.describe(encoder.identity, encoder.name, "", {})
    differences = now.differences(built)
    if differences:
        detail = ""
        if built.model != encoder.identity:
            detail = f" (gebouwd met {built.model_name}, nu ingesteld: {encoder.name})"
        raise DenktankError(
            f"De index is gebouwd met andere instellingen: {', '.join(differences)}{detail}. {REBUILD}"
        )


class CurrentIndex:
    """The generation in use; follows the pointer, so a running chat takes over a new build."""

    def __init__(self, generations: Generations, encoder: TextEncoder) -> None:
        self._generations = generations
        self._encoder = encoder
        self._lock = threading.Lock()
        self._newest: OpenIndex | None = None
        self._stamp = 0
        self._users: Counter[OpenIndex] = Counter()

    @contextmanager
    def use(self) -> Iterator[OpenIndex]:
        """The index to answer with now; it stays open while the body runs.

        Raises:
            DenktankError: there is none yet, or it does not fit the settings.
        """
        with self._lock:
            index = self._current()
            self._users[index] += 1
        try:
            yield index
        finally:
            with self._lock:
                self._users[index] -= 1
                self._close_unless_needed(index)

    def close(self) -> None:
        """Let go of the open generation; a later ``use`` opens it again."""
        with self._lock:
            newest, self._newest = self._newest, None
            if newest is not None:
                self._close_unless_needed(newest)

    def _current(self) -> OpenIndex:
        for _ in range(3):
            folder = self._generations.current()
            if folder is None:
                raise DenktankError(f"Er is nog geen index. {REBUILD}")
            stamp = self._generations.stamp()
            if self._newest is not None and (self._newest.name, self._stamp) == (folder.name, stamp):
                return self._newest
            try:
                opened = OpenIndex(folder, self._encoder)
            except FileNotFoundError:
                continue  # replaced between reading the pointer and opening
            former, self._newest, self._stamp = self._newest, opened, stamp
            if former is not None:
                self._close_unless_needed(former)
            return opened
        raise DenktankError(f"De index wordt steeds vervangen terwijl hij opengaat. {REBUILD}")

    def _close_unless_needed(self, index: OpenIndex) -> None:
        if index is not self._newest and not self._users[index]:
            del self._users[index]
            index.close()
            self._generations.remove_if_unused(index.folder)

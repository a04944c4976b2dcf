"""An index generation opened for questions, and the one in use at any moment."""

import os
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cached_property
from pathlib import Path

import numpy as np

from corpus.errors import DenktankError
from index import manifest as manifests
from index.background import Background
from index.blas import use_one_thread
from index.embeddings import TextEncoder
from index.generation import Generations, Lease
from index.groups import Groups
from index.keywords import KeywordIndex
from index.layout import BACKGROUND_FILE, CHROMA_FOLDER, CHUNKS_FILE, KEYWORDS_FOLDER, SENTENCES_FILE
from index.manifest import REBUILD, Manifest
from index.texts import Numbers, Texts
from index.vectors import ChunkVectors, FloatArray, open_vectors


class OpenIndex:
    """One generation, open: texts, chunk vectors, sentence vectors and keywords.

    Raises:
        DenktankError: built with other settings, or damaged.
        FileNotFoundError: the generation has just been replaced.
    """

    def __init__(self, folder: Path, encoder: TextEncoder) -> None:
        self.folder = folder
        self.name = folder.name
        use_one_thread()
        with ExitStack() as files:
            files.enter_context(Lease(folder))
            self.manifest = manifests.load(folder)
            _refuse_other_settings(self.manifest, encoder)
            _refuse_read_only(folder)
            with manifests.named_damage():
                self.texts = Texts(folder)
                files.callback(self.texts.close)
                self.chunk_vectors = ChunkVectors(folder / CHROMA_FOLDER)
                files.callback(self.chunk_vectors.close)
                self.keywords = KeywordIndex.open(folder / KEYWORDS_FOLDER, self.manifest.chunks)
                self.groups = Groups(folder)
                self._chunks = open_vectors(folder / CHUNKS_FILE)
                self._sentences = open_vectors(folder / SENTENCES_FILE)
                self._refuse_incomplete()
            self._files = files.pop_all()

    def sentence_vectors(self, numbers: Numbers) -> FloatArray:
        """The vectors (n × d) of the sentences with these numbers, in the order asked.

        1500 scattered rows out of 500,000 take 0.7 ms, of which 0.5 to widen half precision.
        """
        rows = self._sentences.take(np.asarray(numbers, dtype=np.int64), axis=0)
        return rows.astype(np.float32)

    def passage_vectors(self, numbers: Numbers) -> FloatArray:
        """The vectors (n × d) of the chunks with these numbers, in the order asked."""
        return self._chunks.take(np.asarray(numbers, dtype=np.int64), axis=0).astype(np.float32)

    @cached_property
    def background(self) -> Background:
        """What is usual in this generation, read the first time.

        Raises:
            DenktankError: the file is damaged.
        """
        with manifests.named_damage():
            return Background.load(self.folder)

    def close(self) -> None:
        """Let go of the generation, so that it can be removed once it is no longer current."""
        self._files.close()

    def _refuse_incomplete(self) -> None:
        expected = (self.manifest.chunks, self.manifest.sentences)
        vectors = (len(self._chunks), len(self._sentences))
        if not (self.texts.counts() == vectors == expected and len(self.chunk_vectors) == expected[0]):
            raise DenktankError(f"De index is niet compleet. {REBUILD}")
        if not (self.folder / BACKGROUND_FILE).is_file():
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

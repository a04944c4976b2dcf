"""The second part of building: the vectors, taken over from the former generation or encoded.

Texts are read back some thousands at a time, so memory does not grow with the library.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from corpus.errors import DenktankError
from index import manifest as manifests
from index.embeddings import TextEncoder
from index.generation import Generations, Lease
from index.hashes import Hashes, Rows, TextHashes, find_rows, first_rows
from index.layout import CHROMA_FOLDER, CHUNKS_FILE, SENTENCES_FILE
from index.texts import Texts
from index.vector_file import VectorFile
from index.vectors import HalfArray, open_vectors, write_chunk_vectors

Progress = Callable[[int, int], None]
"""Called with the number of texts encoded so far and the number to encode."""

SLAB = 8192
"""Texts encoded together: enough to fill batches of one length, and less than 50 MB."""


def write_vectors(
    folder: Path,
    hashes: TextHashes,
    generations: Generations,
    encoder: TextEncoder,
    progress: Progress | None = None,
) -> None:
    """Write the vectors of all chunks and sentences of the texts in a folder; equal texts are encoded once.

    Chroma gets those of chunks when all are there, in order.
    """
    chunks = _Part(folder / CHUNKS_FILE, hashes.chunks, encoder.dimension)
    sentences = _Part(folder / SENTENCES_FILE, hashes.sentences, encoder.dimension)
    _take_over(generations, encoder, chunks, sentences)
    texts = Texts(folder)
    try:
        _encode(texts, encoder, chunks, sentences, progress)
    finally:
        texts.close()
    chunks.repeat()
    sentences.repeat()
    batches = (chunks.file.read(rows) for rows in _slabs(np.arange(len(hashes.chunks))))
    write_chunk_vectors(folder / CHROMA_FOLDER, batches)


class _Part:
    """The vectors of the chunks or of the sentences: a file, and what is still to be encoded."""

    def __init__(self, path: Path, hashes: Hashes, dimension: int) -> None:
        self.file = VectorFile(path, len(hashes), dimension)
        self._hashes = hashes
        self._first = first_rows(hashes)
        self.new: Rows = np.unique(self._first)

    def take_over(self, known: Hashes, read: Callable[[Rows], HalfArray]) -> Rows:
        """Copy the vectors that are known; returns the rows that are still new.

        Args:
            known: the hashes of the texts with a vector.
            read: gives the vectors of some rows of ``known``.
        """
        found = find_rows(self._hashes[self.new], known)
        for rows in _slabs(np.flatnonzero(found >= 0)):
            self.file.write(self.new[rows], read(found[rows]))
        return self.new[found < 0]

    def repeat(self) -> None:
        """Copy the vectors of texts that occur more than once."""
        for rows in _slabs(np.flatnonzero(self._first != np.arange(len(self._first)))):
            self.file.write(rows, self.file.read(self._first[rows]))


def _take_over(generations: Generations, encoder: TextEncoder, chunks: _Part, sentences: _Part) -> None:
    """Copy what the generation in use has, if the same model made it.

    Nothing when it is damaged: building is the remedy for that, so it must not fail on it.
    """
    folder = generations.current()
    if folder is None:
        return
    try:
        with Lease(folder), manifests.named_damage():
            if manifests.load(folder).model != encoder.identity:
                return
            known = TextHashes.load(folder)
            former_chunks = open_vectors(folder / CHUNKS_FILE)
            former_sentences = open_vectors(folder / SENTENCES_FILE)
            new_chunks = chunks.take_over(known.chunks, lambda rows: former_chunks[rows])
            new_sentences = sentences.take_over(known.sentences, lambda rows: former_sentences[rows])
    except (DenktankError, FileNotFoundError):
        return
    chunks.new, sentences.new = new_chunks, new_sentences


def _encode(
    texts: Texts, encoder: TextEncoder, chunks: _Part, sentences: _Part, progress: Progress | None
) -> None:
    """Encode what is new: chunks and sentences in one row, so that a small job is one job."""
    total = len(chunks.new) + len(sentences.new)
    if progress and not total:
        progress(0, 0)
    done = 0
    for rows in _slabs(np.arange(total)):
        of_chunks = chunks.new[rows[rows < len(chunks.new)]]
        of_sentences = sentences.new[rows[rows >= len(chunks.new)] - len(chunks.new)]
        slab = [stored.chunk.embedded_text for stored in texts.chunks(of_chunks)]
        slab += _embedded_sentences(texts, of_sentences)
        made = encoder.encode_passages(slab, _counting_from(done, total, progress))
        chunks.file.write(of_chunks, made[: len(of_chunks)])
        sentences.file.write(of_sentences, made[len(of_chunks) :])
        done += len(rows)


def _embedded_sentences(texts: Texts, numbers: Rows) -> list[str]:
    of_chunk = texts.chunk_numbers(numbers)
    stored = {one.number: one for one in texts.chunks(np.unique(of_chunk))}
    found = []
    for number, chunk_number in zip(numbers.tolist(), of_chunk.tolist(), strict=True):
        one = stored[chunk_number]
        sentence = one.chunk.sentences[number - one.sentence_numbers.start]
        found.append(one.chunk.embedded_sentence(sentence))
    return found


def _counting_from(done: int, total: int, progress: Progress | None) -> Callable[[int], None] | None:
    return (lambda more: progress(done + more, total)) if progress else None


def _slabs(rows: Rows) -> Iterator[Rows]:
    for first in range(0, len(rows), SLAB):
        yield rows[first : first + SLAB]

"""Builds a new generation of the index; what has not changed is taken over from the last one."""

import hashlib
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import numpy as np

from corpus.errors import DenktankError, dutch_disk_errors
from corpus.library import Library
from corpus.publication import Publication
from index import manifest as manifests
from index.chunking import Chunk, Sentence, chunks
from index.embeddings import TextEncoder
from index.generation import Generations, Lease
from index.keywords import KeywordIndex
from index.manifest import Manifest
from index.texts import Texts, TextsWriter
from index.unrelated import unrelated_similarity
from index.vectors import (
    ChunkVectors,
    FloatArray,
    open_sentence_vectors,
    write_chunk_vectors,
    write_sentence_vectors,
)

Progress = Callable[[int, int], None]
"""Called with the number of texts encoded so far and the number to encode."""

BOILERPLATE_FROM = 3
"""A sentence that stands in this many publications is never quoted in an answer."""

TEXTS_FILE = "texts.sqlite"
SENTENCES_FILE = "sentences.npy"
CHROMA_FOLDER = "chroma"
KEYWORDS_FOLDER = "bm25"


def _hash(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8"), digest_size=16).hexdigest()


def build(
    library: Library, generations: Generations, encoder: TextEncoder, progress: Progress | None = None
) -> Manifest:
    """Build an index over everything in the library and put it in use.

    Returns:
        The manifest of the new generation.

    Raises:
        BusyError: another process is building.
        DenktankError: nothing to index, or the disk is full; the former generation stays in use.
    """
    with dutch_disk_errors(generations.root), generations.new() as folder:
        snapshot = list(library.snapshot())
        if not snapshot:
            raise DenktankError(
                "De bibliotheek is leeg. Voeg eerst iets toe met: denktank corpus add BESTAND"
            )
        found = _write_texts([publication for _, publication in snapshot], folder)
        chunk_vectors, sentence_vectors = _vectors(found, generations, encoder, progress)
        write_chunk_vectors(folder / CHROMA_FOLDER, chunk_vectors)
        write_sentence_vectors(folder / SENTENCES_FILE, sentence_vectors)
        KeywordIndex.build((chunk.embedded_text for chunk in found), folder / KEYWORDS_FOLDER)
        made = manifests.describe(
            model=encoder.identity,
            model_name=encoder.name,
            built=datetime.now().astimezone().isoformat(timespec="seconds"),
            publications={entry.key: library.fingerprint(entry) for entry, _ in snapshot},
            chunks=len(found),
            sentences=len(sentence_vectors),
            unrelated=unrelated_similarity(encoder),
        )
        manifests.save(made, folder)
        return made


def _write_texts(publications: Sequence[Publication], folder: Path) -> list[Chunk]:
    by_publication = _without_boilerplate([list(chunks(publication)) for publication in publications])
    writer = TextsWriter(folder / TEXTS_FILE)
    found: list[Chunk] = []
    try:
        for publication, parts in zip(publications, by_publication, strict=True):
            writer.add(
                publication,
                parts,
                [_hash(chunk.embedded_text) for chunk in parts],
                [_hash(text) for text in _sentence_texts(parts)],
            )
            found += parts
    finally:
        writer.close()
    if not found:
        raise DenktankError(
            "In de bibliotheek staat geen tekst om te doorzoeken. Voeg een ander bestand toe."
        )
    return found


def _without_boilerplate(by_publication: Sequence[list[Chunk]]) -> list[list[Chunk]]:
    """Sentences that stand in many publications (disclaimers, colophons) answer no question."""
    count = Counter(
        text
        for parts in by_publication
        for text in {sentence.text for chunk in parts for sentence in chunk.sentences}
    )

    def marked(sentence: Sentence) -> Sentence:
        return replace(sentence, quotable=sentence.quotable and count[sentence.text] < BOILERPLATE_FROM)

    return [
        [replace(chunk, sentences=tuple(map(marked, chunk.sentences))) for chunk in parts]
        for parts in by_publication
    ]


def _sentence_texts(found: Sequence[Chunk]) -> list[str]:
    return [chunk.embedded_sentence(sentence) for chunk in found for sentence in chunk.sentences]


class _Former:
    """The vectors of the generation in use, by the hash of the text they were made of."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        texts = Texts(folder / TEXTS_FILE)
        stack.callback(texts.close)
        self._chunk_numbers = texts.hashes("chunk")
        self._sentence_numbers = texts.hashes("sentence")
        self._chunks = ChunkVectors(folder / CHROMA_FOLDER)
        stack.callback(self._chunks.close)
        self._sentences = open_sentence_vectors(folder / SENTENCES_FILE)

    def lookup(self, hashes: Sequence[str]) -> dict[str, FloatArray]:
        """The vectors known for these hashes."""
        in_chunks = [key for key in dict.fromkeys(hashes) if key in self._chunk_numbers]
        known: dict[str, FloatArray] = {}
        if in_chunks:
            rows = self._chunks.get([self._chunk_numbers[key] for key in in_chunks])
            known.update(zip(in_chunks, rows, strict=True))
        for key in hashes:
            if key not in known and key in self._sentence_numbers:
                known[key] = self._sentences[self._sentence_numbers[key]].astype(np.float32)
        return known


def _known(generations: Generations, encoder: TextEncoder, hashes: Sequence[str]) -> dict[str, FloatArray]:
    """The vectors that the generation in use has, if the same model made them.

    None of them when it is damaged: building is the remedy for that, so it must not fail on it.
    """
    folder = generations.current()
    if folder is None:
        return {}
    try:
        with Lease(folder), manifests.named_damage(), ExitStack() as stack:
            if manifests.load(folder).model != encoder.identity:
                return {}
            return _Former(folder, stack).lookup(hashes)
    except (DenktankError, FileNotFoundError):
        return {}


def _vectors(
    found: Sequence[Chunk], generations: Generations, encoder: TextEncoder, progress: Progress | None
) -> tuple[FloatArray, FloatArray]:
    """The vectors of all chunks (n × d) and all sentences (m × d); equal texts are encoded once."""
    chunk_texts = [chunk.embedded_text for chunk in found]
    texts = chunk_texts + _sentence_texts(found)
    hashes = [_hash(text) for text in texts]
    known = _known(generations, encoder, hashes)
    new = {key: text for key, text in zip(hashes, texts, strict=True) if key not in known}
    if new:
        total = len(new)
        report = (lambda done: progress(done, total)) if progress else None
        made = encoder.encode_passages(list(new.values()), report)
        known.update(zip(new, made, strict=True))
    elif progress:
        progress(0, 0)
    vectors = np.array([known[key] for key in hashes], dtype=np.float32)
    return vectors[: len(chunk_texts)], vectors[len(chunk_texts) :]

"""The first part of building: the texts, publication by publication, and what they are known by."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from corpus.errors import DenktankError
from corpus.library import Library
from index.boilerplate import boilerplate
from index.chunking import Chunk, chunks
from index.hashes import Hashes, TextHashes, hash_texts
from index.texts_writer import TextsWriter


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: key to fingerprint of every publication, and the hashes of all texts."""

    publications: dict[str, str]
    hashes: TextHashes


def write_texts(library: Library, folder: Path) -> Written:
    """Write the texts of everything in the library; only one publication is in memory at a time.

    Raises:
        DenktankError: there is nothing to search.
    """
    fingerprints: dict[str, str] = {}
    embedded_chunks: list[Hashes] = []
    embedded_sentences: list[Hashes] = []
    sentences: list[Hashes] = []
    writer = TextsWriter(folder)
    never_quoted = None
    try:
        for entry, publication in library.snapshot():
            fingerprints[entry.key] = library.fingerprint(entry)
            found = list(chunks(publication))
            writer.add(publication, found)
            embedded_chunks.append(hash_texts(chunk.embedded_text for chunk in found))
            embedded_sentences.append(hash_texts(_embedded_sentences(found)))
            sentences.append(hash_texts(item.text for chunk in found for item in chunk.sentences))
        if fingerprints:
            sizes = [len(hashes) for hashes in sentences]
            never_quoted = boilerplate(np.concatenate(sentences), np.repeat(np.arange(len(sizes)), sizes))
    finally:
        writer.close(never_quoted)
    if not fingerprints:
        raise DenktankError("De bibliotheek is leeg. Voeg eerst iets toe met: denktank corpus add BESTAND")
    hashes = TextHashes(np.concatenate(embedded_chunks), np.concatenate(embedded_sentences))
    if not len(hashes.chunks):
        raise DenktankError(
            "In de bibliotheek staat geen tekst om te doorzoeken. Voeg een ander bestand toe."
        )
    hashes.save(folder)
    return Written(fingerprints, hashes)


def _embedded_sentences(found: Sequence[Chunk]) -> list[str]:
    return [chunk.embedded_sentence(sentence) for chunk in found for sentence in chunk.sentences]

"""Builds a new generation of the index; what has not changed is taken over from the last one.

Memory hardly grows with the library: texts, vectors and keywords each go to disk part by part.
"""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from corpus.errors import DenktankError, dutch_disk_errors
from corpus.library import Library
from index import manifest as manifests
from index.arrays import loaded
from index.background import Background, background_of
from index.build_texts import write_texts
from index.build_vectors import SLAB, Progress, write_vectors
from index.embeddings import TextEncoder, Vectors
from index.generation import Generations, Lease
from index.generic_queries import encode_generic_queries
from index.groups import write_means
from index.keywords import KeywordIndex
from index.layout import CHUNK_GROUPS_FILE, KEYWORDS_FOLDER, SENTENCES_FILE
from index.manifest import Manifest
from index.numbered import numbered_parts, part_name
from index.texts import StoredChunk, Texts
from index.vectors import vector_slabs

__all__ = ["Progress", "build"]


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
        written = write_texts(library, folder)
        write_vectors(folder, written.hashes, generations, encoder, progress)
        KeywordIndex.build(_embedded_texts(folder), folder / KEYWORDS_FOLDER, _own_parts(folder))
        write_means(folder)
        queries = _generic_queries(generations, encoder)
        background_of(vector_slabs(folder / SENTENCES_FILE), queries).save(folder)
        made = manifests.describe(
            model=encoder.identity,
            model_name=encoder.name,
            built=datetime.now().astimezone().isoformat(timespec="seconds"),
            publications=written.publications,
            chunks=len(written.hashes.chunks),
            sentences=len(written.hashes.sentences),
        )
        manifests.save(made, folder)
        return made


def _generic_queries(generations: Generations, encoder: TextEncoder) -> Vectors:
    """Those of the former generation if the same model made it: encoding them takes a second."""
    folder = generations.current()
    if folder is not None:
        try:
            with Lease(folder), manifests.named_damage():
                former = manifests.load(folder)
                if (former.format, former.model) == (manifests.FORMAT, encoder.identity):
                    return Background.load(folder).queries
        except (DenktankError, FileNotFoundError):
            pass  # damaged, and building is the remedy for that
    return encode_generic_queries(encoder)


def _embedded_texts(folder: Path) -> Iterator[str]:
    for stored in _chunks(folder):
        yield stored.chunk.embedded_text


def _own_parts(folder: Path) -> Iterator[tuple[str, ...]]:
    """For each chunk the numbered parts that its headings name, and the wegwijzer it belongs to."""
    signposts = loaded(folder / CHUNK_GROUPS_FILE)["signpost"].tolist()
    for stored in _chunks(folder):
        found = [name for heading in stored.chunk.section for name in numbered_parts(heading)]
        if signposts[stored.number]:
            found.append(part_name("wegwijzer", signposts[stored.number]))
        yield tuple(dict.fromkeys(found))


def _chunks(folder: Path) -> Iterator[StoredChunk]:
    texts = Texts(folder)
    try:
        count, _ = texts.counts()
        for first in range(0, count, SLAB):
            yield from texts.chunks(range(first, min(first + SLAB, count)))
    finally:
        texts.close()

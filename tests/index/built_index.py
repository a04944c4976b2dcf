"""What stands in an index that was built, and what it finds."""

from pathlib import Path

from index.generation import Generations
from index.opened import OpenIndex
from index.retriever import prepare, search
from index.texts import StoredChunk
from tests.index.fake_encoder import FakeEncoder

NEW = {"bomen.md": "# Bomen\n\nWie een boom wil kappen vraagt een vergunning aan.\n"}


def in_use(generations: Generations) -> Path:
    folder = generations.current()
    assert folder is not None
    return folder


def opened(generations: Generations, encoder: FakeEncoder) -> OpenIndex:
    return OpenIndex(in_use(generations), encoder)


def titles(index: OpenIndex, encoder: FakeEncoder, query: str) -> list[str]:
    return [found.stored.place.title for found in search(index, prepare(index, encoder, query), 3)]


def vectors(index: OpenIndex) -> dict[str, list[float]]:
    """Every text in the index with its vector."""
    found: dict[str, list[float]] = {}
    for stored in stored_chunks(index):
        found[stored.chunk.embedded_text] = index.passage_vectors([stored.number])[0].tolist()
        rows = index.sentence_vectors(stored.sentence_numbers)
        for sentence, row in zip(stored.chunk.sentences, rows, strict=True):
            found[stored.chunk.embedded_sentence(sentence)] = row.tolist()
    return found


def stored_chunks(index: OpenIndex) -> list[StoredChunk]:
    return index.texts.chunks(range(index.manifest.chunks))

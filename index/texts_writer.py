"""Writes the texts of a new index generation: SQLite, and the places of sentences in arrays."""

import json
import sqlite3
import zlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from corpus.publication import Page, Publication
from index.chunking import Chunk
from index.groups import GroupsWriter
from index.layout import SENTENCE_SPANS_FILE, SENTENCE_STARTS_FILE, TEXTS_FILE

SENTENCE = np.dtype([("start", "<i4"), ("end", "<i4"), ("quotable", "?")])
"""One row of the file with sentences: half-open offsets in the text of the page, and a mark."""

SCHEMA = """
CREATE TABLE publication(key TEXT PRIMARY KEY, file TEXT, sha256 TEXT, title TEXT, date TEXT,
                         publisher TEXT, links TEXT, startcorpus INTEGER);
CREATE TABLE page(publication TEXT, position INTEGER, number INTEGER, label TEXT, text TEXT,
                  width REAL, height REAL, boxes BLOB, recognised INTEGER,
                  PRIMARY KEY(publication, position)) WITHOUT ROWID;
CREATE TABLE chunk(number INTEGER PRIMARY KEY, publication TEXT, kind TEXT, roles TEXT, section TEXT,
                   page INTEGER, page_number INTEGER, page_label TEXT, start INTEGER, "end" INTEGER,
                   text TEXT);
"""
"""A chunk repeats the number and label of its page: a row of ``page`` is large and slow to reach."""


class TextsWriter:
    """Writes publication by publication, inside one transaction; 17 bytes a sentence stay in memory."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._db = sqlite3.connect(folder / TEXTS_FILE)
        self._db.executescript(SCHEMA)
        self._per_chunk: list[int] = []
        self._sentences: list[npt.NDArray[np.void]] = []
        self._groups = GroupsWriter()

    def add(self, publication: Publication, chunks: Sequence[Chunk]) -> None:
        """Add one publication with its chunks and their sentences, numbered on from the last."""
        meta = publication.metadata
        self._db.execute(
            "INSERT INTO publication VALUES (?,?,?,?,?,?,?,?)",
            (
                publication.key, publication.file, publication.sha256, meta.title, meta.date,
                meta.publisher, json.dumps(meta.links), bool(meta.sources),
            ),
        )  # fmt: skip
        self._db.executemany(
            "INSERT INTO page VALUES (?,?,?,?,?,?,?,?,?)",
            (
                (publication.key, position, *_page_row(page))
                for position, page in enumerate(publication.pages)
            ),
        )
        self._db.executemany(
            "INSERT INTO chunk VALUES (?,?,?,?,?,?,?,?,?,?,?)",
            (
                (number, *_chunk_row(publication, chunk))
                for number, chunk in enumerate(chunks, len(self._per_chunk))
            ),
        )
        self._groups.add([chunk.section for chunk in chunks], [chunk.signpost for chunk in chunks])
        self._per_chunk += [len(chunk.sentences) for chunk in chunks]
        rows = [(item.span.start, item.span.end, item.quotable) for part in chunks for item in part.sentences]
        self._sentences.append(np.array(rows, dtype=SENTENCE))

    def close(self, never_quoted: npt.NDArray[np.bool_] | None = None) -> None:
        """Commit and close.

        Args:
            never_quoted: for every sentence whether it is not to be quoted, whatever it was added as.
        """
        self._db.commit()
        self._db.close()
        self._groups.save(self._folder)
        starts = np.zeros(len(self._per_chunk) + 1, np.int64)
        np.cumsum(self._per_chunk, out=starts[1:])
        np.save(self._folder / SENTENCE_STARTS_FILE, starts)
        sentences = np.concatenate([np.empty(0, SENTENCE), *self._sentences])
        if never_quoted is not None:
            sentences["quotable"] &= ~never_quoted
        np.save(self._folder / SENTENCE_SPANS_FILE, sentences)


def _page_row(page: Page) -> tuple[object, ...]:
    """The columns of a page after its position; eight bytes of place per character pack to two or three."""
    boxes = zlib.compress(page.boxes.data) if page.boxes is not None else None
    return page.number, page.label, page.text, page.width, page.height, boxes, page.recognised


def _chunk_row(publication: Publication, chunk: Chunk) -> tuple[object, ...]:
    page = publication.pages[chunk.span.page]
    return (
        chunk.publication, chunk.kind, json.dumps(chunk.roles), json.dumps(chunk.section),
        chunk.span.page, page.number, page.label, chunk.span.start, chunk.span.end, chunk.text,
    )  # fmt: skip

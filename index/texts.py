"""The texts of one index generation in SQLite: publications, pages, chunks and sentences.

Chunk and sentence numbers count from 0 and are the row numbers of the vectors beside them, so
whatever a question needs is looked up by number. The file is written once and then only read.
"""

import json
import sqlite3
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.boxes import Box, CharBoxes, per_line
from corpus.kinds import PassageKind, Role
from corpus.publication import Page, Publication, Span
from index.chunking import Chunk, Sentence

_SCHEMA = """
CREATE TABLE publication(key TEXT PRIMARY KEY, file TEXT, sha256 TEXT, title TEXT, date TEXT,
                         publisher TEXT, links TEXT);
CREATE TABLE page(publication TEXT, position INTEGER, number INTEGER, label TEXT, text TEXT,
                  width REAL, height REAL, boxes BLOB, recognised INTEGER,
                  PRIMARY KEY(publication, position)) WITHOUT ROWID;
CREATE TABLE chunk(number INTEGER PRIMARY KEY, publication TEXT, kind TEXT, roles TEXT, section TEXT,
                   page INTEGER, start INTEGER, "end" INTEGER, text TEXT, hash TEXT);
CREATE TABLE sentence(number INTEGER PRIMARY KEY, chunk INTEGER, start INTEGER, "end" INTEGER,
                      quotable INTEGER, hash TEXT);
CREATE INDEX sentence_chunk ON sentence(chunk);
"""


@dataclass(frozen=True, slots=True)
class Place:
    """A page of a publication, without its text; ``sha256`` is the hash of the publication's file."""

    publication: str
    file: str
    sha256: str
    title: str
    date: str | None
    publisher: str | None
    links: tuple[str, ...]
    number: int | None
    label: str | None


@dataclass(frozen=True, slots=True)
class StoredPage:
    """One page as it was when the index was built; ``width`` to ``recognised`` as in ``Page``."""

    place: Place
    text: str
    width: float | None = None
    height: float | None = None
    boxes: CharBoxes | None = None
    recognised: bool = False

    def boxes_of(self, start: int, end: int) -> tuple[Box, ...]:
        """One box per drawn line of the text at ``[start, end)``; none where nothing is drawn."""
        return per_line(self.boxes[start:end]) if self.boxes is not None else ()


@dataclass(frozen=True, slots=True)
class StoredChunk:
    """A chunk found again: the chunk, its place, and the numbers of its sentences.

    The text of its page is not read for it: a file without pages is one page of any length.
    """

    number: int
    chunk: Chunk
    place: Place
    sentence_numbers: range


class TextsWriter:
    """Writes the texts of a new generation, publication by publication, inside one transaction."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path)
        self._db.executescript(_SCHEMA)
        self.chunk_count = 0
        self.sentence_count = 0

    def add(
        self,
        publication: Publication,
        chunks: Sequence[Chunk],
        chunk_hashes: Sequence[str],
        sentence_hashes: Sequence[str],
    ) -> None:
        """Add one publication with its chunks; hashes are of the embedded texts, in order."""
        meta = publication.metadata
        self._db.execute(
            "INSERT INTO publication VALUES (?,?,?,?,?,?,?)",
            (
                publication.key, publication.file, publication.sha256, meta.title, meta.date,
                meta.publisher, json.dumps(meta.links),
            ),
        )  # fmt: skip
        self._db.executemany(
            "INSERT INTO page VALUES (?,?,?,?,?,?,?,?,?)",
            (
                (publication.key, position, *_page_row(page))
                for position, page in enumerate(publication.pages)
            ),
        )
        hashes = iter(sentence_hashes)
        for chunk, chunk_hash in zip(chunks, chunk_hashes, strict=True):
            self._db.execute(
                "INSERT INTO chunk VALUES (?,?,?,?,?,?,?,?,?,?)",
                (
                    self.chunk_count, chunk.publication, chunk.kind, json.dumps(chunk.roles),
                    json.dumps(chunk.section), chunk.span.page, chunk.span.start, chunk.span.end,
                    chunk.text, chunk_hash,
                ),
            )  # fmt: skip
            for sentence in chunk.sentences:
                self._db.execute(
                    "INSERT INTO sentence VALUES (?,?,?,?,?,?)",
                    (
                        self.sentence_count, self.chunk_count, sentence.span.start, sentence.span.end,
                        sentence.quotable, next(hashes),
                    ),
                )  # fmt: skip
                self.sentence_count += 1
            self.chunk_count += 1

    def close(self) -> None:
        """Commit and close."""
        self._db.commit()
        self._db.close()


class Texts:
    """Reads the texts of a generation; safe to use from several threads."""

    def __init__(self, path: Path) -> None:
        uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        self._db = sqlite3.connect(uri, uri=True, check_same_thread=False)

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def counts(self) -> tuple[int, int]:
        """The number of chunks and of sentences."""
        chunks, sentences = self._db.execute(
            "SELECT (SELECT count(*) FROM chunk), (SELECT count(*) FROM sentence)"
        ).fetchone()
        return int(chunks), int(sentences)

    def chunks(self, numbers: Sequence[int]) -> list[StoredChunk]:
        """The chunks with these numbers, in the order asked."""
        return [self._chunk(number) for number in numbers]

    def page(self, publication: str, number: int | None) -> StoredPage | None:
        """The page with this physical number (``None`` where a publication has no pages)."""
        row = self._db.execute(
            "SELECT position, text, width, height, boxes, recognised FROM page "
            "WHERE publication=? AND number IS ? ORDER BY position LIMIT 1",
            (publication, number),
        ).fetchone()
        if row is None:
            return None
        position, text, width, height, packed, recognised = row
        boxes = CharBoxes(zlib.decompress(packed)) if packed is not None else None
        place = self._place(publication, position)
        return StoredPage(place, text, width, height, boxes, bool(recognised))

    def hashes(self, table: str) -> dict[str, int]:
        """Embedded-text hash to number, for ``"chunk"`` or ``"sentence"``."""
        query = {"chunk": "SELECT hash, number FROM chunk", "sentence": "SELECT hash, number FROM sentence"}
        return dict(self._db.execute(query[table]))

    def _chunk(self, number: int) -> StoredChunk:
        publication, kind, roles, section, position, start, end, text = self._db.execute(
            'SELECT publication, kind, roles, section, page, start, "end", text FROM chunk WHERE number=?',
            (number,),
        ).fetchone()
        place = self._place(publication, position)
        rows = self._db.execute(
            'SELECT number, start, "end", quotable FROM sentence WHERE chunk=? ORDER BY number', (number,)
        ).fetchall()
        chunk = Chunk(
            publication=publication,
            title=place.title,
            kind=PassageKind(kind),
            roles=tuple(Role(role) for role in json.loads(roles)),
            section=tuple(json.loads(section)),
            span=Span(position, start, end),
            text=text,
            sentences=tuple(_sentences(position, text, start, rows)),
        )
        first = rows[0][0] if rows else 0
        return StoredChunk(number, chunk, place, range(first, first + len(rows)))

    def _place(self, publication: str, position: int) -> Place:
        key, file, sha256, title, date, publisher, links, number, label = self._db.execute(
            "SELECT p.key, p.file, p.sha256, p.title, p.date, p.publisher, p.links, g.number, g.label "
            "FROM page g JOIN publication p ON p.key = g.publication WHERE g.publication=? AND g.position=?",
            (publication, position),
        ).fetchone()
        return Place(key, file, sha256, title, date, publisher, tuple(json.loads(links)), number, label)


def _page_row(page: Page) -> tuple[object, ...]:
    """The columns of a page after its position; eight bytes of place per character pack to two or three."""
    boxes = zlib.compress(page.boxes.data) if page.boxes is not None else None
    return page.number, page.label, page.text, page.width, page.height, boxes, page.recognised


def _sentences(
    position: int, text: str, offset: int, rows: Iterable[tuple[int, int, int, int]]
) -> Iterable[Sentence]:
    for _, start, end, quotable in rows:
        yield Sentence(Span(position, start, end), text[start - offset : end - offset], bool(quotable))

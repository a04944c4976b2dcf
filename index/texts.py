"""The texts of one index generation: publications, pages and chunks in SQLite, sentences in arrays.

Chunk and sentence numbers count from 0 and are the row numbers of the vectors beside them, so
whatever a question needs is looked up by number. The files are written once and then only read.
"""

import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from corpus.boxes import Box, CharBoxes, per_line
from corpus.kinds import PassageKind, Role
from corpus.publication import Span
from index.arrays import mapped
from index.chunking import Chunk, Sentence
from index.layout import SENTENCE_SPANS_FILE, SENTENCE_STARTS_FILE, TEXTS_FILE

Numbers = Sequence[int] | npt.NDArray[np.integer[Any]]

_Meta = tuple[str, str, str, str, str | None, str | None, tuple[str, ...], bool]
"""The fields of ``Place`` that belong to the publication."""


@dataclass(frozen=True, slots=True)
class Place:
    """A page of a publication, without its text; ``sha256`` is the hash of the publication's file.

    ``startcorpus`` tells that the text is ours and not the publication it is about.
    """

    publication: str
    file: str
    sha256: str
    title: str
    date: str | None
    publisher: str | None
    links: tuple[str, ...]
    startcorpus: bool
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


class Texts:
    """Reads the texts of a generation; safe to use from several threads."""

    def __init__(self, folder: Path) -> None:
        uri = f"{(folder / TEXTS_FILE).resolve().as_uri()}?mode=ro&immutable=1"
        self._db = sqlite3.connect(uri, uri=True, check_same_thread=False)
        try:
            self._starts = mapped(folder / SENTENCE_STARTS_FILE)
            self._sentences = mapped(folder / SENTENCE_SPANS_FILE)
        except BaseException:
            self._db.close()
            raise
        self._publications: dict[str, _Meta] = {}

    def close(self) -> None:
        """Let go of the files."""
        self._db.close()

    def counts(self) -> tuple[int, int]:
        """The number of chunks and of sentences; -1 where the files contradict each other."""
        # Not count(*), which reads the whole table.
        (chunks,) = self._db.execute("SELECT coalesce(max(number) + 1, 0) FROM chunk").fetchone()
        matching = len(self._starts) == chunks + 1 and self._starts[-1] == len(self._sentences)
        return int(chunks), len(self._sentences) if matching else -1

    def chunks(self, numbers: Numbers) -> list[StoredChunk]:
        """The chunks with these numbers, in the order asked."""
        wanted = [int(number) for number in numbers]
        rows = self._db.execute(
            'SELECT number, publication, kind, roles, section, page, page_number, page_label, start, "end", '
            "text FROM chunk WHERE number IN (SELECT value FROM json_each(?))",
            (json.dumps(wanted),),
        ).fetchall()
        self._remember_publications({row[1] for row in rows})
        found = {row[0]: self._stored(*row) for row in rows}
        return [found[number] for number in wanted]

    def sentence_numbers(self, chunk_numbers: Numbers) -> npt.NDArray[np.int64]:
        """For each chunk the number of its first sentence and that after its last, shape (n, 2)."""
        first = np.asarray(chunk_numbers, dtype=np.int64)
        return np.stack([self._starts[first], self._starts[first + 1]], axis=1)

    def chunk_numbers(self, sentence_numbers: Numbers) -> npt.NDArray[np.int64]:
        """For each sentence the number of the chunk it stands in."""
        after = np.searchsorted(self._starts, np.asarray(sentence_numbers, dtype=np.int64), side="right")
        return after.astype(np.int64) - 1

    def quotable(self, sentence_numbers: Numbers) -> npt.NDArray[np.bool_]:
        """For each sentence whether it can stand alone in an answer."""
        return np.asarray(self._sentences["quotable"][np.asarray(sentence_numbers, dtype=np.int64)])

    def lengths(self, chunk_numbers: Numbers) -> npt.NDArray[np.int64]:
        """For each chunk the number of characters from its first sentence to the end of its last."""
        first, after = self.sentence_numbers(chunk_numbers).T
        filled = after > first
        length = np.zeros(len(first), np.int64)
        length[filled] = self._sentences["end"][after[filled] - 1] - self._sentences["start"][first[filled]]
        return length

    def page(self, publication: str, number: int | None) -> StoredPage | None:
        """The page with this physical number (``None`` where a publication has no pages)."""
        row = self._db.execute(
            "SELECT label, text, width, height, boxes, recognised FROM page "
            "WHERE publication=? AND number IS ? ORDER BY position LIMIT 1",
            (publication, number),
        ).fetchone()
        if row is None:
            return None
        label, text, width, height, packed, recognised = row
        boxes = CharBoxes(zlib.decompress(packed)) if packed is not None else None
        self._remember_publications({publication})
        place = Place(*self._publications[publication], number, label)
        return StoredPage(place, text, width, height, boxes, bool(recognised))

    def passage_at(
        self, publication: str, number: int | None, start: int
    ) -> tuple[PassageKind, tuple[str, ...]] | None:
        """Kind and heading path of the chunk at a code point of a page; ``None`` where there is none."""
        row = self._db.execute(
            "SELECT kind, section FROM chunk WHERE publication=? AND page_number IS ? AND start<=? "
            'AND "end">? ORDER BY start DESC LIMIT 1',
            (publication, number, start, start),
        ).fetchone()
        return (PassageKind(row[0]), tuple(json.loads(row[1]))) if row else None

    def chunks_at(self, publication: str, number: int | None, start: int, end: int) -> list[int]:
        """The numbers of the chunks that share code points ``[start, end)`` of a page, in reading order."""
        rows = self._db.execute(
            "SELECT number FROM chunk WHERE publication=? AND page_number IS ? AND start<? "
            'AND "end">? ORDER BY start',
            (publication, number, end, start),
        )
        return [number for (number,) in rows]

    def page_names(self, publication: str) -> list[tuple[int | None, str | None]]:
        """Number and label of every page of a publication, in reading order; empty where it is unknown."""
        return self._db.execute(
            "SELECT number, label FROM page WHERE publication=? ORDER BY position", (publication,)
        ).fetchall()

    def page_texts(self, publication: str) -> Iterator[tuple[int | None, str | None, str]]:
        """Number, label and text of every page of a publication, in reading order."""
        yield from self._db.execute(
            "SELECT number, label, text FROM page WHERE publication=? ORDER BY position", (publication,)
        )

    def sections(self, publication: str) -> list[tuple[tuple[str, ...], int | None, int, int]]:
        """Heading path, page number, start and end of every chunk of a publication, in reading order."""
        rows = self._db.execute(
            'SELECT section, page_number, start, "end" FROM chunk WHERE publication=? ORDER BY number',
            (publication,),
        )
        return [(tuple(json.loads(section)), *place) for section, *place in rows]

    def _remember_publications(self, keys: Iterable[str]) -> None:
        unknown = [key for key in keys if key not in self._publications]
        if unknown:
            rows = self._db.execute(
                "SELECT key, file, sha256, title, date, publisher, links, startcorpus FROM publication "
                "WHERE key IN (SELECT value FROM json_each(?))",
                (json.dumps(unknown),),
            )
            for *fields, links, startcorpus in rows:
                self._publications[fields[0]] = (*fields, tuple(json.loads(links)), bool(startcorpus))

    def _stored(
        self, number: int, publication: str, kind: str, roles: str, section: str, position: int,
        page_number: int | None, page_label: str | None, start: int, end: int, text: str,
    ) -> StoredChunk:  # fmt: skip
        place = Place(*self._publications[publication], page_number, page_label)
        numbers = range(int(self._starts[number]), int(self._starts[number + 1]))
        spans = self._sentences[numbers.start : numbers.stop].tolist()
        chunk = Chunk(
            publication=publication,
            title=place.title,
            kind=PassageKind(kind),
            roles=tuple(Role(role) for role in json.loads(roles)),
            section=tuple(json.loads(section)),
            span=Span(position, start, end),
            text=text,
            sentences=tuple(
                Sentence(Span(position, first, last), text[first - start : last - start], quotable)
                for first, last, quotable in spans
            ),
        )
        return StoredChunk(number, chunk, place, numbers)

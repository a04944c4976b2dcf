"""The golden questions: who asks what, where the answer stands and what it must contain.

Every question belongs to one of two halves: thresholds and weights are chosen on the tuning half,
results are reported on the reporting half. Which half follows from the question itself, so adding
or removing others changes nothing; questions about the same page are in the same half.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from pydantic import TypeAdapter

from corpus.kinds import Role
from eval import json_lines
from eval.halves import Half, half_of


@dataclass(frozen=True, slots=True)
class Place:
    """A passage that answers a question.

    ``page`` is the physical page from 1, ``None`` where a file has no pages; ``start`` and ``end``
    are half-open code-point offsets in what ``denktank corpus show`` prints for that page.
    """

    file: str
    sha256: str
    page: int | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class GoldenQuestion:
    """One question; ``places`` and ``nuggets`` are empty out of scope.

    Any one of the places answers it. ``nuggets`` are strings of at most four words that a good
    answer contains and the question does not. ``tag`` is the kind of difficulty.
    """

    id: str
    question: str
    in_scope: bool
    tag: str
    role: Role | None = None
    places: tuple[Place, ...] = ()
    nuggets: tuple[str, ...] = ()

    @property
    def half(self) -> Half:
        """The half it belongs to: by the page of its first place, out of scope by its words."""
        if self.places:
            key = f"{self.places[0].file} {self.places[0].page}"
        else:
            key = " ".join(self.question.casefold().split())
        return half_of(key)


_ADAPTER = TypeAdapter(GoldenQuestion)


def earlier() -> tuple[GoldenQuestion, ...]:
    """Questions of an earlier version, only for fitting: choices were made on all of them."""
    return _read(files("eval.golden") / "earlier.jsonl")


def load(path: Path | None = None) -> tuple[GoldenQuestion, ...]:
    """The questions of a JSON Lines file; without a path those that come with the program.

    Raises:
        DenktankError: the file cannot be read, or a line of it is no golden question.
    """
    return _read(path or files("eval.golden") / "questions.jsonl")


def _read(source: Traversable) -> tuple[GoldenQuestion, ...]:
    way_out = "Kijk in README.md onder 'Meten' hoe een vraag eruitziet."
    return json_lines.read(source, _ADAPTER, "vraag", way_out)


def dump(questions: Iterable[GoldenQuestion]) -> str:
    """The questions as JSON Lines."""
    return "".join(
        json.dumps(_ADAPTER.dump_python(item, mode="json"), ensure_ascii=False) + "\n" for item in questions
    )

"""The golden questions: who asks what, where the answer stands and what it must contain.

``smoke`` is the set that results are reported on; ``tuning`` is the set that thresholds and
weights are chosen on. No question is in both.
"""

import json
from dataclasses import dataclass
from importlib.resources import files

from corpus.kinds import Role


@dataclass(frozen=True, slots=True)
class GoldenQuestion:
    """One question. ``nuggets`` are short strings that a good answer contains and the question does not.

    ``collection`` says what must be in the library (``startcorpus``, or ``documenten`` for the test
    documents); ``file`` and ``page`` where the answer stands, ``None`` out of scope.
    """

    id: str
    question: str
    role: Role | None
    in_scope: bool
    tag: str
    collection: str
    file: str | None
    page: int | None
    nuggets: tuple[str, ...]


def load(name: str) -> tuple[GoldenQuestion, ...]:
    """The set called ``name``: ``smoke`` or ``tuning``."""
    text = (files("eval.golden") / f"{name}.jsonl").read_text(encoding="utf-8")
    rows = (json.loads(line) for line in text.splitlines() if line.strip())
    return tuple(
        GoldenQuestion(
            **{
                **row,
                "role": Role(row["role"]) if row["role"] else None,
                "nuggets": tuple(row["nuggets"]),
            }
        )
        for row in rows
    )

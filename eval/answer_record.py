"""What a measurement of answers recorded, as plain values that are saved as JSON."""

from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter

from corpus.files import write_atomically
from eval.run_record import Figure

ANSWERS_VERSION = 1


@dataclass(frozen=True, slots=True)
class JudgedSentence:
    """A sentence of an answer, beside the passages that it cites.

    ``cited`` counts those passages, ``precise`` those of them that are not beside the point. ``supported``
    tells whether together they support it, ``in_words`` whether every content word of it stands in them.
    """

    text: str
    generated: bool
    cited: int
    precise: int
    supported: bool
    in_words: bool


@dataclass(frozen=True, slots=True)
class MeasuredAnswer:
    """An answer of one system; without sentences it is a refusal.

    ``nuggets`` is as in ``eval.run_record``, ``on_page`` tells whether one of the expected pages is cited.
    ``drafted`` counts the sentences that a language model wrote, ``left_out`` those that were not confirmed;
    ``fell_back`` tells whether quotations took over, and is ``None`` where no model was asked. ``first_ms``
    and ``total_ms`` are the time to the first sentence and to the whole answer, in milliseconds.
    """

    outcome: str
    sentences: tuple[JudgedSentence, ...]
    nuggets: tuple[bool, ...]
    on_page: bool
    words: int
    readability: float | None
    drafted: int
    left_out: int
    fell_back: bool | None
    first_ms: float | None
    total_ms: float
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A golden question with the answer of each system."""

    id: str
    question: str
    in_scope: bool
    tag: str
    role: str | None
    half: str
    answers: dict[str, MeasuredAnswer]


@dataclass(frozen=True, slots=True)
class AnswersRun:
    """One run. ``systems`` are in the order they are shown, ``figures`` maps system to measure to figure.

    ``differences`` has the paired differences, the last system minus the first. ``possible`` is how many
    golden questions could be asked of this library, ``left_out`` how many could not.
    """

    made: str
    label: str
    half: str
    model: str
    library: dict[str, str]
    systems: tuple[str, ...]
    questions: tuple[AskedQuestion, ...]
    figures: dict[str, dict[str, Figure]]
    differences: dict[str, Figure]
    possible: int
    left_out: int
    version: int = ANSWERS_VERSION


def save(run: AnswersRun, path: Path) -> None:
    """Write a run as JSON."""
    write_atomically(path, TypeAdapter(AnswersRun).dump_json(run, indent=1))

"""What one run of the evaluation recorded, as plain values that are saved as JSON and compared later."""

from dataclasses import dataclass, field
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from corpus.errors import DenktankError
from corpus.files import write_atomically

RUN_VERSION = 1


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """A passage in a ranking; offsets as in ``eval.golden_set.Place``."""

    file: str
    page: int | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Ranked:
    """What a system found for a question, best first, at most ten.

    ``rank`` is the rank from 1 of the first passage that overlaps one of the places, ``page_rank`` of
    the first on one of their pages; ``None`` when it is not among the ten, or out of scope.
    """

    places: tuple[FoundPlace, ...]
    rank: int | None
    page_rank: int | None


@dataclass(frozen=True, slots=True)
class RecordedClaim:
    """A sentence of an answer, with the place it cites; ``exact`` tells whether it stands there verbatim."""

    text: str
    file: str
    page: int | None
    start: int
    end: int
    exact: bool


@dataclass(frozen=True, slots=True)
class RecordedAnswer:
    """The answer of the assistant to a question.

    ``confidence`` is the probability it gave to the sources answering the question. ``nuggets`` tells per
    nugget whether one of the first six claims contains it, ``nuggets_on_page`` whether such a claim cites
    one of the expected pages. ``timings_ms`` as in the answer.
    """

    outcome: str
    confidence: float
    claims: tuple[RecordedClaim, ...]
    nuggets: tuple[bool, ...]
    nuggets_on_page: tuple[bool, ...]
    timings_ms: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RecordedQuestion:
    """A question with what both systems made of it; ``peer`` is ``None`` when it was not asked."""

    id: str
    question: str
    in_scope: bool
    tag: str
    role: str | None
    half: str
    answer: RecordedAnswer
    ours: Ranked
    peer: Ranked | None


@dataclass(frozen=True, slots=True)
class Figure:
    """A measure over a group of questions: mean, 95 % bootstrap interval and how many questions."""

    value: float
    low: float
    high: float
    count: int


@dataclass(frozen=True, slots=True)
class Run:
    """One run. ``figures`` maps group (``"alles"`` or a tag) to measure name to figure.

    Measure names of the peer begin with ``"keten "``. ``left_out`` counts the golden questions of which
    no source file is in the library.
    """

    made: str
    label: str
    half: str
    model: str
    library: dict[str, str]
    questions: tuple[RecordedQuestion, ...]
    figures: dict[str, dict[str, Figure]]
    left_out: int = 0
    version: int = RUN_VERSION


_ADAPTER = TypeAdapter(Run)


def save(run: Run, path: Path) -> None:
    """Write a run as JSON."""
    write_atomically(path, _ADAPTER.dump_json(run, indent=1))


def load(path: Path) -> Run:
    """Read a saved run.

    Raises:
        DenktankError: there is no such file, or it is not a run of this version.
    """
    try:
        run = _ADAPTER.validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise DenktankError(
            f"{path} is geen uitkomst van denktank eval. Maak er een met: denktank eval --json {path.name}"
        ) from error
    if run.version != RUN_VERSION:
        raise DenktankError(f"{path} is van een andere versie van het programma. Meet opnieuw.")
    return run

"""Labelled sentences with the passages they cite: does a checker see what is not supported?

Each pair is a Dutch sentence as a language model could write it, with one to three passages it
refers to. The label says what was done to the sentence; two of the labels mean that the passages
support it. As with the golden questions, thresholds are chosen on the tuning half and results are
reported on the reporting half; sentences about the same passage are in the same half.
"""

from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from corpus.errors import DenktankError
from eval.halves import Half, half_of


class Label(StrEnum):
    """What a sentence does with the passages it cites."""

    SUPPORTED = "gesteund"
    MERGED = "gesteund_samengevoegd"
    NUMBER = "getal_veranderd"
    DATE = "datum_veranderd"
    NAME = "naam_veranderd"
    NEGATION = "ontkend"
    QUANTIFIER = "kwantor"
    ROLE = "rol_veranderd"
    CAUSE = "oorzaak_gevolg"
    MODALITY = "modaliteit"
    ELSEWHERE = "waar_maar_niet_hier"
    HALF_TRUTH = "halve_waarheid"


SUPPORTED_LABELS = frozenset({Label.SUPPORTED, Label.MERGED})


@dataclass(frozen=True, slots=True)
class CitedPassage:
    """A passage that a sentence cites: the heading above it and its text."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class SupportPair:
    """One sentence and the one to three passages it cites.

    ``supported`` says whether everything in the sentence follows from the passages together;
    ``subject`` is a short key, the same for passages about the same subject.
    """

    id: str
    passages: tuple[CitedPassage, ...]
    sentence: str
    label: Label
    supported: bool
    subject: str


_ADAPTER = TypeAdapter(SupportPair)


def load(path: Path | None = None) -> tuple[SupportPair, ...]:
    """The pairs of a JSON Lines file; without a path those that come with the program.

    Raises:
        DenktankError: the file cannot be read, or a line of it is no labelled sentence.
    """
    if path is None:
        return _parse((files("eval.golden") / "support.jsonl").read_text(encoding="utf-8"), "support.jsonl")
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DenktankError(f"Het bestand {path} is niet te lezen. Controleer de naam.") from error
    return _parse(text, str(path))


def half(pair: SupportPair) -> Half:
    """The half a pair belongs to: by its subject, so that no passage is cited in both."""
    return half_of(pair.subject)


def _parse(text: str, name: str) -> tuple[SupportPair, ...]:
    found = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            pair = _ADAPTER.validate_json(line)
        except ValidationError as error:
            what = error.errors()[0]
            where = ".".join(map(str, what["loc"]))
            raise DenktankError(
                f"Regel {number} van {name} is geen goede zin met label ({where}: {what['type']}). "
                "Verbeter die regel; kijk naar de andere regels hoe het hoort."
            ) from error
        if not pair.passages:
            raise DenktankError(
                f"Regel {number} van {name} noemt geen passage. Zet er minstens één bij 'passages'."
            )
        found.append(pair)
    return tuple(found)

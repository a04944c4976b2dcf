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
from typing import Annotated

from pydantic import Field, TypeAdapter

from eval import json_lines
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
    passages: Annotated[tuple[CitedPassage, ...], Field(min_length=1)]
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
    return json_lines.read(path or files("eval.golden") / "support.jsonl", _ADAPTER, "zin met label")


def half(pair: SupportPair) -> Half:
    """The half a pair belongs to: by its subject, so that no passage is cited in both."""
    return half_of(pair.subject)

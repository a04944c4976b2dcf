"""The plain values of the checks: what was drafted, what it rests on, and what was found."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Draft:
    """A finished sentence of a model, as plain text without its marks, and the numbers it cites."""

    text: str
    keys: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A passage that the model was given under the number ``key``.

    ``vectors`` are those of ``sentences``, of unit length, shape (m, d).
    """

    key: int
    heading: str
    text: str
    sentences: tuple[str, ...]
    vectors: FloatArray


class Reason(StrEnum):
    """Why a sentence is not confirmed; part of the ``--json`` contract."""

    NO_CITATION = "geen_bron"
    UNKNOWN_KEY = "onbekende_bron"
    QUOTATION = "citaat"
    NUMBER = "getal"
    DATE = "datum"
    NAME = "naam"
    ADDRESS = "adres"
    POLARITY = "ontkenning"
    QUANTIFIER = "hoeveelheid"
    MODALITY = "moeten_of_mogen"
    ROLE = "rol"
    CAUSE = "oorzaak_en_gevolg"
    SUPPORT = "weinig_steun"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that the sources do not confirm; ``detail`` is the word, number or key it is about."""

    reason: Reason
    detail: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the checks say of a sentence.

    ``reasons`` may hold an unknown key beside known ones, which is reported and does not make a
    sentence unsupported. ``support`` is the estimated probability, 0 to 1, that the passages say it;
    0 where something is missing for certain, such as a number that no cited passage has.
    """

    supported: bool
    reasons: tuple[Finding, ...]
    support: float

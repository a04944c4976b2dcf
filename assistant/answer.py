"""The plain values between a question and its answer."""

from dataclasses import dataclass, field
from enum import StrEnum

from corpus.boxes import Box
from corpus.kinds import PassageKind, Role

MAX_QUESTION_LENGTH = 20_000
"""Characters; a long mail fits, a pasted book does not."""


class Outcome(StrEnum):
    """Whether the sources answer the question; part of the ``--json`` contract."""

    ANSWERED = "beantwoord"
    PARTIAL = "gedeeltelijk"
    NOT_IN_SOURCES = "niet_in_bronnen"


class Part(StrEnum):
    """The part of an answer that a claim belongs to, in the order they are shown."""

    DIRECT = ""
    LESSONS = "Lessen"
    ROUTE = "Routekaart en advies"


class Length(StrEnum):
    """How long an answer is wanted."""

    SHORT = "kort"
    NORMAL = "gewoon"
    LONG = "uitgebreid"


@dataclass(frozen=True, slots=True)
class Question:
    """A question that can be understood on its own; ``plain`` asks for the simplest Dutch."""

    text: str
    role: Role | None = None
    length: Length = Length.NORMAL
    plain: bool = False


@dataclass(frozen=True, slots=True)
class Citation:
    """A verbatim quotation and where it stands.

    ``start`` and ``end`` are half-open code-point offsets in what ``denktank corpus show``
    prints for that page; ``page`` is the physical page from 1 or ``None``.
    """

    n: int
    publication: str
    title: str
    file: str
    kind: PassageKind
    section: tuple[str, ...]
    page: int | None
    page_label: str | None
    quote: str
    start: int
    end: int
    score: float
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence of an answer with the numbers of the citations that carry it.

    ``generated`` tells that a language model wrote it; it is a quotation otherwise. ``support`` is
    then how well its sources carry it, 0 to 1.
    """

    text: str
    citations: tuple[int, ...]
    part: Part = Part.DIRECT
    generated: bool = False
    support: float | None = None


@dataclass(frozen=True, slots=True)
class Unconfirmed:
    """A sentence of a language model that its sources do not confirm.

    ``reasons`` are pairs of the kind of reason and the word, number or name it is about.
    """

    text: str
    reasons: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer with its sources, or an honest refusal.

    ``text`` is the whole answer as plain text; ``notes`` are lines about the answer (language,
    age of the sources); ``index`` names the generation it was made from. While an answer is
    being made ``complete`` is false and claims may still be added at the end.

    ``confidence`` is the estimated probability that the sources answer the question, ``nearest`` what
    lies nearest when they do not, ``corrections`` the words that were read as another word:
    (as asked, as searched for).

    With a language model, ``unconfirmed`` are the sentences that were left out, ``replaced`` what of the
    question it did not get to see: (placeholder, as asked), and ``destination`` where the text went.
    """

    question: str
    outcome: Outcome
    text: str = ""
    claims: tuple[Claim, ...] = ()
    citations: tuple[Citation, ...] = ()
    notes: tuple[str, ...] = ()
    model: str = ""
    index: str = ""
    timings_ms: dict[str, float] = field(default_factory=dict)
    complete: bool = True
    confidence: float = 0.0
    nearest: tuple[Citation, ...] = ()
    corrections: tuple[tuple[str, str], ...] = ()
    unconfirmed: tuple[Unconfirmed, ...] = ()
    replaced: tuple[tuple[str, str], ...] = ()
    destination: str = ""


@dataclass(frozen=True, slots=True)
class SourcePage:
    """The page a citation opens: its whole text with the quotation at ``[start, end)``.

    ``width`` and ``height`` are those of the page as displayed, in points, and ``boxes`` are the
    lines of the quotation on it; ``None`` and empty where nothing is drawn. ``sha256`` is the hash
    of the file that the text was read from. ``section`` and ``kind`` are those of the quoted passage; empty
    and ``None`` for a page without a quotation.
    """

    title: str
    section: tuple[str, ...]
    page: int | None
    page_label: str | None
    date: str | None
    publisher: str | None
    links: tuple[str, ...]
    text: str
    start: int
    end: int
    sha256: str = ""
    width: float | None = None
    height: float | None = None
    boxes: tuple[Box, ...] = ()
    kind: PassageKind | None = None

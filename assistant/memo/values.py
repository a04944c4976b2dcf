"""The plain values of a memo."""

from dataclasses import dataclass
from enum import StrEnum

from assistant.answer import Citation
from corpus.kinds import Role


class MemoPart(StrEnum):
    """The parts of a memo, in their order; the sources come below them and follow from the rest."""

    OCCASION = "Aanleiding"
    CORE = "Kern"
    LESSONS = "Lessen"
    ROUTE = "Routekaart en advies per rol"
    POINTS = "Aandachtspunten en dilemma's"
    BACKGROUND = "Achtergrond"
    NOT_IN_SOURCES = "Wat de bronnen niet zeggen"


class Standing(StrEnum):
    """What a sentence of a memo rests on; part of the ``--json`` contract."""

    QUOTED = "citaat"
    """It is a quotation, letter for letter."""
    CONFIRMED = "bevestigd"
    """Its sources say it in other words, as far as the checks can tell."""
    UNCONFIRMED = "niet_bevestigd"
    """It has sources, and they do not confirm it."""
    OWN = "eigen_tekst"
    """Somebody wrote it and gave no source."""
    NOTICE = "mededeling"
    """The program says something about the memo or about its search."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One or more sentences of a memo with the numbers of the sources they rest on.

    ``role`` is whom advice is for. ``generated`` tells that a language model wrote it. ``silent`` are the
    sources that do not say it, while the others do without them. ``reasons`` say why it is not confirmed:
    pairs of the kind of reason (``assistant.checks.Reason``) and the word it is about.
    """

    text: str
    sources: tuple[int, ...] = ()
    role: Role | None = None
    generated: bool = False
    standing: Standing = Standing.NOTICE
    reasons: tuple[tuple[str, str], ...] = ()
    silent: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class MemoSection:
    """A part of a memo with what it says; a memo has each part at most once, and none without statements."""

    part: MemoPart
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class MemoFields:
    """What stands at the top: free text, empty where it is to be filled in by hand.

    ``extra`` are fields of the operator: pairs of a label and what stands there.
    """

    subject: str
    to: str = ""
    sender: str = ""
    date: str = ""
    extra: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Memo:
    """A memo. Every number in a statement is that of one of the ``sources``, which are numbered from 1."""

    fields: MemoFields
    sections: tuple[MemoSection, ...]
    sources: tuple[Citation, ...] = ()

    def source(self, n: int) -> Citation:
        """The source with this number."""
        return next(source for source in self.sources if source.n == n)

"""A memo as it is put together: statements in their parts, and the sources numbered as they come."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.answer import Citation
from assistant.memo.values import Memo, MemoFields, MemoPart, MemoSection, Standing, Statement
from corpus.clean import one_line
from corpus.kinds import PassageKind, Role
from index.sentences import sentence_spans

CORE_SENTENCES = 5
"""The *Kern* has no more sentences than this."""
LONGEST_TITLE = 200
"""Characters; more is no title."""

_PARTS = {
    PassageKind.LESSON: MemoPart.LESSONS,
    PassageKind.SIGNPOST: MemoPart.ROUTE,
    PassageKind.ADVICE: MemoPart.ROUTE,
    PassageKind.DILEMMA: MemoPart.POINTS,
}


def title_of(subject: str) -> str:
    """A subject as a title: with a capital, on one line, and no longer than a title can be."""
    plain = one_line(subject)
    cut = plain if len(plain) <= LONGEST_TITLE else f"{plain[: LONGEST_TITLE - 1].rstrip()}…"
    return f"{cut[:1].upper()}{cut[1:]}"


def part_of(kind: PassageKind) -> MemoPart:
    """The part of a memo where a passage of this kind belongs."""
    return _PARTS.get(kind, MemoPart.BACKGROUND)


def sentence_count(text: str) -> int:
    """How many sentences a text has."""
    return sum(1 for _ in sentence_spans(text))


class Sources:
    """The sources of a text as it grows, numbered from 1; one that is cited again keeps its number."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, int | None, int, int], int] = {}
        self._made: list[Citation] = []

    @property
    def made(self) -> tuple[Citation, ...]:
        """The sources so far."""
        return tuple(self._made)

    def number(self, citation: Citation) -> int:
        """The number of a source here."""
        place = (citation.publication, citation.page, citation.start, citation.end)
        if place not in self._numbers:
            self._numbers[place] = len(self._made) + 1
            self._made.append(replace(citation, n=self._numbers[place]))
        return self._numbers[place]


class MemoDraft:
    """Collects the statements of a memo."""

    def __init__(self) -> None:
        self._statements: dict[MemoPart, list[Statement]] = {part: [] for part in MemoPart}
        self._sources = Sources()

    @property
    def sources(self) -> tuple[Citation, ...]:
        """The sources so far."""
        return self._sources.made

    def say(self, part: MemoPart, text: str) -> None:
        """Add a notice, once."""
        notice = Statement(text, standing=Standing.NOTICE)
        if notice not in self._statements[part]:
            self._statements[part].append(notice)

    def add(self, part: MemoPart, statement: Statement, cited: Iterable[Citation]) -> None:
        """Add a statement with its sources; where the memo says it already, only the sources there."""
        numbers = [self._sources.number(citation) for citation in cited]
        for said in self._statements.values():
            for place, item in enumerate(said):
                if item.text == statement.text:
                    both = tuple(dict.fromkeys([*item.sources, *numbers]))
                    said[place] = replace(item, sources=both)
                    return
        self._statements[part].append(replace(statement, sources=tuple(dict.fromkeys(numbers))))

    def has_room_in_core(self, text: str) -> bool:
        """Whether the *Kern* can take this text and still be short."""
        taken = sum(sentence_count(item.text) for item in self._statements[MemoPart.CORE])
        return taken + sentence_count(text) <= CORE_SENTENCES

    def memo(self, fields: MemoFields) -> Memo:
        """The memo so far, without the parts that say nothing."""
        sections = [
            MemoSection(part, tuple(_by_role(statements)))
            for part, statements in self._statements.items()
            if statements
        ]
        return Memo(fields, tuple(sections), self.sources)


def _by_role(statements: Sequence[Statement]) -> list[Statement]:
    """What is for everybody first, then what is for each role."""
    order = [None, *Role]
    return sorted(statements, key=lambda item: order.index(item.role))

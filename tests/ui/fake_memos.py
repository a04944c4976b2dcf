"""Memos for tests without an index or a model: the words of a statement decide what is found of it."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.answer import Citation, Question
from assistant.memo.checking import SourceChangedError
from assistant.memo.from_answers import Answered
from assistant.memo.values import Memo, MemoFields, MemoPart, MemoSection, Standing, Statement
from corpus.errors import DenktankError
from corpus.kinds import Role
from tests.ui.fake_assistant import HOSTILE, QUOTE, citation

FIELDS = MemoFields("", to="De raad", sender="Team Regio", date="3 maart 2026", extra=(("Kenmerk", "R-7"),))
GONE = "De bron ‘Weggehaald’ staat niet meer in de bibliotheek."
REFUSED = "Over dit onderwerp kan geen memo gemaakt worden. Kies een ander onderwerp."
NUMBER = (("getal", "12"),)


class FakeMemos:
    """By the words of a topic: ``langzaam`` waits to be stopped, ``fout`` breaks, ``weiger`` refuses."""

    def __init__(self) -> None:
        self.topics: list[tuple[Question, MemoFields]] = []
        self.answered: list[Sequence[Answered]] = []
        self.checks = 0
        self.stopped = 0
        self.began = threading.Event()
        self.give_up = threading.Event()
        self.may_check = threading.Event()
        self.may_check.set()
        self.failure: Exception | None = None

    def from_topic(self, question: Question, fields: MemoFields, cancelled: Callable[[], bool]) -> Memo:
        """See ``MemoService``."""
        self.topics.append((question, fields))
        if "langzaam" in question.text:
            self.began.set()
            while not cancelled() and not self.give_up.wait(0.02):
                pass
            self.stopped += cancelled()
        if "fout" in question.text:
            raise ValueError("proef")
        if "weiger" in question.text:
            raise DenktankError(REFUSED)
        if "vijandig" in question.text:
            source = replace(
                citation(1, title=HOSTILE), quote=HOSTILE, publication="javascript:window.hacked=1"
            )
            hostile = MemoSection(MemoPart.CORE, (Statement(HOSTILE, (1,)),))
            return self.checked(Memo(replace(fields, subject=HOSTILE, to=HOSTILE), (hostile,), (source,)))
        return self.checked(sample(fields))

    def from_answers(self, answered: Sequence[Answered], fields: MemoFields) -> Memo:
        """See ``MemoService``."""
        self.answered.append(answered)
        sources = {one.title: one for item in answered for one in item.answer.citations}
        numbered = tuple(replace(one, n=n) for n, one in enumerate(sources.values(), 1))
        lines = tuple(Statement(claim.text, (1,)) for item in answered for claim in item.answer.claims)
        return self.checked(Memo(fields, (MemoSection(MemoPart.CORE, lines),), numbered))

    def checked(self, memo: Memo) -> Memo:
        """A quotation is the quotation of the tests; a text with 12 in it is not confirmed."""
        self.checks += 1
        self.may_check.wait(10)
        if self.failure is not None:
            raise self.failure
        if any(source.title == "Weggehaald" for source in memo.sources):
            raise SourceChangedError(GONE)
        used = dict.fromkeys(
            n for section in memo.sections for one in section.statements for n in one.sources
        )
        renumbered = {n: place for place, n in enumerate(used, 1)}
        return Memo(
            memo.fields,
            tuple(
                replace(section, statements=_judged_all(section.statements, renumbered))
                for section in memo.sections
            ),
            tuple(replace(memo.source(n), n=place) for n, place in renumbered.items()),
        )

    def sources_for(self, words: str) -> tuple[Citation, ...]:
        """Two sources, or none for ``niets``."""
        if "niets" in words:
            return ()
        found = replace(citation(1, title="Gevonden stuk", page=3), quote=f"Over {words} staat hier iets.")
        return (found, citation(2))


def sample(fields: MemoFields) -> Memo:
    """A memo with advice for two roles, three sources, and every standing."""
    advice = (
        Statement("Begin samen.", (1,)),
        Statement("Nodig de buren uit.", (2,), Role.MAYOR),
        Statement("Vraag om een agenda.", (2, 3), Role.COUNCILLOR, generated=True),
    )
    sources = (
        citation(1),
        citation(2, title="Brief van de VNG", page=1, page_label=None),
        citation(3, title="Rapport", page=40, page_label=None),
    )
    return Memo(
        fields,
        (
            MemoSection(MemoPart.OCCASION, (Statement(f"U vroeg naar {fields.subject}."),)),
            MemoSection(
                MemoPart.CORE,
                (
                    Statement(QUOTE, (1,)),
                    Statement("De raad hoort erbij.", (1, 2)),
                    Statement("Er zijn 12 wegwijzers.", (2,)),
                ),
            ),
            MemoSection(MemoPart.ROUTE, advice),
        ),
        sources,
    )


def _judged_all(statements: Sequence[Statement], renumbered: dict[int, int]) -> tuple[Statement, ...]:
    """What the program itself says comes last."""
    judged = (_judged(one, renumbered) for one in statements)
    return tuple(sorted(judged, key=lambda one: one.standing is Standing.NOTICE))


def _judged(one: Statement, renumbered: dict[int, int]) -> Statement:
    sources = tuple(renumbered[n] for n in one.sources)
    if not sources:
        standing = Standing.NOTICE if one.text.startswith("U vroeg") else Standing.OWN
    elif one.text == QUOTE:
        standing = Standing.QUOTED
    else:
        standing = Standing.UNCONFIRMED if "12" in one.text else Standing.CONFIRMED
    reasons = NUMBER if standing is Standing.UNCONFIRMED else ()
    return replace(one, sources=sources, standing=standing, reasons=reasons)


def file_of(memo: Memo, form: str, quotes: bool) -> bytes:
    """What stands for a file: the format, whether there are quotations, and every statement's standing."""
    lines = [f"{one.standing}: {one.text}" for section in memo.sections for one in section.statements]
    return "\n".join((form, "met citaten" if quotes else "zonder citaten", *lines)).encode()

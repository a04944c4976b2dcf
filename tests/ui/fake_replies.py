"""Replies for tests without an index or a model: the words of a mail decide what happens."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.answer import Citation
from assistant.mail import courtesy
from assistant.mail.values import Mail, MailKind, MailQuestion, Reply, ReplyPart
from assistant.memo.checking import SourceChangedError
from assistant.memo.values import Standing, Statement
from corpus.errors import DenktankError
from tests.ui.fake_assistant import HOSTILE, citation

CONTACT = "denktank@vng.nl"
GONE = "De bron ‘Weggehaald’ staat niet meer in de bibliotheek."
REFUSED = "Er is nog geen index. Maak er eerst een."
NOTE = "Lees het antwoord over de raad goed na."
DOUBT = "Een zin staat niet zo in zijn bron."
NUMBER = (("getal", "12"),)


class FakeReplies:
    """By the words of a mail: ``langzaam`` waits to be stopped, ``kapot`` breaks, ``weiger`` refuses.

    A question with ``kernenergie`` in it has no answer.
    """

    def __init__(self) -> None:
        self.asked: list[tuple[Mail, MailKind, tuple[MailQuestion, ...]]] = []
        self.checks = 0
        self.stopped = 0
        self.began = threading.Event()
        self.give_up = threading.Event()
        self.failure: Exception | None = None

    def reply(
        self, mail: Mail, kind: MailKind, questions: Sequence[MailQuestion], cancelled: Callable[[], bool]
    ) -> Reply:
        """See ``ReplyService``."""
        self.asked.append((mail, kind, tuple(questions)))
        words = " ".join((mail.text, *(one.text for one in questions)))
        if "langzaam" in words:
            self.began.set()
            while not cancelled() and not self.give_up.wait(0.02):
                pass
            self.stopped += cancelled()
        if "kapot" in words:
            raise ValueError("proef")
        if "weiger" in words:
            raise DenktankError(REFUSED)
        source = citation(1)
        if "vijandig" in words:
            source = replace(
                citation(1, title=HOSTILE), quote=HOSTILE, publication="javascript:window.hacked=1"
            )
        return self.checked(
            Reply(
                to=mail.reply_to or mail.sender_address,
                subject=courtesy.reply_subject(mail.subject),
                salutation=courtesy.salutation(mail.sender_name),
                opening=courtesy.opening(kind, len(questions)),
                parts=tuple(_part(one, source) for one in questions),
                closing=courtesy.CLOSING,
                sources=(source, citation(2, title="Brief van de VNG", page=1, page_label=None)),
                in_reply_to=mail.message_id,
                references=(*mail.references, mail.message_id) if mail.message_id else (),
                contact=CONTACT,
                notes=(*mail.remarks, NOTE),
            )
        )

    def checked(self, reply: Reply) -> Reply:
        """A quotation is the quotation of its source; a text with 12 in it is not confirmed."""
        self.checks += 1
        if self.failure is not None:
            raise self.failure
        if any(source.title == "Weggehaald" for source in reply.sources):
            raise SourceChangedError(GONE)
        used = [n for part in reply.parts for one in part.statements for n in one.sources]
        numbers = {n: place for place, n in enumerate(dict.fromkeys(used), 1)}
        given = {source.n: source for source in reply.sources}
        parts = tuple(_judged(part, given, numbers) for part in reply.parts)
        doubted = any(one.standing is Standing.UNCONFIRMED for part in parts for one in part.statements)
        notes = (*(note for note in reply.notes if note != DOUBT), *((DOUBT,) if doubted else ()))
        sources = tuple(replace(given[n], n=place) for n, place in numbers.items())
        return replace(reply, parts=parts, sources=sources, notes=notes)


def _part(question: MailQuestion, source: Citation) -> ReplyPart:
    if "kernenergie" in question.text:
        return ReplyPart(question, (), False)
    said = (
        Statement(source.quote, (1,)),
        Statement("De raad hoort erbij.", (1, 2), generated=True),
        Statement("Er zijn 12 wegwijzers.", (2,)),
    )
    return ReplyPart(question, said, True, partly="deels" in question.text)


def _judged(part: ReplyPart, given: dict[int, Citation], numbers: dict[int, int]) -> ReplyPart:
    judged = []
    for one in part.statements:
        if not one.sources:
            standing = Standing.OWN
        elif any(one.text == given[n].quote for n in one.sources):
            standing = Standing.QUOTED
        else:
            standing = Standing.UNCONFIRMED if "12" in one.text else Standing.CONFIRMED
        reasons = NUMBER if standing is Standing.UNCONFIRMED else ()
        sources = tuple(numbers[n] for n in one.sources)
        judged.append(replace(one, sources=sources, standing=standing, reasons=reasons))
    return replace(part, statements=tuple(judged), covered=any(one.sources for one in judged))


def find_sources(words: str) -> tuple[Citation, ...]:
    """Two sources, or none for ``niets``."""
    if "niets" in words:
        return ()
    found = replace(citation(1, title="Gevonden stuk", page=3), quote=f"Over {words} staat hier iets.")
    return (found, citation(2))


MAIL = """Van: Jan Jansen <jan@gemeente.example>
Aan: info@denktank.example
Onderwerp: De raad en de regio

Beste denktank,

Hoe betrek ik de raad bij de regio?
Wat staat er over kernenergie?

Met vriendelijke groet,
Jan Jansen
"""

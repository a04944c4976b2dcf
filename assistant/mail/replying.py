"""The reply to a mail: an answer to each of its questions, in the order they were asked."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Answer, Citation, Length, Outcome, Question
from assistant.ask import Assistant, Cancelled, never
from assistant.mail import courtesy
from assistant.mail.mime import ENCRYPTED
from assistant.mail.values import Mail, MailKind, MailQuestion, Reply, ReplyPart
from assistant.mail.writing import can_be_written_to
from assistant.memo.checking import Checking
from assistant.memo.drafting import Sources
from assistant.memo.values import Standing, Statement
from corpus.clean import one_line
from corpus.errors import DenktankError
from index.embeddings import TextEncoder
from index.opened import CurrentIndex

_ADDRESSES = re.compile(r"[^\s<>()\[\],;:\"]+@[^\s<>()\[\],;:\"]*[^\s<>()\[\],;:\".]")
MOST_REFERENCES = 20
"""Message-IDs in the References of a reply; the first and the newest say enough of a long thread."""

_AUTOMATIC = "Dit bericht komt van een machine: {}. Daar past geen antwoord op."
_NOBODY = "Er staat geen adres van een afzender in. Vul zelf in aan wie het antwoord gaat."
_OWN_CONTACT = (
    "Noem zelf wie een vraag kan beantwoorden die niet in de bronnen staat: het adres van DENKTANK_CONTACT "
    "is de mailbox waar dit bericht binnenkwam."
)
_COMPLAINT = "Dit bericht is een klacht. Lees het zelf en vul aan wat er met de klacht gebeurt."
_DOUBTED = "Zinnen met “{}” staan niet zo in hun bron. Verander ze of haal ze weg."


class Replies:
    """Drafts replies from the index in use; safe to share between threads.

    ``contact`` is whom a reader is sent to with what the sources do not have, and ``mailbox`` the addresses
    that are never that.
    """

    def __init__(
        self,
        assistant: Assistant,
        current: CurrentIndex,
        encoder: TextEncoder,
        contact: str,
        mailbox: Sequence[str] = (),
    ) -> None:
        self._assistant = assistant
        self._current = current
        self._encoder = encoder
        self._contact = contact
        self._mailbox = {address.casefold() for address in mailbox if "@" in address}

    def reply(
        self,
        mail: Mail,
        kind: MailKind,
        questions: Sequence[MailQuestion],
        cancelled: Cancelled = never,
    ) -> Reply:
        """The draft of a reply.

        Raises:
            DenktankError: a machine sent the mail, there is no index, or cancelled.
        """
        if kind is MailKind.AUTOMATIC:
            raise DenktankError(_AUTOMATIC.format(one_line(mail.subject)[:80] or "zonder onderwerp"))
        sources = Sources()
        length = Length.SHORT if len(questions) > 1 else Length.NORMAL
        parts = tuple(
            self._part(Question(one.text, length=length), one, sources, cancelled) for one in questions
        )
        draft = Reply(
            to=self._recipient(mail),
            subject=courtesy.reply_subject(mail.subject),
            salutation=courtesy.salutation(mail.sender_name),
            opening=courtesy.opening(
                kind, len(parts), sum(part.covered for part in parts), ENCRYPTED in mail.remarks
            ),
            parts=parts,
            closing=courtesy.CLOSING,
            sources=sources.made,
            in_reply_to=mail.message_id,
            references=_references(mail),
            contact="" if self._is_known_to(mail) else self._contact,
        )
        notes = [*mail.remarks, *([_COMPLAINT] if kind is MailKind.COMPLAINT else [])]
        return replace(draft, notes=(*notes, *_notes(draft)))

    def checked(self, reply: Reply) -> Reply:
        """A reply that somebody changed, with what each sentence rests on now.

        Raises:
            SourceChangedError: a source is no longer what it was.
        """
        with self._current.use() as index:
            checking = Checking(index, self._encoder)
            given = {source.n: source for source in reply.sources}
            sources = Sources()
            parts = []
            for part in reply.parts:
                statements = []
                for item in part.statements:
                    if not item.text.strip():
                        continue
                    cited = [checking.verified(given[n]) for n in item.sources]
                    statements.append(_checked(item, cited, sources, checking))
                covered = any(item.sources for item in statements)
                parts.append(replace(part, statements=tuple(statements), covered=covered))
        changed = replace(reply, parts=tuple(parts), sources=sources.made)
        kept = [note for note in reply.notes if note not in _notes_that_follow()]
        return replace(changed, notes=(*kept, *_notes(changed)))

    def _part(
        self, asked: Question, question: MailQuestion, sources: Sources, cancelled: Cancelled
    ) -> ReplyPart:
        answer = self._assistant.answer(asked, cancelled)
        covered = answer.outcome is not Outcome.NOT_IN_SOURCES
        statements = self._statements(answer, sources) if covered else ()
        partly = answer.outcome is Outcome.PARTIAL
        return ReplyPart(question, statements, covered and bool(statements), partly)

    def _statements(self, answer: Answer, sources: Sources) -> tuple[Statement, ...]:
        cited = {citation.n: citation for citation in answer.citations}
        with self._current.use() as index:
            checking = Checking(index, self._encoder)
            found = []
            for claim in answer.claims:
                verified = [checking.verified(cited[n]) for n in claim.citations]
                statement = Statement(one_line(claim.text), generated=claim.generated)
                found.append(_checked(statement, verified, sources, checking))
        return tuple(found)

    def check(self) -> None:
        """Find out whether anything can be answered now.

        Raises:
            DenktankError: there is no index, or it does not fit the settings.
        """
        with self._current.use():
            pass

    def _is_known_to(self, mail: Mail) -> bool:
        """Whether the contact is the mailbox that the mail came in at, or the very person who asks."""
        theirs = {mail.sender_address.casefold(), mail.reply_to.casefold(), *map(str.casefold, mail.to)}
        named = {address.casefold() for address in _ADDRESSES.findall(self._contact)}
        return not named.isdisjoint(theirs | self._mailbox)

    def _recipient(self, mail: Mail) -> str:
        """Where the sender wants the reply, but never the mailbox itself; empty for what is no address."""
        wanted = mail.reply_to if mail.reply_to.casefold() not in self._mailbox else ""
        to = wanted or mail.sender_address
        return to if can_be_written_to(to) else ""


def _checked(
    statement: Statement, verified: Sequence[Citation], sources: Sources, checking: Checking
) -> Statement:
    """A statement with what it rests on, and its sources by their numbers in the reply."""
    numbered = {sources.number(one): one for one in verified}
    cited = [replace(one, n=n) for n, one in numbered.items()]
    return replace(checking.checked(statement, cited), sources=tuple(numbered))


def _references(mail: Mail) -> tuple[str, ...]:
    """The thread that a reply belongs to, with the mail itself last (RFC 5322, 3.6.4)."""
    thread = list(dict.fromkeys([*mail.references, *([mail.message_id] if mail.message_id else [])]))
    if len(thread) <= MOST_REFERENCES:
        return tuple(thread)
    return (thread[0], *thread[1 - MOST_REFERENCES :])


def _notes(reply: Reply) -> list[str]:
    """What whoever sends the reply has to look at."""
    notes = []
    if not reply.to:
        notes.append(_NOBODY)
    if not reply.contact and any(not part.covered for part in reply.parts):
        notes.append(_OWN_CONTACT)
    if any(item.standing is Standing.UNCONFIRMED for part in reply.parts for item in part.statements):
        notes.append(_DOUBTED.format(courtesy.UNCONFIRMED_MARK))
    return notes


def _notes_that_follow() -> set[str]:
    """The notes that say how a reply is now, and go when it changes."""
    return {_NOBODY, _OWN_CONTACT, _DOUBTED.format(courtesy.UNCONFIRMED_MARK)}

"""The loop over a mailbox: a draft for each unseen message, exactly one, whatever goes wrong in between.

For each message, in this order: the ledger says that it is begun; the draft is made; the draft is put in
the folder for drafts unless one with its ``Message-ID`` is there; the message gets its flags; the ledger says
that it is handled. Each step can be done again without harm: after a crash the next run does the last one
again.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from assistant.mail import message_identity
from assistant.mail.imap_errors import RefusedError
from assistant.mail.imap_session import FLAGGED, SEEN, ImapSession, Look, session_with
from assistant.mail.ledger import Ledger, MessageKey, Note, Notes
from assistant.mail.mailbox_values import (
    CannotReplyNowError,
    Drafted,
    Handled,
    MailboxPlace,
    Outcome,
    Step,
)
from corpus.errors import DenktankError

MAX_ATTEMPTS = 3
"""Failed attempts after which a message is left to people; set by hand."""

MakeDraft = Callable[[bytes, str], Drafted]
"""From the bytes of a message and the ``Message-ID`` that its draft must have."""


def _nobody(*_: object) -> None:
    """Tell no one."""


def handle_mailbox(
    place: MailboxPlace,
    make_draft: MakeDraft,
    ledger: Ledger,
    *,
    limit: int | None = None,
    dry_run: bool = False,
    told: Callable[[int, int], None] = _nobody,
    step: Callable[[Step, int], None] = _nobody,
) -> Iterator[Handled]:
    """Handle the unseen messages of a mailbox, the oldest first.

    Args:
        place: where the mailbox is.
        make_draft: makes the draft for one message. When it raises, that message is flagged, and tried again
            in the next two runs; ``CannotReplyNowError`` ends the run.
        ledger: what has been done before.
        limit: how many messages at most.
        dry_run: make the drafts, and change nothing on the server or in the ledger.
        told: is told how many messages are done, of how many.
        step: is told each step right after it, with the number of the message.

    Yields:
        each message that was looked at, once it is done.

    Raises:
        MailboxError: the mailbox cannot be reached or written any more; what was yielded is done.
        BusyError: another process is handling a mailbox.
        CannotReplyNowError: as ``make_draft`` raised it.
        DenktankError: the ledger cannot be read or written.
    """
    with ledger.opened(place, dry_run) as notes, session_with(place, dry_run) as session:
        before = notes.handled_uids(session.uidvalidity)
        todo = [uid for uid in session.unseen() if uid not in before][:limit]
        told(0, len(todo))
        for done, uid in enumerate(todo, 1):
            handled = _Message(uid, place, session, notes, make_draft, dry_run, step).handle()
            told(done, len(todo))
            yield handled


@dataclass(frozen=True, slots=True)
class _Failure:
    line: str


@dataclass(slots=True)
class _Message:
    """One message on its way to a draft."""

    uid: int
    place: MailboxPlace
    session: ImapSession
    notes: Notes
    make_draft: MakeDraft
    dry_run: bool
    step: Callable[[Step, int], None]
    subject: str = ""

    def handle(self) -> Handled:
        look, key = (
            None,
            MessageKey(self.session.uidvalidity, self.uid, f"{self.session.uidvalidity} {self.uid}"),
        )
        try:
            look = self.session.look(self.uid)
            if look is None or look.seen:
                return self._told(
                    Outcome.SKIPPED, "Dit bericht is intussen gelezen, verplaatst of weggegooid."
                )
            if look.size > self.place.max_bytes:
                return self._too_large(key, look)
            message = self.session.message(self.uid)
            if message is None:
                return self._told(Outcome.SKIPPED, "Dit bericht is intussen verplaatst of weggegooid.")
            self.step(Step.FETCHED, self.uid)
            self.subject = message_identity.subject(message)
            key = MessageKey(key.uidvalidity, self.uid, message_identity.identity(message))
            return self._draft_for(message, key, look)
        except RefusedError as error:
            return self._failed(key, look, str(error))

    def _draft_for(self, message: bytes, key: MessageKey, look: Look) -> Handled:
        known = self.notes.known(key.identity)
        if known.handled:
            self._note(key, Note.HANDLED)
            return self._told(Outcome.SKIPPED, "Dit bericht is al eerder behandeld, onder een ander nummer.")
        unflag = known.flagged_by_us
        if known.placed:
            outcome = Outcome.PARTLY if known.leaves_open else Outcome.DRAFTED
            return self._finished(key, outcome, unflag, "Het concept stond al klaar.")
        if known.attempts >= MAX_ATTEMPTS:
            return self._failed(key, look, "Het programma stopte steeds bij dit bericht.")
        draft_id = message_identity.draft_id(key.identity, self.place.user)
        made = self._made(message, key, draft_id)
        if isinstance(made, _Failure):
            return self._failed(key, look, made.line)
        if made.draft is None:
            outcome = Outcome.NO_REPLY if made.answered else Outcome.FLAGGED
        else:
            outcome = Outcome.DRAFTED if made.answered else Outcome.PARTLY
            self._place(key, made.draft, draft_id, leaves_open=not made.answered)
        return self._finished(key, outcome, unflag, made.line)

    def _made(self, message: bytes, key: MessageKey, draft_id: str) -> Drafted | _Failure:
        self._note(key, Note.BEGUN)
        self.step(Step.BEGUN, self.uid)
        made: Drafted | _Failure
        try:
            made = self.make_draft(message, draft_id)
        except CannotReplyNowError:
            raise
        except DenktankError as error:
            made = _Failure(str(error))
        except Exception as error:  # noqa: BLE001 - one bad message never stops the rest; its line tells it
            made = _Failure(f"Bij het maken van het concept ging iets mis ({type(error).__name__}).")
        finally:
            self._note(key, Note.ENDED)
        self.step(Step.MADE, self.uid)
        return made

    def _place(self, key: MessageKey, draft: bytes, draft_id: str, leaves_open: bool) -> None:
        if message_identity.message_id(draft) != draft_id:
            raise ValueError("the draft does not have the Message-ID that was asked for")
        if self.dry_run:
            return
        self.session.store_draft(draft, draft_id)
        self.step(Step.STORED, self.uid)
        self._note(key, Note.PLACED, leaves_open)
        self.step(Step.PLACED, self.uid)

    def _finished(self, key: MessageKey, outcome: Outcome, unflag: bool, line: str) -> Handled:
        seen = (SEEN,) if outcome in (Outcome.DRAFTED, Outcome.PARTLY) else ()
        flag = (FLAGGED,) if outcome in (Outcome.PARTLY, Outcome.FLAGGED) else ()
        self._mark(seen + flag, (FLAGGED,) if unflag and not flag else ())
        self._note(key, Note.HANDLED)
        self.step(Step.HANDLED, self.uid)
        return self._told(outcome, line)

    def _too_large(self, key: MessageKey, look: Look) -> Handled:
        size, most = (f"{count / 1e6:.0f} MB" for count in (look.size, self.place.max_bytes))
        line = f"Dit bericht is te groot om te lezen ({size}; het meeste is {most}). Beantwoord het zelf."
        return self._finished(key, Outcome.FLAGGED, False, line)

    def _failed(self, key: MessageKey, look: Look | None, line: str) -> Handled:
        known = self.notes.known(key.identity)
        ours = known.flagged_by_us or (look is not None and not look.flagged)
        self._note(key, Note.FAILED, ours)
        self._mark((FLAGGED,), ())
        if known.attempts + 1 < MAX_ATTEMPTS:
            return self._told(Outcome.FAILED, f"{line} De volgende keer wordt het opnieuw geprobeerd.")
        self._note(key, Note.HANDLED)
        self.step(Step.HANDLED, self.uid)
        return self._told(Outcome.FAILED, f"{line} Het wordt niet opnieuw geprobeerd; beantwoord het zelf.")

    def _mark(self, add: tuple[bytes, ...], remove: tuple[bytes, ...]) -> None:
        if not self.dry_run and add + remove:
            self.session.mark(self.uid, add, remove)
            self.step(Step.MARKED, self.uid)

    def _note(self, key: MessageKey, note: Note, flag: bool = False) -> None:
        if not self.dry_run:
            self.notes.add(key, note, flag)

    def _told(self, outcome: Outcome, line: str) -> Handled:
        return Handled(self.uid, self.subject, outcome, line)

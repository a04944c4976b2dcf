"""A mailbox as the loop over it needs it: each order is safe to repeat, and is when the connection drops."""

import imaplib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from assistant.mail import imap_errors
from assistant.mail.imap_connection import connect, find_drafts, folder_names
from assistant.mail.imap_errors import RefusedError
from assistant.mail.mailbox_values import MailboxError, MailboxPlace

if TYPE_CHECKING:
    from imapclient import IMAPClient

Result = TypeVar("Result")

SEEN, FLAGGED = rb"\Seen", rb"\Flagged"
_DRAFT = rb"\Draft"


@dataclass(frozen=True, slots=True)
class Look:
    """What there is to know of a message before it is fetched; ``size`` is in bytes."""

    size: int
    seen: bool
    flagged: bool


class ImapSession:
    """A connection that comes back once when it drops, and then does the same order again."""

    def __init__(self, place: MailboxPlace, read_only: bool) -> None:
        self._place = place
        self._read_only = read_only
        self._client: IMAPClient | None = connect(place)
        self._selected = False
        self._drafts = ""
        self.uidvalidity = 0
        """The server gives messages other numbers when this changes."""
        self._drafts = self._do(lambda client: find_drafts(client, place))
        if self._drafts == place.folder:
            raise MailboxError(
                f"De map '{place.folder}' is die van de concepten. "
                "Kies de map waarin de berichten binnenkomen."
            )
        self._do(self._select)

    def unseen(self) -> list[int]:
        """The numbers of the messages nobody has read, the oldest first."""
        return sorted(self._do(lambda client: self._search(client, ["UNSEEN", "UNDELETED", "UNDRAFT"])))

    def look(self, uid: int) -> Look | None:
        """What there is to know of a message, or ``None`` when it is gone."""
        items = self._fetch(uid, "RFC822.SIZE", "FLAGS")
        if items is None:
            return None
        flags = items.get(b"FLAGS") or ()
        size = items.get(b"RFC822.SIZE")
        if not isinstance(flags, tuple) or not isinstance(size, int):
            raise self._unreadable()
        return Look(size, SEEN in flags, FLAGGED in flags)

    def message(self, uid: int) -> bytes | None:
        """The bytes of a message, which stays unseen, or ``None`` when it is gone.

        Raises:
            RefusedError: the server does not give this message.
        """
        items = self._fetch(uid, "BODY.PEEK[]")
        if items is None:
            return None
        body = items.get(b"BODY[]", b"")
        # A body of only digits that comes between quotation marks is taken for a number.
        return body if isinstance(body, bytes) else str(body or "").encode()

    def store_draft(self, draft: bytes, draft_id: str) -> None:
        """Put a draft with this ``Message-ID`` in the folder for drafts, unless it is there.

        Raises:
            RefusedError: the server does not take this draft.
            MailboxError: the mailbox is full.
        """

        def store(client: "IMAPClient") -> None:
            if not self._has_draft(client, draft_id):
                self._append(client, draft)

        self._do(store)

    def mark(self, uid: int, add: tuple[bytes, ...], remove: tuple[bytes, ...] = ()) -> None:
        """Give a message flags and take away others."""

        def store(client: "IMAPClient") -> None:
            self._select(client)
            try:
                if add:
                    client.add_flags([uid], add, silent=True)
                if remove:
                    client.remove_flags([uid], remove, silent=True)
            except imap_errors.DROPPED:
                raise
            except imap_errors.PROTOCOL_ERRORS as error:
                raise imap_errors.not_allowed(self._place, "een bericht markeren") from error

        self._do(store)

    def close(self) -> None:
        """Log out; this removes nothing from the mailbox, as leaving a folder by CLOSE would."""
        client, self._client = self._client, None
        if client is not None:
            with suppress(*imap_errors.DROPPED, *imap_errors.PROTOCOL_ERRORS):
                client.logout()

    def _do(self, order: Callable[["IMAPClient"], Result]) -> Result:
        try:
            return self._tried(order)
        except imap_errors.DROPPED:
            self._forget()
        try:
            return self._tried(order)
        except imap_errors.DROPPED as error:
            self._forget()
            raise imap_errors.dropped(self._place) from error

    def _tried(self, order: Callable[["IMAPClient"], Result]) -> Result:
        if self._client is None:
            try:
                self._client = connect(self._place)
            except MailboxError as error:
                raise imap_errors.dropped(self._place) from error
        try:
            return order(self._client)
        except imaplib.IMAP4.readonly as error:  # also an "abort", by descent
            raise imap_errors.not_allowed(
                self._place, f"laten schrijven in '{self._place.folder}'"
            ) from error
        except imap_errors.DROPPED:
            raise
        except imap_errors.PROTOCOL_ERRORS as error:
            raise imap_errors.nonsense(self._place) from error

    def _forget(self) -> None:
        client, self._client = self._client, None
        self._selected = False
        if client is not None:
            with suppress(OSError):
                client.shutdown()

    def _select(self, client: "IMAPClient") -> None:
        if self._selected:
            return
        folder = self._place.folder
        try:
            told = client.select_folder(folder, readonly=self._read_only)
        except imap_errors.DROPPED:
            raise
        except imaplib.IMAP4.error as error:
            names = folder_names(client)
            if folder in names:
                raise imap_errors.not_allowed(self._place, f"de map '{folder}' openen") from error
            raise imap_errors.missing_folder(folder, names) from error
        uidvalidity = told.get(b"UIDVALIDITY")
        if not isinstance(uidvalidity, int):
            raise imap_errors.nonsense(self._place)
        if self.uidvalidity not in (0, uidvalidity):
            raise MailboxError("De mailserver heeft de berichten opnieuw genummerd. Begin opnieuw.")
        self.uidvalidity = uidvalidity
        self._selected = True

    def _search(self, client: "IMAPClient", criteria: list[str]) -> list[int]:
        self._select(client)
        return list(client.search(criteria))

    def _fetch(self, uid: int, *items: str) -> dict[bytes, object] | None:
        def fetch(client: "IMAPClient") -> dict[bytes, object] | None:
            self._select(client)
            try:
                found = client.fetch([uid], list(items)).get(uid)
            except imap_errors.DROPPED:
                raise
            except imap_errors.PROTOCOL_ERRORS as error:
                self._forget()  # what comes next may still belong to this answer
                raise self._unreadable() from error
            return None if found is None else dict(found)

        return self._do(fetch)

    def _unreadable(self) -> RefusedError:
        return RefusedError(
            "De mailserver geeft dit bericht niet of niet goed. Open het in uw mailprogramma."
        )

    def _has_draft(self, client: "IMAPClient", draft_id: str) -> bool:
        self._selected = False
        try:
            client.select_folder(self._drafts, readonly=True)
        except imap_errors.DROPPED:
            raise
        except imaplib.IMAP4.error as error:
            raise imap_errors.missing_folder(self._drafts, folder_names(client)) from error
        # Without the brackets: servers compare a part of the header, and some keep it without them.
        found = client.search(["HEADER", "Message-ID", draft_id.strip("<>")])
        # A server that finds too much must not make a message look answered.
        fields = client.fetch(found, ["BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)]"]).values()
        texts = (text for items in fields for text in items.values() if isinstance(text, bytes))
        return any(draft_id.encode() in text for text in texts)

    def _append(self, client: "IMAPClient", draft: bytes) -> None:
        try:
            client.append(self._drafts, draft, flags=(_DRAFT,))
        except imap_errors.DROPPED:
            raise
        except imaplib.IMAP4.error as error:
            if imap_errors.is_full(str(error)):
                raise imap_errors.full(self._place) from error
            raise RefusedError("De mailserver neemt het concept voor dit bericht niet aan.") from error


@contextmanager
def session_with(place: MailboxPlace, read_only: bool) -> Iterator[ImapSession]:
    """A session with the mailbox at ``place``; ``read_only`` opens its folder so that nothing can change.

    Raises:
        MailboxError: it cannot be opened, or has no folder for drafts.
    """
    session = ImapSession(place, read_only)
    try:
        yield session
    finally:
        session.close()

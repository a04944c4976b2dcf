"""From the bytes of a message in a mailbox to the draft of its reply."""

from collections.abc import Callable
from datetime import datetime

from assistant.mail.kinds import kind_of
from assistant.mail.mailbox_values import CannotReplyNowError, Drafted
from assistant.mail.message import read_mail
from assistant.mail.questions import questions
from assistant.mail.replying import Replies
from assistant.mail.values import Mail, MailKind, Reply
from assistant.mail.writing import draft_message
from corpus.errors import DenktankError

_AUTOMATIC = "een machine stuurde dit; geen antwoord nodig"
_OWN = "dit bericht komt uit de mailbox zelf; geen antwoord nodig"
_THANKS = "een bedankje; geen antwoord nodig"
_EMPTY = "er staat geen tekst in; kijk zelf"
_TO_ITSELF = "het antwoord zou naar de mailbox zelf gaan; kijk zelf"
_COMPLAINT = "een klacht; vul het concept aan"
_NO_QUESTION = "geen vraag gevonden; het concept vraagt waar het om gaat"


class Drafter:
    """Makes the draft for one message; ``own`` are the addresses that are never replied to."""

    def __init__(
        self, replies: Replies, sender: str, own: tuple[str, ...], now: Callable[[], datetime]
    ) -> None:
        self._replies = replies
        self._sender = sender
        self._own = {address.casefold() for address in own}
        self._now = now

    def draft(self, message: bytes, draft_id: str) -> Drafted:
        """The draft with this ``Message-ID``, or why there is none.

        Raises:
            DenktankError: the message cannot be read or answered.
            CannotReplyNowError: none can be answered now, as without an index.
        """
        mail = read_mail(message)
        kind = kind_of(mail)
        if kind is MailKind.AUTOMATIC:
            return Drafted(None, True, _AUTOMATIC)
        if mail.sender_address.casefold() in self._own:
            return Drafted(None, True, _OWN)
        if kind is MailKind.THANKS:
            return Drafted(None, True, _THANKS)
        if kind is MailKind.EMPTY:
            return Drafted(None, False, _EMPTY)
        reply = self._reply(mail, kind)
        if reply.to.casefold() in self._own:
            return Drafted(None, False, _TO_ITSELF)
        data = draft_message(reply, mail, self._sender, draft_id, self._now())
        return Drafted(data, _is_answered(kind, mail, reply), _line(kind, reply))

    def _reply(self, mail: Mail, kind: MailKind) -> Reply:
        try:
            return self._replies.reply(mail, kind, questions(mail))
        except DenktankError as error:
            try:
                self._replies.check()
            except DenktankError as outage:
                raise CannotReplyNowError(str(outage)) from error
            raise


def _is_answered(kind: MailKind, mail: Mail, reply: Reply) -> bool:
    """Whether nothing of it is left for a person but to read the draft and send it."""
    all_covered = bool(reply.parts) and all(part.covered and not part.partly for part in reply.parts)
    return all_covered and kind is not MailKind.COMPLAINT and not mail.remarks and bool(reply.to)


def _line(kind: MailKind, reply: Reply) -> str:
    if not reply.parts:
        return _COMPLAINT if kind is MailKind.COMPLAINT else _NO_QUESTION
    covered = sum(part.covered for part in reply.parts)
    asked = f"{len(reply.parts)} {'vraag' if len(reply.parts) == 1 else 'vragen'}"
    line = f"{asked}, {covered} beantwoord uit de bronnen"
    return f"{line}; {_COMPLAINT}" if kind is MailKind.COMPLAINT else line

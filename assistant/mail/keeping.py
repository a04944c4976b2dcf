"""A mail with the draft of its reply as JSON, and how it is read back.

``{"soort": "denktank-concept", "versie": 1, "mail": {…}, "vragen": […], "antwoord": {…} of null}``, with the
fields of ``assistant.mail.values``. Whoever has it can change it, so nothing in it is trusted: types are
checked strictly, numbers and lengths have bounds, and what each sentence rests on is found out anew
(``Replies.checked``).
"""

import json
from dataclasses import dataclass

from pydantic import TypeAdapter

from assistant.mail.letter import MOST_ATTACHMENTS, MOST_CHARACTERS
from assistant.mail.values import Mail, MailQuestion, Reply
from assistant.memo.keeping import MOST_SOURCES, MOST_STATEMENTS, MOST_TEXT, is_possible_source
from corpus.errors import DenktankError

FORM, VERSION = "denktank-concept", 1
MOST_JSON = 2_000_000
"""Characters: the text of a mail has at most ``MOST_CHARACTERS``, and its questions are parts of it."""
MOST_QUESTIONS = 20
"""Questions that a person may have answered at once; a mail itself gives at most half as many."""
MOST_LINES = 1_000
"""Addressees, references, remarks and notes, each."""

_NO_DRAFT = "Dit is geen concept van deze assistent, of het is beschadigd. Begin opnieuw met de mail."
_OTHER_VERSION = "Dit concept is gemaakt met een andere versie van de assistent. Begin opnieuw met de mail."


@dataclass(frozen=True, slots=True)
class MailDraft:
    """A mail, the questions to answer, and the reply as it is now; ``None`` where none fits."""

    mail: Mail
    questions: tuple[MailQuestion, ...]
    reply: Reply | None


@dataclass(frozen=True, slots=True)
class _Kept:
    soort: str
    versie: int
    mail: Mail
    vragen: tuple[MailQuestion, ...]
    antwoord: Reply | None


_KEPT = TypeAdapter(_Kept)


def draft_json(draft: MailDraft) -> str:
    """The mail and its reply as JSON."""
    kept = _KEPT.dump_python(_Kept(FORM, VERSION, draft.mail, draft.questions, draft.reply), mode="json")
    written = json.dumps(kept, ensure_ascii=False)
    return written.encode("utf-8", "replace").decode("utf-8")  # halves of characters cannot be sent


def read_draft(text: str) -> MailDraft:
    """The mail and its reply in a text that may be anything.

    Raises:
        DenktankError: no draft, of another version, or one that cannot have been made here.
    """
    if len(text) > MOST_JSON:
        raise DenktankError(_NO_DRAFT)
    try:
        said = json.loads(text)
        if not isinstance(said, dict) or said.get("soort") != FORM:
            raise DenktankError(_NO_DRAFT)
        if said.get("versie") != VERSION:
            raise DenktankError(_OTHER_VERSION)
        kept = _KEPT.validate_json(json.dumps(said), strict=True)
    except (ValueError, RecursionError):  # of JSON, of pydantic, and halves of characters
        raise DenktankError(_NO_DRAFT) from None
    draft = MailDraft(kept.mail, kept.vragen, kept.antwoord)
    if not _is_possible(draft):
        raise DenktankError(_NO_DRAFT)
    return draft


def _is_possible(draft: MailDraft) -> bool:
    mail = draft.mail
    asked = [text for one in draft.questions for text in (one.text, one.written)]
    return (
        all(len(text) <= 2 * MOST_CHARACTERS for text in (mail.text, mail.history, mail.signature))
        and all(len(lines) <= MOST_LINES for lines in (mail.to, mail.references, mail.remarks))
        and len(mail.attachments) <= MOST_ATTACHMENTS + 1
        and len(draft.questions) <= MOST_QUESTIONS
        and all(len(text) <= MOST_CHARACTERS for text in asked)
        and (draft.reply is None or _is_possible_reply(draft.reply))
    )


def _is_possible_reply(reply: Reply) -> bool:
    numbers = [source.n for source in reply.sources]
    statements = [item for part in reply.parts for item in part.statements]
    written = (reply.to, reply.subject, reply.salutation, reply.opening, reply.closing, reply.contact)
    return (
        len(set(numbers)) == len(numbers) <= MOST_SOURCES
        and all(map(is_possible_source, reply.sources))
        and len(reply.parts) <= MOST_QUESTIONS
        and len(statements) <= MOST_STATEMENTS
        and all(set(item.sources) <= set(numbers) for item in statements)
        and all(len(text) <= MOST_TEXT for text in (*written, *(item.text for item in statements)))
        and all(
            len(part.question.text + part.question.written) <= 2 * MOST_CHARACTERS for part in reply.parts
        )
        and len(reply.references) <= MOST_LINES
        and len(reply.notes) <= MOST_LINES
    )

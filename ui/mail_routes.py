"""What the script of the mails asks for: reading, answering, checking, sources to add, and a message."""

from collections.abc import Callable
from dataclasses import replace

from fastapi import APIRouter, Request
from starlette.responses import Response

from assistant.mail.keeping import MailDraft
from assistant.mail.kinds import kind_of
from assistant.mail.message import read_mail
from assistant.mail.questions import questions
from assistant.mail.values import MailKind, Reply
from assistant.mail.writing import draft_message
from assistant.memo.checking import SourceChangedError
from corpus.errors import DenktankError
from ui import mail_texts as texts
from ui.asked_work import NEVER_KEPT, AskedWork, Json
from ui.mail_json import draft_in, shown_draft
from ui.mail_service import FindSources, ReplyService
from ui.statement_json import found_sources

READ = "/denktank/mail/lezen"
AGAIN = "/denktank/mail/opnieuw"
CHECK = "/denktank/mail/controle"
FILE = "/denktank/mail/bestand"
SOURCES = "/denktank/mail/bronnen"

MEDIA_TYPE = "message/rfc822"
_MOST_NAME = 200


def mail_routes(
    replies: Callable[[], ReplyService], find_sources: FindSources, sender: Callable[[], str]
) -> APIRouter:
    """The routes over whoever drafts replies, who is looked up at each request.

    ``POST`` of the bytes of a mail (``?naam=`` of its file), of a draft to answer the questions of again, to
    check, and to write as a message; ``GET`` of sources for ``?woorden=``. A refusal is a Dutch line of plain
    text. Nothing of a mail stays here: each request brings what it needs.
    """
    router = APIRouter()
    work = AskedWork()

    @router.post(READ)
    async def read(request: Request) -> Response:
        name = request.query_params.get("naam", "")[:_MOST_NAME]

        def make(body: bytes, cancelled: Callable[[], bool]) -> Json:
            if not body.strip():
                raise DenktankError(texts.NOTHING_SENT)
            mail = read_mail(body, name)
            return shown_draft(_answered(replies, MailDraft(mail, questions(mail), None), cancelled))

        return await work.answer(request, make)

    @router.post(AGAIN)
    async def again(request: Request) -> Response:
        def make(body: bytes, cancelled: Callable[[], bool]) -> Json:
            return shown_draft(_answered(replies, draft_in(body), cancelled))

        return await work.answer(request, make)

    @router.post(CHECK)
    async def check(request: Request) -> Response:
        return await work.answer(request, lambda body, _: _checked(replies, draft_in(body)))

    @router.post(FILE)
    async def file(request: Request) -> Response:
        def make(body: bytes, _: Callable[[], bool]) -> Response:
            draft = draft_in(body)
            data = draft_message(replies().checked(_reply_of(draft)), draft.mail, sender())
            attached = {"Content-Disposition": 'attachment; filename="concept.eml"', **NEVER_KEPT}
            return Response(data, media_type=MEDIA_TYPE, headers=attached)

        return await work.answer(request, make)

    @router.get(SOURCES)
    async def sources(request: Request) -> Response:
        words = request.query_params.get("woorden", "")
        return await work.answer(request, lambda _body, _: found_sources(words, find_sources))

    return router


def _answered(
    replies: Callable[[], ReplyService], draft: MailDraft, cancelled: Callable[[], bool]
) -> MailDraft:
    """The draft with a reply to its questions, or without one where none fits."""
    kind = kind_of(draft.mail)
    if kind is MailKind.AUTOMATIC:
        return replace(draft, questions=(), reply=None)
    return replace(draft, reply=replies().reply(draft.mail, kind, draft.questions, cancelled))


def _checked(replies: Callable[[], ReplyService], draft: MailDraft) -> Json:
    """The checked draft; where that is not possible the draft as it came, and why."""
    reply = _reply_of(draft)
    try:
        return shown_draft(replace(draft, reply=replies().checked(reply)))
    except SourceChangedError as error:
        return shown_draft(draft, f"{error} {texts.DROP_SOURCE}")
    except DenktankError as error:
        return shown_draft(draft, str(error))


def _reply_of(draft: MailDraft) -> Reply:
    if draft.reply is None:
        raise DenktankError(texts.NO_REPLY)
    return draft.reply

"""What the script of the memos asks for: making, checking, sources to add, and files."""

from collections.abc import Callable

from fastapi import APIRouter, Request
from starlette.responses import Response

from assistant.memo.checking import SourceChangedError
from assistant.memo.keeping import read_memo
from assistant.memo.values import Memo, MemoFields
from corpus.errors import DenktankError
from ui import memo_texts as texts
from ui.asked_work import NEVER_KEPT, AskedWork, Json
from ui.memo_json import read_answers, read_asked, shown_fields, shown_memo
from ui.memo_service import MakeFile, MemoService
from ui.statement_json import found_sources

TOPIC = "/denktank/memo/onderwerp"
ANSWERS = "/denktank/memo/gesprek"
CHECK = "/denktank/memo/controle"
FILE = "/denktank/memo/bestand"
SOURCES = "/denktank/memo/bronnen"
FIELDS = "/denktank/memo/velden"

MEDIA_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
    "md": "text/markdown; charset=utf-8",
    "html": "text/html; charset=utf-8",
}


def memo_routes(
    memos: Callable[[], MemoService], fields: Callable[[], MemoFields], make_file: MakeFile
) -> APIRouter:
    """The routes over whoever makes memos, who is looked up at each request.

    ``POST`` of the form, of the form with chosen answers, of a memo to check and of a memo to write as a file
    (``?soort=docx&citaten=1``); ``GET`` of sources for ``?woorden=`` and of what the form begins with. A
    refusal is a Dutch line of plain text.
    """
    router = APIRouter()
    work = AskedWork()

    @router.post(TOPIC)
    async def from_topic(request: Request) -> Response:
        def make(body: bytes, cancelled: Callable[[], bool]) -> Json:
            asked = read_asked(body)
            made = memos().from_topic(asked.question(), asked.fields(fields()), cancelled)
            return shown_memo(made)

        return await work.answer(request, make)

    @router.post(ANSWERS)
    async def from_answers(request: Request) -> Response:
        def make(body: bytes, _: Callable[[], bool]) -> Json:
            asked, chosen = read_answers(body)
            return shown_memo(memos().from_answers(chosen, asked.fields(fields())))

        return await work.answer(request, make)

    @router.post(CHECK)
    async def check(request: Request) -> Response:
        return await work.answer(request, lambda body, _: _checked(memos(), _memo_in(body)))

    @router.post(FILE)
    async def file(request: Request) -> Response:
        form = request.query_params.get("soort", "")
        quotes = request.query_params.get("citaten") == "1"

        def make(body: bytes, _: Callable[[], bool]) -> Response:
            if form not in MEDIA_TYPES:
                raise DenktankError(texts.NO_FORMAT)
            data = make_file(memos().checked(_memo_in(body)), form, quotes)
            attached = {"Content-Disposition": f'attachment; filename="memo.{form}"', **NEVER_KEPT}
            return Response(data, media_type=MEDIA_TYPES[form], headers=attached)

        return await work.answer(request, make)

    @router.get(SOURCES)
    async def sources(request: Request) -> Response:
        words = request.query_params.get("woorden", "")
        return await work.answer(request, lambda _body, _: found_sources(words, memos().sources_for))

    @router.get(FIELDS)
    async def begin(request: Request) -> Response:
        return await work.answer(request, lambda _body, _: shown_fields(fields()))

    return router


def _memo_in(body: bytes) -> Memo:
    return read_memo(body.decode("utf-8", "replace"))


def _checked(memos: MemoService, memo: Memo) -> Json:
    """The checked memo; where that is not possible the memo as it came, and why."""
    try:
        return shown_memo(memos.checked(memo))
    except SourceChangedError as error:
        return shown_memo(memo, f"{error} {texts.DROP_SOURCE}")
    except DenktankError as error:
        return shown_memo(memo, str(error))

"""What the script of the memos asks for: making, checking, sources to add, and files."""

import threading
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from anyio import CapacityLimiter, create_task_group, sleep, to_thread
from fastapi import APIRouter, Request
from starlette.requests import ClientDisconnect
from starlette.responses import JSONResponse, PlainTextResponse, Response

from assistant.memo.checking import SourceChangedError
from assistant.memo.keeping import read_memo
from assistant.memo.values import Memo, MemoFields
from corpus.errors import DenktankError
from ui import memo_texts as texts
from ui.failures import report
from ui.memo_json import Json, read_answers, read_asked, shown_fields, shown_memo, shown_sources
from ui.memo_service import MakeFile, MemoService

TOPIC = "/denktank/memo/onderwerp"
ANSWERS = "/denktank/memo/gesprek"
CHECK = "/denktank/memo/controle"
FILE = "/denktank/memo/bestand"
SOURCES = "/denktank/memo/bronnen"
FIELDS = "/denktank/memo/velden"

MOST_WORDS = 300
"""Characters of the words to find a source with."""
MEDIA_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
    "md": "text/markdown; charset=utf-8",
    "html": "text/html; charset=utf-8",
}
_AT_ONCE = 4
"""Memos that are made, checked or written at the same time; the rest waits."""
_POLL_SECONDS = 0.2
_NEVER = {"Cache-Control": "no-store"}
_GONE = 499
"""Nobody gets to see it: who asked has gone. The number is what nginx logs for that."""

T = TypeVar("T")


def memo_routes(
    memos: Callable[[], MemoService], fields: Callable[[], MemoFields], make_file: MakeFile
) -> APIRouter:
    """The routes over whoever makes memos, who is looked up at each request.

    ``POST`` of the form, of the form with chosen answers, of a memo to check and of a memo to write as a file
    (``?soort=docx&citaten=1``); ``GET`` of sources for ``?woorden=`` and of what the form begins with. A
    refusal is a Dutch line of plain text.
    """
    router = APIRouter()
    work = _Work()

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
            attached = {"Content-Disposition": f'attachment; filename="memo.{form}"', **_NEVER}
            return Response(data, media_type=MEDIA_TYPES[form], headers=attached)

        return await work.answer(request, make)

    @router.get(SOURCES)
    async def sources(request: Request) -> Response:
        words = " ".join(request.query_params.get("woorden", "")[:MOST_WORDS].split())

        def find(_body: bytes, _: Callable[[], bool]) -> Json:
            if not words:
                raise DenktankError(texts.NO_WORDS)
            return shown_sources(memos().sources_for(words))

        return await work.answer(request, find)

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


class _Work:
    """Work in threads, a few at once, that is given up when whoever asked has gone."""

    def __init__(self) -> None:
        self._limiter = CapacityLimiter(_AT_ONCE)

    async def answer(
        self, request: Request, make: Callable[[bytes, Callable[[], bool]], Json | Response]
    ) -> Response:
        """What ``make`` gives for the body of a request, or the Dutch line of why not."""
        try:
            body = await request.body()
            made = await self._while_there(request, partial(make, body))
        except ClientDisconnect:
            return Response(status_code=_GONE)
        except DenktankError as error:
            return PlainTextResponse(str(error), 400, headers=_NEVER)
        except Exception as error:  # noqa: BLE001 - one line on the screen, the details in a file
            report(error)
            return PlainTextResponse(texts.UNEXPECTED, 500, headers=_NEVER)
        return made if isinstance(made, Response) else JSONResponse(made, headers=_NEVER)

    async def _while_there(self, request: Request, make: Callable[[Callable[[], bool]], T]) -> T:
        """What ``make`` gives, in a thread that is told to stop and left alone when nobody waits for it."""
        gone = threading.Event()
        made: list[T] = []
        failed: list[Exception] = []

        async def run() -> None:
            try:
                made.append(
                    await to_thread.run_sync(make, gone.is_set, abandon_on_cancel=True, limiter=self._limiter)
                )
            except Exception as error:  # noqa: BLE001 - raised below, outside the group
                failed.append(error)
            group.cancel_scope.cancel()

        async with create_task_group() as group:
            group.start_soon(run)
            while not await request.is_disconnected():
                await sleep(_POLL_SECONDS)
            gone.set()
            group.cancel_scope.cancel()
        if failed:
            raise failed[0]
        if not made:
            raise ClientDisconnect
        return made[0]

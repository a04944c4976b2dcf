"""Work that a script of the site asks for: in a thread, a few at once, given up when nobody waits for it."""

import threading
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from anyio import CapacityLimiter, create_task_group, sleep, to_thread
from fastapi import Request
from starlette.requests import ClientDisconnect
from starlette.responses import JSONResponse, PlainTextResponse, Response

from corpus.errors import DenktankError
from ui import statement_texts as texts
from ui.failures import report

NEVER_KEPT = {"Cache-Control": "no-store"}
"""What somebody is writing is kept by no browser and by nothing in between."""
_AT_ONCE = 4
"""Things that are made, checked or written at the same time; the rest waits."""
_POLL_SECONDS = 0.2
_GONE = 499
"""Nobody gets to see it: who asked has gone. The number is what nginx logs for that."""

T = TypeVar("T")
Json = dict[str, object]


class AskedWork:
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
            return PlainTextResponse(str(error), 400, headers=NEVER_KEPT)
        except Exception as error:  # noqa: BLE001 - one line on the screen, the details in a file
            report(error)
            return PlainTextResponse(texts.UNEXPECTED, 500, headers=NEVER_KEPT)
        return made if isinstance(made, Response) else JSONResponse(made, headers=NEVER_KEPT)

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

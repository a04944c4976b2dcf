"""What the script of the publications asks for: the list, what the work is at, and every change."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from starlette.requests import ClientDisconnect
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from corpus.catalogue import missing
from corpus.errors import DenktankError
from ui import library_texts as texts
from ui.failures import report
from ui.library_jobs import LibraryJobs
from ui.library_render import failure_html, list_html, work_html
from ui.library_upload import receive, safe_name

if TYPE_CHECKING:
    from assistant.assemble import Workspace

LIST = "/denktank/publicaties"
WORK = "/denktank/publicaties/stand"
REMOVE = "/denktank/publicaties/verwijder"
BUILD = "/denktank/publicaties/index"


def library_routes(workspace: "Workspace", jobs: LibraryJobs, read_only: bool) -> APIRouter:
    """The routes over one library.

    ``GET`` gives the list and what the work is at. Unless ``read_only``: ``POST`` of a file under its name
    (``?naam=``), which is then read in its turn; of a key to remove (``?sleutel=``); and of the wish to bring
    the index up to date. A refusal is a Dutch line of plain text.
    """
    router = APIRouter()

    @router.get(LIST)
    def shown() -> HTMLResponse:
        try:
            entries = workspace.library.entries()
            absent = missing(entry.catalogue_id for entry in entries if entry.catalogue_id)
            return HTMLResponse(list_html(entries, absent, read_only))
        except DenktankError as error:
            return HTMLResponse(failure_html(str(error)), 500)
        except Exception as error:  # noqa: BLE001 - one line on the screen, the details in a file
            report(error)
            return HTMLResponse(failure_html(texts.UNEXPECTED), 500)

    @router.get(WORK)
    def work() -> HTMLResponse:
        progress = jobs.progress()
        return HTMLResponse(work_html(progress, "" if progress.busy else _stale(workspace), read_only))

    if not read_only:
        _add_changes(router, workspace, jobs)
    return router


def _add_changes(router: APIRouter, workspace: "Workspace", jobs: LibraryJobs) -> None:
    @router.post(LIST)
    async def add(request: Request) -> Response:
        try:
            name = safe_name(request.query_params.get("naam", ""))
            with jobs.receiving():
                upload = await receive(name, request.stream())
                jobs.add(upload)
        except DenktankError as error:
            return PlainTextResponse(str(error), 400)
        except ClientDisconnect:
            return Response(status_code=400)
        return Response(status_code=202)

    @router.post(REMOVE)
    def remove(request: Request) -> Response:
        key = request.query_params.get("sleutel", "")

        def removed() -> str:
            if key not in {entry.key for entry in workspace.library.entries()}:
                raise DenktankError(texts.GONE)
            title, file = jobs.remove(key)
            return texts.REMOVED.format(title=title, file=file)

        return _told(removed)

    @router.post(BUILD)
    def build() -> Response:
        jobs.update_index()
        return Response(status_code=202)


def _told(change: Callable[[], str]) -> PlainTextResponse:
    try:
        return PlainTextResponse(change())
    except DenktankError as error:
        return PlainTextResponse(str(error), 409)
    except Exception as error:  # noqa: BLE001 - one line on the screen, the details in a file
        report(error)
        return PlainTextResponse(texts.UNEXPECTED, 500)


def _stale(workspace: "Workspace") -> str:
    """Why the index does not fit the library; empty where it does."""
    try:
        if workspace.generations.current() is None:
            return texts.INDEX_NONE
        return texts.INDEX_STALE if workspace.library_has_changed() else ""
    except DenktankError as error:  # damaged, and building mends that
        return str(error)

"""What a browser asks for to show a source: the page with the quotation marked, and its image."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from assistant.answer import SourcePage
from assistant.source_place import SourcePlace
from corpus.errors import DenktankError
from corpus.page_image import PageImage
from index.reading import Heading, Hits, PageName
from ui import source_texts, texts
from ui.failures import report
from ui.reading_view import MOST_WORDS, NO_HITS, ReadingView, reading_html
from ui.source_panel import failure_html, source_html
from ui.source_view import NotThereError, Sources, look_up

if TYPE_CHECKING:
    from assistant.assemble import Workspace

_DRAWN_AT_ONCE = 2
"""A page takes at most 24 MB of pixels, several times over while it is marked and compressed; pdfium itself
draws one page at a time."""
_FOR_GOOD = "private, max-age=31536000, immutable"
_NEVER = {"Cache-Control": "no-store"}


class WorkspaceSources:
    """The sources of a workspace; nothing is opened before it is asked for."""

    def __init__(self, workspace: "Workspace") -> None:
        self._workspace = workspace

    def source_at(self, place: SourcePlace) -> SourcePage:
        """See ``Sources``."""
        return self._workspace.assistant.source_at(place)

    def pages(self, publication: str) -> tuple[PageName, ...]:
        """See ``Sources``."""
        return self._workspace.reading.pages(publication)

    def headings(self, publication: str) -> tuple[Heading, ...]:
        """See ``Sources``."""
        return self._workspace.reading.headings(publication)

    def find(self, publication: str, words: str) -> Hits:
        """See ``Sources``."""
        return self._workspace.reading.find(publication, words)

    def image(self, publication: str, sha256: str, page: int | None, start: int, end: int) -> PageImage:
        """See ``Sources``."""
        return self._workspace.page_images.image(publication, sha256, page, start, end)


def source_routes(sources: Sources) -> APIRouter:
    """The routes for sources, all with the query of ``ui.source_link``.

    ``GET /denktank/bron`` is the panel beside the conversation, ``GET /denktank/lezen`` the publication to
    read, with ``zoek`` for words to find in it, and ``GET /denktank/bladzijde.png`` the image of the page,
    with the hash of the file as ``v``.
    """
    router = APIRouter()
    drawing = CapacityLimiter(_DRAWN_AT_ONCE)

    @router.get("/denktank/bron")
    def source(request: Request) -> HTMLResponse:
        return _fragment(lambda: source_html(look_up(sources, request.query_params)))

    @router.get("/denktank/lezen")
    def reading(request: Request) -> HTMLResponse:
        return _fragment(lambda: reading_html(_to_read(sources, request)))

    @router.get("/denktank/bladzijde.png")
    async def image(request: Request) -> Response:
        return await to_thread.run_sync(partial(_image, sources, request), limiter=drawing)

    return router


def _fragment(make: Callable[[], str]) -> HTMLResponse:
    try:
        return HTMLResponse(make(), headers=_NEVER)
    except NotThereError as error:
        return HTMLResponse(failure_html(str(error), error.instead), 404, headers=_NEVER)
    except DenktankError as error:
        return HTMLResponse(failure_html(str(error)), 404, headers=_NEVER)
    except Exception as error:  # noqa: BLE001 - one line on the screen, the details in a file
        report(error)
        return HTMLResponse(failure_html(texts.UNEXPECTED_SOURCE), 500, headers=_NEVER)


def _to_read(sources: Sources, request: Request) -> ReadingView:
    fields = request.query_params
    view = look_up(sources, fields)
    words = " ".join(fields.get("zoek", "")[:MOST_WORDS].split())
    hits = sources.find(view.place.publication, words) if words else NO_HITS
    return ReadingView(view, sources.headings(view.place.publication), words, hits)


def _image(sources: Sources, request: Request) -> Response:
    """The drawn page; only under an address with the hash of its file may it be kept."""
    try:
        view = look_up(sources, request.query_params)
        sha256 = view.page.sha256
        at = view.place
        etag = f'"{sha256}-{at.page}-{at.start}-{at.end}"'
        kept = request.query_params.get("v") == sha256
        headers = {"Cache-Control": _FOR_GOOD if kept else "no-cache", "ETag": etag}
        if request.headers.get("if-none-match") == etag:
            return Response(status_code=304, headers=headers)
        drawn = sources.image(at.publication, sha256, at.page, at.start, at.end)
    except DenktankError as error:
        return PlainTextResponse(str(error), 404, headers=_NEVER)
    except Exception as error:  # noqa: BLE001 - the page is shown as text, the details are in a file
        report(error)
        return PlainTextResponse(source_texts.UNEXPECTED_IMAGE, 500, headers=_NEVER)
    return Response(drawn.png, media_type="image/png", headers=headers)

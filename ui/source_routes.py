"""What a browser asks for to show a source: the page with the quotation marked."""

from typing import Protocol

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from assistant.answer import SourcePage
from assistant.source_place import SourcePlace
from corpus.errors import DenktankError
from ui import texts
from ui.failures import report
from ui.source_link import read_source_query
from ui.source_panel import failure_html, source_html


class Sources(Protocol):
    """Who knows the pages of the publications."""

    def source_at(self, place: SourcePlace) -> SourcePage:
        """The page of a place; raises ``DenktankError`` when it is no longer what it was."""


def source_routes(sources: Sources) -> APIRouter:
    """``GET /denktank/bron?…``: the panel for a source, with the query of ``ui.source_link``."""
    router = APIRouter()

    @router.get("/denktank/bron")
    def source(request: Request) -> HTMLResponse:
        try:
            page = sources.source_at(read_source_query(request.query_params))
        except DenktankError as error:
            return HTMLResponse(failure_html(str(error)), 404)
        except Exception as error:  # noqa: BLE001 - one line on the screen, the details in a file
            report(error)
            return HTMLResponse(failure_html(texts.UNEXPECTED_SOURCE), 500)
        return HTMLResponse(source_html(page))

    return router

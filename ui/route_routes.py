"""What a browser asks for to show the routekaart: the map, a stop, and the questions about a stop."""

from collections.abc import Callable

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from corpus.errors import DenktankError
from corpus.kinds import Role
from ui import route_texts as texts
from ui.failures import report
from ui.route_html import failure_html, no_guide_html, route_html
from ui.route_questions import Finder, questions
from ui.route_reading import Routes
from ui.route_stop import Route, Stop
from ui.route_stop_html import questions_html, stop_html

_MOST_DIGITS = 4


def route_routes(
    routes: Routes, finder: Callable[[], Finder], is_indexed: Callable[[str], bool]
) -> APIRouter:
    """``GET /denktank/routekaart``, ``…/<position>`` and ``…/<position>/vragen``.

    Each takes ``gids`` and ``rapport`` (keys in the library) and ``rol``; what is not known is ignored.

    Args:
        routes: the routes of the library.
        finder: what questions are tried on, made when first needed.
        is_indexed: whether the index has the publication with this key as it is now.
    """
    router = APIRouter()

    def route_in(request: Request) -> Route | None:
        asked = request.query_params
        return routes.read(asked.get("gids"), asked.get("rapport"))

    @router.get("/denktank/routekaart")
    def overview(request: Request) -> HTMLResponse:
        def made() -> str:
            route = route_in(request)
            if route is None:
                return no_guide_html(routes.known())
            return route_html(route, is_indexed(route.publication))

        return _answer(made)

    @router.get("/denktank/routekaart/{position}")
    def stop(request: Request, position: str) -> HTMLResponse:
        def made() -> str:
            route, found = _stop_at(route_in(request), position)
            return stop_html(route, found, _role(request))

        return _answer(made)

    @router.get("/denktank/routekaart/{position}/vragen")
    def about(request: Request, position: str) -> HTMLResponse:
        def made() -> str:
            _, found = _stop_at(route_in(request), position)
            return questions_html(questions(found, _role(request), finder()))

        return _answer(made)

    return router


class _NoSuchStopError(DenktankError):
    """The address names a stop that is not there."""


def _answer(made: Callable[[], str]) -> HTMLResponse:
    headers = {"Cache-Control": "no-store"}
    try:
        return HTMLResponse(made(), headers=headers)
    except DenktankError as error:
        status = 404 if isinstance(error, _NoSuchStopError) else 409
        return HTMLResponse(failure_html(str(error)), status, headers)
    except Exception as error:  # noqa: BLE001 - one line on the screen, the details in a file
        report(error)
        return HTMLResponse(failure_html(texts.UNEXPECTED), 500, headers)


def _stop_at(route: Route | None, position: str) -> tuple[Route, Stop]:
    if route is not None and position.isascii() and position.isdecimal() and len(position) <= _MOST_DIGITS:
        found = next((stop for stop in route.stops if stop.position == int(position)), None)
        if found is not None:
            return route, found
    raise _NoSuchStopError(texts.NO_SUCH_STOP)


def _role(request: Request) -> Role | None:
    return next((role for role in Role if role.value == request.query_params.get("rol")), None)

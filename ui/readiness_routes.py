"""What a page asks to know whether the chat can answer: ``GET /denktank/toestand``."""

from collections.abc import Callable, Sequence
from typing import Any

from fastapi import APIRouter
from starlette.responses import JSONResponse

from corpus.library import Entry
from ui import readiness_texts as texts
from ui.readiness import UNDER_WAY, Stage, State, problem_of

_TITLES_SHOWN = 3

_EXPLANATIONS = {
    Stage.EMPTY: (texts.EMPTY, texts.EMPTY_REMEDY),
    Stage.NO_EMBEDDING_MODEL: (texts.NO_EMBEDDING, texts.NO_EMBEDDING_REMEDY),
    Stage.NO_CHAT_MODEL: (texts.NO_CHAT_MODEL, texts.NO_CHAT_MODEL_REMEDY),
    Stage.WRONG_SETTING: (texts.WRONG_SETTING, texts.WRONG_SETTING_REMEDY),
    Stage.FAILED: (texts.FAILED, texts.FAILED_REMEDY),
}


def readiness_routes(state: Callable[[], State], library: Callable[[], str]) -> APIRouter:
    """``GET /denktank/toestand``: the fields of ``state_fields`` and the line about the library."""
    router = APIRouter()

    @router.get("/denktank/toestand")
    def readiness() -> JSONResponse:
        fields = {**state_fields(state()), "library": library()}
        return JSONResponse(fields, headers={"Cache-Control": "no-store"})

    return router


def state_fields(state: State) -> dict[str, Any]:
    """What a page shows of a state.

    ``stage`` and ``passes`` (whether it ends by itself), ``title`` and ``lines`` in Dutch, and ``done`` of
    ``total`` with the line ``count``, of which the total is 0 while it is not known.
    """
    count = texts.COUNT.format(done=_number(state.done), total=_number(state.total)) if state.total else ""
    return {
        "stage": state.stage.value,
        "passes": state.stage in UNDER_WAY,
        "title": state.title,
        "lines": _lines(state),
        "done": state.done,
        "total": state.total,
        "count": count,
        "add": texts.ADD if state.stage is Stage.EMPTY else "",
    }


def _number(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _lines(state: State) -> list[str]:
    if state.stage is Stage.READY:
        return []
    if state.stage is Stage.LOADING:
        return [texts.LOADING, texts.WAIT]
    if state.stage is Stage.BUILDING:
        if state.total and state.done >= state.total:
            return [texts.FINISHING, texts.WAIT]
        return [texts.ENCODING if state.total else texts.READING, texts.WAIT]
    what, remedy = _EXPLANATIONS[state.stage]
    return list(dict.fromkeys((what, problem_of(state), remedy)))


def library_line(entries: Sequence[Entry]) -> str:
    """What is in the library, for the first screen; empty when nothing is."""
    own = [entry.title for entry in entries if entry.origin is not None]
    parts = []
    if len(entries) > len(own):
        parts.append(texts.STARTCORPUS.format(count=len(entries) - len(own)))
    if own:
        titles = ", ".join(f"“{title}”" for title in own[:_TITLES_SHOWN])
        if len(own) > _TITLES_SHOWN:
            titles = texts.AND_MORE.format(titles=titles, count=len(own) - _TITLES_SHOWN)
        form = texts.OWN_ONE if len(own) == 1 else texts.OWN_MANY
        parts.append(form.format(count=len(own), titles=titles))
    return texts.LIBRARY.format(parts=", en ".join(parts)) if parts else ""

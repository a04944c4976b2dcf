"""Whether the chat can answer: making it ready in the background, and saying how far that is.

The site is served at once. Meanwhile ``Readiness`` loads the embedding model, builds the index where
there is none and opens it. What fails is kept as a state with a remedy; it never stops the site.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import DenktankError
from ui import readiness_texts as texts
from ui.failures import report
from ui.output import say
from ui.texts import READY

if TYPE_CHECKING:
    from assistant.assemble import Workspace

PrepareIndex = Callable[["Workspace", Callable[[int, int], None]], None]
"""Builds the index if there is none; called with what to tell of the progress."""


class Stage(StrEnum):
    """How far the chat is; the values are those of the route."""

    LOADING = "laden"
    BUILDING = "bouwen"
    READY = "klaar"
    EMPTY = "leeg"
    NO_EMBEDDING_MODEL = "geen-zoekmodel"
    NO_CHAT_MODEL = "geen-taalmodel"
    WRONG_SETTING = "instelling"
    FAILED = "mislukt"


UNDER_WAY = frozenset({Stage.LOADING, Stage.BUILDING})


@dataclass(frozen=True, slots=True)
class State:
    """A stage; ``done`` of ``total`` texts while building, and ``detail`` is what went wrong."""

    stage: Stage
    done: int = 0
    total: int = 0
    detail: str = ""

    @property
    def title(self) -> str:
        """The stage in a few words."""
        return _TITLES[self.stage]


_TITLES = {
    Stage.LOADING: texts.LOADING_TITLE,
    Stage.BUILDING: texts.BUILDING_TITLE,
    Stage.READY: "",
    Stage.EMPTY: texts.EMPTY_TITLE,
    Stage.NO_EMBEDDING_MODEL: texts.NO_EMBEDDING_TITLE,
    Stage.NO_CHAT_MODEL: texts.NO_CHAT_MODEL_TITLE,
    Stage.WRONG_SETTING: texts.WRONG_SETTING_TITLE,
    Stage.FAILED: texts.FAILED_TITLE,
}


def always_ready() -> State:
    """For an assistant that needs no preparing."""
    return State(Stage.READY)


class Readiness:
    """The state of a workspace, made ready by ``start``; safe to share between threads."""

    def __init__(self, place: "Workspace", prepare_index: PrepareIndex) -> None:
        self._place = place
        self._prepare_index = prepare_index
        self._lock = threading.Lock()
        self._state = State(Stage.LOADING)
        self._url = ""
        self._index_then: Path | None = None

    def start(self) -> None:
        """Begin to make ready, in the background."""
        threading.Thread(target=self._prepare, name="readiness", daemon=True).start()

    def state(self) -> State:
        """How far it is; what was missing and has come meanwhile is taken up."""
        with self._lock:
            again = self._state.stage in (Stage.EMPTY, Stage.FAILED) and self._has_changed()
            if again:
                self._state = State(Stage.LOADING)
            state = self._state
        if again:
            self.start()
        return state

    def check(self) -> None:
        """Do nothing if questions can be answered.

        Raises:
            DenktankError: they cannot, or not yet.
        """
        state = self._state
        if state.stage is Stage.READY:
            return
        if state.stage in UNDER_WAY:
            raise DenktankError(texts.ASKED_TOO_EARLY.format(title=_lowered(state.title)))
        raise DenktankError(texts.CANNOT_ANSWER.format(title=state.title, detail=problem_of(state)))

    def give_up(self, stage: Stage, error: DenktankError) -> None:
        """There is no assistant to make ready."""
        self._set(State(stage, detail=str(error)))

    def served_at(self, url: str) -> str:
        """The line to say now that the site is served; once the chat is ready that is said too."""
        with self._lock:
            self._url = url
            return self._line()

    def _line(self) -> str:
        if self._state.stage is Stage.READY:
            return READY.format(url=self._url)
        if self._state.stage in UNDER_WAY:
            return texts.OPEN.format(url=self._url)
        return texts.OPEN_ONLY.format(url=self._url, problem=problem_of(self._state))

    def _has_changed(self) -> bool:
        """Whether there is another index now, or something to build one over."""
        try:
            if self._place.generations.current() != self._index_then:
                return True
            return self._state.stage is Stage.EMPTY and bool(self._place.library.hashes())
        except DenktankError:
            return False

    def _prepare(self) -> None:
        stage = Stage.FAILED
        try:
            self._index_then = self._place.generations.current()
            stage = Stage.NO_EMBEDDING_MODEL
            self._place.encoder.encode_query("regio")
            stage = Stage.FAILED
            if self._place.generations.current() is None and not self._place.library.hashes():
                self._set(State(Stage.EMPTY))
                return
            self._prepare_index(self._place, self._building)
            self._set(State(Stage.LOADING))
            self._place.assistant.warm_up()
        except DenktankError as error:
            self._set(State(stage, detail=str(error)))
        except Exception as error:  # noqa: BLE001 - the site goes on; the details are in a file
            report(error)
            self._set(State(stage, detail=texts.UNEXPECTED))
        else:
            self._set(State(Stage.READY))

    def _building(self, done: int, total: int) -> None:
        self._set(State(Stage.BUILDING, done, total))

    def _set(self, state: State) -> None:
        with self._lock:
            self._state = state
            line = self._line() if self._url and state.stage not in UNDER_WAY else ""
        if line:
            say(line)


def _lowered(title: str) -> str:
    return title[:1].lower() + title[1:]


def problem_of(state: State) -> str:
    """What is wrong, for a stage that does not pass by itself."""
    return state.detail or texts.EMPTY_REMEDY

"""The text of a chat model as it comes in: bounded in time and length, cancellable, failing in Dutch."""

import asyncio
import queue
import threading
import time
from collections.abc import AsyncGenerator, Callable, Iterator, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from assistant.background_loop import submit
from assistant.model_failure import FailureKind, ModelFailure, failure_from
from assistant.thinking import ThinkingFilter

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import AIMessageChunk, BaseMessage
    from tenacity import RetryCallState

__all__ = ["FailureKind", "Limits", "ModelFailure", "stream_text"]

_LOOK = 0.05
"""Seconds between two looks whether the request is late or no longer wanted."""

_GRACE = 10.0
"""Seconds beyond the total after which the answer is given up, whatever the request does."""

_FIRST_WAIT, _LONGEST_BACKOFF = 0.5, 8.0
"""Seconds; the upper bound of the wait before a second attempt, and before any. Set by hand."""

_TRUNCATED = ("length", "max_tokens", "model_length", "model_context_window_exceeded")
_REFUSED = ("content_filter", "refusal")


@dataclass(frozen=True, slots=True)
class Limits:
    """How long to wait for an answer, in seconds, and how much of it to take.

    ``total`` includes all attempts and the waits between them; ``first`` is the time to the first sign of
    the answer and ``idle`` that between two. A server that asks to wait longer than ``longest_wait`` is not
    asked again. ``characters`` ends a model that never stops. All set by hand.
    """

    total: float = 120.0
    first: float = 80.0
    idle: float = 30.0
    attempts: int = 3
    longest_wait: float = 15.0
    characters: int = 20_000

    @classmethod
    def within(cls, seconds: float) -> "Limits":
        """Limits for an answer that may take this long: most of it until the first word."""
        return cls(
            total=seconds, first=seconds * 2 / 3, idle=seconds / 4, longest_wait=min(15.0, seconds / 4)
        )


def stream_text(
    model: "BaseChatModel",
    messages: "Sequence[BaseMessage]",
    limits: Limits,
    cancelled: Callable[[], bool] | None = None,
) -> Iterator[str]:
    """The answer of the model, in the pieces in which it comes.

    Nothing is asked before the first piece is. A failure before any text came is tried again while that
    may help; after that it is raised, when all that did come has been given. ``cancelled`` is called from
    another thread, many times a second; once it is true, or the iterator is closed, the connection is
    closed.

    Raises:
        ModelFailure: the answer did not come, is not whole, or was cancelled.
    """
    pieces: queue.SimpleQueue[str | None] = queue.SimpleQueue()
    closed = threading.Event()
    asking = _Asking(model, messages, limits, pieces.put)
    request = submit(_watched(asking, lambda: closed.is_set() or (cancelled is not None and cancelled())))
    request.add_done_callback(lambda _: pieces.put(None))
    try:
        while (piece := pieces.get(timeout=limits.total + _GRACE)) is not None:
            yield piece
    except queue.Empty:
        raise ModelFailure(FailureKind.TIMEOUT) from None
    finally:
        closed.set()
    if request.cancelled():
        raise ModelFailure(FailureKind.CANCELLED)
    error = request.exception()
    if error is not None:
        raise asking.failure(error)


async def _watched(asking: "_Asking", unwanted: Callable[[], bool]) -> None:
    """Run the request, and end it when it is late or no longer wanted.

    It is told to end again and again: before Python 3.12 ``asyncio.wait_for``, which clients use, can lose
    the first time (python/cpython#86296). For the same reason nothing here rests on ``asyncio.timeout``.
    """
    task = asyncio.ensure_future(asking.run())
    late = False
    try:
        while not (await asyncio.wait({task}, timeout=_LOOK))[0]:
            late = late or asking.is_late()
            if late or unwanted():
                task.cancel()
    finally:
        task.cancel()
    if late:
        await asyncio.gather(task, return_exceptions=True)
        raise ModelFailure(FailureKind.TIMEOUT)
    await task


class _Asking:
    """One question to the model with its attempts."""

    def __init__(
        self,
        model: "BaseChatModel",
        messages: "Sequence[BaseMessage]",
        limits: Limits,
        deliver: Callable[[str], None],
    ) -> None:
        self._model = model
        self._messages = list(messages)
        self._limits = limits
        self._deliver = deliver
        self._ends = self._due = time.monotonic() + limits.total
        self._begun = False
        self._delivered = 0

    async def run(self) -> None:
        """Ask, and ask again while that may help; raises whatever went wrong the last time."""
        from tenacity import AsyncRetrying, retry_if_exception, stop_after_attempt

        attempts = AsyncRetrying(
            stop=stop_after_attempt(self._limits.attempts),
            wait=self._wait,
            retry=retry_if_exception(self._may_try_again),
            reraise=True,
        )
        await attempts(self._attempt)

    def is_late(self) -> bool:
        """Whether the answer, or the next sign of it, should have been here."""
        return time.monotonic() > min(self._due, self._ends)

    def failure(self, error: BaseException) -> ModelFailure:
        """What went wrong, from what was raised."""
        return error if isinstance(error, ModelFailure) else failure_from(error, self._begun)

    def _may_try_again(self, error: BaseException) -> bool:
        failure = self.failure(error)
        asked = failure.retry_after or 0.0
        return failure.may_pass and not self._delivered and asked <= self._limits.longest_wait

    def _wait(self, state: "RetryCallState") -> float:
        """Exponential backoff with full jitter (AWS, 2015), or what the server asks where that is more."""
        from tenacity import wait_random_exponential

        error = state.outcome.exception() if state.outcome else None
        asked = self.failure(error).retry_after if error else None
        return max(asked or 0.0, wait_random_exponential(_FIRST_WAIT, max=_LONGEST_BACKOFF)(state))

    async def _attempt(self) -> None:
        self._begun = False
        finish = ""
        thinking = ThinkingFilter()
        self._due = time.monotonic() + self._limits.first
        try:
            stream = cast("AsyncGenerator[AIMessageChunk]", self._model.astream(self._messages))
            async with aclosing(stream) as chunks:
                async for chunk in chunks:
                    self._begun = True
                    self._due = time.monotonic() + self._limits.idle
                    self._take(thinking.feed(str(chunk.text)))
                    finish = _finish_reason(chunk) or finish
        finally:
            self._due = self._ends
        self._take(thinking.rest())
        self._judge(finish)

    def _take(self, text: str) -> None:
        text = text[: self._limits.characters - self._delivered]
        if text:
            self._delivered += len(text)
            self._deliver(text)
        if self._delivered >= self._limits.characters:
            raise ModelFailure(FailureKind.ENDLESS)

    def _judge(self, finish: str) -> None:
        """Raise for a stream that ended, but not as a whole answer does."""
        if finish in _REFUSED:
            raise ModelFailure(FailureKind.REFUSED_CONTENT)
        if finish in _TRUNCATED:
            raise ModelFailure(FailureKind.TRUNCATED)
        if not self._delivered:
            raise ModelFailure(FailureKind.EMPTY)
        if not finish:
            raise ModelFailure(FailureKind.DROPPED)


def _finish_reason(chunk: "AIMessageChunk") -> str:
    """Why the model stopped; each client has its own word for where that stands."""
    found = chunk.response_metadata
    return str(found.get("finish_reason") or found.get("stop_reason") or found.get("done_reason") or "")

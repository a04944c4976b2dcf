"""A request to a chat model that is cancelled ends at once and leaves nothing behind."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psutil
import pytest
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGenerationChunk, ChatResult

from assistant.model_failure import FailureKind
from assistant.model_stream import ModelFailure, stream_text
from tests.integration import chat_behaviours as does
from tests.integration.chat_server import Behaviour, ChatServer, Received, chat_server
from tests.integration.model_clients import HASTY, PATIENT, PROVIDERS, QUESTION, ask, client, kind_of

pytestmark = [pytest.mark.integration, pytest.mark.slow]


def started(server: ChatServer, number: int = 1) -> Received:
    """The request with this number, when it has come in."""
    while len(server.requests) < number:
        time.sleep(0.002)
    return server.requests[number - 1]


@pytest.mark.parametrize("provider", PROVIDERS)
@pytest.mark.parametrize("behaviour", [does.hangs, does.hangs_after("De raad ")], ids=["silent", "midway"])
def test_cancelling_hangs_up_while_the_server_is_silent(provider: str, behaviour: Behaviour) -> None:
    cancelled = threading.Event()
    with chat_server(lambda request: behaviour) as server, ThreadPoolExecutor() as pool:
        asking = pool.submit(ask, client(provider, server), PATIENT, cancelled.is_set)
        received = started(server)
        cancelled.set()
        assert received.hung_up.wait(10)
        assert kind_of(asking.result()[1]) is FailureKind.CANCELLED


def test_who_stops_reading_hangs_up_too() -> None:
    with chat_server(lambda request: does.hangs_after("De raad ")) as server:
        reading = stream_text(client("openai", server), QUESTION, PATIENT)
        assert next(reading) == "De "
        reading.close()  # type: ignore[attr-defined]
        assert server.requests[0].hung_up.wait(10)


def test_cancelling_hangs_up_even_when_nobody_reads_on() -> None:
    cancelled = threading.Event()
    with chat_server(lambda request: does.hangs_after("De raad ")) as server:
        reading = stream_text(client("openai", server), QUESTION, PATIENT, cancelled.is_set)
        next(reading)
        cancelled.set()
        assert server.requests[0].hung_up.wait(10)


def test_cancelling_ends_the_wait_before_a_next_attempt() -> None:
    cancelled = threading.Event()
    with chat_server(lambda request: does.rate_limited("10")) as server, ThreadPoolExecutor() as pool:
        asking = pool.submit(ask, client("openai", server), PATIENT, cancelled.is_set)
        started(server).ended.wait(10)
        cancelled.set()
        assert kind_of(asking.result()[1]) is FailureKind.CANCELLED
    assert len(server.requests) == 1


class _Stubborn(BaseChatModel):
    """A client that loses the first time it is told to end, as ``asyncio.wait_for`` can."""

    @property
    def _llm_type(self) -> str:
        return "stubborn"

    def _generate(self, messages: list[BaseMessage], *_: Any, **__: Any) -> ChatResult:
        raise NotImplementedError

    async def _astream(self, messages: list[BaseMessage], *_: Any, **__: Any) -> Any:
        import asyncio

        yield ChatGenerationChunk(message=AIMessageChunk("De raad "))
        try:
            await asyncio.sleep(600)
        except asyncio.CancelledError:
            await asyncio.sleep(600)


def test_a_client_that_loses_a_cancellation_is_ended_all_the_same() -> None:
    cancelled = threading.Event()
    reading = stream_text(_Stubborn(), QUESTION, PATIENT, cancelled.is_set)
    assert next(reading) == "De raad "
    cancelled.set()
    with pytest.raises(ModelFailure) as failure:
        next(reading)
    assert failure.value.kind is FailureKind.CANCELLED
    assert kind_of(ask(_Stubborn(), HASTY)[1]) is FailureKind.TIMEOUT


def test_two_hundred_cancelled_requests_leave_no_thread_and_no_connection() -> None:
    this = psutil.Process()

    def left() -> tuple[int, int]:
        return threading.active_count(), this.num_fds()

    def cancel_one(model: BaseChatModel) -> FailureKind | None:
        until = time.monotonic() + 0.1
        return kind_of(ask(model, PATIENT, lambda: time.monotonic() > until)[1])

    def noticed() -> bool:
        """Whether the server has seen every client leave, and has done with all of them."""
        return not server.connections and all(received.hung_up.is_set() for received in server.requests)

    with chat_server(lambda request: does.hangs_after("De raad ")) as server:
        model = client("openai", server)
        cancel_one(model)
        settled(noticed)
        threads, files = left()
        with ThreadPoolExecutor(20) as pool:
            kinds = set(pool.map(cancel_one, [model] * 200))
        assert kinds == {FailureKind.CANCELLED}
        settled(lambda: noticed() and left()[0] <= threads and left()[1] <= files)
        assert noticed()
        assert left()[0] <= threads
        assert left()[1] <= files


def settled(condition: Callable[[], bool]) -> None:
    """Give what ends in the background the time to do so."""
    until = time.monotonic() + 10
    while not condition() and time.monotonic() < until:
        time.sleep(0.02)

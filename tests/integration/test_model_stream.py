"""Chat models through the clients of their makers, over HTTP, with a server that does it well and badly."""

import socket
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psutil
import pytest
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessageChunk, BaseMessage, HumanMessage, SystemMessage
from langchain_core.outputs import ChatGenerationChunk, ChatResult
from pydantic import SecretStr

from assistant.chat_model import make_chat_model
from assistant.chat_provider import ChatModelSpec
from assistant.model_failure import FailureKind
from assistant.model_stream import Limits, ModelFailure, stream_text
from tests.integration import chat_behaviours as does
from tests.integration.chat_server import Behaviour, ChatServer, Exchange, Received, chat_server

pytestmark = pytest.mark.integration

KEY = "sk-proef-0123456789"
QUESTION = [SystemMessage("Antwoord in het Nederlands."), HumanMessage("Wie beslist?")]
ANSWER = "De raad beslist – één keer per jaar [1]."
PATIENT = Limits(total=30.0, first=20.0, idle=20.0)
HASTY = Limits(total=20.0, first=2.0, idle=0.5)
PROVIDERS = ("openai", "ollama", "mistralai", "anthropic")


def client(provider: str, server: ChatServer) -> BaseChatModel:
    """The client of a provider as this program makes it, for a server on this machine."""
    if provider == "anthropic":  # refused on this machine, so made as for its own host
        from langchain.chat_models import init_chat_model

        made: BaseChatModel = init_chat_model(
            "proef", model_provider="anthropic", base_url=server.address,
            api_key=SecretStr(KEY), max_retries=0, timeout=30.0,
        )  # fmt: skip
        return made
    url = server.address if provider == "ollama" else server.base_url
    return make_chat_model(ChatModelSpec(f"{provider}:proef", url, key=SecretStr(KEY), timeout=30.0))


def ask(
    model: BaseChatModel, limits: Limits = PATIENT, cancelled: Callable[[], bool] | None = None
) -> tuple[str, ModelFailure | None]:
    """The text that came, and the failure if there was one."""
    pieces: list[str] = []
    try:
        for piece in stream_text(model, QUESTION, limits, cancelled):
            pieces.append(piece)
    except ModelFailure as failure:
        return "".join(pieces), failure
    return "".join(pieces), None


def kind_of(failure: ModelFailure | None) -> FailureKind | None:
    return failure.kind if failure else None


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_good_answer_comes_whole_and_in_pieces(provider: str) -> None:
    with chat_server(lambda request: does.answers(ANSWER)) as server:
        pieces = list(stream_text(client(provider, server), QUESTION, PATIENT))
    assert "".join(pieces) == ANSWER
    assert len(pieces) > 3
    (received,) = server.requests
    assert "Wie beslist?" in str(received.body)
    assert received.body["stream"] is True


def test_what_is_asked_fits_servers_that_speak_the_protocol_of_openai() -> None:
    with chat_server(lambda request: does.answers(ANSWER)) as server:
        ask(client("openai", server))
        ask(make_chat_model(ChatModelSpec("openai:proef", server.base_url)))
    first, second = server.requests
    assert first.headers["authorization"] == f"Bearer {KEY}"
    assert "max_completion_tokens" not in first.body
    assert (first.body["max_tokens"], first.body["model"]) == (1500, "proef")
    assert KEY not in str(second.headers)


def test_ollama_gets_a_window_that_the_prompt_fits_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OLLAMA_API_KEY", "van-een-ander")
    with chat_server(lambda request: does.answers(ANSWER)) as server:
        ask(make_chat_model(ChatModelSpec("ollama:proef", server.address, window=16_384)))
    (received,) = server.requests
    assert received.body["options"]["num_ctx"] == 16_384
    assert "authorization" not in received.headers


FAILURES: list[tuple[Behaviour, FailureKind, str, int]] = [
    (does.hangs_after("De raad "), FailureKind.TIMEOUT, "De raad ", 1),
    (does.drops_after("De raad "), FailureKind.DROPPED, "De raad ", 1),
    (does.drops_after(""), FailureKind.DROPPED, "", 2),
    (does.stops_without_end("De raad "), FailureKind.DROPPED, "De raad ", 1),
    (does.empty, FailureKind.EMPTY, "", 2),
    (does.truncated("De raad"), FailureKind.TRUNCATED, "De raad", 1),
    (does.refuses_content("De "), FailureKind.REFUSED_CONTENT, "De ", 1),
    (does.rate_limited(), FailureKind.RATE_LIMIT, "", 2),
    (does.status(500), FailureKind.SERVER_ERROR, "", 2),
    (does.status(529), FailureKind.SERVER_ERROR, "", 2),
    (does.status(401), FailureKind.REFUSED_KEY, "", 1),
    (does.status(403), FailureKind.REFUSED_KEY, "", 1),
    (does.status(404), FailureKind.UNKNOWN_MODEL, "", 1),
    (does.status(400), FailureKind.REFUSED_REQUEST, "", 1),
    (does.status(413), FailureKind.TOO_MUCH_INPUT, "", 1),
]


@pytest.mark.parametrize("provider", PROVIDERS)
@pytest.mark.parametrize(
    ("behaviour", "kind", "text", "requests"),
    FAILURES,
    ids=[f"{i}-{row[1]}" for i, row in enumerate(FAILURES)],
)
def test_every_failure_is_told_apart_with_every_client(
    provider: str, behaviour: Behaviour, kind: FailureKind, text: str, requests: int
) -> None:
    limits = Limits(total=30.0, first=20.0, idle=1.0, attempts=2)
    with chat_server(lambda request: behaviour) as server:
        came, failure = ask(client(provider, server), limits)
    assert (kind_of(failure), came, len(server.requests)) == (kind, text, requests)


@pytest.mark.parametrize(
    ("behaviour", "kind"),
    [
        (does.invalid_json, FailureKind.UNREADABLE),
        (does.wrong_format, FailureKind.UNREADABLE),
        (does.web_page, FailureKind.EMPTY),
        (does.fails_in_stream(""), FailureKind.SERVER_ERROR),
        (does.status(400, "prompt is too long", "context_length_exceeded"), FailureKind.TOO_MUCH_INPUT),
        (does.status(400, "filter", "content_filter"), FailureKind.REFUSED_CONTENT),
    ],
)
@pytest.mark.filterwarnings("ignore:Pydantic serializer warnings")
def test_what_only_the_protocol_of_openai_says_is_told_apart(behaviour: Behaviour, kind: FailureKind) -> None:
    with chat_server(lambda request: behaviour) as server:
        assert kind_of(ask(client("openai", server), Limits(attempts=1))[1]) is kind


def test_nobody_at_the_address_is_no_connection() -> None:
    with socket.socket() as reserved:
        reserved.bind(("127.0.0.1", 0))
        model = make_chat_model(
            ChatModelSpec("openai:proef", f"http://127.0.0.1:{reserved.getsockname()[1]}/v1")
        )
        assert kind_of(ask(model, Limits(attempts=2))[1]) is FailureKind.NO_CONNECTION


def test_a_server_that_points_elsewhere_is_not_followed() -> None:
    with (
        chat_server(lambda request: does.answers(ANSWER)) as elsewhere,
        chat_server(
            lambda request: does.status(307, Location=f"{elsewhere.base_url}/chat/completions")
        ) as server,
    ):
        for provider in ("openai", "ollama", "mistralai"):
            assert ask(client(provider, server), Limits(attempts=1))[1] is not None
    assert not elsewhere.requests


# --- trying again


def test_a_passing_failure_is_tried_again() -> None:
    script = does.in_turn([does.status(503), does.rate_limited("0"), does.answers(ANSWER)])
    with chat_server(script) as server:
        assert ask(client("openai", server)) == (ANSWER, None)
    assert len(server.requests) == 3


def test_after_text_came_nothing_is_tried_again() -> None:
    script = does.in_turn([does.fails_in_stream("De raad "), does.answers(ANSWER)])
    with chat_server(script) as server:
        text, failure = ask(client("openai", server))
    assert (text, kind_of(failure), len(server.requests)) == ("De raad ", FailureKind.SERVER_ERROR, 1)


def test_the_number_of_attempts_is_bounded() -> None:
    with chat_server(lambda request: does.status(503)) as server:
        ask(client("openai", server), Limits(attempts=3))
    assert len(server.requests) == 3


def test_a_server_that_asks_for_a_long_wait_is_not_asked_again() -> None:
    with chat_server(lambda request: does.rate_limited("600")) as server:
        _, failure = ask(client("openai", server))
    assert failure is not None
    assert (failure.kind, failure.retry_after) == (FailureKind.RATE_LIMIT, 600.0)
    assert len(server.requests) == 1


def test_a_server_that_asks_for_a_short_wait_gets_it() -> None:
    with chat_server(lambda request: does.rate_limited("5")) as server:
        _, failure = ask(client("openai", server), Limits(total=1.0, longest_wait=10.0))
    assert kind_of(failure) is FailureKind.TIMEOUT
    assert len(server.requests) == 1


# --- no request without an end


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_server_that_never_answers_is_given_up(provider: str) -> None:
    with chat_server(lambda request: does.hangs) as server:
        assert kind_of(ask(client(provider, server), HASTY)[1]) is FailureKind.TIMEOUT
        assert server.requests[0].hung_up.wait(10)


def test_signs_of_life_that_say_nothing_do_not_count() -> None:
    with chat_server(lambda request: does.drips(0.05)) as server:
        assert kind_of(ask(client("openai", server), HASTY)[1]) is FailureKind.TIMEOUT
        assert server.requests[0].hung_up.wait(10)


def test_an_answer_that_goes_on_slowly_ends_at_the_total() -> None:
    with chat_server(lambda request: does.answers("ja " * 1000, pause=0.05)) as server:
        text, failure = ask(client("openai", server), Limits(total=1.0, first=5.0, idle=5.0))
        assert kind_of(failure) is FailureKind.TIMEOUT
        assert text.startswith("ja ja ")
        assert server.requests[0].hung_up.wait(10)


def test_an_answer_without_an_end_is_cut_at_its_length() -> None:
    with chat_server(lambda request: does.endless()) as server:
        text, failure = ask(client("openai", server), Limits(characters=5000))
        assert (len(text), kind_of(failure)) == (5000, FailureKind.ENDLESS)
        assert server.requests[0].hung_up.wait(10)


def test_pieces_without_text_do_not_keep_a_request_alive() -> None:
    def nothing(exchange: Exchange) -> None:
        exchange.begin()
        while exchange.wait(0.02):
            exchange.piece("")

    with chat_server(lambda request: nothing) as server:
        limits = Limits(total=1.0, first=5.0, idle=5.0)
        assert kind_of(ask(client("openai", server), limits)[1]) is FailureKind.TIMEOUT


# --- cancelling


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
        threads = (thread.name for thread in threading.enumerate())
        left_alone = all(received.hung_up.is_set() for received in server.requests)
        return left_alone and not any("process_request" in name for name in threads)

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


def test_requests_at_the_same_time_do_not_mix() -> None:
    def own(request: dict[str, Any]) -> Behaviour:
        return does.answers(f"Antwoord op {request['messages'][-1]['content']}.", pause=0.01)

    with chat_server(own) as server, ThreadPoolExecutor(16) as pool:
        model = client("openai", server)

        def one(number: int) -> str:
            return "".join(stream_text(model, [HumanMessage(f"vraag {number}")], PATIENT))

        assert list(pool.map(one, range(48))) == [f"Antwoord op vraag {number}." for number in range(48)]


# --- what goes where


def test_a_key_that_a_server_repeats_is_in_no_message_and_no_traceback() -> None:
    echo = does.status(401, f"Incorrect API key provided: {KEY}", "invalid_api_key")
    with chat_server(lambda request: echo) as server:
        _, failure = ask(client("openai", server))
    assert failure is not None
    assert "401" in failure.cause
    shown = "".join(traceback.format_exception(failure)) + repr(failure) + repr(vars(failure))
    assert KEY not in shown


@pytest.fixture
def trap() -> Iterator[tuple[str, threading.Event]]:
    """A proxy that nothing should come to, and whether something came."""
    came = threading.Event()
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        listening.settimeout(0.05)
        stop = threading.Event()

        def listen() -> None:
            while not stop.is_set():
                try:
                    line, _ = listening.accept()
                except TimeoutError:
                    continue
                came.set()
                line.close()

        thread = threading.Thread(target=listen)
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}", came
        stop.set()
        thread.join()


@pytest.mark.parametrize("provider", ["openai", "ollama", "mistralai"])
def test_text_for_this_machine_goes_through_no_proxy(
    provider: str, trap: tuple[str, threading.Event], monkeypatch: pytest.MonkeyPatch
) -> None:
    proxy, came = trap
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy", "OPENAI_PROXY"):
        monkeypatch.setenv(name, proxy)
    for name in ("NO_PROXY", "no_proxy", "OPENAI_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with chat_server(lambda request: does.answers(ANSWER)) as server:
        assert ask(client(provider, server)) == (ANSWER, None)
    assert not came.is_set()


def test_thinking_between_marks_is_no_part_of_the_answer() -> None:
    with chat_server(lambda request: does.answers(f"<think> Wie zou dat zijn? </think> {ANSWER}")) as server:
        assert ask(client("openai", server)) == (ANSWER, None)

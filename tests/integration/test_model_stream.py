"""Chat models through the clients of their makers, over HTTP, with a server that does it well and badly."""

import socket
import threading
import traceback
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from langchain_core.messages import HumanMessage

from assistant.chat_model import make_chat_model
from assistant.chat_provider import ChatModelSpec
from assistant.model_failure import FailureKind
from assistant.model_stream import Limits, stream_text
from tests.integration import chat_behaviours as does
from tests.integration.chat_server import Behaviour, chat_server
from tests.integration.model_clients import ANSWER, KEY, PATIENT, PROVIDERS, QUESTION, ask, client, kind_of

pytestmark = [pytest.mark.integration, pytest.mark.slow]


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

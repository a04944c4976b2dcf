"""How often a chat model is asked again, and how long and how much it may write."""

import pytest

from assistant.model_failure import FailureKind
from assistant.model_stream import Limits
from tests.integration import chat_behaviours as does
from tests.integration.chat_server import Exchange, chat_server
from tests.integration.model_clients import ANSWER, HASTY, PROVIDERS, ask, client, kind_of

pytestmark = [pytest.mark.integration, pytest.mark.slow]

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

"""What a chat server does with a request, well or badly: behaviours for ``chat_server``."""

from collections.abc import Sequence

from tests.integration.chat_server import Behaviour, Exchange, Script


def answers(text: str, pause: float = 0.0, finish: str = "stop") -> Behaviour:
    """A good answer, word by word, with a pause in seconds before every word."""

    def behave(exchange: Exchange) -> None:
        exchange.begin()
        for word in _words(text):
            if pause and not exchange.wait(pause):
                return
            exchange.piece(word)
        exchange.end(finish)

    return behave


def truncated(text: str) -> Behaviour:
    """An answer that ends because the model may write no more."""
    return answers(text, finish="length")


def refuses_content(text: str = "") -> Behaviour:
    """An answer that the provider's own filter ends."""
    return answers(text, finish="content_filter")


def empty(exchange: Exchange) -> None:
    """A good stream with no text in it."""
    exchange.begin()
    exchange.end()


def hangs(exchange: Exchange) -> None:
    """Takes the request and never answers."""
    exchange.wait()


def hangs_after(text: str) -> Behaviour:
    """Begins well and falls silent, with the connection open."""

    def behave(exchange: Exchange) -> None:
        exchange.begin()
        for word in _words(text):
            exchange.piece(word)
        exchange.wait()

    return behave


def drips(pause: float) -> Behaviour:
    """Sends a byte now and then that means nothing: a comment that keeps the connection alive."""

    def behave(exchange: Exchange) -> None:
        exchange.headers()
        while exchange.wait(pause):
            exchange.send(b":\n\n" if "event" in exchange.protocol.content_type else b"\n")

    return behave


def drops_after(text: str) -> Behaviour:
    """Begins well and cuts the connection."""

    def behave(exchange: Exchange) -> None:
        exchange.begin()
        for word in _words(text):
            exchange.piece(word)
        exchange.drop()

    return behave


def stops_without_end(text: str) -> Behaviour:
    """Begins well and ends the stream halfway, without the protocol's end."""

    def behave(exchange: Exchange) -> None:
        exchange.begin()
        for word in _words(text):
            exchange.piece(word)
        exchange.close()

    return behave


def endless(word: str = "en ") -> Behaviour:
    """Never stops writing."""

    def behave(exchange: Exchange) -> None:
        exchange.begin()
        for _ in range(10_000_000):
            exchange.piece(word * 20)

    return behave


def status(code: int, message: str = "fout", kind: str = "", **headers: str) -> Behaviour:
    """Answers with an error status; ``Retry_After="2"`` sends that header."""
    return lambda exchange: exchange.error(code, message, kind, **headers)


def rate_limited(retry_after: str | None = None) -> Behaviour:
    """Too many requests, with or without the time to wait."""
    return status(429, "te druk", "rate_limit", **({"Retry_After": retry_after} if retry_after else {}))


def invalid_json(exchange: Exchange) -> None:
    """A stream with a line that is no JSON."""
    exchange.headers()
    exchange.send(b'data: {"choices": [{"delta"\n\n')
    exchange.close()


def wrong_format(exchange: Exchange) -> None:
    """Good JSON that is no answer."""
    exchange.headers()
    exchange.send(b'data: {"choices": "niets", "id": 3}\n\n')
    exchange.close()


def web_page(exchange: Exchange) -> None:
    """A page instead of an answer, as a wrong address gives."""
    exchange.plain(200, b"<html><body>Welkom</body></html>", "text/html")


def in_turn(behaviours: Sequence[Behaviour]) -> Script:
    """A script that plays these one by one, and goes on with the last."""
    left = list(behaviours)
    return lambda request: left.pop(0) if len(left) > 1 else left[0]


def _words(text: str) -> list[str]:
    return [word + " " for word in text.split(" ")[:-1]] + text.split(" ")[-1:]


def fails_in_stream(text: str) -> Behaviour:
    """Begins well and then sends an error as part of the stream, as OpenAI's protocol does."""

    def behave(exchange: Exchange) -> None:
        exchange.begin()
        exchange.piece(text)
        exchange.send(b'data: {"error": {"message": "overbelast", "code": 500}}\n\n')
        exchange.close()

    return behave

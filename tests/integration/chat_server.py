"""A chat server on the loopback that behaves as a script says, well or badly, request by request.

It speaks OpenAI's chat protocol with streaming (Ollama's and Anthropic's too, by the path that is asked),
keeps what it was sent and notices when a client hangs up::

    with chat_server(lambda request: answers("De raad beslist [1].")) as server:
        model = ChatOpenAI(base_url=server.base_url, ...)

A behaviour is a function of the ``Exchange``; those in ``chat_behaviours`` cover what real servers do wrong.
"""

import json
import select
import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.integration.chat_protocols import ChatProtocol, protocol_at

_LONGEST = 60.0
"""Seconds after which a behaviour that waits gives up, so that a broken test ends too."""

_LOOK = 0.01
"""Seconds between two looks whether the client is still there."""

Request = dict[str, Any]


@dataclass(slots=True)
class Received:
    """A request with what became of it; ``hung_up`` is set when the client left before the end."""

    path: str
    headers: dict[str, str]
    body: Request
    hung_up: threading.Event = field(default_factory=threading.Event)
    ended: threading.Event = field(default_factory=threading.Event)


class Exchange:
    """One request and the line to its client."""

    def __init__(
        self,
        handler: BaseHTTPRequestHandler,
        received: Received,
        protocol: ChatProtocol,
        stop: threading.Event,
    ) -> None:
        self.received = received
        self.protocol = protocol
        self._handler = handler
        self._stop = stop
        self._chunked = False

    def error(self, status: int, message: str, code: str = "", **headers: str) -> None:
        """Answer with an error status; a header ``Retry_After`` is sent as ``Retry-After``."""
        body = json.dumps(self.protocol.error(message, code)).encode()
        self.plain(status, body, "application/json", **headers)

    def plain(self, status: int, body: bytes, content_type: str, **headers: str) -> None:
        """Answer with these bytes."""
        self._handler.send_response(status)
        self._handler.send_header("Content-Type", content_type)
        self._handler.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self._handler.send_header(name.replace("_", "-"), value)
        self._handler.end_headers()
        self._handler.wfile.write(body)

    def begin(self) -> None:
        """Begin a stream."""
        self.headers()
        self.send(self.protocol.begin())

    def headers(self) -> None:
        """Send the headers of a stream, and nothing yet of the stream."""
        self._handler.send_response(200)
        self._handler.send_header("Content-Type", self.protocol.content_type)
        self._handler.send_header("Transfer-Encoding", "chunked")
        self._handler.end_headers()
        self._chunked = True

    def piece(self, text: str) -> None:
        """Stream a piece of the answer."""
        self.send(self.protocol.piece(text))

    def end(self, finish: str = "stop") -> None:
        """End the stream as it should."""
        self.send(self.protocol.end(finish))
        self.close()

    def close(self) -> None:
        """End the stream without the protocol's own end."""
        self._handler.wfile.write(b"0\r\n\r\n")

    def send(self, data: bytes) -> None:
        """Send bytes of the stream as they are."""
        if data:
            self._handler.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")

    def wait(self, seconds: float = _LONGEST) -> bool:
        """Wait; false as soon as the client has hung up or the server stops."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if self._stop.is_set():
                return False
            if self._client_left():
                self.received.hung_up.set()
                return False
            time.sleep(min(_LOOK, max(0.0, until - time.monotonic())))
        return True

    def drop(self) -> None:
        """Cut the connection."""
        with suppress(OSError):
            self._handler.connection.shutdown(socket.SHUT_RDWR)

    def _client_left(self) -> bool:
        line = self._handler.connection
        try:
            readable, _, _ = select.select([line], [], [], 0)
            return bool(readable) and line.recv(1, socket.MSG_PEEK) == b""
        except OSError:
            return True


Behaviour = Callable[[Exchange], None]
Script = Callable[[Request], Behaviour]


def _listed_by_ollama(name: str) -> dict[str, Any]:
    elsewhere = {"remote_host": "https://ollama.com:443"} if name.endswith("cloud") else {}
    family = "nomic-bert" if "embed" in name else "llama"
    return {"name": name, "model": name, "details": {"family": family}} | elsewhere


@dataclass(slots=True)
class ChatServer:
    """A running server.

    ``requests`` are those for an answer, in the order they came in, ``connections`` the clients whose line
    is open now.
    """

    address: str
    requests: list[Received]
    connections: set[object]

    @property
    def base_url(self) -> str:
        """The base URL for a client of OpenAI's protocol."""
        return f"{self.address}/v1"


@contextmanager
def chat_server(script: Script, models: Sequence[str] = ("proef",)) -> Iterator[ChatServer]:
    """Run a server that treats every request for an answer as the script says.

    It lists ``models`` as OpenAI and Ollama do; a name that ends in ``cloud`` is one that Ollama has run
    elsewhere, a name with ``embed`` one that makes vectors.
    """
    stop = threading.Event()
    requests: list[Received] = []
    connections: set[object] = set()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            self._json({"object": "list", "data": [{"id": name, "object": "model"} for name in models],
                        "models": [_listed_by_ollama(name) for name in models]})  # fmt: skip

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            protocol = protocol_at(self.path)
            if protocol is None:
                self.send_error(404)
                return
            received = Received(self.path, {k.lower(): v for k, v in self.headers.items()}, body)
            requests.append(received)
            try:
                script(body)(Exchange(self, received, protocol, stop))
            except OSError:
                received.hung_up.set()
            finally:
                received.ended.set()
                if received.hung_up.is_set() or stop.is_set():
                    self.close_connection = True

        def _json(self, value: object) -> None:
            data = json.dumps(value).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        request_queue_size = 256

        def process_request_thread(self, request: Any, client_address: Any) -> None:
            connections.add(client_address)
            try:
                super().process_request_thread(request, client_address)
            finally:
                connections.discard(client_address)

        def handle_error(self, *_: object) -> None:
            """A client that hangs up is no error here."""

    server = Server(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield ChatServer(f"http://127.0.0.1:{server.server_port}", requests, connections)
    finally:
        stop.set()
        server.shutdown()
        server.server_close()
        thread.join()

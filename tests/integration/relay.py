"""A line to a server on the loopback that can be cut, at once or after so many bytes."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress


class Relay:
    """Passes on what it hears, both ways, until it is told to stop."""

    def __init__(self, to_port: int) -> None:
        self._to_port = to_port
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listening.getsockname()[1])
        self._lines: list[socket.socket] = []
        self._left: dict[bool, int | None] = {True: None, False: None}
        self._lock = threading.Lock()
        self.connections = 0

    def cut(self) -> None:
        """End the connections there are; new ones are welcome."""
        with self._lock:
            lines, self._lines = self._lines, []
        for line in lines:
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)
            line.close()

    def cut_after(self, count: int | None, to_server: bool) -> None:
        """End the connections once, after ``count`` more bytes to the server or from it; ``None`` for not."""
        self._left[to_server] = count

    def close(self) -> None:
        """Take no new connections, and end those there are."""
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self.cut()

    def serve(self) -> None:
        """Take connections until closed."""
        while True:
            try:
                client, _ = self._listening.accept()
                server = socket.create_connection(("127.0.0.1", self._to_port))
            except OSError:
                return
            self.connections += 1
            for line in (client, server):
                line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            with self._lock:
                self._lines += [client, server]
            for heard, told, to_server in ((client, server, True), (server, client, False)):
                threading.Thread(target=self._pass_on, args=(heard, told, to_server), daemon=True).start()

    def _pass_on(self, heard: socket.socket, told: socket.socket, to_server: bool) -> None:
        with suppress(OSError):
            while data := heard.recv(65536):
                left = self._left[to_server]
                if left is not None and len(data) >= left:
                    self._left[to_server] = None
                    told.sendall(data[:left])
                    self.cut()
                    return
                if left is not None:
                    self._left[to_server] = left - len(data)
                told.sendall(data)
        for line in (heard, told):
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)


@contextmanager
def relay_to(port: int) -> Iterator[Relay]:
    """A line to the server at ``port``."""
    relay = Relay(port)
    taking = threading.Thread(target=relay.serve, daemon=True)
    taking.start()
    try:
        yield relay
    finally:
        relay.close()
        taking.join(5)

"""The address the chat listens on: this machine only, as long as there is no access control."""

import errno
import socket
import sys

from corpus.errors import DenktankError
from ui import texts

LOOPBACK_HOSTS = frozenset({"127.0.0.1", "::1", "localhost"})


def listen(host: str, port: int) -> socket.socket:
    """A listening socket on this machine; port 0 takes a free one.

    Raises:
        DenktankError: ``host`` is not this machine, or the port is taken or impossible.
    """
    if host not in LOOPBACK_HOSTS:
        raise DenktankError(texts.NOT_LOOPBACK.format(host=host))
    listening = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    if sys.platform != "win32":  # there it would let two programs share the port
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen()
    except (OSError, OverflowError) as error:
        listening.close()
        taken = isinstance(error, OSError) and error.errno == errno.EADDRINUSE
        line = texts.PORT_TAKEN if taken else texts.CANNOT_LISTEN
        raise DenktankError(line.format(host=host, port=port)) from error
    return listening


def url_of(listening: socket.socket) -> str:
    """The address of the page served on a socket."""
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"

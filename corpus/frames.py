"""Messages between the program and the process that reads files: a kind, a length and bytes."""

import struct
from enum import Enum
from typing import IO

_HEADER = struct.Struct(">cQ")
MOST_BYTES = 1 << 30
"""A longer message is no message: the other side is out of order."""
MOMENT = 1.0
"""Seconds in which the process may stop what it started, before it is killed."""


class Kind(Enum):
    """What a message holds; all but ``FILE`` are JSON."""

    REQUEST = b"q"
    FILE = b"f"
    PROGRESS = b"p"
    CONTENT = b"c"
    REFUSED = b"r"
    NO_MEMORY = b"m"


def write_frame(stream: IO[bytes], kind: Kind, payload: bytes) -> None:
    """Send one message.

    Raises:
        OSError: the other side is gone.
    """
    stream.write(_HEADER.pack(kind.value, len(payload)))
    stream.write(payload)
    stream.flush()


def read_frame(stream: IO[bytes]) -> tuple[Kind, bytes] | None:
    """The next message, or ``None`` when the other side is gone or sends something else."""
    header = stream.read(_HEADER.size)
    if len(header) < _HEADER.size:
        return None
    kind, length = _HEADER.unpack(header)
    if length > MOST_BYTES or kind not in {known.value for known in Kind}:
        return None
    payload = stream.read(length)
    return (Kind(kind), payload) if len(payload) == length else None

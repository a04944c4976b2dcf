"""A file that a browser sends: a safe name for it, and its bytes on disk."""

import re
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path, PurePath

import anyio

from corpus.clean import one_line
from corpus.errors import DenktankError, describe_os_error
from ui import library_texts as texts
from ui.escaping import visible

_SEPARATORS = re.compile(r"[/\\]")
_NOT_ON_WINDOWS = re.compile(r'[<>:"|?*]')
"""Refused there, and a library may be copied to another machine."""
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
_MOST_BYTES = 180
"""Of a name in UTF-8; most file systems take 255, and writing in one step needs a few."""


def safe_name(told: str) -> str:
    """The name of a file without any folder, fit for every file system.

    Raises:
        DenktankError: nothing is left of it.
    """
    last = _SEPARATORS.split(told)[-1]
    name = _NOT_ON_WINDOWS.sub("-", one_line(visible(last))).strip(" .")
    if not name:
        raise DenktankError(texts.NO_NAME)
    if _DEVICES.match(name):
        name = f"_{name}"
    suffix = PurePath(name).suffix
    room = _MOST_BYTES - len(suffix.encode())
    if room < 1:
        raise DenktankError(texts.NO_NAME)
    stem = name.removesuffix(suffix).encode()[:room].decode(errors="ignore")
    return f"{stem.strip()}{suffix}"


class Upload:
    """A file on its way into the library, in a temporary folder of its own."""

    def __init__(self, name: str) -> None:
        # It also goes when the program ends while the file waits.
        self._folder = tempfile.TemporaryDirectory(prefix="denktank-", ignore_cleanup_errors=True)
        self.path = Path(self._folder.name) / name

    def discard(self) -> None:
        """Remove the file and its folder; may be called more than once."""
        self._folder.cleanup()


async def receive(name: str, body: AsyncIterator[bytes]) -> Upload:
    """Write the parts of a request to a temporary file called ``name``.

    Raises:
        DenktankError: the disk is full or not writable; nothing of the file is left.
    """
    where = Path(tempfile.gettempdir())
    try:
        upload = Upload(name)
    except OSError as error:
        raise DenktankError(describe_os_error(error, where)) from error
    try:
        async with await anyio.open_file(upload.path, "wb") as file:
            async for part in body:
                await file.write(part)
    except OSError as error:
        upload.discard()
        raise DenktankError(describe_os_error(error, where)) from error
    except BaseException:  # the browser went away
        upload.discard()
        raise
    return upload

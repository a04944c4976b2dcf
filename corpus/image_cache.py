"""Drawn pages kept on disk up to a number of bytes; what was used longest ago goes first.

One file per image, so that processes can share the folder without a lock: writing is one step, and
an image that another process has just removed is simply drawn again. The package ``diskcache``
was passed over: its last release is from 2023 and it unpickles what it finds on disk.
"""

import contextlib
import hashlib
import json
import os
import time
from collections.abc import Sequence
from pathlib import Path

from corpus.boxes import Box
from corpus.files import write_atomically
from corpus.page_image import VERSION, PageImage

MAX_BYTES = 200_000_000
"""Some 700 pages of A4 at 110 dpi."""
_ABANDONED_SECONDS = 3600.0
_SUFFIX = ".png"
_LAST_CHUNK = b"IEND\xaeB`\x82"
"""How every complete PNG ends (PNG § 11.2.5)."""


def image_key(sha256: str, page_index: int, marks: Sequence[Box], dpi: float) -> str:
    """The name of an image, of all that decides how it looks; hexadecimal."""
    what = json.dumps([sha256, page_index, [list(mark) for mark in marks], float(dpi), VERSION])
    return hashlib.sha256(what.encode()).hexdigest()


class ImageCache:
    """Images in ``folder``, together at most ``max_bytes``; safe between threads and processes."""

    def __init__(self, folder: Path, max_bytes: int = MAX_BYTES) -> None:
        self._folder = folder
        self._max_bytes = max_bytes

    def get(self, key: str) -> PageImage | None:
        """The image with this key, or ``None``; counts as using it."""
        path = self._path(key)
        try:
            png = path.read_bytes()
        except OSError:
            return None
        with contextlib.suppress(OSError):  # removed meanwhile, or a disk that is only read
            os.utime(path)
        return PageImage.of(png) if png.endswith(_LAST_CHUNK) else None

    def put(self, key: str, image: PageImage) -> None:
        """Keep an image and make room for it.

        A cache that cannot be written only costs time, so a full or read-only disk is passed over.
        """
        with contextlib.suppress(OSError):
            write_atomically(self._path(key), image.png)
            self._make_room()

    def _path(self, key: str) -> Path:
        return self._folder / f"{key}{_SUFFIX}"

    def _make_room(self) -> None:
        """Remove the images used longest ago, and what a killed process left half written."""
        images = []
        for path in self._folder.iterdir():
            with contextlib.suppress(FileNotFoundError):  # removed by another process
                status = path.stat()
                if path.suffix == _SUFFIX:
                    images.append((status.st_mtime_ns, status.st_size, path))
                elif path.suffix == ".tmp" and time.time() - status.st_mtime > _ABANDONED_SECONDS:
                    path.unlink()
        total = sum(size for _, size, _ in images)
        for _, size, path in sorted(images):
            if total <= self._max_bytes:
                break
            path.unlink(missing_ok=True)
            total -= size

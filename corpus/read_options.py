"""What a caller may ask of a reader, the same for every kind of file."""

from collections.abc import Callable
from dataclasses import dataclass

MAX_PAGES = 1500
"""Six times the report; more is taken for a mistake unless ``DENKTANK_MAX_PAGES`` says otherwise."""

Progress = Callable[[int, int], None]
"""Called with the number of pages done and the number of pages in all."""


def no_progress(done: int, total: int) -> None:
    """For who does not want to know."""


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """``password`` opens an encrypted file; ``recognise`` allows text recognition (OCR)."""

    password: str | None = None
    max_pages: int = MAX_PAGES
    recognise: bool = True

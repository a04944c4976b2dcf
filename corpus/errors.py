"""Errors that a user may see: one Dutch line with what is wrong and what to do about it."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class DenktankError(Exception):
    """Something the user can mend; the message is the whole Dutch line to show."""


class UnreadableFileError(DenktankError):
    """A file that cannot become a publication; names file, cause and remedy."""

    def __init__(self, file: str | Path, cause: str, remedy: str) -> None:
        self.file = str(file)
        self.cause = cause
        self.remedy = remedy
        super().__init__(f"{self.file}: {cause} {remedy}")


@contextmanager
def dutch_disk_errors(where: Path) -> Iterator[None]:
    """Turn an ``OSError`` from reading or writing under ``where`` into a Dutch line."""
    try:
        yield
    except OSError as error:
        raise DenktankError(describe_os_error(error, where)) from error


def describe_os_error(error: OSError, where: Path) -> str:
    """The Dutch line for an ``OSError`` at ``where``."""
    path = error.filename or where
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return (
            f"De schijf met {where} is vol. Maak ruimte vrij, of kies met DENKTANK_HOME een andere map. "
            "Wat er al stond is niet veranderd."
        )
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return (
            f"Geen toestemming voor {path}. Pas de rechten aan, "
            "of kies met DENKTANK_HOME een map waarin u mag schrijven."
        )
    if isinstance(error, NotADirectoryError | FileExistsError):
        return f"{path} is geen map. Kies met DENKTANK_HOME een map waarin u mag schrijven."
    return (
        f"Lezen of schrijven van {path} lukt niet ({error.strerror or error}). "
        "Controleer de schijf en probeer het opnieuw."
    )

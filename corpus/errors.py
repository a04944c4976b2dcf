"""Errors that a user may see: one Dutch line with what is wrong and what to do about it."""

import errno
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_ALMOST_NOTHING = 2_000_000
"""Bytes free below which a failure to write is taken for a full disk."""


class DenktankError(Exception):
    """Something the user can mend; the message is the whole Dutch line to show."""


class UnreadableFileError(DenktankError):
    """A file that cannot become a publication; names file, cause and remedy."""

    def __init__(self, file: str | Path, cause: str, remedy: str) -> None:
        self.file = str(file)
        self.cause = cause
        self.remedy = remedy
        super().__init__(f"{self.file}: {cause} {remedy}")


class LockedFileError(UnreadableFileError):
    """A file that only opens with a password, and none or the wrong one was given."""


@contextmanager
def dutch_disk_errors(where: Path) -> Iterator[None]:
    """Turn an ``OSError`` from reading or writing under ``where`` into a Dutch line."""
    try:
        yield
    except DenktankError:
        raise
    except OSError as error:
        raise DenktankError(describe_os_error(error, where)) from error
    except Exception as error:
        if _is_full(where):  # SQLite, Chroma and numpy each say it in their own way
            raise DenktankError(_full(where)) from error
        raise


def describe_os_error(error: OSError, where: Path) -> str:
    """The Dutch line for an ``OSError`` at ``where``."""
    path = error.filename or where
    if error.errno in (errno.ENOSPC, errno.EDQUOT) or (error.errno is None and _is_full(where)):
        return _full(where)
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return (
            f"Geen toestemming voor {path}. Pas de rechten aan, "
            "of kies met DENKTANK_HOME een map waarin u mag schrijven."
        )
    if isinstance(error, NotADirectoryError | FileExistsError):
        return f"{where} is geen map. Kies met DENKTANK_HOME een map waarin u mag schrijven."
    return (
        f"Lezen of schrijven van {path} lukt niet ({error.strerror or error}). "
        "Controleer de schijf en probeer het opnieuw."
    )


def _full(where: Path) -> str:
    return (
        f"De schijf met {where} is vol. Maak ruimte vrij, of kies met DENKTANK_HOME een andere map. "
        "Wat er al stond is niet veranderd."
    )


def _is_full(where: Path) -> bool:
    try:
        return shutil.disk_usage(where).free < _ALMOST_NOTHING
    except OSError:
        return False

"""The files in a folder that somebody adds: what is hidden or a lock of an open document stays out."""

from pathlib import Path

from corpus import read

_LOCK = "~$"
"""What Word puts before the name of a document for as long as somebody has it open."""


def visible_files(folder: Path) -> tuple[Path, ...]:
    """Every file under a folder that is not hidden, in a hidden folder or a lock, sorted."""
    return tuple(
        sorted(
            path
            for path in folder.rglob("*")
            if path.is_file()
            and not path.name.startswith(_LOCK)
            and not any(part.startswith(".") for part in path.relative_to(folder).parts)
        )
    )


def is_readable(path: Path) -> bool:
    """Whether there is a reader for this kind of file."""
    return path.suffix.lower() in read.SUFFIXES


def readable_files(folder: Path) -> tuple[Path, ...]:
    """The visible files under a folder that have a reader, sorted."""
    return tuple(filter(is_readable, visible_files(folder)))

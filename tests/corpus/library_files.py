"""What the tests of the library put in it, and what they find in it and on disk."""

from pathlib import Path

from corpus.library import Library
from corpus.publication import Publication


def write(path: Path, text: str = "Een zin over samenwerken in de regio.") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def stored(home: Path) -> dict[str, bytes]:
    """Every file under the library except the lock, with its contents."""
    root = home / "library"
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and not path.name.startswith("lock")
    }


def text(publication: Publication) -> str:
    return "\n".join(page.text for page in publication.pages)


def own_keys(library: Library) -> list[str]:
    return [entry.key for entry in library.own_entries()]

"""A library and index of their own in a temporary folder, for measuring beside the user's."""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from assistant.assemble import Workspace
from assistant.settings import Settings
from corpus.errors import DenktankError, UnreadableFileError
from corpus.folders import readable_files
from corpus.manifest import entry_of
from corpus.publication import Publication
from corpus.read import READER_VERSION
from corpus.shelf import Shelf

READING, INDEXING = "Documenten lezen", "Index maken"

Progress = Callable[[int, int], None]
Bar = Callable[[str], Progress]
"""Gives what to tell about the part of the work with this name; told of what is done and of how many."""
Told = Callable[[str], None]


@contextmanager
def temporary_library(
    settings: Settings,
    documents: Sequence[Path],
    with_startcorpus: bool = True,
    bar: Bar | None = None,
    told: Told | None = None,
) -> Iterator[Workspace]:
    """A workspace over these files and folders with its index built; everything is gone afterwards.

    Args:
        settings: of the user; only the home and the startcorpus differ.
        documents: files, and folders of which every readable file is added.
        with_startcorpus: whether the startcorpus takes part.
        bar: told of reading the documents and of building the index.
        told: gets a Dutch line about every file that could not be read.

    Raises:
        DenktankError: one of the documents does not exist, or there is nothing to index.
    """
    files = [file for path in documents for file in files_of(path)]
    with _workspace(settings, with_startcorpus) as workspace:
        _add(workspace, files, bar, told)
        workspace.build_index(bar(INDEXING) if bar else None)
        yield workspace


@contextmanager
def library_of(
    settings: Settings, publications: Sequence[Publication], bar: Bar | None = None
) -> Iterator[Workspace]:
    """As :func:`temporary_library`, over publications that were made and not read."""
    with _workspace(settings, with_startcorpus=False) as workspace:
        shelf = Shelf(workspace.home)
        with shelf.changing() as entries:
            for publication in publications:
                entry = replace(entry_of(publication), origin=publication.key, reader=READER_VERSION)
                shelf.put(entry, publication, publication.pages[0].text.encode())
                entries.append(entry)
            shelf.write(entries)
        workspace.build_index(bar(INDEXING) if bar else None)
        yield workspace


def read_all(
    settings: Settings, documents: Path, bar: Bar | None = None, told: Told | None = None
) -> list[Publication]:
    """The publications in a folder, kept nowhere.

    Raises:
        DenktankError: the folder does not exist or has nothing to read.
    """
    files = files_of(documents)
    with _workspace(settings, with_startcorpus=False) as workspace:
        _add(workspace, files, bar, told)
        return [workspace.library.publication(entry.key) for entry in workspace.library.entries()]


@contextmanager
def _workspace(settings: Settings, with_startcorpus: bool) -> Iterator[Workspace]:
    """An empty one. The cache folder stays that of the user, so the model is not unpacked again."""
    with tempfile.TemporaryDirectory(prefix="denktank-eval-", ignore_cleanup_errors=True) as home:
        workspace = Workspace(
            settings.model_copy(update={"home": Path(home), "startcorpus": with_startcorpus})
        )
        try:
            yield workspace
        finally:
            workspace.current.close()


def _add(workspace: Workspace, files: Sequence[Path], bar: Bar | None, told: Told | None) -> None:
    progress = bar(READING) if bar else None
    with workspace.library.reader() as reader:
        for number, file in enumerate(files, 1):
            try:
                workspace.library.add(file, reader=reader)
            except UnreadableFileError as error:
                if told:
                    told(str(error))
            if progress:
                progress(number, len(files))


def files_of(path: Path) -> tuple[Path, ...]:
    """The readable files of a folder, or the file itself.

    Raises:
        DenktankError: there is no such path, or the folder has no readable file.
    """
    if not path.is_dir():
        if not path.exists():
            raise DenktankError(f"{path} bestaat niet. Geef een map met documenten op.")
        return (path,)
    found = readable_files(path)
    if not found:
        raise DenktankError(f"In {path} staat geen bestand dat gelezen kan worden. Kies een andere map.")
    return found

"""The process that builds an index tells how it ended, also when that is badly."""

from pathlib import Path

import pytest

from corpus.errors import DenktankError
from corpus.locking import BusyError, exclusive_lock
from tests.ui.library_site import workspace
from ui.library_build import builder


def nothing(done: int, total: int) -> None:
    """For who does not want to know."""


def test_a_library_without_text_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(DenktankError, match="Voeg"):
        builder(workspace(tmp_path / "home").settings)(nothing)


def test_another_build_is_told_apart(tmp_path: Path) -> None:
    place = workspace(tmp_path / "home")
    with (
        exclusive_lock(place.generations.root / "lock", "de index gebouwd"),
        pytest.raises(BusyError, match="de index gebouwd"),
    ):
        builder(place.settings)(nothing)


def test_a_process_that_just_ends_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.library_build.sys.executable", "/bin/true")
    with pytest.raises(DenktankError, match="halverwege gestopt"):
        builder(workspace(tmp_path / "home").settings)(nothing)

"""Whatever goes wrong while something is added or removed, the library stays what it was."""

import errno
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus import read
from corpus.errors import DenktankError, UnreadableFileError
from corpus.library import Library
from tests.corpus.library_files import own_keys, stored, text, write

ROOT = Path(__file__).parents[2]


def test_files_that_cannot_be_added_are_refused_and_leave_nothing(
    library: Library, home: Path, tmp_path: Path
) -> None:
    write(tmp_path / "groot.txt", "a" * 100_001)
    write(tmp_path / "leeg.txt", "")
    write(tmp_path / "brief.xlsx")
    write(tmp_path / "brief.doc")
    write(tmp_path / "wit.txt", " \n\n ")
    causes = {
        "weg.txt": "bestaat niet",
        "leeg.txt": "leeg",
        "groot.txt": r"te groot.*DENKTANK_MAX_FILE_MB",
        "brief.xlsx": r"soort bestand.*\.pdf",
        "brief.doc": r"soort bestand.*bewaar het als \.docx",
        "wit.txt": "geen leesbare tekst",
        ".": "geen gewoon bestand",
    }
    for name, cause in causes.items():
        with pytest.raises(UnreadableFileError, match=cause) as caught:
            library.add(tmp_path / name)
        assert "\n" not in str(caught.value)
    assert library.own_entries() == ()
    assert stored(home) == {}


def test_a_file_that_is_refused_leaves_its_former_version(library: Library, tmp_path: Path) -> None:
    path = write(tmp_path / "nota.txt", "De goede tekst.")
    library.add(path)
    path.write_bytes(b"\0\1\2" * 50)
    with pytest.raises(UnreadableFileError, match="geen tekstbestand"):
        library.add(path)
    assert text(library.publication("nota")) == "De goede tekst."


@pytest.mark.parametrize(
    "damage", ["", "{", '{"version": 1}', '{"version": 1, "entries": [{"key": 3}]}', "\0\xff"]
)
def test_a_damaged_manifest_says_what_to_do(
    library: Library, home: Path, tmp_path: Path, damage: str
) -> None:
    path = write(tmp_path / "nota.txt")
    library.add(path)
    manifest = home / "library" / "manifest.json"
    manifest.write_bytes(damage.encode("latin-1"))
    for action in (
        library.entries,
        library.hashes,
        lambda: library.remove("nota"),
        lambda: library.add(path),
    ):
        with pytest.raises(DenktankError, match=r"beschadigd.*Zet een kopie terug") as caught:
            action()
        assert str(manifest) in str(caught.value)
        assert "\n" not in str(caught.value)
    assert manifest.read_bytes() == damage.encode("latin-1")


@pytest.fixture(params=["originals", "parsed", "manifest.json"])
def full_disk(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The disk is full when a file in this part of the library is put in its place."""
    part: str = request.param
    replace = Path.replace

    def refuse(self: Path, target: Path) -> Path:
        if part in Path(target).parts:
            raise OSError(errno.ENOSPC, "No space left on device")
        return replace(self, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", refuse)
        yield part


@pytest.mark.parametrize("name", ["nota.txt", "ander.txt"])
def test_a_full_disk_leaves_the_library_as_it_was(
    filled: Library, home: Path, tmp_path: Path, name: str, full_disk: str
) -> None:
    before = stored(home)
    with pytest.raises(DenktankError, match=r"De schijf met .* is vol\. Maak ruimte vrij"):
        filled.add(write(tmp_path / name, "De nieuwe tekst."))
    assert stored(home) == before
    assert text(filled.publication("nota")) == "De oude tekst."


def test_a_full_disk_stops_removing_before_anything_is_lost(
    filled: Library, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path, target: Path) -> Path:
        raise OSError(errno.ENOSPC, "No space left on device")

    before = stored(home)
    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", refuse)
        with pytest.raises(DenktankError, match="is vol"):
            filled.remove("nota")
    assert stored(home) == before
    assert text(filled.publication("nota")) == "De oude tekst."


def test_a_home_that_is_a_file_is_a_dutch_line(tmp_path: Path) -> None:
    home = write(tmp_path / "home")
    with pytest.raises(DenktankError, match=r"DENKTANK_HOME"):
        Library(home, 100_000).add(write(tmp_path / "nota.txt"))


_ADD_MANY = """
import sys
from pathlib import Path
from corpus.library import Library
print("klaar om te beginnen", flush=True)
sys.stdin.readline()
for path in sorted(Path(sys.argv[2]).iterdir()):
    print(Library(Path(sys.argv[1]), 100_000).add(path).entry.key, flush=True)
"""


def test_two_processes_adding_at_once_both_land(library: Library, home: Path, tmp_path: Path) -> None:
    workers = []
    for folder in ("links", "rechts"):
        for number in range(8):
            write(tmp_path / folder / f"nota {number}.txt", f"De tekst van {folder} nummer {number}.")
        command = [sys.executable, "-c", _ADD_MANY, str(home), str(tmp_path / folder)]
        workers.append(
            subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT)
        )
    for worker in workers:
        assert worker.stdout is not None
        assert worker.stdout.readline().strip() == "klaar om te beginnen"
    for worker in workers:
        assert worker.stdin is not None
        worker.stdin.write("\n")
        worker.stdin.flush()
    keys = [key for worker in workers for key in worker.communicate(timeout=60)[0].split()]
    assert [worker.returncode for worker in workers] == [0, 0]
    assert len(set(keys)) == 16
    assert sorted(own_keys(library)) == sorted(keys)
    texts = {text(library.publication(key)) for key in keys}
    assert texts == {f"De tekst van {side} nummer {n}." for side in ("links", "rechts") for n in range(8)}


def test_what_a_crash_left_behind_goes_at_the_next_change(
    library: Library, home: Path, tmp_path: Path
) -> None:
    kept = library.add(write(tmp_path / "blijft.txt", "Een tekst die blijft staan in de regio.\n")).entry
    original = home / "library" / "originals" / "weg" / "0123456789abcdef" / "geheim.txt"
    original.parent.mkdir(parents=True)
    original.write_text("geheim")
    parsed = home / "library" / "parsed" / "weg-0123456789abcdef.json"
    parsed.write_text("geheim")
    library.add(write(tmp_path / "nieuw.txt", "Een andere tekst over de regio van nu.\n"))
    assert not original.parent.parent.exists()
    assert not parsed.exists()
    assert library.publication(kept.key).pages


def test_a_file_that_may_not_be_read_is_one_line(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "dicht.txt", "Een tekst die niet gelezen mag worden.\n")

    def refuse(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(UnreadableFileError, match=r"^dicht\.txt: .*rechten van het bestand"):
        read.load_bytes(path, 1000)

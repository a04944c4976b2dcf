"""Writing the file of a memo: whole or not at all, and never over another one unasked."""

import errno
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.memo.files import save
from corpus.errors import DenktankError

OLD = b"wat er al stond"


def refused(path: Path, force: bool = True, data: bytes = b"nieuw") -> str:
    with pytest.raises(DenktankError) as error:
        save(path, data, force)
    said = str(error.value)
    assert "\n" not in said
    return said


def test_a_file_is_written_with_the_rights_of_any_new_file(tmp_path: Path) -> None:
    save(tmp_path / "memo.docx", b"x")
    assert (tmp_path / "memo.docx").read_bytes() == b"x"
    (tmp_path / "gewoon").touch()
    modes = {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    assert len(modes) == 1


def test_what_exists_stays_without_force_and_goes_with_it(tmp_path: Path) -> None:
    path = tmp_path / "memo.docx"
    path.write_bytes(OLD)
    assert "bestaat al" in refused(path, force=False)
    assert path.read_bytes() == OLD
    save(path, b"nieuw", force=True)
    assert path.read_bytes() == b"nieuw"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_a_missing_folder_and_a_device_are_refused_even_with_force(tmp_path: Path) -> None:
    assert "is een map" in refused(tmp_path)
    assert f"De map {tmp_path / 'weg'} bestaat niet" in refused(tmp_path / "weg" / "memo.docx")
    (tmp_path / "bestand").touch()
    assert "bestaat niet" in refused(tmp_path / "bestand" / "memo.docx")
    os.mkfifo(tmp_path / "pijp")
    assert "geen gewoon bestand" in refused(tmp_path / "pijp")
    assert stat.S_ISFIFO((tmp_path / "pijp").stat().st_mode)


def test_a_name_that_is_too_long_is_told(tmp_path: Path) -> None:
    assert "te lang" in refused(tmp_path / ("m" * 300 + ".docx"))


def test_a_folder_where_one_may_not_write_is_told(tmp_path: Path) -> None:
    """As another user where the tests run as root, to whom nothing is read-only."""
    folder = tmp_path / "dicht"
    folder.mkdir()
    folder.chmod(0o555)
    for parent in folder.parents[:3]:
        parent.chmod(parent.stat().st_mode | 0o011)
    code = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from assistant.memo.files import save\n"
        "from corpus.errors import DenktankError\n"
        "if os.geteuid() == 0: os.setuid(65534)\n"
        "try: save(Path(sys.argv[1]), b'x')\n"
        "except DenktankError as error: sys.exit(str(error))\n"
    )
    told = subprocess.run(
        [sys.executable, "-c", code, folder / "memo.docx"], capture_output=True, text=True, check=False
    )
    assert told.stderr.strip() == f"In de map {folder} mag u niet schrijven. Kies een andere map."
    assert not list(folder.iterdir())


def test_what_does_not_fit_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "memo.docx"
    path.write_bytes(OLD)
    code = (  # in a process of its own: the limit holds for whatever it writes
        "import resource, sys\n"
        "from pathlib import Path\n"
        "from assistant.memo.files import save\n"
        "from corpus.errors import DenktankError\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "try: save(Path(sys.argv[1]), bytes(1_000_000), force=True)\n"
        "except DenktankError as error: sys.exit(str(error))\n"
    )
    told = subprocess.run([sys.executable, "-c", code, path], capture_output=True, text=True, check=False)
    assert "past niet op de schijf" in told.stderr
    assert path.read_bytes() == OLD
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "past niet op de schijf"),
        (errno.EROFS, "mag u niet schrijven"),
        (errno.EIO, "niet te schrijven"),
    ],
)
def test_a_disk_that_fails_leaves_the_old_file(
    number: int, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "memo.docx"
    path.write_bytes(OLD)

    def failing(number: int) -> Callable[[int], None]:
        def fail(_: int) -> None:
            raise OSError(number, os.strerror(number))

        return fail

    monkeypatch.setattr("os.fsync", failing(number))
    assert said in refused(path)
    assert path.read_bytes() == OLD
    assert list(tmp_path.iterdir()) == [path]

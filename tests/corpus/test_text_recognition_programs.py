"""Finding and running tesseract: programs that are not what they should be."""

import os
import signal
import time
from pathlib import Path

import pytest

from corpus.pdf.text_recognition import Missing, Recogniser, RecognitionError, available
from tests.corpus.tesseract_script import blank_page, tesseract_script


def test_without_tesseract_the_reason_names_the_way_out(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    found = available()
    assert isinstance(found, Missing)
    assert "apt install tesseract-ocr tesseract-ocr-nld" in found.reason


@pytest.mark.parametrize(
    ("script", "cause"),
    [("echo eng", "Nederlands"), ("exit 3", "werkt niet"), ("kill -9 $$", "werkt niet")],
    ids=["without Dutch", "fails", "killed"],
)
def test_a_tesseract_that_is_no_use_is_missing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, script: str, cause: str
) -> None:
    program = tesseract_script(tmp_path / "bin", "")
    program.write_text(f"#!/bin/sh\n{script}\n")
    monkeypatch.setenv("PATH", str(program.parent), prepend=os.pathsep)
    found = available()
    assert isinstance(found, Missing)
    assert cause in found.reason
    assert "apt install" in found.reason


def test_the_tesseract_on_the_path_is_used(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tesseract_script(tmp_path / "bin", "")
    monkeypatch.setenv("PATH", str(program.parent), prepend=os.pathsep)
    assert available() == Recogniser(program, orientation=False)


def test_a_program_that_hangs_is_stopped_with_what_it_started(tmp_path: Path) -> None:
    started = tmp_path / "child"
    program = tesseract_script(tmp_path / "bin", f"sleep 600 & echo $! > {started}; wait")
    with pytest.raises(RecognitionError, match=r"langer dan 0\.5 seconden"):
        Recogniser(program, seconds=0.5).read(blank_page(), 72, 108)
    assert _ends(int(started.read_text()))


def _ends(process: int) -> bool:
    """Whether a process that was stopped is gone, or only waits to be cleared away."""
    for _ in range(100):
        try:
            os.kill(process, signal.SIG_DFL)
        except ProcessLookupError:
            return True
        status = Path(f"/proc/{process}/stat")
        if status.exists() and status.read_text().rpartition(")")[2].split()[0] == "Z":
            return True
        time.sleep(0.05)
    return False


@pytest.mark.parametrize(
    ("script", "cause"),
    [
        ("exit 1", "code 1"),
        ("cat > /dev/null; kill -11 $$", "code -11"),
        ("cat > /dev/null; head -c 100000 /dev/urandom", "geen leesbare uitvoer"),
        ("echo '<html><body>niets</body></html>'", "geen leesbare uitvoer"),
        ("true", "geen leesbare uitvoer"),
    ],
    ids=["fails", "crashes", "rubbish", "other html", "nothing"],
)
def test_what_goes_wrong_is_one_dutch_line(tmp_path: Path, script: str, cause: str) -> None:
    program = tesseract_script(tmp_path / "bin", script)
    with pytest.raises(RecognitionError, match=cause) as error:
        Recogniser(program).read(blank_page(), 72, 108)
    assert "\n" not in str(error.value)


def test_a_program_that_is_gone_is_one_dutch_line(tmp_path: Path) -> None:
    with pytest.raises(RecognitionError, match="niet te starten"):
        Recogniser(tmp_path / "tesseract").read(blank_page(), 72, 108)

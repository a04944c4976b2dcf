"""The process that reads files: it gives what reading here gives, and its end is not ours."""

import os
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from corpus import read
from corpus.errors import LockedFileError, UnreadableFileError
from corpus.read_options import ReadOptions
from corpus.worker import PASSWORD_VARIABLE, Limits, Worker
from tests.corpus.bad_pdf import PARTLY_SCANNED, crowded_page, locked_pdf, stream_bomb
from tests.corpus.make_pdf import make_pdf

ROOT = Path(__file__).parents[2]
PDF = make_pdf([[(20, "Kop"), (10, f"Een hele zin over bladzijde {number}.")] for number in "abc"])
HTML = "<html><body><h1>Kop</h1><p>Een zin met een emoji 😀 en een trema: coördinatie.</p></body></html>"


def children() -> list[psutil.Process]:
    return psutil.Process().children(recursive=True)


@pytest.mark.parametrize(("name", "data"), [("a.pdf", PDF), ("a.html", HTML.encode())])
def test_it_gives_what_reading_in_this_process_gives(name: str, data: bytes) -> None:
    with Worker(Limits()) as worker:
        assert worker.parse(data, name) == read.parse(data, name)


def test_every_page_is_reported() -> None:
    seen: list[tuple[int, int]] = []
    with Worker(Limits()) as worker:
        worker.parse(PDF, "a.pdf", progress=lambda done, total: seen.append((done, total)))
    assert seen == [(1, 3), (2, 3), (3, 3)]


def test_one_process_reads_a_series_and_is_gone_afterwards() -> None:
    before = len(children())
    with Worker(Limits()) as worker:
        worker.parse(PDF, "a.pdf")
        (first,) = children()[before:]
        with pytest.raises(UnreadableFileError):
            worker.parse(b"%PDF-1.7\nkapot", "b.pdf")
        worker.parse(HTML.encode(), "c.html")
        assert children()[before:] == [first]
    assert len(children()) == before
    assert not first.is_running()


def test_a_short_text_needs_no_process_and_a_long_one_does() -> None:
    before = len(children())
    with Worker(Limits()) as worker:
        worker.parse(b"# Kop\n\nEen zin.\n", "a.md")
        assert len(children()) == before
        worker.parse(b"Een zin over de regio.\n\n" * 20_000, "a.txt")
        assert len(children()) == before + 1


def test_a_refusal_comes_over_as_it_was_made() -> None:
    for data, name in ((b"%PDF-1.7\nkapot", "b.pdf"), (locked_pdf("Geheim.", "sesam"), "c.pdf")):
        with pytest.raises(UnreadableFileError) as here:
            read.parse(data, name)
        with Worker(Limits()) as worker, pytest.raises(UnreadableFileError) as there:
            worker.parse(data, name)
        assert (type(there.value), str(there.value)) == (type(here.value), str(here.value))
    assert type(here.value) is LockedFileError


def test_a_crash_is_one_refused_file_and_the_next_is_read() -> None:
    def crash(done: int, total: int) -> None:
        for child in children():
            child.kill()

    with Worker(Limits()) as worker:
        with pytest.raises(
            UnreadableFileError, match=r"^a\.pdf: het lezen liep vast;.* nieuwe pdf"
        ) as caught:
            worker.parse(crowded_page(20_000), "a.pdf", progress=crash)
        assert "\n" not in str(caught.value)
        assert len(worker.parse(PDF, "b.pdf").pages) == 3


@pytest.mark.skipif(sys.platform != "linux", reason="alleen Linux begrenst het geheugen van een proces")
def test_a_file_that_needs_more_memory_than_allowed_is_refused() -> None:
    with Worker(Limits(memory_mb=300)) as worker:
        with pytest.raises(UnreadableFileError, match="300 MB"):
            worker.parse(stream_bomb(400), "a.pdf")
        assert len(worker.parse(PDF, "b.pdf").pages) == 3


@pytest.mark.parametrize(
    ("limits", "cause"),
    [
        (Limits(file_seconds=0.001), "duurde langer dan .* minuten.*DENKTANK_MAX_READ_MINUTES"),
        (Limits(silence_seconds=0.001), "kwam 0.001 seconden niet verder"),
    ],
)
def test_a_file_that_takes_too_long_is_refused(limits: Limits, cause: str) -> None:
    with Worker(limits) as worker, pytest.raises(UnreadableFileError, match=cause):
        worker.parse(PDF, "a.pdf")
    assert children() == []


def test_a_slow_file_tells_how_far_it_came() -> None:
    pages = make_pdf([[(10, "Een zin over de regio.")]] * 400)

    def wait(done: int, total: int) -> None:
        if done == 2:
            time.sleep(1.1)

    with (
        Worker(Limits(file_seconds=1)) as worker,
        pytest.raises(UnreadableFileError, match=r"Gelezen: \d+ van de 400 bladzijden\."),
    ):
        worker.parse(pages, "a.pdf", progress=wait)


def test_who_stops_waiting_stops_the_process() -> None:
    def interrupt(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with Worker(Limits()) as worker:
        with pytest.raises(KeyboardInterrupt):
            worker.parse(PDF, "a.pdf", progress=interrupt)
        assert children() == []
        assert len(worker.parse(PDF, "b.pdf").pages) == 3


def test_a_password_opens_a_file_and_is_not_to_be_seen_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PASSWORD_VARIABLE, "sesam-open-u")
    seen: list[str] = []

    def look(done: int, total: int) -> None:
        for child in children():
            seen.append(f"{child.cmdline()} {child.environ()}")

    with Worker(Limits()) as worker:
        content = worker.parse(
            locked_pdf("Geheime tekst.", "sesam-open-u"), "a.pdf", ReadOptions(password="sesam-open-u"), look
        )
    assert content.pages[0].text == "Geheime tekst."
    assert seen and not any("sesam" in line for line in seen)


def test_it_reads_our_own_package_wherever_it_is_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("corpus", "json"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text("raise SystemExit('een ander pakket')\n")
    monkeypatch.chdir(tmp_path)
    with Worker(Limits()) as worker:
        assert len(worker.parse(PDF, "a.pdf").pages) == 3


_SLOW_RECOGNITION = """#!/bin/sh
if [ "$1" = --list-langs ]; then echo nld; exit; fi
echo $$ > "$(dirname "$0")/pid"
exec /bin/sleep 1000
"""


@pytest.mark.skipif(os.name == "nt", reason="een shellscript als tesseract werkt niet op Windows")
def test_what_it_started_itself_ends_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "tesseract"
    program.write_text(_SLOW_RECOGNITION)
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    started: list[psutil.Process] = []

    def stop_once_it_runs(done: int, total: int) -> None:
        while not (tmp_path / "pid").exists() or not (tmp_path / "pid").read_text().strip():
            time.sleep(0.05)
        started.append(psutil.Process(int((tmp_path / "pid").read_text())))
        raise KeyboardInterrupt

    with Worker(Limits()) as worker, pytest.raises(KeyboardInterrupt):
        worker.parse(PARTLY_SCANNED, "a.pdf", progress=stop_once_it_runs)
    assert psutil.wait_procs(started, timeout=5)[1] == []


_READ_AND_TELL = """
import sys
from pathlib import Path
import psutil
from corpus.worker import Limits, Worker
def tell():
    print(*[child.pid for child in psutil.Process().children()], flush=True)
with Worker(Limits()) as worker:
    worker.parse(b"<p>een</p>", "a.html")
    tell()
    worker.parse(Path(sys.argv[1]).read_bytes(), "b.pdf")
"""


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "killpg"), reason="processen stoppen gaat op Windows anders")
def test_it_ends_with_the_program_however_that_ends(tmp_path: Path) -> None:
    busy = tmp_path / "druk.pdf"
    busy.write_bytes(crowded_page(400_000))  # some 20 seconds
    command = [sys.executable, "-c", _READ_AND_TELL, str(busy)]
    program = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    assert program.stdout is not None
    reader = psutil.Process(int(program.stdout.readline()))
    while reader.cpu_times().user < 1.0:  # until it is well in the middle of the file
        time.sleep(0.05)
    program.kill()
    program.wait()
    program.stdout.close()
    gone, alive = psutil.wait_procs([reader], timeout=5)
    assert (gone, alive) == ([reader], [])

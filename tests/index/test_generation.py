"""Generations: the pointer moves only to what is complete, and nobody loses what he is reading."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from corpus.errors import DenktankError
from corpus.locking import BusyError
from index.generation import Generations, Lease

ROOT = Path(__file__).parents[2]


@pytest.fixture
def generations(tmp_path: Path) -> Generations:
    return Generations(tmp_path / "index")


def names(generations: Generations) -> list[str]:
    return sorted(path.name for path in generations.root.iterdir() if path.is_dir())


def build(generations: Generations, text: str = "inhoud") -> Path:
    with generations.new() as folder:
        (folder / "bestand").write_text(text)
    return folder


_HOLD = """
import sys
from pathlib import Path
from index.generation import Generations, Lease
root = Path(sys.argv[2])
held = Generations(root).new() if sys.argv[1] == "build" else Lease(Generations(root).current())
with held:
    print("bezig", flush=True)
    sys.stdin.readline()
"""


@contextmanager
def another_process(doing: str, generations: Generations) -> Iterator[subprocess.Popen[str]]:
    """A process that is building or reading until its input gets a line."""
    process = subprocess.Popen(
        [sys.executable, "-c", _HOLD, doing, str(generations.root)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    assert process.stdout is not None
    try:
        assert process.stdout.readline() == "bezig\n"
        yield process
    finally:
        process.kill()
        process.communicate()


def finish(process: subprocess.Popen[str]) -> None:
    process.communicate("\n", timeout=20)
    assert process.returncode == 0


def test_before_the_first_build_there_is_none(generations: Generations) -> None:
    assert generations.current() is None
    assert not generations.root.exists()


def test_the_pointer_moves_when_the_body_is_done(generations: Generations) -> None:
    with generations.new() as folder:
        assert generations.current() is None
        (folder / "bestand").write_text("een")
    assert generations.current() == folder
    with generations.new() as second:
        assert generations.current() == folder
    assert generations.current() == second
    assert second.name > folder.name
    assert names(generations) == [second.name]


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, DenktankError, SystemExit])
def test_a_body_that_fails_leaves_the_pointer_and_no_folder(
    generations: Generations, error: type[BaseException]
) -> None:
    first = build(generations)
    with pytest.raises(error), generations.new() as folder:
        (folder / "bestand").write_text("half")
        raise error
    assert generations.current() == first
    assert (first / "bestand").read_text() == "inhoud"
    assert names(generations) == [first.name]
    assert build(generations) == generations.current()


def test_a_first_body_that_fails_leaves_nothing(generations: Generations) -> None:
    with pytest.raises(ValueError), generations.new():
        raise ValueError
    assert generations.current() is None
    assert names(generations) == []


def test_a_second_writer_hears_who_is_building(generations: Generations) -> None:
    first = build(generations)
    with another_process("build", generations) as process:
        with pytest.raises(
            BusyError, match=rf"de index gebouwd \(proces {process.pid}, sinds \d\d:\d\d uur\)"
        ):
            build(generations)
        assert generations.current() == first
        assert (first / "bestand").exists()
        finish(process)
    assert generations.current() != first
    build(generations)


def test_a_writer_that_was_killed_blocks_nobody_and_is_swept(generations: Generations) -> None:
    first = build(generations)
    with another_process("build", generations) as process:
        process.kill()
        process.wait()
    assert generations.current() == first
    assert len(names(generations)) == 2
    second = build(generations)
    assert generations.current() == second
    assert names(generations) == [second.name]


def test_a_generation_that_is_read_stays_until_it_is_let_go(generations: Generations) -> None:
    first = build(generations)
    lease = Lease(first)
    second = build(generations)
    third = build(generations)
    assert names(generations) == [first.name, third.name]
    assert second.name not in names(generations)
    assert (first / "bestand").read_text() == "inhoud"
    lease.release()
    lease.release()
    assert names(generations) == [first.name, third.name]
    fourth = build(generations)
    assert names(generations) == [fourth.name]


def test_a_generation_that_another_process_reads_stays_too(generations: Generations) -> None:
    first = build(generations)
    with another_process("read", generations) as reader:
        build(generations)
        assert (first / "bestand").exists()
        finish(reader)
    second = build(generations)
    assert names(generations) == [second.name]


def test_two_readers_share_a_generation(generations: Generations) -> None:
    first = build(generations)
    with Lease(first), Lease(first) as second:
        second.release()
        build(generations)
        assert (first / "bestand").exists()


def test_a_generation_that_is_gone_cannot_be_leased(generations: Generations) -> None:
    first = build(generations)
    build(generations)
    with pytest.raises(FileNotFoundError):
        Lease(first)


@pytest.mark.parametrize(
    "pointer", [b"generation-999999", b"../../etc", b"", b"generation-1/../..", b"\n", b"\xff\xfe\0"]
)
def test_a_pointer_to_nothing_counts_as_none(generations: Generations, pointer: bytes) -> None:
    build(generations)
    (generations.root / "current").write_bytes(pointer)
    assert generations.current() is None
    second = build(generations)
    assert generations.current() == second
    assert names(generations) == [second.name]


def test_a_lost_pointer_takes_nothing_from_a_reader(generations: Generations) -> None:
    first = build(generations)
    with Lease(first):
        (generations.root / "current").unlink()
        assert build(generations).name > first.name
        assert (first / "bestand").exists()


def test_numbers_go_on_rising(generations: Generations) -> None:
    seen = [build(generations).name for _ in range(3)]
    assert seen == sorted(set(seen))

"""Which index is in use while another takes its place."""

import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from corpus.library import Library
from index.build import build
from index.generation import Generations
from index.opened import CurrentIndex
from tests.index.built_index import NEW, in_use, titles
from tests.index.conftest import write_texts
from tests.index.fake_encoder import FakeEncoder


def test_the_index_in_use_follows_the_pointer(
    library: Library, built: Generations, encoder: FakeEncoder, tmp_path: Path
) -> None:
    current = CurrentIndex(built, encoder)
    with current.use() as first, current.use() as same:
        assert same is first
        (path,) = write_texts(tmp_path / "files", NEW)
        library.add(path)
        build(library, built, encoder)
        assert "Bomen" not in titles(first, encoder, "boom kappen")
        with current.use() as second:
            assert second is not first
            assert titles(second, encoder, "boom kappen")[0] == "Bomen"
        assert titles(first, encoder, "parkeervergunning")[0] == "Parkeren"
        assert (built.root / first.name).is_dir()
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        first.texts.chunks([0])
    with current.use() as again:
        assert again is second
    build(library, built, encoder)
    assert not (built.root / first.name).exists()
    current.close()


def test_closing_lets_go_of_the_index_and_use_opens_it_again(
    library: Library, built: Generations, encoder: FakeEncoder
) -> None:
    current = CurrentIndex(built, encoder)
    with current.use() as index:
        current.close()
        assert titles(index, encoder, "parkeervergunning")[0] == "Parkeren"
    former = in_use(built)
    build(library, built, encoder)
    assert not former.exists()
    with current.use() as index:
        assert titles(index, encoder, "parkeervergunning")[0] == "Parkeren"
    current.close()


def test_an_index_replaced_while_it_was_being_opened_is_no_error(
    library: Library, built: Generations, encoder: FakeEncoder
) -> None:
    class ReplacedAfterLooking(Generations):
        times = 1

        def current(self) -> Path | None:
            folder = super().current()
            if self.times:
                self.times -= 1
                build(library, built, encoder)
                assert folder is not None
                assert not folder.exists()
            return folder

    current = CurrentIndex(ReplacedAfterLooking(built.root), encoder)
    with current.use() as index:
        assert index.name == in_use(built).name
    current.close()


def test_searching_goes_on_while_the_index_is_replaced_again_and_again(
    library: Library, built: Generations, encoder: FakeEncoder
) -> None:
    current = CurrentIndex(built, encoder)
    done = threading.Event()

    def keep_searching(_: int) -> set[str]:
        seen = set()
        while not done.is_set():
            with current.use() as index:
                assert titles(index, encoder, "parkeervergunning")[0] == "Parkeren"
                seen.add(index.name)
        return seen

    with ThreadPoolExecutor(4) as pool:
        searching = [pool.submit(keep_searching, number) for number in range(4)]
        try:
            for _ in range(8):
                build(library, built, encoder)
        finally:
            done.set()
        seen = set().union(*(future.result() for future in searching))
    assert len(seen) > 2
    build(library, built, encoder)
    with current.use() as index:
        assert index.name == in_use(built).name
    build(library, built, encoder)
    current.close()
    build(library, built, encoder)
    assert [path.name for path in built.root.glob("generation-*")] == [in_use(built).name]

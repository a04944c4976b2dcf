"""Building: what did not change is taken over, and a build that fails changes nothing."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import DenktankError
from corpus.library import Library
from index.build import build
from index.chunking import chunks
from index.generation import Generations
from index.layout import (
    BACKGROUND_FILE,
    HASHES_FILE,
    SENTENCE_SPANS_FILE,
    SENTENCE_STARTS_FILE,
    SENTENCES_FILE,
    TEXTS_FILE,
)
from index.opened import CurrentIndex, OpenIndex
from index.retriever import prepare, search
from index.texts import StoredChunk
from tests.index.conftest import write_texts
from tests.index.fake_encoder import FakeEncoder

ROOT = Path(__file__).parents[2]
NEW = {"bomen.md": "# Bomen\n\nWie een boom wil kappen vraagt een vergunning aan.\n"}


def in_use(generations: Generations) -> Path:
    folder = generations.current()
    assert folder is not None
    return folder


def opened(generations: Generations, encoder: FakeEncoder) -> OpenIndex:
    return OpenIndex(in_use(generations), encoder)


def titles(index: OpenIndex, encoder: FakeEncoder, query: str) -> list[str]:
    return [found.stored.place.title for found in search(index, prepare(index, encoder, query), 3)]


def vectors(index: OpenIndex) -> dict[str, list[float]]:
    """Every text in the index with its vector."""
    found: dict[str, list[float]] = {}
    for stored in stored_chunks(index):
        found[stored.chunk.embedded_text] = index.passage_vectors([stored.number])[0].tolist()
        rows = index.sentence_vectors(stored.sentence_numbers)
        for sentence, row in zip(stored.chunk.sentences, rows, strict=True):
            found[stored.chunk.embedded_sentence(sentence)] = row.tolist()
    return found


def stored_chunks(index: OpenIndex) -> list[StoredChunk]:
    return index.texts.chunks(range(index.manifest.chunks))


def test_everything_in_the_library_is_indexed(
    library: Library, generations: Generations, encoder: FakeEncoder
) -> None:
    made = build(library, generations, encoder)
    expected = [chunk for entry in library.entries() for chunk in chunks(library.publication(entry.key))]
    assert made.publications == library.hashes()
    assert (made.model, made.model_name) == (encoder.identity, encoder.name)
    assert (made.chunks, made.sentences) == (len(expected), sum(len(chunk.sentences) for chunk in expected))
    index = opened(generations, encoder)
    assert index.manifest == made
    assert [stored.chunk for stored in stored_chunks(index)] == expected
    for text, vector in vectors(index).items():
        assert np.allclose(vector, encoder.encode_query(text), atol=1e-3)
    index.close()


def test_a_built_index_finds(built: Generations, encoder: FakeEncoder) -> None:
    index = opened(built, encoder)
    assert titles(index, encoder, "hoe vraag ik een parkeervergunning aan")[0] == "Parkeren"
    assert titles(index, encoder, "zwemles voor kinderen")[0] == "Zwembad"
    index.close()


def test_progress_counts_up_to_all_texts(library: Library, generations: Generations) -> None:
    seen: list[tuple[int, int]] = []
    encoder = FakeEncoder()
    build(library, generations, encoder, lambda done, total: seen.append((done, total)))
    total = len(encoder.encoded)
    assert seen == [(number, total) for number in range(1, total + 1)]
    assert len(set(encoder.encoded)) == total
    build(library, generations, encoder, lambda done, total: seen.append((done, total)))
    assert seen[total:] == [(0, 0)]


def test_a_second_build_encodes_only_what_is_new(
    library: Library, built: Generations, encoder: FakeEncoder, tmp_path: Path
) -> None:
    before = opened(built, encoder)
    former = vectors(before)
    before.close()
    (path,) = write_texts(tmp_path / "files", NEW)
    library.add(path)
    again = FakeEncoder()
    build(library, built, again)
    assert again.encoded == [
        "Bomen\nWie een boom wil kappen vraagt een vergunning aan.",
        "Bomen: Wie een boom wil kappen vraagt een vergunning aan.",
    ]
    after = opened(built, encoder)
    now = vectors(after)
    assert set(now) - set(former) == set(again.encoded)
    assert {text: now[text] for text in former} == former
    assert titles(after, encoder, "boom kappen")[0] == "Bomen"
    after.close()


def test_vectors_do_not_drift_over_many_builds(
    library: Library, built: Generations, encoder: FakeEncoder
) -> None:
    index = opened(built, encoder)
    former = vectors(index)
    index.close()
    for _ in range(3):
        idle = FakeEncoder()
        build(library, built, idle)
        assert idle.encoded == []
    index = opened(built, encoder)
    assert vectors(index) == former
    index.close()


def test_what_was_removed_is_found_no_more(
    library: Library, built: Generations, encoder: FakeEncoder
) -> None:
    library.remove("parkeren")
    again = FakeEncoder()
    build(library, built, again)
    index = opened(built, encoder)
    assert again.encoded == []
    assert "Parkeren" not in titles(index, encoder, "parkeervergunning aanvragen")
    assert index.texts.page("parkeren", None) is None
    for path in in_use(built).rglob("*"):
        assert path.is_dir() or b"parkeervergunning" not in path.read_bytes()
    index.close()


def test_an_interrupted_build_leaves_the_former_index(
    library: Library, built: Generations, encoder: FakeEncoder, tmp_path: Path
) -> None:
    former = in_use(built)
    for path in write_texts(tmp_path / "files", {"een.txt": "Een zin erbij.", "twee.txt": "Nog een zin."}):
        library.add(path)
    with pytest.raises(KeyboardInterrupt):
        build(library, built, FakeEncoder(fail_after=2))
    assert in_use(built) == former
    assert [path.name for path in built.root.glob("generation-*")] == [former.name]
    index = opened(built, encoder)
    assert titles(index, encoder, "parkeervergunning")[0] == "Parkeren"
    index.close()
    build(library, built, encoder)
    assert in_use(built) != former


_STALL = """
import sys, time
from pathlib import Path
from corpus.library import Library
from index import build as building
from index.generation import Generations
from tests.index.fake_encoder import FakeEncoder

def stall(*_):
    print("bezig", flush=True)
    time.sleep(60)

class Stalling(FakeEncoder):
    def encode_passages(self, texts, progress=None):
        if sys.argv[2] == "encoding":
            return super().encode_passages(texts, stall)
        return super().encode_passages(texts, progress)

if sys.argv[2] == "saving":
    building.manifests.save = stall
home = Path(sys.argv[1])
library = Library(home, 1_000_000, with_startcorpus=False)
building.build(library, Generations(home / "index"), Stalling())
"""


@pytest.mark.parametrize("moment", ["encoding", "saving"])
def test_a_killed_build_does_no_harm(
    library: Library, built: Generations, encoder: FakeEncoder, tmp_path: Path, moment: str
) -> None:
    former = in_use(built)
    (path,) = write_texts(tmp_path / "files", NEW)
    library.add(path)
    process = subprocess.Popen(
        [sys.executable, "-c", _STALL, str(tmp_path / "home"), moment],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "bezig\n"
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    assert len(list(built.root.glob("generation-*"))) == 2
    assert in_use(built) == former
    index = opened(built, encoder)
    assert titles(index, encoder, "parkeervergunning")[0] == "Parkeren"
    index.close()
    build(library, built, encoder)
    index = opened(built, encoder)
    assert titles(index, encoder, "boom kappen")[0] == "Bomen"
    index.close()
    assert [path.name for path in built.root.glob("generation-*")] == [in_use(built).name]


def test_another_model_is_refused_by_name(built: Generations) -> None:
    with pytest.raises(DenktankError, match="het vectormodel") as caught:
        opened(built, FakeEncoder("ander model"))
    for words in ("nepmodel", "ander model", "denktank index build"):
        assert words in str(caught.value)
    assert "\n" not in str(caught.value)


def test_building_with_another_model_encodes_everything_again(
    library: Library, built: Generations, encoder: FakeEncoder
) -> None:
    other = FakeEncoder("ander model")
    build(library, built, other)
    assert sorted(other.encoded) == sorted(encoder.encoded)
    opened(built, other).close()


def test_without_an_index_the_remedy_is_named(generations: Generations, encoder: FakeEncoder) -> None:
    with pytest.raises(DenktankError, match=r"nog geen index.*denktank index build"):
        CurrentIndex(generations, encoder).use().__enter__()


def test_an_empty_library_is_no_index(
    empty_library: Library, generations: Generations, encoder: FakeEncoder
) -> None:
    with pytest.raises(DenktankError, match=r"leeg.*denktank corpus add"):
        build(empty_library, generations, encoder)
    assert generations.current() is None
    assert list(generations.root.glob("generation-*")) == []


def test_a_library_of_headings_only_is_no_index(
    empty_library: Library, generations: Generations, encoder: FakeEncoder, tmp_path: Path
) -> None:
    (path,) = write_texts(tmp_path / "files", {"kop.md": "# Alleen een kop\n"})
    empty_library.add(path)
    with pytest.raises(DenktankError, match="geen tekst"):
        build(empty_library, generations, encoder)
    assert generations.current() is None


def test_emptying_the_library_keeps_the_last_index(
    library: Library, built: Generations, encoder: FakeEncoder
) -> None:
    former = in_use(built)
    for entry in library.entries():
        library.remove(entry.key)
    with pytest.raises(DenktankError, match="leeg"):
        build(library, built, encoder)
    assert in_use(built) == former


def damage_nothing_left(folder: Path) -> None:
    for path in folder.iterdir():
        if path.name != "in-use":
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def half(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])


DAMAGE = {
    "no texts": lambda folder: (folder / TEXTS_FILE).unlink(),
    "half the texts": lambda folder: half(folder / TEXTS_FILE),
    "empty texts": lambda folder: (folder / TEXTS_FILE).write_bytes(b""),
    "no manifest": lambda folder: (folder / "manifest.json").unlink(),
    "half a manifest": lambda folder: half(folder / "manifest.json"),
    "no keywords": lambda folder: shutil.rmtree(folder / "bm25"),
    "no sentence vectors": lambda folder: (folder / SENTENCES_FILE).unlink(),
    "half the sentence vectors": lambda folder: half(folder / SENTENCES_FILE),
    "no sentence starts": lambda folder: (folder / SENTENCE_STARTS_FILE).unlink(),
    "half the sentence starts": lambda folder: half(folder / SENTENCE_STARTS_FILE),
    "half the sentence spans": lambda folder: half(folder / SENTENCE_SPANS_FILE),
    "sentence starts of another index": lambda folder: np.save(folder / SENTENCE_STARTS_FILE, [0, 1, 2]),
    "no background": lambda folder: (folder / BACKGROUND_FILE).unlink(),
    "no chunk vectors": lambda folder: shutil.rmtree(folder / "chroma"),
    "half of chroma": lambda folder: half(folder / "chroma" / "chroma.sqlite3"),
    "nothing left": damage_nothing_left,
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_index_is_refused_and_the_remedy_works(
    library: Library, built: Generations, encoder: FakeEncoder, damage: str
) -> None:
    DAMAGE[damage](in_use(built))
    with pytest.raises(DenktankError, match="denktank index build") as caught:
        opened(built, encoder).close()
    assert "\n" not in str(caught.value)
    build(library, built, encoder)
    index = opened(built, encoder)
    assert titles(index, encoder, "parkeervergunning")[0] == "Parkeren"
    index.close()


def test_damaged_hashes_only_mean_encoding_again(
    library: Library, built: Generations, encoder: FakeEncoder
) -> None:
    half(in_use(built) / HASHES_FILE)
    opened(built, encoder).close()
    again = FakeEncoder()
    build(library, built, again)
    assert again.encoded == encoder.encoded


def test_a_damaged_background_is_told_when_it_is_read(built: Generations, encoder: FakeEncoder) -> None:
    half(in_use(built) / BACKGROUND_FILE)
    index = opened(built, encoder)
    with pytest.raises(DenktankError, match=r"beschadigd.*denktank index build"):
        _ = index.background
    index.close()


def test_a_damaged_search_graph_is_refused_and_the_remedy_works(
    empty_library: Library, generations: Generations, encoder: FakeEncoder, tmp_path: Path
) -> None:
    more_than_chroma_keeps_in_its_log = 1_200
    sections = (
        f"## Kop {number}\n\nDe zin over {number} staat hier.\n"
        for number in range(more_than_chroma_keeps_in_its_log)
    )
    (path,) = write_texts(tmp_path / "files", {"groot.md": "# Groot\n\n" + "\n".join(sections)})
    empty_library.add(path)
    build(empty_library, generations, encoder)
    graph = list((in_use(generations) / "chroma").glob("*/*"))
    assert graph
    for file in graph:
        half(file)
    with pytest.raises(DenktankError, match=r"beschadigd.*denktank index build"):
        opened(generations, encoder)
    build(empty_library, generations, encoder)
    index = opened(generations, encoder)
    assert titles(index, encoder, "de zin over 7") == ["Groot"] * 3
    index.close()


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


def test_a_sentence_in_three_publications_is_not_quotable(
    empty_library: Library, generations: Generations, encoder: FakeEncoder, tmp_path: Path
) -> None:
    often = "Aan deze tekst kunt u geen rechten ontlenen."
    twice = "Bel voor vragen met het klantcontactcentrum."
    texts = {
        f"{number}.txt": f"Dit is de eigen zin van nummer {number}. {often} {often}" for number in range(3)
    }
    texts["0.txt"] += f" {twice}"
    texts["1.txt"] += f" {twice} {twice}"
    for path in write_texts(tmp_path / "files", texts):
        empty_library.add(path)
    build(empty_library, generations, encoder)
    index = opened(generations, encoder)
    quotable: dict[str, set[bool]] = {}
    for stored in stored_chunks(index):
        for sentence in stored.chunk.sentences:
            quotable.setdefault(sentence.text, set()).add(sentence.quotable)
    assert quotable.pop(often) == {False}
    assert quotable.pop(twice) == {True}
    assert set(map(tuple, quotable.values())) == {(True,)}
    assert titles(index, encoder, "rechten ontlenen")
    index.close()


def test_equal_texts_are_encoded_once(
    empty_library: Library, generations: Generations, encoder: FakeEncoder, tmp_path: Path
) -> None:
    for path in write_texts(
        tmp_path / "files", {"een.md": "# Kop\n\nDe zin.\n", "twee.md": "# Kop\n\nDe zin.\n\n\n"}
    ):
        empty_library.add(path)
    made = build(empty_library, generations, encoder)
    assert (made.chunks, made.sentences) == (2, 2)
    assert encoder.encoded == ["Kop\nDe zin.", "Kop: De zin."]

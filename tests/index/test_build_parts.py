"""The parts of building: slabs, sentences that stand everywhere, how vectors lie, files of vectors."""

from pathlib import Path

import numpy as np
import pytest

from corpus.library import Library
from index import build_vectors, groups
from index.background import background_of
from index.build import build
from index.generation import Generations
from index.hashes import find_rows, first_rows, hash_texts
from index.opened import OpenIndex
from index.vector_file import FloatArray, VectorFile
from tests.index.conftest import write_texts
from tests.index.fake_encoder import FakeEncoder

SUBJECTS = ("regio", "raad", "wethouder", "begroting", "woning", "haven", "energie", "jeugd", "weg", "zorg")


def sentences(first: int, last: int) -> list[str]:
    return [
        f"Regel {number} gaat over de {SUBJECTS[number % 10]} en {SUBJECTS[number // 10 % 10]} van dit jaar."
        for number in range(first, last)
    ]


def quotable(
    library: Library, generations: Generations, folder: Path, texts: dict[str, list[str]]
) -> dict[str, bool]:
    """For every sentence whether it may be quoted, after building over files of these sentences."""
    for path in write_texts(folder, {name: " ".join(lines) for name, lines in texts.items()}):
        library.add(path)
    encoder = FakeEncoder()
    build(library, generations, encoder)
    generation = generations.current()
    assert generation is not None
    index = OpenIndex(generation, encoder)
    try:
        return {
            sentence.text: sentence.quotable
            for stored in index.texts.chunks(range(index.manifest.chunks))
            for sentence in stored.chunk.sentences
        }
    finally:
        index.close()


def test_a_report_that_is_there_three_times_may_be_quoted(
    empty_library: Library, generations: Generations, tmp_path: Path
) -> None:
    report = sentences(0, 30)
    marks = quotable(
        empty_library,
        generations,
        tmp_path / "files",
        {
            "a.txt": [*report, *sentences(100, 110)],
            "b.txt": [*report, *sentences(200, 210)],
            "c.txt": [*report, *sentences(300, 310)],
        },
    )
    assert len(marks) == 60
    assert all(marks.values())


def test_what_stands_in_three_different_reports_may_not(
    empty_library: Library, generations: Generations, tmp_path: Path
) -> None:
    colophon = sentences(500, 530)
    marks = quotable(
        empty_library,
        generations,
        tmp_path / "files",
        {f"{name}.txt": [*sentences(name, name + 40), *colophon] for name in (1000, 2000, 3000)},
    )
    assert {sentence for sentence, mark in marks.items() if not mark} == set(colophon)


def test_small_publications_with_the_same_disclaimer_count_one_by_one(
    empty_library: Library, generations: Generations, tmp_path: Path
) -> None:
    disclaimer = sentences(0, 19)
    texts = {f"{number}.txt": [*disclaimer, *sentences(100 + number, 101 + number)] for number in range(3)}
    marks = quotable(empty_library, generations, tmp_path / "files", texts)
    assert {sentence for sentence, mark in marks.items() if not mark} == set(disclaimer)


def test_copies_count_as_one_among_the_others(
    empty_library: Library, generations: Generations, tmp_path: Path
) -> None:
    report, twice, often = sentences(0, 30), sentences(600, 601), sentences(700, 701)
    texts = {f"kopie-{number}.txt": [*report, *twice, *often] for number in range(3)}
    texts["een.txt"] = [*sentences(1000, 1003), *twice, *often]
    texts["twee.txt"] = [*sentences(2000, 2003), *often]
    marks = quotable(empty_library, generations, tmp_path / "files", texts)
    assert {sentence for sentence, mark in marks.items() if not mark} == set(often)


def test_the_size_of_a_slab_changes_nothing(
    library: Library, generations: Generations, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    encoder = FakeEncoder()
    again = {"kopie.md": "# Parkeren\n\nEen parkeervergunning vraagt u aan bij het loket.\n"}
    for path in write_texts(tmp_path / "files", again):
        library.add(path)
    build(library, generations, encoder)
    in_one = vectors(generations, encoder)
    monkeypatch.setattr(build_vectors, "SLAB", 3)
    build(library, generations, encoder)
    taken_over = vectors(generations, encoder)
    anew, seen = Generations(tmp_path / "elders"), []
    other = FakeEncoder()
    build(library, anew, other, lambda done, total: seen.append((done, total)))
    assert seen == [(number, len(other.encoded)) for number in range(1, len(other.encoded) + 1)]
    for part in (taken_over, vectors(anew, encoder)):
        for expected, found in zip(in_one, part, strict=True):
            assert np.array_equal(expected, found)


def vectors(generations: Generations, encoder: FakeEncoder) -> tuple[FloatArray, FloatArray]:
    folder = generations.current()
    assert folder is not None
    index = OpenIndex(folder, encoder)
    try:
        chunks = index.passage_vectors(range(index.manifest.chunks))
        return chunks, index.sentence_vectors(range(index.manifest.sentences))
    finally:
        index.close()


def test_an_index_knows_how_its_sentence_vectors_lie(built: Generations, encoder: FakeEncoder) -> None:
    folder = built.current()
    assert folder is not None
    index = OpenIndex(folder, encoder)
    rows = index.sentence_vectors(range(index.manifest.sentences))
    assert index.background.mean.dtype == index.background.covariance.dtype == np.dtype("float32")
    assert np.allclose(index.background.mean, rows.mean(axis=0), atol=1e-6)
    assert np.allclose(index.background.covariance, np.cov(rows.T, bias=True), atol=1e-6)
    index.close()


def test_mean_and_covariance_hold_over_many_rows_on_one_side() -> None:
    random = np.random.default_rng(7)
    rows = (random.normal(0, 0.02, (20_000, 6)) + 0.4).astype(np.float16)
    queries = np.eye(6, dtype=np.float32)
    found = background_of(np.split(rows, [8_000, 8_000, 19_999]), queries)
    assert np.allclose(found.mean, rows.astype(np.float64).mean(axis=0), atol=1e-6)
    assert np.allclose(found.covariance, np.cov(rows.astype(np.float64).T, bias=True), atol=1e-7)
    assert np.allclose(found.nearest, rows.max(axis=0), atol=1e-6)
    assert found.spread(queries[0]) == pytest.approx(float(rows[:, 0].astype(np.float64).std()), rel=1e-4)


def test_an_index_knows_the_means_of_its_sections(
    empty_library: Library, generations: Generations, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = "\n\n".join(" ".join(sentences(first, first + 30)) for first in (0, 100, 200))
    texts = {"a.md": f"# Een\n\n{long}\n\n## Twee\n\nKort.\n", "b.md": f"# Drie\n\n{long}\n"}
    for path in write_texts(tmp_path / "files", texts):
        empty_library.add(path)
    encoder = FakeEncoder()
    for rows in (8192, 2, 1):
        monkeypatch.setattr(groups, "_ROWS", rows)
        build(empty_library, generations, encoder)
        folder = generations.current()
        assert folder is not None
        index = OpenIndex(folder, encoder)
        numbers = np.arange(index.manifest.chunks)
        section = [one.chunk.section for one in index.texts.chunks(numbers)]
        assert len(set(section)) == 3 < len(section)
        vectors = index.passage_vectors(numbers)
        expected = [vectors[[other == mine for other in section]].mean(axis=0) for mine in section]
        assert np.allclose(index.groups.section_means(numbers), expected, atol=1e-3)
        index.close()


def test_rows_are_known_by_their_texts() -> None:
    hashes = hash_texts(["a", "b", "a", "c", "b"])
    assert first_rows(hashes).tolist() == [0, 1, 0, 3, 1]
    assert find_rows(hash_texts(["c", "z", "b"]), hashes).tolist() == [3, -1, 1]
    assert find_rows(hashes, hash_texts([])).tolist() == [-1] * 5


@pytest.mark.parametrize("rows", [[], [49], [0, 1, 2, 7, 8, 30], [5, 4, 3], list(range(50))])
def test_rows_of_a_vector_file_are_written_where_they_belong(tmp_path: Path, rows: list[int]) -> None:
    random = np.random.default_rng(1)
    file = VectorFile(tmp_path / "vectors.npy", 50, 4)
    expected = random.random((50, 4)).astype(np.float16)
    file.write(np.arange(50), expected)
    change = random.random((len(rows), 4)).astype(np.float32)
    file.write(np.array(rows, dtype=np.int64), change)
    expected[rows] = change
    assert np.array_equal(np.load(file.path), expected)
    assert np.array_equal(file.read(np.array(rows, dtype=np.int64)), expected[rows].astype(np.float32))

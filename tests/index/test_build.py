"""Building: what is encoded, what is taken over from the former index, and what is no index."""

from pathlib import Path

import numpy as np
import pytest

from corpus.errors import DenktankError
from corpus.library import Library
from index.build import build
from index.chunking import chunks
from index.generation import Generations
from index.opened import CurrentIndex
from tests.index.built_index import NEW, in_use, opened, stored_chunks, titles, vectors
from tests.index.conftest import write_texts
from tests.index.fake_encoder import FakeEncoder


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

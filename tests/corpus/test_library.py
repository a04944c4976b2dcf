"""The library on disk: what is added, changed and removed, and under which key."""

import json
from datetime import datetime
from pathlib import Path

import pytest

from corpus import read
from corpus.errors import DenktankError
from corpus.folders import readable_files
from corpus.kinds import PassageKind
from corpus.library import Library
from corpus.read_options import ReadOptions
from corpus.startcorpus_pieces import startcorpus
from tests.corpus.bad_pdf import PARTLY_SCANNED
from tests.corpus.library_files import own_keys, stored, text, write


def test_a_new_library_holds_the_startcorpus_only(library: Library, home: Path) -> None:
    assert library.own_entries() == ()
    assert [entry.key for entry in library.entries()] == [piece.key for piece in startcorpus()]
    assert not home.exists()


def test_an_added_file_can_be_listed_shown_and_removed(library: Library, home: Path, tmp_path: Path) -> None:
    path = write(
        tmp_path / "Nóta Één (def).md", "# De nota\n\nEerste alinea.\n\n- een punt\n- nog een punt\n"
    )
    before = datetime.now().astimezone().replace(microsecond=0)
    added = library.add(path)
    assert (added.change, added.warnings, added.namesake) == ("nieuw", (), None)
    entry = added.entry
    assert (entry.key, entry.file, entry.title) == ("nota-een-def", "Nóta Één (def).md", "De nota")
    assert (entry.passages, entry.pages, entry.kind) == (3, 0, PassageKind.BACKGROUND)
    assert entry.sha256 == read.sha256_of(path.read_bytes())
    assert entry.origin == str(path.resolve())
    assert entry.added is not None
    assert before <= datetime.fromisoformat(entry.added) <= datetime.now().astimezone()
    assert library.entries()[0] == entry
    shown = library.publication(entry.key)
    assert text(shown) == "De nota\n\nEerste alinea.\n\n• een punt\n• nog een punt"
    assert shown.sha256 == entry.sha256

    assert library.remove(entry.key) == entry
    assert library.own_entries() == ()
    assert list(stored(home)) == ["manifest.json"]
    assert path.exists()
    with pytest.raises(DenktankError, match=r"nota-een-def.*denktank corpus list"):
        library.publication(entry.key)
    with pytest.raises(DenktankError, match=r"nota-een-def.*denktank corpus list"):
        library.remove(entry.key)


def test_pages_of_a_pdf_are_counted_and_warnings_passed_on(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "rapport.pdf"
    path.write_bytes(PARTLY_SCANNED)
    added = Library(home, 100_000, options=ReadOptions(recognise=False)).add(path)
    assert (added.entry.pages, added.entry.unread) == (2, (2,))
    assert "bladzijde 2" in added.warnings[0]


def test_the_same_bytes_twice_change_nothing(library: Library, home: Path, tmp_path: Path) -> None:
    path = write(tmp_path / "nota.txt")
    first = library.add(path)
    before = stored(home)
    again = library.add(path)
    assert (again.change, again.entry) == ("ongewijzigd", first.entry)
    assert stored(home) == before


def test_the_same_bytes_under_another_name_change_nothing(
    library: Library, home: Path, tmp_path: Path
) -> None:
    first = library.add(write(tmp_path / "nota.txt"))
    before = stored(home)
    again = library.add(write(tmp_path / "elders" / "kopie.txt"))
    assert (again.change, again.entry) == ("ongewijzigd", first.entry)
    assert stored(home) == before


def test_a_changed_file_replaces_its_former_version(library: Library, home: Path, tmp_path: Path) -> None:
    path = write(tmp_path / "nota.txt", "De oude tekst.")
    other = library.add(write(tmp_path / "ander.txt", "Iets anders."))
    former = library.add(path)
    write(path, "De nieuwe tekst.")
    replaced = library.add(path)
    assert (replaced.change, replaced.entry.key) == ("vervangen", former.entry.key)
    assert replaced.namesake is None
    assert own_keys(library) == [other.entry.key, former.entry.key]
    assert text(library.publication("nota")) == "De nieuwe tekst."
    assert not any(b"oude" in data for data in stored(home).values())
    assert len(stored(home)) == 5


def test_a_namesake_from_another_folder_gets_its_own_key(library: Library, tmp_path: Path) -> None:
    first = library.add(write(tmp_path / "a" / "nota.txt", "De tekst uit map a."))
    second = library.add(write(tmp_path / "b" / "nota.txt", "De tekst uit map b."))
    third = library.add(write(tmp_path / "c" / "nota.txt", "De tekst uit map c."))
    assert (first.entry.key, first.namesake) == ("nota", None)
    assert (second.entry.key, second.change, second.namesake) == ("nota-2", "nieuw", "nota")
    assert third.entry.key == "nota-3"
    assert [text(library.publication(key)) for key in ("nota", "nota-2", "nota-3")] == [
        "De tekst uit map a.",
        "De tekst uit map b.",
        "De tekst uit map c.",
    ]


def test_removing_one_of_two_namesakes_leaves_the_other(library: Library, tmp_path: Path) -> None:
    library.add(write(tmp_path / "a" / "nota.txt", "De tekst uit map a."))
    library.add(write(tmp_path / "b" / "nota.txt", "De tekst uit map b."))
    library.remove("nota")
    assert text(library.publication("nota-2")) == "De tekst uit map b."


@pytest.mark.parametrize(
    "name", ["../../weg.txt", "...txt", "%2e%2e.txt", "-rf.txt", "CON.txt", "ü" * 80 + ".txt"]
)
def test_odd_names_stay_inside_the_library(library: Library, home: Path, tmp_path: Path, name: str) -> None:
    added = library.add(write(tmp_path / "x" / "y" / name))
    assert added.entry.key.replace("-", "").isalnum()
    assert text(library.publication(added.entry.key)).startswith("Een zin")
    assert {path.name for path in tmp_path.iterdir()} <= {"home", "x", Path(name).name}
    assert {path.name for path in home.iterdir()} == {"library"}


def test_a_key_never_collides_with_the_startcorpus(home: Path, tmp_path: Path) -> None:
    piece = startcorpus()[0]
    for with_startcorpus in (True, False):
        library = Library(home, 100_000, with_startcorpus=with_startcorpus)
        added = library.add(
            write(tmp_path / str(with_startcorpus) / piece.file, f"# Kop\n\nEigen {with_startcorpus}.")
        )
        assert added.entry.key not in {entry.key for entry in startcorpus()}
        assert text(library.publication(added.entry.key)).startswith("Kop")
    keys = [entry.key for entry in Library(home, 100_000).entries()]
    assert len(keys) == len(set(keys))


def test_a_folder_gives_its_readable_files_without_hidden_ones_and_locks(tmp_path: Path) -> None:
    folder = tmp_path / ".verborgen" / "map"
    for name in (
        "b.txt", "a.MD", "diep/er/c.html", ".geheim.txt", ".git/d.txt", "e.xlsx", "zonder", "~$nota.docx",
    ):  # fmt: skip
        write(folder / name)
    (folder / "map.pdf").mkdir()
    found = [path.relative_to(folder).as_posix() for path in readable_files(folder)]
    assert found == ["a.MD", "b.txt", "diep/er/c.html"]


def test_a_folder_without_readable_files_gives_none(tmp_path: Path) -> None:
    write(tmp_path / "map" / "e.xlsx")
    assert readable_files(tmp_path / "map") == ()


def test_pieces_of_the_startcorpus_are_listed_but_cannot_be_removed(library: Library) -> None:
    piece = startcorpus()[0]
    assert library.publication(piece.key) == piece
    with pytest.raises(DenktankError, match=r"hoort bij het startcorpus.*DENKTANK_STARTCORPUS=false"):
        library.remove(piece.key)
    entry = next(entry for entry in library.entries() if entry.key == piece.key)
    assert (entry.title, entry.kind, entry.origin) == (piece.metadata.title, piece.metadata.kind, None)


def test_without_startcorpus_only_own_publications_are_left(home: Path, tmp_path: Path) -> None:
    library = Library(home, 100_000, with_startcorpus=False)
    library.add(write(tmp_path / "nota.txt"))
    assert library.entries() == library.own_entries()
    assert list(library.hashes()) == ["nota"]
    with pytest.raises(DenktankError, match="Er is geen publicatie"):
        library.publication(startcorpus()[0].key)


@pytest.mark.parametrize("with_startcorpus", [True, False])
def test_hashes_are_those_of_the_entries_in_the_same_order(
    home: Path, tmp_path: Path, with_startcorpus: bool
) -> None:
    library = Library(home, 100_000, with_startcorpus=with_startcorpus)
    for name in ("z", "a", "m"):
        library.add(write(tmp_path / f"{name}.txt", f"De tekst van {name}."))
    assert list(library.hashes().items()) == [(entry.key, entry.sha256) for entry in library.entries()]


def test_the_manifest_is_readable_by_people(filled: Library, home: Path) -> None:
    manifest = json.loads((home / "library" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["version"] == 1
    assert [entry["file"] for entry in manifest["entries"]] == ["nota.txt"]


def test_a_file_that_gets_the_text_of_another_leaves_no_stale_version(
    library: Library, tmp_path: Path
) -> None:
    library.add(write(tmp_path / "a.txt", "De eerste tekst."))
    library.add(write(tmp_path / "b.txt", "De tweede tekst."))
    assert library.add(write(tmp_path / "b.txt", "De eerste tekst.")).change == "vervangen"
    assert {text(library.publication(key)) for key in own_keys(library)} == {"De eerste tekst."}


def test_two_files_that_swap_their_texts_keep_both(library: Library, tmp_path: Path) -> None:
    for first, second in (("eerste", "tweede"), ("tweede", "eerste")):
        library.add(write(tmp_path / "a.txt", f"De {first} tekst."))
        library.add(write(tmp_path / "b.txt", f"De {second} tekst."))
    texts = {key: text(library.publication(key)) for key in own_keys(library)}
    assert texts == {"a": "De tweede tekst.", "b": "De eerste tekst."}


def test_a_snapshot_gives_the_entries_as_they_are_afterwards(
    filled: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(read, "READER_VERSION", read.READER_VERSION + 1)
    found = {entry.key: filled.fingerprint(entry) for entry, _ in filled.snapshot()}
    assert found == filled.fingerprints()

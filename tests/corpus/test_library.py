"""The library on disk: whatever happens, it is what it was or what it should be."""

import errno
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from corpus import read
from corpus.catalogue import catalogue, missing
from corpus.errors import DenktankError, UnreadableFileError
from corpus.folders import readable_files
from corpus.kinds import PassageKind
from corpus.library import Library, Overrides
from corpus.publication import Publication
from corpus.read_options import ReadOptions
from corpus.startcorpus_pieces import startcorpus
from corpus.structure.kind_rules import default_rules, load_rules
from tests.corpus.bad_pdf import PARTLY_SCANNED, partly_scanned
from tests.corpus.make_pdf import make_pdf

ROOT = Path(__file__).parents[2]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def library(home: Path) -> Library:
    return Library(home, max_file_bytes=100_000)


def write(path: Path, text: str = "Een zin over samenwerken in de regio.") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def stored(home: Path) -> dict[str, bytes]:
    """Every file under the library except the lock, with its contents."""
    root = home / "library"
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and not path.name.startswith("lock")
    }


def text(publication: Publication) -> str:
    return "\n".join(page.text for page in publication.pages)


def own_keys(library: Library) -> list[str]:
    return [entry.key for entry in library.own_entries()]


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


@pytest.fixture
def filled(library: Library, tmp_path: Path) -> Library:
    library.add(write(tmp_path / "nota.txt", "De oude tekst."))
    return library


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


def test_a_lost_or_damaged_parsed_form_is_made_anew(filled: Library, home: Path) -> None:
    expected = filled.publication("nota")
    (parsed,) = (home / "library" / "parsed").iterdir()
    complete = parsed.read_bytes()
    for damage in (None, complete[: len(complete) // 2], b'{"key": "nota"}'):
        parsed.unlink()
        if damage is not None:
            parsed.write_bytes(damage)
        assert filled.publication("nota") == expected
        assert parsed.read_bytes() == complete


def test_a_newer_reader_reads_the_original_again(
    filled: Library, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (parsed,) = (home / "library" / "parsed").iterdir()
    parsed.write_bytes(parsed.read_bytes().replace(b"oude", b"OUDE"))
    assert "OUDE" in text(filled.publication("nota"))
    monkeypatch.setattr(read, "READER_VERSION", read.READER_VERSION + 1)
    assert "oude" in text(filled.publication("nota"))


def test_a_lost_original_is_named_with_a_remedy(filled: Library, home: Path) -> None:
    (original,) = (path for path in (home / "library" / "originals").rglob("*") if path.is_file())
    original.unlink()
    assert text(filled.publication("nota")) == "De oude tekst."
    (parsed,) = (home / "library" / "parsed").iterdir()
    parsed.unlink()
    with pytest.raises(DenktankError, match=r"nota\.txt.*denktank corpus remove nota.*voeg het opnieuw toe"):
        filled.publication("nota")


def test_the_remedy_for_a_lost_original_works(filled: Library, home: Path, tmp_path: Path) -> None:
    for path in (home / "library").rglob("*"):
        if path.is_file() and path.name != "manifest.json":
            path.unlink()
    filled.remove("nota")
    assert filled.add(tmp_path / "nota.txt").change == "nieuw"
    assert text(filled.publication("nota")) == "De oude tekst."


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


def test_a_recognised_publication_gets_the_metadata_of_the_catalogue(
    library: Library, tmp_path: Path
) -> None:
    letter = "Rapporten vierde denktank\n\nOns kenmerk: COS/U201800494.\n\nGeachte heer, hierbij de set.\n"
    entry = library.add(write(tmp_path / "scan0001.txt", letter)).entry
    expected = next(item for item in catalogue() if item.id == "brief")
    assert (entry.catalogue_id, entry.title) == ("brief", expected.metadata.title)
    assert (entry.kind, entry.date) == (PassageKind.ORGANISATION, "2018-06-28")
    metadata = library.publication(entry.key).metadata
    assert metadata == expected.metadata
    assert metadata.authors == ("J. Kriens",)
    assert "brief" not in {item.id for item in missing([entry.catalogue_id or ""])}


def test_a_text_that_only_mentions_a_title_far_inside_is_not_recognised(
    library: Library, tmp_path: Path
) -> None:
    far = "Een zin over iets anders in de regio.\n\n" * 400 + "Zie kenmerk COS/U201800494.\n"
    assert library.add(write(tmp_path / "nota.txt", far)).entry.catalogue_id is None


def test_report_and_guide_of_the_same_name_are_told_apart(library: Library, tmp_path: Path) -> None:
    title = [(20.0, "Werkende samenwerking")]
    report = [*title, (12.0, "Handelingsopties van gemeenten voor het versterken van de regio.")]
    guide = [*title, (12.0, "De eerste wegwijzer gaat over de regio.")]
    rest = [[(10.0, "Een bladzijde met een zin over de regio.")]]
    ids = []
    for name, first, pages in (("een", report, 120), ("twee", guide, 40), ("drie", [*report, *guide], 120)):
        path = tmp_path / f"{name}.pdf"
        path.write_bytes(make_pdf([first, *rest * (pages - 1)]))
        ids.append(library.add(path).entry.catalogue_id)
    assert ids == ["rapport", "handreiking", "rapport"]


def test_a_memo_about_a_publication_is_not_taken_for_it(library: Library, tmp_path: Path) -> None:
    memo = "Memo\n\nWij volgen de wegwijzers van Werkende samenwerking niet.\n"
    entry = library.add(write(tmp_path / "memo.txt", memo)).entry
    assert (entry.catalogue_id, entry.date) == (None, None)


def test_what_is_missing_is_the_catalogue_without_what_is_there() -> None:
    ids = [entry.id for entry in catalogue()]
    assert ids[:2] == ["rapport", "handreiking"]
    assert [entry.id for entry in missing([])] == ids
    assert [entry.id for entry in missing(["brief", "onbekend"])] == [key for key in ids if key != "brief"]
    assert missing(ids) == ()


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


class TestWhatTheUserSays:
    """Title, date and kind that were given outrank the catalogue and the file, and stay."""

    SAID = Overrides(title="De echte titel", date="2018-06", kind=PassageKind.STORY)

    def test_it_outranks_the_file(self, library: Library, tmp_path: Path) -> None:
        path = write(tmp_path / "nota.md", "---\ntitel: Andere titel\ndatum: 2001\n---\n# Kop\n\nEen zin.\n")
        entry = library.add(path, self.SAID).entry
        assert (entry.title, entry.date, entry.kind) == ("De echte titel", "2018-06", PassageKind.STORY)
        metadata = library.publication(entry.key).metadata
        assert (metadata.title, metadata.date, metadata.kind) == (entry.title, entry.date, entry.kind)

    def test_it_stays_when_the_file_is_replaced_or_read_again(
        self, library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = write(tmp_path / "nota.txt", "De oude tekst.")
        library.add(path, self.SAID)
        write(path, "De nieuwe tekst.")
        replaced = library.add(path, Overrides(date="2019"))
        assert replaced.change == "vervangen"
        assert replaced.entry.overrides == Overrides("De echte titel", "2019", PassageKind.STORY)
        monkeypatch.setattr(read, "READER_VERSION", read.READER_VERSION + 1)
        metadata = library.publication("nota").metadata
        assert (metadata.title, metadata.date, metadata.kind) == (
            "De echte titel",
            "2019",
            PassageKind.STORY,
        )
        assert library.own_entries()[0].overrides == replaced.entry.overrides

    def test_saying_more_of_the_same_bytes_changes_only_that(
        self, library: Library, home: Path, tmp_path: Path
    ) -> None:
        path = write(tmp_path / "nota.txt")
        first = library.add(path)
        kept = {name: data for name, data in stored(home).items() if name != "manifest.json"}
        before = library.fingerprints()
        again = library.add(path, Overrides(title="Nu met titel"))
        assert (again.change, again.summary) == ("bijgewerkt", None)
        assert (again.entry.title, again.entry.date) == ("Nu met titel", first.entry.date)
        assert library.publication("nota").metadata.title == "Nu met titel"
        assert {name: data for name, data in stored(home).items() if name != "manifest.json"} == kept
        assert library.hashes()["nota"] == first.entry.sha256
        assert library.fingerprints()["nota"] != before["nota"]
        assert library.add(path, Overrides(title="Nu met titel")).change == "ongewijzigd"
        assert library.add(path).change == "ongewijzigd"


def test_a_newer_reader_reads_every_original_once(
    filled: Library, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(read, "READER_VERSION", read.READER_VERSION + 1)
    filled.publication("nota")
    assert filled.own_entries()[0].reader == read.READER_VERSION
    (parsed,) = (home / "library" / "parsed").iterdir()
    parsed.write_bytes(parsed.read_bytes().replace(b"oude", b"OUDE"))
    assert "OUDE" in text(filled.publication("nota"))


def test_a_snapshot_gives_the_entries_as_they_are_afterwards(
    filled: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(read, "READER_VERSION", read.READER_VERSION + 1)
    found = {entry.key: filled.fingerprint(entry) for entry, _ in filled.snapshot()}
    assert found == filled.fingerprints()


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is er niet")
def test_pages_that_stayed_unread_are_read_again_once_text_can_be_recognised(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "rapport.pdf"
    path.write_bytes(partly_scanned("Samenwerken in de regio"))
    with monkeypatch.context() as patched:
        patched.setenv("PATH", str(tmp_path))
        first = library.add(path).entry
        assert first.unread == (2,)
        assert library.add(path).change == "ongewijzigd"
    before = library.fingerprints()
    again = library.add(path)
    assert (again.change, again.entry.unread) == ("bijgewerkt", ())
    assert "Samenwerken" in library.publication(first.key).pages[1].text
    assert library.hashes()[first.key] == first.sha256
    assert library.fingerprints()[first.key] != before[first.key]
    assert library.add(path).change == "ongewijzigd"


@pytest.mark.skipif(os.name == "nt", reason="een shellscript als tesseract werkt niet op Windows")
def test_pages_that_cannot_be_recognised_are_not_tried_over_and_over(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = write(tmp_path / "bin" / "tesseract", '#!/bin/sh\n[ "$1" = --list-langs ] && echo nld\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    path = tmp_path / "rapport.pdf"
    path.write_bytes(PARTLY_SCANNED)
    assert library.add(path).entry.unread == (2,)
    assert library.add(path).change == "ongewijzigd"


def test_adding_a_file_again_brings_back_its_lost_original(
    filled: Library, home: Path, tmp_path: Path
) -> None:
    before = stored(home)
    for path in (home / "library" / "originals").rglob("*.txt"):
        path.unlink()
    assert filled.add(tmp_path / "nota.txt").change == "bijgewerkt"
    assert stored(home).keys() == before.keys()


class TestKinds:
    """The rules for kinds hold for the user's own publications, as they are at the moment."""

    TEXT = (
        "# Rapport\n\n## Les 1: Begin klein\n\nEen zin over klein beginnen.\n\n## Iets anders\n\nEen zin.\n"
    )

    def test_they_are_given_when_a_publication_is_opened(self, home: Path, tmp_path: Path) -> None:
        library = Library(home, 100_000, rules=default_rules())
        added = library.add(write(tmp_path / "nota.md", self.TEXT))
        assert added.summary is not None
        assert (added.summary.headings, added.summary.lessons) == (3, 1)
        kinds = {section.path[-1]: section.kind for section in library.publication("nota").sections}
        assert kinds["Les 1: Begin klein"] is PassageKind.LESSON
        assert kinds["Iets anders"] is None
        plain = Library(home, 100_000).publication("nota")
        assert {section.kind for section in plain.sections} == {None}

    def test_other_rules_make_an_index_out_of_date(self, home: Path, tmp_path: Path) -> None:
        Library(home, 100_000).add(write(tmp_path / "nota.md", self.TEXT))
        seen = [Library(home, 100_000, rules=default_rules()).fingerprints()]
        write(home / "soorten.toml", '[les]\nkoppen = ["Wijsheid {nummer}"]\n')
        seen.append(Library(home, 100_000, rules=load_rules(home)).fingerprints())
        assert seen[0]["nota"] != seen[1]["nota"]
        pieces = {piece.key for piece in startcorpus()}
        assert {key: seen[0][key] for key in pieces} == {key: seen[1][key] for key in pieces}


def test_a_publication_with_drawn_pages_comes_back_as_it_was_read(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "rapport.pdf"
    path.write_bytes(make_pdf([[(20.0, "Titel"), (10.0, "Een zin op een getekende bladzijde.")]]))
    entry = library.add(path).entry
    content = read.parse(path.read_bytes(), path.name)
    shown = library.publication(entry.key)
    assert (shown.pages, shown.sections) == (content.pages, content.sections)
    assert shown.pages[0].boxes is not None
    assert library.original(entry.key).read_bytes() == path.read_bytes()
    with pytest.raises(DenktankError, match="Er is geen publicatie"):
        library.original("weg")


def test_lessons_are_counted_by_their_own_headings(home: Path, tmp_path: Path) -> None:
    library = Library(home, 100_000, rules=default_rules())
    gathered = "# Twee lessen\n\nIntro.\n\n## Les 1: Begin\n\nA.\n\nB.\n\n## Les 2: Deel\n\nC.\n"
    listed = "# Lessen\n\n- Begin klein.\n- Deel alles.\n\n# Slot\n\nEinde.\n"
    for name, script, lessons in (("een.md", gathered, 2), ("twee.md", listed, 1), ("drie.md", "Niets.", 0)):
        summary = library.add(write(tmp_path / name, script)).summary
        assert summary is not None and summary.lessons == lessons

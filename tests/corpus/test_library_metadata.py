"""What a publication in the library is called and what kinds its passages get."""

from pathlib import Path

import pytest

from corpus import read
from corpus.catalogue import catalogue, missing
from corpus.kinds import PassageKind
from corpus.library import Library, Overrides
from corpus.startcorpus_pieces import startcorpus
from corpus.structure.kind_rules import default_rules, load_rules
from tests.corpus.library_files import stored, write
from tests.corpus.make_pdf import make_pdf


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


def test_lessons_are_counted_by_their_own_headings(home: Path, tmp_path: Path) -> None:
    library = Library(home, 100_000, rules=default_rules())
    gathered = "# Twee lessen\n\nIntro.\n\n## Les 1: Begin\n\nA.\n\nB.\n\n## Les 2: Deel\n\nC.\n"
    listed = "# Lessen\n\n- Begin klein.\n- Deel alles.\n\n# Slot\n\nEinde.\n"
    for name, script, lessons in (("een.md", gathered, 2), ("twee.md", listed, 1), ("drie.md", "Niets.", 0)):
        summary = library.add(write(tmp_path / name, script)).summary
        assert summary is not None and summary.lessons == lessons

"""Abbreviations and synonyms: the shipped ones, and what an operator changes."""

from pathlib import Path

import pytest

from corpus.errors import DenktankError
from index.analysis import stem
from index.glossary import OVERRIDE_NAME, Glossary, default_glossary, load_glossary, single_words


def found(glossary: Glossary, text: str) -> dict[str, dict[str, float]]:
    words = single_words(text)
    return {
        " ".join(words[match.start : match.end]): {" ".join(s.terms): s.weight for s in match.synonyms}
        for match in glossary.matches(words)
    }


def as_terms(text: str) -> str:
    return " ".join(map(stem, text.split()))


@pytest.fixture
def written(tmp_path: Path) -> Path:
    return tmp_path / OVERRIDE_NAME


def refused(path: Path, text: str | bytes) -> str:
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(DenktankError) as error:
        load_glossary(path.parent)
    return str(error.value)


def test_an_abbreviation_works_both_ways() -> None:
    glossary = default_glossary()
    assert as_terms("gemeenschappelijke regeling") in found(glossary, "wat is een GR?")["gr"]
    assert "gr" in found(glossary, "een gemeenschappelijke regeling")["gemeenschappelijke regeling"]


@pytest.mark.parametrize("asked", ["B&W", "b en w", "College van B en W", "burgemeester en wethouders"])
def test_ways_to_name_the_college(asked: str) -> None:
    (synonyms,) = found(default_glossary(), asked).values()
    assert stem("college") in synonyms


def test_one_way_words_do_not_work_back() -> None:
    glossary = default_glossary()
    assert stem("raadslid") in found(glossary, "volksvertegenwoordigers")["volksvertegenwoordigers"]
    assert stem("volksvertegenwoordiger") not in found(glossary, "een raadslid").get("raadslid", {})


def test_the_longest_entry_holds() -> None:
    assert list(found(default_glossary(), "de wet gemeenschappelijke regelingen")) == [
        "wet gemeenschappelijke regelingen"
    ]


def test_nothing_is_its_own_synonym_and_weights_are_sensible() -> None:
    glossary = default_glossary()
    assert len(glossary.entries) > 150
    for phrase, synonyms in glossary.entries.items():
        assert all(0 < synonym.weight <= 1 and synonym.terms != phrase for synonym in synonyms)


def test_words_of_no_entry_match_nothing() -> None:
    assert found(default_glossary(), "fietsenstalling bij het zwembad") == {}
    assert found(default_glossary(), "") == {}


def test_without_a_file_the_shipped_glossary_holds(tmp_path: Path) -> None:
    assert load_glossary(tmp_path) is default_glossary()


def test_an_operator_adds_replaces_and_removes(written: Path) -> None:
    written.write_text(
        '\ufeff[afkortingen]\nXQZ = ["Xylofoon Quartet Zuid"]\nGR = []\n[ook]\nloket = ["balie"]\n',
        encoding="utf-8",
    )
    glossary = load_glossary(written.parent)
    assert as_terms("xylofoon quartet zuid") in found(glossary, "XQZ")["xqz"]
    assert found(glossary, "GR") == {}
    assert found(glossary, "loketten")["loketten"] == {stem("balie"): 0.5}
    assert found(glossary, "UWV") == found(default_glossary(), "UWV")


@pytest.mark.parametrize(
    ("text", "line", "cause"),
    [
        ("[afkortingen]\nGR = gemeenschappelijk\n", 2, "geen geldige TOML"),
        ("# hallo\n[woorden]\na = ['b']\n", 2, "[woorden] bestaat niet"),
        ("\nook = 3\n", 2, "als kop"),
        ("[ook]\nfiets = 'tweewieler'\n", 2, "lijst van woorden"),
        ("[ook]\nfiets = [1]\n", 2, "lijst van woorden"),
        ("[ook]\nfiets = ['…']\n", 2, "leeg woord"),
        ("[ook]\nfiets = [" + "'a'," * 101 + "]\n", 2, "meer dan 100"),
    ],
)
def test_what_is_no_entry_is_refused_with_its_line(written: Path, text: str, line: int, cause: str) -> None:
    message = refused(written, text)
    assert f"{OVERRIDE_NAME}, regel {line}: " in message
    assert cause in message
    assert message.endswith("Verbeter het bestand, of haal het weg: dan gelden de gewone begrippen.")


def test_another_encoding_or_a_giant_is_refused(written: Path) -> None:
    assert "UTF-8" in refused(written, b"[ook]\nb\xff = ['a']\n")
    assert "groter dan" in refused(written, b"#" * 600_000)

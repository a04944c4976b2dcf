"""The reader benchmark: scores of readings that are right and wrong, and a table of real readers."""

import json
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from eval.bench_readers import Reading, compare, documents, labels_of, main, read
from eval.reader_scores import Anchors, KeptHyphen, false_joins, lost_lines, order_share
from tests.corpus.make_pdf import make_pdf

PAGE = [(11.0, "Het AI-systeem staat hier."), (11.0, "Dan komt de tweede regel.")]


def test_order_is_the_longest_row_of_anchors_in_order() -> None:
    anchors = [Anchors(2, ("een", "twee", "drie", "vier"))]
    assert order_share(["", "een twee drie vier"], anchors) == 1.0
    assert order_share(["", "twee drie een vier"], anchors) == 0.75
    assert order_share(["", "vier drie twee een"], anchors) == 0.25
    assert order_share(["een twee drie vier", ""], anchors) == 0.0
    assert order_share(["een"], anchors) == 0.0
    assert order_share(["een"], []) is None


def test_anchors_are_compared_without_space_case_and_ligatures() -> None:
    assert order_share(["De\nEﬃ ciënte kop"], [Anchors(1, ("effici", "ënte KOP"))]) == 1.0


def test_the_second_time_is_another_place() -> None:
    text = "stap twee stap een"
    assert order_share([text], [Anchors(1, ("twee", "stap@2"))]) == 1.0
    assert order_share([text], [Anchors(1, ("twee", "stap"))]) == 0.5
    assert order_share([text], [Anchors(1, ("twee", "stap@3"))]) == 0.5


def test_a_line_is_lost_when_its_letters_are_nowhere() -> None:
    raw = ["Een eerste regel¹\r\nbe\ufffe\r\ninvloeden kan\r\n12\r\nweg is weg"]
    assert lost_lines(raw, ["Een eerste\nregel beïn-vloeden kan"]) == 1
    assert lost_lines(raw, raw) == 0
    assert lost_lines(raw, [""]) == 3


def test_running_headers_may_go() -> None:
    raw = [f"Jaarverslag 2018 blz {page}\nTekst van bladzijde {'abcd'[page]}" for page in range(4)]
    assert lost_lines(raw, ["Tekst van bladzijde " + letter for letter in "abc"]) == 1


def test_hyphens_that_belong_to_the_word_must_stay() -> None:
    raw = ["het AI-\r\nsysteem en de aisystemen, AI-\nsysteem"]
    kept = [KeptHyphen("AI", "systeem"), KeptHyphen("AI", "systeem")]
    assert false_joins(raw, ["het AI-systeem en de aisystemen, AI-systeem"], kept) == 0
    assert false_joins(raw, ["het AIsysteem en de aisystemen, AI-systeem"], kept) == 1
    assert false_joins(raw, ["het AIsysteem en de aisystemen, AIsysteem, AIsysteem"], kept) == 2
    assert false_joins(raw, ["de MAIsysteem"], kept) == 0


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "proef.pdf").write_bytes(make_pdf([PAGE, PAGE]))
    order = {"bladzijden": [{"file": "proef.pdf", "page": 2, "anchors": ["systeem", "tweede"]}]}
    (tmp_path / "leesvolgorde.json").write_text(json.dumps(order), encoding="utf-8")
    hyphens = [
        {"file": "proef.pdf", "page": 1, "voor": "AI", "na": "systeem", "goed": "koppelteken blijft"},
        {"file": "proef.pdf", "page": 1, "voor": "be", "na": "staan", "goed": "samenvoegen"},
        {"file": "ander.pdf", "page": 1, "voor": "a", "na": "b", "goed": "koppelteken blijft"},
    ]
    (tmp_path / "koppeltekens.json").write_text(json.dumps(hyphens), encoding="utf-8")
    return tmp_path


def test_labels_are_those_of_the_file(folder: Path) -> None:
    labels = labels_of(folder / "proef.pdf")
    assert labels.anchors == (Anchors(2, ("systeem", "tweede")),)
    assert labels.hyphens == (KeptHyphen("AI", "systeem"),)
    assert labels_of(folder / "zonder" / "proef.pdf").anchors == ()


def test_documents_are_those_given_or_the_test_data(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert documents([folder]) == [folder / "proef.pdf"]
    monkeypatch.setenv("DENKTANK_TESTDATA", str(folder))
    assert documents([]) == [folder / "proef.pdf"]


@pytest.mark.parametrize("reader", ["denktank", "pypdfium2"])
def test_a_reader_runs_in_a_process_of_its_own(folder: Path, reader: str) -> None:
    reading = read(reader, folder / "proef.pdf", folder)
    assert isinstance(reading, Reading)
    assert len(reading.pages) == 2
    assert "Het AI-systeem staat hier." in reading.pages[0]
    assert 10 < reading.peak_mb < 1_000
    assert 0 < reading.seconds < 60


@pytest.mark.skipif(find_spec("kreuzberg") is not None, reason="kreuzberg is hier geïnstalleerd")
def test_a_reader_that_is_not_installed_is_told_once(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert read("kreuzberg", folder / "proef.pdf", folder) is None
    compare([folder / "proef.pdf"], ["kreuzberg"])
    assert capsys.readouterr().out.count("kreuzberg          niet geïnstalleerd") == 1


def test_a_reader_that_fails_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "kapot.pdf").write_bytes(b"%PDF-1.7 half")
    assert read("denktank", folder / "kapot.pdf", folder) == "mislukt"
    assert read("pypdfium2", folder / "proef.pdf", folder, python="/bestaat/niet") == "mislukt"
    compare([], ["denktank"])
    assert "geen pdf-bestanden gevonden" in capsys.readouterr().out


@pytest.mark.slow
def test_the_table_has_every_file_and_the_long_one(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(folder), "--readers", "denktank", "pypdfium2", "--python", sys.executable]) == 0
    rows = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert [row[-6] for row in rows[1:]] == ["denktank", "pypdfium2"] * 2
    assert rows[1][-3:] == ["1.00", "0", "0"]
    assert rows[3][:3] == ["samen", "300", "bladzijden"]
    assert rows[3][-3:] == ["-", "0", "-"]

"""``denktank corpus routekaart`` as its users meet it, on the self-made guide and report."""

import json
import shutil
from pathlib import Path

import pytest

from tests.documents import truth
from tests.ui.test_cli import denktank


@pytest.fixture
def run(  # type: ignore[no-untyped-def]
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
):
    """Run a command in a folder with the guide and the report in the library."""
    monkeypatch.chdir(tmp_path)
    for name in ("gids", "rapport-een-kolom"):
        shutil.copy(truth.FOLDER / f"{name}.pdf", tmp_path)
    denktank("corpus", "add", "gids.pdf", "rapport-een-kolom.pdf", monkeypatch=monkeypatch, capsys=capsys)
    return lambda *arguments: denktank("corpus", *arguments, monkeypatch=monkeypatch, capsys=capsys)


def test_the_stops_come_in_the_order_of_the_guide_with_their_references(run) -> None:  # type: ignore[no-untyped-def]
    code, out, _ = run("routekaart", "--rapport", "rapport-een-kolom", "--json")
    assert code == 0
    found = json.loads(out)["signposts"]
    known = truth.document("gids").wegwijzers
    assert [(stop["number"], stop["title"]) for stop in found] == [
        (stop.number, stop.title) for stop in known
    ]
    for stop, expected in zip(found, known, strict=True):
        assert stop["page"] == expected.pages[0]
        reached = {target["page"] for reference in stop["references"] for target in reference["targets"]}
        for reference in expected.references:
            assert reached & {page for first, last in reference.physical for page in range(first, last + 1)}


def test_people_get_lines_and_without_the_report_a_reason(run) -> None:  # type: ignore[no-untyped-def]
    code, out, _ = run("routekaart")
    assert code == 0
    assert "1. Stap eerst eens over de drempel, bladzijde 5 (op de bladzijde staat 4)" in out
    assert "staat niet in de bibliotheek" in out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [(("rapport-een-kolom",), "geen wegwijzers"), (("nee",), "geen publicatie met de sleutel 'nee'")],
)
def test_what_has_no_route_says_so_and_what_to_do(run, arguments, says) -> None:  # type: ignore[no-untyped-def]
    code, _, err = run("routekaart", *arguments)
    assert code == 1
    assert says in err

"""The command line as its users meet it: Dutch help, one-line errors, exit codes, the JSON contract."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

import ui.cli
import ui.workspace
from assistant.assemble import Workspace
from tests.corpus.make_pdf import make_pdf

ENGLISH = (
    "Usage",
    "Options",
    "Commands",
    "Arguments",
    "Show this",
    "required",
    "default:",
    "Error",
    "Traceback",
)


def denktank(
    *arguments: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> tuple[int, str, str]:
    """Run a command in this process; gives exit code, standard output and standard error."""
    monkeypatch.setattr(sys, "argv", ["denktank", *arguments])
    with pytest.raises(SystemExit) as stopped:
        ui.cli.main()
    printed = capsys.readouterr()
    return int(stopped.value.code or 0), printed.out, printed.err


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):  # type: ignore[no-untyped-def]
    return lambda *arguments: denktank(*arguments, monkeypatch=monkeypatch, capsys=capsys)


@pytest.mark.parametrize(
    "path",
    [
        (), ("ask",), ("search",), ("chat",), ("corpus",), ("corpus", "add"), ("corpus", "list"),
        ("corpus", "show"), ("corpus", "remove"), ("index",), ("index", "build"), ("index", "status"),
    ],
)  # fmt: skip
def test_every_help_page_is_dutch(run, path: tuple[str, ...]) -> None:  # type: ignore[no-untyped-def]
    code, out, err = run(*path, "--help")
    assert code == 0
    assert "Gebruik: denktank" in out
    assert not [word for word in ENGLISH if word in out + err]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("ask",), "Er ontbreekt iets: VRAAG"),
        (("vraag", "x"), "De opdracht 'vraag' bestaat niet"),
        (("ask", "x", "--lengte"), "De optie --lengte bestaat niet"),
        (("search", "x", "-k", "nul"), "De waarde voor -k kan niet"),
        (("corpus", "show", "x", "--page", "0"), "De waarde voor --page kan niet"),
        (("ask", "een", "twee"), "niet goed opgebouwd"),
    ],
)
def test_usage_errors_are_one_dutch_line(run, arguments: tuple[str, ...], says: str) -> None:  # type: ignore[no-untyped-def]
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert says in err and "--help" in err
    assert err.count("\n") == 1
    assert not [word for word in ENGLISH if word in err]


def test_version_is_shown(run) -> None:  # type: ignore[no-untyped-def]
    code, out, _ = run("--version")
    assert code == 0 and out.startswith("denktank-assistent 0.")


@pytest.mark.parametrize(
    ("name", "value"),
    [("DENKTANK_PORT", "veel"), ("DENKTANK_MAX_FILE_MB", "-1"), ("DENKTANK_STARTCORPUS", "misschien")],
)
def test_an_impossible_setting_is_named(run, monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setenv(name, value)
    code, _, err = run("corpus", "list")
    assert code == 1
    assert name in err and value in err and err.count("\n") == 1


def test_a_home_that_is_a_file_is_one_dutch_line(
    run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "bestand").write_text("x")
    monkeypatch.setenv("DENKTANK_HOME", str(tmp_path / "bestand"))
    (tmp_path / "a.md").write_text("# Kop\n\nEen zin over de regio.\n")
    code, _, err = run("corpus", "add", str(tmp_path / "a.md"))
    assert code == 1
    assert "DENKTANK_HOME" in err and "Traceback" not in err


def test_bad_files_do_not_stop_the_good_ones(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    folder = tmp_path / "stukken"
    folder.mkdir()
    (folder / "goed.md").write_text("# Goed\n\nEen hele zin over samenwerken in de regio.\n")
    (folder / "leeg.txt").write_bytes(b"")
    (folder / "verkeerd.pdf").write_text("dit is geen pdf")
    (folder / "geheim.pdf").write_bytes(make_pdf([[(10, "Geheim.")]], password="x"))
    (folder / "half.pdf").write_bytes(make_pdf([[(10, "Half.")]])[:60])
    code, out, err = run("corpus", "add", str(folder), str(tmp_path / "weg.pdf"), str(tmp_path / "a.docx"))
    assert code == 1 and out == ""
    for name in ("leeg.txt", "verkeerd.pdf", "geheim.pdf", "half.pdf", "weg.pdf", "a.docx"):
        assert sum(name in line for line in err.splitlines()) == 1, name
    assert "goed.md: toegevoegd" in err and "denktank index build" in err
    _, listed, _ = run("corpus", "list", "--json")
    own = [entry for entry in json.loads(listed) if not entry["file"][0].isdigit()]
    assert [entry["file"] for entry in own] == ["goed.md"]


def test_list_show_and_remove(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "Mijn Rapport.pdf"
    path.write_bytes(make_pdf([[(10, "De eerste bladzijde.")], [(10, "De tweede bladzijde.")]]))
    run("corpus", "add", str(path))
    entry = json.loads(run("corpus", "list", "--json")[1])[0]
    assert set(entry) == {"key", "title", "file", "kind", "date", "pages", "passages", "sha256"}
    assert (entry["key"], entry["file"], entry["pages"]) == ("mijn-rapport", "Mijn Rapport.pdf", 2)
    assert run("corpus", "show", "mijn-rapport", "--page", "2")[:2] == (0, "De tweede bladzijde.\n")
    code, _, err = run("corpus", "show", "mijn-rapport", "--page", "3")
    assert code == 1 and "heeft 2 bladzijden" in err
    assert run("corpus", "remove", "mijn-rapport")[0] == 0
    code, _, err = run("corpus", "show", "mijn-rapport")
    assert code == 1 and "denktank corpus list" in err


def test_what_is_missing_is_listed_with_where_to_get_it(run) -> None:  # type: ignore[no-untyped-def]
    _, out, _ = run("corpus", "list")
    assert "Nog niet in uw bibliotheek" in out and "Handelingsopties van gemeenten" in out


def test_an_unexpected_failure_is_one_line_and_a_file(run, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    def fail() -> Workspace:
        raise RuntimeError("boem")

    monkeypatch.setattr(ui.workspace, "open_workspace", fail)
    code, out, err = run("corpus", "list")
    assert (code, out, err.count("\n")) == (1, "", 1)
    details = Path(err.split("staan in ")[1].split(";")[0])
    assert "boem" in details.read_text()
    details.unlink()


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys; sys.argv = ['denktank', '--help']\n"
        "from ui.cli import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "heavy = {'torch', 'gradio', 'chromadb', 'langchain_core', 'numpy', 'pydantic', 'transformers'}\n"
        "print('geladen:', sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "geladen: []"


def test_what_a_folder_has_besides_is_named(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    folder = tmp_path / "map"
    folder.mkdir()
    (folder / "notitie.docx").write_bytes(b"x")
    (folder / ".verborgen").mkdir()
    (folder / ".verborgen" / "index.bin").write_bytes(b"x")
    (folder / "a.md").write_text("# Kop\n\nEen hele zin over de regio.\n")
    code, _, err = run("corpus", "add", str(folder))
    assert code == 0
    assert "overgeslagen" in err and "notitie.docx" in err
    assert "index.bin" not in err
    again = run("corpus", "add", str(folder / "a.md"))
    assert again[0] == 0 and "er is niets veranderd" in again[2]


@pytest.mark.parametrize("command", [("ask", "raad?"), ("index", "build"), ("index", "status")])
def test_a_home_that_is_a_file_is_one_dutch_line_for_every_command(  # type: ignore[no-untyped-def]
    run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, command: tuple[str, ...]
) -> None:
    (tmp_path / "bestand").write_text("x")
    monkeypatch.setenv("DENKTANK_HOME", str(tmp_path / "bestand"))
    code, out, err = run(*command)
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert "geen map" in err

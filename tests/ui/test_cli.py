"""The command line as its users meet it: Dutch help, one-line errors, exit codes, the JSON contract."""

import io
import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

import ui.cli
import ui.workspace
from assistant.assemble import Workspace
from corpus import read
from tests.corpus.bad_pdf import PARTLY_SCANNED, crowded_page, locked_pdf
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
        ("status",), ("memo",), ("mail",),
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
        (("ask", "x", "--kleur"), "De optie --kleur bestaat niet"),
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
    code, out, err = run("corpus", "add", str(folder), str(tmp_path / "weg.pdf"), str(tmp_path / "a.xlsx"))
    assert code == 1 and out == ""
    for name in ("leeg.txt", "verkeerd.pdf", "geheim.pdf", "half.pdf", "weg.pdf", "a.xlsx"):
        told = [line for line in err.splitlines() if not line.startswith("Klaar met ")]
        assert sum(name in line for line in told) == 1, name
    assert "goed.md: toegevoegd" in err and "denktank index build" in err
    _, listed, _ = run("corpus", "list", "--json")
    own = [entry for entry in json.loads(listed) if not entry["file"][0].isdigit()]
    assert [entry["file"] for entry in own] == ["goed.md"]


def test_list_show_and_remove(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "Mijn Rapport.pdf"
    path.write_bytes(make_pdf([[(10, "De eerste bladzijde.")], [(10, "De tweede bladzijde.")]]))
    run("corpus", "add", str(path))
    entry = json.loads(run("corpus", "list", "--json")[1])[0]
    assert set(entry) == {"key", "title", "file", "kind", "date", "pages", "passages", "sha256", "unread"}
    assert (entry["key"], entry["file"], entry["pages"]) == ("mijn-rapport", "Mijn Rapport.pdf", 2)
    assert run("corpus", "show", "mijn-rapport", "--page", "2")[:2] == (0, "De tweede bladzijde.\n")
    code, _, err = run("corpus", "show", "mijn-rapport", "--page", "3")
    assert code == 1 and "heeft 2 bladzijden" in err
    assert run("corpus", "remove", "mijn-rapport")[0] == 0
    code, _, err = run("corpus", "show", "mijn-rapport")
    assert code == 1 and "denktank corpus list" in err


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "rapport.pdf"
    body = [(10.0, f"Regel {line} van een alinea over samenwerken in de regio") for line in range(12)]
    pages = [[(18.0, f"Les {number}"), *body] for number in ("een", "twee", "drie")]
    path.write_bytes(make_pdf(pages, first_label=7))
    return path


def test_adding_tells_what_was_found(run, report: Path) -> None:  # type: ignore[no-untyped-def]
    code, out, err = run("corpus", "add", str(report))
    assert (code, out) == (0, "")
    assert "rapport.pdf: toegevoegd als 'rapport'" in err and "3 bladzijden" in err
    assert "Gevonden: 3 koppen en lessen onder 3 koppen." in err
    assert "Klaar met" not in err


def test_adding_as_json(run, report: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    code, out, err = run("corpus", "add", str(report), str(tmp_path / "weg.pdf"), "--json")
    good, bad = json.loads(out)
    assert code == 1 and "weg.pdf" in err
    assert (good["change"], good["key"], good["pages"], good["headings"], good["unread"], good["error"]) == (
        "nieuw", "rapport", 3, 3, [], None,
    )  # fmt: skip
    assert (bad["path"], bad["change"]) == (str(tmp_path / "weg.pdf"), None)
    assert "bestaat niet" in bad["error"]


def test_what_is_said_of_a_file_outranks_it(run, report: Path) -> None:  # type: ignore[no-untyped-def]
    run("corpus", "add", str(report), "--title", "Mijn titel", "--date", "28-6-2018", "--kind", "Advies")
    entry = json.loads(run("corpus", "list", "--json")[1])[0]
    assert (entry["title"], entry["date"], entry["kind"]) == ("Mijn titel", "2018-06-28", "advies")
    code, _, err = run("corpus", "add", str(report), "--title", "Andere titel")
    assert code == 0 and "rapport.pdf: bijgewerkt als 'rapport' (Andere titel" in err
    assert json.loads(run("corpus", "list", "--json")[1])[0]["date"] == "2018-06-28"


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--date", "2018-02-30"), "De datum '2018-02-30' bestaat niet"),
        (("--date", "vorig jaar"), "Schrijf een datum als 2018-06-28"),
        (("--kind", "roman"), "Kies uit: les, wegwijzer"),
        (("--title", "  "), "De titel is leeg"),
    ],
)
def test_what_cannot_be_said_of_a_file(run, report: Path, options: tuple[str, str], says: str) -> None:  # type: ignore[no-untyped-def]
    code, out, err = run("corpus", "add", str(report), *options)
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert says in err


def test_one_title_is_not_for_several_files(run, report: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "a.md").write_text("# Kop\n\nEen zin over de regio.\n")
    code, _, err = run("corpus", "add", str(tmp_path), "--title", "Titel")
    assert code == 1 and "--title geldt voor één bestand, en dit zijn er 2" in err
    assert "rapport.pdf" not in run("corpus", "list")[1]


def test_a_password_comes_from_standard_input_or_the_environment(  # type: ignore[no-untyped-def]
    run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "geheim.pdf"
    path.write_bytes(locked_pdf("Een geheime zin.", "sesam"))
    code, _, err = run("corpus", "add", str(path))
    assert code == 1 and "met --password" in err
    for typed, says in (("fout\n", "dit wachtwoord hoort niet bij"), ("", "Er is geen wachtwoord gegeven")):
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        code, _, err = run("corpus", "add", str(path), "--password")
        assert code == 1 and says in err and "sesam" not in err
    monkeypatch.setattr(sys, "stdin", io.StringIO("sesam\n"))
    assert run("corpus", "add", str(path), "--password")[0] == 0
    run("corpus", "remove", "geheim")
    monkeypatch.setenv("DENKTANK_PDF_PASSWORD", "sesam")
    assert run("corpus", "add", str(path), "--password")[0] == 0
    assert run("corpus", "show", "geheim")[1] == "Een geheime zin.\n"
    assert "eerdere versie" not in run("corpus", "list")[1]
    monkeypatch.setattr(read, "READER_VERSION", read.READER_VERSION + 1)
    assert "eerdere versie; voeg het opnieuw toe met --password" in run("corpus", "list")[1]


def test_a_setting_limits_the_pages(run, report: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setenv("DENKTANK_MAX_PAGES", "2")
    code, _, err = run("corpus", "add", str(report))
    assert code == 1 and "heeft 3 bladzijden" in err and "DENKTANK_MAX_PAGES" in err


def test_a_setting_limits_the_time(run, report: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setenv("DENKTANK_MAX_READ_MINUTES", "0.00001")
    code, _, err = run("corpus", "add", str(report))
    assert code == 1 and "duurde langer dan" in err and "DENKTANK_MAX_READ_MINUTES" in err
    assert err.count("\n") == 1


def test_printed_page_numbers_are_told(run, report: Path) -> None:  # type: ignore[no-untyped-def]
    run("corpus", "add", str(report))
    _, out, err = run("corpus", "show", "rapport", "--page", "2")
    assert "Les twee" in out and "Les drie" not in out
    assert "bladzijde 2 (op de bladzijde staat 8)" in err
    assert "bladzijde 3 (op de bladzijde staat 9)" in run("corpus", "show", "rapport")[2]
    code, _, err = run("corpus", "show", "rapport", "--page", "9")
    assert code == 1 and "heeft 3 bladzijden" in err and "--page 3" in err


def test_pages_that_could_not_be_read_are_listed(  # type: ignore[no-untyped-def]
    run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")  # no program for text recognition
    (tmp_path / "scan.pdf").write_bytes(PARTLY_SCANNED)
    _, _, err = run("corpus", "add", str(tmp_path / "scan.pdf"))
    assert "bladzijde 2" in err
    assert "1 bladzijde niet gelezen" in run("corpus", "list")[1]


@pytest.mark.slow
def test_an_interrupt_leaves_the_library_as_it_was(run, report: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    run("corpus", "add", str(report))
    library = tmp_path / "denktank-home" / "library"
    before = {path: path.read_bytes() for path in library.rglob("*") if path.is_file()}
    busy = tmp_path / "druk.pdf"
    busy.write_bytes(crowded_page(400_000))  # some 20 seconds
    program = subprocess.Popen(
        [sys.executable, "-m", "ui.cli", "corpus", "add", str(busy)],
        stderr=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    watched = psutil.Process(program.pid)
    while not any(child.cpu_times().user > 1.0 for child in watched.children()):
        time.sleep(0.05)
    readers = watched.children()
    program.send_signal(signal.SIGINT)
    _, err = program.communicate()
    assert program.returncode == 130
    assert err == "Afgebroken. druk.pdf is niet toegevoegd; de bibliotheek is verder zoals die was.\n"
    assert {path: path.read_bytes() for path in library.rglob("*") if path.is_file()} == before
    assert not any(reader.is_running() for reader in readers)


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
    (folder / "notitie.xlsx").write_bytes(b"x")
    (folder / ".verborgen").mkdir()
    (folder / ".verborgen" / "index.bin").write_bytes(b"x")
    (folder / "a.md").write_text("# Kop\n\nEen hele zin over de regio.\n")
    code, _, err = run("corpus", "add", str(folder))
    assert code == 0
    assert "overgeslagen" in err and "notitie.xlsx" in err
    assert "index.bin" not in err
    assert "Klaar met" not in err
    again = run("corpus", "add", str(folder / "a.md"))
    assert again[0] == 0 and "er is niets veranderd" in again[2]


def test_after_several_files_the_last_lines_tell_how_it_went(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.md").write_text(f"# Kop {name}\n\nEen hele zin over de regio.\n")
    run("corpus", "add", str(tmp_path / "a.md"))
    (tmp_path / "leeg.md").touch()
    code, _, err = run("corpus", "add", *(str(tmp_path / f"{name}.md") for name in ("leeg", "a", "b", "c")))
    assert code == 1
    assert "Klaar met 4 bestanden: 2 toegevoegd of bijgewerkt, 1 ongewijzigd, 1 niet gelukt (leeg.md)." in err
    _, _, err = run("corpus", "add", str(tmp_path / "a.md"), str(tmp_path / "b.md"))
    assert err.endswith("Klaar met 2 bestanden: 0 toegevoegd of bijgewerkt, 2 ongewijzigd.\n")


@pytest.mark.parametrize("command", [("ask", "raad?"), ("index", "build"), ("index", "status")])
def test_a_home_that_is_a_file_is_one_dutch_line_for_every_command(  # type: ignore[no-untyped-def]
    run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, command: tuple[str, ...]
) -> None:
    (tmp_path / "bestand").write_text("x")
    monkeypatch.setenv("DENKTANK_HOME", str(tmp_path / "bestand"))
    code, out, err = run(*command)
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert "geen map" in err

"""``denktank eval`` as its users meet it: Dutch, refused in time, files written, tables that say it."""

import importlib.util
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

import ui.cli
from assistant.answer import Outcome
from corpus.read import sha256_of
from eval import metrics, run_record
from eval.golden_set import GoldenQuestion, Place, dump
from eval.run_record import Run
from tests.eval.test_metrics import QUESTIONS, question
from tests.integration.chat_behaviours import answers
from tests.integration.chat_server import chat_server

ROOT = Path(__file__).parents[2]

Denktank = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Denktank:
    def denktank(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["denktank", "eval", *arguments])
        with pytest.raises(SystemExit) as stopped:
            ui.cli.main()
        printed = capsys.readouterr()
        return int(stopped.value.code or 0), printed.out, printed.err

    return denktank


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    figures = metrics.figures(QUESTIONS)
    made = Run("2026-01-02T10:00:00+01:00", "eerst", "alles", "model", {}, tuple(QUESTIONS), figures)
    run_record.save(made, tmp_path / "eerst.json")
    better = [replace(item, ours=item.peer or item.ours) for item in QUESTIONS]
    better.append(question("g", True, Outcome.ANSWERED, rank=1))
    run_record.save(
        replace(made, label="later", questions=tuple(better), figures=metrics.figures(better)),
        tmp_path / "later.json",
    )
    return tmp_path


def test_the_help_page_is_dutch(run: Denktank) -> None:
    code, out, _ = run("--help")
    assert code == 0 and "Gebruik: denktank eval" in out and "--known-item MAP" in out
    assert not [word for word in ("Usage", "Options", "default:", "required", "Show") if word in out]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--helft", "links"), "Kies uit: bijstellen, rapporteren, alles"),
        (("--vragen", "nergens.jsonl"), "nergens.jsonl is niet te lezen"),
        (("--json", "."), "is een map"),
        (("--html", "nergens/x.html"), "De map nergens bestaat niet"),
        (("--json", "x", "--html", "x"), "hetzelfde bestand"),
        (("--zonder-startcorpus",), "hoort bij --documenten"),
        (("--most", "5"), "hoort bij --known-item of --answers"),
        (("--answers", "--zonder-keten"), "--answers gaat niet samen met --zonder-keten"),
        (("--answers", "--html", "a.html", "--vergelijk", "b"), "samen met --html en --vergelijk"),
        (("--answers", "--alleen-vergelijken"), "niet samen met --alleen-vergelijken"),
        (("--answers", "--vragen", "nergens.jsonl"), "nergens.jsonl is niet te lezen"),
        (("--answers",), "Er is nog geen index"),
        (("--known-item", ".", "--answers"), "niet samen met --answers"),
        (("--known-item", ".", "--vragen", "a.jsonl", "--html", "a"), "niet samen met --vragen en --html"),
        (("--known-item", "nergens"), "nergens bestaat niet"),
        (("--documenten", "nergens"), "nergens bestaat niet"),
        (("--documenten", "."), "geen bestand dat gelezen kan worden"),
        (("--vergelijk", "nergens.json"), "geen uitkomst van denktank eval"),
        (("--alleen-vergelijken",), "minstens twee"),
        ((), "Er is nog geen index"),
    ],
)
def test_what_cannot_be_is_refused_in_one_dutch_line(
    run: Denktank, arguments: tuple[str, ...], says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = run(*arguments)
    assert (code, out, err.count("\n")) == (1, "", 1), err
    assert says in err


@pytest.mark.parametrize(
    ("variables", "says"),
    [
        ({"CHAT_MODEL": "openai:proef"}, "sleutel"),
        ({"CHAT_MODEL": "onbekend:proef"}, "onbekend"),
        ({"CHAT_MODEL": "openai:proef", "CHAT_BASE_URL": "http://taal.example/v1"}, "taal.example"),
    ],
)
def test_a_model_that_cannot_be_asked_is_told_before_measuring(
    run: Denktank, variables: dict[str, str], says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(f"DENKTANK_{name}", value)
    code, out, err = run("--answers", "--documenten", str(ROOT / "tests" / "documents"))
    assert (code, out, err.count("\n")) == (1, "", 1), err
    assert says in err


def test_missing_libraries_are_told_before_measuring(run: Denktank, monkeypatch: pytest.MonkeyPatch) -> None:
    find = importlib.util.find_spec
    monkeypatch.setattr(
        "eval.extras.find_spec", lambda name: None if name in ("ir_measures", "matplotlib") else find(name)
    )
    code, _, err = run()
    assert (code, err.count("\n")) == (1, 1)
    assert "ir_measures" in err and "matplotlib" not in err and "pip install -e '.[eval]'" in err


def test_saved_runs_are_compared_without_measuring(run: Denktank, saved: Path) -> None:
    first, later = (str(saved / name) for name in ("eerst.json", "later.json"))
    code, out, err = run("--alleen-vergelijken", "--vergelijk", first, "--vergelijk", later)
    assert (code, err) == (0, "")
    assert out.startswith("later (2026-01-02 10:00): 7 vragen (alles), vectormodel model.")
    compared = out.split("Vergeleken met eerst")[1].splitlines()
    row = next(line for line in compared if line.strip().startswith("recall@5"))
    # Now 4 of 5, then 2 of 4; one better on the four that both have.
    assert row.split()[1:] == [
        "0,800", "(0,40–1,00)", "0,500", "(0,00–1,00)", "+0,250", "(+0,00", "tot", "+0,75)", "4",
    ]  # fmt: skip


def test_a_reader_that_stops_gets_no_traceback(saved: Path) -> None:
    command = [
        sys.executable, "-m", "ui.cli", "eval", "--alleen-vergelijken",
        *(part for _ in range(60) for part in ("--vergelijk", str(saved / "eerst.json"))),
    ]  # fmt: skip
    program = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT, text=True, encoding="utf-8"
    )
    assert program.stdout and program.stderr
    assert program.stdout.readline()
    program.stdout.close()
    assert program.stderr.read() == ""
    assert program.wait() != 0


@pytest.fixture
def pool(tmp_path: Path) -> list[str]:
    """One question about one document, as options."""
    folder = tmp_path / "stukken"
    folder.mkdir()
    text = "# Zwembad\n\nHet zwembad in Oosterhaven opent elke dag om kwart over acht.\n"
    (folder / "zwembad.md").write_text(text, encoding="utf-8")
    place = Place("zwembad.md", sha256_of(text.encode()), None, 8, 60)
    golden = GoldenQuestion(
        "a", "Hoe laat gaat het zwembad open?", True, "feit", places=(place,), nuggets=("kwart over acht",)
    )
    (tmp_path / "vragen.jsonl").write_text(dump([golden]), encoding="utf-8")
    return [
        "--documenten", str(folder), "--zonder-startcorpus", "--vragen", str(tmp_path / "vragen.jsonl"),
        "--helft", "alles", "--json", str(tmp_path / "m.json"),
    ]  # fmt: skip


def process(
    tmp_path: Path, model_cache: Path, *options: str, **variables: str
) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, which must succeed."""
    own = {"DENKTANK_HOME": str(tmp_path / "home"), "DENKTANK_CACHE_DIR": str(model_cache)}
    done = subprocess.run(
        [sys.executable, "-m", "ui.cli", "eval", *options],
        capture_output=True, text=True, encoding="utf-8", cwd=ROOT, env=os.environ | own | variables,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr and f"Bewaard: {tmp_path / 'm.json'}" in done.stderr
    assert not (tmp_path / "home").exists()
    return done


@pytest.mark.integration
@pytest.mark.slow
def test_own_questions_over_own_documents(pool: list[str], tmp_path: Path, model_cache: Path) -> None:
    # What only --answers asks is not asked here, so this model being nowhere is no matter.
    done = process(tmp_path, model_cache, *pool, DENKTANK_CHAT_MODEL="nergens:niets")
    assert "1 vraag (alles)" in done.stdout and "keten" in done.stdout
    made = run_record.load(tmp_path / "m.json")
    assert made.figures["alles"]["recall@1"].value == made.figures["alles"]["keten recall@1"].value == 1.0


@pytest.mark.integration
@pytest.mark.slow
def test_answers_of_a_model_beside_quotations(pool: list[str], tmp_path: Path, model_cache: Path) -> None:
    text = "Het zwembad in Oosterhaven opent elke dag om kwart over acht [1]."
    with chat_server(lambda request: answers(text)) as server:
        done = process(
            tmp_path, model_cache, *pool, "--answers", "--most", "3",
            DENKTANK_CHAT_MODEL="openai:proef", DENKTANK_CHAT_BASE_URL=server.base_url,
        )  # fmt: skip
        assert len(server.requests) == 1
    assert "Het taalmodel openai:proef schrijft de antwoorden" in done.stderr
    assert "python -m eval.check_scores" in done.stdout and "bovengrens" in done.stdout
    table = done.stdout.split("Antwoorden\n")[1]
    assert table.index("zonder taalmodel") < table.index("openai:proef") < table.index("verschil")
    row = next(line for line in table.splitlines() if line.strip().startswith("citation recall"))
    assert row.split()[2:] == [*(["1,000", "(1,00–1,00)", "1"] * 2), "+0,000", "(+0,00", "tot", "+0,00)"]
    made = json.loads((tmp_path / "m.json").read_text(encoding="utf-8"))
    (found,) = (question["answers"]["openai:proef"] for question in made["questions"])
    assert [sentence["text"] for sentence in found["sentences"]] == [text.replace(" [1]", "")]
    assert (found["fell_back"], found["nuggets"], found["on_page"]) == (False, [True], True)

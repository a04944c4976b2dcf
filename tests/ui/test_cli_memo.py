"""``denktank memo`` as its users meet it: the file it makes, and every way in which it refuses."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import ui.workspace
from assistant.answer import Question
from assistant.assemble import Workspace
from assistant.conversation import Standalone
from tests.ui.test_cli import denktank
from ui.choices import Choices
from ui.kept import kept_turn
from ui.session import Turn, TurnState
from ui.today import today

pytestmark = pytest.mark.integration
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(
    startcorpus_workspace: Workspace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    monkeypatch.setattr(ui.workspace, "open_workspace", lambda: startcorpus_workspace)

    def memo(*arguments: str | Path) -> tuple[int, str, str]:
        return denktank("memo", *map(str, arguments), monkeypatch=monkeypatch, capsys=capsys)

    return memo


@pytest.fixture
def saved(startcorpus_workspace: Workspace, tmp_path: Path) -> dict[str, Any]:
    """A conversation as the browser saves it."""
    turns = []
    for text in ("Hoe betrek je de raad?", "Hoe vraag ik een parkeervergunning aan?"):
        turn = Turn(
            number=1,
            question=text,
            choices=Choices(),
            state=TurnState.DONE,
            understood=Standalone(text),
            answer=startcorpus_workspace.assistant.answer(Question(text)),
        )
        turns.append(json.loads(kept_turn(turn)))
    return {
        "soort": "denktank-gesprek",
        "versie": 1,
        "titel": "De raad",
        "gemaakt": "2026-05-01T10:00:00+02:00",
        "gewijzigd": "2026-05-01T10:00:00+02:00",
        "beurten": turns,
    }


def written(folder: Path, saved: object) -> Path:
    path = folder / "gesprek.json"
    path.write_text(json.dumps(saved), encoding="utf-8")
    return path


def one_line(err: str) -> str:
    (line,) = err.strip().splitlines()
    return line


@pytest.mark.parametrize("suffix", ["docx", "odt", "md", "html"])
def test_a_subject_becomes_a_file(run: Run, tmp_path: Path, suffix: str) -> None:
    target = tmp_path / f"memo.{suffix}"
    code, out, err = run("de raad betrekken", "-o", target, "--aan", "College", "--rol", "raadslid")
    assert (code, out) == (0, "")
    assert "zinnen met een noot, uit" in one_line(err) and "niet bevestigd" not in err
    data = target.read_bytes()
    if suffix in ("docx", "odt"):
        with zipfile.ZipFile(target) as archive:
            name = "word/document.xml" if suffix == "docx" else "content.xml"
            data = archive.read(name)
    text = data.decode("utf-8")
    assert "De raad betrekken" in text and "College" in text and today() in text
    assert "Voor raadsleden" in text


def test_without_a_file_it_is_markdown_on_the_screen(run: Run) -> None:
    code, out, err = run("de raad betrekken", "--datum", "1 mei 2026", "--citaten")
    assert (code, err) == (0, "")
    assert "# De raad betrekken" in out and "1 mei 2026" in out
    assert "[^1]: " in out and "“" in out.split("[^1]: ")[1]


def test_json_has_the_fields_of_a_memo_and_can_be_used_again(run: Run, tmp_path: Path) -> None:
    code, out, _ = run("de raad betrekken", "--json", "--van", "Griffie")
    kept = json.loads(out)
    assert code == 0 and (kept["soort"], kept["versie"]) == ("denktank-memo", 1)
    path = written(tmp_path, kept)
    again = json.loads(run("--uit", path, "--json", "--aan", "Raad")[1])
    assert again["memo"]["sections"] == kept["memo"]["sections"]
    fields = again["memo"]["fields"]
    assert (fields["to"], fields["sender"], fields["subject"]) == ("Raad", "Griffie", "De raad betrekken")


def test_outside_the_sources_the_file_says_only_that(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "leeg.md"
    code, _, err = run("een parkeervergunning aanvragen", "-o", target)
    assert code == 0 and "zeggen hier niets over" in one_line(err)
    text = target.read_text(encoding="utf-8")
    assert "## Wat de bronnen niet zeggen" in text
    assert text.count("## ") == 1 and "[^" not in text


def test_a_conversation_becomes_a_memo_with_every_citation(
    run: Run, saved: dict[str, Any], tmp_path: Path
) -> None:
    code, out, _ = run("--uit", written(tmp_path, saved), "--json")
    assert code == 0
    memo = json.loads(out)["memo"]
    assert memo["fields"]["subject"] == "De raad"
    wanted = {(c["publication"], c["start"]) for t in saved["beurten"] for c in t["answer"]["citations"]}
    assert {(c["publication"], c["start"]) for c in memo["sources"]} == wanted
    said = [one["text"] for section in memo["sections"] for one in section["statements"]]
    assert any("parkeervergunning" in text for text in said)


def test_what_a_saved_memo_says_goes_before_what_the_operator_says(
    run: Run, startcorpus_workspace: Workspace, tmp_path: Path
) -> None:
    kept = json.loads(run("de raad betrekken", "--json", "--aan", "Het college")[1])
    folder = startcorpus_workspace.home / "memo"
    folder.mkdir()
    fields = folder / "velden.toml"
    fields.write_text('[velden]\naan = "Iedereen"\nvan = "Bureau"\n', encoding="utf-8")
    try:
        found = json.loads(run("--uit", written(tmp_path, kept), "--json")[1])["memo"]["fields"]
    finally:
        fields.unlink()
        folder.rmdir()
    assert (found["to"], found["sender"]) == ("Het college", "Bureau")


def test_a_conversation_can_get_another_subject(run: Run, saved: dict[str, Any], tmp_path: Path) -> None:
    _, out, _ = run("--uit", written(tmp_path, saved), "--onderwerp", "Raden in de regio")
    assert "# Raden in de regio" in out


def changed(saved: dict[str, Any], *path: str | int, to: object) -> dict[str, Any]:
    copy: Any = json.loads(json.dumps(saved))
    inner = copy
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = to
    result: dict[str, Any] = copy
    return result


@pytest.mark.parametrize(
    ("path", "to", "told"),
    [
        (("versie",), 2, "andere versie"),
        (("soort",), "iets", "geen gesprek"),
        (("beurten",), "x", "niet zoals hij is bewaard"),
        (("beurten", 0), {}, "Beurt 1"),
        (("beurten", 1, "state"), "waar", "Beurt 2"),
        (("beurten", 0, "answer", "claims", 0, "text"), "De raad hoeft niets.", "veranderd nadat"),
        (("beurten", 0, "answer", "citations", 0, "quote"), "De raad hoeft niets.", "veranderd nadat"),
        (("beurten", 0, "answer", "citations", 0, "start"), 0, "staat niet zo in"),
        (("beurten", 0, "answer", "citations", 0, "publication"), "weg", "niet meer in de bibliotheek"),
        (("beurten",), [], "geen antwoord"),
    ],
)
def test_a_conversation_that_was_changed_is_refused(
    run: Run, saved: dict[str, Any], tmp_path: Path, path: tuple[str | int, ...], to: object, told: str
) -> None:
    target = tmp_path / "memo.md"
    code, out, err = run("--uit", written(tmp_path, changed(saved, *path, to=to)), "-o", target)
    assert (code, out) == (1, "")
    assert told in one_line(err)
    assert not target.exists()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "Geef een onderwerp"),
        (("  ",), "Geef een onderwerp"),
        (("raad", "--uit", "x.json"), "niet allebei"),
        (("raad", "--onderwerp", "x"), "hoort bij --uit"),
        (("--uit", "x.json", "--rol", "raadslid"), "--rol hoort bij"),
        (("raad", "--rol", "koning"), "Kies uit: burgemeester"),
        (("raad", "-o", "memo.pdf"), "memo.pdf"),
        (("raad", "-o", "memo"), "staat niet achter"),
        (("raad", "-o", "er/is/niet/memo.md"), "bestaat niet"),
        (("--uit", "er-is-niet.json"), "bestaat niet"),
        (("--uit", "."), "is een map"),
        (("\u200b",), "Geef een onderwerp"),
        (("raad", "--force"), "-o memo.docx"),
        (("raad", "--sjabloon", "x.docx"), "-o memo.docx"),
        (("raad", "-o", "."), "is een map"),
        (("raad", "-o", f"{'x' * 300}.md"), "te lang"),
        (("raad", "-o", "memo.docx", "--sjabloon", "er-is-niet.docx"), "er-is-niet.docx"),
    ],
)
def test_what_cannot_be_is_one_clear_line(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = run(*arguments)
    assert (code, out) == (1, "")
    assert told in one_line(err)
    assert list(tmp_path.iterdir()) == [] or [p.name for p in tmp_path.iterdir()] == ["denktank-home"]


def test_a_file_that_is_no_text_is_refused(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "gesprek.json"
    path.write_bytes(b"\xff\xfe\x00{")
    assert "geen bewaard gesprek" in one_line(run("--uit", path)[2])


def test_nothing_is_overwritten_without_force(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "memo.md"
    target.write_text("van mij", encoding="utf-8")
    code, _, err = run("de raad betrekken", "-o", target)
    assert code == 1 and "--force" in one_line(err)
    assert target.read_text(encoding="utf-8") == "van mij"
    assert run("de raad betrekken", "-o", target, "--force")[0] == 0
    assert "De raad betrekken" in target.read_text(encoding="utf-8")


def test_a_template_that_is_none_is_refused_and_leaves_the_old_file(run: Run, tmp_path: Path) -> None:
    template, target = tmp_path / "sjabloon.docx", tmp_path / "memo.docx"
    template.write_text("geen Word", encoding="utf-8")
    target.write_bytes(b"van mij")
    code, _, err = run("de raad betrekken", "-o", target, "--force", "--sjabloon", template)
    assert code == 1 and "sjabloon.docx" in one_line(err)
    assert target.read_bytes() == b"van mij"

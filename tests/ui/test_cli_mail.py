"""``denktank mail`` as its users meet it: the reply on the screen, the draft, and every refusal."""

import email
import io
import json
from collections.abc import Callable
from email.policy import default
from pathlib import Path
from types import SimpleNamespace

import pytest

import ui.workspace
from assistant.assemble import Workspace
from tests.ui.test_cli import denktank

pytestmark = pytest.mark.integration
Run = Callable[..., tuple[int, str, str]]
MAIL = """From: Noa Jansen <noa@oosterwal.example>
To: denktank@vng.example
Subject: De raad
Message-ID: <vraag@oosterwal.example>
Content-Type: text/plain; charset=utf-8

Beste mensen,

Hoe betrek je de raad bij regionale samenwerking? Wat kost een parkeervergunning?

Groet,
Noa
"""


@pytest.fixture
def run(
    startcorpus_workspace: Workspace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    monkeypatch.setattr(ui.workspace, "open_workspace", lambda: startcorpus_workspace)

    def mail(*arguments: str | Path) -> tuple[int, str, str]:
        return denktank("mail", *map(str, arguments), monkeypatch=monkeypatch, capsys=capsys)

    return mail


@pytest.fixture
def eml(tmp_path: Path) -> Path:
    path = tmp_path / "bericht.eml"
    path.write_text(MAIL, encoding="utf-8")
    return path


def test_the_reply_comes_on_the_screen(run: Run, eml: Path) -> None:
    code, out, err = run(eml)
    assert (code, err) == (0, "")
    assert out.startswith("Beste Noa Jansen,\n")
    assert "> Hoe betrek je de raad bij regionale samenwerking?" in out and "[1]" in out
    assert "U kunt deze vraag stellen aan denktank@vng.nl." in out


def test_the_draft_is_a_message(run: Run, eml: Path, tmp_path: Path) -> None:
    target = tmp_path / "concept.eml"
    code, out, err = run(eml, "-o", target)
    assert (code, out) == (0, "")
    assert "2 vragen, 1 beantwoord" in err and "verstuur het zelf" in err
    message = email.message_from_bytes(target.read_bytes(), policy=default)
    assert message["To"] == "noa@oosterwal.example"
    assert message["In-Reply-To"] == "<vraag@oosterwal.example>"
    assert message["X-Unsent"] == "1"


def test_json_has_its_fields(run: Run, eml: Path) -> None:
    found = json.loads(run(eml, "--json")[1])
    assert found["kind"] == "vragen"
    assert [one["question"] for one in found["questions"]] == [part["question"] for part in found["parts"]]
    assert [part["covered"] for part in found["parts"]] == [True, False]
    assert found["parts"][0]["statements"][0]["standing"] == "citaat"
    assert found["sources"][0]["quote"]
    assert found["reply"].startswith("Beste Noa Jansen")


def test_a_mail_can_be_pasted(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    pasted = SimpleNamespace(buffer=io.BytesIO(b"Hoe betrek je de raad?\n"))
    monkeypatch.setattr("sys.stdin", pasted)
    code, out, err = run("-")
    assert code == 0
    assert out.startswith("Geachte heer of mevrouw,") and "> Hoe betrek je de raad?" in out
    assert "Vul zelf in aan wie" in err


def test_a_machine_gets_no_reply(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "afwezig.eml"
    path.write_text(MAIL.replace("Subject:", "Auto-Submitted: auto-replied\nSubject:"), encoding="utf-8")
    code, out, err = run(path)
    assert (code, out) == (1, "")
    assert "machine" in err and len(err.splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "Geef een bestand"),
        (("x.eml", "--imap"), "niet samen"),
        (("x.eml", "--dry-run"), "horen bij --imap"),
        (("x.eml", "--limit", "3"), "horen bij --imap"),
        (("--imap", "-o", "x.eml"), "horen bij een bestand"),
        (("er-is-niet.eml",), "bestaat niet"),
        (("BERICHT", "-o", "concept.txt"), "eindigen op .eml"),
        (("BERICHT", "-o", "er/is/niet/x.eml"), "bestaat niet"),
        (("BERICHT", "-o", "BERICHT"), "--force"),
        (("--imap",), "DENKTANK_MAIL_HOST"),
    ],
)
def test_what_cannot_be_is_one_clear_line(run: Run, eml: Path, arguments: tuple[str, ...], told: str) -> None:
    code, out, err = run(*(str(eml) if one == "BERICHT" else one for one in arguments))
    assert (code, out) == (1, "")
    assert told in err and len(err.splitlines()) == 1
    assert eml.read_text(encoding="utf-8") == MAIL

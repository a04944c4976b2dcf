"""``denktank status`` as its users meet it: who writes, where text goes, what is found on this machine."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.integration.chat_behaviours import answers
from tests.integration.chat_server import chat_server
from tests.ui.test_cli import denktank

SECRET = "sk-dit-is-geheim"

Run = Callable[..., str]


@pytest.fixture
def status(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command where no Ollama answers; gives what it prints."""
    for name in ("OPENAI_API_KEY", "OLLAMA_API_KEY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("OLLAMA_HOST", "http://127.0.0.1:9")

    def run(*arguments: str) -> str:
        code, out, err = denktank("status", *arguments, monkeypatch=monkeypatch, capsys=capsys)
        assert (code, err) == (0, "")
        return out

    return run


def test_without_a_model_everything_stays_here(status: Run) -> None:
    assert status().splitlines() == [
        "Antwoorden:   zonder taalmodel",
        "Uw tekst:     blijft op deze computer",
        "Zoekt met:    multilingual-e5-small (ingebouwd)",
        "Er is nog geen index. Maak hem met: denktank index build",
    ]
    found = json.loads(status("--json"))
    assert (found["model"], found["destination"], found["problem"], found["ollama"]) == (
        "zonder taalmodel",
        "op deze computer",
        None,
        None,
    )
    assert (found["index"]["index"], found["index"]["up_to_date"]) == (None, False)


@pytest.mark.parametrize(
    ("url", "told", "destination"),
    [
        ("https://taal.example.nl/v1", "gaat naar taal.example.nl", "naar taal.example.nl"),
        ("http://127.0.0.1:8080/v1", "blijft op deze computer", "op deze computer"),
    ],
)
def test_a_model_is_named_with_where_text_goes_and_without_its_key(
    status: Run, monkeypatch: pytest.MonkeyPatch, url: str, told: str, destination: str
) -> None:
    monkeypatch.setenv("DENKTANK_CHAT_MODEL", "openai:proef")
    monkeypatch.setenv("DENKTANK_CHAT_BASE_URL", url)
    monkeypatch.setenv("DENKTANK_CHAT_API_KEY", SECRET)
    shown, found = status(), json.loads(status("--json"))
    assert shown.splitlines()[:2] == ["Antwoorden:   openai:proef", f"Uw tekst:     {told}"]
    assert (found["model"], found["destination"], found["problem"]) == ("openai:proef", destination, None)
    assert SECRET not in shown + json.dumps(found)


def test_what_keeps_a_model_from_being_used_is_told(status: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DENKTANK_CHAT_MODEL", "openai:proef")
    assert "Let op:       Er is geen sleutel voor api.openai.com." in status()
    monkeypatch.setenv("DENKTANK_CHAT_MODEL", "onbekend:proef")
    shown, found = status(), json.loads(status("--json"))
    assert "Uw tekst:     gaat nergens heen, want het taalmodel is niet te gebruiken" in shown
    assert "'onbekend'" in found["problem"] and found["destination"] is None


def test_a_local_ollama_is_offered_and_not_used(status: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    with chat_server(lambda request: answers("Nee."), models=["gemma3:4b"]) as server:
        monkeypatch.setenv("OLLAMA_HOST", server.address)
        shown, found = status(), json.loads(status("--json"))
        assert "zonder taalmodel" in shown and "DENKTANK_CHAT_MODEL=ollama:gemma3:4b" in shown
        assert found["ollama"]["models"] == ["gemma3:4b"]
        assert found["model"] == "zonder taalmodel"
        assert server.requests == []
        monkeypatch.setenv("DENKTANK_CHAT_MODEL", "ollama:gemma3:4b")
        assert "Ollama: " not in status()


def test_a_damaged_index_does_not_hide_the_rest(status: Run, tmp_path: Path) -> None:
    generation = tmp_path / "denktank-home" / "index" / "generation-000001"
    generation.mkdir(parents=True)
    (generation.parent / "current").write_text(generation.name)
    shown, found = status(), json.loads(status("--json"))
    assert "Uw tekst:     blijft op deze computer" in shown
    assert "denktank index build" in shown
    assert "denktank index build" in found["index"]["problem"]

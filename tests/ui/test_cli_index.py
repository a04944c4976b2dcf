"""``denktank index status`` as its users meet it."""

import json
from pathlib import Path

import pytest

import ui.workspace
from assistant.assemble import Workspace
from assistant.settings import load_settings
from tests.index.fake_encoder import FakeEncoder
from tests.ui.test_cli import denktank


@pytest.fixture
def status(  # type: ignore[no-untyped-def]
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
):
    """Run ``index status`` with a small index; gives what it prints."""

    def open_workspace() -> Workspace:
        made = Workspace(load_settings(startcorpus=False))
        made.encoder = FakeEncoder()
        return made

    (tmp_path / "raad.md").write_text("# Raad\n\nDe raad stelt de kaders voor de regio.\n")
    place = open_workspace()
    place.library.add(tmp_path / "raad.md")
    place.build_index()
    monkeypatch.setattr(ui.workspace, "open_workspace", open_workspace)

    def run(*arguments: str) -> str:
        code, out, err = denktank("index", "status", *arguments, monkeypatch=monkeypatch, capsys=capsys)
        assert (code, err) == (0, "")
        return out

    return run


def test_status_names_the_reranker_only_if_there_is_one(  # type: ignore[no-untyped-def]
    status, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Herschikken" not in status()
    assert json.loads(status("--json"))["reranker"] is None
    monkeypatch.setenv("DENKTANK_RERANKER", "BAAI/bge-reranker-v2-m3")
    assert "Herschikken:  BAAI/bge-reranker-v2-m3\n" in status()
    found = json.loads(status("--json"))
    assert (found["reranker"], found["up_to_date"]) == ("BAAI/bge-reranker-v2-m3", True)

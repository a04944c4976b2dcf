"""The settings make the assistant with a model; without one nothing of it is loaded."""

import os
import subprocess
import sys

import pytest

from assistant.assemble import Workspace
from assistant.settings import load_settings
from tests.integration.scripted_line import GOOD, MONEY, OFTEN, QUESTION, Line, sentence, texts

pytestmark = pytest.mark.integration


def test_the_settings_give_an_assistant_with_a_model(
    workspace: Workspace, line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DENKTANK_CHAT_MODEL", "openai:proef")
    monkeypatch.setenv("DENKTANK_CHAT_BASE_URL", line.server.base_url)
    monkeypatch.setenv("DENKTANK_CHAT_API_KEY", "geheim-123")
    place = Workspace(load_settings(home=workspace.home, cache_dir=workspace.cache_dir, startcorpus=False))
    line.plays(GOOD)
    found = place.assistant.answer(QUESTION)
    assert texts(found) == [sentence(OFTEN), sentence(MONEY)]
    assert line.server.requests[0].headers["authorization"] == "Bearer geheim-123"
    assert "op deze computer" in place.assistant.destination_line
    assert "geheim-123" not in repr(found)


MODEL_SIDE = (
    "anthropic", "assistant.checks", "assistant.generate", "assistant.model_stream", "assistant.packing",
    "assistant.privacy", "assistant.prompt", "assistant.sentence_stream", "deduce", "docdeid", "langchain",
    "langchain.chat_models", "langchain_anthropic", "langchain_mistralai", "langchain_ollama",
    "langchain_openai", "langgraph", "ollama", "openai", "tiktoken",
)  # fmt: skip


@pytest.mark.parametrize("command", [("ask", QUESTION.text), ("--help",)])
def test_without_a_model_nothing_of_it_is_imported(workspace: Workspace, command: tuple[str, ...]) -> None:
    code = (
        f"import sys; sys.argv = {['denktank', *command]!r}\n"
        "from ui.cli import main\n"
        "try:\n    main()\nexcept SystemExit as stop:\n    assert not stop.code\n"
        f"print(sorted(set({MODEL_SIDE!r}) & set(sys.modules)))"
    )
    environment = os.environ | {
        "DENKTANK_HOME": str(workspace.home),
        "DENKTANK_CACHE_DIR": str(workspace.cache_dir),
        "DENKTANK_STARTCORPUS": "false",
    }
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_with_a_model_the_same_question_does_import_it(workspace: Workspace, line: Line) -> None:
    """So that the names above are the right ones."""
    line.plays(GOOD)
    line.answer(GOOD)
    assert {"assistant.generate", "langchain.chat_models", "langchain_openai", "openai"} <= set(sys.modules)

"""A chat model on this machine reaches no other machine, whatever the environment asks of its libraries."""

from pathlib import Path

import pytest

from tests.integration.outside import run_watched

pytestmark = [pytest.mark.integration, pytest.mark.slow]

_RUN = """
from assistant.quiet import silence
silence()
from pydantic import SecretStr
from assistant.chat_model import make_chat_model
from assistant.chat_provider import ChatModelSpec
from assistant.local_ollama import find_ollama
from assistant.model_stream import Limits, stream_text
from tests.integration.chat_behaviours import answers
from tests.integration.chat_server import chat_server

for model, url in [("openai:gpt-5", ""), ("mistral:mistral-small-latest", ""), ("anthropic:claude", ""),
                   ("ollama:gemma3", ""), ("azure_openai:naam", "https://naam.openai.azure.com")]:
    make_chat_model(ChatModelSpec(model, url, key=SecretStr("sleutel")))
with chat_server(lambda request: answers("De raad beslist [1].")) as server:
    for provider in ("openai", "mistral", "ollama"):
        url = server.address if provider == "ollama" else server.base_url
        made = make_chat_model(ChatModelSpec(f"{provider}:proef", url))
        print("".join(stream_text(made, [("human", "Wie beslist?")], Limits())))
    assert len(server.requests) == 3
find_ollama()
import time
time.sleep(2)  # for a thread that sends traces behind our back
"""

_ASKED_OF_LIBRARIES = {
    "LANGSMITH_TRACING": "true", "LANGSMITH_TRACING_V2": "true", "LANGCHAIN_TRACING_V2": "true",
    "LANGSMITH_API_KEY": "sleutel",
    "LANGSMITH_GATEWAY": "true", "LANGSMITH_ENDPOINT": "https://elders.example",
    "OPENAI_BASE_URL": "https://elders.example/v1", "OPENAI_API_BASE": "https://elders.example/v1",
    "MISTRAL_BASE_URL": "https://elders.example/v1", "ANTHROPIC_BASE_URL": "https://elders.example",
    "OPENAI_PROXY": "", "HTTP_PROXY": "http://elders.example:3128", "ALL_PROXY": "http://elders.example:3128",
    "NO_PROXY": "", "OPENAI_API_VERSION": "2024-10-21",
}  # fmt: skip


def test_nothing_but_the_server_is_reached(tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    done = run_watched(_RUN, notes, _ASKED_OF_LIBRARIES)
    assert done.returncode == 0, done.stderr
    assert done.stdout == "De raad beslist [1].\n" * 3
    assert notes.read_text() == ""


def test_a_trace_would_be_noticed(tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    loud = _RUN.replace("silence()\n", "", 1).replace("from assistant.quiet import silence\n", "", 1)
    run_watched(loud, notes, _ASKED_OF_LIBRARIES)
    assert "elders.example" in notes.read_text()

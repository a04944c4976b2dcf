"""Finding an Ollama on this machine, with something in its place that is well or badly behaved."""

import socket
from collections.abc import Iterator

import pytest

from assistant.local_ollama import LocalOllama, find_ollama
from tests.integration.chat_behaviours import empty
from tests.integration.chat_server import chat_server

pytestmark = pytest.mark.integration


@pytest.fixture
def silent_port() -> Iterator[int]:
    """A port that takes connections and never says anything."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        yield listening.getsockname()[1]


def test_the_models_that_run_here_are_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    with chat_server(
        lambda request: empty, ["gemma3:4b", "gpt-oss:120b-cloud", "nomic-embed-text"]
    ) as server:
        monkeypatch.setenv("OLLAMA_HOST", server.address)
        found = find_ollama(timeout=10.0)
    assert found == LocalOllama(server.address, ("gemma3:4b",))
    assert "DENKTANK_CHAT_MODEL=ollama:gemma3:4b" in found.offer


def test_an_ollama_without_models_says_how_to_get_one(monkeypatch: pytest.MonkeyPatch) -> None:
    with chat_server(lambda request: empty, []) as server:
        monkeypatch.setenv("OLLAMA_HOST", server.address)
        found = find_ollama(timeout=10.0)
    assert found is not None
    assert "ollama pull" in found.offer


def test_silence_is_no_ollama(silent_port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OLLAMA_HOST", f"127.0.0.1:{silent_port}")
    assert find_ollama(timeout=0.2) is None


def test_nobody_there_is_no_ollama(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as reserved:
        reserved.bind(("127.0.0.1", 0))
        monkeypatch.setenv("OLLAMA_HOST", f"127.0.0.1:{reserved.getsockname()[1]}")
        assert find_ollama() is None


@pytest.mark.parametrize("host", ["https://ollama.host.eu", "host:geenpoort", "192.168.1.5"])
def test_another_machine_is_not_asked(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OLLAMA_HOST", host)
    assert find_ollama(timeout=10.0) is None

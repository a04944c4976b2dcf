import pytest

from assistant.chat_provider import ChatModelSpec
from assistant.destination import base_url, destination, is_this_machine
from corpus.errors import DenktankError


@pytest.fixture(autouse=True)
def _no_ollama_host(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OLLAMA_HOST", raising=False)


@pytest.mark.parametrize(
    "host", ["localhost", "LocalHost", "localhost.", "127.0.0.1", "127.1.2.3", "::1", "0:0:0:0:0:0:0:1"]
)
def test_the_loopback_is_this_machine(host: str) -> None:
    assert is_this_machine(host)


@pytest.mark.parametrize(
    "host",
    [
        "localhost.evil.com", "notlocalhost", "127.0.0.1.evil.com", "128.0.0.1", "192.168.1.5", "10.0.0.1",
        "0.0.0.0", "::", "", "example.org", "fe80::1",
    ],
)  # fmt: skip
def test_anything_else_is_another_machine(host: str) -> None:
    assert not is_this_machine(host)


@pytest.mark.parametrize(
    ("model", "url", "wording"),
    [
        ("openai:gpt", "", "naar api.openai.com"),
        ("mistral:small", "", "naar api.mistral.ai"),
        ("anthropic:claude", "", "naar api.anthropic.com"),
        ("azure_openai:gpt", "https://naam.openai.azure.com", "naar naam.openai.azure.com"),
        ("openai:mistral", "https://ai.host.eu/v1", "naar ai.host.eu"),
        ("openai:gemma", "http://localhost:8080/v1", "op deze computer"),
        ("openai:gemma", "http://[::1]:8080/v1", "op deze computer"),
        ("openai:gemma", "HTTP://LOCALHOST:8080/v1", "op deze computer"),
        ("openai:gemma", "https://localhost.evil.com/v1", "naar localhost.evil.com"),
        ("ollama:gemma3", "", "op deze computer"),
        ("ollama:qwen3:8b", "https://ollama.host.eu", "naar ollama.host.eu"),
    ],
)
def test_where_text_goes_is_told_in_dutch(model: str, url: str, wording: str) -> None:
    assert destination(ChatModelSpec(model, url)).wording == wording


@pytest.mark.parametrize("model", ["ollama:gpt-oss:120b-cloud", "ollama:glm-4.6:cloud"])
def test_a_model_that_ollama_has_run_elsewhere_is_not_on_this_machine(model: str) -> None:
    assert destination(ChatModelSpec(model)).wording == "naar ollama.com"
    through_openai = ChatModelSpec(model.replace("ollama:", "openai:"), "http://localhost:11434/v1")
    assert not destination(through_openai).local


@pytest.mark.parametrize(
    ("value", "url", "local"),
    [
        ("", "http://127.0.0.1:11434", True),
        ("127.0.0.1", "http://127.0.0.1:11434", True),
        ("0.0.0.0", "http://127.0.0.1:11434", True),
        ("[::]:1234", "http://127.0.0.1:1234", True),
        (":4000", "http://127.0.0.1:4000", True),
        ("http://localhost", "http://localhost:80", True),
        ("[::1]:5000", "http://[::1]:5000", True),
        ("https://ollama.host.eu", "https://ollama.host.eu:443", False),
    ],
)
def test_the_host_variable_of_ollama_counts(
    monkeypatch: pytest.MonkeyPatch, value: str, url: str, local: bool
) -> None:
    monkeypatch.setenv("OLLAMA_HOST", value)
    spec = ChatModelSpec("ollama:gemma3")
    assert base_url(spec) == url
    assert destination(spec).local is local


def test_our_own_setting_wins_from_the_variable_of_ollama(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OLLAMA_HOST", "https://elders.nl")
    assert destination(ChatModelSpec("ollama:gemma3", "http://localhost:11434")).local


def test_a_wrong_host_variable_of_ollama_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OLLAMA_HOST", "host:geenpoort")
    with pytest.raises(DenktankError, match="OLLAMA_HOST"):
        base_url(ChatModelSpec("ollama:gemma3"))


def test_variables_of_other_libraries_do_not_move_the_destination(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENAI_BASE_URL", "OPENAI_API_BASE", "LANGSMITH_GATEWAY"):
        monkeypatch.setenv(name, "https://elders.nl/v1")
    assert base_url(ChatModelSpec("openai:gpt")) == "https://api.openai.com/v1"


@pytest.mark.parametrize(
    "url",
    [
        "localhost:8080", "geen adres", "ftp://host/v1", "https://", "http://host:99999/v1", "http://[::1/v1",
        "https://host/v1?key=1", "https://host/v1#a", "https://ik:geheim@host/v1",
        "http://localhost@evil.com/v1", "http://localhost\\@evil.com", "https://ho\tst/v1", "https://hóst/v1",
        "http://localhost%2eevil.com/v1", "http://[::1%25eth0]/v1",
    ],
)  # fmt: skip
def test_what_is_no_plain_address_is_refused_and_not_repeated(url: str) -> None:
    with pytest.raises(DenktankError, match="DENKTANK_CHAT_BASE_URL") as refused:
        base_url(ChatModelSpec("openai:gpt", url))
    assert "geheim" not in str(refused.value)


@pytest.mark.parametrize("url", ["http://ai.host.eu/v1", "http://192.168.1.5:8080/v1"])
def test_without_encryption_nothing_goes_to_another_machine_unless_allowed(url: str) -> None:
    with pytest.raises(DenktankError, match="DENKTANK_CHAT_ALLOW_HTTP"):
        base_url(ChatModelSpec("openai:gpt", url))
    allowed = ChatModelSpec("openai:gpt", url, allow_http=True)
    assert base_url(allowed) == url
    assert not destination(allowed).local


def test_azure_needs_an_address() -> None:
    with pytest.raises(DenktankError, match=r"NAAM\.openai\.azure\.com"):
        base_url(ChatModelSpec("azure_openai:gpt"))


def test_anthropic_does_not_run_on_this_machine() -> None:
    with pytest.raises(DenktankError, match="openai:model"):
        base_url(ChatModelSpec("anthropic:claude", "http://localhost:4000"))


@pytest.mark.parametrize("model", ["gpt-4o", "openai:", "openai", ":gpt", "onzin:gpt", "bedrock:x"])
def test_an_unknown_provider_or_form_is_told_with_those_that_exist(model: str) -> None:
    with pytest.raises(DenktankError, match="openai, azure_openai, ollama, mistralai, anthropic"):
        destination(ChatModelSpec(model))

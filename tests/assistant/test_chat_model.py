import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import SecretStr

from assistant.chat_model import chat_model_spec, make_chat_model
from assistant.chat_provider import ChatModelSpec
from assistant.settings import load_settings
from corpus.errors import DenktankError

KEY = "sk-proef-0123456789"
_KEY_VARIABLES = (
    "OPENAI_API_KEY", "AZURE_OPENAI_API_KEY", "MISTRAL_API_KEY", "ANTHROPIC_API_KEY", "OLLAMA_API_KEY",
    "OPENAI_API_VERSION",
)  # fmt: skip
REMOTE = [
    ("openai:gpt-5", "", "OPENAI_API_KEY"),
    ("mistral:mistral-small-latest", "", "MISTRAL_API_KEY"),
    ("anthropic:claude-haiku-4-5", "", "ANTHROPIC_API_KEY"),
    ("azure_openai:naam", "https://naam.openai.azure.com", "AZURE_OPENAI_API_KEY"),
]


@pytest.fixture(autouse=True)
def _no_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in _KEY_VARIABLES:
        monkeypatch.delenv(name, raising=False)


def test_without_the_setting_there_is_no_model() -> None:
    assert chat_model_spec(load_settings()) is None


def test_the_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DENKTANK_CHAT_MODEL", " ollama:qwen3:8b ")
    monkeypatch.setenv("DENKTANK_CHAT_API_KEY", KEY)
    monkeypatch.setenv("DENKTANK_CHAT_KEY_FILE", str(tmp_path / "sleutel"))
    monkeypatch.setenv("DENKTANK_CHAT_TIMEOUT", "30")
    settings = load_settings()
    spec = chat_model_spec(settings)
    assert spec is not None
    assert (spec.provider.name, spec.name, spec.timeout) == ("ollama", "qwen3:8b", 30.0)
    assert spec.key is not None
    assert spec.key.get_secret_value() == KEY
    assert KEY not in repr(settings) + repr(spec) + str(settings.model_dump())


@pytest.mark.parametrize(("model", "url", "variable"), REMOTE)
def test_every_provider_takes_its_own_variable_and_shows_the_key_nowhere(
    model: str, url: str, variable: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    spec = ChatModelSpec(model, url)
    monkeypatch.setenv("OPENAI_API_VERSION", "2024-10-21")
    with pytest.raises(DenktankError, match=rf"DENKTANK_CHAT_API_KEY.*{variable} mag ook"):
        make_chat_model(spec)
    monkeypatch.setenv(variable, KEY)
    made = make_chat_model(spec)
    assert KEY not in repr(made) + str(made) + str(made.model_dump())


def test_ollama_needs_no_key_and_shows_none() -> None:
    made = make_chat_model(ChatModelSpec("ollama:gemma3", key=SecretStr(KEY)))
    assert KEY not in repr(made) + str(made.model_dump())
    make_chat_model(ChatModelSpec("ollama:gemma3"))


def test_a_server_on_this_machine_needs_no_key() -> None:
    make_chat_model(ChatModelSpec("openai:gemma", "http://localhost:8080/v1"))


def test_the_key_of_one_firm_is_not_for_another_that_speaks_its_protocol(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    spec = ChatModelSpec("openai:mistral", "https://ai.host.eu/v1")
    with pytest.raises(
        DenktankError, match=r"geen sleutel voor ai\.host\.eu.*alleen gebruikt voor api\.openai"
    ):
        make_chat_model(spec)


def test_the_key_may_stand_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "sleutel"
    file.write_text(f"{KEY}\n", encoding="utf-8")
    from langchain_openai import ChatOpenAI

    made = make_chat_model(ChatModelSpec("openai:gpt-5", key_file=file))
    assert isinstance(made, ChatOpenAI) and isinstance(made.openai_api_key, SecretStr)
    assert made.openai_api_key.get_secret_value() == KEY


@pytest.mark.parametrize(
    "content",
    [b"", b"\n", b"twee woorden", f"{KEY}\n{KEY}".encode(), "sleutël".encode(), b"\xff\xfe", b"a\x00b"],
)
def test_a_file_that_holds_no_key_is_told_without_what_is_in_it(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "sleutel"
    file.write_bytes(content)
    with pytest.raises(DenktankError, match=str(file)) as refused:
        make_chat_model(ChatModelSpec("openai:gpt-5", key_file=file))
    assert KEY not in str(refused.value)
    assert "woorden" not in str(refused.value)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(DenktankError, match="DENKTANK_CHAT_KEY_FILE"):
        make_chat_model(ChatModelSpec("openai:gpt-5", key_file=tmp_path / "weg"))


@pytest.mark.parametrize(
    ("model", "package", "extra"),
    [
        ("openai:gpt-5", "langchain_openai", "openai"),
        ("openai:gpt-5", "langchain.chat_models", "openai"),
        ("openai:gpt-5", "openai", "openai"),
        ("ollama:gemma3", "langchain_ollama", "ollama"),
        ("mistral:small", "langchain_mistralai", "mistral"),
        ("anthropic:claude", "langchain_anthropic", "anthropic"),
    ],
)
def test_a_missing_extra_is_told_with_the_command(
    model: str, package: str, extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from langchain.chat_models import base

    base._get_chat_model_creator.cache_clear()
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(DenktankError) as refused:
        make_chat_model(ChatModelSpec(model, key=SecretStr(KEY)))
    assert f"Installeer: pip install -c constraints.txt -e '.[{extra}]'" in str(refused.value)


def test_azure_tells_which_version_it_misses() -> None:
    spec = ChatModelSpec("azure_openai:naam", "https://naam.openai.azure.com", key=SecretStr(KEY))
    with pytest.raises(DenktankError, match="OPENAI_API_VERSION"):
        make_chat_model(spec)


def test_the_clients_are_not_imported_before_a_model_is_made() -> None:
    code = (
        "import sys; import assistant.chat_model, assistant.model_stream, assistant.local_ollama; "
        "heavy = {'langchain', 'langchain_core', 'openai', 'httpx', 'httpx2', 'tenacity', 'ollama'}; "
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_model_that_may_write_all_it_can_hold_is_refused() -> None:
    with pytest.raises(DenktankError, match=r"houdt 548 tokens over om te lezen.*DENKTANK_CHAT_WINDOW hoger"):
        make_chat_model(ChatModelSpec("ollama:gemma3", window=2048, max_tokens=1500))

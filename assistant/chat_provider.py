"""Which providers of chat models there are, and which model the settings ask for."""

from dataclasses import dataclass
from pathlib import Path

from pydantic import SecretStr

from corpus.errors import DenktankError


@dataclass(frozen=True, slots=True)
class Provider:
    """A kind of server with a client in LangChain.

    ``name`` is LangChain's, ``package`` the one that must be importable and ``extra`` ours that installs
    it. ``url`` is the provider's own address (empty where everyone has another) and ``key_variable`` the
    variable in which users keep its key.
    """

    name: str
    package: str
    extra: str
    url: str
    key_variable: str
    needs_key: bool = True


OLLAMA_URL = "http://127.0.0.1:11434"

_PROVIDERS = (
    Provider("openai", "langchain_openai", "openai", "https://api.openai.com/v1", "OPENAI_API_KEY"),
    Provider("azure_openai", "langchain_openai", "openai", "", "AZURE_OPENAI_API_KEY"),
    Provider("ollama", "langchain_ollama", "ollama", OLLAMA_URL, "OLLAMA_API_KEY", needs_key=False),
    Provider("mistralai", "langchain_mistralai", "mistral", "https://api.mistral.ai/v1", "MISTRAL_API_KEY"),
    Provider(
        "anthropic", "langchain_anthropic", "anthropic", "https://api.anthropic.com", "ANTHROPIC_API_KEY"
    ),
)
_ALIASES = {"mistral": "mistralai", "azure": "azure_openai"}


@dataclass(frozen=True, slots=True)
class ChatModelSpec:
    """The chat model that the settings ask for.

    ``model`` is ``provider:name``; times are in seconds. ``window`` is how many tokens the model reads and
    writes together, ``max_tokens`` how many of those it may write. ``allow_http`` permits a connection to
    another machine that is not encrypted.
    """

    model: str
    base_url: str = ""
    key: SecretStr | None = None
    key_file: Path | None = None
    timeout: float = 120.0
    connect_timeout: float = 5.0
    window: int = 8192
    max_tokens: int = 1500
    allow_http: bool = False

    @property
    def reads(self) -> int:
        """How many tokens the model may be given."""
        return self.window - self.max_tokens

    @property
    def name(self) -> str:
        """The model's name at its provider."""
        return self.model.partition(":")[2].strip()

    @property
    def provider(self) -> Provider:
        """The provider.

        Raises:
            DenktankError: ``model`` is not of the form ``provider:name``, or the provider is unknown.
        """
        given = self.model.partition(":")[0].strip().lower().replace("-", "_")
        if not self.name:
            raise DenktankError(
                f"DENKTANK_CHAT_MODEL is {self.model!r}, maar moet de vorm aanbieder:model hebben, "
                "bijvoorbeeld ollama:gemma3. " + _known()
            )
        for provider in _PROVIDERS:
            if provider.name == _ALIASES.get(given, given):
                return provider
        raise DenktankError(
            f"De aanbieder {given!r} in DENKTANK_CHAT_MODEL is niet bekend. {_known()} "
            "Een andere server die het OpenAI-protocol spreekt: "
            "kies openai:model en zet het adres in DENKTANK_CHAT_BASE_URL."
        )


def _known() -> str:
    return f"Kies een van deze aanbieders: {', '.join(provider.name for provider in _PROVIDERS)}."

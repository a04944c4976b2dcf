"""The clients of the makers of chat models, asked something on a server of this machine."""

from collections.abc import Callable

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import HumanMessage, SystemMessage
from pydantic import SecretStr

from assistant.chat_model import make_chat_model
from assistant.chat_provider import ChatModelSpec
from assistant.model_failure import FailureKind
from assistant.model_stream import Limits, ModelFailure, stream_text
from tests.integration.chat_server import ChatServer

KEY = "sk-proef-0123456789"
QUESTION = [SystemMessage("Antwoord in het Nederlands."), HumanMessage("Wie beslist?")]
ANSWER = "De raad beslist – één keer per jaar [1]."
PATIENT = Limits(total=30.0, first=20.0, idle=20.0)
HASTY = Limits(total=20.0, first=2.0, idle=0.5)
PROVIDERS = ("openai", "ollama", "mistralai", "anthropic")


def client(provider: str, server: ChatServer) -> BaseChatModel:
    """The client of a provider as this program makes it, for a server on this machine."""
    if provider == "anthropic":  # refused on this machine, so made as for its own host
        from langchain.chat_models import init_chat_model

        made: BaseChatModel = init_chat_model(
            "proef", model_provider="anthropic", base_url=server.address,
            api_key=SecretStr(KEY), max_retries=0, timeout=30.0,
        )  # fmt: skip
        return made
    url = server.address if provider == "ollama" else server.base_url
    return make_chat_model(ChatModelSpec(f"{provider}:proef", url, key=SecretStr(KEY), timeout=30.0))


def ask(
    model: BaseChatModel, limits: Limits = PATIENT, cancelled: Callable[[], bool] | None = None
) -> tuple[str, ModelFailure | None]:
    """The text that came, and the failure if there was one."""
    pieces: list[str] = []
    try:
        for piece in stream_text(model, QUESTION, limits, cancelled):
            pieces.append(piece)
    except ModelFailure as failure:
        return "".join(pieces), failure
    return "".join(pieces), None


def kind_of(failure: ModelFailure | None) -> FailureKind | None:
    return failure.kind if failure else None

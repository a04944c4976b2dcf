"""From the settings to a chat model of LangChain; imports a client only when a model is asked for."""

from typing import TYPE_CHECKING

from assistant.chat_clients import client_options
from assistant.chat_key import find_key
from assistant.chat_provider import ChatModelSpec
from assistant.destination import base_url
from assistant.settings import Settings
from corpus.errors import DenktankError

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel


LEAST_READ = 1500
"""Tokens that a model must be able to read: the rules take 1100 at most, the rest is a passage."""


def chat_model_spec(settings: Settings) -> ChatModelSpec | None:
    """What the settings ask for, or ``None`` when they ask for no model."""
    if not settings.chat_model:
        return None
    return ChatModelSpec(
        model=settings.chat_model,
        base_url=settings.chat_base_url,
        key=settings.chat_api_key,
        key_file=settings.chat_key_file,
        timeout=settings.chat_timeout,
        window=settings.chat_window,
        max_tokens=settings.chat_max_tokens,
        allow_http=settings.chat_allow_http,
    )


def make_chat_model(spec: ChatModelSpec) -> "BaseChatModel":
    """The client for this model; nothing is sent yet.

    Raises:
        DenktankError: the provider, the address or the key is wrong or missing, the extra with the
            client is not installed, or the model may write so much that it cannot read the rules and a
            passage.
    """
    if spec.reads < LEAST_READ:
        raise DenktankError(
            f"Het taalmodel houdt {max(0, spec.reads)} tokens over om te lezen, en heeft er {LEAST_READ} "
            "nodig. Zet DENKTANK_CHAT_WINDOW hoger of DENKTANK_CHAT_MAX_TOKENS lager."
        )
    provider, url = spec.provider, base_url(spec)
    key = find_key(spec, url)
    try:
        from langchain.chat_models import init_chat_model

        model: BaseChatModel = init_chat_model(
            spec.name, model_provider=provider.name, **client_options(spec, url, key)
        )
        return model
    except ImportError as error:
        raise DenktankError(
            f"Het taalmodel {spec.model} vraagt een extra pakket. "
            f"Installeer: pip install -c constraints.txt -e '.[{provider.extra}]'"
        ) from error

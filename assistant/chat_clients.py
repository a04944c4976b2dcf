"""How each provider's client is set up.

For all of them: no retries of their own (``assistant.model_stream`` does those), no following of a server
that points to another address, always an explicit address and key so that no variable of a library can
change where text goes, and no proxy to this machine. Other machines are reached through the proxy of the
environment where there is one; what is sent stays encrypted up to the host.
"""

import os
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from pydantic import SecretStr

from assistant.chat_provider import ChatModelSpec
from assistant.destination import is_this_machine
from corpus.errors import DenktankError

TEMPERATURE = 0.1
"""Set by hand: close to the sources, and not so low that a small model repeats itself. Not sent to OpenAI,
Azure and Anthropic, whose newer models refuse any."""

NO_KEY = "geen-sleutel"
"""Sent where the client insists on a key and the server needs none."""

_READS_NEW_LIMIT = ("api.openai.com", ".azure.com")
"""Hosts that want ``max_completion_tokens``; Ollama, LM Studio and older servers know ``max_tokens`` only."""


def client_options(spec: ChatModelSpec, url: str, key: SecretStr | None) -> dict[str, Any]:
    """What ``init_chat_model`` needs besides the name of model and provider.

    Raises:
        DenktankError: Azure's version is not set.
        ImportError: the client is not installed.
    """
    make: dict[str, Callable[[ChatModelSpec, str, SecretStr | None], dict[str, Any]]] = {
        "openai": _openai,
        "azure_openai": _azure,
        "ollama": _ollama,
        "mistralai": _mistral,
        "anthropic": _anthropic,
    }
    return make[spec.provider.name](spec, url, key)


def _openai(spec: ChatModelSpec, url: str, key: SecretStr | None) -> dict[str, Any]:
    limit: dict[str, Any] = {"extra_body": {"max_tokens": spec.max_tokens}, "temperature": TEMPERATURE}
    if (urlsplit(url).hostname or "").endswith(_READS_NEW_LIMIT):
        limit = {"max_tokens": spec.max_tokens}
    return _openai_client(spec, url, key) | limit | {"base_url": url}


def _azure(spec: ChatModelSpec, url: str, key: SecretStr | None) -> dict[str, Any]:
    version = os.environ.get("OPENAI_API_VERSION", "").strip()
    if not version:
        raise DenktankError(
            "Zet in OPENAI_API_VERSION de versie van uw Azure-omgeving, bijvoorbeeld 2024-10-21. Of kies "
            "openai:NAAM met een adres als https://NAAM.openai.azure.com/openai/v1; dan is er geen nodig."
        )
    return _openai_client(spec, url, key) | {
        "azure_endpoint": url,
        "azure_deployment": spec.name,
        "api_version": version,
        "max_tokens": spec.max_tokens,
    }


def _openai_client(spec: ChatModelSpec, url: str, key: SecretStr | None) -> dict[str, Any]:
    import openai

    timeout = openai.Timeout(spec.timeout, connect=spec.connect_timeout)
    http: dict[str, Any] = {"timeout": timeout, "follow_redirects": False, "trust_env": not _is_here(url)}
    return {
        "api_key": key or SecretStr(NO_KEY),
        "timeout": timeout,
        "max_retries": 0,
        "http_client": openai.DefaultHttpxClient(**http),
        "http_async_client": openai.DefaultAsyncHttpxClient(**http),
        "http_socket_options": (),
        "stream_chunk_timeout": None,  # model_stream has its own, that does not lose a cancellation
        # The other interface of OpenAI keeps questions and answers for weeks unless told not to.
        "use_responses_api": False,
    }


def _ollama(spec: ChatModelSpec, url: str, key: SecretStr | None) -> dict[str, Any]:
    import httpx

    def authorise(request: httpx.Request) -> httpx.Request:
        """Set the key here, where it is in no representation, in place of any that the client found."""
        request.headers.pop("Authorization", None)
        if key is not None:
            request.headers["Authorization"] = f"Bearer {key.get_secret_value()}"
        return request

    return {
        "base_url": url,
        "num_ctx": spec.window,  # else Ollama cuts what is longer than 4096 tokens without a word
        "num_predict": spec.max_tokens,
        "temperature": TEMPERATURE,
        "reasoning": False,
        "client_kwargs": {
            "timeout": httpx.Timeout(spec.timeout, connect=spec.connect_timeout),
            "follow_redirects": False,
            "trust_env": not _is_here(url),
            "auth": authorise,
        },
    }


def _mistral(spec: ChatModelSpec, url: str, key: SecretStr | None) -> dict[str, Any]:
    import httpx

    secret = key or SecretStr(NO_KEY)
    http: dict[str, Any] = {
        "base_url": url,
        "headers": {"Authorization": f"Bearer {secret.get_secret_value()}"},
        "timeout": httpx.Timeout(spec.timeout, connect=spec.connect_timeout),
        "trust_env": not _is_here(url),
    }
    return {
        "base_url": url,
        "api_key": secret,
        "client": httpx.Client(**http),
        "async_client": httpx.AsyncClient(**http),
        "max_retries": 1,
        "max_tokens": spec.max_tokens,
        "temperature": TEMPERATURE,
    }


def _anthropic(spec: ChatModelSpec, url: str, key: SecretStr | None) -> dict[str, Any]:
    return {
        "base_url": url,
        "api_key": key,
        "timeout": spec.timeout,  # its client takes one time for everything
        "max_retries": 0,
        "max_tokens": spec.max_tokens,
    }


def _is_here(url: str) -> bool:
    return is_this_machine(urlsplit(url).hostname or "")

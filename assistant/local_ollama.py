"""Whether Ollama runs on this machine, so that it can be offered; it is never used unasked."""

import asyncio
import json
from dataclasses import dataclass

from assistant.background_loop import submit
from assistant.chat_provider import ChatModelSpec
from assistant.destination import base_url, destination
from corpus.errors import DenktankError

_LONGEST = 1_000_000
"""Bytes; a list of models is some kilobytes."""


@dataclass(frozen=True, slots=True)
class LocalOllama:
    """A running Ollama with the names of the models that it runs itself; empty when it has none."""

    url: str
    models: tuple[str, ...]

    @property
    def offer(self) -> str:
        """In Dutch, how to use it."""
        if not self.models:
            return "Op deze computer draait Ollama, nog zonder model. Haal er een met: ollama pull gemma3"
        return (
            f"Op deze computer draait Ollama met {', '.join(self.models)}. "
            f"Gebruik het met DENKTANK_CHAT_MODEL=ollama:{self.models[0]}"
        )


def find_ollama(timeout: float = 0.5) -> LocalOllama | None:
    """Ask the loopback, and nothing else, whether Ollama answers within ``timeout`` seconds.

    Returns ``None`` when it does not, or when ``OLLAMA_HOST`` points to another machine.
    """
    spec = ChatModelSpec("ollama:any")
    try:
        url = base_url(spec)
        if not destination(spec).local:
            return None
    except DenktankError:
        return None
    import httpx

    try:
        return LocalOllama(url, submit(_models(url, timeout)).result(timeout + 1.0))
    except (TimeoutError, httpx.HTTPError, httpx.InvalidURL, ValueError, TypeError, KeyError, AttributeError):
        return None  # nothing there, or something else than Ollama


async def _models(url: str, timeout: float) -> tuple[str, ...]:
    import httpx

    body = b""
    async with (
        asyncio.timeout(timeout),
        httpx.AsyncClient(trust_env=False) as client,
        client.stream("GET", f"{url}/api/tags") as response,
    ):
        response.raise_for_status()
        async for part in response.aiter_bytes():
            body += part
            if len(body) > _LONGEST:
                raise ValueError("too long for a list of models")
    return tuple(
        model["name"]
        for model in json.loads(body)["models"]
        if not model.get("remote_host") and "bert" not in (model.get("details") or {}).get("family", "")
    )

"""The key for a chat model, from the environment or a file; it is never part of a message."""

import os
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import SecretStr

from assistant.chat_provider import ChatModelSpec, Provider
from assistant.destination import is_this_machine
from corpus.errors import DenktankError

_LONGEST = 10_000
"""Characters; a file with more is not a file with a key."""


def find_key(spec: ChatModelSpec, url: str) -> SecretStr | None:
    """The key to send, or ``None`` where none is needed.

    The variable of the provider itself (``OPENAI_API_KEY``) is only used for the provider's own host, so
    that a key for one firm is never sent to another that speaks the same protocol.

    Raises:
        DenktankError: the key is missing, or what is there cannot be a key.
    """
    provider = spec.provider
    if spec.key is not None and spec.key.get_secret_value().strip():
        return _checked(spec.key.get_secret_value(), "DENKTANK_CHAT_API_KEY")
    if spec.key_file is not None:
        return _checked(_read(spec.key_file.expanduser()), str(spec.key_file))
    if _is_own_host(provider, url) and (own := os.environ.get(provider.key_variable, "").strip()):
        return _checked(own, provider.key_variable)
    if not provider.needs_key or is_this_machine(urlsplit(url).hostname or ""):
        return None
    raise DenktankError(_missing(provider, url))


def _is_own_host(provider: Provider, url: str) -> bool:
    if provider.name == "ollama":
        return urlsplit(url).hostname == "ollama.com"
    return not provider.url or urlsplit(url).hostname == urlsplit(provider.url).hostname


def _missing(provider: Provider, url: str) -> str:
    host = urlsplit(url).hostname
    line = (
        f"Er is geen sleutel voor {host}. Zet de sleutel in de omgevingsvariabele DENKTANK_CHAT_API_KEY, "
        "of zet hem in een bestand en noem dat in DENKTANK_CHAT_KEY_FILE."
    )
    if _is_own_host(provider, url):
        return f"{line} {provider.key_variable} mag ook."
    return f"{line} {provider.key_variable} wordt alleen gebruikt voor {urlsplit(provider.url).hostname}."


def _read(file: Path) -> str:
    try:
        with file.open(encoding="utf-8") as lines:
            return lines.read(_LONGEST)
    except (OSError, UnicodeDecodeError):
        raise DenktankError(
            f"Het bestand {file} met de sleutel is niet te lezen. "
            "Controleer DENKTANK_CHAT_KEY_FILE en de rechten van het bestand."
        ) from None


def _checked(key: str, where: str) -> SecretStr:
    key = key.strip()
    if not key or len(key) >= _LONGEST or not key.isascii() or not key.isprintable() or " " in key:
        raise DenktankError(
            f"In {where} staat geen goede sleutel: het moet één regel zijn, zonder spaties of vreemde tekens."
        )
    return SecretStr(key)

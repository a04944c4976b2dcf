"""Where the text for a chat model goes: this machine, or which host."""

import ipaddress
import os
import re
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from assistant.chat_provider import ChatModelSpec
from corpus.errors import DenktankError

_OLLAMA_CLOUD = "ollama.com"
_IN_OLLAMA_CLOUD = re.compile(r"[:-]cloud$")
"""Tags of models that a local Ollama does not run itself but has run at ollama.com."""

_OLLAMA_PORT = 11434


@dataclass(frozen=True, slots=True)
class Destination:
    """The host that reads what is sent to the model, and whether that is this machine."""

    host: str
    local: bool

    @property
    def wording(self) -> str:
        """In Dutch, to follow on "uw tekst gaat" or to stand alone."""
        return "op deze computer" if self.local else f"naar {self.host}"


def destination(spec: ChatModelSpec) -> Destination:
    """Where the text goes. Looks no name up: a name other than ``localhost`` counts as another machine.

    Raises:
        DenktankError: provider, base URL or ``OLLAMA_HOST`` is wrong.
    """
    host = urlsplit(base_url(spec)).hostname or ""
    if not is_this_machine(host):
        return Destination(host, local=False)
    if _IN_OLLAMA_CLOUD.search(spec.name):
        return Destination(_OLLAMA_CLOUD, local=False)
    return Destination(host, local=True)


def base_url(spec: ChatModelSpec) -> str:
    """The address of the server, always explicit so that no variable of a library can change it.

    Raises:
        DenktankError: it is missing, no URL, or not encrypted to another machine.
    """
    provider = spec.provider
    url = spec.base_url.strip()
    if not url and provider.name == "ollama":
        url = _ollama_host()
    url = url or provider.url
    if not url:
        raise DenktankError(
            "Zet in DENKTANK_CHAT_BASE_URL het adres van uw Azure-omgeving, "
            "bijvoorbeeld https://NAAM.openai.azure.com."
        )
    parts = _checked(url)
    here = is_this_machine(parts.hostname or "")
    if parts.scheme == "http" and not here and not spec.allow_http:
        raise DenktankError(
            f"Het adres {url} begint met http: vragen en sleutel zouden leesbaar over het netwerk gaan. "
            "Gebruik https, of zet DENKTANK_CHAT_ALLOW_HTTP=true als u het netwerk ertussen vertrouwt."
        )
    if here and provider.name == "anthropic":
        raise DenktankError(
            "Een model van anthropic draait niet op deze computer. Kies voor een eigen server openai:model "
            "of ollama:model in DENKTANK_CHAT_MODEL, of laat DENKTANK_CHAT_BASE_URL leeg."
        )
    return url.rstrip("/")


def is_this_machine(host: str) -> bool:
    """Whether a host of a URL is the loopback: ``localhost``, 127.0.0.0/8 or ::1."""
    if host.lower().rstrip(".") == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _checked(url: str) -> SplitResult:
    """The parts of a URL that every library reads in the same way."""
    try:
        parts = urlsplit(url)
        sound = (
            parts.scheme in ("http", "https")
            and bool(parts.hostname)
            and parts.port != 0
            and url.isascii()
            and url.isprintable()
            and not re.search(r"[\s\\@?#]", url)
            and "%" not in parts.netloc
        )
    except ValueError:
        sound = False
    if not sound:
        # The address itself is not shown: with a name and password in it, that would tell the password.
        raise DenktankError(
            "Het adres van het taalmodel is geen goed webadres. Zet in DENKTANK_CHAT_BASE_URL iets als "
            "https://host/v1 of http://localhost:8080/v1, zonder naam, wachtwoord, ? of #."
        )
    return parts


def _ollama_host() -> str:
    """The address in ``OLLAMA_HOST``, read as Ollama reads it: scheme and port may be left out."""
    given = os.environ.get("OLLAMA_HOST", "").strip()
    if not given:
        return ""
    url = given if "://" in given else f"http://{given}"
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "127.0.0.1", parts.port
    except ValueError:
        raise DenktankError(
            "OLLAMA_HOST is geen goed adres. Zet er iets in als 127.0.0.1:11434, "
            "of zet het adres in DENKTANK_CHAT_BASE_URL."
        ) from None
    if host in ("0.0.0.0", "::"):  # noqa: S104 — where a server listens; a client reaches it here
        host = "127.0.0.1"
    if "://" in given and port is None:
        port = 443 if parts.scheme == "https" else 80
    shown = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{shown}:{port or _OLLAMA_PORT}{parts.path.rstrip('/')}"

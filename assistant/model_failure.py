"""What can go wrong with a chat model, each with one Dutch line: what happened and how to go on."""

import math
import time
from collections.abc import Mapping
from email.utils import mktime_tz, parsedate_tz
from enum import StrEnum

from corpus.errors import DenktankError


class FailureKind(StrEnum):
    """Why an answer of the model did not come, or not whole; part of the ``--json`` contract."""

    TIMEOUT = "te_laat"
    RATE_LIMIT = "te_veel_vragen"
    REFUSED_KEY = "sleutel_geweigerd"
    UNKNOWN_MODEL = "model_onbekend"
    REFUSED_REQUEST = "verzoek_geweigerd"
    TOO_MUCH_INPUT = "vraag_te_lang"
    SERVER_ERROR = "fout_van_server"
    NO_CONNECTION = "geen_verbinding"
    DROPPED = "verbinding_verbroken"
    EMPTY = "leeg_antwoord"
    TRUNCATED = "afgekapt"
    ENDLESS = "te_lang"
    REFUSED_CONTENT = "inhoud_geweigerd"
    UNREADABLE = "onleesbaar"
    CANCELLED = "gestopt"


_LINES = {
    FailureKind.TIMEOUT: "Het taalmodel was niet op tijd klaar. "
    "Probeer het later opnieuw, of geef het meer tijd met DENKTANK_CHAT_TIMEOUT.",
    FailureKind.RATE_LIMIT: "Het taalmodel krijgt nu te veel vragen, of het tegoed is op. "
    "Probeer het over een paar minuten opnieuw.",
    FailureKind.REFUSED_KEY: "Het taalmodel weigert de sleutel. "
    "Controleer de sleutel in DENKTANK_CHAT_API_KEY of DENKTANK_CHAT_KEY_FILE.",
    FailureKind.UNKNOWN_MODEL: "Op dit adres is het taalmodel niet gevonden. "
    "Controleer DENKTANK_CHAT_MODEL en DENKTANK_CHAT_BASE_URL.",
    FailureKind.REFUSED_REQUEST: "Het taalmodel neemt dit verzoek niet aan. "
    "Controleer DENKTANK_CHAT_MODEL en DENKTANK_CHAT_BASE_URL.",
    FailureKind.TOO_MUCH_INPUT: "De vraag met de bronnen is te lang voor dit taalmodel. "
    "Stel een kortere vraag, of maak DENKTANK_CHAT_WINDOW kleiner.",
    FailureKind.SERVER_ERROR: "De server van het taalmodel geeft een fout. Probeer het later opnieuw.",
    FailureKind.NO_CONNECTION: "Er is geen verbinding met het taalmodel. "
    "Controleer of het aan staat en of DENKTANK_CHAT_BASE_URL klopt.",
    FailureKind.DROPPED: "De verbinding met het taalmodel viel weg tijdens het antwoord. "
    "Stel uw vraag opnieuw.",
    FailureKind.EMPTY: "Het taalmodel gaf een leeg antwoord. "
    "Stel uw vraag opnieuw; blijft het zo, controleer dan DENKTANK_CHAT_BASE_URL.",
    FailureKind.TRUNCATED: "Het antwoord van het taalmodel is afgekapt. "
    "Stel een kleinere vraag, of geef het meer ruimte met DENKTANK_CHAT_MAX_TOKENS.",
    FailureKind.ENDLESS: "Het taalmodel bleef maar schrijven en is gestopt. Stel uw vraag opnieuw.",
    FailureKind.REFUSED_CONTENT: "Het taalmodel weigert op deze vraag te antwoorden. "
    "Stel de vraag met andere woorden.",
    FailureKind.UNREADABLE: "Het antwoord van het taalmodel is niet te lezen. "
    "Controleer of op DENKTANK_CHAT_BASE_URL een server staat die bij DENKTANK_CHAT_MODEL hoort.",
    FailureKind.CANCELLED: "Het antwoord is gestopt. Stel uw vraag opnieuw als u het toch wilt.",
}

_MAY_PASS = (
    FailureKind.RATE_LIMIT,
    FailureKind.SERVER_ERROR,
    FailureKind.NO_CONNECTION,
    FailureKind.DROPPED,
    FailureKind.EMPTY,
)


class ModelFailure(DenktankError):  # noqa: N818 — a failure of the model, not of this program
    """The model gave no answer, or not a whole one; ``line`` says so in Dutch.

    ``retry_after`` is the time in seconds that the server asks to wait, if it does. ``cause`` is the name
    of the error and its status, for who looks into it: a message of a server may hold a key or a question.
    """

    def __init__(self, kind: FailureKind, retry_after: float | None = None, cause: str = "") -> None:
        self.kind = kind
        self.line = _LINES[kind]
        self.retry_after = retry_after
        self.cause = cause
        super().__init__(self.line)

    @property
    def may_pass(self) -> bool:
        """Whether the same request may go well a moment later."""
        return self.kind in _MAY_PASS


def failure_from(error: BaseException, begun: bool) -> ModelFailure:
    """What an error of a client means, whichever client it is.

    Args:
        error: from the client of OpenAI, Ollama, Mistral or Anthropic, or from reading what it received.
        begun: whether part of an answer had come in.
    """
    status = _status(error)
    cause = type(error).__name__ + (f" {status}" if status else "")
    return ModelFailure(_kind(error, status, begun), _retry_after(error), cause)


def _kind(error: BaseException, status: int | None, begun: bool) -> FailureKind:
    if _is(error, "ContextOverflowError") or status == 413:
        return FailureKind.TOO_MUCH_INPUT
    if status is not None:
        return _kind_of_status(status, str(getattr(error, "code", "")))
    if _is(error.__cause__, "ConnectTimeout") or _is(error, "ConnectTimeout"):
        return FailureKind.NO_CONNECTION
    if _is(error, "TimeoutError", "APITimeoutError", "TimeoutException"):
        return FailureKind.TIMEOUT
    if _is(error, "SSEError"):  # a transport error by descent, but of a page that is no stream
        return FailureKind.UNREADABLE
    if _is(error, "ConnectionError", "APIConnectionError", "TransportError"):
        return FailureKind.DROPPED if begun else FailureKind.NO_CONNECTION
    if _is(error, "APIError", "ResponseError"):  # an error that comes as part of the stream
        return FailureKind.SERVER_ERROR
    if type(error) is ValueError and str(error) == "No generation chunks were returned":  # of LangChain
        return FailureKind.EMPTY
    return FailureKind.UNREADABLE


def _kind_of_status(status: int, code: str) -> FailureKind:
    if code == "content_filter":
        return FailureKind.REFUSED_CONTENT
    known = {
        401: FailureKind.REFUSED_KEY,
        402: FailureKind.RATE_LIMIT,
        403: FailureKind.REFUSED_KEY,
        404: FailureKind.UNKNOWN_MODEL,
        429: FailureKind.RATE_LIMIT,
    }
    if status in known:
        return known[status]
    if status >= 500:
        return FailureKind.SERVER_ERROR
    return FailureKind.REFUSED_REQUEST if status >= 400 else FailureKind.UNKNOWN_MODEL


def _is(error: BaseException | None, *names: str) -> bool:
    """By name, so that no client needs to be imported; httpx and httpx2 use the same names."""
    return any(kind.__name__ in names for kind in type(error).__mro__)


def _status(error: BaseException) -> int | None:
    for holder in (error, getattr(error, "response", None)):
        status = getattr(holder, "status_code", None)
        if isinstance(status, int) and status >= 300:
            return status
    return None


def _retry_after(error: BaseException) -> float | None:
    headers = getattr(getattr(error, "response", None), "headers", None)
    return seconds_to_wait(headers) if isinstance(headers, Mapping) else None


def seconds_to_wait(headers: Mapping[str, str]) -> float | None:
    """The seconds in a ``Retry-After`` (RFC 9110, a number or a date), or ``None`` without a sound one."""
    given = headers.get("retry-after", "").strip()
    try:
        seconds = float(given)
    except ValueError:
        moment = parsedate_tz(given)
        if moment is None:
            return None
        seconds = mktime_tz(moment) - time.time()
    return max(0.0, seconds) if math.isfinite(seconds) else None

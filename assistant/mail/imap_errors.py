"""Every way in which a mail server fails, as one Dutch line that names what to do.

A line never holds what the server said: that may be text of a mail, or the password.
"""

import imaplib
import re
import socket
import ssl
from collections.abc import Sequence

from assistant.mail.mailbox_values import MailboxError, MailboxPlace


class RefusedError(MailboxError):
    """The server refuses an order that concerns one message only; others may go well."""


PROTOCOL_ERRORS = (imaplib.IMAP4.error, ValueError, LookupError, TypeError, AttributeError)
"""What IMAPClient and imaplib raise over an answer that makes no sense; they check little of it."""
DROPPED = (imaplib.IMAP4.abort, OSError)
"""A connection that ended; ``OSError`` covers timeouts and TLS."""

_NO_TLS = ("WRONG_VERSION_NUMBER", "RECORD_LAYER_FAILURE", "HTTP_REQUEST")
"""How OpenSSL calls it that the other side answers in plain text."""
_SPACE = re.compile(r"over ?quota|quota|mailbox.{0,20} full", re.IGNORECASE)
_NAMED_FOLDERS = 15
_EXPIRED, _NOT_YET_VALID = 10, 9
_OTHER_NAME = (62, 64)
"""Codes of OpenSSL (``x509_vfy.h``) for a certificate of another host or address."""


def connecting_failed(place: MailboxPlace, error: Exception) -> MailboxError:
    """The line for an error while connecting."""
    where = f"{place.host}, poort {place.port}"
    if isinstance(error, ssl.SSLCertVerificationError):
        return MailboxError(_about_certificate(place, error))
    if isinstance(error, ssl.SSLError) and error.reason in _NO_TLS:
        return MailboxError(
            f"De server op {where} begint niet met een beveiligde verbinding (TLS). "
            "Onbeveiligd lezen doet dit programma niet. Kies de poort voor IMAP met TLS, meestal 993."
        )
    if isinstance(error, ssl.SSLError):
        return MailboxError(
            f"De beveiligde verbinding (TLS) met de server op {where} komt niet tot stand. "
            "Controleer naam en poort, en vraag de beheerder of de server TLS 1.2 of nieuwer heeft."
        )
    if isinstance(error, socket.gaierror | UnicodeError):
        return MailboxError(
            f"De mailserver {place.host} is niet te vinden. Controleer de naam en uw netwerkverbinding."
        )
    if isinstance(error, TimeoutError):
        return MailboxError(
            f"De mailserver op {where} antwoordt niet binnen {place.timeout:g} seconden. "
            "Controleer naam en poort, en of een firewall de verbinding tegenhoudt."
        )
    if isinstance(error, ConnectionRefusedError):
        return MailboxError(
            f"De mailserver op {where} weigert de verbinding. Controleer de poort, en of de server aanstaat."
        )
    if isinstance(error, OSError):
        return unreachable(place)
    return nonsense(place)


def unreachable(place: MailboxPlace) -> MailboxError:
    """The line for a connection that does not come about for a reason without a line of its own."""
    return MailboxError(
        f"Er komt geen verbinding met de mailserver op {place.host}, poort {place.port}. "
        "Controleer naam, poort en uw netwerkverbinding, en probeer het opnieuw."
    )


def _about_certificate(place: MailboxPlace, error: ssl.SSLCertVerificationError) -> str:
    of = f"Het certificaat van {place.host}"
    if error.verify_code == _EXPIRED:
        return f"{of} is verlopen. Vraag de beheerder van de mailserver om een nieuw certificaat."
    if error.verify_code == _NOT_YET_VALID:
        return f"{of} is nog niet geldig. Kijk of de klok van deze computer goed staat."
    if error.verify_code in _OTHER_NAME:
        return (
            f"{of} hoort bij een andere naam. Gebruik de naam die op het certificaat staat; "
            "vraag die aan de beheerder van de mailserver."
        )
    return (
        f"{of} wordt niet vertrouwd. Geeft uw organisatie zelf certificaten uit? "
        "Noem dan het bestand met het certificaat van de uitgever (CA)."
    )


def login_failed(place: MailboxPlace, said: str) -> MailboxError:
    """The line for a login that the server refused, with what it ``said`` to choose by."""
    if "UNAVAILABLE" in said.upper():
        return MailboxError(
            f"De mailserver {place.host} kan nu niemand aanmelden. Probeer het later opnieuw."
        )
    return MailboxError(
        f"De mailserver {place.host} weigert de gebruikersnaam of het wachtwoord. Controleer beide. "
        "Diensten als Microsoft 365 en Gmail laten een gewoon wachtwoord niet toe; "
        "vraag uw beheerder dan of een wachtwoord voor apps mag."
    )


def dropped(place: MailboxPlace) -> MailboxError:
    """The line for a connection that ended twice."""
    return MailboxError(
        f"De verbinding met de mailserver {place.host} viel weg en herstelde niet. "
        "Begin later opnieuw: wat klaar is, wordt niet nog eens gedaan."
    )


def nonsense(place: MailboxPlace) -> MailboxError:
    """The line for a server that speaks no IMAP, or not as it should."""
    return MailboxError(
        f"De server op {place.host}, poort {place.port}, geeft een antwoord dat niet bij IMAP past. "
        "Controleer naam en poort; voor IMAP met TLS is dat meestal 993."
    )


def not_allowed(place: MailboxPlace, what: str) -> MailboxError:
    """The line for an order that the server always refuses; ``what`` completes "De mailserver wil niet …"."""
    return MailboxError(
        f"De mailserver {place.host} wil niet {what}. "
        "Vraag de beheerder of deze gebruiker dat mag, en probeer het dan opnieuw."
    )


def missing_folder(folder: str, existing: Sequence[str]) -> MailboxError:
    """The line for a folder that is not there."""
    return MailboxError(
        f"De map '{folder}' staat niet in de mailbox. Kies een map die er wel is: {_named(existing)}."
    )


def missing_drafts(existing: Sequence[str]) -> MailboxError:
    """The line for a mailbox without a folder for drafts."""
    return MailboxError(
        "De mailbox heeft geen map voor concepten. Maak een map 'Concepten', "
        f"of noem de map die u wilt gebruiken. Deze mappen zijn er: {_named(existing)}."
    )


def full(place: MailboxPlace) -> MailboxError:
    """The line for a mailbox in which no draft fits."""
    return MailboxError(
        f"De mailbox van {place.user} is vol: het concept past er niet bij. Maak ruimte en begin opnieuw. "
        "Berichten die nog niet behandeld zijn, staan nog op ongelezen."
    )


def is_full(said: str) -> bool:
    """Whether the server refused a draft for want of room (RFC 5530, or in its own words)."""
    return _SPACE.search(said) is not None


def _named(folders: Sequence[str]) -> str:
    clean = ["".join(char if char.isprintable() else "?" for char in name)[:60] for name in folders]
    more = " en meer" if len(clean) > _NAMED_FOLDERS else ""
    return (", ".join(clean[:_NAMED_FOLDERS]) or "geen enkele") + more

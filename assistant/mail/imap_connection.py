"""Getting into a mailbox over TLS, and finding its folders."""

import imaplib
import logging
import ssl
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from assistant.mail import imap_errors
from assistant.mail.mailbox_values import MailboxError, MailboxPlace

if TYPE_CHECKING:
    from imapclient import IMAPClient

_NAMES_OF_DRAFTS = ("drafts", "concepten")


def connect(place: MailboxPlace) -> "IMAPClient":
    """A connection that is logged in, always over TLS and with the certificate checked.

    Raises:
        MailboxError: the server cannot be reached or trusted, or refuses the user.
    """
    from imapclient import IMAPClient

    # At the level DEBUG this library writes whole mails to the log.
    logging.getLogger("imapclient").setLevel(logging.WARNING)
    context = _trusting(place)
    try:
        client = IMAPClient(place.host, place.port, ssl=True, ssl_context=context, timeout=place.timeout)
    except (*imap_errors.DROPPED, *imap_errors.PROTOCOL_ERRORS) as error:
        raise imap_errors.connecting_failed(place, error) from error
    try:
        _login(client, place)
    except BaseException:
        with suppress(OSError):
            client.shutdown()
        raise
    return client


def _trusting(place: MailboxPlace) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=str(place.ca_file) if place.ca_file else None)
    except (OSError, ValueError) as error:
        raise MailboxError(
            f"Het bestand {place.ca_file} bevat geen certificaat dat te lezen is. "
            "Geef het certificaat van de uitgever (CA) als PEM-bestand."
        ) from error


def _login(client: "IMAPClient", place: MailboxPlace) -> None:
    password = place.password.get_secret_value()
    given = {"gebruikersnaam": place.user, "wachtwoord": password, "map": place.folder}
    for what, text in given.items():
        if not text or not text.isprintable():
            raise MailboxError(f"Voor de mailbox is '{what}' leeg, of er staat een teken in dat niet kan.")
    from imapclient.exceptions import LoginError

    try:
        if client.has_capability("AUTH=PLAIN"):  # carries every character, LOGIN only those of ASCII
            client.plain_login(place.user, password)
        else:
            client.login(place.user, password)
    except LoginError as error:
        if isinstance(error.__context__, imaplib.IMAP4.abort):
            raise imap_errors.unreachable(place) from error
        raise imap_errors.login_failed(place, str(error)) from error
    except TimeoutError as error:
        raise imap_errors.connecting_failed(place, error) from error
    except OSError as error:
        raise imap_errors.unreachable(place) from error
    except UnicodeError:  # the error itself would show the password
        raise imap_errors.login_failed(place, "") from None
    except imap_errors.PROTOCOL_ERRORS as error:
        raise imap_errors.nonsense(place) from error


def find_drafts(client: "IMAPClient", place: MailboxPlace) -> str:
    """The folder for drafts: the one that was named, that the server tells to be it, or with a usual name.

    Raises:
        MailboxError: there is none.
    """
    from imapclient.imapclient import DRAFTS

    folders = [(flags, _last_part(name, mark), name) for flags, mark, name in client.list_folders()]
    names = [name for _, _, name in folders]
    if place.drafts:
        if place.drafts not in names:
            raise imap_errors.missing_folder(place.drafts, names)
        return place.drafts
    told = [name for flags, _, name in folders if DRAFTS in flags]
    usual = [name for _, last, name in folders if last.casefold() in _NAMES_OF_DRAFTS]
    if not told + usual:
        raise imap_errors.missing_drafts(names)
    return str((told + usual)[0])


def _last_part(name: str, mark: bytes | None) -> str:
    return name.rsplit(mark.decode(), 1)[-1] if mark else name


def folder_names(client: "IMAPClient") -> Sequence[str]:
    """All folders of the mailbox."""
    return [name for _, _, name in client.list_folders()]

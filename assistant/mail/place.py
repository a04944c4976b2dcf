"""Where the mailbox is, as the settings say."""

from pathlib import Path

from pydantic import SecretStr

from assistant.mail.mailbox_values import MailboxPlace
from assistant.settings import Settings
from corpus.errors import DenktankError

_LONGEST = 10_000
"""Characters; a file with more is not a file with a password."""
_MISSING = "Voor de mailbox ontbreekt {}. Zet het in de omgeving, zie README.md onder 'Mails beantwoorden'."


def mailbox_place(settings: Settings) -> MailboxPlace:
    """The mailbox of the settings.

    Raises:
        DenktankError: its server, its user or its password is missing, or a file cannot be read.
    """
    for name, value in (
        ("DENKTANK_MAIL_HOST", settings.mail_host),
        ("DENKTANK_MAIL_USER", settings.mail_user),
    ):
        if not value:
            raise DenktankError(_MISSING.format(name))
    return MailboxPlace(
        host=settings.mail_host,
        user=settings.mail_user,
        password=_password(settings),
        port=settings.mail_port,
        folder=settings.mail_folder,
        drafts=settings.mail_drafts,
        ca_file=settings.mail_ca_file,
    )


def _password(settings: Settings) -> SecretStr:
    """From the environment or the file; as it stands there, since a password may have spaces."""
    given = settings.mail_password
    if given is not None and given.get_secret_value():
        return given
    if settings.mail_password_file is None:
        raise DenktankError(_MISSING.format("DENKTANK_MAIL_PASSWORD of DENKTANK_MAIL_PASSWORD_FILE"))
    found = _read(settings.mail_password_file.expanduser()).rstrip("\r\n")
    if not found or len(found) >= _LONGEST or "\n" in found or "\0" in found:
        raise DenktankError(
            f"In {settings.mail_password_file} staat geen goed wachtwoord: het moet één regel zijn."
        )
    return SecretStr(found)


def _read(file: Path) -> str:
    try:
        with file.open(encoding="utf-8") as lines:
            return lines.read(_LONGEST)
    except (OSError, UnicodeDecodeError):
        raise DenktankError(
            f"Het bestand {file} met het wachtwoord is niet te lezen. "
            "Controleer DENKTANK_MAIL_PASSWORD_FILE en de rechten van het bestand."
        ) from None

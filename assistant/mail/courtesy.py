"""The fixed Dutch sentences of a reply, and how its reader is addressed."""

import re

from assistant.mail.values import MailKind
from corpus.clean import one_line

NEUTRAL = "Geachte heer of mevrouw,"
CLOSING = "Met vriendelijke groet,"
SOURCES = "Bronnen"
NOT_COVERED = "Deze vraag kunnen wij niet beantwoorden met de publicaties die wij hebben."
PARTLY = "Of dit uw hele vraag beantwoordt, is niet zeker. Dit staat er in de publicaties:"
ELSEWHERE = "U kunt deze vraag stellen aan {}."
UNCONFIRMED_MARK = "[niet bevestigd door de bron]"
SILENT_MARK = ": zegt dit niet zelf"
OWN_MARK = "[eigen tekst, zonder bron]"

_OPENINGS = {
    MailKind.QUESTIONS: (
        "Dank u wel voor uw bericht. Hieronder leest u wat er over uw vraag in de publicaties staat. "
        "Achter elke zin staat de bron."
    ),
    MailKind.NO_QUESTION: (
        "Dank u wel voor uw bericht. Wij hebben er geen vraag in gevonden waarop de publicaties antwoord "
        "geven. Wilt u ons laten weten wat u zoekt?"
    ),
    MailKind.THANKS: "Dank u wel voor uw bericht. Fijn dat u er iets aan hebt.",
    MailKind.COMPLAINT: (
        "Dank u wel voor uw bericht. Het spijt ons dat u niet tevreden bent. Wij hebben uw klacht gelezen."
    ),
}
_SEVERAL = (
    "Dank u wel voor uw bericht. Hieronder leest u per vraag wat er in de publicaties staat. "
    "Achter elke zin staat de bron."
)
_NAME = re.compile(r"[^\W\d_]+(?:['’.-]+[^\W\d_]*)*(?: [^\W\d_]+(?:['’.-]+[^\W\d_]*)*){1,4}")
_NO_PERSON = re.compile(
    r"\b(?:gemeente|provincie|ministerie|\w*griffie|secretariaat|team|afdeling|redactie|info|bestuur|college"
    r"|regio|bv|nv|stichting|vereniging|namens|via|klantcontact\w*|servicedesk|no-?reply|mailer|waterschap"
    r"|omgevingsdienst|postbus|communicatie|administratie)\b",
    re.IGNORECASE,
)


def salutation(name: str) -> str:
    """How somebody with this name, as it stands in a header, is addressed; neutral where it is no person's.

    Whether it is a man or a woman a name does not tell, so both names are used in full.
    """
    plain = one_line(name).strip("'\" ")
    if "," in plain:  # Jansen, Jan
        last, _, first = plain.partition(",")
        plain = f"{first.strip()} {last.strip()}"
    if len(plain) > 60 or not _NAME.fullmatch(plain) or _NO_PERSON.search(plain):
        return NEUTRAL
    if plain.isupper() or plain.islower():
        return NEUTRAL
    return f"Beste {plain},"


def opening(kind: MailKind, questions: int) -> str:
    """The first lines of a reply to a mail of this kind with so many questions."""
    if questions > 1:
        return _SEVERAL
    found = MailKind.QUESTIONS if questions else kind
    return _OPENINGS.get(found, _OPENINGS[MailKind.NO_QUESTION])


def reply_subject(subject: str) -> str:
    """The subject of a reply, on one line."""
    plain = one_line(subject)
    if re.match(r"(?:re|antw|betr)\s*:", plain, re.IGNORECASE):
        return plain
    return f"Re: {plain}".strip()

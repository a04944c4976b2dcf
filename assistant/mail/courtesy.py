"""The fixed Dutch sentences of a reply, and how its reader is addressed."""

import re

from assistant.mail.values import MailKind
from corpus.clean import one_line

NEUTRAL = "Geachte heer of mevrouw,"
THANKS = "Dank u wel voor uw bericht."
ENCRYPTED = (
    "Dank u wel voor uw bericht. Wij kunnen het niet lezen, omdat het versleuteld is. "
    "Wilt u het zonder versleuteling sturen?"
)
CLOSING = "Met vriendelijke groet,"
SOURCES = "Bronnen"
NOT_COVERED = "Deze vraag kunnen wij niet beantwoorden met de publicaties die wij hebben."
PARTLY = "Of dit uw hele vraag beantwoordt, is niet zeker. Dit staat er in de publicaties:"
ELSEWHERE = "U kunt deze vraag stellen aan {}."
UNCONFIRMED_MARK = "[niet bevestigd door de bron]"
SILENT_MARK = ": zegt dit niet zelf"
LINK = "[link weggelaten]"
OWN_MARK = "[eigen tekst, zonder bron]"

_OPENINGS = {
    MailKind.NO_QUESTION: (
        "Dank u wel voor uw bericht. Wij hebben er geen vraag in gevonden waarop de publicaties antwoord "
        "geven. Wilt u ons laten weten wat u zoekt?"
    ),
    MailKind.THANKS: "Dank u wel voor uw bericht. Fijn dat u er iets aan hebt.",
    MailKind.COMPLAINT: "Dank u wel voor uw bericht. Het spijt ons dat u niet tevreden bent.",
}
_ONE_QUESTION = (
    "Hieronder leest u wat er over uw vraag in de publicaties staat. Achter elke zin staat de bron."
)
_PER_QUESTION = "Hieronder leest u per vraag wat er in de publicaties staat. Achter elke zin staat de bron."
_DEGREE = re.compile(r",?\s+(?:MSc|MA|MBA|BSc|BA|LLM|PhD|RA|CPC|MPA)\b\.?", re.IGNORECASE)
_TITLE = re.compile(r"^(?:(?:drs|ir|ing|mr|dr|prof|mw|mevr|dhr|de heer|mevrouw)\b\.?\s*)+", re.IGNORECASE)
_PARTICLE = re.compile(r"\s((?:van|de|der|den|ter|ten|'t|te)(?:\s(?:de|der|den|het|'t))?)$", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_]+(?:['’.-]+[^\W\d_]*)*(?: [^\W\d_]+(?:['’.-]+[^\W\d_]*)*){1,4}")
_NO_PERSON = re.compile(
    r"\b(?:gemeente|\w*raad|\w*dienst\w*|staten|klanten\w*|beleid|denktank|kabinet|ombuds\w*|kantoor"
    r"|hallo|klik|provincie|ministerie|\w*griffie|secretariaat|team|afdeling|redactie|info|bestuur|college"
    r"|regio|bv|nv|stichting|vereniging|namens|via|klantcontact\w*|servicedesk|no-?reply|mailer|waterschap"
    r"|omgevingsdienst|postbus|communicatie|administratie)\b",
    re.IGNORECASE,
)


def salutation(name: str) -> str:
    """How somebody with this name, as it stands in a header, is addressed; neutral where it is no person's.

    Whether it is a man or a woman a name does not tell, so both names are used in full.
    """
    plain = one_line(name).strip("'\" ")
    plain = _DEGREE.sub("", plain)
    if "," in plain:  # Vries, Jan de; Vries de, Jan
        last, _, first = (piece.strip() for piece in plain.partition(","))
        particle = _PARTICLE.search(last)
        plain = f"{first} {particle[1]} {last[: particle.start()]}" if particle else f"{first} {last}"
    plain = _TITLE.sub("", plain)
    if len(plain) > 60 or not _NAME.fullmatch(plain) or _NO_PERSON.search(plain):
        return NEUTRAL
    if plain.isupper() or plain.islower():
        return NEUTRAL
    return f"Beste {plain},"


def opening(kind: MailKind, questions: int, covered: int = 0, encrypted: bool = False) -> str:
    """The first lines of a reply to a mail of this kind with so many questions, of which some are covered."""
    if encrypted:
        return ENCRYPTED
    if not questions:
        return _OPENINGS.get(kind, _OPENINGS[MailKind.NO_QUESTION])
    thanks = _OPENINGS[MailKind.COMPLAINT] if kind is MailKind.COMPLAINT else THANKS
    if not covered:
        return thanks
    return f"{thanks} {_PER_QUESTION if questions > 1 else _ONE_QUESTION}"


def reply_subject(subject: str) -> str:
    """The subject of a reply, on one line."""
    plain = one_line(subject)
    if re.match(r"(?:re|antw|betr)\s*:", plain, re.IGNORECASE):
        return plain
    return f"Re: {plain}".strip()

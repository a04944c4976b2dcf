"""The kinds of passage and the roles they address; the words are those of the field."""

from enum import StrEnum


class PassageKind(StrEnum):
    """What a passage is; decides under which heading of an answer it appears."""

    LESSON = "les"
    SIGNPOST = "wegwijzer"
    STORY = "praktijkverhaal"
    ADVICE = "advies"
    DILEMMA = "dilemma"
    REFERENCE = "verwijzing"
    ORGANISATION = "organisatie"
    BACKGROUND = "achtergrond"


class Role(StrEnum):
    """Whom a passage addresses, or who asks."""

    MAYOR = "burgemeester"
    ALDERMAN = "wethouder"
    COUNCILLOR = "raadslid"
    OFFICIAL = "ambtenaar"

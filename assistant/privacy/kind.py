"""The kinds of personal data."""

from enum import StrEnum


class Kind(StrEnum):
    """What is replaced; the value is the label in a placeholder."""

    EMAIL = "E-MAIL"
    PHONE = "TELEFOON"
    BSN = "BSN"
    IBAN = "IBAN"
    ADDRESS = "ADRES"
    CASE_NUMBER = "ZAAKNUMMER"
    BIRTH_DATE = "GEBOORTEDATUM"
    NAME = "NAAM"

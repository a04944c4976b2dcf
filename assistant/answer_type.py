"""What kind of thing a question asks for, as far as its question word tells, and who gives it."""

import re

_MONTHS = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
_NUMBERS = "een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|twintig|honderd"

_TYPES = (
    (
        re.compile(r"\b(?:wie|who|welke (?:leden|mensen|personen|onderzoekers|auteurs))\b", re.IGNORECASE),
        re.compile(r"(?<=\S )[A-Z][a-zà-ÿ]+(?: (?:van|de|der|den|het|ter|ten)){0,3} [A-Z][\w-]+"),
    ),
    (
        re.compile(r"\b(?:wanneer|when|welk jaar|welke datum|hoe laat)\b", re.IGNORECASE),
        re.compile(
            rf"\b(?:\d{{1,2}} (?:{_MONTHS})|(?:{_MONTHS}) \d{{4}}|(?:19|20)\d\d|\d{{1,2}}[.:]\d\d uur)",
            re.IGNORECASE,
        ),
    ),
    (
        re.compile(
            r"\b(?:hoeveel|hoe (?:vaak|groot|lang|dik|hoog|oud)|how (?:many|much|long))\b", re.IGNORECASE
        ),
        re.compile(rf"\b(?:\d+|{_NUMBERS})\b", re.IGNORECASE),
    ),
    (
        re.compile(r"\b(?:telefoonnummer|nummer|bellen|mailadres|e-mailadres)\b", re.IGNORECASE),
        re.compile(r"\b0\d{1,3}[- ]?\d{6,8}\b|\S+@\S+\.\w+"),
    ),
)


def wanted(question: str) -> re.Pattern[str] | None:
    """The pattern of what the question asks for: a name, a date, a number, an address; or ``None``."""
    return next((given for asked, given in _TYPES if asked.search(question)), None)

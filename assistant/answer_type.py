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


_HOW = re.compile(
    r"\b(?:hoe (?!lang|vaak|veel|groot|laat|hoog|oud|dik|heet|heten)|how (?:do|can|should)\b"
    r"|wat (?:moet|kan|kun|doe|doen|raadt|raden|adviseert)\b|waar (?:moet|begin)\b|tips?\b|advie(?:s|zen)\b)",
    re.IGNORECASE,
)
_ADVISING = re.compile(
    r"\b(?:raad(?:t|de|den)? [^.?!]{0,80}\baan\b|advise(?:ert|erde|ren)|geadviseerd|aanbevol\w+"
    r"|aanbeveling\w*|suggestie|tip\b|kunt u|kun je|is het verstandig|doet u er goed aan)",
    re.IGNORECASE,
)
_IMPERATIVE = re.compile(
    r"^\W*(?:bedenk|begin|bel|benoem|bepaal|beperk|bespreek|betrek|bied|bouw|breng|check|controleer|deel|doe"
    r"|evalueer|ga|gebruik|geef|haal|herhaal|houd|informeer|inventariseer|kies|kijk|laat|leg|let|lees|luister|maak"
    r"|meet|meld|neem|nodig|noem|oefen|open|organiseer|plan|praat|regel|registreer|reken|schrijf|sluit|spreek|stel"
    r"|stem|stop|stuur|toets|train|verbind|verdeel|vertel|verwerk|verzamel|voeg|voer|volg|vraag|vul|wacht|werk|wijs"
    r"|zet|zoek|zorg)\b"
)


def asks_how(question: str) -> bool:
    """Whether a question asks what to do or how to go about something."""
    return _HOW.search(question) is not None


def advises(sentence: str) -> bool:
    """Whether a sentence gives advice: it says so, or begins with what to do."""
    return _ADVISING.search(sentence) is not None or _IMPERATIVE.match(sentence.lower()) is not None

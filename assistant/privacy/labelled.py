"""What only its label tells: case numbers, and dates of birth."""

from collections.abc import Iterator

import regex as re  # Python 3.11.2 reads possessive groups wrongly

from assistant.privacy.kind import Kind
from assistant.privacy.values import Found

_NUMBERED = (
    "zaak|dossier|referentie|aanvraag|meldings?|besluit|aanslag|klacht|bezwaar|beroeps?|proces-?verbaal|"
    "cli[eë]nt|pati[eë]nt|klant|debiteur|relatie|inwoners?|personeels?|leerling|deelnemers?|polis|ticket|"
    "incident|registratie|correspondentie|paspoort|rijbewijs|document|vreemdelingen|v"
)
_NOUNS = (
    "zaak|zaken|dossiers?|kenmerk|ref|referentie|melding|vergunning|aanvraag|aanslag|"
    "bezwaar|beroep|klacht|aangifte"
)
_CASE_LABEL = re.compile(
    rf"(?<!\w)(?:(?P<sure>(?:{_NUMBERED})-?(?:nummers?|nrs?|id|code)"
    r"|(?:ons|uw|mijn|hun) (?:kenmerk|referentie))"
    rf"|(?:{_NOUNS})(?: [^\n:,;.\d\ufffc]{{1,40}}(?=:))?)(?!\w)"
    r"(?P<between>(?:[ .:=#(\"'“‘]|\n(?!\n)){0,4}"
    r"(?:(?:nr|nummer|is|was|zijn|met|luidt)(?!\w)[ .:\"'“‘(]{0,3}){0,2})",
    re.IGNORECASE,
)
_NUMBER_FOLLOWS = re.compile(r":|\bnr|\bnummer", re.IGNORECASE)
_VALUE = re.compile(
    r"(?-i:[A-Z]{1,5}) \d{2,4}[ /.-]\d{2,8}(?!\w)"
    r"|(?=[^\s,;]{0,30}\d)[a-z0-9](?:[a-z0-9]|[./&_:-](?=[a-z0-9])){0,39}+",
    re.IGNORECASE,
)
_EUROPEAN_COURT = re.compile(r"[CTF]-\d+/\d\d", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_DATE = re.compile(r"\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}")
_LEAST_WHEN_SURE, _LEAST_OTHERWISE = 3, 5

_CASE_FORMS = re.compile(
    r"(?<![\w/.:-])(?:"
    r"(?:Z[-/. ]?|[A-Z]{1,5})(?:20)?\d{2}[-/.]\d{3,8}"
    r"|(?!EU|EG|EEG|COM|ISO|NEN)[A-Z&]{1,5}[-/](?:20\d{2}[-/.]\d{2,8}|\d{2}[-/.]\d{3,8})(?:-[A-Z0-9]{1,4})?"
    r"|(?:20)?\d{2}[-/](?:[A-Z]{2,5})[-/]\d{3,8}"
    r")(?![\w/]|[.:-]\d)"
)


def case_numbers(text: str) -> Iterator[Found]:
    """Numbers of cases, files, letters and requests.

    By their label (*zaaknummer*, *ons kenmerk*, *dossier*), or by a form with a year that municipal case
    systems give: ``Z/2024/012345``, ``WMO-24-0123``. Numbers of laws, judgments and motions stay.
    """
    for label in _CASE_LABEL.finditer(text):
        value = _VALUE.match(text, label.end())
        if value and _is_case_number(value[0], label["sure"] is not None, label["between"]):
            yield Found(value.start(), value.end(), Kind.CASE_NUMBER)
    for match in _CASE_FORMS.finditer(text):
        yield Found(match.start(), match.end(), Kind.CASE_NUMBER)


def _is_case_number(value: str, sure: bool, between: str) -> bool:
    if _EUROPEAN_COURT.fullmatch(value) or _DATE.fullmatch(value):
        return False
    digits = sum(map(str.isdigit, value))
    if sure:
        return digits >= _LEAST_WHEN_SURE
    if _NUMBER_FOLLOWS.search(between) and not _YEAR.fullmatch(value):
        return digits >= _LEAST_WHEN_SURE
    return digits >= _LEAST_OTHERWISE


_MONTH = (
    r"(?:jan(?:uari)?|feb(?:ruari)?|mrt|maart|apr(?:il)?|mei|juni?|juli?|aug(?:ustus)?|sept?(?:ember)?|"
    r"okt(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_BIRTH_DATE = (
    rf"(?:\d{{1,2}}(?:[-/. ]\d{{1,2}}[-/. ]|e? ?-?{_MONTH}[ -]?)(?:(?:18|19|20)\d\d|'?\d\d)(?!\d)"
    r"|(?:18|19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}(?!\d))"
)
_BIRTH_LABEL = (
    r"(?<!\w)(?:geboren|geboorte-?dat(?:um|a)|geboortedag|geb\.? ?dat(?:um|\.)?|geb|dob|date of birth|"
    r"verjaardag|verjaart|jarig|ben van)(?!\w)"
)
_BEFORE_DATE = r"(?! uit\b)(?:d\.?d\.|[^\d\n.!?\ufffc]){0,60}?"
_AFTER_LABEL = re.compile(
    rf"{_BIRTH_LABEL}\.?{_BEFORE_DATE}\n?(?P<date>(?<![\d€]){_BIRTH_DATE})", re.IGNORECASE
)
_BEFORE_LABEL = re.compile(
    rf"(?<![\w€])(?P<date>{_BIRTH_DATE}),? (?:is |was |te [^\W\d_]{{1,30}} )?geboren(?! uit\b)(?!\w)",
    re.IGNORECASE,
)
_ANOTHER_DATE = re.compile(rf"(?:,| en|, en| &|;) (?:op )?(?P<date>{_BIRTH_DATE})", re.IGNORECASE)


def birth_dates(text: str) -> Iterator[Found]:
    """Dates with *geboren*, *geb.* or *geboortedatum* before or after them; a year alone stays."""
    for pattern in (_AFTER_LABEL, _BEFORE_LABEL):
        for match in pattern.finditer(text):
            yield Found(match.start("date"), match.end("date"), Kind.BIRTH_DATE)
            end = match.end("date")
            while following := _ANOTHER_DATE.match(text, end):
                yield Found(following.start("date"), following.end("date"), Kind.BIRTH_DATE)
                end = following.end()

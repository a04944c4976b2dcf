"""Addresses that lead to one door: a street or a postcode with a house number, and P.O. boxes.

A street without a number and a postcode without one are no personal data, and neither is a place name.
"""

from collections.abc import Iterator
from re import Match

import regex as re  # Python 3.11.2 reads possessive groups wrongly

from assistant.privacy.kind import Kind
from assistant.privacy.values import Found

_ADDITION = (
    r"(?:-?[a-z](?!\w)|[-/]\d{1,4}(?!\w)| ?-? ?(?:bis|hs|huis|[ivx]{1,4})(?!\w)| (?-i:[A-Z])(?!\w))?+"
    r"(?:,? (?:unit|app\.?|appartement|kamer|etage) \d{1,4}[a-z]?(?!\w))?+"
)
_NUMBER = rf"[1-9]\d{{0,4}}{_ADDITION}(?![\w%€]|[.,:]\d|-\d)"
_POSTCODE = r"[1-9]\d{3} ?(?-i:[A-Z]{2}|(?<=\d)[a-z]{2})(?!\w)"
_YEAR = r"(?:19|20)\d\d(?!\w)"

_HOUSE_NUMBER = re.compile(rf"(?<=[^\s\d,:;] )(?:(?:nr\.?|nummer|huisnummer) )?{_NUMBER}", re.IGNORECASE)
_THEN_POSTCODE = re.compile(
    rf"[ \t]{{0,2}}(?:,|;|\||te\b|in\b)?[ \t]{{0,2}}\n?[ \t]{{0,2}}{_POSTCODE}", re.IGNORECASE
)
_POSTCODE_FIRST = re.compile(
    rf"(?<![\w€])(?<!\d[.,]){_POSTCODE}(?:, ?| |-|\n)(?:(?:huis)?(?:nummer|nr\.?|no\.?) ?:? ?)?"
    rf"(?!{_YEAR}){_NUMBER}",
    re.IGNORECASE,
)
_BOX = re.compile(
    r"(?<!\w)(?:postbus|antwoordnummer|p\.? ?o\.? ?box)(?: nr\.?)? \d{1,6}(?!\w)", re.IGNORECASE
)
_IS_YEAR = re.compile(_YEAR)

_WORDS_BEFORE = re.compile(r"[^\s,;:()|\"\ufffc]+")
_REACH = 80
"""How many characters before a house number a street can begin."""
_TELLS = re.compile(
    r"(?<!\w)(?:(?:woon|bezoek|post|huis|thuis)?adres(?:sen)?|straat"
    r"|(?:wonend|woont|wonen|woon|gevestigd|woonachtig|ingeschreven|verblijft|verblijf|verhuisd?)"
    r" (?:aan|op|naar))"
    r" ?(?:is|zijn|aan|op|:)? ?(?:de|het)? ?$",
    re.IGNORECASE,
)
_MOST_WORDS = 5
_LINKS = frozenset(("van", "der", "den", "de", "het", "'t", "ten", "ter", "te", "la", "le", "du", "v.d."))
_NO_PART = frozenset((
    "aan", "adres", "achter", "bezoekadres", "bij", "de", "dat", "dit", "een", "en", "hier", "het", "ik",
    "in", "is", "mijn", "naam", "naar", "op", "perceel", "pand", "postadres", "straat", "tegenover", "tot",
    "vanaf", "voor", "wij", "we", "woning", "wonend", "woont", "zie",
))  # fmt: skip
_TYPES = (
    "straat", "straatje", "str.", "laan", "weg", "plein", "kade", "gracht", "singel", "dijk", "pad", "hof",
    "hofje", "steeg", "dreef", "markt", "brink", "park", "plantsoen", "baan", "wal", "boulevard", "allee",
    "erf", "horst", "vaart", "vliet", "oever", "hoeve", "werf", "tuin", "poort", "veld", "meent", "einde",
    "eind",
)  # fmt: skip
_TYPES_IN_LOWER_CASE = ("straat", "laan", "plein", "gracht", "kade", "dreef", "steeg", "singel", "plantsoen")
_STREETS_BY_THEMSELVES = frozenset(("brink", "singel", "markt", "hofje", "boulevard"))
_ROADS = ("rijksweg", "snelweg", "spoorweg", "autoweg", "vaarweg", "onderweg", "arbeidsmarkt", "woningmarkt")
_LEAST_BEFORE_TYPE = 3


def addresses(text: str) -> Iterator[Found]:
    """Streets and postcodes with their house number, and P.O. boxes, with the postcode where it is there."""
    for match in _BOX.finditer(text):
        yield _found(text, match.start(), match)
    for match in _POSTCODE_FIRST.finditer(text):
        yield Found(match.start(), match.end(), Kind.ADDRESS)
    for match in _HOUSE_NUMBER.finditer(text):
        start = _street_start(text, match)
        if start is not None:
            yield _found(text, start, match)


def _found(text: str, start: int, number: Match[str]) -> Found:
    postcode = _THEN_POSTCODE.match(text, number.end())
    return Found(start, postcode.end() if postcode else number.end(), Kind.ADDRESS)


def _street_start(text: str, number: Match[str]) -> int | None:
    """Where the street before a house number begins; ``None`` where no street stands there."""
    line = max(text.rfind("\n", 0, number.start()) + 1, number.start() - _REACH)
    words = list(_WORDS_BEFORE.finditer(text, line, number.start()))[-_MOST_WORDS:]
    if not words or text[words[-1].end() : number.start()] != " ":
        return None
    street = _street_words(words)
    if _THEN_POSTCODE.match(text, number.end()) and street:
        return street[0].start()
    if _IS_YEAR.match(number[0]):
        return None
    if street and (_names_a_street([word[0] for word in street]) or _is_told(text, street[0].start())):
        return street[0].start()
    last = words[-1]
    if _is_compound(last[0], _TYPES if _is_told(text, last.start()) else _TYPES_IN_LOWER_CASE):
        return int(last.start())
    return None


def _is_told(text: str, start: int) -> bool:
    """Whether the words before say that an address follows."""
    return _TELLS.search(text, max(0, start - _REACH), start) is not None


def _street_words(words: list[Match[str]]) -> list[Match[str]]:
    """The last words that can be the name of a street: with a capital, or small words between such."""
    first = len(words)
    for at in range(len(words) - 1, -1, -1):
        word = words[at][0]
        if at + 1 < len(words) and words[at + 1].start() != words[at].end() + 1:
            break
        abbreviation = len(word) > 1 and word.isalpha() and word.isupper() and not words[-1][0].isupper()
        capital = word.removeprefix("'s-")[:1].isupper()
        if capital and word.lower() not in _NO_PART and not abbreviation:
            first = at
        elif word not in _LINKS or at == len(words) - 1:
            break
    return words[first:]


def _names_a_street(words: list[str]) -> bool:
    """Whether one of the words says so: the last, or one before a small word, as in *Laan van …*."""
    for at, word in enumerate(words):
        lower = word.lower()
        last = at == len(words) - 1
        if not (last or words[at + 1] in _LINKS) or lower.endswith(_ROADS):
            continue
        if _is_compound(lower, _TYPES) or (not last and lower in _TYPES) or (at and lower in _TYPES):
            return True
        if last and lower in _STREETS_BY_THEMSELVES:
            return True
    return False


def _is_compound(word: str, types: tuple[str, ...]) -> bool:
    return any(word.endswith(kind) and len(word) - len(kind) >= _LEAST_BEFORE_TYPE for kind in types)

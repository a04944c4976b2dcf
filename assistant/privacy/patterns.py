"""What can be told by its form and a check digit: e-mail addresses, IBANs, BSNs and phone numbers.

They look in what ``plain_text`` made: hyphens and spaces are of one kind. Every repetition is bounded
or possessive, so that time grows with the length of a text, whatever stands in it.
"""

import re
from collections.abc import Callable, Iterator
from re import Match, Pattern

from stdnum import iban
from stdnum.nl import bsn

from assistant.privacy.kind import Kind
from assistant.privacy.values import Found

_EMAIL = re.compile(
    r"(?<!\w)[\w%+][\w.%+'-]{0,63}+(?:@|\s?[\[(](?:at|apenstaartje)[\])]\s?)"
    r"(?:(?:[\w-]{1,63}+\.){1,8}[^\W\d_]{2,24}+|[^\W\d_][\w-]{2,63}+)",
    re.IGNORECASE,
)


def emails(text: str) -> Iterator[Found]:
    """E-mail addresses, also with ``[at]`` or without the end of the domain; ``@raad`` is none."""
    for match in _EMAIL.finditer(text):
        yield Found(match.start(), match.end(), Kind.EMAIL)


_IBAN = re.compile(
    r"(?:(?<![^\W_])|(?<=iban))[a-z]{2}[ .-]?\d{2}(?:[ .-]{0,2}[a-z0-9]){11,30}+", re.IGNORECASE | re.ASCII
)
_SEPARATORS = re.compile(r"[ .-]")
_SHORTEST_IBAN = 15


def ibans(text: str) -> Iterator[Found]:
    """IBANs of any country, in groups or not, of which structure and check digits (mod 97) are right."""
    for start, end in _accepted(_IBAN, text, _iban_end):
        yield Found(start, end, Kind.IBAN)


def _iban_end(match: Match[str], _: int) -> int:
    """Where the longest valid IBAN at the beginning ends, at the end of a group; 0 where there is none."""
    candidate = match[0]
    for end in range(len(candidate), _SHORTEST_IBAN - 1, -1):
        ends_a_group = candidate[end - 1].isalnum() and not candidate[end : end + 1].isalnum()
        if ends_a_group and iban.is_valid(_SEPARATORS.sub("", candidate[:end]), check_country=False):
            return end
    return 0


_BSN_LABEL = re.compile(
    r"(?<!\w)(?:bsn|b\.s\.n|b s n|burger ?service-?(?:nummers?|nrs?)|sofi(?:-?(?:nummers?|nr))?|"
    r"persoonsnummer)(?!\w)[^\d\n\ufffc]{0,30}+",
    re.IGNORECASE,
)
_LABELLED_BSN = re.compile(r"\d(?:[ .-]{0,2}\d){7,8}+(?![.,-]?\d)")
_BARE_BSN = re.compile(
    r"(?<![\w€$])(?<![€$] )(?<!\d[.,/-])"
    r"(?:\d{9}|\d{3}([ .-])\d{3}\1\d{3}|\d{4}([ .-])\d{2}\2\d{3}|\d{2}([ .-])\d{3}\3\d{4})"
    r"(?![\w%]|[.,/-]\d| (?:euro|miljoen|eur)\b)",
    re.IGNORECASE,
)


def citizen_numbers(text: str) -> Iterator[Found]:
    """BSNs: nine digits of which the eleven test is right.

    With a label in front, such as *BSN*, in any groups, and also eight digits: a zero in front is often
    lost. Without one only written together or in three usual groups.
    """
    for label in _BSN_LABEL.finditer(text):
        match = _LABELLED_BSN.match(text, label.end())
        if match and _passes(match[0]):
            yield Found(match.start(), match.end(), Kind.BSN)
    for start, end in _accepted(_BARE_BSN, text, _bsn_end):
        yield Found(start, end, Kind.BSN)


def _bsn_end(match: Match[str], last: int) -> int:
    start = match.start()
    in_longer_row = not match[0].isdigit() and match.string[max(last, start - 2) : start - 1].isdigit()
    return len(match[0]) if not in_longer_row and _passes(match[0]) else 0


def _passes(number: str) -> bool:
    return bsn.is_valid(_SEPARATORS.sub("", number).zfill(9))


_GAP = r"(?: ?[-/.] ?| )?"
_PHONE = re.compile(
    r"(?<![\w€$+])(?<!\d[.,/:-])(?<!\d\d[A-Z]{4} )(?<!\d\d [A-Z]{4} )"
    r"(?:"
    rf"\(?(?:\+ ?|00 ?)31\)?{_GAP}(?:\(0\))?{_GAP}[1-9](?:{_GAP}\d){{8}}"
    r"|316\d{8}"
    rf"|\(0[1-9]\d{{0,2}}\){_GAP}\d(?:{_GAP}\d){{5,7}}"
    rf"|0[1-9](?:{_GAP}\d){{8}}"
    rf"|\+ ?[1-9]\d{{0,2}}{_GAP}(?:\(0?\d{{1,4}}\))?(?:{_GAP}\d){{7,12}}+"
    rf"|00 ?(?:32|33|34|39|44|48|49|90|212|297|597|599)(?:{_GAP}\d){{7,11}}+"
    r")(?![\w%]|[.,]\d|[-:]\d)"
)
_PUBLIC = re.compile(r"0(?:800|900|906|909)")
_INTERNATIONAL = ("+", "(+", "00", "(00", "316")
_NO_DIGITS = re.compile(r"\D+")
_DUTCH_DIGITS = 10
_DATE = re.compile(r"\d{1,2}[-/. ]\d{1,2}[-/. ](?:19|20)\d\d")
_PAIRS = re.compile(r"(?<!\d)(?<!\d )\d\d(?: \d\d){5,}+(?!\d)")
_NUMBERS_IN_PAIRS = re.compile(r"0\d(?: \d\d){4}(?: 0\d(?: \d\d){4})*+")
_FIRST_GROUP = re.compile(r"\(?\d+")
_THOUSANDS = re.compile(r"\+\d{1,3}(?:\.\d{3})+")


def phone_numbers(text: str) -> Iterator[Found]:
    """Dutch numbers of ten digits, mobile or not, and numbers with a country code.

    Public service numbers are no personal data and stay: 0800, 0900, 0906, 0909, 112 and the
    municipal 14 numbers.
    """
    text = _PAIRS.sub(lambda row: row[0] if _NUMBERS_IN_PAIRS.fullmatch(row[0]) else "x" * len(row[0]), text)
    for start, end in _accepted(_PHONE, text, _phone_end):
        yield Found(start, end, Kind.PHONE)


def _phone_end(match: Match[str], _: int) -> int:
    number = match[0]
    if number.startswith(_INTERNATIONAL):
        return 0 if _THOUSANDS.fullmatch(number) else len(number)
    digits = _NO_DIGITS.sub("", number)
    if _PUBLIC.match(digits) or _DATE.match(number):
        return 0
    first = _FIRST_GROUP.match(number)
    groups = (2, 3, 4, 5, 10) if digits.startswith("06") else (2, 3, 4, 10)
    usual = len(digits) == _DUTCH_DIGITS and first is not None and len(first[0].strip("(")) in groups
    return len(number) if usual else 0


def _accepted(
    pattern: Pattern[str], text: str, length: Callable[[Match[str], int], int]
) -> Iterator[tuple[int, int]]:
    """Where the pattern matches with a ``length`` other than 0, given the match and where the last one ended.

    After a match that is refused the search goes on one character further, not behind it: what it is
    looking for may begin inside.
    """
    at = last = 0
    while match := pattern.search(text, at):
        taken = length(match, last)
        at = match.start() + (taken or 1)
        if taken:
            last = at
            yield match.start(), at

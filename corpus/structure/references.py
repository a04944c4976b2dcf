"""References in running text to chapters, paragraphs, parts, appendices, lessons and pages."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class MentionKind(StrEnum):
    """What a reference points at."""

    CHAPTER = "hoofdstuk"
    PARAGRAPH = "paragraaf"
    PAGE = "bladzijde"
    PART = "deel"
    APPENDIX = "bijlage"
    LESSON = "les"


class Whose(StrEnum):
    """Which publication the sentence of a reference says it is in."""

    REPORT = "rapport"
    ITSELF = "zelf"
    UNSAID = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """One reference: ``[start, end)`` in the text, and the numbers it names.

    ``numbers`` are pairs of a first and a last: ``("41", "43")`` for pages 41 to 43, ``("3", "3")``
    for one chapter. Roman and written numbers are as they stand.
    """

    kind: MentionKind
    start: int
    end: int
    numbers: tuple[tuple[str, str], ...]
    whose: Whose = Whose.UNSAID


_WINDOW = 500
"""Characters before and after a reference in which its sentence is looked for."""

_GAP, _SPACE = r"\s{0,2}", r"\s{1,2}"
_WORD_NUMBER = r"(?:een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf)\b"
_SECTION = r"(?:\d{1,2}(?:\.\d{1,2}){0,3}(?![.,]?\d)|(?-i:[IVX]{1,5})\b)"
_PAGE = r"(?:(?-i:[A-Z])-)?(?:1[0-4]\d\d|\d{1,3})(?![.,]?\d)"
"""Up to 1499: what is larger is a year; no document that is read has as many pages."""
_LETTER = r"(?:(?-i:[A-Z])(?:\.?\d{1,2}(?![.,]?\d))?(?![\w’'])|(?-i:[IVX]{1,5})\b)"
_NUMBER = r"\d{1,2}(?![.,]?\d)"
_FOLLOWING = r"(?:van|in|uit|en|of|over|gaat|is|staat|vindt?|leest?|tot|t/m|geeft|beschrijft)\b"
_NO_NOUN = rf"(?!{_SPACE}(?!{_FOLLOWING})(?-i:[a-z]))"
"""A number with a noun behind it is a count: 'hoofdstuk 3, 4 gemeenten', 'wij deel 2 ervaringen'."""
_RANGE = (
    r"\s{0,2}(?:(?<!(?-i:[A-Z]))[-–—]|[-–—](?!\d))\s{0,2}|\s{1,2}(?:tot\s{1,2}en\s{1,2}met|t/m|tot)\s{1,2}"
)
_AND = r"\s{0,2},\s{0,2}(?:en\s{1,2})?|\s{1,2}(?:en|of)\s{1,2}|\s{0,2}&\s{0,2}"
_NOT_A_COUNT = r"(?!\s{0,2}(?:%|°|€|procent|euro|miljoen|miljard|mln|mld)(?!\w))"


def _listed(number: str) -> str:
    """One number, or several with commas, 'en' and ranges between them."""
    more = rf"(?:{_RANGE}){number}{_NOT_A_COUNT}|(?:{_GAP},{_GAP}){number}{_NOT_A_COUNT}{_NO_NOUN}"
    more += rf"|(?:{_GAP},?{_SPACE}(?:en|of){_SPACE}|{_GAP}&{_GAP}){number}{_NOT_A_COUNT}"
    return rf"{number}{_NOT_A_COUNT}(?:{more}){{0,12}}"


_WORDS = {
    MentionKind.CHAPTER: (
        r"hoofdstuk(?:ken)?\s{1,2}|hfd?st\.?\s{0,2}|hst\.\s{0,2}",
        rf"(?:{_SECTION}|{_WORD_NUMBER})",
    ),
    MentionKind.PARAGRAPH: (r"paragra(?:af|fen)\s{1,2}|par\.\s{0,2}|§{1,2}\s{0,2}", _SECTION),
    MentionKind.PAGE: (
        r"bladzijden?\s{1,2}|blz\.?\s{0,2}|pagina(?:['’]s)?\s{1,2}|pag\.\s{0,2}|pp?\.\s{0,2}",
        _PAGE,
    ),
    MentionKind.PART: (
        r"(?<!een )deel\s{1,2}|delen\s{1,2}(?=(?-i:[A-Z]))",
        rf"(?:{_LETTER}|{_NUMBER}{_NO_NOUN})",
    ),
    MentionKind.LESSON: (
        rf"les(?:sen)?{_SPACE}",
        rf"{_NUMBER}(?!{_SPACE}(?:uur|uren|minuten|dagen|weken|keer)\b)",
    ),
    MentionKind.APPENDIX: (rf"bijlagen?{_SPACE}", rf"(?:{_LETTER}|{_NUMBER})"),
}
_MENTION = re.compile(
    "|".join(
        rf"(?P<{kind.name}>(?<![\w.])(?:{word})(?P<{kind.name}_numbers>{_listed(number)}))"
        for kind, (word, number) in _WORDS.items()
    ),
    re.IGNORECASE,
)
_SPLIT = re.compile(rf"(?P<range>{_RANGE})|{_AND}", re.IGNORECASE)

_LAW = (
    r"(?:[\w-]*wet(?:boek)?|[\w-]*verordening|richtlijn|\w*besluit|[\w-]*regeling|verdrag"
    r"|awb|wgr|wmo|avg|woo|wob|wro|gdpr)(?!\w)"
)
_OF_A_LAW = re.compile(
    rf"\s*(?:\(?(?:van|uit|in|bij)\s+(?:de|het|deze|die)\s+(?:[a-z-]+\s+)?)?{_LAW}", re.IGNORECASE
)
_AFTER_ARTICLE = re.compile(r"\bart(?:ikel(?:en)?|\.)\s+[\w.:,]+,?\s+(?:lid\s+\w+,?\s+)?$", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?]\s{1,2}(?=[\"“‘'(]?[A-Z])")
_ABBREVIATED = re.compile(r"\b(?:blz|pag|pp?|par|hst|hfst|nr|art|bijv|o\.a|e\.v|d\.w\.z)$", re.IGNORECASE)
_REPORT = re.compile(r"\b(?:onderzoeks?)?rapport\b|\bonderzoeksbijlage\b", re.IGNORECASE)
_ITSELF = re.compile(
    r"\b(?:deze\s+(?:handreiking|publicatie|uitgave|brochure|gids|notitie|leidraad)"
    r"|dit\s+(?:document|stuk|boek|jaarbericht|rapport|onderzoeksrapport|hoofdstuk)|hierboven|hieronder|hiervoor)\b",
    re.IGNORECASE,
)


def find_references(text: str) -> tuple[Mention, ...]:
    """Every reference in a text to a place in a publication, in order.

    Chapters and articles of laws, years and amounts are none; 'les 4' is one only where the
    sentence says in which publication that lesson is.
    """
    return tuple(_mentions(text))


def _mentions(text: str) -> Iterator[Mention]:
    for match in _MENTION.finditer(text):
        kind = next(kind for kind in MentionKind if match[kind.name] is not None)
        start, end = match.span()
        if _AFTER_ARTICLE.search(text[max(0, start - 40) : start]) or _OF_A_LAW.match(text[end : end + 80]):
            continue
        written = match[f"{kind.name}_numbers"]
        numbers = tuple(_numbers(written, kind))
        whose = _whose(_sentence(text, start, end))
        if numbers and (kind is not MentionKind.LESSON or whose is not Whose.UNSAID):
            yield Mention(kind, start, end, numbers, whose)


def _numbers(written: str, kind: MentionKind) -> Iterator[tuple[str, str]]:
    """The numbers one after another; those on both sides of a range sign belong together."""
    first, position, pending = "", 0, False
    for sign in [*_SPLIT.finditer(written), None]:
        value = written[position : sign.start() if sign else len(written)].strip()
        if pending:
            yield from _pair(first, value, kind)
        elif not (sign and sign["range"]):
            yield from _pair(value, value, kind)
        pending = bool(sign and sign["range"]) and not pending
        first = value
        position = sign.end() if sign else 0


def _pair(first: str, last: str, kind: MentionKind) -> Iterator[tuple[str, str]]:
    if kind is MentionKind.PAGE and first.isdigit() and last.isdigit():
        if len(last) < len(first):  # 141-43
            last = first[: len(first) - len(last)] + last
        if int(last) < int(first):
            return
    yield first, last


def _whose(sentence: str) -> Whose:
    """Which publication the sentence around a reference names."""
    if _ITSELF.search(sentence):
        return Whose.ITSELF
    return Whose.REPORT if _REPORT.search(sentence) else Whose.UNSAID


def _sentence(text: str, start: int, end: int) -> str:
    """The sentence with a reference in it; full stops of abbreviations end no sentence."""
    offset = max(0, start - _WINDOW)
    around = text[offset : end + _WINDOW]
    ends = [
        match.end()
        for match in _SENTENCE_END.finditer(around)
        if not _ABBREVIATED.search(around[max(0, match.start() - 8) : match.start()])
    ]
    first = max((stop for stop in ends if stop <= start - offset), default=0)
    last = min((stop for stop in ends if stop >= end - offset), default=len(around))
    return around[first:last]

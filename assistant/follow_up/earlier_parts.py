"""A numbered part of the last answer that a message asks about: stap 2, de tweede, bron 3, [3]."""

import re
from collections.abc import Sequence

from assistant.conversation import Said, Turn
from assistant.follow_up.cues import asking_words, cue, fillers, plain_text
from assistant.follow_up.resolving import question
from corpus.structure.numerals import CARDINAL, ORDINAL, number
from index.analysis import stem, words
from index.numbered import numbered_parts
from index.words import fold

LONGEST = 220
"""Characters of a sentence that is carried into a question; a longer one is cut off between two words."""

_ITEMS = r"stap|punt|tip|zin|regel|advies|antwoord|opmerking|aanbeveling|reden|citaat|passage|alinea|les|deel"
_SOURCES = r"bron|verwijzing|voetnoot|noot"
_LAST = r"laatste|onderste"
_NAMED = re.compile(
    rf"\[(?P<mark>\d{{1,2}})\]|\b(?P<kind>{_ITEMS}|{_SOURCES}|nummer|nr)\.?\s+(?:nr\.?\s*|nummer\s+)?"
    rf"(?P<cardinal>{CARDINAL})\b"
    rf"|\b(?:de|het|die|dat)\s+(?P<place>{ORDINAL}|{_LAST})(?:\s+(?P<after>{_ITEMS}|{_SOURCES}))?\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    rf"(?P<mark>(?!))?\b(?P<kind>[^\W\d_]{{3,}})\s+(?P<cardinal>{CARDINAL})\b(?P<place>(?!))?(?P<after>(?!))?",
    re.IGNORECASE,
)
"""Any noun with a number; the groups are those of ``_NAMED``."""
_SOURCE = re.compile(_SOURCES, re.IGNORECASE)
_OF_PUBLICATIONS = frozenset({"stap", "les", "deel"})
_EXPLAIN = re.compile(r"\b(?:bedoel\w*|snap|begrijp|leg|toelicht\w*|licht)\b")
_WHY = re.compile(r"\b(?:waarom|hoezo)\b")
_EXAMPLE = re.compile(r"voorbeeld")
_MORE = re.compile(r"\b(?:meer|verder|uitgebreider|waar (?:komt|staat)|vandaan)\b")


def about_part(message: str, last: Turn) -> str | None:
    """The question about one part of the last answer; ``None`` where the message names none.

    The words of that part go into the question, in quotation marks: they only say what is sought.
    """
    found = _NAMED.search(message) or _of_last_question(message, last)
    if found is None or not last.claims:
        return None
    rest = plain_text(message[: found.start()] + " " + message[found.end() :])
    left = [word for word in rest.split() if word not in fillers() | asking_words()]
    kind = (found["kind"] or found["after"] or "").lower()
    said = _named(found, last.claims)
    if said is None and not left and _means_answer(found, kind, rest, last):
        said = _counted(found, kind, last)
    if said is None or len(left) > 1:
        return None
    quoted = f"“{_shortened(said)}”"
    if left:
        return question(f"{message.strip().rstrip('?.! ')}: {quoted}")
    return question(f"{_opening(kind, rest)} {quoted}")


def _of_last_question(message: str, last: Turn) -> re.Match[str] | None:
    """``Afspraak 2`` after a question about afspraken."""
    asked = {stem(word) for word in words(last.standalone)}
    return next((found for found in _COUNTED.finditer(message) if stem(fold(found["kind"])) in asked), None)


def _opening(kind: str, rest: str) -> str:
    """What is asked about the part."""
    if _WHY.search(rest):
        return "Waarom geldt"
    if _EXAMPLE.search(rest):
        return "Wat is een voorbeeld van"
    if _SOURCE.fullmatch(kind):
        return "Wat staat er nog meer in"
    if _MORE.search(rest) or cue("meer").is_all_of(rest):
        return "Wat weet je nog meer over"
    return "Wat betekent"


def _named(found: re.Match[str], claims: Sequence[Said]) -> str | None:
    """The sentence that has the part by its own name: ``Stap 2: spreek een doel af``."""
    named = set(numbered_parts(found[0]))
    return next((said.text for said in claims if named & set(numbered_parts(said.text))), None)


def _means_answer(found: re.Match[str], kind: str, rest: str, last: Turn) -> bool:
    """Whether a part of the answer is meant, and not one of a publication.

    After a question about wegwijzer 3 "de vierde" is a wegwijzer too, and les 2 is mostly that of a book.
    """
    if not kind and found["place"]:
        return not any(numbered_parts(last.standalone))
    return kind not in _OF_PUBLICATIONS or _EXPLAIN.search(rest) is not None or not found["cardinal"]


def _counted(found: re.Match[str], kind: str, last: Turn) -> str | None:
    """The sentence or source at the place that is named."""
    if found["mark"]:
        return next((said.text for said in last.claims if int(found["mark"]) in said.citations), None)
    place = (found["place"] or "").lower()
    at = -1 if place in _LAST.split("|") else (number(found["cardinal"] or place) or 0) - 1
    items = last.sources if _SOURCE.fullmatch(kind) else [said.text for said in last.claims]
    return items[at] if items and -1 <= at < len(items) else None


def _shortened(text: str) -> str:
    body = text.strip().rstrip(".!?: ")
    return body if len(body) <= LONGEST else body[:LONGEST].rsplit(" ", 1)[0] + " …"

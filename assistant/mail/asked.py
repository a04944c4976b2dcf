"""What one sentence of a mail asks: outright, by way of another sentence, or by telling what is amiss."""

import re
from dataclasses import dataclass
from enum import Enum, auto

from assistant.follow_up.clause import parse
from assistant.follow_up.function_words import DETERMINERS, PREPOSITIONS, SUBJECTS
from assistant.mail.lines import Sentence
from assistant.mail.phrases import pattern, templates
from assistant.mail.word_order import direct
from assistant.subquestions import subquestions
from index.analysis import words

MOST_WORDS = 80
"""Of a sentence; a longer one is no question that can be answered."""
_FEWEST_WORDS = 5
"""Of a clause that tells by itself what is amiss; of a shorter one the whole sentence is needed."""

_LEADS = re.compile(
    r"(?:(?:en|maar|dus|daarnaast|verder|ook|tevens|bovendien|tot slot|ten slotte|ten eerste|ten tweede|"
    r"ten derde|overigens|trouwens|oh|nou|ps|p\.s\.|nb|n\.b\.|ja|nee|kortom|daarbij)\b[\s,:.]*)+",
    re.IGNORECASE,
)
_MARKS = re.compile(r"[^\w\s'’&/-]+")
_QUOTED_QUESTION = re.compile(r"[:,]?\s*[\"“„«][^\"”»]*\?[\"”»]\W*$")
_ASKS = re.compile(r"\?[\s\"'”’»)\]]*$")
_CLAUSE = re.compile(r"[;:–]\s+|(?:,\s*|\s)(?:maar|want|echter)\s|,\s+(?:en|dus)\s", re.IGNORECASE)


_FEWEST_ASKING = 3
"""Words of a question; "Vragen?" and "Akkoord?" ask nothing of the sources."""
_AND_WHETHER = re.compile(r",?\s+en\s+(?=of\s)", re.IGNORECASE)
_MOST_SUBJECT = 8
"""Words of an item that names a subject."""


class Manner(Enum):
    """How a sentence asks."""

    ASKED = auto()
    SOUGHT = auto()
    """Something is looked for, or not known; a question all the same."""
    DIFFICULTY = auto()
    """Something goes wrong; a question when the mail asks nothing else."""
    FRICTION = auto()
    """Something chafes; a question when the mail has nothing else to say."""
    APPEAL = auto()
    """Advice is asked on what was said before it."""
    PRACTICAL = auto()
    """Something is asked that a person must do."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question found: as one of its own, and the words it was found in."""

    manner: Manner
    text: str
    written: str


def asked_in(sentence: Sentence, announced: bool = False) -> tuple[Asked, ...]:
    """What a sentence asks, in order; nothing when it only tells or is polite.

    Args:
        sentence: of a mail.
        announced: it is an item of a list of questions.
    """
    text = sentence.text.strip()
    body = text[match.end() :] if (match := _LEADS.match(text)) else text
    plain = plain_words(body)
    if not plain or len(plain.split()) > MOST_WORDS or _QUOTED_QUESTION.search(text):
        return ()
    if pattern("beleefd").fullmatch(plain):
        return ()
    if pattern("oproep").fullmatch(plain):
        return (Asked(Manner.APPEAL, text, text),)
    return _request(body) or _outright(text, body, announced) or _between_the_lines(text)


def plain_words(text: str) -> str:
    """The words of a text in small letters, without punctuation."""
    return " ".join(_MARKS.sub(" ", text.lower()).split())


def _request(body: str) -> tuple[Asked, ...]:
    """An embedded question, or what somebody is to do."""
    clause = _embedded(body, "gevraagd")
    if clause:
        if pattern("beleefd").fullmatch(plain_words(clause)):
            return ()
        whether = clause.lower().startswith("of ")
        if whether and (pattern("praktisch").search(clause) or pattern("of_de_lezer").match(clause)):
            return (Asked(Manner.PRACTICAL, body, body),)
        return tuple(Asked(Manner.ASKED, direct(part), part) for part in _parts(clause))
    to_do = pattern("verzoek").match(body) and pattern("praktisch").search(body)
    if to_do or pattern("over_de_lezer").match(body):
        return (Asked(Manner.PRACTICAL, body, body),)
    return ()


def _embedded(body: str, name: str) -> str:
    """The clause after a phrase that a question follows; empty when there is none."""
    for found in pattern(name).finditer(body):
        rest = body[found.end() :].lstrip(" ,")
        after_colon = rest.startswith(":")
        rest = rest.lstrip(" :\"“'‘")
        begins = pattern("vraagwoord").match(rest) or re.match(r"of\s", rest, re.IGNORECASE)
        if rest and (begins or (after_colon and _ASKS.search(rest))):
            return rest
    return ""


def _parts(clause: str) -> tuple[str, ...]:
    """``wie … en wanneer …`` apart; each has to be understood without the other."""
    wholes = _AND_WHETHER.split(clause.rstrip(" .!?"))
    return tuple(part.strip() for whole in wholes for part in subquestions(f"{whole}?"))


def _outright(text: str, body: str, announced: bool) -> tuple[Asked, ...]:
    if _ASKS.search(text):
        if len(body.split()) < _FEWEST_ASKING or not words(body):
            return ()
        return tuple(Asked(Manner.ASKED, _as_question(part), part) for part in _parts(_without_start(text)))
    if announced and _is_subject(body):
        return (Asked(Manner.ASKED, f"Wat is er te zeggen over {_tidy(body)}?", body),)
    if announced or pattern("opdracht").match(body):
        begins = pattern("vraagwoord").match(body) or body.lower().startswith("of ")
        return (Asked(Manner.ASKED, direct(body) if begins else body, body),)
    told = ":" in body or pattern("geen_vraag").match(body)
    if pattern("vraagwoord").match(body) and not told and _is_direct(body):
        return (Asked(Manner.ASKED, _as_question(body), body),)
    return ()


def _is_direct(body: str) -> bool:
    """Whether the verb comes right after the words that ask: wat is een wegwijzer, without a mark."""
    clause = parse(body)
    if not clause.asked or clause.verb is None or clause.verb != clause.question.stop:
        return False
    return not {clause.finite} & (SUBJECTS | DETERMINERS | PREPOSITIONS)


def _is_subject(body: str) -> bool:
    """Whether an item names what is asked about and no more: de rol van de raad."""
    begins = pattern("vraagwoord").match(body) or body.lower().startswith("of ")
    return not begins and len(body.split()) <= _MOST_SUBJECT and not body.rstrip().endswith((".", "!"))


def _without_start(text: str) -> str:
    """A question without the statement before its colon: Kort gezegd: wie beslist er?"""
    before, colon, after = text.rpartition(": ")
    return after if colon and pattern("vraagwoord").match(after) and "?" not in before else text


def _as_question(text: str) -> str:
    body = text.strip(' \t"“”„«»')
    body = body[match.end() :] if (match := _LEADS.match(body)) and match.end() < len(body) else body
    return f"{body[:1].upper()}{body[1:].rstrip(' ?.!')}?"


def _between_the_lines(text: str) -> tuple[Asked, ...]:
    for one, made in templates("gezocht"):
        match = one.search(text)
        if match:
            groups = {name: _tidy(value or "") for name, value in match.groupdict().items()}
            return (Asked(Manner.SOUGHT, made.format(**groups), _clause(text, match.start())),)
    clause = _embedded(text, "onbekend")
    if clause:
        return (Asked(Manner.SOUGHT, direct(clause), _clause(text, text.index(clause) - 1)),)
    asked = _embedded_anywhere(text)
    if asked:
        return asked
    match = pattern("moeilijkheid").search(text) or pattern("wrijving").search(text)
    if match is None or pattern("aankondiging").search(text):
        return ()
    clause = _clause(text, match.start())
    whole = clause if len(clause.split()) >= _FEWEST_WORDS else text
    slight = pattern("moeilijkheid").search(text) is None
    return (Asked(Manner.FRICTION if slight else Manner.DIFFICULTY, difficulty(whole), clause),)


def _embedded_anywhere(text: str) -> tuple[Asked, ...]:
    """An embedded question after words that do not tell that it is asked, nor that it is only told."""
    match = pattern("ingebed").search(text)
    before = text[: match.start()] if match else ""
    if match is None or not pattern("ik_of_wij").search(before) or pattern("vertelt").search(before):
        return ()
    clause = text[match.start() :]
    manner = Manner.ASKED if pattern("wens").search(before) else Manner.SOUGHT
    return tuple(Asked(manner, direct(part), part) for part in _parts(clause))


def difficulty(text: str) -> str:
    """The question behind a sentence that tells what is amiss."""
    said = _tidy(text[match.end() :] if (match := _LEADS.match(text)) else text)
    first = said[:1].lower() if said[1:2].islower() else said[:1]
    return f"Wat kun je doen als het volgende speelt: {first}{said[1:]}?"


def _tidy(text: str) -> str:
    return text.strip().rstrip(" .,;:!?")


def _clause(text: str, place: int) -> str:
    """The clause of a sentence that a place is in, as far back as it begins."""
    starts = [
        match.end() for match in _CLAUSE.finditer(text, 0, max(0, place + 1)) if match.end() <= place + 1
    ]
    return _tidy(text[starts[-1] if starts else 0 :])

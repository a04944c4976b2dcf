"""Half a question, to be completed from the one before it: en in Zandwaard? en de provincie?"""

import re

from assistant.follow_up.agreement import with_subject
from assistant.follow_up.clause import Clause, Phrase, parse
from assistant.follow_up.function_words import (
    AUXILIARIES,
    COPULAS,
    DETERMINERS,
    FILLERS,
    PLACES,
    PREPOSITIONS,
    QUESTION_NOUNS,
    RELATIONAL,
    SUBJECTS,
)
from assistant.follow_up.references import references
from assistant.follow_up.resolving import question
from assistant.follow_up.roles import role_of
from assistant.follow_up.topic import Form, topic_of
from assistant.follow_up.word_forms import is_inflected_adjective
from corpus.structure.numerals import ORDINAL
from index.numbered import numbered_parts

MOST_WORDS = 9
WHAT_ABOUT = "Wat weet je over"
"""Asks about anything without a word that is searched for."""
_LEAD = re.compile(
    r"^\W*(?:(?:ja|nee|oke?|en|maar|of)\W+)*(?:hoe zit (?:het|dat)(?: (?:dan|eigenlijk|nu))* met"
    r"|(?:ik|nee ik|we) bedoel(?:de|den|en)?(?: (?:eigenlijk|dan))?|wat dacht je van|wat betreft"
    r"|ook|alleen|en ook|en|maar|of)\s+",
    re.IGNORECASE,
)
_ALSO = re.compile(
    r"^\W*(?:en )?(?:geldt|is|werkt) (?:dat|dit|het) (?:ook|hetzelfde)(?: zo)?\s+", re.IGNORECASE
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_CODE = re.compile(r"\b\d+(?:\.\d+)+\b")
_ORDINAL = re.compile(rf"^(?:de |het )?({ORDINAL})$", re.IGNORECASE)
_DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_TIME = re.compile(
    rf"(?:(?:op )?(?:{'|'.join(_DAYS)})"
    r"|(?:vorige?|dit|deze|volgende?|komende?|afgelopen) (?:jaar|maand|week|periode)"
    r"|nu|vandaag|morgen|gisteren|tegenwoordig|later|vroeger|inmiddels)",
    re.IGNORECASE,
)
_FIRST_PERSON = frozenset({"ik", "je", "jij", "we", "wij", "u"})


def fragment(message: str) -> str | None:
    """What is left of a message that is half a question; ``None`` where it is whole.

    Without ``en`` only words with a preposition count: "voorzitter denktank" is a search of its own.
    """
    lead = _LEAD.match(message)
    rest = message[lead.end() :] if lead else message
    clause = parse(rest.strip(" ?.!,"))
    if not clause.words or len(clause.words) > MOST_WORDS:
        return None
    if clause.word(0) in ("die", "dat") and clause.word(1) == "van":
        clause = parse(clause.written(1, len(clause.words)))
    elif lead is not None and clause.word(0) == "zijn" and len(clause.words) == 2:
        clause = parse(clause.written(1, 2))
    first = clause.word(0)
    if lead is None and first not in PREPOSITIONS:
        return None
    if not any(clause.is_content(at) or clause.word(at).isdigit() for at in range(len(clause.words))):
        return None
    if first in SUBJECTS or (clause.finite and not clause.asked) or _has_verb(clause):
        return None
    if any(references(clause)):
        return None
    end = len(clause.words)
    while end > 1 and clause.word(end - 1) in FILLERS:
        end -= 1
    return clause.written(0, end)


def same_for(message: str) -> str | None:
    """The rest of ``geldt dat ook voor de provincie``."""
    lead = _ALSO.match(message)
    rest = message[lead.end() :].strip(" ?.!,") if lead else ""
    rest = rest.removeprefix("voor ")
    return rest if rest and len(rest.split()) <= MOST_WORDS and not _has_verb(parse(rest)) else None


def _has_verb(clause: Clause) -> bool:
    if clause.asked in QUESTION_NOUNS and len(clause.words) <= 3:
        return False
    return any(clause.word(at) in AUXILIARIES for at in range(len(clause.words))) or bool(clause.asked)


def completed(part: str, last: str) -> str | None:
    """The question before, with this part in the place of what it is like; ``None`` where nothing is.

    Args:
        part: what ``fragment`` gave.
        last: the question before it, which stands on its own.
    """
    before, given = parse(last), parse(part)
    for rule in (_role, _number, _time, _adjective, _question_noun, _preposition, _relation, _noun):
        found = rule(given, before)
        if found is not None:
            return question(found)
    return None


def names_more(part: str) -> bool:
    """Whether a part can be searched for by itself: it says what it is about, and of or in what."""
    given = parse(part)
    contents = [at for at in range(len(given.words)) if given.is_content(at) or given.word(at).isdigit()]
    inner = [at for at in range(1, len(given.words)) if given.word(at) in PREPOSITIONS]
    return len(contents) >= 2 and any(contents[0] < at < contents[-1] for at in inner)


def about(part: str) -> str:
    """A question about a part by itself."""
    given = parse(part)
    start = 1 if given.word(0) in PREPOSITIONS and len(given.words) > 1 else 0
    return question(f"{WHAT_ABOUT} {given.written(start, len(given.words))}")


def _role(given: Clause, before: Clause) -> str | None:
    """``en voor een wethouder``: in the place of the role that was asked about, or as the one who asks."""
    role = next((role for token in given.words if (role := role_of(token.text))), None)
    if role is None or any(
        given.is_content(at) and not role_of(given.word(at)) for at in range(len(given.words))
    ):
        return None
    start = next(at for at in range(len(given.words)) if role_of(given.word(at)))
    bare = given.written(start, len(given.words))
    for at in range(len(before.words)):
        if role_of(before.word(at)):
            has_article = before.word(at - 1) in DETERMINERS
            first = at - 1 if has_article else at
            whole = given.written(1 if given.word(0) in PREPOSITIONS else 0, len(given.words))
            return before.replaced(
                first, at + 1, whole if has_article or before.word(at - 1) != "als" else bare
            )
    asks_himself = any(before.word(at) in _FIRST_PERSON for at in range(len(before.words)))
    who = (
        f"als {bare}"
        if asks_himself and not bare.endswith(("s", "en"))
        else f"voor {_with_article(given, start)}"
    )
    return f"{before.text.rstrip(' ?.!')} {who}"


def _with_article(given: Clause, start: int) -> str:
    bare = given.written(start, len(given.words))
    article = given.word(start - 1) if given.word(start - 1) in DETERMINERS else ""
    if not article and not bare.endswith(("s", "en")):
        article = "een"
    return f"{article} {bare}".strip()


def _number(given: Clause, before: Clause) -> str | None:
    """``en wegwijzer 7``, ``en de vierde``, ``en in 2018``, ``en in 4.1.4``."""
    part, other, ordinal = _part(given), _part(before), _ORDINAL.match(given.text)
    if other and part:
        return before.replaced(*other, given.written(*part))
    if other and ordinal:
        kind = next(before.written(at, at + 1) for at in range(*other) if before.is_content(at))
        return before.replaced(*other, f"de {ordinal[1]} {kind}")
    for pattern in (_YEAR, _CODE):
        new, old = pattern.search(given.text), pattern.search(before.text)
        if new and old:
            return before.text[: old.start()] + new[0] + before.text[old.end() :]
    return None


def _time(given: Clause, before: Clause) -> str | None:
    """``en vorig jaar``, ``en zondag``: in the place of a year or day, or else at the end."""
    if not _TIME.fullmatch(given.text):
        return None
    for phrase in before.phrases():
        for at in range(phrase.start, phrase.end):
            if before.word(at) in _DAYS or _YEAR.fullmatch(before.word(at)):
                whole = given.word(0) not in _DAYS
                return before.replaced(
                    phrase.start if whole else at, phrase.end if whole else at + 1, given.text
                )
    return f"{before.text.rstrip(' ?.!')} {given.text}"


def _adjective(given: Clause, before: Clause) -> str | None:
    """``en een zware``, ``en in de tweede``: an adjective that wants the noun of the question before."""
    last = len(given.words) - 1
    word = given.word(last)
    is_ordinal = re.fullmatch(ORDINAL, word) is not None
    if (
        last == 0
        or given.word(last - 1) not in DETERMINERS
        or not (is_ordinal or is_inflected_adjective(word))
    ):
        return None
    for phrase in before.phrases():
        for at in range(phrase.object_start + 1, phrase.end - 1):
            if re.fullmatch(ORDINAL, before.word(at)) or is_inflected_adjective(before.word(at)):
                with_preposition = bool(phrase.preposition) and given.word(0) in PREPOSITIONS
                start = phrase.start if with_preposition else phrase.object_start
                words = (
                    given.text
                    if with_preposition or given.word(0) not in PREPOSITIONS
                    else given.written(1, last + 1)
                )
                return before.replaced(start, at + 1, words)
    return None


def _part(clause: Clause) -> tuple[int, int] | None:
    """The two words that name a numbered part: wegwijzer 7, vierde les."""
    for at in range(len(clause.words) - 1):
        if any(numbered_parts(clause.written(at, at + 2))):
            return at, at + 2
    return None


def _question_noun(given: Clause, before: Clause) -> str | None:
    """``en hoeveel bedrijven`` after ``hoeveel inwoners heeft Zandwaard``."""
    if given.asked not in QUESTION_NOUNS or not before.question or not before.finite:
        return None
    return before.replaced(before.question.start, before.question.stop, given.text)


def _preposition(given: Clause, before: Clause) -> str | None:
    """``en in Zandwaard``: in the place of what had the same preposition, or else added at the end."""
    preposition = given.word(0)
    if preposition not in PREPOSITIONS or not before.finite:
        return None
    phrases = [phrase for phrase in before.phrases() if phrase.preposition]
    like = [phrase for phrase in phrases if phrase.preposition == preposition]
    same = [phrase for phrase in like if _is_name(before, phrase) == given.has_capital(len(given.words) - 1)]
    places = [phrase for phrase in phrases if {phrase.preposition, preposition} <= PLACES]
    other_place = places if len(places) == 1 and not like else []
    for choice in (same, like, other_place):
        if choice:
            name = _name_after_noun(before, choice[-1]) if given.has_capital(1) and choice is same else None
            if name is not None:
                return before.replaced(name, choice[-1].end, given.written(1, len(given.words)))
            return before.replaced(choice[-1].start, choice[-1].end, given.text)
    return f"{before.text.rstrip(' ?.!')} {given.text}"


def _name_after_noun(clause: Clause, phrase: Phrase) -> int | None:
    """Where the name begins in ``van de provincie Zuid-Holland``; ``None`` where no noun stands before it."""
    at = phrase.end
    while at > phrase.object_start and clause.has_capital(at - 1):
        at -= 1
    return at if phrase.object_start < at < phrase.end and clause.is_content(at - 1) else None


def _is_name(clause: Clause, phrase: Phrase) -> bool:
    return clause.has_capital(phrase.end - 1)


def _relation(given: Clause, before: Clause) -> str | None:
    """``en de kosten``: of what was asked about, unless costs or the like were asked about themselves."""
    if given.word(len(given.words) - 1) not in RELATIONAL:
        return None
    first = next(before.phrases(), None)
    if first is not None and any(before.word(at) in RELATIONAL for at in range(first.start, first.end)):
        return None
    topic = topic_of(before.text)
    verb = "zijn" if given.text.endswith(("en", "s")) else "is"
    if topic.form is Form.QUESTION:
        return topic.appended(f"Wat {verb} {given.text}")
    return f"Wat {verb} {given.text} {topic.after('van')}"


def _noun(given: Clause, before: Clause) -> str | None:
    """``en de provincie``: in the place of a name for a name, and else of the first noun phrase."""
    if not before.finite:
        return None
    phrases = list(before.phrases())
    nouns = [phrase for phrase in phrases if not phrase.preposition]
    is_name = given.has_capital(0) and given.word(0) not in DETERMINERS
    names = [phrase for phrase in phrases if before.has_capital(phrase.object_start)] if is_name else []
    chosen = names[-1:] or nouns[:1]
    if chosen and not _only_predicate(before, chosen[0]):
        return with_subject(before, chosen[0], given)
    if before.asked in QUESTION_NOUNS and before.finite not in COPULAS:
        noun = range(before.question.start + 1, before.question.stop)
        return before.replaced(noun.start, noun.stop, given.text) if noun else None
    return None


def _only_predicate(before: Clause, phrase: Phrase) -> bool:
    """Whether a phrase is no noun but what is said of the subject: welke systemen zijn verboden."""
    return before.finite in COPULAS and before.is_predicate(phrase.end - 1) and phrase.end - phrase.start == 1

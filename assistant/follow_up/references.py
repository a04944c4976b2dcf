"""Words of a message that point back at what was said before it: dat, daarmee, hij, die adviezen."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from assistant.follow_up.clause import Clause
from assistant.follow_up.function_words import (
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    FILLERS,
    LIGHT_VERBS,
    PREDICATING,
    PREPOSITIONS,
    QUESTION_WORDS,
    SUBJECTS,
)
from assistant.follow_up.word_forms import infinitive

_PREPOSITION_OF = {"mee": "met", "toe": "tot", "af": "van"}
_ADVERB = re.compile(
    r"(?:daar|er|hier)(?P<prep>aan|af|achter|bij|binnen|boven|door|in|langs|mee|na|naar|naast|onder|op|over|tegen|"
    r"tegenover|tussen|uit|van|voor)"
)
"""Pronominal adverbs. Not daarom and erom, which give a reason or belong to an expression."""
_SPLIT = ("daar", "hier", "er")
_STRANDED = frozenset((
    "aan", "af", "bij", "door", "in", "mee", "naar", "op",
    "over", "tegen", "toe", "tussen", "uit", "van", "voor",
))  # fmt: skip
_ANSWERED_LATER = frozenset({"dat", "te", "om", "of"})
"""After ``het`` or ``ervoor`` these tell what it stands for: zorg ervoor dat, is het nodig om."""
_ADJECTIVE = re.compile(r"\w{3,}(?:lijk|ig|isch|baar|zaam)")
_COUNTED = ("twee", "drie", "vier", "beide")
_PERSONS = ("hij", "hem", "zij", "ze", "hen")
_BEFORE_DAT = frozenset({"zonder", "zo", "op", "door", "in"})
_BOUNDARY = re.compile(r"[.;:?!,]")


class How(Enum):
    """What a reference is, and so how the topic takes its place."""

    PRONOUN = auto()
    ADVERB = auto()
    SPLIT = auto()
    DETERMINER = auto()
    POSSESSIVE = auto()


@dataclass(frozen=True, slots=True)
class Reference:
    """The words ``[start, end)`` that point back; ``preposition`` is that of a pronominal adverb.

    Of a split one (daar … van) ``start`` is the adverb and ``end`` the place after the preposition.
    """

    start: int
    end: int
    how: How
    preposition: str = ""


def references(clause: Clause) -> Iterator[Reference]:
    """The words of a message that nothing in the message itself explains, in order."""
    for at in range(len(clause.words)):
        found = _reference(clause, at)
        if found is not None and not _is_explained(clause, at, found.how):
            yield found


def _reference(clause: Clause, at: int) -> Reference | None:
    word, after = clause.word(at), clause.word(at + 1)
    adverb = _ADVERB.fullmatch(word)
    if adverb:
        if word.startswith("er") and _is_answered_later(clause, at):
            return None
        prep = adverb["prep"]
        return Reference(at, at + 1, How.ADVERB, _PREPOSITION_OF.get(prep, prep))
    if word in _SPLIT:
        return _split(clause, at)
    if word in _PERSONS or word == "zoiets":
        return Reference(at, at + 1, How.PRONOUN)
    if word in ("hun", "haar") and clause.is_content(at + 1):
        return Reference(at, at + 1, How.PRONOUN if _ends_in_verb(clause, at + 1) else How.POSSESSIVE)
    if word in ("zo'n", "dergelijke", "zulke", "dezelfde", "hetzelfde") and clause.is_content(at + 1):
        return Reference(at, at + 2, How.DETERMINER)
    if (
        word in ("de", "die", "deze")
        and after in _COUNTED
        and clause.word(at - 1) in ("van", "tussen", "is", "zijn")
    ):
        return None if clause.word(at + 2).endswith(("en", "s")) else Reference(at, at + 2, How.PRONOUN)
    if word == "het":
        return Reference(at, at + 1, How.PRONOUN) if _is_pronoun_het(clause, at, after) else None
    if word in ("dat", "dit", "die", "deze"):
        return _demonstrative(clause, at)
    return None


def _split(clause: Clause, at: int) -> Reference | None:
    """``Wie is daar verantwoordelijk voor``: the preposition stands at the end, or before the last verb."""
    end = len(clause.words)
    for place in range(at + 1, end):
        if clause.word(place) not in _STRANDED:
            continue
        after = clause.word(place + 1)
        closes = place == end - 1 or after in FILLERS or (place == end - 2 and clause.is_predicate(end - 1))
        joined = place == at + 1 and clause.word(at) != "er" and after not in DETERMINERS
        if closes or joined:
            prep = clause.word(place)
            return Reference(at, place + 1, How.SPLIT, _PREPOSITION_OF.get(prep, prep))
    return None


def _is_pronoun_het(clause: Clause, at: int, after: str) -> bool:
    if _is_answered_later(clause, at) or (
        after in ("met", "om") and clause.word(at - 1) in ("zit", "gaat", "staat")
    ):
        return False
    if not clause.is_content(at + 1):
        return after not in DETERMINERS
    return _asks_whether(clause) and clause.word(at - 1) in PREDICATING and at + 2 >= len(clause.words)


def _asks_whether(clause: Clause) -> bool:
    """Not ``wat is het doel``, where a noun follows."""
    return clause.asked not in ("wat", "wie", "welk", "welke")


def _is_answered_later(clause: Clause, at: int) -> bool:
    return any(clause.word(place) in _ANSWERED_LATER for place in range(at + 1, len(clause.words)))


def _demonstrative(clause: Clause, at: int) -> Reference | None:
    word, before, after = clause.word(at), clause.word(at - 1), clause.word(at + 1)
    opens = at <= clause.question.start + 1 or before in PREDICATING or before in QUESTION_WORDS
    if word in ("dat", "die") and _is_relative(clause, at):
        return None
    if word == "dat" and not opens and _opens_clause(clause, at):
        return None
    if not clause.is_content(at + 1) or after in LIGHT_VERBS:
        return Reference(at, at + 1, How.PRONOUN)
    if _ends_in_verb(clause, at + 1):
        return Reference(at, at + 1, How.PRONOUN)
    if word in ("dat", "dit") and before in PREDICATING and _asks_whether(clause):
        alone = not clause.is_content(at + 2) and clause.word(at + 2) not in ("van", "uit")
        if alone or _ADJECTIVE.fullmatch(after):
            return Reference(at, at + 1, How.PRONOUN)
    end = at + 2
    while after.endswith("e") and clause.is_content(end) and not clause.is_predicate(end):
        after, end = clause.word(end), end + 1
    return Reference(at, end, How.DETERMINER)


def _ends_in_verb(clause: Clause, at: int) -> bool:
    """Whether a word is the participle or infinitive of an auxiliary: wie heeft die gemaakt."""
    if clause.finite not in AUXILIARIES or clause.is_content(at + 1):
        return False
    closes = at == len(clause.words) - 1
    return clause.is_participle(at) or (closes and infinitive(clause.word(at)) == clause.word(at))


def _is_relative(clause: Clause, at: int) -> bool:
    """Whether ``dat`` or ``die`` belongs to the noun right before it: een gemeente die wil."""
    if not clause.is_content(at - 1) or at == len(clause.words) - 1:
        return False
    before = clause.word(at - 2)
    if (
        before in DETERMINERS
        or before in PREPOSITIONS
        or (before.endswith("e") and clause.is_content(at - 2))
    ):
        return True
    return clause.has_capital(at - 1) and at - 1 > 0


def _opens_clause(clause: Clause, at: int) -> bool:
    """Whether ``dat`` begins a subordinate clause: klopt het dat de raad, zorg ik dat inwoners."""
    after = clause.word(at + 1)
    if (
        after in DETERMINERS
        or after in SUBJECTS
        or after in ("er", "ze", "zij", "hij")
        or clause.has_capital(at + 1)
    ):
        return True
    follows = clause.word(at - 1) in SUBJECTS or clause.word(at - 1) in ("het", "ervoor", "zo", "voor")
    return follows and clause.is_content(at + 1) and len(clause.words) - at > 3


def _is_explained(clause: Clause, at: int, how: How) -> bool:
    """Whether the message itself says before this word what it stands for: in an earlier clause.

    A pronoun never stands for a noun of its own clause (de raad … hem), but a possessive does.
    """
    first = clause.question.start
    nouns = [place for place in range(first, at) if _is_noun(clause, place)]
    contents = [place for place in range(first, at) if _says_something(clause, place)]
    if how is How.POSSESSIVE:
        return bool(nouns) or any(place in clause.rest for place in contents)
    if _is_named_after(clause, at):
        return True
    is_person = clause.word(at) in _PERSONS
    begins = [place for place in range(first + 1, at + 1) if _begins_clause(clause, place)]
    if is_person or how is How.SPLIT:
        begins += [place for place in range(first + 1, at) if _begins_relative(clause, place)]
    if not begins:
        return False
    boundary = max(begins)
    if any(place < boundary for place in nouns):
        return True
    least = 1 if is_person else 2
    return sum(place < boundary and place != clause.verb for place in contents) >= least


def _is_named_after(clause: Clause, at: int) -> bool:
    """Whether a comma and what is meant follow: wat is dat eigenlijk, een Denktank."""
    after = next((place for place in range(at + 1, len(clause.words)) if _follows_comma(clause, place)), None)
    return after is not None and clause.word(after) in ("een", "de", "het") and not clause.is_content(at + 1)


def _follows_comma(clause: Clause, at: int) -> bool:
    return "," in clause.text[clause.words[at - 1].end : clause.words[at].start]


def _is_noun(clause: Clause, at: int) -> bool:
    """Whether a word surely is a noun: after a determiner, or a name."""
    if not clause.is_content(at):
        return False
    if clause.has_capital(at) and at > 0:
        return True
    before = clause.word(at - 1)
    return before in DETERMINERS or (before.endswith("e") and clause.word(at - 2) in DETERMINERS)


def _says_something(clause: Clause, at: int) -> bool:
    return clause.is_content(at) and clause.word(at) not in LIGHT_VERBS and clause.word(at) not in AUXILIARIES


def _begins_relative(clause: Clause, at: int) -> bool:
    return clause.word(at) in ("die", "dat") and _is_relative(clause, at)


def _begins_clause(clause: Clause, at: int) -> bool:
    """Whether another clause begins with this word."""
    if clause.word(at) in CONJUNCTIONS - {"om", "dat"} or (
        clause.word(at) == "dat" and clause.word(at - 1) in _BEFORE_DAT
    ):
        return True
    return bool(_BOUNDARY.search(clause.text[clause.words[at - 1].end : clause.words[at].start]))

"""A question within a sentence made one of its own: (weet u) waar ik dat vind, waar dat kan staan.

In an embedded question the verb stands at the end, in one of its own it comes second: *waar dat kan staan*
becomes *Waar kan dat staan?*
"""

import re

from assistant.follow_up.function_words import (
    AUXILIARIES,
    DETERMINERS,
    PREPOSITIONS,
    QUESTION_NOUNS,
    SUBJECTS,
)

_FINITE = AUXILIARIES | frozenset((
    "staat", "staan", "loopt", "lopen", "komt", "komen", "denkt", "denken", "werkt", "krijgt",
    "krijgen", "doet", "geldt", "gelden", "ligt", "liggen", "betekent", "kost", "duurt", "heet",
    "zegt", "vindt", "begint", "houdt", "bestaat", "bestaan", "weet", "speelt", "zit", "zitten",
))  # fmt: skip
"""Verbs that are moved to the front; with any other the words stay in their order, which can be read too."""
_BEFORE_JE = {"kunt": "kun", "hebt": "heb", "heeft": "heb", "bent": "ben", "wilt": "wil", "zult": "zul"}
_KEEPS_T = frozenset(("moet", "weet", "zit", "kost", "laat", "mocht", "zet"))
_YOU = frozenset({"je", "jij"})
_RELATIVE = frozenset({"die", "dat", "wie", "als", "omdat", "wanneer", "zodat", "waar"})
_DOUBLED = re.compile(r"(a|e|o|u)\1t$")


def direct(clause: str) -> str:
    """An embedded question with its verb where a question has it, a capital and a question mark.

    ``of …`` becomes ``Is het zo dat …?``. What cannot be told by its closed word classes keeps its order.
    """
    text = clause.strip(" \t\"'“”‘’.,;:!?")
    first, _, rest = text.partition(" ")
    if first.lower() == "of" and rest:
        return f"Is het zo dat {rest}?"
    words = text.split()
    start = _phrase_end(words)
    verb = _verb(words, start)
    if verb > start:
        words = [*words[:start], _inverted(words[verb], words[start]), *words[start:verb], *words[verb + 1 :]]
    made = " ".join(words)
    return f"{made[:1].upper()}{made[1:]}?"


def _phrase_end(words: list[str]) -> int:
    """The number of words that ask: one of ``hoe …``, three of ``aan welke wegwijzer …``."""
    at = 1 if words and words[0].lower() in PREPOSITIONS and len(words) > 1 else 0
    word = words[at].lower() if words else ""
    at += 1
    if word not in QUESTION_NOUNS:
        return at
    while at < len(words) and not _begins_next(words[at].lower()):
        at += 1
    return at


def _begins_next(word: str) -> bool:
    return word in DETERMINERS or word in PREPOSITIONS or word in SUBJECTS or word in _FINITE


def _verb(words: list[str], start: int) -> int:
    """The finite verb of the clause; ``start`` when it is there already or cannot be told."""
    if start >= len(words) or words[start].lower() in _FINITE:
        return start
    for at in range(start, len(words)):
        word = words[at].lower()
        if word in _FINITE and words[at - 1].lower() != "te" and at > start and not _is_possessive(words, at):
            return at
        if word.endswith((",", ";", ":")) or _begins_relative(words, at, start):
            return start
    return start


def _begins_relative(words: list[str], at: int, start: int) -> bool:
    """Whether a clause within the clause begins: hoe een gemeente die klein is; not hoe je dat aanpakt."""
    return words[at].lower() in _RELATIVE and at > start and words[at - 1].lower() not in SUBJECTS


def _is_possessive(words: list[str], at: int) -> bool:
    """Whether ``zijn`` is whose something is: hoe een bestuurder zijn mandaat regelt."""
    after = words[at + 1].lower() if at + 1 < len(words) else ""
    follows = after in PREPOSITIONS or after in AUXILIARIES or after.startswith("ge") or not after
    return words[at].lower() == "zijn" and not follows


def _inverted(verb: str, subject: str) -> str:
    """The form of a verb before ``je``: je kunt, kun je."""
    low = verb.lower()
    if subject.lower() not in _YOU or low in _KEEPS_T:
        return verb
    if low in _BEFORE_JE:
        return _BEFORE_JE[low]
    if _DOUBLED.search(low):  # gaat, staat
        return low[:-2]
    return low.removesuffix("t")

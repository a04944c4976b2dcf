"""A question word and nothing more: waarom? wanneer precies? met wie? en dan?"""

from assistant.follow_up.clause import Clause, parse
from assistant.follow_up.cues import plain_text
from assistant.follow_up.function_words import (
    ADVERBIAL_QUESTIONS,
    COPULAS,
    FILLERS,
    LEADS,
    PREPOSITIONS,
    QUESTION_NOUNS,
    QUESTION_WORDS,
)
from assistant.follow_up.resolving import question
from assistant.follow_up.topic import Form, Topic, subordinate, topic_of

_NEXT = frozenset(
    {"en dan", "en daarna", "wat dan", "en nu", "wat nu", "en toen", "wat daarna", "hoe nu verder"}
)
_GENERAL = {
    "waarom": "Waarom is dat zo",
    "hoe": "Hoe gaat dat",
    "wanneer": "Wanneer is dat",
    "waar": "Waar is dat",
    "wie": "Wie zijn dat",
    "wat": "Wat is dat",
}


def bare_question(message: str, last: str) -> str | None:
    """The whole question that a single question word asks; ``None`` for any other message.

    Args:
        message: without the small talk before it.
        last: the question before it, which stands on its own.
    """
    if plain_text(message) in _NEXT:
        return _of(topic_of(last), "Wat is de volgende stap", "bij")
    given = parse(message)
    asked = [
        token.text for token in given.words if token.text not in FILLERS and token.text not in LEADS - {"of"}
    ]
    if not 1 <= len(asked) <= 2 or asked[-1] not in QUESTION_WORDS - QUESTION_NOUNS:
        return None
    if len(asked) == 2 and asked[0] not in PREPOSITIONS:
        return None
    word = "waarom" if asked == ["hoezo"] else " ".join(asked)
    return question(_asked(word, parse(last), last))


def _asked(word: str, before: Clause, last: str) -> str:
    if before.finite and before.verb is not None:
        rest = before.text[before.words[before.verb].start :]
        if not before.question:
            return f"{word} {rest[:1].lower()}{rest[1:]}"
        fits = word in ADVERBIAL_QUESTIONS or word.split()[0] in PREPOSITIONS
        if before.asked in ADVERBIAL_QUESTIONS and fits:
            return f"{word} {rest}"
    opening = _GENERAL.get(word, f"{word} is dat")
    if before.finite in COPULAS:
        return _of(topic_of(last), opening, "bij")
    return Topic(subordinate(last), Form.QUESTION).appended(opening)


def _of(topic: Topic, opening: str, preposition: str) -> str:
    if topic.form is Form.NOUN:
        return question(f"{opening} {topic.after(preposition)}")
    return topic.appended(opening)

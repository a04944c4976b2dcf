"""What a message points back at, put in its place."""

from assistant.follow_up.clause import Clause, parse
from assistant.follow_up.function_words import FILLERS, LIGHT_VERBS, RELATIONAL, SUBJECTS
from assistant.follow_up.references import How, Reference, references
from assistant.follow_up.roles import role_of
from assistant.follow_up.topic import Form, Topic, asks_what_is, subordinate, topic_of
from assistant.signals import rarity
from index.analysis import stem

MOST_WORDS = 16
MOST_CONTENT = 4
"""With more words, or more nouns and verbs of its own, a message explains itself whatever pronouns it
has. Set by hand; of 542 questions that stand on their own, each put after another, 541 stayed the same."""
MOST_WITH_VAGUE = 2
"""``Ze`` can be anybody and ``het`` anything (wat zeggen ze over fietsen): these stand alone sooner."""
GENERIC = 1.8
"""Rarity up to which a noun needs something to point at: dat stuk, die wet. A rarer one (die handreiking)
says itself which; set by hand."""


def resolved(message: str, last: str) -> str | None:
    """A message with what its first reference stands for; ``None`` where it has none.

    Args:
        message: without the small talk before it.
        last: the question before it, which stands on its own.
    """
    clause = parse(message)
    if len(clause.words) > MOST_WORDS:
        return None
    before = parse(last)
    found = next((item for item in references(clause) if _needs_topic(clause, item, before)), None)
    if found is not None:
        return question(_replaced(clause, found, topic_of(last), before))
    if _lacks_topic(clause):
        return question(topic_of(last).appended(_body(clause)))
    if _asks_for_relation(clause):
        return question(_of(topic_of(last), _body(clause)))
    return None


def question(text: str) -> str:
    """A text as a question: with a capital and a question mark."""
    body = text.strip().rstrip("?.!, ")
    return f"{body[:1].upper()}{body[1:]}?"


def _body(clause: Clause) -> str:
    """The message without ``en`` and the like before it."""
    body = clause.text[clause.words[clause.question.start].start :] if clause.words else clause.text
    return f"Wat {body}" if clause.word(clause.question.start) in ("als", "indien") else body


def _needs_topic(clause: Clause, found: Reference, last: Clause) -> bool:
    """Whether a reference cannot be understood from the rest of its message."""
    contents = [
        at
        for at in range(len(clause.words))
        if clause.is_content(at) and clause.word(at) not in LIGHT_VERBS and not role_of(clause.word(at))
    ]
    if found.how is How.DETERMINER:
        noun = clause.word(found.end - 1)
        if clause.word(found.end) == "van":
            return False
        if _named_before(noun, topic_of(last.text), last) is not None:
            return len(contents) <= MOST_CONTENT
        return rarity(noun) <= GENERIC and len(contents) <= MOST_WITH_VAGUE
    vague = clause.word(found.start) in ("ze", "het")
    return len(contents) <= (MOST_WITH_VAGUE if vague else MOST_CONTENT)


def _replaced(clause: Clause, found: Reference, topic: Topic, last: Clause) -> str:
    message = _body(clause)
    if found.how is How.DETERMINER:
        named = _named_before(clause.word(found.end - 1), topic, last)
        return _put(clause, found.start, found.end, named) if named else topic.appended(message)
    if found.how is How.POSSESSIVE:
        return topic.appended(message)
    if found.how is How.PRONOUN and clause.finite in _EVENTS and last.finite and not asks_what_is(last.text):
        topic = Topic(subordinate(last.text), Form.QUESTION) if topic.form is Form.NOUN else topic
    closes = found.end >= len(clause.words)
    if topic.form is not Form.NOUN and not (topic.form is Form.ACTION and found.preposition and closes):
        return topic.appended(message)
    if found.how is How.SPLIT:
        return _put_split(clause, found, topic)
    return _put(
        clause, found.start, found.end, topic.after(found.preposition) if found.preposition else topic.text
    )


def _put(clause: Clause, start: int, end: int, words: str) -> str:
    """The message with other words in the place of ``[start, end)``, without ``en`` before it."""
    skipped = len(clause.text) - len(_body(clause)) if not _body(clause).startswith("Wat als") else 0
    return clause.replaced(start, end, words)[skipped:]


def _put_split(clause: Clause, found: Reference, topic: Topic) -> str:
    """``Wie is daar verantwoordelijk voor``: wie is verantwoordelijk voor de leerbus.

    ``Er`` right after the verb stays: zitten er ook risico's aan de leerbus.
    """
    first = clause.question.start
    before = clause.written(first, found.start)
    if clause.word(found.start) == "er" and found.start - 1 == clause.verb:
        before = clause.written(first, found.start + 1)
    between = clause.written(found.start + 1, found.end - 1)
    after = clause.written(found.end, len(clause.words))
    return " ".join(filter(None, (before, between, topic.after(found.preposition), after)))


def _named_before(noun: str, topic: Topic, last: Clause) -> str | None:
    """What the question before called by this noun: dit bureau may be het AI-bureau van de Commissie."""
    if topic.form is Form.NOUN and any(_is_same(noun, token.text) for token in parse(topic.text).words):
        return topic.text
    phrases = list(last.phrases())
    for place, phrase in enumerate(phrases):
        if any(_is_same(noun, last.word(at)) for at in range(phrase.start, phrase.end)):
            after = phrases[place + 1 : place + 2]
            joined = (
                after[0].end
                if after and after[0].preposition and after[0].start == phrase.end
                else phrase.end
            )
            return last.written(phrase.object_start, joined)
    return None


def _is_same(noun: str, word: str) -> bool:
    return stem(noun) == stem(word) or (len(noun) > 3 and (word.endswith(noun) or word.startswith(noun)))


def _lacks_topic(clause: Clause) -> bool:
    """Whether a question has a verb and nothing that it is about: wie betaalt? hoe begin ik?

    Who is asked about by role (wat moet een ambtenaar dan doen) is not what it is about.
    """
    if not clause.finite or not (clause.asked or clause.finite in LIGHT_VERBS):
        return False
    if any(clause.is_content(at) for at in clause.question):
        return False
    left = [at for at in clause.rest if clause.is_content(at) and clause.word(at) not in LIGHT_VERBS]
    named = any(role_of(clause.word(at)) for at in left)
    if any(not role_of(clause.word(at)) for at in left):
        return False
    closed = all(
        clause.word(at) in SUBJECTS | FILLERS | LIGHT_VERBS or at in left or clause.word(at) in _WITH_ROLES
        for at in clause.rest
    )
    lexical = clause.is_content(clause.verb or 0)
    return closed and (lexical or named)


_EVENTS = frozenset({"gebeurt", "gebeuren", "gebeurde", "ging", "gaat"})
"""With these ``dat`` is what happens, and not a thing: door wie gebeurt dat?"""
_WITH_ROLES = frozenset({"de", "het", "een", "als", "voor"})


def _asks_for_relation(clause: Clause) -> bool:
    """Whether a question asks for the costs, risks or aim, and not of what."""
    content = [at for at in clause.rest if clause.is_content(at)]
    return (
        bool(clause.asked)
        and [clause.word(at) in RELATIONAL for at in content] == [True]
        and (content[0] == len(clause.words) - 1)
    )


def _of(topic: Topic, message: str) -> str:
    return (
        topic.appended(message)
        if topic.form is Form.QUESTION
        else f"{message.rstrip(' ?.!')} {topic.after('van')}"
    )

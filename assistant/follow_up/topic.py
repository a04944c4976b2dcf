"""What a question is about, in words that fit into another question."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from assistant.follow_up.clause import Clause, Phrase, parse
from assistant.follow_up.function_words import (
    AUXILIARIES,
    CONJUNCTIONS,
    COPULAS,
    DETERMINERS,
    FILLERS,
    PARTICLES,
    PREPOSITIONS,
    QUESTION_NOUNS,
    RELATIONAL,
    SUBJECTS,
)
from assistant.follow_up.word_forms import infinitive
from index.sentences import sentence_spans

MOST_WORDS = 18
"""Words of a question that is taken apart; one with more clauses than the rules see through is quoted."""
MOST_LOOSE_WORDS = 6
"""The same for words without a verb."""
LONGEST = 200
"""Characters of a topic that is carried along; a longer one is cut off between two words."""

_PRONOUN_SUBJECTS = SUBJECTS - {"er", "zich", "me", "mij"}
_STATES = frozenset(
    {"zijn", "is", "staan", "staat", "gelden", "geldt", "bestaan", "bestaat", "horen", "waren"}
)
_GOING = frozenset({"ga", "gaat", "gaan"})
_DIFFERENCE = re.compile(
    r"^(?:het|de|een) (?:verschil|verschillen|overeenkomst|relatie|verband) tussen ", re.I
)
"""Who speaks on about a difference mostly means the two things; of the costs of something, that thing."""
_WITH_YOU = {"kun": "kunt", "ben": "bent", "heb": "hebt", "ga": "gaat", "zul": "zult", "wil": "wilt"}
_CONDITIONS = frozenset({"als", "omdat", "terwijl", "wanneer", "zodat", "nadat", "voordat"})
_LEAST_CLAUSE = 3
"""Words after ``als`` from which it begins a clause, and names no role (als bewoner)."""
_CLAUSE_OPENERS = CONJUNCTIONS - {"en"}


class Form(Enum):
    """How a topic is worded: the leerbus, involving the council, how a college shares out its work."""

    NOUN = auto()
    ACTION = auto()
    QUESTION = auto()


@dataclass(frozen=True, slots=True)
class Topic:
    """What a question is about: a noun phrase, an infinitive with what belongs to it, or a clause."""

    text: str
    form: Form

    def after(self, preposition: str) -> str:
        """The topic as what a preposition belongs to: ``van de leerbus``."""
        if self.form is Form.QUESTION:
            return f"{preposition} de vraag {self.text}"
        return f"{preposition} {self.text}"

    def appended(self, question: str) -> str:
        """A question with the topic added at its end, in a way that is always grammatical."""
        body = question.rstrip(" ?.!")
        if self.form is Form.ACTION:
            return f"{body}: {self.text}?"
        return f"{body}, als het gaat {self.after('om')}?"


def topic_of(question: str) -> Topic:
    """What a question is about."""
    clause = parse(_last_question(question))
    if _is_too_long(clause):
        return Topic(_quoted(clause), Form.QUESTION)
    found = _topic(clause)
    return Topic(_cut(found.text), found.form)


def asks_what_is(question: str) -> bool:
    """Whether a question asks what or who something is."""
    clause = parse(_last_question(question))
    return clause.asked in ("wat", "wie") and clause.finite in COPULAS


def subordinate(question: str) -> str:
    """A question as a subordinate clause: hoe de leerbus in Zandwaard werkt."""
    clause = parse(_last_question(question))
    if _is_too_long(clause):
        return _quoted(clause)
    if not clause.finite:
        return _cut(clause.text.strip(" ?"))
    return _cut(_subordinate(clause))


def _is_too_long(clause: Clause) -> bool:
    """Whether a question is better quoted than taken apart."""
    return len(clause.words) > (MOST_WORDS if clause.finite else MOST_LOOSE_WORDS)


def _quoted(clause: Clause) -> str:
    return f"“{_cut(clause.text.strip(' ?.!'))}”"


def _last_question(question: str) -> str:
    sentences = [question[start:end] for start, end in sentence_spans(question)] or [question]
    asked = [sentence for sentence in sentences if sentence.endswith("?")]
    return (asked or sentences)[-1].strip()


def _topic(clause: Clause) -> Topic:
    if not clause.finite or not clause.rest:
        return Topic(clause.text.strip(" ?.!"), Form.NOUN)
    verb, start, end = clause.finite, clause.rest.start, len(clause.words)
    if clause.asked in QUESTION_NOUNS:
        return _of_question_noun(clause)
    if not clause.asked:
        return Topic(_subordinate(clause), Form.QUESTION)
    has_subject = False
    while start < end and (clause.word(start) in SUBJECTS or clause.word(start) in FILLERS):
        has_subject |= clause.word(start) in _PRONOUN_SUBJECTS
        start += 1
    if has_subject:
        return _action(clause, verb, start)
    phrases = list(clause.phrases())
    if clause.word(clause.rest.start) == "er" and phrases and phrases[0].preposition:
        return Topic(_noun(clause, phrases[0].object_start), Form.NOUN)
    explains = clause.asked in ("waarom", "hoezo") and verb not in AUXILIARIES
    conditional = any(clause.word(at) in _CONDITIONS for at in range(start, end - _LEAST_CLAUSE))
    if verb in COPULAS or (_is_one_phrase(phrases) and not explains and not conditional):
        return Topic(_noun(clause, start), Form.NOUN)
    return Topic(_subordinate(clause), Form.QUESTION)


def _of_question_noun(clause: Clause) -> Topic:
    """``welke adviezen staan er bij wegwijzer 8``: de adviezen bij wegwijzer 8."""
    at = clause.rest.start
    if clause.finite in _STATES and clause.word(at) == "er":
        noun = clause.written(clause.question.start + 1, clause.question.stop)
        return Topic(f"de {noun} {clause.written(at + 1, len(clause.words))}".strip(), Form.NOUN)
    return Topic(_subordinate(clause), Form.QUESTION)


def _action(clause: Clause, verb: str, start: int) -> Topic:
    """``hoe betrek ik de raad bij de regio``: de raad bij de regio betrekken."""
    end = len(clause.words)
    rest = clause.written(start, end)
    particles = [at for at in range(start, end) if _is_particle(clause, at)]
    if verb in AUXILIARIES and not (verb in _GOING and particles):
        return Topic(rest, Form.ACTION) if rest else Topic(clause.text.strip(" ?"), Form.NOUN)
    whole = infinitive(verb)
    if whole is None:
        return Topic(rest or verb, Form.NOUN)
    if start == end:
        return Topic(whole, Form.ACTION)
    if clause.word(start) in _CLAUSE_OPENERS and start not in particles:
        return Topic(f"{whole} {rest}", Form.ACTION)
    if particles:
        at = particles[0]
        parts = (clause.written(start, at), clause.word(at) + whole, clause.written(at + 1, end))
        return Topic(" ".join(filter(None, parts)), Form.ACTION)
    return Topic(f"{rest} {whole}", Form.ACTION)


def _is_particle(clause: Clause, at: int) -> bool:
    """Whether a word is the particle of a separable verb: at the end, or right before a preposition."""
    if clause.word(at) not in PARTICLES:
        return False
    return at == len(clause.words) - 1 or clause.word(at + 1) in PREPOSITIONS


def _is_one_phrase(phrases: Sequence[Phrase]) -> bool:
    """Whether this is one noun phrase with nothing but prepositional phrases after it."""
    return bool(phrases) and not phrases[0].preposition and all(item.preposition for item in phrases[1:])


def _noun(clause: Clause, start: int) -> str:
    """The words from ``start`` without what belongs to the verb: waar gaat wegwijzer 5 over."""
    end = len(clause.words)
    names = clause.asked in ("wat", "wie") and clause.finite in COPULAS
    while end - start > 1 and (
        clause.word(end - 1) in PREPOSITIONS
        or clause.word(end - 1) in FILLERS
        or (not names and clause.finite in AUXILIARIES and clause.is_predicate(end - 1))
    ):
        end -= 1
    if (
        clause.word(start) in DETERMINERS
        and clause.word(start + 1) in RELATIONAL
        and clause.word(start + 2) == "van"
    ):
        start += 3
    return _DIFFERENCE.sub("", clause.written(start, end))


def _subordinate(clause: Clause) -> str:
    """The clause with its verb at the end, after its question phrase or ``of``."""
    opening = clause.written(clause.question.start, clause.question.stop)
    opening = opening[:1].lower() + opening[1:] if opening else "of"
    verb, start, end = (
        clause.finite,
        clause.rest.start,
        len(clause.words),
    )
    if clause.word(start) in ("je", "jij"):
        verb = _WITH_YOU.get(verb) or (verb if verb.endswith(("t", "en")) else verb + "t")
    if _is_particle(clause, end - 1) and clause.finite not in AUXILIARIES:
        return f"{opening} {clause.written(start, end - 1)} {clause.word(end - 1)}{verb}"
    at = _place_of_verb(clause)
    parts = (opening, clause.written(start, at), verb, clause.written(at, end))
    return " ".join(filter(None, parts))


def _place_of_verb(clause: Clause) -> int:
    """Before the infinitive or participle that an auxiliary belongs to, and otherwise at the end."""
    end = len(clause.words)
    if clause.finite not in AUXILIARIES:
        return end
    predicates = [at for at in clause.rest if clause.is_predicate(at)]
    if not predicates or clause.finite in COPULAS:
        return predicates[-1] + 1 if predicates else end
    return predicates[-1]


def _cut(text: str) -> str:
    if len(text) <= LONGEST:
        return text
    return text[:LONGEST].rsplit(" ", 1)[0] + " …"

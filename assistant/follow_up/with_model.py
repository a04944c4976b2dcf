"""A follow-up made a question of its own by a language model, and by the rules where that gives nonsense."""

import re
import secrets
from collections.abc import Callable
from dataclasses import replace
from itertools import chain

from langchain_core.messages import BaseMessage, HumanMessage, SystemMessage

from assistant.conversation import History, Kind, Standalone, Turn
from assistant.follow_up.clause import parse
from assistant.follow_up.cues import plain_text
from assistant.follow_up.function_words import PREPOSITIONS
from assistant.follow_up.rules import Similarity, standalone
from assistant.language import is_english
from assistant.model_failure import FailureKind, ModelFailure
from assistant.prompt import prompt_text
from corpus.clean import printable
from corpus.pdf.word_list import is_dutch
from corpus.structure.numerals import number
from index.analysis import stem, stop_words, words
from index.sentences import sentence_spans
from index.words import fold, has_digit, parts, plain_tokens

ModelText = Callable[[list[BaseMessage]], str]
"""Gives the whole text that a model writes; may raise ``ModelFailure``."""

TURNS = 3
SENTENCES = 3
LONGEST_SENTENCE = 200
"""What of the conversation the model is shown: the last turns, and the beginning of their answers."""
MOST_ADDED = 12
"""Words that a question may be longer than the message and the question before it together."""
MOST_NEW = 3
"""Content words that stand nowhere in the conversation: betekent, gevolgen."""
LEAST_DUTCH = 0.8
MOST_UNCERTAIN = 6
"""Words of a message that the rules leave as it is and that may still lean: zijn de uitkomsten bindend?"""

_ASKED = frozenset({Kind.REFERENCE, Kind.ELLIPSIS, Kind.QUESTION_WORD, Kind.EXAMPLE, Kind.ROLE})
"""Kinds that the model words better than the rules; the others repeat or quote what was said."""
_LABEL = re.compile(r"^(?:(?:zelfstandige |herschreven |nieuwe )?vraag|bericht)\s*:\s*", re.IGNORECASE)
_MARKUP = re.compile(r"https?:|www\.|[<>{}|`*#]|\[\d|!\[|\]\(")
_NAME = re.compile(r"(?<=[\w,;:)”\"] )[A-ZÀ-ÖØ-Þ][\w'’-]+")


def standalone_with_model(
    message: str, history: History, model_text: ModelText, similarity: Similarity | None = None
) -> Standalone:
    """As ``rules.standalone``, with the words of a model where it rewrites and its question holds up.

    The model is only asked where there is something to complete: never for small talk, another form of
    the same answer, or a message that says enough by itself.

    Raises:
        ModelFailure: the request was cancelled; after any other failure the rules do.
    """
    ruled = standalone(message, history, similarity)
    last = history.last
    uncertain = ruled.kind is Kind.OWN and may_lean(message)
    if last is None or not (ruled.kind in _ASKED or uncertain):
        return ruled
    try:
        written = model_text(messages(message, history))
    except ModelFailure as failure:
        if failure.kind is FailureKind.CANCELLED:
            raise
        return ruled
    found = checked(written, message, history, keep_all=uncertain)
    if found is None or plain_text(found) == plain_text(message):
        return ruled
    kind = Kind.REFERENCE if uncertain else ruled.kind
    return replace(ruled, text=found, kind=kind, rewritten=True, new_topic=ruled.new_topic and not uncertain)


def may_lean(message: str) -> bool:
    """Whether a message that points back with no word may do so all the same: zijn de uitkomsten bindend?

    It is short, about ``de`` or ``het`` something, and does not say of what.
    """
    clause = parse(message)
    low = [token.text for token in clause.words]
    if not clause.finite or not 2 <= len(low) <= MOST_UNCERTAIN or any(word in PREPOSITIONS for word in low):
        return False
    named = any(clause.has_capital(at) for at in range(1, len(low)))
    return not named and any(word in ("de", "het") for word in low)


def messages(message: str, history: History) -> list[BaseMessage]:
    """The conversation to send: the rules, and the turns and the message between marks nobody can guess."""
    secret = secrets.token_hex(8)
    begin, end = f"<<<GESPREK {secret}>>>", f"<<<EINDE {secret}>>>"
    rules = prompt_text("standalone.md").format(begin=begin, end=end)
    turns = [turn for turn in history.turns if turn.standalone][-TURNS:]
    said = "\n".join(map(_turn_text, turns))
    return [SystemMessage(rules), HumanMessage(f"{begin}\n{said}\nBericht: {printable(message)}\n{end}")]


def _turn_text(turn: Turn) -> str:
    answer = " ".join(said.text[:LONGEST_SENTENCE] for said in turn.claims[:SENTENCES])
    return f"Vraag: {turn.standalone}\nAntwoord: {answer or '(geen)'}"


def checked(written: str, message: str, history: History, keep_all: bool = False) -> str | None:
    """The question that a model wrote, or ``None`` where it is not one to be trusted.

    It is one Dutch question, hardly longer than what it is made from, with a word of the message (or,
    with ``keep_all``, every word), and without names, numbers or markup that nobody used.
    """
    text = _LABEL.sub("", printable(written).strip()).strip(" \n\"'“”‘’")
    if not text.endswith("?") or "\n" in text or _MARKUP.search(text) or len(list(sentence_spans(text))) != 1:
        return None
    last = history.last.standalone if history.last else ""
    if len(text.split()) > len(message.split()) + len(last.split()) + MOST_ADDED:
        return None
    spoken = _spoken(message, history)
    if _adds(text, spoken) or not _is_dutch_enough(text, spoken):
        return None
    own, has = {stem(word) for word in words(message)}, {stem(word) for word in words(text)}
    kept = own <= has if keep_all else not own or bool(own & has)
    return text if kept else None


def _spoken(message: str, history: History) -> set[str]:
    """Every word of the conversation, folded."""
    texts = [message]
    for turn in history.turns:
        texts += [turn.question, turn.standalone, *turn.sources, *(said.text for said in turn.claims)]
    found = [word for text in texts for word in plain_tokens(text)]
    return {*found, *chain.from_iterable(map(parts, found))}


def _adds(text: str, spoken: set[str]) -> bool:
    """Whether a question has a name or a number that nobody used, or too many new words."""
    values = {number(word) for word in spoken}
    for word in plain_tokens(text):
        if word not in spoken and word != "een":
            value = number(word)
            if has_digit(word) or (value is not None and value not in values):
                return True
    names = [fold(name) for match in _NAME.findall(text) for name in match.split("-")]
    if any(name not in spoken and not _is_form(name, spoken) for name in names if name):
        return True
    stems = {stem(word) for word in spoken}
    new = {word for word in words(text) if stem(word) not in stems and word not in stop_words()}
    return len(new) > MOST_NEW


def _is_form(name: str, spoken: set[str]) -> bool:
    """Whether a name is another form of one that was used: Zandwaardse, Denktanks."""
    return any(len(word) > 4 and name.startswith(word) and len(name) - len(word) <= 3 for word in spoken)


def _is_dutch_enough(text: str, spoken: set[str]) -> bool:
    found = plain_tokens(text)
    dutch = sum(word in spoken or is_dutch(word) for word in found)
    return bool(found) and dutch >= LEAST_DUTCH * len(found) and not is_english(text)

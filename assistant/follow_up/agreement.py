"""The finite verb of a question whose subject was replaced: moet een bewoner, moeten bezoekers."""

from assistant.follow_up.clause import Clause, Phrase
from assistant.follow_up.function_words import AUXILIARIES
from assistant.follow_up.word_forms import infinitive

_PLURAL = {
    "is": "zijn", "was": "waren", "wordt": "worden", "werd": "werden", "heeft": "hebben", "had": "hadden",
    "kan": "kunnen", "kon": "konden", "moet": "moeten", "moest": "moesten", "mag": "mogen",
    "mocht": "mochten",
    "wil": "willen", "wilde": "wilden", "zal": "zullen", "zou": "zouden", "hoeft": "hoeven",
    "gaat": "gaan",
}  # fmt: skip
_SINGULAR = {plural: single for single, plural in _PLURAL.items()}
_ONE = frozenset({"een", "het", "elk", "elke", "ieder", "iedere", "dit", "dat", "geen"})


def with_subject(before: Clause, phrase: Phrase, given: Clause) -> str:
    """The question with ``given`` in the place of a noun phrase, its verb made to agree where that is clear.

    That is where the phrase stands right after the verb and so mostly is the subject, except after
    ``wie``, which mostly is the subject itself.
    """
    text = before.replaced(phrase.object_start, phrase.end, given.text)
    verb = before.verb
    if verb is None or phrase.preposition or phrase.start != verb + 1:
        return text
    if before.asked == "wie" and before.finite not in AUXILIARIES:
        return text
    was_plural = _is_plural(before, phrase.start, phrase.end)
    is_plural = _is_plural(given, 0, len(given.words))
    if was_plural == is_plural:
        return text
    agreeing = _plural(before.finite) if is_plural else _SINGULAR.get(before.finite)
    if agreeing is None:
        return text
    token = before.words[verb]
    capital = before.text[token.start].isupper()
    return text[: token.start] + (agreeing.capitalize() if capital else agreeing) + text[token.end :]


def _plural(verb: str) -> str | None:
    if verb in AUXILIARIES:
        return _PLURAL.get(verb)
    return infinitive(verb) if verb.endswith("t") else None


def _is_plural(clause: Clause, start: int, end: int) -> bool:
    """Whether a noun phrase looks like a plural: no een or het, no name, and a noun in -en or -s."""
    first, last = clause.word(start), clause.word(end - 1)
    return first not in _ONE and not clause.has_capital(end - 1) and last.endswith(("en", "s"))

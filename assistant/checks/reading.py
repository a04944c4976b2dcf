"""A sentence as the checks compare it: its words with the terms they are matched by, and its clauses."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from assistant.checks.clauses import clauses, without_phrases
from assistant.checks.lexicon import lexicon, synonym_groups
from assistant.checks.numbers import Kind, Quantity, quantities, share_of
from assistant.checks.verbs import dictionary_form, is_finite
from assistant.checks.words import Bag, Word, bag_of
from assistant.signals import rarity
from index.analysis import Splitter, stem, stop_words
from index.glossary import default_glossary
from index.words import Token, fold, has_digit, parts, tokens

_NUMBER_WEIGHT = 2.0
_MOST_RARE = 2.7
"""Beyond this a word is mostly a compound or a name, and says no more."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence: folded text, content words, clauses, and what it says as a bag.

    ``clauses`` are ranges of the text and ``texts`` what they say; "zonder" with what it is said of is a
    clause of its own, and left out of the text of the clause around it.
    """

    text: str
    folded: str
    words: tuple[Word, ...]
    clauses: tuple[tuple[int, int], ...]
    texts: tuple[str, ...]
    bag: Bag


@lru_cache(maxsize=4_000)
def read(text: str, split: Splitter) -> Reading:
    """A sentence as the checks compare it.

    Args:
        text: as written.
        split: gives the parts of a compound, mostly ``KeywordIndex.split``.
    """
    lowered = plain(text)
    main = tuple(clauses(lowered))
    phrases = without_phrases(lowered, main)
    rest = lowered
    for start, end in phrases:
        rest = rest[:start] + " " * (end - start) + rest[end:]
    texts = (*(rest[start:end] for start, end in main), *(lowered[start:end] for start, end in phrases))
    words = tuple(_words(text, main, phrases, split))
    return Reading(text, lowered, words, (*main, *phrases), texts, bag_of(words))


def plain(text: str) -> str:
    """The text in small letters without accents, each character in its place."""
    return "".join((fold(char) or " ")[:1] for char in text)


def joined(readings: Iterable[Reading]) -> Bag:
    """What some sentences say together."""
    return bag_of(word for reading in readings for word in reading.words)


def _clause_at(place: int, main: Sequence[tuple[int, int]], phrases: Sequence[tuple[int, int]]) -> int:
    """The number of the clause in which a place of the text is."""
    for number, (start, end) in enumerate(phrases):
        if start <= place < end:
            return len(main) + number
    return next((number for number, (_, end) in enumerate(main) if place < end), len(main) - 1)


def _words(
    text: str, main: Sequence[tuple[int, int]], phrases: Sequence[tuple[int, int]], split: Splitter
) -> Iterator[Word]:
    row = list(tokens(text))
    found = quantities(text)
    yield from (
        _number_word(item, _clause_at(item.start, main, phrases))
        for item in found
        if not item.vague and item.kind != Kind.CODE
    )
    counted = [(item.start, item.end) for item in found if item.kind != Kind.CODE]
    separated = _separated(row, main)
    for token in row:
        if is_function_word(token.text) or any(start <= token.start < end for start, end in counted):
            continue
        written = text[token.start : token.end]
        pieces = parts(token.text)
        stems = {stem(piece) for piece in (pieces or (token.text,))} if not has_digit(token.text) else set()
        terms = frozenset({token.text, *_lemmas(token.text), *((stem(token.text),) if not pieces else ())})
        if token.start in separated:
            terms |= {separated[token.start]}
        compound = tuple(stem(part) for piece in (pieces or (token.text,)) for part in split(piece))
        yield Word(
            written=written,
            folded=token.text,
            start=token.start,
            terms=terms,
            parts=compound or tuple(stems if pieces else ()),
            synonyms=_synonyms(terms),
            weight=min(rarity(token.text), _MOST_RARE) + 0.3,
            clause=_clause_at(token.start, main, phrases),
        )


def _separated(found: Sequence[Token], main: Sequence[tuple[int, int]]) -> dict[int, str]:
    """By the place of a verb that was separated, the whole verb: "in te loggen", "stelt de regels vast"."""
    whole: dict[int, str] = {}
    for first, between, last in zip(found, found[1:], found[2:], strict=False):
        if between.text == "te" and first.text in lexicon().particles:
            whole[last.start] = stem(first.text + last.text)
    for start, end in main:
        inside = [token for token in found if start <= token.start < end]
        if len(inside) > 2 and inside[-1].text in lexicon().particles:
            verb = next((token for token in inside[:-1] if is_finite(token.text)), None)
            if verb:
                whole[verb.start] = stem(inside[-1].text + dictionary_form(verb.text))
    return whole


def _number_word(item: Quantity, clause: int) -> Word:
    """A number as a word, so that it counts when sentences are laid beside each other."""
    terms = frozenset(
        (f"#{share_of(item)}",)
        if item.value is not None
        else (f"#{part}" for part in item.parts if part is not None)
    )
    return Word(item.written, item.written, item.start, terms, (), (), _NUMBER_WEIGHT, clause, item)


def is_function_word(folded: str) -> bool:
    """Whether a word says nothing of its own."""
    return (
        folded in stop_words()
        or folded in lexicon().function_words
        or (len(folded) == 1 and folded.isalpha())
    )


@lru_cache(maxsize=50_000)
def _lemmas(word: str) -> tuple[str, ...]:
    """The stems of the dictionary form; of a separable verb that of the verb as well."""
    if has_digit(word):
        return ()
    lemma = dictionary_form(word)
    whole, verb = stem(lemma.replace("_", "")), stem(lemma.split("_")[-1])
    return (whole, verb)


@cache
def _thesaurus() -> dict[str, tuple[frozenset[str], ...]]:
    """For each stem what else may say it: phrases as sets of stems."""
    found: dict[str, list[frozenset[str]]] = {}

    def phrase(text: str) -> frozenset[str]:
        return frozenset(_lemmas(word)[0] for word in text.split() if not is_function_word(word))

    for group in synonym_groups():
        phrases = [phrase(word) for word in group]
        for asked in phrases:
            if len(asked) == 1:
                others = [other for other in phrases if other and other != asked]
                found.setdefault(next(iter(asked)), []).extend(others)
    for entry, synonyms in default_glossary().entries.items():
        if len(entry) == 1:
            found.setdefault(entry[0], []).extend(frozenset(item.terms) for item in synonyms)
    return {term: tuple(dict.fromkeys(phrases)) for term, phrases in found.items()}


def _synonyms(terms: frozenset[str]) -> tuple[frozenset[str], ...]:
    return tuple(phrase for term in terms for phrase in _thesaurus().get(term, ()))

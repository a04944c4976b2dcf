"""From the words of a question to what is searched for."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from corpus.pdf.word_list import is_dutch, is_english
from index.analysis import PART, stem, stop_words
from index.concepts import PART_WEIGHT, Concept, Variant, merged, word_concepts
from index.glossary import Glossary, Match, apart, default_glossary
from index.keywords import KeywordIndex
from index.numbered import numbered_parts, own_part, without_numbered_parts
from index.spelling import LEAST_LETTERS
from index.words import Token, plain_tokens, tokens

MOST_CONCEPTS = 40
"""Of a long mail the concepts that tell apart best; the rest says little more."""

MOST_REPAIRS = 5
"""A text with more unknown words is in another language, or nonsense: then none is repaired."""

PART_NAME_WEIGHT = 2.0
REFERENCE_WEIGHT = 0.3
"""Who names a numbered part wants that part, much less what refers to it or has another number. Set by
hand: few questions name one."""

_FILLER = frozenset((
    "aub", "svp", "alvast", "bedankt", "dank", "dankjewel", "dankuwel", "beste", "geachte", "groet",
    "groeten", "groetjes", "hallo", "hoi", "goedemorgen", "goedemiddag", "goedenavond", "graag", "mvg",
    "vriendelijke", "vriendelijk", "hoor", "vraag", "vragen", "weten", "weet", "vertel", "vertellen", "zeg",
    "zeggen", "leg", "uitleggen", "uitleg", "zoek", "zoeken", "zoekt", "benieuwd", "snap", "begrijp", "ff",
    "even", "gewoon", "heel", "denk", "volgens", "misschien", "zoiets",
))  # fmt: skip
"""Words of politeness and of asking, which say nothing about the subject."""


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """A question ready for both searches.

    ``text`` is what is encoded, with repaired spelling; ``concepts`` is what keywords are sought by;
    ``corrections`` are the repairs made: as asked, as searched.
    """

    text: str
    concepts: tuple[Concept, ...]
    corrections: tuple[tuple[str, str], ...] = ()


def understand(text: str, keywords: KeywordIndex, glossary: Glossary | None = None) -> SearchQuery:
    """What a question asks about, in terms of this index.

    Args:
        text: the question.
        keywords: the index it is asked of; words it does not know may be misspelled.
        glossary: synonyms and abbreviations; without it those that ship with the program.
    """
    repaired, corrections = _repaired(text, keywords)
    named = [_numbered(name) for name in dict.fromkeys(numbered_parts(repaired))]
    rest = without_numbered_parts(repaired)
    found = merged([*named, *_concepts(rest, keywords, glossary or default_glossary())])
    telling = tuple(concept for concept in found if concept.asked not in _FILLER)
    return SearchQuery(repaired, _most_telling(telling or found, keywords), corrections)


def _numbered(name: str) -> Concept:
    variants = (Variant(own_part(name)), Variant(name, REFERENCE_WEIGHT))
    return Concept(name.replace("#", " "), variants, PART_NAME_WEIGHT)


def _most_telling(concepts: tuple[Concept, ...], keywords: KeywordIndex) -> tuple[Concept, ...]:
    if len(concepts) <= MOST_CONCEPTS:
        return concepts
    best = set(sorted(concepts, key=keywords.idf, reverse=True)[:MOST_CONCEPTS])
    return tuple(concept for concept in concepts if concept in best)


def _repaired(text: str, keywords: KeywordIndex) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The text with its misspelled words repaired, and the repairs."""
    found = (
        token
        for token, begins in _with_beginnings(text)
        if _may_be_misspelled(text[token.start : token.end], token.text, begins, keywords)
    )
    doubtful = list(islice(found, MOST_REPAIRS + 1))
    if len(doubtful) > MOST_REPAIRS:
        return text, ()
    corrections = []
    for token in reversed(doubtful):
        repair = keywords.spelling.repair(token.text)
        if repair is not None:
            corrections.append((text[token.start : token.end], repair))
            text = text[: token.start] + repair + text[token.end :]
    return text, tuple(reversed(corrections))


def _with_beginnings(text: str) -> Iterator[tuple[Token, bool]]:
    """The words of a text, and whether each begins a sentence."""
    end = 0
    for token in tokens(text):
        yield token, end == 0 or any(mark in text[end : token.start] for mark in ".?!:\n")
        end = token.end


def _may_be_misspelled(written: str, word: str, begins: bool, keywords: KeywordIndex) -> bool:
    """Whether a word is in no text and no dictionary, and is no name or abbreviation either."""
    if len(word) < LEAST_LETTERS or not word.isalpha() or word in stop_words() or word in _FILLER:
        return False
    if any(letter.isupper() for letter in (written[1:] if begins else written)):
        return False
    if keywords.knows(word) or keywords.split(word):
        return False
    return not is_dutch(written) and not is_dutch(word) and not is_english(word)


def _concepts(text: str, keywords: KeywordIndex, glossary: Glossary) -> Iterator[Concept]:
    whole = plain_tokens(text)
    single = [(word, number) for number, token in enumerate(whole) for word in apart(token)]
    words = [word for word, _ in single]
    matches = list(glossary.matches(words))
    taken = {place for match in matches for place in range(match.start, match.end)}
    touched = {single[place][1] for place in taken}
    starts = {match.start: match for match in matches}
    done = -1
    for place, (word, number) in enumerate(single):
        if place in starts:
            yield from _named(words, starts[place])
        elif place not in taken and number in touched:
            yield from word_concepts(word, keywords.split)
        elif place not in taken and number != done:
            done = number
            yield from word_concepts(whole[number], keywords.split)


def _named(words: list[str], match: Match) -> Iterator[Concept]:
    """The concepts of words that stand for an entry of the glossary, each with the synonyms."""
    asked = words[match.start : match.end]
    synonyms = tuple(_variants(" ".join(synonym.terms), synonym.weight) for synonym in match.synonyms)
    others = tuple(variant for variants in synonyms for variant in variants)
    telling = [word for word in asked if len(asked) == 1 or word not in stop_words()]
    if min(map(len, telling), default=0) > 1 or len(asked) == 1:
        for word in telling:
            yield Concept(word, (*_variants(stem(word), 1.0), *others))
    else:  # the b and w of "b en w" mean nothing apart
        phrase = " ".join(stem(word) for word in telling) or stem(asked[0])
        yield Concept(" ".join(asked), (Variant(phrase), *others))


def _variants(term: str, weight: float) -> tuple[Variant, ...]:
    whole = Variant(term, weight)
    return (whole,) if " " in term else (whole, Variant(PART + term, weight * PART_WEIGHT))

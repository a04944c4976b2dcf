"""What a question asks about, as concepts: for each the terms by which a text may name it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from index.analysis import PART, Splitter, stem, stop_words
from index.words import has_digit, parts, plain_tokens

PART_WEIGHT = 0.6
"""Weight of a word that stands in a text only as a part of a compound, number or code. On half of 3471
Dutch headings that ask for their own section 0.5 gave the same MRR; where the question writes a
compound apart 0.7 gave 0.275, 0.6 gave 0.258 and 0.5 gave 0.246."""

COMPOUND_WEIGHT = 0.7
"""Weight of each part of a compound that is asked for. On the same headings MRR rose from 0.259
(compounds not taken apart) to 0.269, on texts that write the compound apart from 0.144 to 0.257."""


@dataclass(frozen=True, slots=True)
class Variant:
    """A term that stands for a concept, and how fully: 1.0 is as good as the word asked for.

    A term of more words, with spaces between, stands for it where all of them are.
    """

    term: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing a question asks about: its word as asked, and the terms by which a text may name it.

    ``weight`` is how much it counts beside the other concepts.
    """

    asked: str
    variants: tuple[Variant, ...]
    weight: float = 1.0


def plain_concepts(text: str, split: Splitter) -> tuple[Concept, ...]:
    """The concepts of a text without synonyms or repairs; the same concept comes once."""
    return merged(concept for word in plain_tokens(text) for concept in word_concepts(word, split))


def word_concepts(word: str, split: Splitter) -> tuple[Concept, ...]:
    """The concepts of one folded word: none for a stop word, more for a joined word or compound."""
    joined = parts(word)
    if not joined:
        return () if word in stop_words() else _single(word, split)
    if has_digit(word):
        telling = [part for part in joined if len(part) > 2]
        loose = [Variant(term, PART_WEIGHT) for part in telling for term in (part, PART + part)]
        return (Concept(word, (Variant(word), *loose)),)
    if "&" in word:
        return (Concept(word, (Variant(word),)),)
    apart = [part for part in joined if len(part) > 1 and part not in stop_words()]
    whole = Variant(stem("".join(joined)))
    return tuple(
        replace(concept, variants=(*concept.variants, whole))
        for part in apart
        for concept in _single(part, split)
    )


def _single(word: str, split: Splitter) -> tuple[Concept, ...]:
    """A word as one concept, or each part of a compound as one that the whole word covers too."""
    found = split(word)
    if not found:
        term = stem(word)
        return (Concept(word, (Variant(term), Variant(PART + term, PART_WEIGHT))),)
    whole = Variant(stem(word))
    return tuple(
        Concept(word, (Variant(stem(part)), whole, Variant(PART + stem(part), PART_WEIGHT)), COMPOUND_WEIGHT)
        for part in found
    )


def merged(concepts: Iterable[Concept]) -> tuple[Concept, ...]:
    """Concepts with the same first term made one, with all their variants at the highest weight."""
    found: dict[str, Concept] = {}
    for concept in concepts:
        first = concept.variants[0].term
        found[first] = _union(found[first], concept) if first in found else concept
    return tuple(found.values())


def _union(one: Concept, other: Concept) -> Concept:
    weights: dict[str, float] = {}
    for variant in (*one.variants, *other.variants):
        weights[variant.term] = max(variant.weight, weights.get(variant.term, 0.0))
    variants = tuple(Variant(term, weight) for term, weight in weights.items())
    return Concept(one.asked, variants, max(one.weight, other.weight))

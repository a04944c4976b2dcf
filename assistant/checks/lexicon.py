"""The word lists of the checks, as sets and maps; the data are in ``lexicon.toml`` and ``synonyms.txt``."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

Pattern = re.Pattern[str]


OTHER = "other"
"""The group of phrases that only look like one of the others."""


@dataclass(frozen=True, slots=True)
class Classes:
    """Groups of phrases; the longest that stands somewhere is the one that counts there."""

    pattern: Pattern
    group_of: Mapping[str, str]

    @classmethod
    def of(cls, groups: Mapping[str, list[str]]) -> "Classes":
        """The groups of a table of the data file."""
        group_of = {phrase: name for name, phrases in groups.items() for phrase in phrases}
        return cls(_any(group_of), group_of)

    def found(self, text: str) -> frozenset[str]:
        """The groups of which a folded text has a phrase."""
        groups = {self.group_of[match[0]] for match in self.pattern.finditer(text)}
        return frozenset(groups - {OTHER})


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Expressions find whole words or phrases in folded text; classes go by the name of their group."""

    function_words: frozenset[str]
    finite_verbs: frozenset[str]
    particles: frozenset[str]
    negation: Pattern
    no_negation: Pattern
    condition: Pattern
    antonyms: Mapping[str, frozenset[str]]
    almost: Pattern
    absolute: Pattern
    quantifiers: Classes
    modality: Classes
    hedges: Pattern
    hedged: Pattern
    order: Pattern
    roles: Mapping[str, str]
    cause_after: Pattern
    cause_strict: Pattern
    effect_after: Pattern
    first_after: Pattern
    then_after: Pattern
    cause_named: Pattern


@cache
def lexicon() -> Lexicon:
    """The word lists that ship with the program."""
    raw = tomllib.loads((files("assistant.checks") / "lexicon.toml").read_text(encoding="utf-8"))
    causes = raw["causes"]
    return Lexicon(
        function_words=frozenset(raw["function_words"]),
        finite_verbs=frozenset(raw["finite_verbs"]),
        particles=frozenset(raw["particles"]),
        negation=_any(raw["negations"]),
        no_negation=_any(raw["not_negations"]),
        condition=_any(raw["conditions"]),
        antonyms=_opposites(raw["antonyms"]),
        almost=_any(raw["almost"]),
        absolute=_any(raw["absolute"]),
        quantifiers=Classes.of(raw["quantifiers"]),
        modality=Classes.of(raw["modality"]),
        hedges=_any(raw["hedges"]["of_source"]),
        hedged=_any(raw["hedges"]["of_sentence"]),
        order=re.compile(rf"[\W\d]*(?:{'|'.join(raw['orders']['verbs'])})\b"),
        roles={word: name for name, words in raw["roles"].items() for word in words},
        cause_after=_any(causes["cause_after"]),
        cause_strict=_any(phrase for phrase in causes["cause_after"] if phrase != "door"),
        effect_after=_any(causes["effect_after"]),
        first_after=_any(causes["first_after"]),
        then_after=_any(causes["then_after"]),
        cause_named=_any(causes["named"]),
    )


@cache
def synonym_groups() -> tuple[tuple[str, ...], ...]:
    """Groups of words that may stand for each other; a phrase has spaces."""
    lines = (files("assistant.checks") / "synonyms.txt").read_text(encoding="utf-8").split("\n")
    return tuple(
        tuple(word.replace("_", " ") for word in line.split())
        for line in lines
        if line.strip() and not line.startswith("#")
    )


def _any(phrases: Iterable[str]) -> Pattern:
    """Finds any of the phrases as whole words, the longest first."""
    longest_first = sorted(phrases, key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])")


def _opposites(pairs: Iterable[tuple[list[str], list[str]]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for one, other in pairs:
        for words, opposites in ((one, other), (other, one)):
            for word in words:
                found.setdefault(word, set()).update(opposites)
    return {word: frozenset(opposites) for word, opposites in found.items()}

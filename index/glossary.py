"""Abbreviations and synonyms: other words by which a text may name what a question asks about."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from importlib.resources import files
from pathlib import Path
from typing import Any

from corpus.errors import DenktankError, dutch_disk_errors
from corpus.operator_file import read_toml
from index.analysis import stem, stop_words
from index.words import has_digit, parts, plain_tokens

OVERRIDE_NAME = "begrippen.toml"
"""The operator's own entries, in ``DENKTANK_HOME``."""

MAX_BYTES = 500_000
MAX_WORDS = 100
"""In one list; what a person writes stays far below both."""

_SHORT, _EQUAL, _ALSO = "afkortingen", "gelijk", "ook"
_WEIGHTS = {_SHORT: 0.9, _EQUAL: 0.7, _ALSO: 0.5}
"""Chosen by meaning, not fitted. On 235 questions with known places, keywords alone: MRR 0.489 instead of
0.473, and 0.184 instead of 0.132 on the questions that were made with other words than the text."""

Phrase = tuple[str, ...]
"""The stems of the words of an entry, function words too, by which it is recognised in a question."""

Tables = Mapping[str, Mapping[str, Sequence[str]]]


@dataclass(frozen=True, slots=True)
class Synonym:
    """A word or phrase to search for as well: its stems without function words, and its weight."""

    terms: Phrase
    weight: float


@dataclass(frozen=True, slots=True)
class Match:
    """The words ``start:end`` of a question that stand for an entry, and what else names it."""

    start: int
    end: int
    synonyms: tuple[Synonym, ...]


@dataclass(frozen=True)
class Glossary:
    """What is known of each phrase; ``longest`` is the number of words in the longest of them."""

    entries: Mapping[Phrase, tuple[Synonym, ...]]
    longest: int

    def matches(self, words: Sequence[str]) -> Iterator[Match]:
        """The entries in a row of folded words, the longest that begins at each word, without overlap."""
        stems = [stem(word) for word in words]
        start = 0
        while start < len(stems):
            for end in range(min(len(stems), start + self.longest), start, -1):
                synonyms = self.entries.get(tuple(stems[start:end]))
                if synonyms:
                    yield Match(start, end, synonyms)
                    start = end - 1
                    break
            start += 1


def load_glossary(home: Path) -> Glossary:
    """The glossary that holds for this home: ``begrippen.toml`` over the shipped one.

    Raises:
        DenktankError: the file cannot be read or holds something that is no entry.
    """
    path = home / OVERRIDE_NAME
    with dutch_disk_errors(home):
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            return default_glossary()
    return _overridden(data, str(path))


@cache
def default_glossary() -> Glossary:
    """The glossary that ships with the program."""
    return _made(_shipped())


@cache
def _shipped() -> Tables:
    return tomllib.loads((files("index") / "glossary.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=8)
def _overridden(data: bytes, name: str) -> Glossary:
    raw = _read(data, name)
    return _made({table: {**entries, **raw.get(table, {})} for table, entries in _shipped().items()})


def _made(tables: Tables) -> Glossary:
    found: dict[Phrase, dict[Phrase, float]] = {}

    def add(asked: str, others: Sequence[str], weight: float) -> None:
        phrase = _phrase(asked)
        for other in others:
            terms = _telling(other)
            if terms and terms != _telling(asked):
                known = found.setdefault(phrase, {})
                known[terms] = max(weight, known.get(terms, 0.0))

    for short, full in tables[_SHORT].items():
        for one in (short, *full):
            add(one, (short, *full), _WEIGHTS[_SHORT])
    for group in tables[_EQUAL].values():
        for one in group:
            add(one, group, _WEIGHTS[_EQUAL])
    for asked, others in tables[_ALSO].items():
        add(asked, others, _WEIGHTS[_ALSO])
    entries = {
        phrase: tuple(Synonym(terms, weight) for terms, weight in synonyms.items())
        for phrase, synonyms in found.items()
        if phrase
    }
    return Glossary(entries, max(map(len, entries), default=0))


def single_words(text: str) -> list[str]:
    """The words of a text with those joined by a hyphen apart; codes and b&w stay whole."""
    return [single for word in plain_tokens(text) for single in apart(word)]


def apart(word: str) -> tuple[str, ...]:
    """The words of a folded word joined by a hyphen; another word by itself."""
    return (word,) if has_digit(word) or "&" in word else parts(word) or (word,)


def _phrase(text: str) -> Phrase:
    return tuple(stem(word) for word in single_words(text))


def _telling(text: str) -> Phrase:
    return tuple(stem(word) for word in single_words(text) if word not in stop_words())


def _read(data: bytes, name: str) -> Tables:
    """The operator's tables, checked.

    Raises:
        DenktankError: it is no TOML in UTF-8, or has tables or values that mean nothing.
    """
    raw, source = read_toml(data, MAX_BYTES, partial(_wrong, name))
    for table, entries in raw.items():
        _check(table, entries, source, name)
    return raw


def _check(table: str, entries: Any, source: str, name: str) -> None:
    if table not in _shipped():
        cause = f"[{table}] bestaat niet; kies uit {', '.join(_shipped())}"
        raise _wrong(name, _line(source, table), cause)
    if not isinstance(entries, dict):
        raise _wrong(name, _line(source, table), f"schrijf {table} als kop: [{table}]")
    for key, words in entries.items():
        line = _line(source, key)
        if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
            raise _wrong(name, line, f"'{key}' moet een lijst van woorden tussen aanhalingstekens zijn")
        if len(words) > MAX_WORDS:
            raise _wrong(name, line, f"'{key}' heeft meer dan {MAX_WORDS} woorden")
        if not all(plain_tokens(word) for word in (key, *words)):
            raise _wrong(name, line, f"bij '{key}' staat een leeg woord")


def _line(source: str, needle: str) -> int | None:
    """The first line with this word that is no comment."""
    for number, line in enumerate(source.splitlines(), 1):
        if needle in line and not line.lstrip().startswith("#"):
            return number
    return None


def _wrong(name: str, line: int | None, cause: str) -> DenktankError:
    where = f"{name}, regel {line}" if line else name
    return DenktankError(
        f"{where}: {cause}. Verbeter het bestand, of haal het weg: dan gelden de gewone begrippen."
    )

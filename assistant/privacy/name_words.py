"""The small words around names in Dutch; what each list is for stands in ``name_words.toml``."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class NameWords:
    """The lists, in lower case."""

    links: frozenset[str]
    starting_links: frozenset[str]
    long_initials: frozenset[str]
    titles: frozenset[str]
    roles: frozenset[str]
    labels: frozenset[str]
    greetings: frozenset[str]
    no_names: frozenset[str]
    streets_and_schools: frozenset[str]
    things: frozenset[str]
    organisations: frozenset[str]
    places: frozenset[str]
    role_ends: frozenset[str]


@cache
def name_words() -> NameWords:
    """The lists, read once."""
    text = (files("assistant.privacy") / "name_words.toml").read_text(encoding="utf-8")
    return NameWords(**{name: frozenset(words.split()) for name, words in tomllib.loads(text).items()})

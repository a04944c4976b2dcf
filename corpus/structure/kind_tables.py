"""The tables of the kind rules as they are written, checked before anything is made of them."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from importlib.resources import files
from typing import Any

from corpus.errors import DenktankError
from corpus.kinds import PassageKind, Role
from corpus.operator_file import read_toml

ROLES, GROUPS, CONTENTS = "rollen", "groepen", "inhoud"
MAX_BYTES = 200_000
MAX_PHRASES = 200
"""In one list; what a person writes stays far below both."""

Lists = Mapping[str, list[str]]


@dataclass(frozen=True)
class RuleTables:
    """The lists by table and key; ``source`` and ``name`` are those of the operator's file."""

    lists: Mapping[str, Lists]
    source: str
    name: str

    def __getitem__(self, table: str) -> Lists:
        return self.lists[table]

    def kinds(self) -> Iterator[str]:
        """The tables of kinds, in the order of the file: the first that fits holds."""
        return (table for table in self.lists if table not in (ROLES, GROUPS, CONTENTS))

    def canonical(self) -> str:
        """The same text for the same lists in the same order, whatever the comments and spaces."""
        return repr([(table, sorted(lists.items())) for table, lists in self.lists.items()])

    def wrong(self, cause: str, *where: str) -> DenktankError:
        """The error for something on the line where these words stand, one after another."""
        return _wrong(self.name, _line(self.source, *where), cause)


@cache
def shipped() -> RuleTables:
    """The tables that come with the program."""
    name = "kind_rules.toml"
    source = (files("corpus.structure") / name).read_text(encoding="utf-8")
    return RuleTables(tomllib.loads(source), source, name)


def with_override(data: bytes, name: str) -> RuleTables:
    """The shipped tables with the lists of an operator's file in place of those of the same name.

    Raises:
        DenktankError: it is no TOML in UTF-8, or has tables, keys or values that mean nothing.
    """
    raw, source = read_toml(data, MAX_BYTES, partial(_wrong, name))
    written = RuleTables(raw, source, name)
    for table, lists in raw.items():
        _check_table(written, table, lists)
    merged = {table: {**lists, **raw.get(table, {})} for table, lists in shipped().lists.items()}
    return RuleTables(merged, source, name)


def _check_table(written: RuleTables, table: str, lists: Any) -> None:
    default = shipped().lists
    if table not in default:
        raise written.wrong(f"[{table}] bestaat niet; kies uit {', '.join(default)}", table)
    if not isinstance(lists, dict):
        raise written.wrong(f"schrijf {table} als kop: [{table}]", table)
    allowed = set(default[table])
    if table not in (ROLES, GROUPS, CONTENTS):
        allowed |= {"koppen", *(f"binnen_{kind}" for kind in PassageKind)}
    for key, values in lists.items():
        where = (f"[{table}]", key)
        if table != GROUPS and key not in allowed:
            raise written.wrong(f"'{key}' bestaat niet onder [{table}]", *where)
        if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
            raise written.wrong(
                f"'{key}' moet een lijst van woordgroepen tussen aanhalingstekens zijn", *where
            )
        if len(values) > MAX_PHRASES:
            raise written.wrong(f"'{key}' heeft meer dan {MAX_PHRASES} woordgroepen", *where)
        if table == GROUPS and not set(values) <= set(Role):
            raise written.wrong(f"een groep bestaat uit rollen: {', '.join(Role)}", *where)
        if table in (ROLES, GROUPS) and not all(word.strip() for word in (key, *values)):
            raise written.wrong(f"onder [{table}] staat een leeg woord", *where)


def _line(source: str, *needles: str) -> int | None:
    """The line of the last of these words that stands on or after that of the one before it."""
    lines = source.splitlines()
    found = None
    for needle in needles:
        for at in range((found or 1) - 1, len(lines)):
            if (needle or '""') in lines[at] and not lines[at].lstrip().startswith("#"):
                found = at + 1
                break
    return found


def _wrong(name: str, line: int | None, cause: str) -> DenktankError:
    where = f"{name}, regel {line}" if line else name
    return DenktankError(
        f"{where}: {cause}. Verbeter het bestand, of haal het weg: dan gelden de gewone regels."
    )

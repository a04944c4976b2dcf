"""The rules by which passages get their kind: the shipped ones, with what an operator replaces."""

import hashlib
import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from corpus.compose import MAX_HEADING_LENGTH
from corpus.errors import dutch_disk_errors
from corpus.kinds import PassageKind, Role
from corpus.structure.kind_patterns import Found, Pattern, PatternError, compile_pattern, first_word
from corpus.structure.kind_tables import CONTENTS, GROUPS, ROLES, RuleTables, shipped, with_override
from corpus.structure.numerals import number

RULES_VERSION = 1
"""Raised whenever the same rules would give other kinds."""

OVERRIDE_NAME = "soorten.toml"
"""The operator's own rules, in ``DENKTANK_HOME``."""

_NUMBERING = re.compile(r"(?:\d{1,2}(?:\.\d{1,2}){0,3}\.?|[A-Z]\.)\s+(?=\S)")
_ARTICLES = (
    r"(?:(?:u\s+als|de|het|een|uw|onze|alle|elke?|iedere?|nieuwe|beginnende|lokale|betrokken)\s+){0,3}"
)
_AND = r"(?:\s*,\s*(?:en\s+)?|\s*/\s*|\s+(?:en/of|en|of|én)\s+|\s*&\s*)"
_BETWEEN_ROLES = rf"{_AND}(?:(?:aan|voor)\s+)?"


@dataclass(frozen=True, slots=True)
class Opening:
    """What a heading or the first words of a paragraph announce.

    ``kind`` is ``None`` for a part with wegwijzers (``part``) and for a table of contents.
    ``title`` is the text of its own after the words of the rule; ``rest`` is where the text of a
    paragraph goes on after them.
    """

    kind: PassageKind | None
    roles: tuple[Role, ...] = ()
    number: int | None = None
    title: str = ""
    part: bool = False
    rest: int = 0


@dataclass(frozen=True, slots=True)
class _Rule:
    """A pattern, what it announces, and inside which kind (``"deel"``: a part) it counts."""

    pattern: Pattern
    kind: PassageKind | None
    part: bool = False
    inside: str = ""


@dataclass(frozen=True)
class KindRules:
    """The rules, ready for use; ``identity`` changes whenever other kinds may come out."""

    rules: tuple[_Rule, ...]
    references: tuple[Pattern, ...]
    addresses: tuple[Pattern, ...]
    role_words: tuple[tuple[re.Pattern[str], tuple[Role, ...]], ...]
    identity: str

    def heading(
        self, text: str, inside: Collection[PassageKind] = (), in_part: bool = False
    ) -> Opening | None:
        """What a whole heading announces, if anything.

        Args:
            text: the heading on one line; a number before it ("3.2") is passed over.
            inside: the kinds of what it stands in.
            in_part: whether it stands directly in a part with wegwijzers.
        """
        if len(text) > MAX_HEADING_LENGTH:
            return None
        bare = _NUMBERING.sub("", text, count=1)
        for rule in self.rules:
            if rule.inside and not (in_part if rule.inside == "deel" else rule.inside in inside):
                continue
            for words in dict.fromkeys((text, bare)):
                found = rule.pattern.heading(words)
                if found is not None:
                    return self._opening(rule, found)
        return None

    def run_in(self, text: str, inside: Collection[PassageKind] = ()) -> Opening | None:
        """What the first words of a paragraph announce, if it then goes on after a colon or dash."""
        start, word = text[:200], first_word(text)
        for rule in self.rules:
            if not rule.pattern.may_begin(word):
                continue
            if rule.kind in (None, PassageKind.ORGANISATION, PassageKind.BACKGROUND):
                continue
            if rule.inside and rule.inside not in inside:
                continue
            found = rule.pattern.run_in(start)
            if found is not None:
                return self._opening(rule, found)
        return None

    def begins_as_reference(self, text: str) -> bool:
        """Whether a paragraph begins with the words of a reference, or goes on with them after a colon."""
        starts = [text[:200], *(rest[:200] for rest in text.split(": ")[1:])]
        return any(pattern.run_in(start) for start in starts for pattern in self.references)

    def addressed(self, text: str) -> tuple[Role, ...]:
        """The roles that a paragraph of advice begins with, if any."""
        start = text[:200]
        found = next(filter(None, (pattern.run_in(start) for pattern in self.addresses)), None)
        return self._roles(found.roles) if found is not None else ()

    def _opening(self, rule: _Rule, found: Found) -> Opening:
        return Opening(
            kind=rule.kind,
            roles=self._roles(found.roles) if rule.kind is PassageKind.ADVICE else (),
            number=number(found.number) if found.number else None,
            title=found.title,
            part=rule.part,
            rest=found.rest,
        )

    def _roles(self, text: str) -> tuple[Role, ...]:
        found: set[Role] = set()
        for words, roles in self.role_words:  # the longest words first
            text, count = words.subn(" ", text)
            if count:
                found.update(roles)
        return tuple(role for role in Role if role in found)


def load_rules(home: Path) -> KindRules:
    """The rules that hold for this home: those of ``soorten.toml`` over the shipped ones.

    Raises:
        DenktankError: the file cannot be read or holds something that is no rule.
    """
    path = home / OVERRIDE_NAME
    with dutch_disk_errors(home):
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            return default_rules()
    return _overridden(data, str(path))


@cache
def default_rules() -> KindRules:
    """The rules that ship with the program."""
    return _made(shipped())


@lru_cache(maxsize=8)
def _overridden(data: bytes, name: str) -> KindRules:
    return _made(with_override(data, name))


def _made(tables: RuleTables) -> KindRules:
    words: dict[str, tuple[Role, ...]] = {
        word: (Role(role),) for role, written in tables[ROLES].items() for word in written
    }
    words |= {word: tuple(map(Role, roles)) for word, roles in tables[GROUPS].items()}
    ordered = sorted(words, key=len, reverse=True)
    one = "(?:" + "|".join(map(_spaced, ordered)) + ")" if ordered else r"(?!)"
    role = rf"{_ARTICLES}{one}(?!\w)(?:{_BETWEEN_ROLES}{_ARTICLES}{one}(?!\w)){{0,7}}"

    def patterns(table: str, key: str) -> list[Pattern]:
        return [_pattern(tables, table, key, phrase, role) for phrase in tables[table].get(key, ())]

    rules = [_Rule(pattern, None) for pattern in patterns(CONTENTS, "koppen")]
    for table in tables.kinds():
        kind = PassageKind(table)
        rules += [_Rule(pattern, kind) for pattern in patterns(table, "koppen")]
        rules += [_Rule(pattern, None, part=True) for pattern in patterns(table, "delen")]
        for key in tables[table]:
            if key.startswith("binnen_"):
                inside = "deel" if key == "binnen_delen" else key.removeprefix("binnen_")
                rules += [_Rule(pattern, kind, inside=inside) for pattern in patterns(table, key)]
    return KindRules(
        rules=tuple(rules),
        references=tuple(patterns(PassageKind.REFERENCE, "zinnen")),
        addresses=tuple(patterns(PassageKind.ADVICE, "zinnen")),
        role_words=tuple(
            (re.compile(rf"(?<!\w){_spaced(word)}(?!\w)", re.IGNORECASE), words[word]) for word in ordered
        ),
        identity=hashlib.sha256(f"{RULES_VERSION} {tables.canonical()}".encode()).hexdigest()[:16],
    )


def _spaced(word: str) -> str:
    return r"\s+".join(map(re.escape, word.split()))


def _pattern(tables: RuleTables, table: str, key: str, phrase: str, role: str) -> Pattern:
    try:
        return compile_pattern(phrase, role)
    except PatternError as error:
        raise tables.wrong(f'"{phrase}": {error}', table, key, phrase) from error

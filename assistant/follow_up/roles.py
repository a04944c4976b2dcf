"""The role of whoever asks, as a message tells it, and the persons that a question names."""

import re
from functools import cache

from assistant.follow_up.cues import cue, plain_text
from corpus.kinds import Role
from corpus.structure.kind_tables import ROLES, shipped
from index.words import fold, plain_tokens

_BODY = re.compile(r"(?:gemeente)?ra(?:ad|den)|(?:raads)?fracties?|ambtelijke (?:organisatie|top)|.*-")
"""Words for a role that name a body and no person: somebody speaks for one, but is none."""
_PLURAL = re.compile(r".*(?:[^i]s|en)")
_SUCH = r"(?:een )?(?:(?:nieuwe?|beginnende?|kersverse?|ervaren|gewoon|gewone|lokale?) )?"
_ASIDE = r"(?: (?:zelf|hier|namelijk|trouwens|nu|net|pas))*"
_I_AM = (
    rf"(?:ik|wij|we) (?:ben|zijn|werk|werken|spreek){_ASIDE}(?: als)?"
    rf"|(?:ben|zijn|werk) (?:ik|wij|we){_ASIDE}(?: als)?"
    r"|mijn rol is(?: die van)?|stel dat (?:ik|we|wij)"
)
_ADVICE = (
    r"(?:(?:advies|adviezen|tips?|aanbeveling|aanbevelingen)(?: \w+){0,3} (?:voor|aan)"
    r"|advise(?:er|ert|ren|erde|erden)(?: \w+){0,4} aan)"
)


def _any_of(words: list[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True))) or r"(?!)"


@cache
def _words() -> dict[Role, tuple[str, ...]]:
    """The words of each role, folded."""
    return {Role(name): tuple(map(fold, written)) for name, written in shipped()[ROLES].items()}


@cache
def _persons() -> dict[Role, re.Pattern[str]]:
    return {
        role: re.compile(_any_of([word for word in words if not _BODY.fullmatch(word)]))
        for role, words in _words().items()
    }


@cache
def _speaking() -> dict[Role, re.Pattern[str]]:
    found = {}
    for role, words in _words().items():
        persons = [word for word in words if not _BODY.fullmatch(word)]
        anyone = _any_of([word for word in words if not word.endswith("-")])
        single = _any_of([word for word in persons if not _PLURAL.fullmatch(word)])
        found[role] = re.compile(
            rf"\b(?:(?:{_I_AM}) {_SUCH}(?:{_any_of(persons)})|(?:wij|we|ons) als {_SUCH}(?:{anyone})"
            rf"|als {_SUCH}(?:{single})(?! (?:en|of|niet|geen|te|ziek)\b)"
            rf"|{_ADVICE} (?:de |het |een )?(?:{_any_of(persons)}))\b"
        )
    return found


def role_named(text: str) -> Role | None:
    """The role of whoever asks, as the text tells it: ``ik ben raadslid``, ``als wethouder``.

    ``None`` where it tells none, or more than one. "Als de wethouder niet wil" tells none.
    """
    plain = " ".join(fold(text).split())
    roles = {role for role, pattern in _speaking().items() if pattern.search(plain)}
    return roles.pop() if len(roles) == 1 else None


@cache
def _advised() -> dict[Role, re.Pattern[str]]:
    return {
        role: re.compile(rf"\b{_ADVICE} (?:de |het |een )?(?:{persons.pattern})\b")
        for role, persons in _persons().items()
    }


def advised_in(text: str) -> Role | None:
    """The one role that a text asks advice for: ``welke tips zijn er voor raadsleden``."""
    plain = " ".join(fold(text).split())
    roles = {role for role, pattern in _advised().items() if pattern.search(plain)}
    return roles.pop() if len(roles) == 1 else None


def only_tells_role(text: str) -> bool:
    """Whether a message tells the role of whoever asks, and nothing more: ``ik ben trouwens raadslid``."""
    role = role_named(text)
    if role is None:
        return False
    plain = " ".join(fold(text).split())
    return cue("rol").is_all_of(plain_text(_speaking()[role].sub(" zelf ", plain)))


def person_in(text: str) -> Role | None:
    """The one role of the persons that a text names; ``None`` where there are none or several."""
    roles = {role for word in plain_tokens(text) if (role := role_of(word)) is not None}
    return roles.pop() if len(roles) == 1 else None


def role_of(word: str) -> Role | None:
    """The role that a folded word names a person in: raadsleden, wethouder."""
    return next((role for role, pattern in _persons().items() if pattern.fullmatch(word)), None)

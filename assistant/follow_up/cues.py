"""By what a short message is recognised, read from ``cues.toml``."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from assistant.answer import Length
from index.words import fold

_LENGTHS = {Length.SHORT: "kort", Length.LONG: "uitgebreid", Length.NORMAL: "gewoon"}
_PLAIN = "b1"
_NOT_A_WORD = re.compile(r"[^\w\s'-]+")
_WORD = re.compile(r"[\w'-]+")


@dataclass(frozen=True, slots=True)
class Cue:
    """The patterns of one kind of message.

    ``whole`` are what such a message consists of, ``needed`` what it has at least one of, and ``anywhere``
    what tells it in the middle of a question too.
    """

    whole: re.Pattern[str] | None
    needed: re.Pattern[str] | None
    anywhere: re.Pattern[str] | None

    def is_all_of(self, text: str) -> bool:
        """Whether a message says nothing else; ``text`` is folded by ``plain_text``."""
        needed = self.needed or self.whole
        if self.whole is None or needed is None or not needed.search(text):
            return False
        left = _WORD.findall(self.whole.sub(" ", text))
        return all(word in fillers() for word in left)

    def opens(self, text: str) -> bool:
        """Whether a message begins with what tells it anywhere."""
        return self.anywhere is not None and self.anywhere.match(text) is not None


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads((files("assistant.follow_up") / "cues.toml").read_text(encoding="utf-8"))


@cache
def fillers() -> frozenset[str]:
    """Words that add nothing in a short message, folded."""
    return frozenset(_tables()["vulling"].split())


@cache
def asking_words() -> frozenset[str]:
    """Words that ask about a part of an answer without adding anything to it, folded."""
    return frozenset(_tables()["uitleg_vragen"].split())


@cache
def cue(name: str) -> Cue:
    """The cue of a table in the file."""
    table = _tables()[name]
    return Cue(*(_pattern(table.get(key, ())) for key in ("heel", "moet", "overal")))


@cache
def _joined(names: tuple[str, ...]) -> Cue:
    """Several kinds as one: short and in plain language."""
    return Cue(_pattern([pattern for name in names for pattern in _tables()[name]["heel"]]), None, None)


def _pattern(patterns: list[str] | tuple[str, ...]) -> re.Pattern[str] | None:
    if not patterns:
        return None
    longest_first = sorted(patterns, key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(longest_first)})(?![\w-])")


def plain_text(text: str) -> str:
    """A message as the patterns see it: folded, without punctuation, single spaces."""
    return " ".join(_NOT_A_WORD.sub(" ", fold(text).replace("’", "'")).split())


def wants_other_form(text: str) -> bool:
    """Whether a message only asks for the same in other words: shorter, longer, plainer."""
    return _joined((*_LENGTHS.values(), _PLAIN)).is_all_of(plain_text(text))


def length_named(text: str, whole: bool = False) -> Length | None:
    """The length that a message asks of the answer.

    Args:
        text: the message.
        whole: it asks for nothing else, so that a single ``korter`` counts; in a question "op korte
            termijn" is about something else.
    """
    plain = plain_text(text)
    for length, name in _LENGTHS.items():
        pattern = cue(name).whole if whole else cue(name).anywhere
        if pattern is not None and pattern.search(plain):
            return length
    return None


def plain_language_named(text: str, whole: bool = False) -> bool:
    """Whether a message asks for plain Dutch (B1); ``whole`` as in ``length_named``."""
    pattern = cue(_PLAIN).whole if whole else cue(_PLAIN).anywhere
    return pattern is not None and pattern.search(plain_text(text)) is not None

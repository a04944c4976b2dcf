"""The patterns of the kind rules: phrases with placeholders, made into regular expressions.

An operator writes phrases, never regular expressions, so a pattern cannot take exponential time.

    Wegwijzer {nummer} {titel}     {nummer}: 4, vier or IV; a {titel} after it may be absent
    [de] {rangtelwoord} les        words between brackets may be absent
    Advies aan {rol}               one or more roles
    Praktijkverhaal: {titel}       a colon also stands for a dash, a bar or a full stop
    Als {rol} ...                  at the end: whatever follows
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from corpus.structure.numerals import CARDINAL, ORDINAL

MAX_PATTERN_LENGTH = 120
_FLAGS = re.IGNORECASE | re.DOTALL
_TOKEN = re.compile(r"\{([^{}]*)\}|\[([^\[\]{}]+)\]|(\.\.\.|…)|(\s+)|(:)|([\w]+)|(.)", re.DOTALL)
_WORD = re.compile(r"\w+")
_APOSTROPHES = "['’‘`´]"
_HYPHENS = "[-‐‑–]"
_SEPARATOR = r"(?:\s*[:|]\s*|\s*\.\s+|\s+[-–—]+\s*|[–—]+\s*)"
_RUN_IN = r"(?:\s*:\s+|\s+[-–—]\s+|\s*\|\s*|\?\s+"
_CAPITAL = r"(?=[\"“‘'«(]?(?-i:[^\W\d_a-zß-öø-ÿ]))"
"""A title that follows a number without any sign begins with a capital: 'Les 3 Begin klein', and
not 'Les 3 duurt een uur'."""
_OUT_OF = rf"(?:\s+van\s+(?:de\s+)?{CARDINAL}|/\d{{1,2}})?"
_NUMBER_SIGN = r"(?:(?:nummer|nr|no)\.?\s*|#\s*)?"


class PatternError(ValueError):
    """A phrase that is no pattern; the message is in Dutch."""


@dataclass(frozen=True, slots=True)
class Found:
    """What the placeholders of a pattern stood for; ``rest`` is where the text after it begins."""

    number: str | None
    title: str
    roles: str
    rest: int


@dataclass(frozen=True, slots=True)
class Pattern:
    """One phrase, as a whole heading and as the words that a paragraph begins with.

    ``first`` are the words it can begin with, to pass over most texts quickly; ``whole`` and
    ``beginning`` are regular expressions.
    """

    first: frozenset[str] | None
    whole: str
    beginning: str | None

    def may_begin(self, word: str) -> bool:
        """Whether a text that begins with this word, in lower case, can hold the phrase."""
        return self.first is None or word in self.first

    def heading(self, text: str) -> Found | None:
        """Whether the whole of a heading is this phrase."""
        return _found(_compiled(self.whole).fullmatch(text))

    def run_in(self, text: str) -> Found | None:
        """Whether a paragraph begins with this phrase and a sign such as a colon, and goes on."""
        return _found(_compiled(self.beginning).match(text)) if self.beginning else None


def _found(match: re.Match[str] | None) -> Found | None:
    if match is None:
        return None
    groups = match.groupdict()
    title = (groups.get("titel") or "").strip(" \t:.|-–—")
    return Found(groups.get("nummer"), title, groups.get("rol") or "", match.end())


def compile_pattern(written: str, role: str) -> Pattern:
    """Make a pattern of a phrase; ``role`` is the expression for one or more roles.

    Raises:
        PatternError: the phrase has an unknown placeholder, one too many, or nothing else.
    """
    phrase = " ".join(written.split())
    if not phrase or len(phrase) > MAX_PATTERN_LENGTH:
        raise PatternError(f"een patroon heeft 1 tot {MAX_PATTERN_LENGTH} tekens")
    tokens = _tokens(phrase)
    core, tail = _split(tokens)
    if not any(name in ("woord", "nummer", "rangtelwoord", "rol") for name, _ in core):
        raise PatternError("naast {titel} en ... is nog een woord, {nummer} of {rol} nodig")
    start = "".join(_expression(core, role))
    first = _first_words(core)
    counted = any(name in ("nummer", "rangtelwoord") for name, _ in core)
    if tail == "...":
        return Pattern(first, rf"{start}(?!\w).*", rf"{start}(?!\w)(?=.)")
    whole = start + _tail(tail) + r"\s*[:.?!…]*\s*"
    if core[0][0] == "titel":
        return Pattern(first, whole, None)
    named = r"\s+[^.:;!?|]{1,80}?" if tail == "titel" else ""
    signs = _RUN_IN + (r"|\.\s+)" if counted else ")")
    return Pattern(first, whole, rf"{start}{named}{signs}(?=\S)")


@lru_cache(maxsize=4096)
def _compiled(expression: str) -> re.Pattern[str]:
    """Compiled at first use: all shipped ones take half a second, and who only asks needs none."""
    return re.compile(expression, _FLAGS)


def _tokens(phrase: str) -> list[tuple[str, str]]:
    """Name and text of each token: placeholders by their own name, ``optie``, ``woord`` and signs."""
    tokens = []
    for match in _TOKEN.finditer(phrase):
        placeholder, optional, dots, space, colon, word, sign = match.groups()
        if placeholder is not None:
            tokens.append((placeholder, ""))
        elif optional is not None:
            tokens.append(("optie", optional))
        elif dots:
            tokens.append(("...", ""))
        elif space:
            tokens.append((" ", " "))
        elif colon:
            tokens.append((":", ":"))
        else:
            tokens.append(("woord", word or sign))
    _check([name for name, _ in tokens])
    return tokens


def _check(names: list[str]) -> None:
    for name in names:
        if name not in ("nummer", "rangtelwoord", "titel", "rol", "optie", "...", " ", ":", "woord"):
            raise PatternError(
                f"{{{name}}} bestaat niet; gebruik {{nummer}}, {{rangtelwoord}}, {{titel}} of {{rol}}"
            )
    if names.count("nummer") + names.count("rangtelwoord") > 1:
        raise PatternError("{nummer} of {rangtelwoord} mag één keer in een patroon staan")
    for name in ("titel", "rol", "..."):
        if names.count(name) > 1:
            raise PatternError(f"{name} mag één keer in een patroon staan")
    if "..." in names[:-1]:
        raise PatternError("... mag alleen aan het eind van een patroon staan")
    if "titel" in names[1:-1]:
        raise PatternError("{titel} mag alleen aan het begin of het eind van een patroon staan")


def _split(tokens: list[tuple[str, str]]) -> tuple[list[tuple[str, str]], str]:
    """The tokens that must be there, and what a heading may end with."""
    last = tokens[-1][0]
    if last not in ("titel", "..."):
        return tokens, ""
    core = tokens[:-1]
    signs = []
    while core and core[-1][0] in (" ", ":"):
        signs.append(core.pop()[0])
    if last == "...":
        return core, "..."
    if ":" in signs:
        return core, "teken"
    after_number = bool(core) and core[-1][0] in ("nummer", "rangtelwoord")
    return core, "nummer" if after_number else "titel"


def _tail(tail: str) -> str:
    if tail == "teken":
        return rf"{_SEPARATOR}(?P<titel>\S.*?)"
    if tail == "nummer":
        return rf"(?:(?:{_SEPARATOR}|\s+{_CAPITAL})(?P<titel>\S.*?))?"
    return r"\s+(?P<titel>\S.*?)" if tail == "titel" else ""


def _expression(core: list[tuple[str, str]], role: str) -> Iterable[str]:
    """The expressions of the tokens; an optional word brings its own space."""
    skip_space = False
    last = len(core) - 1
    for position, (name, text) in enumerate(core):
        if name == " ":
            following = core[position + 1][0] if position < last else ""
            if not skip_space and following != ":" and not (following == "optie" and position + 1 == last):
                yield r"\s+"
            continue
        skip_space = name in ("optie", ":")
        if name == "nummer":
            yield rf"{_NUMBER_SIGN}(?P<nummer>{CARDINAL})(?![^\W_]){_OUT_OF}"
        elif name == "rangtelwoord":
            yield rf"(?P<nummer>{ORDINAL})(?!\w)"
        elif name == "rol":
            yield rf"(?P<rol>{role})(?!\w)"
        elif name == "titel":
            yield r"(?P<titel>\S.*?)"
        elif name == ":":
            yield _SEPARATOR
        elif name == "optie":
            yield rf"(?:\s+{_words(text)})?" if position == last else rf"(?:{_words(text)}\s+)?"
        else:
            yield _words(text)


def _words(text: str) -> str:
    return "".join(map(_character, text))


def _character(character: str) -> str:
    if character.isspace():
        return r"\s+"
    if character in _APOSTROPHES[1:-1]:
        return _APOSTROPHES
    return _HYPHENS if character == "-" else re.escape(character)


def _first_words(core: list[tuple[str, str]]) -> frozenset[str] | None:
    """The words that a text with this phrase can begin with; ``None`` where it can be any."""
    words = set()
    for name, text in core:
        if name in ("optie", "woord"):
            words.add(first_word(text))
        elif name != " ":
            return None
        if name == "woord":
            return frozenset(words) if "" not in words else None
    return None


def first_word(text: str) -> str:
    """The word that a text begins with, in lower case; empty if it begins with another sign."""
    word = _WORD.match(text)
    return word[0].lower() if word else ""

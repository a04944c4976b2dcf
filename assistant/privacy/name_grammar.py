"""How a name is built in Dutch: initials or first names, small words, surnames."""

import re
from bisect import bisect_left
from dataclasses import dataclass

from assistant.privacy.name_lists import Alone, first_name, is_ordinary, is_surname
from assistant.privacy.name_words import name_words

_TOKEN = re.compile(r"'[tns](?!\w)|v\.d\.|v/d(?!\w)|[^\W\d_]+(?:['-][^\W\d_]+)*+|\d+|\n|[^\s]", re.IGNORECASE)
_MOST_WORDS, _MOST_INITIALS, _MOST_LINKS = 4, 6, 3
ARTICLES = frozenset(("de", "den", "der", "het", "een", "'t"))
_PREPOSITIONS = frozenset(("in", "op", "aan", "uit", "onder"))
"""In lower case and by themselves these are in no name; *in 't Veld* is one."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number, a line end or one other character; ``spaced`` tells of white space before it."""

    text: str
    start: int
    end: int
    spaced: bool

    @property
    def lower(self) -> str:
        """The text in lower case."""
        return self.text.lower()

    @property
    def is_word(self) -> bool:
        """Whether it consists of letters."""
        return self.text[-1:].isalpha()


@dataclass(frozen=True, slots=True)
class Name:
    """What may be a name: tokens ``start`` to ``end`` (half-open), and what it is made of."""

    start: int
    end: int
    initials: int
    words: tuple[str, ...]
    linked: bool
    """Whether a small word such as *van* stands in it."""

    @property
    def last(self) -> str:
        """The surname, or the only word."""
        return self.words[-1]

    @property
    def first(self) -> Alone | None:
        """What the first word is as a first name, if it is one."""
        return first_name(self.words[0])


@dataclass(frozen=True, slots=True)
class Message:
    """A text and its tokens in order."""

    text: str
    tokens: list[Token]
    starts: list[int]

    def token_at(self, offset: int) -> int:
        """The number of the first token that begins at an offset or behind it."""
        return bisect_left(self.starts, offset)


def message_of(text: str) -> Message:
    """A text taken apart."""
    tokens: list[Token] = []
    end = 0
    for match in _TOKEN.finditer(text):
        tokens.append(Token(match[0], match.start(), match.end(), match.start() > end))
        end = match.end()
    return Message(text, tokens, [token.start for token in tokens])


def name_at(tokens: list[Token], at: int, lenient: bool = False) -> Name | None:
    """The longest name that can begin at a token, on its line; ``None`` where none can.

    Args:
        tokens: of the whole text.
        at: where it should begin.
        lenient: whether the first word after initials may be an ordinary word that no list of surnames
            has, as behind *mevrouw*.
    """
    here, initials = _initials(tokens, at)
    behind_article = at > 0 and tokens[at - 1].lower in ARTICLES
    words: list[str] = []
    linked, end = False, at
    while len(words) < _MOST_WORDS:
        may_link = not linked and (len(words) <= 1 or all(map(first_name, words)))
        behind = _skip_links(tokens, here) if may_link else here
        if not _goes_on(tokens, at, here, behind, initials):
            break
        word, links = tokens[behind].text, behind > here
        if _is_no_name(word) and not _is_name_all_the_same(word, links, lenient):
            break
        given = first_name(words[-1]) is not None if words else initials > 0
        if not (_can_be_part(word, given, behind_article) or (lenient and not words)):
            break
        here = behind + 1
        if len(word) > 1:
            end = here
        linked = linked or links
        words.append(word)
    if words and len(words[-1]) == 1:
        words.pop()
    if not words or tokens[at].text == "het":
        return None
    return Name(at, end, initials, tuple(words), linked)


def _goes_on(tokens: list[Token], at: int, here: int, behind: int, initials: int) -> bool:
    """Whether a word with a capital stands at ``behind``, apart from what is before it."""
    if behind >= len(tokens) or not _has_capital(tokens[behind].text):
        return False
    return here == at or tokens[here].spaced or initials > 0


def listed_name_at(tokens: list[Token], at: int) -> Name | None:
    """A name in lower case, or wholly in capitals, of which a list has every word."""
    links = name_words().links
    words: list[str] = []
    here = at
    while len(words) < _MOST_WORDS:
        behind = here
        while behind < min(here + _MOST_LINKS, len(tokens)) and tokens[behind].lower in links:
            behind += 1
        word = tokens[behind].text if behind < len(tokens) else ""
        if not (word.islower() or (word.isupper() and len(word) > 1)) or _is_no_name(word):
            break
        if not _is_listed_name(word.title(), begins=not words):
            break
        words.append(word.title())
        here = behind + 1
    return Name(at, here, 0, tuple(words), False) if words else None


def _is_listed_name(word: str, begins: bool) -> bool:
    first = first_name(word)
    if first is Alone.NEVER:
        return False
    return (
        first is Alone.ANYWHERE
        or (first is not None and begins)
        or (is_surname(word) and not is_ordinary(word))
    )


def _initials(tokens: list[Token], at: int) -> tuple[int, int]:
    count = 0
    while count < _MOST_INITIALS and at + 1 < len(tokens) and tokens[at + 1].text == ".":
        if tokens[at + 1].spaced:
            break
        word = tokens[at].text
        if (
            not (word.isupper() and len(word) == 1 and word.isalpha())
            and word.lower() not in name_words().long_initials
        ):
            break
        at, count = at + 2, count + 1
    return at, count


def _skip_links(tokens: list[Token], at: int) -> int:
    """Behind the small words at a token, where a word with a capital follows them on the line."""
    links = name_words().links
    here = at
    while here < len(tokens) and tokens[here].lower in links and here - at < _MOST_LINKS:
        here += 1
    if here == at + 1 and tokens[at].text in _PREPOSITIONS:
        return at
    return here if here > at and here < len(tokens) and _has_capital(tokens[here].text) else at


def _is_no_name(word: str) -> bool:
    lists = name_words()
    return any(word.lower() in words for words in (lists.no_names, lists.links, lists.greetings, lists.roles))


def _is_name_all_the_same(word: str, linked: bool, lenient: bool) -> bool:
    """*mevrouw Ter Haar*, *mevrouw Meester*, but not *mevrouw De Voorzitter*."""
    if is_surname(word):
        return linked or lenient
    return linked and lenient and word.lower() not in name_words().roles


def _has_capital(word: str) -> bool:
    """Written as a name is: a capital in front of each part, and not only capitals."""
    parts = [part for part in re.split("['-]", word) if part]
    if not parts or not word[-1].isalpha() or not any(part[0].isupper() for part in parts):
        return False
    return not any(
        len(part) > 1 and not part[1:].islower() and not part.startswith(("Mc", "Mac", "De", "Van"))
        for part in parts
    )


def _can_be_part(word: str, given: bool, behind_article: bool) -> bool:
    """Whether a word with a capital may be in a name.

    Behind initials or a first name (``given``) any word may, if it is not the street or the school that
    was named after someone: *Anne Frankplantsoen*, *het Jan van Nassauhuis*.
    """
    if is_surname(word) or first_name(word) is not None:
        return True
    ends = name_words()
    if word.lower().endswith(tuple(ends.streets_and_schools)):
        return False
    if word.lower().endswith(tuple(ends.things)) and (behind_article or not given):
        return False
    return given or not is_ordinary(word)


def is_likely(name: Name) -> bool:
    """Whether the form of a name itself, or a list, makes it one."""
    return name.initials > 0 or name.first is not None or is_surname(name.last)

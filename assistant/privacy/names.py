"""Names of persons: by what stands in front of them, by their form, and by lists of names.

Every rule reads the tokens of a text once. What is only a name to someone who knows the person, such as
a surname by itself in the middle of a sentence, is found where the same name is recognised elsewhere.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

from assistant.privacy.kind import Kind
from assistant.privacy.name_contexts import (
    after_greetings,
    after_introductions,
    after_labels,
    after_roles,
    after_titles,
    in_signatures,
)
from assistant.privacy.name_grammar import ARTICLES, Message, Name, Token, message_of, name_at
from assistant.privacy.name_lists import Alone, is_listed, is_ordinary, is_surname
from assistant.privacy.name_words import name_words
from assistant.privacy.values import Found

_SENTENCE_ENDS = frozenset(".!?:;\n-*•|>\"'“”‘([")
_HEADING_LETTERS = frozenset("ABCDEFGIVX")
_MONTHS = frozenset(("Jan", "April", "Mei", "June", "August", "Augustus", "Mar", "May"))
_RULES: tuple[Callable[[Message], Iterator[Name]], ...] = (
    after_titles,
    after_greetings,
    in_signatures,
    after_introductions,
    after_labels,
    after_roles,
    lambda message: _by_form(message.tokens),
)

Phrase = tuple[str, ...]
"""Words in lower case."""


def names(text: str, known: Callable[[str], bool], heard: Iterable[Phrase] = ()) -> Iterator[Found]:
    """Names of persons in a text, apart and in order.

    Args:
        text: as ``plain_text`` makes it.
        known: whether a name is one of the library; such a name stays.
        heard: surnames that were recognised elsewhere in the conversation; see ``surname_phrases``.
    """
    message = message_of(text)
    tokens = message.tokens
    candidates = [name for rule in _RULES for name in rule(message)]
    candidates += _heard_again(tokens, frozenset(heard))
    for name in _apart(candidates):
        start, end = tokens[name.start].start, tokens[name.end - 1].end
        if not known(" ".join(text[start:end].split())):
            yield Found(start, end, Kind.NAME)


def surname_phrases(name: str) -> set[Phrase]:
    """Of a recognised name, the words by which it can be recognised again: surname, and a rare first name."""
    tokens = message_of(name).tokens
    found = name_at(tokens, 0, lenient=True) if tokens else None
    if found is None or found.end < len(tokens):
        return set()
    at = found.end - 1
    while at > 0 and tokens[at - 1].lower in name_words().links:
        at -= 1
    surname = tuple(token.lower for token in tokens[at : found.end])
    phrases = {surname} if len(surname) > 1 or _tells(tokens[at].text) else set()
    phrases.update((word.lower(),) for word in found.words[:-1] if _tells(word))
    return phrases


def _tells(word: str) -> bool:
    return len(word) > 2 and not is_ordinary(word)


def _apart(candidates: Sequence[Name]) -> Iterator[Name]:
    """Those that remain where several overlap: the first, and of those that begin together the longest."""
    end = -1
    for name in sorted(candidates, key=lambda name: (name.start, -name.end)):
        if name.start >= end:
            yield name
            end = name.end


def _by_form(tokens: list[Token]) -> Iterator[Name]:
    """Initials or a first name with a surname, a first name alone, or a surname with *Van* and the like."""
    at = 0
    while at < len(tokens):
        name = name_at(tokens, at) if tokens[at].is_word else None
        if name and _is_name_by_form(tokens, name):
            yield name
            at = name.end
        else:
            at += 1


def _is_name_by_form(tokens: list[Token], name: Name) -> bool:
    if _goes_on(tokens, name):
        return False
    if name.initials:
        return name.linked or name.initials > 1 or not _may_be_heading(tokens, name)
    begins = _begins_a_sentence(tokens, name.start)
    if tokens[name.start].lower in name_words().starting_links and tokens[name.start].text[0].isupper():
        rare = is_surname(name.last) or not is_ordinary(name.last)
        return not begins and rare and not _is_something_else(tokens, name)
    first = name.first
    if tokens[name.start].lower in name_words().links:
        return False
    if first is None:
        return _is_rare_name(tokens, name)
    if len(name.words) > 1 or name.linked:
        return first is not Alone.NEVER or is_surname(name.last)
    if first is Alone.NEVER or _is_month(tokens, name) or _is_part_of_more(tokens, name):
        return False
    return first is Alone.ANYWHERE or not begins


def _may_be_heading(tokens: list[Token], name: Name) -> bool:
    """Whether *A. Inleiding* is the heading of a part: one of the first letters before an ordinary word."""
    if is_surname(name.last) or tokens[name.start].text not in _HEADING_LETTERS:
        return False
    begins = name.start == 0 or tokens[name.start - 1].text == "\n"
    return is_listed(name.last) or (begins and is_ordinary(name.last))


def _is_rare_name(tokens: list[Token], name: Name) -> bool:
    """Whether a word that no list has stands before a surname, as in *Elian Postma*."""
    first = name.words[0]
    if len(name.words) == 1 or is_ordinary(first) or not is_surname(name.last):
        return False
    if first.lower().endswith(tuple(name_words().role_ends)) or _is_part_of_more(tokens, name):
        return False
    return not any(
        token.text[0].isupper() and token.lower in name_words().links
        for token in tokens[name.start : name.end]
    )


def _goes_on(tokens: list[Token], name: Name) -> bool:
    """Whether the last word is only the beginning of one, or belongs to a number such as *Willem III*."""
    following = tokens[name.end : name.end + 2]
    if not following:
        return False
    if following[0].text in ("-", "@", "_") and not following[0].spaced:
        return len(following) > 1 and not following[1].spaced
    return following[0].spaced and set(following[0].text) <= set("IVX")


def _begins_a_sentence(tokens: list[Token], at: int) -> bool:
    return at == 0 or tokens[at - 1].text in _SENTENCE_ENDS


def _is_something_else(tokens: list[Token], name: Name) -> bool:
    """Whether *De Linde* is an organisation, or *Den Haag* a place."""
    before = tokens[name.start - 1].lower if name.start else ""
    return before in name_words().organisations or name.last.lower() in name_words().places


def _is_part_of_more(tokens: list[Token], name: Name) -> bool:
    """Whether a first name stands behind an article, or before what a street or building is named after."""
    if name.start and tokens[name.start - 1].lower in ARTICLES - {"het"}:
        return True
    at = name.end
    while at < min(name.end + 3, len(tokens)) and tokens[at].lower in name_words().links:
        at += 1
    return (
        at < len(tokens)
        and tokens[at].text[0].isupper()
        and tokens[at].lower.endswith(tuple(name_words().things | name_words().streets_and_schools))
    )


def _is_month(tokens: list[Token], name: Name) -> bool:
    if tokens[name.start].text not in _MONTHS:
        return False
    around = [*tokens[max(0, name.start - 1) : name.start], *tokens[name.end : name.end + 2]]
    return any(token.text.isdigit() for token in around)


def _heard_again(tokens: list[Token], heard: frozenset[Phrase]) -> Iterator[Name]:
    if not heard:
        return
    longest = max(map(len, heard))
    for at, token in enumerate(tokens):
        for length in range(longest, 0, -1):
            part = tokens[at : at + length]
            if token.is_word and part[-1].text[0].isupper() and tuple(word.lower for word in part) in heard:
                yield Name(at, at + len(part), 0, (part[-1].text,), length > 1)
                break

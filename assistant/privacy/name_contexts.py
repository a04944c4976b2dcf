"""What stands in front of a name: titles, greetings, closings, introductions, labels and roles."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from assistant.privacy.name_grammar import Message, Name, Token, is_likely, listed_name_at, name_at
from assistant.privacy.name_lists import first_name, is_ordinary
from assistant.privacy.name_words import name_words
from assistant.privacy.plain_text import BARRIER

_CLOSING = re.compile(
    r"(?<!\w)(?:"
    r"(?:(?:vriendelijke?|vr\.|hartelijke?|collegiale|warme|beste|lieve)\W )?groet(?:en|jes)?"
    r"|gr|grtz?|m\.? ?v\.? ?g\.?|hoogachtend|liefs|fijne (?:dag|avond|week(?:end)?)|w\.g\.|was getekend"
    r"|(?:bedankt|dank)(?= ?[,.!]? ?(?:\n|$))|(?:thx|dank|bedankt),|thx|thanks|tot (?:morgen|dan|snel|ziens)"
    r")(?!\w)",
    re.IGNORECASE,
)
_SIGNATURE_LINES = 6
_INTRODUCTION = re.compile(
    r"(?<!\w)(?:(?P<sure>(?:mijn|haar|zijn|de|mn|m'n) (?:volledige )?naam is|ik heet)"
    r"|ik ben|heet(?:te)?|genaamd|genoemd|dit is|(?:u|je) spreekt met|ondergetekende"
    r"|vraag (?:naar|het(?: aan)?)|namens|(?P<first>^met))(?!\w),?(?= )",
    re.IGNORECASE | re.MULTILINE,
)
_LABEL = re.compile(
    r"(?<!\w)(?:(?P<label>[^\W\d_]{1,30}+) ?:|t\.? ?n\.? ?v\.?|t\.? ?a\.? ?v\.?|ter attentie van|ten name van"
    r"|(?:behandeld )?door)(?= |\n)[ \n]?[\"']?",
    re.IGNORECASE,
)
_LINE_PARTS = frozenset(("\n", ",", "!", ".", "|", "(", ")", "-", ":", ";", BARRIER))
_LIST_SEPARATORS = frozenset(",;/&")
_PLURALS = ("en", "s")
_MOST_IN_LIST, _MOST_TITLES = 100, 6


def after_titles(message: Message) -> Iterator[Name]:
    """*mevrouw Jansen*, *dhr. J. de Vries*, *de heren A en B*; without capitals where a list has it."""
    tokens = message.tokens
    done = 0
    for at, token in enumerate(tokens):
        if at < done or token.lower not in name_words().titles:
            continue
        behind = _behind_titles(tokens, at)
        name = _name(tokens, behind, lenient=True, lower=True)
        if name is None:
            continue
        yield name
        done = name.end
        if token.lower in ("heren", "dames", "mevrouwen"):
            for other in _others(tokens, name):
                yield other
                done = other.end


def after_greetings(message: Message) -> Iterator[Name]:
    """*Beste Anneke,* at the beginning of a line."""
    tokens = message.tokens
    for at, token in enumerate(tokens):
        if token.lower not in name_words().greetings or not _begins_line(tokens, at):
            continue
        name = _name(tokens, _behind_titles(tokens, at + 1), lenient=False, lower=True)
        while name is not None:
            if not (_ends(tokens, name.end) or is_likely(name)):
                break
            yield name
            name = next(_others(tokens, name), None)


def in_signatures(message: Message) -> Iterator[Name]:
    """The name under a message, or behind its greeting."""
    tokens = message.tokens
    line_ends = [*(at for at, token in enumerate(tokens) if token.text == "\n"), len(tokens)]
    for match in _CLOSING.finditer(message.text):
        here = message.token_at(match.end())
        line = bisect_left(line_ends, here)
        for end in line_ends[line : line + _SIGNATURE_LINES]:
            while here < end and tokens[here].text in ",.!-":
                here += 1
            name = _name(tokens, _behind_titles(tokens, here), lenient=False, lower=True)
            if name and (is_likely(name) or not is_ordinary(name.last)) and _ends(tokens, name.end):
                yield name
                break
            here = end + 1


def after_introductions(message: Message) -> Iterator[Name]:
    """*mijn naam is …*, *ik ben …*, and *karel hier*."""
    tokens = message.tokens
    for match in _INTRODUCTION.finditer(message.text):
        at = message.token_at(match.end())
        name = _name(tokens, _behind_titles(tokens, at), lenient=False, lower=match["first"] is None)
        if name and (match["sure"] or _is_told(tokens, name)):
            yield name
    for at, token in enumerate(tokens[1:]):
        if token.lower == "hier" and _begins_line(tokens, at):
            name = listed_name_at(tokens, at)
            if name and name.end == at + 1:
                yield name


def _is_told(tokens: list[Token], name: Name) -> bool:
    """Whether the form makes it a name; a surname alone, or with *de* before it, may be anything."""
    if tokens[name.start].lower in name_words().links and tokens[name.start].text.islower():
        return False
    return name.initials > 0 or name.first is not None or name.linked or len(name.words) > 1


def after_labels(message: Message) -> Iterator[Name]:
    """*Naam: …*, *t.n.v. …*, and lists such as *Aanwezig: A (voorzitter), B en C*."""
    tokens = message.tokens
    done = 0
    for match in _LABEL.finditer(message.text):
        at = message.token_at(match.end())
        if at < done:
            continue
        if match["label"] and match["label"].lower() not in name_words().labels:
            continue
        name = _name(tokens, _behind_titles(tokens, at), lenient=False, lower=False)
        if name is None or not (is_likely(name) or len(name.words) > 1):
            continue
        surname_first = _surname_first(tokens, name)
        yield surname_first or name
        for other in () if surname_first else _others(tokens, name):
            yield other
            done = other.end


def after_roles(message: Message) -> Iterator[Name]:
    """*wethouder De Groot*, *mijn buurman Gerrit*: where a list or the form says that it is a name."""
    tokens = message.tokens
    for at, token in enumerate(tokens):
        role = token.lower in name_words().roles
        if not role and not token.lower.endswith(tuple(name_words().role_ends)):
            continue
        behind = at + 1
        if behind < len(tokens) and tokens[behind].text in ",:(":
            behind += 1
        name = _name(tokens, _behind_titles(tokens, behind), lenient=False, lower=False)
        if name is None or not tokens[name.start].text[0].isupper():
            continue
        if (role and is_likely(name)) or (len(name.words) > 1 and not is_ordinary(name.words[0])):
            yield name
            yield from _others(tokens, name) if token.lower.endswith(_PLURALS) else ()


def _name(tokens: list[Token], at: int, lenient: bool, lower: bool) -> Name | None:
    """The name at a token; with ``lower`` also one without its capitals; see ``listed_name_at``."""
    if at >= len(tokens) or tokens[at].text == "\n":
        return None
    if tokens[at].lower == "van" and at + 1 < len(tokens) and first_name(tokens[at + 1].text):
        at += 1
    name = name_at(tokens, at, lenient)
    if name or not lower:
        return name
    return listed_name_at(tokens, at)


def _behind_titles(tokens: list[Token], at: int) -> int:
    """Behind titles, with their full stops and *de* before *heer*."""
    for _ in range(_MOST_TITLES):
        lower = tokens[at].lower if at < len(tokens) else ""
        if lower in name_words().titles:
            at += 1
            if at < len(tokens) and tokens[at].text == "." and not tokens[at].spaced:
                at += 1
        elif lower == "de" and at + 1 < len(tokens) and tokens[at + 1].lower in ("heer", "heren"):
            at += 1
        else:
            break
    return at


def _others(tokens: list[Token], name: Name) -> Iterator[Name]:
    """Further names in the list that a name is in: behind commas, *en*, and what stands between brackets."""
    for _ in range(_MOST_IN_LIST):
        at = name.end
        if at < len(tokens) and tokens[at].text == "(":
            closed = next((i for i in range(at, min(at + 8, len(tokens))) if tokens[i].text == ")"), None)
            if closed is None:
                return
            at = closed + 1
        if at >= len(tokens) or not (tokens[at].text in _LIST_SEPARATORS or tokens[at].lower == "en"):
            return
        following = _name(tokens, _behind_titles(tokens, at + 1), lenient=False, lower=False)
        if following is None or not (is_likely(following) or len(following.words) > 1):
            return
        yield following
        name = following


def _surname_first(tokens: list[Token], name: Name) -> Name | None:
    """*Verhoeven, Lotte* in the head of a message."""
    at = name.end
    if name.initials or len(name.words) > 1 or at + 1 >= len(tokens) or tokens[at].text != ",":
        return None
    given = name_at(tokens, at + 1)
    if given is None or given.first is None or len(given.words) > 1 or first_name(name.last) is not None:
        return None
    return Name(name.start, given.end, 0, (*given.words, *name.words), name.linked)


def _begins_line(tokens: list[Token], at: int) -> bool:
    return at == 0 or tokens[at - 1].text in "\n>,.!|"


def _ends(tokens: list[Token], at: int) -> bool:
    """Whether a line or a part of it ends here."""
    return at >= len(tokens) or tokens[at].text in _LINE_PARTS

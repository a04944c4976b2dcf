"""From the heading of a section to a question that a reader would ask."""

import re
from dataclasses import dataclass

from assistant.answer_type import advises
from assistant.follow_up.clause import parse
from assistant.follow_up.ellipsis import WHAT_ABOUT
from assistant.follow_up.function_words import AUXILIARIES, PARTICLES, PREPOSITIONS, QUESTION_WORDS
from assistant.follow_up.references import references
from assistant.follow_up.roles import person_in, role_named
from assistant.follow_up.word_forms import infinitive
from assistant.signals import rarity
from corpus.kinds import PassageKind, Role
from corpus.pdf.word_list import is_dutch
from index.numbered import numbered_parts

MOST_LETTERS = 120
LEAST_DUTCH = 0.6
"""Share of words that are Dutch, names aside; headings read from an image can be anything."""
MOST_BARE_WORDS = 3
"""A heading of so many words is put into a question as it is; a longer one between quotation marks."""

GENERIC = 2.2
"""Rarity up to which a single word (doel, kosten, voorzitter) needs the heading above it; set by hand."""

_STRUCTURE = frozenset(
    {
        *("inhoud", "inhoudsopgave", "colofon", "literatuur", "literatuurlijst", "bronnen", "referenties"),
        *(
            "noten",
            "inleiding",
            "inleiding en leeswijzer",
            "leeswijzer",
            "voorwoord",
            "woord vooraf",
            "nawoord",
        ),
        *("samenvatting", "conclusie", "conclusies", "tot slot", "slot", "slotwoord", "begrippen"),
        *("begrippenlijst", "verantwoording", "dankwoord", "contact", "meer informatie", "meer weten"),
        *("vragen", "index", "register", "afkortingen", "achtergrond"),
    }
)
"""Headings that name a part of a book and no subject."""
_STRUCTURE_FIRST = frozenset({"bijlage", "bijlagen", "inhoudsopgave", "inleiding", "figuur", "tabel"})
_BARE = re.compile(r"[\w\s&'’-]+")
_NUMBERING = re.compile(r"^\s*(?:\d{1,2}(?:[.,]\d{1,2}){0,4}\.?|[A-Z]\.|[IVX]{1,5}\.)\s*(?=[^\d\s])")
_LABEL = re.compile(r"^(?P<label>[^:–—]{3,40}?)\s*(?::|–|—| - )\s+(?P<title>\S.*)$")
_NAMED_ROLE = {
    Role.MAYOR: "een burgemeester",
    Role.ALDERMAN: "een wethouder",
    Role.COUNCILLOR: "een raadslid",
    Role.OFFICIAL: "een ambtenaar",
}


@dataclass(frozen=True, slots=True)
class Headed:
    """What the headings of a section tell: its path, outermost first, its kind, and whom it addresses."""

    path: tuple[str, ...]
    kind: PassageKind
    roles: tuple[Role, ...]


def question_from(section: Headed) -> str | None:
    """A Dutch question that the section may answer; ``None`` for a heading that gives none.

    A heading that is a question stays as it is. Advice is asked for by role, a wegwijzer, les or the
    like by its number, anything else by its words.
    """
    heading = _plain(section.path[-1]) if section.path else ""
    part = _numbered(section.path)
    role = addressed(section)
    if role is not None and len(section.path) > 1 and (part or person_in(heading)):
        return f"Wat is het advies voor {_NAMED_ROLE[role]} bij {part or _quoted(_plain(section.path[-2]))}?"
    label, title = _label_and_title(heading)
    if section.kind is PassageKind.STORY and part and not any(numbered_parts(heading)):
        return f"Welk praktijkverhaal hoort bij {part}{f': {_quoted(title)}' if title else ''}?"
    if not _is_usable(heading):
        return None
    if title and any(numbered_parts(label)):
        return f"Waar gaat {_small(label)} over: {_quoted(title)}?"
    if any(references(parse(heading))):
        return None
    if title and label.lower() == PassageKind.DILEMMA:
        return f"Wat is het dilemma: {_quoted(title)}?"
    return heading if heading.endswith("?") else _from_words(heading, section.path[:-1])


def addressed(section: Headed) -> Role | None:
    """The one role that a section gives advice to, by its kind or its heading."""
    if section.kind is PassageKind.ADVICE and len(section.roles) == 1:
        return section.roles[0]
    return role_named(section.path[-1]) if section.path else None


def _numbered(path: tuple[str, ...]) -> str | None:
    """The name of the numbered part that a section is or stands in: wegwijzer 6."""
    for heading in reversed(path):
        label, _ = _label_and_title(_plain(heading))
        if any(numbered_parts(label)) and len(label.split()) <= MOST_BARE_WORDS:
            return _small(label)
    return None


def _label_and_title(heading: str) -> tuple[str, str]:
    """``Wegwijzer 6 – Geef de raad een plek`` in two; a heading without a label is all label."""
    found = _LABEL.match(heading)
    return (found["label"].strip(), found["title"].strip()) if found else (heading, "")


def _from_words(heading: str, above: tuple[str, ...]) -> str | None:
    clause = parse(heading)
    words = [token.text for token in clause.words]
    if words[0] in QUESTION_WORDS:
        asked = _main_clause(heading) or f"{WHAT_ABOUT} {_small(heading)}?"
        return None if any(references(parse(asked))) else asked
    if len(words) == 1 and rarity(words[0]) <= GENERIC:
        parent = _plain(above[-1]) if above else ""
        if not parent or parent.endswith("?"):
            return None
        return f"{WHAT_ABOUT} {_quoted(heading)} bij {_quoted(parent)}?"
    is_phrase = len(words) <= MOST_BARE_WORDS and _BARE.fullmatch(heading) is not None
    if is_phrase and not advises(heading) and not any(word in AUXILIARIES for word in words):
        return f"{WHAT_ABOUT} {_small(heading)}?"
    return f"{WHAT_ABOUT} {_quoted(heading)}?"


def _main_clause(heading: str) -> str | None:
    """``Waarom een agenda helpt``: waarom helpt een agenda.

    ``None`` where the last word may be a separable verb or an infinitive.
    """
    clause = parse(heading)
    low = [token.text for token in clause.words]
    start, last = 1, len(low) - 1
    if last < 2 or low[0] not in ("hoe", "wat", "waarom", "wanneer", "waar", "wie") or low[1] in AUXILIARIES:
        return None
    at = next((at for at in (last, last - 1) if low[at] in AUXILIARIES), None)
    if at is None:
        if low[last].startswith(tuple(PARTICLES)) or infinitive(low[last]) is None:
            return None
        if infinitive(low[last - 1]) == low[last - 1]:
            return None
        at = last
    parts = (clause.written(0, 1), low[at], clause.written(start, at), clause.written(at + 1, last + 1))
    return f"{' '.join(filter(None, parts))}?"


def _plain(heading: str) -> str:
    """A heading without its numbering, and without capitals where it has nothing else."""
    text = " ".join(_NUMBERING.sub("", heading).split()).rstrip(" .:;,")
    return text.capitalize() if text.isupper() and " " in text else text


def _is_usable(heading: str) -> bool:
    """Whether a heading tells what its section is about, in Dutch."""
    clause = parse(heading)
    low = [token.text for token in clause.words]
    content = [at for at in range(len(low)) if clause.is_content(at) and len(low[at]) > 2]
    if not content or len(heading) > MOST_LETTERS or heading.endswith("!"):
        return False
    if " ".join(low) in _STRUCTURE or low[0] in _STRUCTURE_FIRST or low[0] in PREPOSITIONS:
        return False
    if low[0] in QUESTION_WORDS and not heading.endswith("?") and {"niet", "geen"} & set(low):
        return False
    known = sum(clause.has_capital(at) or _is_known(clause.written(at, at + 1)) for at in content)
    return known >= LEAST_DUTCH * len(content)


def _is_known(word: str) -> bool:
    return is_dutch(word.lower()) or any(is_dutch(part.lower()) for part in word.split("-"))


def _quoted(text: str) -> str:
    return f"“{text.rstrip('?.! ').replace('“', '‘').replace('”', '’')}”"


def _small(text: str) -> str:
    """A heading inside a sentence: without its first capital, unless that belongs to a name."""
    first = text.split()[0]
    is_word = first[1:].islower() and is_dutch(first.lower())
    return text[0].lower() + text[1:] if is_word else text

"""What the program itself says in a memo: about the memo, and about what the sources do not say.

Only a sentence of exactly these forms counts as such; anything else without a source is somebody's own text.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache

from assistant import wording
from assistant.memo.values import MemoPart, Standing, Statement
from corpus.clean import one_line

LONGEST = 200
"""Characters of a question or a subject in a notice; the whole of it is known to who reads the memo."""
MOST_QUESTIONS = 10

_TOPIC = "Dit memo gaat over: “{}”."
_QUESTIONS = "Dit memo komt uit een gesprek met de Denktank-assistent. Gevraagd is: {}."
_QUESTIONS_AND_MORE = (
    "Dit memo komt uit een gesprek met de Denktank-assistent. Gevraagd is: {}, en nog {} andere vragen."
)
_ALL_QUOTED = (
    "Het is gemaakt zonder taalmodel: elke zin met een noot staat letterlijk zo in de bron die de noot noemt."
)
_MADE_OF = "Bij de zinnen met een noot geldt: {}."
_NO_ANSWER = "De bronnen van deze assistent geven geen antwoord op: “{}”."
_NOTHING_ABOUT = "Over {} zeggen de bronnen niets."
_UNSURE = (
    "Het is niet zeker dat de bronnen antwoord geven op: “{}”. Dit memo bevat wat er het dichtst bij komt."
)
_NOT_QUOTED = "In de aangehaalde passages staat niets over {}."
FELL_BACK = "Waar het taalmodel geen zinnen gaf die de bronnen bevestigen, staan zinnen uit de bronnen zelf."
_NO_ANSWERS = "Op deze vragen geven de bronnen van deze assistent geen antwoord: {}"
_NOTES = {
    wording.WORDS_NOT_COVERED: _NOTHING_ABOUT,
    wording.NAMES_NOT_QUOTED: _NOT_QUOTED,
    wording.PARTS_NOT_COVERED: _NO_ANSWERS,
}
"""What a note of an answer becomes in a memo."""

_FORMS = {
    MemoPart.OCCASION: (_TOPIC, _QUESTIONS, _QUESTIONS_AND_MORE, _ALL_QUOTED, _MADE_OF, FELL_BACK, _UNSURE),
    MemoPart.POINTS: (wording.AGE,),
    MemoPart.NOT_IN_SOURCES: (_NO_ANSWER, _NO_ANSWERS, _NOTHING_ABOUT, _NOT_QUOTED),
}
_QUOTED = re.compile("“([^“”]*)”")
_LISTED = "“[^“”]*”(?:(?:,|;| en)? “[^“”]*”)*"

_COUNTED = {
    Standing.QUOTED: ("is een letterlijk citaat", "zijn letterlijke citaten"),
    Standing.CONFIRMED: (
        "zegt de bron met andere woorden, voor zover de controle dat ziet",
        "zeggen de bronnen met andere woorden, voor zover de controle dat ziet",
    ),
    Standing.UNCONFIRMED: ("wordt niet bevestigd door de bron", "worden niet bevestigd door de bron"),
    Standing.OWN: ("is eigen tekst zonder bron", "zijn eigen tekst zonder bron"),
}
_WRITTEN = "een taalmodel schreef er {}"
_NUMBER = r"\d+"
_COUNT = rf"(?:{_NUMBER} (?:{'|'.join(re.escape(form) for pair in _COUNTED.values() for form in pair)}))"
_FILLED = {
    wording.AGE: r"\d{4}(?: tot en met \d{4})?",
    _MADE_OF: rf"{_COUNT}(?:; {_COUNT})*(?:; {_WRITTEN.format(_NUMBER)})?",
}


def topic(text: str) -> str:
    """What the memo is about."""
    return _TOPIC.format(_inside(text))


def questions(asked: Sequence[str]) -> str:
    """The questions of the conversation that it comes from, or the first of many."""
    shown = "; ".join(f"“{_inside(text)}”" for text in asked[:MOST_QUESTIONS])
    more = len(asked) - MOST_QUESTIONS
    return _QUESTIONS_AND_MORE.format(shown, more) if more > 0 else _QUESTIONS.format(shown)


def made_of(statements: Iterable[Statement]) -> str | None:
    """What its statements rest on; ``None`` where there are none but notices."""
    kept = [item for item in statements if item.standing is not Standing.NOTICE]
    if not kept:
        return None
    counts = Counter(item.standing for item in kept)
    written = sum(item.generated for item in kept)
    if set(counts) == {Standing.QUOTED} and not written:
        return _ALL_QUOTED
    pieces = [
        f"{counts[standing]} {one if counts[standing] == 1 else more}"
        for standing, (one, more) in _COUNTED.items()
        if counts[standing]
    ]
    return _MADE_OF.format("; ".join([*pieces, *([_WRITTEN.format(written)] if written else [])]))


def is_made_of(text: str) -> bool:
    """Whether a text is what ``made_of`` says, of this memo or of an earlier state of it."""
    return _fits(_ALL_QUOTED, text) or _fits(_MADE_OF, text)


def no_answer(question: str) -> str:
    """Tells that the sources do not answer this."""
    return _NO_ANSWER.format(_inside(question))


def nothing_about(words: Sequence[str]) -> str:
    """Tells of which words the sources say nothing."""
    return _NOTHING_ABOUT.format(wording.listed(words))


def not_quoted(names: Sequence[str]) -> str:
    """Tells which names and numbers are in no quoted passage."""
    return _NOT_QUOTED.format(wording.listed(names))


def unsure(question: str) -> str:
    """Tells that the sources may not answer this."""
    return _UNSURE.format(_inside(question))


def from_note(note: str, question: str) -> str | None:
    """What a note of an answer says about the sources, for a memo; ``None`` for other notes."""
    if note == wording.PARTLY_IN_SOURCES:
        return unsure(question)
    for form, form_here in _NOTES.items():
        found = _pattern(form).fullmatch(note)
        if found:
            return form_here.format(found[1])
    return None


def is_age(text: str) -> bool:
    """Whether a notice is about the age of the sources."""
    return _fits(wording.AGE, text)


def is_unsure(text: str) -> bool:
    """Whether a notice tells that the sources may not answer a question."""
    return _fits(_UNSURE, text)


def words_not_there(text: str) -> tuple[str, ...]:
    """The words of which a notice says that the sources say nothing; empty for other texts."""
    found = _pattern(_NOTHING_ABOUT).fullmatch(text)
    return tuple(_QUOTED.findall(found[1])) if found else ()


def still_not_quoted(text: str, quotes: Iterable[str]) -> str | None:
    """A notice on names that no passage has, without those that a quotation has; ``None`` when none is left.

    Any other text comes back as it is.
    """
    found = _pattern(_NOT_QUOTED).fullmatch(text)
    if found is None:
        return text
    said = " ".join(quotes).casefold()
    left = [name for name in _QUOTED.findall(found[1]) if name.casefold() not in said]
    return not_quoted(left) if left else None


def is_notice(text: str, part: MemoPart) -> bool:
    """Whether a text is one of the sentences that the program itself puts in this part of a memo."""
    return any(_fits(form, text) for form in _FORMS.get(part, ()))


def _fits(form: str, text: str) -> bool:
    return _pattern(form).fullmatch(text) is not None


@cache
def _pattern(form: str) -> re.Pattern[str]:
    """What fits a form: between its quotation marks any text, elsewhere only what is filled in there."""
    before, *after = form.split("{}")
    if not after:
        return re.compile(re.escape(form))
    inside = _FILLED.get(form, "[^“”]*" if before.endswith("“") else _LISTED)
    rest = r"\d+".join(map(re.escape, after))
    return re.compile(f"{re.escape(before)}({inside}){rest}")


def _inside(text: str) -> str:
    """A text between quotation marks: on one line, without their like, and no longer than it need be."""
    plain = one_line(text).translate(str.maketrans("“”", "‘’"))
    return plain if len(plain) <= LONGEST else f"{plain[: LONGEST - 1].rstrip()}…"

"""The questions in a mail, each to be understood without it, in the order they were asked."""

import re
from dataclasses import dataclass

from assistant.follow_up.resolving import resolved
from assistant.mail.asked import Asked, Manner, asked_in, difficulty, plain_words
from assistant.mail.lines import Sentence, sentences
from assistant.mail.phrases import pattern
from assistant.mail.values import Mail, MailQuestion
from index.analysis import stem, words

MOST_QUESTIONS = 10
"""Of one mail; more are for a person, or for a conversation."""
MOST_BEFORE = 60
"""Words of the sentence before that are kept with a question that points back at it."""

_REPLY = re.compile(r"\s*(?:re|antw|aw)\s*:", re.IGNORECASE)
_PASSED_ON = re.compile(r"\s*(?:(?:re|fwd?|antw|doorst|doorg|tr|wg|aw)\s*:\s*)+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Found:
    """The questions of a mail, whether there were more, and what is asked of a person, as written."""

    questions: tuple[MailQuestion, ...]
    more: bool = False
    practical: tuple[str, ...] = ()


def questions(mail: Mail) -> tuple[MailQuestion, ...]:
    """The questions in a mail, at most ``MOST_QUESTIONS``, each once; none in what a machine sent."""
    return () if mail.automatic else found_in(mail.text, mail.subject).questions


def found_in(text: str, subject: str = "") -> Found:
    """What is asked in the text of a mail and in its subject.

    A difficulty is a question when nothing was asked outright, and never in a complaint: there it is what
    the complaint is about.
    """
    said = sentences(text)
    hits = [
        (at, hit)
        for at in range(len(said))
        if not _announces(said, at)
        for hit in asked_in(said[at], _is_announced(said, at))
    ]
    hits = _with_appeals(said, hits)
    outright = any(hit.manner is Manner.ASKED for _, hit in hits)
    told = outright or is_complaint(text)
    kept = [
        (at, hit)
        for at, hit in hits
        if hit.manner in (Manner.ASKED, Manner.SOUGHT)
        or (hit.manner is Manner.DIFFICULTY and not told and _concerns_them(said, at))
    ]
    if not kept and not told and not pattern("deelt_mee").search(text) and not pattern("dank").search(text):
        kept = [(at, hit) for at, hit in hits if hit.manner is Manner.FRICTION and _concerns_them(said, at)][
            :1
        ]
    made = [*_in_subject(subject), *_standing_alone(said, kept)]
    first: dict[tuple[str, ...], MailQuestion] = {}
    for question in made:
        first.setdefault(_key(question.text), question)
    once = tuple(first.values())
    return Found(
        questions=once[:MOST_QUESTIONS],
        more=len(once) > MOST_QUESTIONS,
        practical=tuple(hit.written for _, hit in hits if hit.manner is Manner.PRACTICAL),
    )


def is_complaint(text: str) -> bool:
    """Whether a mail says that its writer complains."""
    return pattern("klacht").search(text) is not None


def _announces(said: tuple[Sentence, ...], at: int) -> bool:
    """Whether a sentence only says that questions follow, in a list."""
    return said[at].text.endswith(":") and at + 1 < len(said) and said[at + 1].item


def _is_announced(said: tuple[Sentence, ...], at: int) -> bool:
    """Whether a sentence is an item of a list below a line that announces questions."""
    if not said[at].item:
        return False
    before = next((one for one in reversed(said[:at]) if not one.item), None)
    return (
        before is not None
        and before.text.endswith(":")
        and pattern("kondigt_vragen_aan").search(before.text) is not None
    )


def _with_appeals(said: tuple[Sentence, ...], hits: list[tuple[int, Asked]]) -> list[tuple[int, Asked]]:
    """A call for advice takes the sentence before it as its question, when that asks nothing itself."""
    asks = {at for at, hit in hits if hit.manner in (Manner.ASKED, Manner.SOUGHT)}
    made = []
    for at, hit in hits:
        if hit.manner is not Manner.APPEAL:
            made.append((at, hit))
        elif at and at - 1 not in asks:
            before = said[at - 1].text
            made = [item for item in made if item[0] != at - 1]
            made.append((at - 1, Asked(Manner.SOUGHT, difficulty(before), before)))
    return made


def _concerns_them(said: tuple[Sentence, ...], at: int) -> bool:
    """Whether the writer speaks of himself, in this sentence or the one before or after it."""
    near = " ".join(one.text for one in said[max(0, at - 1) : at + 2])
    return pattern("ik_of_wij").search(near) is not None


def _in_subject(subject: str) -> tuple[MailQuestion, ...]:
    """The question that a subject asks; not of a reply, where it is that of the mail before."""
    if _REPLY.match(subject):
        return ()
    text = _PASSED_ON.sub("", subject)
    hits = asked_in(Sentence(text, 0)) if text.strip() else ()
    return tuple(
        MailQuestion(hit.text, hit.written) for hit in hits if hit.manner is Manner.ASKED and words(hit.text)
    )


def _standing_alone(said: tuple[Sentence, ...], hits: list[tuple[int, Asked]]) -> list[MailQuestion]:
    """Every question with what it points back at: the question right before it, or the sentence."""
    made: list[MailQuestion] = []
    last = -2
    for at, hit in hits:
        text = hit.text
        before = said[at - 1].text if at else ""
        # A question made of a sentence that tells something carries its own subject.
        if hit.manner is Manner.ASKED and made and last >= at - 1 and not made[-1].implicit:
            text = resolved(text, made[-1].text) or text
        elif hit.manner is Manner.ASKED and _needs(text, before):
            text = f"{before[:1].upper()}{before[1:]} {text}"
        made.append(MailQuestion(text, hit.written, hit.manner is not Manner.ASKED))
        last = at
    return made


def _needs(text: str, before: str) -> bool:
    """Whether a question points back at the sentence before it."""
    return 0 < len(before.split()) <= MOST_BEFORE and resolved(text, before) is not None


def _key(text: str) -> tuple[str, ...]:
    """Equal for two questions that are the same but for their small words."""
    return tuple(sorted({stem(word) for word in words(text)})) or (plain_words(text),)

"""Where the clauses of a Dutch sentence begin and end, as far as commas, conjunctions and verbs tell."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.checks.lexicon import lexicon
from assistant.checks.verbs import dictionary_form, has_finite_verb, is_finite

_CLAUSE = re.compile(
    r"[;:()–—|]|,(?!\d)|(?<!\w)(?:maar|terwijl|omdat|doordat|zodat|waardoor|daardoor|nadat|voordat|hoewel"
    r"|tenzij|mits|want|waarbij|waarin|waarna|zodra|zolang|indien|wanneer|als|behalve)(?!\w)",
)
"""Where a Dutch sentence may go on with another clause; a comma and most conjunctions."""
_INDIRECT = re.compile(r"[\s,]*(?:maar |en )?of\b")
_SUBORDINATE = re.compile(
    r"[\s,]*(?:en )?(?:als|omdat|doordat|zodat|waardoor|nadat|voordat|hoewel|tenzij|mits|waarbij|waarin"
    r"|waarna|zodra|zolang|indien|wanneer|terwijl|dat|die)\b"
)
_STRONG = re.compile(r"\s*[;:()–—|]")
_OPENING = re.compile(
    r"\W*(?:als|omdat|doordat|nadat|voordat|alvorens|hoewel|zodra|zolang|indien|wanneer|terwijl|toen|aangezien|sinds"
    r"|totdat|mits|tenzij)\b"
)
_FIRST_WORD = re.compile(r"[\s,]*([a-z']+)")
_AND = re.compile(r"(?<!\w)(?:en|of)(?!\w)")
_OWN_CLAUSE = re.compile(r"\s*(?:[;:()–—|]|maar\b|,\s*(?:en )?niet\b)|.*\b(?:wel|niet)\W*\Z", re.DOTALL)
_WITHOUT = re.compile(r"(?<!niet )\bzonder\s+(?:(?:de|het|een|zijn|haar|hun|dat|te|enige|om)\s+)*[\w-]+")
"""What is denied of one thing only: zonder afspraak, zonder in te loggen."""
"""What stands apart also without a verb: after a strong sign, or because it says yes or no."""


def clauses(text: str) -> Iterator[tuple[int, int]]:
    """The ranges between commas and conjunctions; the conjunction begins its clause.

    A piece without a verb belongs to the one before it, unless it says yes or no of its own, or stands
    after a strong sign. What goes before the verb of a subordinate clause belongs to that clause.
    """
    pieces = _joined_to_verb(text, list(_pieces(text)))
    start = 0
    for (first, end), (_, later) in pairwise((*pieces, (len(text), len(text)))):
        following = text[end:later]
        strong = _STRONG.match(following) is not None
        if _INDIRECT.match(text[first:end]) and not strong:
            continue  # "of dat zo is, is niet bekend": what is said of it counts
        if (
            strong
            or _ends_opening(text[:end], following)
            or (_stands_alone(text[start:end]) and _stands_alone(following))
        ):
            yield start, end
            start = end
    if start < len(text) or not text:
        yield start, len(text)


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """The ranges between all places where a clause may begin; "en" and "of" between two finite verbs."""
    places = sorted({0, len(text), *(match.start() for match in _CLAUSE.finditer(text))})
    for start, end in pairwise(places):
        for match in _AND.finditer(text, start, end):
            if has_finite_verb(text[start : match.start()]) and has_finite_verb(text[match.end() : end]):
                yield start, match.start()
                start = match.start()
        yield start, end


def _joined_to_verb(text: str, pieces: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The pieces, with one that begins a subordinate clause made longer until its verb is there."""
    found: list[tuple[int, int]] = []
    for start, end in pieces:
        before = text[slice(*found[-1])] if found else ""
        is_open = _SUBORDINATE.match(before) and not has_finite_verb(before)
        if (
            is_open
            and not _STRONG.match(text[start:end])
            and not _ends_opening(text[:start], text[start:end])
        ):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _ends_opening(before: str, following: str) -> bool:
    """Whether a sentence opens with a subordinate clause and goes on with the verb of its main clause.

    That verb may look like an infinitive: voordat hij besluit, adviseren de raden.
    """
    first = _FIRST_WORD.match(following)
    if first is None or not following.startswith(",") or not _OPENING.match(before) or "," in before:
        return False
    return is_finite(first[1]) or (first[1].endswith("en") and dictionary_form(first[1]) == first[1])


def _stands_alone(piece: str) -> bool:
    alone = lexicon().order.match(piece) or _OWN_CLAUSE.match(piece)
    return alone is not None or has_finite_verb(piece)


def without_phrases(text: str, clauses: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Where in the clauses "zonder" stands, with what it is said of."""
    return [match.span() for start, end in clauses for match in _WITHOUT.finditer(text, start, end)]

"""Are the words between quotation marks those of the source?"""

import re
from collections.abc import Iterable

from corpus.clean import one_line

LEAST_WORDS = 3
"""A shorter quotation is a word that is set apart, or a title."""

_QUOTED = (
    re.compile(r"“([^“”]*)[”\"]"),
    re.compile(r"„([^„”]*)[”\"]"),
    re.compile(r"«([^«»]*)»"),
    re.compile(r"\"([^\"]*)\""),
    re.compile(r"(?<!\w)‘([^‘]*?)’(?!\w)"),
    re.compile(r"(?<!\w)'(?![snt]\b)([^']*(?:\w'\w[^']*)*?)'(?!\w)"),
)
_MARKS = str.maketrans(dict.fromkeys('“”„«»‘’‚‛´`"', "'") | dict.fromkeys("–—‑‐", "-"))
_ELLIPSIS = re.compile(r"\s*(?:\[?(?:\.\.\.|…)\]?|\(\.\.\.\))\s*")
_OWN_WORDS = re.compile(r"\[[^\]]*\]")


def unfaithful(text: str, sources: Iterable[str]) -> list[str]:
    """The quotations in a sentence that no source has word for word; short ones are not looked at.

    White space and the form of quotation marks and dashes do not count, nor do the capital of the first
    letter and the full stop at the end. What is left out as "…" may be left out, "[…]" and words of the
    writer between square brackets too.
    """
    known = [_plain(source) for source in sources]
    return [
        quotation for quotation in _quotations(text) if not any(_is_in(quotation, source) for source in known)
    ]


def _quotations(text: str) -> list[str]:
    found: list[tuple[int, str]] = []
    taken: list[tuple[int, int]] = []
    for pattern in _QUOTED:
        for match in pattern.finditer(text):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            taken.append(match.span())
            if len(re.findall(r"\w+", match[1])) >= LEAST_WORDS:
                found.append((match.start(), match[1].strip()))
    return [quotation for _, quotation in sorted(found)]


def _is_in(quotation: str, source: str) -> bool:
    """Whether the pieces of a quotation stand in a source in order."""
    pieces = [piece for part in _ELLIPSIS.split(quotation) for piece in _OWN_WORDS.split(part)]
    start = 0
    for piece in pieces:
        sought = _plain(piece).strip(" .,;:!?'")
        if not sought:
            continue
        place = _find(sought, source, start)
        if place < 0:
            return False
        start = place + len(sought)
    return True


def _find(sought: str, source: str, start: int) -> int:
    """Where whole words stand in a text; the first letter may have another case."""
    pattern = rf"(?<!\w)(?i:{re.escape(sought[0])}){re.escape(sought[1:])}(?!\w)"
    match = re.compile(pattern).search(source, start)
    return match.start() if match else -1


def _plain(text: str) -> str:
    return one_line(text).translate(_MARKS)

"""Dutch sentences with their exact positions."""

import re
from collections.abc import Iterator

_LOWER_START = re.compile(r"[\s\"'“‘(]*[a-zà-öø-ÿ]")
_SHORTENED_WORD = re.compile(r"\s*['’‘][snt][\s-]+(?=[A-ZÀ-ÖØ-Þ])")
"""'s Avonds, 't Is, 's-Hertogenbosch: what counts is the capital after it."""
_ONLY_INITIAL = re.compile(r"(?:^|\s)(?:[A-Z]\.\s*)+$")
_NEVER_LAST = re.compile(
    r"(?:^|[\s(\"'“‘])(?:mevr|mw|dhr|fam|bijv|vgl|par|hfst|resp|incl|excl|tel|nr|art|blz"
    r"|o\.a|m\.n|d\.w\.z|i\.p\.v|i\.v\.m|t\.a\.v|m\.b\.t|t\.b\.v|n\.a\.v)\.$",
    re.IGNORECASE,
)
"""Abbreviations that something always follows, also something with a capital."""
_AFTER_ADDRESS = re.compile(r"\w\.(?:nl|com|org|eu|net|be)(?:/[\w/-]{0,200})?\.(?=\s+[A-ZÀ-ÖØ-Þ])")
"""A web or mail address at the end of a sentence; sentencex takes its full stop for part of it."""
_MONTH = re.compile(r"\s(?:jan|feb|febr|mrt|apr|aug|sep|sept|okt|nov|dec)\.$", re.IGNORECASE)


def sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """Half-open ranges of the sentences of one paragraph, without the white space around them.

    sentencex (rules and abbreviations per language, by the Wikimedia Foundation) proposes the
    boundaries; one that is followed by a lower-case letter ("o.a. bij"), or that follows initials
    only ("M. van der Steen") or an abbreviation ("mevr. De Vries"), is no boundary in Dutch.
    """
    from sentencex import get_sentence_boundaries

    start = end = 0
    for part in get_sentence_boundaries("nl", text):
        first, last = part["start_index"], part["end_index"]
        if end > start and _belongs_together(text[start:end].rstrip(), text[first:last]):
            end = last
            continue
        if end > start:
            yield from _split(text, start, end)
        start, end = first, last
    if end > start:
        yield from _split(text, start, end)


def _split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in _AFTER_ADDRESS.finditer(text, start, end):
        yield from _trimmed(text, start, match.end())
        start = match.end()
    yield from _trimmed(text, start, end)


def _belongs_together(before: str, after: str) -> bool:
    if _LOWER_START.match(after) or _ONLY_INITIAL.search(before) or _NEVER_LAST.search(before):
        return True
    return _MONTH.search(before) is not None and after.lstrip()[:1].isdigit()


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    end -= len(piece) - len(piece.rstrip())
    if end > start:
        yield start, end


def is_quotable(text: str, is_list_item: bool) -> bool:
    """Whether a sentence can stand alone as a line of an answer.

    It has 4 to 80 words, begins like a sentence and ends like one; a list item may lack the full
    stop. Halves of sentences (over a page break, around a picture), labels, contents entries and
    lead-ins ("… bijvoorbeeld:") fall outside.
    """
    words = text.split()
    if not 4 <= len(words) <= 80:
        return False
    letters = sum(char.isalpha() for char in text)
    if letters < 0.6 * sum(not char.isspace() for char in text):
        return False
    first = _SHORTENED_WORD.sub("", text, count=1).lstrip("\"'“‘´`(„[")[:1]
    if not (first.isupper() or first.isdigit() or is_list_item):
        return False
    ending = text.rstrip("\"'”’´)]»")[-1:]
    if ending in ".!?…":
        return True
    return is_list_item and ending not in ":,-" and len(words) >= 5


def is_quotable_row(text: str) -> bool:
    """Whether a table row (cells with bars between) says something on its own: 4 to 80 words.

    At least two cells hold something, and one of them words.
    """
    cells = [cell for cell in text.split("|") if cell.strip()]
    words = [word for cell in cells for word in cell.split()]
    letters = sum(char.isalpha() for char in text)
    return len(cells) >= 2 and 4 <= len(words) <= 80 and letters >= 10

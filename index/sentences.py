"""Dutch sentences with their exact positions."""

import re
from collections.abc import Iterator

_LOWER_START = re.compile(r"[\s\"'“‘(]*[a-zà-öø-ÿ]")
_ONLY_INITIAL = re.compile(r"(?:^|\s)(?:[A-Z]\.\s*)+$")


def sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """Half-open ranges of the sentences of one paragraph, without the white space around them.

    sentencex (rules and abbreviations per language, by the Wikimedia Foundation) proposes the
    boundaries; one that is followed by a lower-case letter ("o.a. bij"), or that follows initials
    only ("M. van der Steen"), is no boundary in Dutch.
    """
    from sentencex import get_sentence_boundaries

    start = end = 0
    for part in get_sentence_boundaries("nl", text):
        first, last = part["start_index"], part["end_index"]
        if end > start and (
            _LOWER_START.match(text[first:last]) or _ONLY_INITIAL.search(text[start:end].rstrip())
        ):
            end = last
            continue
        if end > start:
            yield from _trimmed(text, start, end)
        start, end = first, last
    if end > start:
        yield from _trimmed(text, start, end)


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
    first = text.lstrip("\"'“‘´`(„[")[:1]
    if not (first.isupper() or first.isdigit() or is_list_item):
        return False
    ending = text.rstrip("\"'”’´)]»")[-1:]
    if ending in ".!?…":
        return True
    return is_list_item and ending not in ":,-" and len(words) >= 5

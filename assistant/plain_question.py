"""A question without what is no language: markup, the targets of links, and characters that say nothing."""

import re

_ELEMENT = re.compile(r"<(script|style)\b[^<>]{0,500}>.{0,2000}?</\1\s*>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"</?[a-z][^<>]{0,500}>", re.IGNORECASE)
_TARGET = re.compile(r"(?<=\])\([^()\s]{0,500}(?:\([^()]{0,100}\))?[^()\s]{0,100}\)")
_SCHEME = re.compile(r"\b(?:javascript:|vbscript:|data:\w+/)\S+", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{2,}")


def plain_question(text: str) -> str:
    """The text with spaces for scripts, tags, targets of links and script addresses, else as it is."""
    for pattern in (_ELEMENT, _TAG, _TARGET, _SCHEME):
        text = pattern.sub(" ", text)
    return text


def has_words(text: str) -> bool:
    """Whether a text has a word of at least two letters; "???" asks nothing."""
    return _WORD.search(text) is not None

"""Sentences that cannot be understood without the one before them."""

import re

_ADVERBS = "om|na|mee|bij|door|voor|naast|van|op|in|aan|toe|tegenover|tegen"
_LEANING = re.compile(
    r"[\"'“‘]?(?:dit|dat|deze|die|zij|ze|hij|hun|haar|toch|ook|maar|en|want|toen|dan|dus|dezelfde|hetzelfde"
    r"|zulke?|beide|sindsdien|vervolgens|bovendien|echter|wel|niettemin|desondanks|intussen"
    rf"|daar(?:{_ADVERBS})?|hier(?:{_ADVERBS})?)\b",
    re.IGNORECASE,
)
"""First words that point back in Dutch: pronouns, pronominal adverbs and connectives. "Het" and "er" mostly
do not (het is, er zijn)."""


def leans(sentence: str) -> bool:
    """Whether a sentence begins by pointing back at what was said before it."""
    return _LEANING.match(sentence) is not None

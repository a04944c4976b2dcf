"""A message may ask several things; each is answered, or refused, on its own."""

import re

from index.keywords import words
from index.sentences import sentence_spans

MOST = 4
"""Questions taken apart; with more the message is treated as a whole."""

LEAST_WORDS = 2
"""Content words a question needs to be understood without the others."""

_ALSO_ASKS = re.compile(
    r",?\s+en\s+(?=(?:wie|wat|waar|wanneer|waarom|hoe|hoeveel|welke?|waarmee|waarvoor)\b)", re.IGNORECASE
)


def subquestions(text: str) -> tuple[str, ...]:
    """The separate questions in a message; the message itself when it asks one thing, or cannot be split.

    "Wie is de voorzitter en hoe laat gaat de bibliotheek open?" gives two.
    """
    sentences = [text[start:end] for start, end in sentence_spans(text)]
    asked = [sentence for sentence in sentences if sentence.endswith("?")]
    if len(asked) < len(sentences):
        return (text,)
    found = [part.strip(" ?") + "?" for sentence in asked for part in _ALSO_ASKS.split(sentence)]
    if 2 <= len(found) <= MOST and all(len(words(part)) >= LEAST_WORDS for part in found):
        return tuple(found)
    return (text,)

"""What no sentence of a model may carry along: the rules it was given."""

from index.words import plain_tokens

RUN = 6
"""Words in a row that a sentence and the rules have in common by chance no more; set by hand."""


def runs(text: str) -> frozenset[tuple[str, ...]]:
    """Every ``RUN`` words in a row of a text."""
    words = plain_tokens(text)
    return frozenset(tuple(words[place : place + RUN]) for place in range(len(words) - RUN + 1))

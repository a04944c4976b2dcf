"""What no sentence of a model may carry along: the rules it was given, and addresses of its own."""

import re
import unicodedata
from collections.abc import Iterable

from index.words import plain_tokens

RUN = 6
"""Words in a row that a sentence and the rules have in common by chance at most; set by hand."""

_DOTTED = re.compile(r"[^\W_][\w-]*(?:\s?[\[(]?\.[\])]?[^\W_][\w-]*)+")
"""Words with dots inside: a web address also without https, and with the dot in brackets."""


def repeats(text: str, rules: str) -> bool:
    """Whether a text has ``RUN`` words in a row of the rules."""
    said, ruled = plain_tokens(text), plain_tokens(rules)
    runs = {tuple(ruled[place : place + RUN]) for place in range(len(ruled) - RUN + 1)}
    return any(tuple(said[place : place + RUN]) in runs for place in range(len(said) - RUN + 1))


def foreign_address(text: str, sources: Iterable[str]) -> str:
    """The first address-like word of a text that no source has; empty when there is none.

    Abbreviations (o.a., d.w.z.) and numbers are none. Wide and other compatibility letters count as the
    ordinary ones they look like.
    """
    known = [unicodedata.normalize("NFKC", source).casefold() for source in sources]
    for match in _DOTTED.finditer(unicodedata.normalize("NFKC", text)):
        parts = re.findall(r"[^\W_][\w-]*", match[0])
        if all(len(part) == 1 for part in parts) or not any(
            part.isalpha() and len(part) > 1 for part in parts
        ):
            continue
        if not any(match[0].casefold() in source for source in known):
            return match[0]
    return ""

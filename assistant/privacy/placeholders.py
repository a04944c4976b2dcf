"""How placeholders look: written one way, read in every way in which a model may write them back."""

import re
from re import Match

from assistant.privacy.kind import Kind

MOST_DIGITS = 6
"""Of the number in a placeholder."""

_LABEL = "|".join(label.replace("-", r"[-\s]?") for label in Kind)
_HYPHEN = "[-_\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{EN DASH}]"
_NUMBER = f"[0-9]{{1,{MOST_DIGITS}}}"
_INSIDE = rf"\s{{0,3}}({_LABEL})\s{{0,3}}{_HYPHEN}?\s{{0,3}}({_NUMBER})\s{{0,3}}"

PLACEHOLDER = re.compile(
    rf"\\\[{_INSIDE}\\\]|\[{_INSIDE}\]|(?<![\w-])({_LABEL}){_HYPHEN}({_NUMBER})(?!\w)",
    re.IGNORECASE | re.ASCII,
)
"""In brackets (also with the backslashes of Markdown), or bare with a hyphen."""

_ALMOST = re.compile(
    rf"(?:\[\s{{0,3}}({_LABEL})\s{{0,3}}{_HYPHEN}?\s{{0,3}}|({_LABEL}){_HYPHEN})([0-9]{{1,{MOST_DIGITS}}})",
    re.IGNORECASE | re.ASCII,
)


def key_of(match: Match[str]) -> tuple[Kind, int]:
    """The label and number of a match of ``PLACEHOLDER``, however it was written."""
    label, number = (group for group in match.groups() if group is not None)
    return _kind(label), int(number)


def taken_numbers(text: str) -> set[tuple[Kind, int]]:
    """The labels and numbers that a text already seems to use: no placeholder may be read as one of these.

    More than ``PLACEHOLDER`` finds, since what stands around it can change: also the first digits of
    a longer number count.
    """
    return {
        (_kind(match[1] or match[2]), int(match[3][:length]))
        for match in _ALMOST.finditer(text)
        for length in range(1, len(match[3]) + 1)
    }


def placeholder(kind: Kind, number: int) -> str:
    """As it is written."""
    return f"[{kind}-{number}]"


def _kind(label: str) -> Kind:
    upper = "".join(label.upper().split())
    return Kind.EMAIL if upper == "EMAIL" else Kind(upper)

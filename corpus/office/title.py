"""Which of the titles that an office file gives is the one of the document."""

import re

_NO_TITLE = re.compile(
    r"(?:document|naamloos|untitled|titel|title|zonder titel|geen titel|sjabloon\b.*|template\b.*"
    r"|microsoft word\b.*|(?:powerpoint-)?presentatie)[ _-]*\d*|.*\.[a-z]{2,5}\d?|[\W\d_]*|\S*_\S*",
    re.IGNORECASE,
)


def choose_title(printed: str | None, property_title: str | None, first_heading: str | None) -> str | None:
    """The title printed as such, else the property unless it looks like a file name, else a heading."""
    described = " ".join((property_title or "").split())
    if described and _NO_TITLE.fullmatch(described):
        described = ""
    return printed or described or first_heading

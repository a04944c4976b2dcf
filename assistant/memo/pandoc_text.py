"""Text as inline elements of pandoc, so that it stays text in every format.

Elements are those of pandoc's JSON form: ``{"t": name, "c": contents}`` (Text.Pandoc.Definition in
pandoc-types 1.23).
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

from corpus.clean import one_line

Element = dict[str, Any]

SPACE: Element = {"t": "Space"}
_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Marks that turn the reading direction of all that follows, a footnote's number too."""
_ALWAYS = re.compile(r"[\\`*_{}\[\]<>#|~^$@&]|:(?=[/A-Za-z+-])|(?<=www)\.", re.IGNORECASE)
_ONLY_MARKS = re.compile(r":|[-=+:.%!]{2,}")
_NAMED = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
"""Of these the first Markdown knew no backslash form, and HTML begins with them."""


def inlines(text: str) -> list[Element]:
    """Any text on one line, without what XML cannot hold; a space that it begins with stays."""
    return list(_spaced(text, lambda word: {"t": "Str", "c": word}))


def markdown_inlines(text: str) -> list[Element]:
    """As ``inlines``, with what means something in a dialect of Markdown escaped.

    Pandoc 3.9 escapes for the dialect it writes: ``$x$``, ``@name`` and ``&lt;`` come out as they are, and
    are a formula, a citation and ``<`` for another reader. A backslash before ASCII punctuation is
    that character in all of them (CommonMark 0.31.2, section 2.4).
    """
    return list(_spaced(text, _markdown_word))


def _spaced(text: str, word_element: Callable[[str], Element]) -> Iterator[Element]:
    shown = _DIRECTION.sub("", text)
    for i, word in enumerate(one_line(shown).split()):
        if i or shown[0].isspace():
            yield SPACE
        yield word_element(word)


def _markdown_word(word: str) -> Element:
    if _ONLY_MARKS.fullmatch(word):
        escaped = "".join(f"\\{mark}" for mark in word)
    else:
        escaped = _ALWAYS.sub(lambda mark: _NAMED.get(mark[0], f"\\{mark[0]}"), word)
    return {"t": "Str", "c": word} if escaped == word else {"t": "RawInline", "c": ["markdown", escaped]}

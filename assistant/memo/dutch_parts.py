"""Makes Dutch the only language of the styles of an office file, whoever made it.

A reference document from an English Word says that its text is English, and a screen reader then reads the
memo with an English voice. Only these attributes change: writing the XML anew would lose the namespaces that
Word looks up by their prefix.
"""

import re

from assistant.memo.formats import MemoFormat

_WORD = re.compile(rb"<w:(lang|themeFontLang)\b[^>]*?(/?)>")
_OPEN = (
    (re.compile(rb'\bfo:language="(?!zxx|none|nl")[^"]*"'), b'fo:language="nl"'),
    (re.compile(rb'\bfo:country="(?!none)[^"]*"'), b'fo:country="NL"'),
)
"""``zxx`` is no language at all, and stays."""


def dutch(parts: dict[str, bytes], form: MemoFormat) -> dict[str, bytes]:
    """The parts of a DOCX or ODT with Dutch wherever they name the language of a text."""
    return {name: _in_dutch(name, data, form) for name, data in parts.items()}


def _in_dutch(name: str, data: bytes, form: MemoFormat) -> bytes:
    if not name.endswith(".xml"):
        return data
    if form is MemoFormat.DOCX:
        return _WORD.sub(rb'<w:\1 w:val="nl-NL"\2>', data)
    for pattern, dutch_one in _OPEN:
        data = pattern.sub(dutch_one, data)
    return data
